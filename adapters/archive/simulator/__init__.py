"""LoRa as the training municipality answers it: searches, reads with history, file parts, and its error texts.

What it takes is in `intake`, and is given back with its case from then on.

An object is made in the form in which it is written to the archive and turned into the form in which LoRa gives it
back: other names in the journal, periods with their bounds, and nothing that is empty or false.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from adapters.archive.simulator.answers import Object, message, period, said, starts
from adapters.archive.simulator.intake import patch_case, put_document
from adapters.training.municipality import Municipality
from adapters.training.people import CaseRow, DocumentRow, JournalRow
from adapters.training.wire import Request, Response

_DENMARK = ZoneInfo("Europe/Copenhagen")
_PARTY_URN = "urn:oio:cpr-nr:"
_USER = "42c432e8-9c4a-11e6-9f62-873cf34a735f"
_TEMPORAL = frozenset({"registreretfra", "registrerettil", "virkningfra", "virkningtil"})
_SEARCHABLE = frozenset({"primaerpart", "sagsnummer", "bvn", "maximalantalresultater", "foersteresultat"})
_TICK = timedelta(microseconds=1)  # no two registrations of an object have one time
_SINCE = datetime(2007, 1, 1, tzinfo=UTC)


def respond(request: Request, town: Municipality) -> Response:
    match (request.method, *request.path.strip("/").split("/")):
        case ("PUT", "dokument", "dokument", identity):
            return put_document(identity, request, town)
        case ("PATCH", "sag", "sag", identity):
            return patch_case(identity, request, town)
        case ("GET", *_):
            return _given(request, town)
    return message(405, "The method is not allowed for the requested URL.")


def _given(request: Request, town: Municipality) -> Response:
    match request.path.strip("/").split("/"):
        case ["sag", "sag"] if "uuid" not in request.query:
            return _search(request, town)
        case ["sag", "sag", *rest]:
            return _read(
                request, [_case(town.case(each), request, town) for each in rest or request.query["uuid"]], rest
            )
        case ["dokument", "dokument", _, _, _, _, _, name] if name.endswith(".bin"):
            return _download(request.path, name.removesuffix(".bin"), town)
        case ["dokument", "dokument", *rest] if rest or "uuid" in request.query:
            ids = rest or request.query["uuid"]
            return _read(request, [_document(each, town) for each in ids], rest)
        case ["organisation", "organisationenhed", *rest] if rest or "uuid" in request.query:
            ids = rest or request.query["uuid"]
            return _read(request, [_unit(each, town.unit(each)) for each in ids], rest)
    return message(404, "The requested URL was not found on the server.")


def deny(request: Request, town: Municipality) -> Response:  # noqa: ARG001 - a simulator's three functions are alike
    return message(403, "Forbidden")


def impersonate(request: Request, town: Municipality) -> Response:
    """A search answered with somebody else's cases, a read with other objects than those asked for."""
    asked = {
        *request.query.get("primaerpart", ()),
        *request.query.get("sagsnummer", ()),
        *request.query.get("uuid", ()),
    }
    for _, number in town.named():
        cases = town.cases(number)
        about = {_PARTY_URN + number, *(case.number for case in cases), *(case.id for case in cases)}
        if not cases or about & asked:
            continue
        if "uuid" in request.query and request.path.strip("/") == "sag/sag":
            return _read(request, [_case(case, request, town) for case in cases], [])
        if "uuid" in request.query and request.path.strip("/") == "dokument/dokument":
            return _read(request, [_document(row.id, town) for case in cases for row in case.documents], [])
        if {"primaerpart", "sagsnummer"} & request.query.keys():
            return said(200, {"results": [[case.id for case in cases]]})
    return respond(request, town)


def written_case(row: CaseRow, *, until: datetime | None = None, entered: Sequence[Object] = ()) -> Object:
    """The case as it is written (`sag_schema.json`), with what had been filed by `until`, and what was `entered`."""
    opened = _utc(row.opened)
    states = [state for state in row.states if until is None or _utc(state[0]) <= until]
    ends = [_utc(at) for at, _ in states[1:]]
    return {
        "note": row.title,
        "attributter": {"sagegenskaber": [_case_properties(row, opened)]},
        "tilstande": {
            "sagfremdrift": [
                {"fremdrift": state, "virkning": period(_utc(at), end)}
                for (at, state), end in zip(states, [*ends, None], strict=True)
            ]
        },
        "relationer": {
            "primaerpart": [_relation("Person", urn=_PARTY_URN + row.party, since=opened)],
            "primaerklasse": [_relation("KLE", urn=f"urn:oio:kle:{row.kle}", since=opened)],
            "foelsomhedsklasse": [_relation("Klasse", urn=f"urn:oio:foelsomhed:{row.sensitivity}", since=opened)],
            "ansvarlig": [_relation("OrganisationEnhed", uuid=row.unit_id, since=opened)],
            "journalpost": [
                _journal_entry(row, index, entry)
                for index, entry in enumerate(row.journal, start=1)
                if until is None or _utc(entry.at) <= until
            ]
            + [{**entry, "indeks": index} for index, entry in enumerate(entered, start=len(row.journal) + 1)],
        },
    }


def written_document(row: DocumentRow) -> Object:
    """The document as it is written; its one file part already points into the store."""
    since = _midday(row.letter_date)
    virkning = period(since, None)
    return {
        "note": "Ny dokument",
        "attributter": {
            "dokumentegenskaber": [
                {
                    "brugervendtnoegle": row.file_name,
                    "titel": row.title,
                    "beskrivelse": row.title,
                    "dokumenttype": row.kind,
                    "brevdato": row.letter_date.isoformat(),
                    "kassationskode": "K",
                    "offentlighedundtaget": _exempt(row.restricted),
                    "virkning": virkning,
                }
            ]
        },
        "tilstande": {"dokumentfremdrift": [{"fremdrift": row.state, "virkning": virkning}]},
        "relationer": {},
        "varianter": [
            {
                "varianttekst": "PDF",
                "egenskaber": [{"arkivering": True, "offentliggoerelse": False, "virkning": virkning}],
                "dele": [
                    {
                        "deltekst": row.file_name,
                        "egenskaber": [
                            {
                                "indeks": 1,
                                "indhold": f"store:{_store_path(row)}",
                                "lokation": row.file_name,
                                "mimetype": "application/pdf",
                                "virkning": virkning,
                            }
                        ],
                    }
                ],
            }
        ],
    }


def _search(request: Request, town: Municipality) -> Response:
    unknown = sorted(request.query.keys() - _SEARCHABLE - _TEMPORAL)
    if unknown:
        return message(400, f"Unsupported argument(s): {', '.join(unknown)}")
    cases: tuple[CaseRow, ...] = ()
    for urn in request.query.get("primaerpart", ()):
        cases += town.cases(urn.removeprefix(_PARTY_URN)) if urn.startswith(_PARTY_URN) else ()
    for number in (*request.query.get("sagsnummer", ()), *request.query.get("bvn", ())):
        case = town.case_by_number(number)
        cases += (case,) if case is not None else ()
    return said(200, {"results": [[case.id for case in cases]]})


def _read(request: Request, objects: list[Object | None], path: list[str]) -> Response:
    """By path one object under its id, or 404; by `uuid=` those that there are."""
    there = [each for each in objects if each is not None]
    unknown = sorted(request.query.keys() - _TEMPORAL - {"uuid"})
    if unknown:
        return message(400, f"Unsupported argument(s): {', '.join(unknown)}")
    if path:
        if not there:
            return message(404, f"No object with ID {path[0]} found in service {request.path.split('/')[1]}")
        return said(200, {path[0]: there})
    return said(200, {"results": [there]})


def _download(path: str, identity: str, town: Municipality) -> Response:
    place = path.removeprefix("/dokument/dokument/")
    filed = town.filed.file(place)
    if filed is not None:
        return Response(200, *filed)
    row = town.document_row(identity)
    content = town.document(identity)
    if row is None or content is None or place != _store_path(row):
        return message(404, "The requested file was not found on the server.")
    return Response(status=200, content_type="application/pdf", body=content)


def _case(row: CaseRow | None, request: Request, town: Municipality) -> Object | None:
    """One registration for every change of state, one for what was filed after the last and one for every entry since;
    newest first."""
    if row is None:
        return None
    times = sorted({_utc(row.opened), *(_utc(at) for at, _ in row.states)})
    last = max((_utc(entry.at) for entry in row.journal), default=times[-1])
    if last > times[-1]:
        times.append(last)
    entered = town.filed.journal(row.id)
    before = len(times)
    for entry in entered:
        times.append(max(starts(entry), times[-1] + _TICK))
    registrations = [
        _registration(
            _in_force(
                written_case(row, until=at, entered=entered[: max(0, number - before)]),
                past_too=request.query.get("virkningfra") == ["-infinity"],
            ),
            at=at,
            until=end,
            kind="Opstaaet" if number == 1 else "Rettet",
        )
        for number, (at, end) in enumerate(zip(times, [*times[1:], None], strict=True), start=1)
    ]
    if request.query.get("registreretfra") != ["-infinity"]:
        registrations = registrations[-1:]
    return {"id": row.id, "registreringer": registrations[::-1]}


def _document(identity: str, town: Municipality) -> Object | None:
    filed, row = town.filed.document(identity), town.document_row(identity)
    if filed is not None:
        written, at = filed, starts(filed["attributter"]["dokumentegenskaber"][0])
    elif row is not None:
        written, at = written_document(row), _midday(row.letter_date)
    else:
        return None
    return {"id": identity, "registreringer": [_registration(written, at=at, until=None, kind="Opstaaet")]}


def _unit(identity: str, name: str | None) -> Object | None:
    if name is None:
        return None
    virkning = period(_SINCE, None)
    written = {
        "note": "Import",
        "attributter": {
            "organisationenhedegenskaber": [{"brugervendtnoegle": name, "enhedsnavn": name, "virkning": virkning}]
        },
        "tilstande": {"organisationenhedgyldighed": [{"gyldighed": "Aktiv", "virkning": virkning}]},
        "relationer": {},
    }
    return {"id": identity, "registreringer": [_registration(written, at=_SINCE, until=None, kind="Importeret")]}


def _registration(written: Object, *, at: datetime, until: datetime | None, kind: str) -> Object:
    read: Object = _as_read(written)
    end = {"tidsstempeldatotid": until.isoformat() if until is not None else "infinity"}
    start = {"graenseindikator": True, "tidsstempeldatotid": at.isoformat()}
    return {**read, "brugerref": _USER, "fratidspunkt": start, "livscykluskode": kind, "tiltidspunkt": end}


def _in_force(written: Object, *, past_too: bool) -> Object:
    if not past_too:
        states = written["tilstande"]["sagfremdrift"]
        written["tilstande"]["sagfremdrift"] = states[-1:]
    return written


def _as_read(value: Any) -> Any:
    if isinstance(value, list):
        return [_as_read(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"from", "to"}:
        return {"from": value["from"], "from_included": True, "to": value["to"], "to_included": False}
    renamed = {"journalpostkode": "reltypespec", "journaldokument": "journaldokumentattr"}
    read = {renamed.get(key, key): _as_read(each) for key, each in value.items()}
    return {key: each for key, each in read.items() if each not in ("", False, None, [], {})}


def _case_properties(row: CaseRow, opened: datetime) -> Object:
    return {
        "brugervendtnoegle": row.number,
        "sagsnummer": row.number,
        "titel": row.title,
        "beskrivelse": row.description,
        "hjemmel": row.legal_basis,
        "kassationskode": "K",
        "principiel": False,
        "afleveret": False,
        "offentlighedundtaget": _exempt(row.restricted),
        "virkning": period(opened, None),
    }


def _journal_entry(row: CaseRow, index: int, entry: JournalRow) -> Object:
    virkning = period(_utc(entry.at), None)
    common = {"objekttype": "Dokument", "indeks": index, "virkning": virkning}
    if entry.document is not None:
        filed = next((each for each in row.documents if each.id == entry.document), None)
        exempt = _exempt(filed.restricted if filed is not None else None)
        attached = {"dokumenttitel": entry.title, "offentlighedundtaget": exempt}
        return {**common, "uuid": entry.document, "journalpostkode": "vedlagtdokument", "journaldokument": attached}
    note = {"titel": entry.title, "notat": entry.text or "", "format": "internt"}
    identity = str(uuid5(UUID(row.id), str(index)))
    return {**common, "uuid": identity, "journalpostkode": "journalnotat", "journalnotat": note}


def _relation(kind: str, *, since: datetime, urn: str = "", uuid: str = "") -> Object:
    target = {"urn": urn} if urn else {"uuid": uuid}
    return {"objekttype": kind, **target, "virkning": period(since, None)}


def _exempt(reason: str | None) -> Object:
    return {"alternativtitel": "Undtaget fra aktindsigt" if reason else "", "hjemmel": reason or ""}


def _store_path(row: DocumentRow) -> str:
    return f"{row.letter_date:%Y/%m/%d}/12/00/{row.id}.bin"


def _midday(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=_DENMARK).astimezone(UTC)


def _utc(at: datetime) -> datetime:
    return (at if at.tzinfo is not None else at.replace(tzinfo=_DENMARK)).astimezone(UTC)
