"""What the training archive takes: documents with their files under the client's id, and entries in a case's journal.

LoRa would let a second document take the place of the first; this archive refuses it, as one that keeps records does.
An entry in a journal is added whenever it is sent, as LoRa does.
"""

from __future__ import annotations

import json
from email import message_from_bytes
from email.policy import HTTP
from typing import Any, Final
from uuid import UUID, uuid5

from adapters.archive.simulator.answers import Object, message, said, stamp, starts
from adapters.training.filed import FiledDocument
from adapters.training.municipality import Municipality
from adapters.training.wire import Request, Response

_MANDATORY: Final = ("beskrivelse", "brevdato", "brugervendtnoegle", "dokumenttype", "titel")
_ENTRIES: Final = ("journalnotat", "vedlagtdokument")


def put_document(identity: str, request: Request, town: Municipality) -> Response:
    try:
        document = _kept(UUID(identity), _fields(request))
        properties = document.written["attributter"]["dokumentegenskaber"][0]
        missing = [name for name in _MANDATORY if name not in properties]
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return message(400, "Malformed JSON or other bad request.")
    if missing:
        return message(400, f"'{missing[0]}' is a required property")
    if town.document_row(identity) is not None or not town.filed.put(identity, document):
        return message(409, f"Another object has the ID {identity}")
    return said(200, {"uuid": identity})


def patch_case(identity: str, request: Request, town: Municipality) -> Response:
    if town.case(identity) is None:
        return message(404, f"No Sag with ID {identity} found.")
    try:
        sent = json.loads(request.body)
        entries = tuple(_entry(each) for each in sent["relationer"]["journalpost"])
        unexpected = (sent.keys() - {"note", "relationer"}) | (sent["relationer"].keys() - {"journalpost"})
    except (KeyError, TypeError, ValueError, AttributeError):
        return message(400, "Malformed JSON or other bad request.")
    if unexpected:
        return message(400, f"Training takes no {min(unexpected)}.")
    town.filed.enter(identity, entries)
    return said(200, {"uuid": identity})


def _fields(request: Request) -> dict[str, bytes]:
    """Multipart as LoRa takes it: the object in the field `json`, its files in the fields that it names."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    fields: dict[str, bytes] = {}
    for part in message_from_bytes(head + request.body, policy=HTTP).iter_parts():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            fields[str(part.get_param("name", header="content-disposition"))] = content
    return fields


def _kept(identity: UUID, fields: dict[str, bytes]) -> FiledDocument:
    """With its file parts pointing into the store instead of at the fields that brought them."""
    written: Object = json.loads(fields["json"])
    at = starts(written["attributter"]["dokumentegenskaber"][0])
    files: dict[str, tuple[str, bytes]] = {}
    for variant in written["varianter"]:
        for part in variant["dele"]:
            for properties in part["egenskaber"]:
                field = properties["indhold"].removeprefix("field:")
                place = f"{at:%Y/%m/%d/%H/%M}/{uuid5(identity, field)}.bin"
                files[place] = properties["mimetype"], fields[field]
                properties["indhold"] = f"store:{place}"
    return FiledDocument(written, files)


def _entry(sent: Any) -> Object:
    """A new entry of a journal. ValueError and the like for one that LoRa's schema refuses, or with an index."""
    UUID(sent["uuid"])
    if sent["journalpostkode"] not in _ENTRIES or "indeks" in sent:
        raise ValueError("no new entry of a journal")
    return {**sent, "virkning": {"from": stamp(starts(sent)), "to": sent["virkning"]["to"]}}
