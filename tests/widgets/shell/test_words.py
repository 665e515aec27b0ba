"""Every code the shell can meet has its words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.citizen.port import Condition, FailureKind, Health, RegisterKey
from app.population.lawful import Unlawful
from tests.widgets.shell.desk import SINCE
from widgets.shell import find_words, register_words


@pytest.mark.parametrize("reason", list(Unlawful))
def test_every_unlawful_search_is_explained(reason: Unlawful) -> None:
    assert find_words.unlawful(reason).endswith(".")


def test_what_is_unreadable_gets_the_list_of_what_is_lawful() -> None:
    assert find_words.unlawful(Unlawful.UNREADABLE) == find_words.unlawful("from a later version")


@pytest.mark.parametrize("code", [0, 1, 3, 5, 7, 20, 30, 50, 60, 70, 80, 90, 99])
def test_a_status_is_said_unless_it_is_the_ordinary_one(code: int) -> None:
    assert bool(find_words.status(code)) is (code not in (0, 1, 99))


@pytest.mark.parametrize("register", list(RegisterKey))
def test_every_register_says_what_its_absence_means(register: RegisterKey) -> None:
    assert register_words.consequence(register).endswith(".")


@pytest.mark.parametrize("health", list(Health))
def test_every_health_has_words_and_an_icon(health: Health) -> None:
    condition = Condition(health, SINCE, FailureKind.TIMEOUT, SINCE + timedelta(minutes=1))
    assert register_words.state(condition, SINCE)
    assert register_words.icon(health)
    assert register_words.line([condition])
    assert bool(register_words.retry(condition, SINCE)) is (health is Health.DOWN)


def test_not_asked_yet_is_no_fault() -> None:
    unknown, up = Condition(Health.UNKNOWN, SINCE), Condition(Health.UP, SINCE)
    assert register_words.line([unknown, up]) == "2 registre"
    assert register_words.worst([unknown, up]) is Health.UP
    assert register_words.worst([unknown, unknown]) is Health.UNKNOWN
    assert register_words.worst([]) is Health.UNKNOWN


def test_a_register_that_says_no_is_not_unstable() -> None:
    denying = Condition(Health.FAILING, SINCE, FailureKind.DENIED)
    unstable = Condition(Health.FAILING, SINCE, FailureKind.MALFORMED)
    assert register_words.line([denying, denying]) == "2 registre afviser opslag"
    assert register_words.state(denying, SINCE).startswith("Afviser opslag siden")
    assert register_words.line([denying, unstable]) == "1 register svarer ustabilt"
    assert register_words.worst([denying]) is Health.FAILING


def test_what_was_fetched_before_is_promised_only_if_it_was() -> None:
    for register in RegisterKey:
        words = register_words.consequence(register)
        assert ("vises fra sidst hentede" in words) == ("hentet før" in words)
