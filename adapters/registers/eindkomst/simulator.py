"""SF0770_A as the training servers answer it: the raw forms of `Municipality.reports`, only for the months asked.

Two values are made up, for no public source gives them: FeltEnhedTypeKode is always 1, and a refusal is a Fejl
"ADGANG" in HovedOplysningerSvar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID, uuid5

from lxml import etree

from adapters.training.municipality import Municipality
from adapters.training.people import Report
from adapters.training.wire import Request, Response

_SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
_CLASS = "http://rep.oio.dk/skat.dk/eindkomst/class/{}/xml/schemas/20071202/"
_PREFIXES = {
    "k": "http://www.kombit.dk/2017/01/01/",
    "h": "http://kombit.dk/xml/schemas/kontekst/2017/01/01/",
    "e": "http://rep.oio.dk/skat.dk/eindkomst/",
    "cpr": "http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/",
    "se": "http://rep.oio.dk/skat.dk/motor/class/virksomhed/xml/schemas/20080401/",
    "start": "http://rep.oio.dk/xkom.dk/xml/schemas/2006/09/01/",
    "slut": "http://rep.oio.dk/xkom.dk/xml/schemas/2007/04/15/",
    "sag": _CLASS.format("indkomstoplysningadgangreferencenummer"),
    "gruppe": _CLASS.format("indkomstpersongruppe"),
    "angivelse": _CLASS.format("angivelse"),
    "blanket": _CLASS.format("blanket"),
    "nummer": _CLASS.format("blanketfelt"),
    "enhed": _CLASS.format("feltenhedtype"),
    "indhold": _CLASS.format("angivelsefelt"),
}
"""Declared once at the top: declared at each field they would be two thirds of the answer."""

_FORBIDDEN = b"<!DOCTYPE"
_NUMBER = re.compile(
    r"(((0[1-9]|[12]\d|3[01])(01|03|05|07|08|10|12))|((0[1-9]|[12]\d|30)(04|06|09|11))|((0[1-9]|[12]\d)02))\d{6}"
)
_SOMEBODY_ELSE = UUID("8d1f0a52-6f0e-4d2e-9f5e-0e6d0b5b7f11")


@dataclass(frozen=True, slots=True)
class _Question:
    cpr: str
    first: str
    last: str
    case: str
    transaction: str
    time: str


class _NoQuestionError(Exception):
    """The request is not one that the contract knows."""


def respond(request: Request, town: Municipality) -> Response:
    try:
        question = _read(request.body)
    except _NoQuestionError:
        return _fault()
    return _answer(question, question.cpr, _asked(question, town.reports(question.cpr)), question.transaction)


def deny(request: Request, town: Municipality) -> Response:  # noqa: ARG001 - the simulators' common form
    try:
        question = _read(request.body)
    except _NoQuestionError:
        return _fault()
    answer, context = _start(question.transaction, question.time)
    error = _add(_add(context, "h:SvarReaktion"), "h:Fejl")
    _add(error, "h:FejlId", "ADGANG")
    _add(error, "h:FejlTekst", "Abonnenten har ikke adgang til de oenskede oplysninger")
    return _respond_with(answer)


def impersonate(request: Request, town: Municipality) -> Response:
    """The reports under another citizen's number; where there are none, an answer to another transaction."""
    try:
        question = _read(request.body)
    except _NoQuestionError:
        return _fault()
    other = next(
        citizen.cpr for citizen in town.citizens() if citizen.cpr != question.cpr and _NUMBER.match(citizen.cpr)
    )
    transaction = str(uuid5(_SOMEBODY_ELSE, question.transaction))
    return _answer(question, other, _asked(question, town.reports(question.cpr)), transaction)


def _read(body: bytes) -> _Question:
    if _FORBIDDEN in body:
        raise _NoQuestionError
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise _NoQuestionError from None
    question = _Question(
        cpr=_said(root, "PersonCivilRegistrationIdentifier"),
        first=_said(root, "SoegeAarMaanedFraKode"),
        last=_said(root, "SoegeAarMaanedTilKode"),
        case=_said(root, "IndkomstOplysningAdgangReferenceNummerIdentifikator"),
        transaction=_said(root, "TransaktionsId"),
        time=_said(root, "TransaktionsTid"),
    )
    codes = ("AbonnentTypeKode", "AbonnementTypeKode", "AdgangFormaalTypeKode", "VirksomhedSENummerIdentifikator")
    needed = [question.first, question.last, question.transaction, question.time, *(_said(root, c) for c in codes)]
    if not all(needed) or not _NUMBER.fullmatch(question.cpr):
        raise _NoQuestionError
    return question


def _said(root: etree._Element, name: str) -> str:
    return (root.findtext(f".//{{*}}{name}") or "").strip()


def _asked(question: _Question, reports: Iterable[Report]) -> list[Report]:
    return sorted(
        (report for report in reports if question.first <= report.month <= question.last),
        key=lambda report: (report.payer, report.pay_start, report.disposed),
    )


def _answer(question: _Question, cpr: str, reports: list[Report], transaction: str) -> Response:
    answer, _ = _start(transaction, question.time)
    if reports:
        data = _add(answer, "k:IndkomstPersonUddata")
        person = _add(_add(data, "e:IndkomstOplysningPersonSamling"), "e:IndkomstOplysningPersonStruktur")
        _add(person, "cpr:PersonCivilRegistrationIdentifier", cpr)
        if question.case:
            _add(person, "sag:IndkomstOplysningAdgangReferenceNummerIdentifikator", question.case)
        incomes = _add(person, "e:IndkomstOplysningSamling")
        for payer, own in groupby(reports, key=lambda report: report.payer):
            _add_payer(incomes, payer, own)
    return _respond_with(answer)


def _add_payer(incomes: etree._Element, payer: str, reports: Iterable[Report]) -> None:
    company = _add(incomes, "e:IndberetningPligtigVirksomhed")
    inner = _add(_add(company, "e:IndberetningPligtigVirksomhedStruktur"), "e:IndberetningPligtigVirksomhed")
    _add(inner, "se:VirksomhedSENummerIdentifikator", payer)
    periods = _add(company, "e:IndkomstLoenPeriodeSamling")
    for number, report in enumerate(reports, start=1):
        _add_report(_add(periods, "e:LoenPeriodeOplysningStruktur"), str(number), report)


def _add_report(period: etree._Element, number: str, report: Report) -> None:
    _add(period, "angivelse:AngivelseVirksomhedEgenIdentifikator", number)
    days = _add(_add(period, "e:AngivelsePeriodeStruktur"), "angivelse:AngivelsePeriode")
    _add(days, "start:StartDate", report.pay_start.isoformat())
    _add(days, "slut:EndDate", report.pay_end.isoformat())
    _add(period, "gruppe:IndkomstPersonGruppeDispositionDato", report.disposed.isoformat())
    forms = _add(_add(period, "e:AngivelseBlanketIndholdStruktur"), "e:AngivelseOplysningSamling")
    general = [
        ("001", report.payer),
        ("011", "T" if report.reversal else "I"),
        ("012", report.type),
        ("016", report.month),
    ]
    below = _add_form(forms, 1, "11000", [*general, ("151", "1")] if report.correction else general)
    specific = [*([("019", report.kind)] if report.kind else []), ("020", report.production_unit)]
    below = _add_form(below, 2, "16000", [*specific, ("021", "1")] if report.reversal else specific)
    if report.fields:
        _add_form(below, 3, "16001", [(suffix, f"{value:f}") for suffix, value in report.fields])


def _add_form(parent: etree._Element, level: int, number: str, fields: list[tuple[str, str]]) -> etree._Element:
    """The form's UnderAngivelseSamling, for the forms below it."""
    form = _add(parent, f"e:AngivelseNiveau{level}")
    _add(form, "blanket:BlanketNummerIdentifikator", number)
    contents = _add(form, "e:AngivelseFeltSamling")
    for suffix, content in fields:
        field = _add(contents, "e:AngivelseFeltIndholdStruktur")
        unit = _add(field, "e:BlanketFeltEnhedStruktur")
        _add(unit, "nummer:BlanketFeltNummerIdentifikator", f"100000000000000{suffix}")
        _add(unit, "enhed:FeltEnhedTypeKode", "1")
        _add(field, "indhold:AngivelseFeltIndholdTekst", content)
    return _add(form, "e:UnderAngivelseSamling")


def _start(transaction: str, time: str) -> tuple[etree._Element, etree._Element]:
    answer = etree.Element(f"{{{_PREFIXES['k']}}}IndkomstOplysningPersonHent_O", nsmap=_PREFIXES)
    context = _add(answer, "h:HovedOplysningerSvar")
    _add(context, "h:TransaktionsId", transaction)
    _add(context, "h:TransaktionsTid", time)
    return answer, context


def _respond_with(content: etree._Element, status: int = 200) -> Response:
    envelope = etree.Element(f"{{{_SOAP}}}Envelope", nsmap={"soap": _SOAP})
    etree.SubElement(envelope, f"{{{_SOAP}}}Body").append(content)
    body = etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")
    return Response(status, "text/xml; charset=utf-8", body)


def _fault() -> Response:
    fault = etree.Element(f"{{{_SOAP}}}Fault", nsmap={"soap": _SOAP})
    etree.SubElement(fault, "faultcode").text = "soap:Client"
    etree.SubElement(fault, "faultstring").text = "The request does not follow the contract"
    return _respond_with(fault, 500)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    prefix, _, local = name.partition(":")
    element = etree.SubElement(parent, f"{{{_PREFIXES[prefix]}}}{local}")
    element.text = text
    return element
