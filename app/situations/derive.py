"""From the sections of one citizen's page to named facts: what is known now, from which source and how old.

Whatever is outside the purpose, refused, on its way or failed is `Unknown` and says so; an empty field is a fact only
where the register has answered. Pure: asks nobody and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from app.access.model import Purpose, Section
from app.citizen.model.archive import CaseFile
from app.citizen.model.income import IncomeStatement
from app.citizen.model.sections import BenefitFacts, DwellingFacts, PersonFacts, SectionState, State
from app.citizen.port import FailureKind, RegisterKey
from app.cpr import CprNumber
from app.facts.model import Fact, Facts, Unknown, Why
from app.situations.derived.dwelling import dwelling_facts, resident_facts
from app.situations.derived.family import family_facts
from app.situations.derived.grants import grant_facts
from app.situations.derived.income import income_facts
from app.situations.derived.person import number_facts, person_facts
from app.situations.derived.told import Basis, Told

_SOURCES: Final = {
    Section.PERSON: RegisterKey.CPR,
    Section.DWELLING: RegisterKey.BBR,
    Section.INCOME: RegisterKey.EINDKOMST,
    Section.BENEFITS: RegisterKey.BENEFITS,
    Section.CASES: RegisterKey.ARCHIVE,
}
_CLOSED: Final = "Afsluttet"


def facts_of(
    states: Mapping[Section, SectionState], purpose: Purpose, today: date, basis: Basis, *, revealed: bool = False
) -> Facts:
    """Every name of the vocabulary that has a section. `revealed`: a protected address has been shown by the extra,
    traced step; before it nothing that tells one becomes a fact."""
    found: dict[str, Fact | Unknown] = {}
    for section, source in _SOURCES.items():
        names = [term.name for term in basis.vocabulary.values() if term.section is section]
        state = states.get(section)
        opened = purpose.opens(section) and not (state is not None and _is_shut(state))
        why = _why_not(state) if opened else Why.NOT_ASKED
        found.update((name, Unknown(name, why, source)) for name in names)
        if opened and state is not None:
            known = _known(state, states, purpose, today, basis, revealed=revealed)
            found.update((fact.name, fact) for fact in known)
    return Facts.of(found.values())


def _is_shut(state: SectionState) -> bool:
    return state.is_shut or state.state is State.DENIED


def _why_not(state: SectionState | None) -> Why:
    """Why what the section's value leaves out is not known. A superseded number leads on to the one in force."""
    if state is None:
        return Why.LOADING
    if _is_shut(state) or (state.problem is not None and state.problem.kind is FailureKind.DENIED):
        return Why.NOT_ASKED
    leads_nowhere = isinstance(state.value, PersonFacts) and state.value.person.current_cpr is None
    return Why.FAILED if state.state is State.FAILED or leads_nowhere else Why.LOADING


def _known(
    state: SectionState,
    states: Mapping[Section, SectionState],
    purpose: Purpose,
    today: date,
    basis: Basis,
    *,
    revealed: bool,
) -> Iterator[Fact | Unknown]:
    told = Told(_SOURCES[state.section], state.as_of)
    match state.value:
        case PersonFacts() as value:
            yield from number_facts(value, told)
            status = value.person.status
            if status is None or not status.is_superseded:
                hidden = value.address_step and not revealed
                opened = purpose.errand_for(Section.PERSON).relatives
                yield from person_facts(value, told, today, basis, hidden=hidden)
                yield from family_facts(value, told, today, opened, hidden=hidden)
        case DwellingFacts() as value:
            if value.dwelling is not None or state.state not in (State.LOADING, State.FAILED):
                yield from dwelling_facts(value.dwelling, told)
            hidden = value.protected and not revealed
            yield from resident_facts(value, told, _citizen(states), today, hidden=hidden)
        case IncomeStatement() as value:
            yield from income_facts(value, told, today)
        case BenefitFacts() as value:
            errand = purpose.errand_for(Section.BENEFITS)
            subjects = errand.kle if Section.BENEFITS in errand.sections else ()
            yield from grant_facts(value, told, today, subjects=subjects, silent=_why_not(state))
        case CaseFile() as value:
            yield from told.facts(aabne_sager=sum(case.state != _CLOSED for case in value.cases))


def _citizen(states: Mapping[Section, SectionState]) -> CprNumber | Why:
    """Whose page it is, as CPR says."""
    state = states.get(Section.PERSON)
    value = state.value if state is not None else None
    return value.person.cpr if isinstance(value, PersonFacts) else _why_not(state)
