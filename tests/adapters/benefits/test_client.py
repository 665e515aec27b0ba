"""The whole way on loopback: client, envelope, transport, HTTP, simulator and back."""

from __future__ import annotations

import re

import pytest

from adapters.registers.benefits import MANIFEST, simulator
from adapters.registers.benefits.client import UDK_ACTION
from adapters.registers.benefits.limits import SENSITIVITY, DataLimits, admits, common_subjects
from adapters.registers.benefits.parse import parse_municipal
from adapters.training.municipality import Municipality
from adapters.training.wire import Request, Response
from app.citizen.model.grants import Sector
from app.citizen.port import FailureKind, RegisterError
from tests.adapters.benefits.village import LIMITS, Village, answer, client, grant, payment, query
from tests.adapters.eindkomst.village import ASKED, TRANSACTION, Respond, call, serving

UDK = Sector.UDBETALING_DANMARK


def test_grants_of_both_sectors_come_all_the_way() -> None:
    village = Village([grant(1), grant(2, kle="27.69.40"), grant(3, sector="udk", kle="32.03.04")])
    with serving(simulator.respond, village) as url:
        asking = client(url)
        municipal, udk = asking.fetch(query(), call()), asking.fetch(query(UDK), call())
    assert (municipal.sector, municipal.verified) == (Sector.MUNICIPAL, True)
    assert [found.id for found in municipal.grants] == ["ydelse-kommune-1", "ydelse-kommune-2"]
    assert [len(found.payments) for found in municipal.grants] == [2, 2]
    assert (udk.sector, udk.verified) == (UDK, False)
    assert [(found.name, found.kle.text) for found in udk.grants] == [("Folkepension", "Folkepension")]


@pytest.mark.parametrize("sector", list(Sector))
def test_no_grant_is_a_fact(sector: Sector) -> None:
    with serving(simulator.respond, Village()) as url:
        assert client(url).fetch(query(sector), call()).grants == ()


@pytest.mark.parametrize("page_size", [1, 2, 3, 7])
@pytest.mark.parametrize("sector", list(Sector))
def test_all_pages_are_fetched(sector: Sector, page_size: int) -> None:
    name = "kommune" if sector is Sector.MUNICIPAL else "udk"
    rows = [grant(number, sector=name, payments=[payment(month) for month in (8, 9, 10)]) for number in range(6)]
    asked: list[bytes] = []

    def respond(request: Request, town: Municipality) -> Response:
        asked.append(request.body)
        return simulator.respond(request, town)

    with serving(respond, Village(rows)) as url:
        found = client(url, page_size=page_size).fetch(query(sector), call()).grants
    assert [one.id for one in found] == [row.id for row in rows]
    assert all([paid.day.month for paid in one.payments] == [8, 9, 10] for one in found)
    assert len(asked) == (6 if sector is Sector.MUNICIPAL else 18) // page_size + 1


def test_a_register_that_never_stops_is_stopped() -> None:
    def endless(request: Request, town: Municipality) -> Response:
        body = re.sub(rb"ResultatStart>\d+<", b"ResultatStart>0<", request.body)
        return simulator.respond(Request("POST", "/", {}, {}, body), town)

    with serving(endless, Village([grant(1)])) as url, pytest.raises(RegisterError) as caught:
        client(url, page_size=1).fetch(query(), call())
    assert caught.value.kind is FailureKind.TOO_LARGE


@pytest.mark.parametrize("sector", list(Sector))
@pytest.mark.parametrize(
    ("respond", "kind"),
    [(simulator.deny, FailureKind.DENIED), (simulator.impersonate, FailureKind.WRONG_PERSON)],
)
def test_a_refusal_and_another_person_are_failures(sector: Sector, respond: Respond, kind: FailureKind) -> None:
    village = Village([grant(1), grant(2, sector="udk")])
    with serving(respond, village) as url, pytest.raises(RegisterError) as caught:
        client(url).fetch(query(sector), call())
    assert caught.value.kind is kind


def test_the_action_travels_in_the_content_type() -> None:
    types: list[str] = []

    def respond(request: Request, town: Municipality) -> Response:
        types.append(request.headers["content-type"])
        return simulator.respond(request, town)

    with serving(respond, Village()) as url:
        client(url).fetch(query(UDK), call())
    assert types == [f'application/soap+xml; charset=utf-8; action="{UDK_ACTION}"']


def test_purpose_and_limits_meet_in_the_call_and_nothing_else_is_shown() -> None:
    village = Village(
        [grant(1), grant(2, kle="32.06.04"), grant(3, kle="15.20.00"), grant(4, sensitivity=SENSITIVITY[3])]
    )

    def careless(request: Request, town: Municipality) -> Response:
        assert b"<y:KLEDataAfgr>32.24.*</y:KLEDataAfgr>" in request.body
        loose = request.body.replace(b"32.24.*", b"*-99.*").replace(SENSITIVITY[2].encode(), SENSITIVITY[3].encode())
        return simulator.respond(Request("POST", "/", {}, {}, loose), town)

    with serving(careless, village) as url:
        found = client(url, limits=LIMITS).fetch(query(kle=("32.24", "15.20")), call()).grants
    assert [one.id for one in found] == ["ydelse-kommune-1"]


def test_a_purpose_outside_the_limits_is_denied_and_one_without_subjects_not_configured_before_anything_is_sent() -> (
    None
):
    for kle, kind in ((("15.20",), FailureKind.DENIED), (("hjælp",), FailureKind.NOT_CONFIGURED)):
        with pytest.raises(RegisterError) as caught:
            client(limits=LIMITS).fetch(query(kle=kle), call())
        assert caught.value.kind is kind


@pytest.mark.parametrize(
    ("asked", "allowed", "common"),
    [
        ((), (), ()),
        (("32.24.08",), (), ("32.24.08",)),
        ((), ("32.*", "27"), ("27.*", "32.*")),
        (("32.24",), ("32",), ("32.24.*",)),
        (("32",), ("32.24.08", "32.06.*", "27"), ("32.06.*", "32.24.08")),
        (("32.24",), ("27.*",), None),
        (("32.2",), (), ValueError),
        (("*",), (), ValueError),
    ],
)
def test_common_subjects(asked: tuple[str, ...], allowed: tuple[str, ...], common: object) -> None:
    if common is ValueError:
        with pytest.raises(ValueError, match="KLE"):
            common_subjects(asked, allowed)
    else:
        assert common_subjects(asked, allowed) == common


def test_the_sensitivity_ladder() -> None:
    grants = parse_municipal(
        answer(*(grant(number, sensitivity=step) for number, step in enumerate((*SENSITIVITY, "")))),
        cpr=ASKED,
        transaction=TRANSACTION,
    ).grants
    assert [admits(one, subjects=(), sensitivity=SENSITIVITY[1]) for one in grants] == [True, True, False, False, True]
    assert all(admits(one, subjects=(), sensitivity="") for one in grants)


@pytest.mark.parametrize(
    "wrong", [{"cvr": ("1234",)}, {"kle": ("hjælp",)}, {"sensitivity": "HEMMELIG"}, {"systems": ("fagsystem",)}]
)
def test_limits_that_are_none_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no "):
        DataLimits(**wrong)  # type: ignore[arg-type]  # wrong values are what is tested


def test_manifest() -> None:
    assert MANIFEST.ages.refresh < MANIFEST.ages.stale < MANIFEST.ages.expiry
    assert max(MANIFEST.timeouts.connect, MANIFEST.timeouts.read) < MANIFEST.timeouts.total
