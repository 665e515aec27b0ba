"""OIO JSON to cases and documents. Pure: bytes in, values out, RegisterError(MALFORMED) for what makes no sense.

An object holds registrations (what was known when), and in each every value has a virkning (when it is true). The
newest registration counts, and of its values those in force at the given instant. What only describes a case may be
missing; what says whose it is may not be doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from adapters.archive import oio
from adapters.archive.oio import Item
from adapters.kle import topic
from adapters.transport import parse_json
from app.access.model import Sensitivity
from app.citizen.model.archive import Case, CaseEvent, Document, FilePart, JournalEntry
from app.citizen.model.coded import Coded
from app.citizen.port import FailureKind, RegisterError
from app.cpr import CprNumber

STORE_PATH: Final = re.compile(r"[0-9]{4}(/[0-9]{2}){4}/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\.bin")
PARTY_URN: Final = "urn:oio:cpr-nr:"

_KLE = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}")
_DELETED = "Slettet"
_ATTACHED = "vedlagtdokument"
_UNIT_TYPES = (None, "", "OrganisationEnhed")


@dataclass(frozen=True, slots=True)
class FiledCase:
    """A case as read: its documents are still to be fetched, and of the responsible department only the id is known."""

    case: Case
    unit: UUID | None


def found(body: bytes) -> tuple[UUID, ...]:
    """The ids that a search answered with, each once."""
    results = oio.sequence(oio.mapping(parse_json(body)).get("results"))
    return tuple(dict.fromkeys(oio.uuid(value) for value in oio.flat(results)))


def objects(body: bytes, asked: Collection[UUID]) -> dict[UUID, Item]:
    """The objects of a read by id, of one (`{id: [object]}`) or of many (`{"results": [[object, …]]}`).

    WRONG_PERSON where the archive answers about another object than those `asked` for.
    """
    answer = oio.mapping(parse_json(body))
    several = "results" in answer
    read: dict[UUID, Item] = {}
    for key, value in answer.items():
        for entry in oio.flat(oio.sequence(value)):
            item = oio.mapping(entry)
            identity = oio.uuid(item.get("id"))
            if identity not in asked:
                raise RegisterError(FailureKind.WRONG_PERSON, "an object that was not asked for")
            if identity in read or not (several or identity == oio.uuid(key)):
                raise oio.malformed("an object twice, or under another's id")
            read[identity] = item
    return read


def cases_of(cpr: CprNumber, items: Iterable[Item | None], now: datetime) -> list[FiledCase]:
    """The cases among `items` that have not been deleted; WRONG_PERSON unless each has `cpr` as primary party."""
    filed = [found for item in items if item is not None and (found := filed_case(item, now)) is not None]
    if any(found.case.primary_party != cpr for found in filed):
        raise RegisterError(FailureKind.WRONG_PERSON, "a case whose primary party is not the one asked for")
    return filed


def filed_case(item: Item, now: datetime) -> FiledCase | None:
    """The case, its history oldest first; None where it has been deleted."""
    registrations = oio.registrations(item)
    newest = registrations[-1]
    if newest.get("livscykluskode") == _DELETED:
        return None
    instant = max(now, oio.registered(newest))  # where the archive's clock is ahead of ours, it is right
    properties = oio.describing(oio.attributes(newest, "sagegenskaber"), instant)
    party = oio.related(newest, "primaerpart", instant)
    unit = oio.related(newest, "ansvarlig", instant)
    number = oio.text(properties, "sagsnummer") or oio.text(properties, "brugervendtnoegle") or ""
    case = Case(
        id=oio.uuid(item.get("id")),
        number=number,
        title=oio.text(properties, "titel") or number,
        description=oio.text(properties, "beskrivelse"),
        subject=_subject(oio.related(newest, "primaerklasse", instant)),
        state=oio.state(newest, "sagfremdrift", instant),
        opened=_opened(registrations),
        unit=None,
        sensitivity=_sensitivity(oio.related(newest, "foelsomhedsklasse", instant)),
        primary_party=_party(party),
        journal=tuple(_journal(newest, instant)),
        events=tuple(_events(registrations)),
        documents=(),
        legal_basis=oio.text(properties, "hjemmel"),
        restricted=_restricted(properties),
    )
    named = unit is not None and "uuid" in unit and unit.get("objekttype") in _UNIT_TYPES
    return FiledCase(case=case, unit=oio.uuid(unit["uuid"]) if unit is not None and named else None)


def document(item: Item, now: datetime) -> Document | None:
    """The document with the file parts that lie in the archive's own store; None where it has been deleted."""
    newest = oio.registrations(item)[-1]
    if newest.get("livscykluskode") == _DELETED:
        return None
    instant = max(now, oio.registered(newest))
    properties = oio.describing(oio.attributes(newest, "dokumentegenskaber"), instant)
    identity = oio.uuid(item.get("id"))
    title = oio.text(properties, "titel") or ""
    return Document(
        id=identity,
        title=title,
        kind=oio.text(properties, "dokumenttype"),
        letter_date=oio.day(properties.get("brevdato")),
        state=oio.state(newest, "dokumentfremdrift", instant),
        description=oio.text(properties, "beskrivelse"),
        restricted=_restricted(properties),
        files=tuple(_files(newest, identity, title, instant)),
    )


def unit_name(item: Item, now: datetime) -> str | None:
    """The name of an OrganisationEnhed."""
    newest = oio.registrations(item)[-1]
    return oio.text(oio.describing(oio.attributes(newest, "organisationenhedegenskaber"), now), "enhedsnavn")


def _opened(registrations: list[Item]) -> datetime | None:
    """When the case began: the first virkning of its properties, which may lie before it came into this archive."""
    starts = [
        start
        for registration in registrations
        for item in oio.attributes(registration, "sagegenskaber")
        if (start := oio.moment(oio.mapping(item.get("virkning")).get("from"))) is not None
    ]
    return min(starts, default=None)


def _events(registrations: list[Item]) -> Iterator[CaseEvent]:
    before: str | None = None
    for registration in registrations:
        at = oio.registered(registration)
        state = oio.state(registration, "sagfremdrift", at) or before
        yield CaseEvent(
            at=at,
            kind=oio.text(registration, "livscykluskode") or "",
            state=state if state != before else None,
            note=oio.text(registration, "note"),
        )
        before = state


def _journal(registration: Item, instant: datetime) -> Iterator[JournalEntry]:
    """Both shapes: what is written as `journalpostkode` and `journaldokument` is read under other names."""
    for place, item in enumerate(oio.relations(registration, "journalpost"), start=1):
        if not oio.in_force(item, instant):
            continue
        index = item.get("indeks", place)
        note = oio.mapping(item.get("journalnotat", {}))
        attached = oio.mapping(item.get("journaldokumentattr", item.get("journaldokument", {})))
        filed = oio.uuid(item["uuid"]) if "uuid" in item else None
        is_document = item.get("reltypespec", item.get("journalpostkode")) == _ATTACHED
        yield JournalEntry(
            index=index if type(index) is int else place,
            title=oio.text(attached, "dokumenttitel") or oio.text(note, "titel") or "",
            at=oio.moment(oio.mapping(item.get("virkning")).get("from")),
            note=oio.text(note, "notat"),
            format=oio.text(note, "format"),
            document=filed if is_document else None,
            restricted=_restricted(attached),
            id=filed,
        )


def _files(registration: Item, identity: UUID, title: str, instant: datetime) -> Iterator[FilePart]:
    for variant in oio.sequence(registration.get("varianter", [])):
        for entry in oio.sequence(oio.mapping(variant).get("dele", [])):
            part = oio.mapping(entry)
            for properties in [oio.mapping(each) for each in oio.sequence(part.get("egenskaber", []))]:
                path = (oio.text(properties, "indhold") or "").removeprefix("store:")
                if STORE_PATH.fullmatch(path) and oio.in_force(properties, instant):
                    yield FilePart(
                        document=identity,
                        name=oio.text(part, "deltekst") or title,
                        mime_type=oio.text(properties, "mimetype") or "",
                        path=path,
                    )


def _party(relation: Item | None) -> CprNumber | None:
    urn = relation.get("urn") if relation is not None else None
    if not isinstance(urn, str) or not urn.startswith(PARTY_URN):
        return None
    try:
        return CprNumber(urn.removeprefix(PARTY_URN))
    except ValueError:
        return None


def _subject(relation: Item | None) -> Coded | None:
    """The KLE subject; a class named by its UUID stays a code without words."""
    if relation is None:
        return None
    urn, identity = oio.text(relation, "urn"), oio.text(relation, "uuid")
    number = _KLE.search(urn) if urn is not None else None
    if number is not None:
        return topic(number.group())
    code = urn or identity
    return Coded(code, None) if code is not None else None


def _sensitivity(relation: Item | None) -> Sensitivity | None:
    word = ((oio.text(relation, "urn") if relation is not None else None) or "").rpartition(":")[2]
    return next((level for level in Sensitivity if level == word), None)


def _restricted(properties: Item) -> str | None:
    """Why it is exempt from access to documents: the provision, else the title that outsiders see."""
    exempt = oio.mapping(properties.get("offentlighedundtaget", {}))
    return oio.text(exempt, "hjemmel") or oio.text(exempt, "alternativtitel")
