"""SF1520 as the training municipality answers it: both call forms, Serviceplatformen's faults, CPR's padding."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from lxml import etree

from adapters.training.municipality import CODE, CVR, Municipality
from adapters.training.people import Citizen, Guardian, Stay
from adapters.training.wire import Request, Response

_SERVICE: Final = "http://serviceplatformen.dk/xml/wsdl/soap11/CPR/PersonBaseDataExtended/5/"
_SOAP: Final = "http://schemas.xmlsoap.org/soap/envelope/"
_FAULT: Final = "http://serviceplatformen.dk/xml/schemas/ServiceplatformFault/1/"
_PNR: Final = "http://serviceplatformen.dk/xml/schemas/cpr/PNR/1/"
_AUTHORITY: Final = "http://serviceplatformen.dk/xml/schemas/AuthorityContext/1/"
_INVOCATION: Final = "http://serviceplatformen.dk/xml/schemas/InvocationContext/1/"

_CVR = re.compile(r"\d{8}")
_UUID = re.compile(r"[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}")
_AGREEMENT: Final = ("ServiceAgreementUUID", "UserSystemUUID", "UserUUID", "ServiceUUID")
_PROTECTIONS: Final = (
    ("adressebeskyttelse", "0001"),
    ("vejviserbeskyttelse", "0002"),
    ("markedsfoeringsbeskyttelse", "0003"),
)
_DENMARK: Final = ZoneInfo("Europe/Copenhagen")
_ADULT: Final = 18
_ACTIVE: Final = ("01", "03", "05", "07")


def respond(request: Request, town: Municipality) -> Response:
    asked = _asked(request)
    if asked is None:
        return _fault("Client", code="INVALID_REQUEST", text="The request is not valid")
    citizen = town.citizen(asked)
    if citizen is None:
        return _fault("Server", code="PNR_NOT_FOUND", text="PNR not found")
    return _answer(citizen, town)


def deny(request: Request, town: Municipality) -> Response:  # noqa: ARG001 - a simulator's three functions are alike
    return _fault("Client", code="ACCESS_DENIED", text="No access to the service with this agreement")


def impersonate(request: Request, town: Municipality) -> Response:
    asked = _asked(request)
    for _, number in town.named():
        other = town.citizen(number)
        if number != asked and other is not None:
            return _answer(other, town)
    return _fault("Server", code="PNR_NOT_FOUND", text="PNR not found")


def _asked(request: Request) -> str | None:
    """The number asked for in a request of either official form; None for anything else."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        envelope = etree.fromstring(request.body, parser)
    except etree.XMLSyntaxError:
        return None
    lookup = envelope.find(f"{{{_SOAP}}}Body/{{{_SERVICE}}}PersonLookupRequest")
    if lookup is None:
        return None
    municipality = lookup.findtext(f"{{{_AUTHORITY}}}AuthorityContext/{{{_AUTHORITY}}}MunicipalityCVR")
    agreement = [lookup.findtext(f"{{{_INVOCATION}}}InvocationContext/{{{_INVOCATION}}}{name}") for name in _AGREEMENT]
    by_token = municipality is not None and _CVR.fullmatch(municipality) is not None
    by_context = all(uuid is not None and _UUID.fullmatch(uuid) for uuid in agreement)
    return lookup.findtext(f"{{{_PNR}}}PNR") if by_token or by_context else None


def _answer(citizen: Citizen, town: Municipality) -> Response:
    answer = etree.Element(f"{{{_SERVICE}}}PersonLookupResponse", nsmap={"cpr": _SERVICE})
    _persondata(_part(answer, "persondata"), citizen, town)
    _addresses(_part(answer, "adresse"), citizen)
    _relations(_part(answer, "relationer"), citizen)
    for number, line in enumerate(citizen.notes, start=1):
        note = _part(answer, "notater")
        _texts(note, notanr=str(number), notatlinie=line)
    return _message(200, answer)


def _persondata(data: etree._Element, citizen: Citizen, town: Municipality) -> None:
    _texts(data, personnummer=citizen.cpr, gaeldendePersonnummer=citizen.current)
    name = _part(data, "navn")
    etree.SubElement(name, f"{{{_SERVICE}}}personadresseringsnavn").text = citizen.addressing
    _texts(name, fornavn=citizen.first, mellemnavn=citizen.middle, efternavn=citizen.last)
    _dated(name, "navnestartdato", _midnight(citizen.name_date))
    _dated(data, "foedselsdato", citizen.born.isoformat())
    if citizen.birth_authority:
        _texts(_part(data, "foedselsregistreringsOplysninger"), foedselsregistreringsstedKode=citizen.birth_authority)
    _dated(data, "startdato", citizen.born.isoformat())
    if citizen.status == "90":
        _dated(data, "slutdato", citizen.status_date.isoformat())
    _texts(
        data,
        alder=str(_age(citizen.born, town.reference)),
        koen=citizen.sex,
        antalBoernUnder18=str(_minor_children(citizen, town)),
        stilling=citizen.occupation,
    )
    if citizen.shared_residence is not None:
        _texts(data, DeltBopælMarkering="true", DeltBopælStartDato=_midnight(citizen.shared_residence))
    status = _part(data, "status")
    _texts(status, status=str(int(citizen.status)))
    _dated(status, "statusdato", _midnight(citizen.status_date))
    separation = _part(data, "separation")
    _texts(separation, separeret="true" if citizen.separated else "false")
    if citizen.separated:
        _dated(separation, "separationsdato", _midnight(citizen.separated))
    civil = _part(data, "civilstand")
    _texts(civil, civilstand=citizen.civil)
    _dated(civil, "civilstandsdato", _midnight(citizen.civil_date))
    nation = _part(data, "statsborgerskab")
    _texts(nation, landekode=citizen.citizenship)
    _dated(nation, "statsborgerskabDato", _midnight(citizen.citizenship_date or citizen.born))
    if citizen.guardian is not None:
        _guardianship(_part(data, "umyndiggoerelse"), citizen.guardian)
    if citizen.disappeared is not None:
        _dated(data, "forsvindingsdato", _midnight(citizen.disappeared))
    _protections(data, citizen, town)
    _texts(data, tilmeldtNemsms=_flag(citizen.nemsms), tilmeldtDigitalpost=_flag(citizen.digital_post))


def _guardianship(row: etree._Element, guardian: Guardian) -> None:
    start = guardian.start.isoformat()
    _texts(row, umyndiggorelseRelationType=guardian.kind)
    if guardian.kind == "1":
        _texts(row, relationPersonnummer=guardian.cpr, relationStartdato=start)
    if guardian.kind == "2":
        _texts(row, relationVaergenavn=guardian.name, relationVaergeadresseStartdato=start)
    _texts(row, VærgemålType="FULD" if guardian.full else "DELVIS")
    _dated(row, "umyndiggoerelseStartdato", start)
    _texts(row, umyndiggoerelseSlettedato=guardian.end.isoformat() if guardian.end else None, umyndiggjort="false")
    if guardian.kind == "2":
        _numbered(row, "relationtekst{}", guardian.lines)


def _protections(data: etree._Element, citizen: Citizen, town: Municipality) -> None:
    by_kind = {protection.kind: protection for protection in citizen.protections}
    for name, kind in _PROTECTIONS:
        protection = by_kind.get(kind)
        if protection is None:
            _texts(_part(data, name), beskyttet="false")
            continue
        in_force = protection.start <= town.reference and (protection.end is None or town.reference < protection.end)
        _texts(
            _part(data, name),
            startdato=protection.start.isoformat(),
            slutdato=protection.end.isoformat() if protection.end else None,
            beskyttet=_flag(in_force),
        )


def _addresses(row: etree._Element, citizen: Citizen) -> None:
    if citizen.address is not None:
        _current(_part(row, "aktuelAdresse"), citizen.address, citizen.addressing)
    if citizen.emigrated is not None:
        country, day, lines = citizen.emigrated
        abroad = _part(row, "udrejseoplysninger")
        _texts(abroad, udrejselandekode=country)
        _dated(abroad, "udrejsedato", _midnight(day))
        _numbered(abroad, "udlandsadresse{}", lines)
    if citizen.contact_lines:
        _numbered(_part(row, "kontaktAdresse"), "kontaktAdr{}", citizen.contact_lines)
    for stay in citizen.former:
        history = _part(row, "adresseHistorik")
        _place(history, stay)
        _dated(history, "tilflytningsdato", _instant(stay.start))
        if stay.end is not None:
            _dated(history, "fraflytningsdato", _instant(stay.end))


def _current(row: etree._Element, stay: Stay, addressing: str) -> None:
    _place(row, stay)
    _texts(
        row,
        standardadresse=_standard(stay),
        adresseringsnavn=addressing,
        vejadresseringsnavn=stay.road_name[:20],
    )
    _dated(row, "tilflytningsdato", _instant(stay.start))
    _texts(row, AdresseUUID=stay.address_id)


def _place(row: etree._Element, stay: Stay) -> None:
    """House numbers with three digits, numeric doors with four: so CPR pads them."""
    digits = re.match(r"\d*", stay.house)
    width = len(stay.house) - len(digits[0] if digits else "") + 3
    _texts(
        row,
        kommuneCvr=CVR if stay.municipality == CODE else None,
        kommunekode=str(int(stay.municipality)),
        vejkode=str(int(stay.road_code)),
        husnummer=stay.house.zfill(width) if stay.house else "",
        etage=stay.floor.zfill(2) if stay.floor.isdigit() else stay.floor,
        sidedoer=stay.door.zfill(4) if stay.door.isdigit() else stay.door,
        conavn=stay.co_name,
        lokalitet=stay.locality,
        postnummer=stay.postal_code,
        postdistrikt=stay.postal_district,
        vejnavn=stay.road_name,
    )


def _standard(stay: Stay) -> str:
    inside = " ".join(part for part in (stay.floor, stay.door) if part)
    return f"{stay.road_name} {stay.house}{',' + inside if inside else ''}".strip()


def _relations(row: etree._Element, citizen: Citizen) -> None:
    if citizen.spouse:
        _texts(_part(row, "aegtefaelle"), personnummer=citizen.spouse)
    for child in citizen.children:
        _texts(_part(row, "barn"), personnummer=child)
    if citizen.mother:
        _texts(_part(row, "mor"), personnummer=citizen.mother)
    if citizen.father:
        _texts(_part(row, "far"), personnummer=citizen.father)
    for custody in citizen.custody:
        holder = _part(row, "foraeldremyndighed")
        _texts(holder, foraeldremyndighedtype=str(int(custody.kind)))
        _dated(holder, "foraeldremyndighedStartdato", custody.start.isoformat())
        _texts(holder, foraeldremyndighedSletdato=custody.end.isoformat() if custody.end else None)
        if custody.cpr:
            _texts(holder, relationPersonnummer=custody.cpr, relationStartdato=custody.start.isoformat())


def _minor_children(citizen: Citizen, town: Municipality) -> int:
    """CPR counts active children only."""
    children = [town.citizen(number) for number in citizen.children]
    return sum(
        child is not None and child.status in _ACTIVE and _age(child.born, town.reference) < _ADULT
        for child in children
    )


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _fault(side: str, *, code: str, text: str) -> Response:
    fault = etree.Element(f"{{{_SOAP}}}Fault", nsmap={"soap": _SOAP})
    etree.SubElement(fault, "faultcode").text = f"soap:{side}"
    etree.SubElement(fault, "faultstring").text = text
    said = etree.SubElement(etree.SubElement(fault, "detail"), f"{{{_FAULT}}}ServiceplatformFault")
    error = etree.SubElement(etree.SubElement(said, f"{{{_FAULT}}}ErrorList"), f"{{{_FAULT}}}Error")
    etree.SubElement(error, f"{{{_FAULT}}}ErrorCode").text = code
    etree.SubElement(error, f"{{{_FAULT}}}ErrorText").text = text
    return _message(500, fault)


def _message(status: int, content: etree._Element) -> Response:
    envelope = etree.Element(f"{{{_SOAP}}}Envelope", nsmap={"soap": _SOAP})
    etree.SubElement(envelope, f"{{{_SOAP}}}Body").append(content)
    body = etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")
    return Response(status=status, content_type="text/xml; charset=utf-8", body=body)


def _part(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_SERVICE}}}{name}")


def _texts(parent: etree._Element, **values: str | None) -> None:
    """Children in the order given; empty ones are left out."""
    for name, value in values.items():
        if value:
            _part(parent, name).text = value


def _numbered(parent: etree._Element, pattern: str, lines: tuple[str, ...]) -> None:
    for number, line in enumerate(lines[:5], start=1):
        _part(parent, pattern.format(number)).text = line


def _dated(parent: etree._Element, name: str, value: str) -> None:
    _texts(_part(parent, name), dato=value)


def _midnight(day: date) -> str:
    """A day as the contract's zoneless dateTime, in Danish time."""
    return f"{day.isoformat()}T00:00:00"


def _instant(moment: datetime) -> str:
    return (moment.astimezone(_DENMARK) if moment.tzinfo else moment).replace(tzinfo=None).isoformat(timespec="seconds")


def _flag(value: object) -> str:
    return "true" if value else "false"
