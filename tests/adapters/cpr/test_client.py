"""The client over real HTTP: superseded numbers followed, and every failure with its own name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event
from uuid import UUID

import pytest

from adapters.registers.cpr import MANIFEST, MOST_HOPS, simulator
from adapters.registers.cpr.client import Client
from adapters.registers.cpr.request import ACTION, CallForm
from adapters.serviceplatform.caller import SoapCaller
from adapters.training.wire import Request, Response
from adapters.transport import Transport
from app.citizen.model.person import Person
from app.citizen.port import Call, FailureKind, PersonQuery, RegisterError
from app.clock import SystemClock
from app.cpr import CprNumber
from tests.adapters.cpr import village
from tests.adapters.cpr.samples import CONTEXT, TOKEN
from tests.adapters.serviceplatform.loopback import serving

CLOCK = SystemClock()


class Service:
    """The simulator on a real server, and what it was asked."""

    def __init__(self, town: village.Village) -> None:
        self.town = town
        self.asked: list[Request] = []

    def answer(self, request: Request) -> Response:
        self.asked.append(request)
        return simulator.respond(request, self.town)

    @contextmanager
    def client(self, form: CallForm = TOKEN) -> Iterator[Client]:
        with serving(self.answer) as url:
            yield Client(SoapCaller(Transport(clock=CLOCK), url), form)

    def fetch(self, number: str, form: CallForm = TOKEN) -> Person:
        call = Call(deadline=CLOCK.monotonic() + 9, user="az0001", transaction=UUID(int=7), cancelled=Event())
        with self.client(form) as client:
            return client.fetch(PersonQuery(CprNumber(number)), call)


def chain(*numbers: str) -> village.Village:
    """People who are all one person, each number superseded by the next; the last by none."""
    person = village.PEOPLE[village.OLD_NUMBER]
    pairs = zip(numbers, [*numbers[1:], None], strict=True)
    return village.Village({a: replace(person, cpr=a, current=b, status="60" if b else "01") for a, b in pairs})


@pytest.mark.parametrize("form", [TOKEN, CONTEXT], ids=["token", "context"])
def test_one_person_is_one_call(form: CallForm) -> None:
    service = Service(village.Village())

    person = service.fetch(village.MOTHER, form)

    assert person.cpr == CprNumber(village.MOTHER)
    assert [asked.headers["soapaction"] for asked in service.asked] == [f'"{ACTION}"']


def test_a_superseded_number_is_followed_to_the_one_in_force() -> None:
    service = Service(village.Village())

    person = service.fetch(village.OLD_NUMBER)

    assert person.cpr == CprNumber(village.NEW_NUMBER)
    assert len(service.asked) == 2


def test_a_number_superseded_by_nothing_known_stays_what_it_is() -> None:
    people = {village.OLD_NUMBER: replace(village.PEOPLE[village.OLD_NUMBER], current=None)}

    assert Service(village.Village(people)).fetch(village.OLD_NUMBER).cpr == CprNumber(village.OLD_NUMBER)


def test_only_superseded_numbers_are_followed() -> None:
    odd = replace(village.PEOPLE[village.DEAD], current=village.MOTHER)
    service = Service(village.Village(village.PEOPLE | {village.DEAD: odd}))

    assert service.fetch(village.DEAD).cpr == CprNumber(village.DEAD)
    assert len(service.asked) == 1


def test_following_has_an_end() -> None:
    numbers = [f"03047700{number:02d}" for number in range(10, 10 + MOST_HOPS + 2)]

    assert Service(chain(*numbers[:-1])).fetch(numbers[0]).cpr == CprNumber(numbers[-2])
    too_long, circle = Service(chain(*numbers)), Service(chain(*numbers[:2]))
    circle.town.people[numbers[1]] = replace(circle.town.people[numbers[0]], cpr=numbers[1], current=numbers[0])
    for service, calls in ((too_long, MOST_HOPS + 1), (circle, 2)):
        with pytest.raises(RegisterError) as error:
            service.fetch(numbers[0])
        assert error.value.kind is FailureKind.MALFORMED
        assert len(service.asked) == calls


def test_the_unknown_are_not_found_and_nothing_of_them_is_said(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(RegisterError) as error:
        Service(village.Village()).fetch(village.UNKNOWN)

    assert error.value.kind is FailureKind.NOT_FOUND
    assert village.UNKNOWN not in f"{error.value!r} {caplog.text}"


def test_the_manifest_keeps_its_own_promises() -> None:
    assert MANIFEST.timeouts.connect < MANIFEST.timeouts.read < MANIFEST.timeouts.total
    assert MANIFEST.ages.refresh < MANIFEST.ages.stale < MANIFEST.ages.expiry
    assert MANIFEST.steps == 1 + MOST_HOPS
