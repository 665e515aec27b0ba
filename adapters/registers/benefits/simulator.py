"""SF1491 BevillingHent and SF1492 EffektueringHentUDKKommune as the training servers answer them.

SF1491 follows its contract. The reply of SF1492 is not public: here it has the form of SF1491's EffektueringHent_O
under its own name and namespace. Data limits in the request are kept: authorities, subjects, sensitivity, pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID, uuid5

from lxml import etree

from adapters.training.municipality import Municipality
from adapters.training.people import GrantRow, PaymentRow
from adapters.training.wire import Request, Response

_SOAP = "http://www.w3.org/2003/05/soap-envelope"
_MUNICIPAL = "http://www.kombit.dk/int/2022/01/01/"
_UDK = "http://www.kombit.dk/int/2017/01/01/"
_CONTEXT = "http://kombit.dk/xml/schemas/kontekst/2017/01/01/"
_IDENTITIES = UUID("4b0c5b0e-6c1f-4f0e-8a53-2f8a3c1d9e77")
_LADDER = ("IKKE_FORTROLIGE_DATA", "FORTROLIGE_PERSONOPLYSNINGER", "FOELSOMME_PERSONOPLYSNINGER", "VIP_SAGER")
_SECTORS = {f"{{{_MUNICIPAL}}}BevillingHent_I": "kommune", f"{{{_UDK}}}EffektueringHentUDKKommune_I": "udk"}
_CPR = re.compile(r"\d{10}")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Question:
    sector: str
    cpr: str
    authorities: tuple[str, ...]
    subjects: tuple[tuple[str, str], ...]
    sensitivity: str
    payments: bool
    start: int
    most: int
    transaction: str
    time: str

    @property
    def namespace(self) -> str:
        return _MUNICIPAL if self.sector == "kommune" else _UDK


class _NoQuestionError(Exception):
    """The request is not one that the contract knows."""


def respond(request: Request, town: Municipality) -> Response:
    return _answered(request, lambda question: _answer(question, question.cpr, town.grants(question.cpr)))


def deny(request: Request, town: Municipality) -> Response:  # noqa: ARG001 - the simulators' common form
    return _answered(request, _refusal)


def impersonate(request: Request, town: Municipality) -> Response:
    """The grants under another citizen's number; where there are none, an answer to another transaction."""

    def answer(question: _Question) -> etree._Element:
        other = next(citizen.cpr for citizen in town.citizens() if citizen.cpr != question.cpr)
        strange = replace(question, transaction=str(uuid5(_IDENTITIES, question.transaction)))
        return _answer(strange, other, town.grants(question.cpr))

    return _answered(request, answer)


def _answered(request: Request, answer: Callable[[_Question], etree._Element]) -> Response:
    try:
        question = _read(request.body)
    except _NoQuestionError:
        return _enveloped(_fault(), 500)
    return _enveloped(answer(question), 200)


def _read(body: bytes) -> _Question:
    if b"<!DOCTYPE" in body:
        raise _NoQuestionError
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise _NoQuestionError from None
    asked = root.find(f"{{{_SOAP}}}Body/*")
    sector = None if asked is None else _SECTORS.get(str(asked.tag))
    if asked is None or sector is None or asked.find("{*}RettighedListe/{*}BevillingDataAfgrGruppe") is None:
        raise _NoQuestionError
    start, most = _said(asked, "ResultatStart") or "0", _said(asked, "ResultatAntalMaks") or "9999"
    cpr, transaction, time = (
        _said(asked, "PartCPRNummer"),
        _said(asked, "TransaktionsId"),
        _said(asked, "TransaktionsTid"),
    )
    if not (_CPR.fullmatch(cpr) and transaction and time and start.isdecimal() and most.isdecimal()):
        raise _NoQuestionError
    return _Question(
        sector=sector,
        cpr=cpr,
        authorities=tuple((element.text or "").strip() for element in asked.iter("{*}VirksomhedCVRNummer")),
        subjects=tuple(_intervals(_said(asked, "KLEDataAfgr"))),
        sensitivity=_said(asked, "BevillingFoelsomhed"),
        payments=sector == "udk" or _said(asked, "MedtagEffektueringer") in ("true", "1"),
        start=int(start),
        most=int(most),
        transaction=transaction,
        time=time,
    )


def _said(element: etree._Element, name: str) -> str:
    return (element.findtext(f".//{{*}}{name}") or "").strip()


def _intervals(limit: str) -> Iterator[tuple[str, str]]:
    """First and last subject of each part of "27.*, 32.*-34.*"."""
    for part in (part.strip() for part in limit.split(",") if part.strip()):
        first, _, last = (end.strip() for end in part.partition("-"))
        yield _filled(first, "00"), _filled(last or first, "99")


def _filled(subject: str, filling: str) -> str:
    numbers = [number for number in subject.split(".") if number != "*"]
    return ".".join((numbers + [filling] * 3)[:3])


def _shown(question: _Question, rows: tuple[GrantRow, ...]) -> list[GrantRow]:
    def allowed(row: GrantRow) -> bool:
        if row.sector != question.sector:
            return False
        if row.sector == "kommune" and question.authorities and row.owner_cvr not in question.authorities:
            return False
        if question.subjects and not any(first <= row.kle <= last for first, last in question.subjects):
            return False
        return not question.sensitivity or _step(row.sensitivity) <= _step(question.sensitivity)

    return [row for row in rows if allowed(row)]


def _step(sensitivity: str) -> int:
    return _LADDER.index(sensitivity) if sensitivity in _LADDER else 0


def _answer(question: _Question, cpr: str, rows: tuple[GrantRow, ...]) -> etree._Element:
    ns = question.namespace
    name = "BevillingHent_O" if question.sector == "kommune" else "EffektueringHentUDKKommune_O"
    answer = etree.Element(f"{{{ns}}}{name}", nsmap={"y": ns})
    _add_context(answer, question)
    page = slice(question.start, question.start + question.most)
    shown = _shown(question, rows)
    if question.sector == "kommune":
        if grants := shown[page]:
            entries = _add(answer, ns, "BevilgetYdelseListe")
            for row in grants:
                _add_grant(_add(entries, ns, "BevilgetYdelse"), ns, row, cpr, payments=question.payments)
    elif payments := [(row, payment) for row in shown for payment in row.payments][page]:
        entries = _add(answer, ns, "OEkonomiskEffektueringListe")
        for row, payment in payments:
            entry = _add(entries, ns, "OEkonomiskEffektuering")
            _add_execution(entry, ns, row, payment, cpr)
            part = _add(_add(entry, ns, "OEkonomiskYdelseseffektueringListe"), ns, "OEkonomiskYdelseseffektuering")
            _add_share(part, ns, payment)
            benefit = _add(part, ns, "BevilgetYdelse")
            _add_benefit(benefit, ns, row, cpr)
            _add_decision(benefit, ns, row, cpr)
    return answer


def _add_grant(entry: etree._Element, ns: str, row: GrantRow, cpr: str, *, payments: bool) -> None:
    _add_benefit(entry, ns, row, cpr)
    if payments and row.payments:
        executed = _add(entry, ns, "OEkonomiskYdelseseffektueringListe")
        for payment in row.payments:
            part = _add(executed, ns, "OEkonomiskYdelseseffektuering")
            _add_share(part, ns, payment)
            _add_execution(part, ns, row, payment, cpr)
    _add_decision(entry, ns, row, cpr)


def _add_benefit(entry: etree._Element, ns: str, row: GrantRow, cpr: str) -> None:
    _add(entry, ns, "YdelseNavn", row.name)
    _add(entry, ns, "BevilgetYdelseID", row.id)
    _add(entry, ns, "BevilgetYdelseNavn", row.title or None)
    _add(entry, ns, "BevilgetYdelseStartDato", row.start.isoformat())
    if row.end:
        _add(entry, ns, "BevilgetYdelseSlutDato", row.end.isoformat())
    _add(entry, ns, "BevilgetYdelseKLEEmne", row.kle)
    _add_person(_add(entry, ns, "BevilgetYdelseEffektueringModtager"), ns, cpr)
    _add(entry, ns, "OekonomiskEffektueringsplanYdelsesbeloeb", _written(row.amount))
    _add(entry, ns, "OekonomiskEffektueringsplanBeregningsfrekvens", row.frequency)
    _add(entry, ns, "OekonomiskEffektueringsplanForudBagud", "Bagud" if row.in_arrears else "Forud")


def _add_share(part: etree._Element, ns: str, payment: PaymentRow) -> None:
    _add(part, ns, "OekonomiskYdelseseffektueringBeloeb", _written(payment.gross))
    _add(part, ns, "OekonomiskYdelseseffektueringPeriodeFra", payment.start.isoformat())
    _add(part, ns, "OekonomiskYdelseseffektueringPeriodeTil", payment.end.isoformat())


def _add_execution(parent: etree._Element, ns: str, row: GrantRow, payment: PaymentRow, cpr: str) -> None:
    execution = _add(parent, ns, "OekonomiskEffektueringStruktur")
    _add(execution, ns, "OekonomiskEffektueringUUID", _identity("payment", row.id, payment.day.isoformat()))
    _add(execution, ns, "OekonomiskEffektueringDispositionsdato", payment.day.isoformat())
    _add(execution, ns, "OekonomiskEffektueringSamletBruttobeloeb", _written(payment.gross))
    _add(execution, ns, "OekonomiskEffektueringBeloebEfterSkatATP", _written(payment.net))
    _add(execution, ns, "OekonomiskEffektueringBeloebSendtTilUdbetaling", _written(payment.net))
    _add(execution, ns, "OekonomiskEffektueringUdbetalingStatus", payment.status)
    _add(execution, ns, "OekonomiskEffektueringStartDato", payment.start.isoformat())
    _add(execution, ns, "OekonomiskEffektueringSlutDato", payment.end.isoformat())
    _add_system(_add(execution, ns, "OEkonomiskEffektueringMasterSystemInstans"), ns, row)
    _add_person(_add(execution, ns, "OEkonomiskEffektueringModtager"), ns, cpr)


def _add_decision(entry: etree._Element, ns: str, row: GrantRow, cpr: str) -> None:
    decision = _add(entry, ns, "BevillingStruktur")
    _add(decision, ns, "BevillingUUID", _identity("decision", row.id))
    _add(decision, ns, "BevillingFoelsomhed", row.sensitivity)
    _add(_add(decision, ns, "BevillingEjer"), ns, "VirksomhedCVRNummer", row.owner_cvr)
    _add_system(_add(decision, ns, "BevillingMasterSystemInstans"), ns, row)
    department = _add(decision, ns, "BevillingAnsvarligAfdeling")
    if row.department:
        _add(department, ns, "AnsvarligAfdelingFuldtNavn", row.department)
    _add_person(_add(decision, ns, "Bevillingsmodtager"), ns, cpr)
    if row.case_number:
        case = _add(decision, ns, "Bevillingssag")
        _add(case, ns, "SagUUID", _identity("case", row.case_number))
        _add(case, ns, "SagSagsnummer", row.case_number)


def _add_system(parent: etree._Element, ns: str, row: GrantRow) -> None:
    _add(parent, ns, "ItSystemInstansIdentifikation", _identity("system", row.system))
    _add(parent, ns, "ItSystemInstansTitel", row.system)


def _add_person(party: etree._Element, ns: str, cpr: str) -> None:
    _add(party, ns, "PartType", "Person")
    _add(party, ns, "PartURN", f"urn:oio:cpr-nr:{cpr}")
    _add(party, ns, "PartCPRNummer", cpr)


def _refusal(question: _Question) -> etree._Element:
    name = "BevillingHent_O" if question.sector == "kommune" else "EffektueringHentUDKKommune_O"
    answer = etree.Element(f"{{{question.namespace}}}{name}", nsmap={"y": question.namespace})
    context = _add_context(answer, question)
    error = _add(_add(context, _CONTEXT, "SvarReaktion"), _CONTEXT, "Fejl")
    _add(error, _CONTEXT, "FejlId", "ADGANG")
    _add(error, _CONTEXT, "FejlTekst", "Brugeren har ikke adgang til de oenskede bevillinger")
    return answer


def _add_context(answer: etree._Element, question: _Question) -> etree._Element:
    context = _add(answer, _CONTEXT, "HovedOplysningerSvar")
    _add(context, _CONTEXT, "TransaktionsId", question.transaction)
    _add(context, _CONTEXT, "TransaktionsTid", question.time)
    return context


def _fault() -> etree._Element:
    fault = etree.Element(f"{{{_SOAP}}}Fault", nsmap={"soap": _SOAP})
    _add(_add(fault, _SOAP, "Code"), _SOAP, "Value", "soap:Sender")
    text = _add(_add(fault, _SOAP, "Reason"), _SOAP, "Text", "The request does not follow the contract")
    text.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    return fault


def _enveloped(content: etree._Element, status: int) -> Response:
    envelope = etree.Element(f"{{{_SOAP}}}Envelope", nsmap={"soap": _SOAP})
    _add(envelope, _SOAP, "Body").append(content)
    body = etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")
    return Response(status, "application/soap+xml; charset=utf-8", body)


def _identity(*parts: str) -> str:
    return str(uuid5(_IDENTITIES, "/".join(parts)))


def _written(amount: Decimal) -> str:
    return f"{amount.quantize(_CENT):f}"


def _add(parent: etree._Element, namespace: str, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}")
    element.text = text
    return element
