"""SF0770_A IndkomstoplysningerLaes: one person's reports by income month, asked on a legal basis.

The search is by basismåned, not by pay period: only so do later regulations of a month come along. The legal basis
travels as the three codes of the agreement between the municipality and Skatteforvaltningen; the case number and
the caseworker travel in the fields the contract has for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import Final

from lxml import etree

from adapters.registers.eindkomst import MANIFEST
from adapters.registers.eindkomst.netting import net
from adapters.registers.eindkomst.parse import parse
from adapters.serviceplatform.caller import SoapCaller
from app.citizen.model.income import IncomeStatement
from app.citizen.port import Call, FailureKind, IncomeQuery, RegisterError
from app.clock import Clock, SystemClock

ACTION: Final = (
    "http://www.kombit.dk/2017/01/01/SKATForwardEIndkomstServiceService_4"
    "#SF0770_A_IndkomstoplysningerLaes_IndkomstoplysningerLaes"
)

_CLASS = "http://rep.oio.dk/skat.dk/eindkomst/class/{}/xml/schemas/20071202/"
_NAMESPACES: Final = {
    "k": "http://www.kombit.dk/2017/01/01/",
    "h": "http://kombit.dk/xml/schemas/kontekst/2017/01/01/",
    "e": "http://rep.oio.dk/skat.dk/eindkomst/",
    "cpr": "http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/",
    "se": "http://rep.oio.dk/skat.dk/motor/class/virksomhed/xml/schemas/20080401/",
    "abonnent": _CLASS.format("abonnenttype"),
    "abonnement": _CLASS.format("abonnementtype"),
    "formaal": _CLASS.format("adgangformaaltype"),
    "medarbejder": _CLASS.format("indkomstoplysningadgangmedarbejderidentifikator"),
    "sag": _CLASS.format("indkomstoplysningadgangreferencenummer"),
    "fra": _CLASS.format("soegeaarmaanedfrakode"),
    "til": _CLASS.format("soegeaarmaanedtilkode"),
}
_MOST_USER = 255
_SYSTEM_CLOCK: Final = SystemClock()


@dataclass(frozen=True, slots=True)
class AccessCodes:
    """The codes issued with one agreement: who subscribes, to what, for which purpose."""

    AbonnentTypeKode: str
    AbonnementTypeKode: str
    AdgangFormaalTypeKode: str


class Client:
    """`agreements` maps `IncomeQuery.agreement` to its codes; `subscriber_se` is the municipality's SE number."""

    def __init__(
        self,
        caller: SoapCaller,
        *,
        subscriber_se: str,
        agreements: Mapping[str, AccessCodes],
        clock: Clock = _SYSTEM_CLOCK,
    ) -> None:
        self._caller = caller
        self._subscriber_se = subscriber_se
        self._agreements = dict(agreements)
        self._clock = clock

    def fetch(self, query: IncomeQuery, call: Call) -> IncomeStatement:
        """The netted incomes of the months asked for; a report of another month in the answer is left out.

        Raises RegisterError: NOT_CONFIGURED for an agreement without codes, NOT_FOUND for a number that the
        register cannot be asked about (administrative numbers, day + 60, are outside its contract), and what the
        call and the parser raise.
        """
        answer = self._caller.call(self._request(query, call), ACTION, call=call, timeouts=MANIFEST.timeouts)
        filing = parse(answer, cpr=query.cpr, transaction=call.transaction)
        asked = [report for report in filing.reports if query.first_month <= report.month <= query.last_month]
        lines, reversed_reports = net(asked)
        return IncomeStatement(query.first_month, query.last_month, lines, reversed_reports, filing.advice)

    def _request(self, query: IncomeQuery, call: Call) -> etree._Element:
        codes = self._agreements.get(query.agreement)
        if codes is None:
            raise RegisterError(FailureKind.NOT_CONFIGURED, f"no eIndkomst agreement {query.agreement!r}")
        if query.cpr.is_administrative or query.cpr.birth_date is None:
            raise RegisterError(FailureKind.NOT_FOUND, "eIndkomst knows no administrative numbers")
        request = etree.Element(f"{{{_NAMESPACES['k']}}}IndkomstOplysningPersonHent_I", nsmap=_NAMESPACES)
        self._add_context(request, call)
        data = _add(request, "k:IndkomstOplysningPersonInddata")
        access = _add(data, "e:AbonnentAdgangStruktur")
        _add(access, "abonnent:AbonnentTypeKode", codes.AbonnentTypeKode)
        _add(access, "abonnement:AbonnementTypeKode", codes.AbonnementTypeKode)
        _add(access, "formaal:AdgangFormaalTypeKode", codes.AdgangFormaalTypeKode)
        self._add_subscriber(data, call)
        _add_search(data, query)
        return request

    def _add_context(self, request: etree._Element, call: Call) -> None:
        now = self._clock.now().astimezone(UTC)
        context = _add(request, "h:HovedOplysninger")
        _add(context, "h:TransaktionsId", str(call.transaction))
        _add(context, "h:TransaktionsTid", now.isoformat(timespec="seconds").replace("+00:00", "Z"))
        _add(context, "h:OnBehalfOfUser", call.user[:_MOST_USER])

    def _add_subscriber(self, data: etree._Element, call: Call) -> None:
        subscriber = _add(data, "e:AbonnentStruktur")
        company = _add(_add(subscriber, "e:AbonnentVirksomhedStruktur"), "e:AbonnentVirksomhed")
        _add(company, "se:VirksomhedSENummerIdentifikator", self._subscriber_se)
        _add(subscriber, "medarbejder:IndkomstOplysningAdgangMedarbejderIdentifikator", call.user)


def _add_search(data: etree._Element, query: IncomeQuery) -> None:
    choice = _add(data, "e:IndkomstOplysningValg")
    search = _add(_add(choice, "e:IndkomstPersonSamling"), "e:PersonIndkomstSoegeStruktur")
    _add(search, "cpr:PersonCivilRegistrationIdentifier", query.cpr.digits)
    if query.case:
        _add(search, "sag:IndkomstOplysningAdgangReferenceNummerIdentifikator", query.case)
    months = _add(search, "e:SoegeAarMaanedLukketStruktur")
    _add(months, "fra:SoegeAarMaanedFraKode", _year_month(query.first_month))
    _add(months, "til:SoegeAarMaanedTilKode", _year_month(query.last_month))


def _year_month(month: date) -> str:
    return f"{month:%Y%m}"


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    prefix, _, local = name.partition(":")
    element = etree.SubElement(parent, f"{{{_NAMESPACES[prefix]}}}{local}")
    element.text = text
    return element
