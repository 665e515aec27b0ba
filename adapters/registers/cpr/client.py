"""A blocking look-up of one person, superseded numbers followed."""

from __future__ import annotations

import logging

from adapters.registers.cpr import MANIFEST, MOST_HOPS
from adapters.registers.cpr.parse import parse
from adapters.registers.cpr.request import ACTION, CallForm, person_lookup
from adapters.serviceplatform.caller import SoapCaller
from app.citizen.model.person import Person
from app.citizen.port import Call, FailureKind, PersonQuery, RegisterError
from app.cpr import CprNumber

_log = logging.getLogger(__name__)


class Client:
    """One agreement with SF1520. `form` says how the municipality identifies itself."""

    def __init__(self, caller: SoapCaller, form: CallForm) -> None:
        self._caller = caller
        self._form = form

    def fetch(self, query: PersonQuery, call: Call) -> Person:
        """The person; with status 50 or 60, the one under the number now in force.

        Raises RegisterError, also MALFORMED where CPR's references lead in a circle or on and on.
        """
        person = self._look_up(query.cpr, call)
        seen = {person.cpr}
        while (following := _superseded_by(person)) is not None:
            if following in seen or len(seen) > MOST_HOPS:
                raise RegisterError(FailureKind.MALFORMED, "superseded numbers without an end")
            _log.info("call %s follows a superseded number, hop %d", call.transaction, len(seen))
            seen.add(following)
            person = self._look_up(following, call)
        return person

    def _look_up(self, cpr: CprNumber, call: Call) -> Person:
        request = person_lookup(cpr, form=self._form, call=call)
        return parse(self._caller.call(request, ACTION, call=call, timeouts=MANIFEST.timeouts), cpr)


def _superseded_by(person: Person) -> CprNumber | None:
    """The next number, where there is one: a number may be superseded without CPR knowing by which."""
    if person.status is None or not person.status.is_superseded or person.current_cpr == person.cpr:
        return None
    return person.current_cpr
