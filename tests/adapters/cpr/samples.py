"""The register's synthetic samples, and the simulator's answers as the client would read them."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from uuid import UUID

from lxml import etree

import adapters.registers.cpr
from adapters.registers.cpr.request import CallForm, ContextForm, TokenForm, person_lookup
from adapters.serviceplatform.envelope import soap11
from adapters.training.wire import Request
from app.citizen.port import Call
from app.cpr import CprNumber

FOLDER = Path(adapters.registers.cpr.__file__).parent / "samples"
CALL = Call(deadline=float("inf"), user="az0001", transaction=UUID(int=7), cancelled=Event())
TOKEN = TokenForm(municipality_cvr="99999901")
CONTEXT = ContextForm(agreement=UUID(int=1), user_system=UUID(int=2), user=UUID(int=3))


def sample(name: str) -> bytes:
    return (FOLDER / f"{name}.xml").read_bytes()


def lookup(number: str, form: CallForm = TOKEN) -> etree._Element:
    return person_lookup(CprNumber(number), form=form, call=CALL)


def request(number: str, form: CallForm = TOKEN) -> Request:
    headers, body = soap11(lookup(number, form), action="")
    return Request(method="POST", path="/cpr", query={}, headers=headers, body=body)
