"""Facts in words."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.facts.model import CITIZEN, EXTRACT, Fact, Kind, Unknown, Value, Why
from app.facts.vocabulary import Term
from widgets import fact_words

NOW = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (None, Kind.TEXT, "Ikke registreret"),
        (True, Kind.BOOLEAN, "ja"),
        (False, Kind.BOOLEAN, "nej"),
        (0, Kind.NUMBER, "0"),
        (12500, Kind.NUMBER, "12.500"),
        (Decimal("1.5"), Kind.NUMBER, "1,5"),
        (Decimal("12500.50"), Kind.AMOUNT, "12.500,50"),
        (date(2026, 3, 1), Kind.DATE, "01-03-2026"),
        ("Ærøvej 12", Kind.TEXT, "Ærøvej 12"),
    ],
)
def test_a_value_reads_as_danes_write_it(qapp: object, value: Value, kind: Kind, words: str) -> None:
    assert fact_words.value(value, kind) == words


def test_where_a_fact_comes_from_is_said_with_its_time(qapp: object) -> None:
    assert fact_words.origin(Fact("alder", 67, "cpr", NOW), NOW) == "CPR · hentet kl. 14.02"
    assert fact_words.origin(Fact("formue", 5, CITIZEN, NOW), NOW) == "oplyst af borgeren kl. 14.02"
    assert fact_words.origin(Fact("formue", 5, CITIZEN), NOW) == "oplyst af borgeren"
    assert fact_words.origin(Fact("alder", 67, "cpr"), NOW) == "CPR"
    assert fact_words.origin(Fact("personer", 3, EXTRACT, NOW), NOW) == "CPR-udtræk 20-11-2026"
    assert fact_words.origin(Fact("alder", 67, "lejekontrakt"), NOW) == "lejekontrakt"


def test_why_a_fact_is_missing_names_who_would_know(qapp: object) -> None:
    words = {why: fact_words.why(Unknown("indkomst_maaned", why, "eindkomst")) for why in Why}
    assert words == {
        Why.NOT_ASKED: "ikke nødvendigt for dette ærinde",
        Why.LOADING: "eIndkomst er ved at svare",
        Why.FAILED: "eIndkomst har ikke svaret",
        Why.NOT_TOLD: "ikke oplyst",
        Why.DIFFERS: "registret og borgeren siger ikke det samme – vælg først",
        Why.PROTECTED: "beskyttet – vis adressen for at se det",
        Why.UNUSABLE: "svaret fra eIndkomst kan ikke bruges her",
    }


@pytest.mark.parametrize(
    ("value", "term", "words"),
    [
        (2, Term("antal_boern", Kind.NUMBER, "Børn", None), "Børn: 2"),
        ("enke", Term("civilstand", Kind.TEXT, "Civilstand", None, {"enke": "Enke"}), "Civilstand: Enke"),
        ("Ærøvej 12", Term("adresse", Kind.TEXT, "Adresse", None), "Adresse: Ærøvej 12"),
        (Decimal(900), Term("husleje", Kind.AMOUNT, "Husleje", None), "Husleje: 900 kr."),
        (None, Term("husleje", Kind.AMOUNT, "Husleje", None), "Husleje: Ikke registreret"),
    ],
)
def test_a_fact_is_said_in_the_vocabulary_s_words(qapp: object, value: Value, term: Term, words: str) -> None:
    assert fact_words.said(Fact(term.name, value, "cpr"), term) == words


@pytest.mark.parametrize(
    ("name", "days", "words"),
    [
        ("separeret_dage", 35, "for 35 dage siden"),
        ("separeret_dage", 1, "i går"),
        ("separeret_dage", 0, "i dag"),
        ("separeret_dage", -3, "om 3 dage"),
        ("separeret_dage", 121, "for 121 dage siden"),
        ("separeret_dage", 122, "for 4 måneder siden"),
        ("separeret_dage", -226, "om 7 måneder"),
        ("separeret_dage", 730, "for 23 måneder siden"),
        ("separeret_dage", 731, "for 2 år siden"),
        ("dage_til_pensionsalder", -3402, "for 9 år siden"),
        ("dage_til_pensionsalder", 40, "om 40 dage"),
        ("dage_til_pensionsalder", 4018, "om 11 år"),
        ("barn_dage_til_18", 1, "i morgen"),
        ("barn_dage_til_18", 0, "i dag"),
        ("barn_dage_til_18", None, "Ikke registreret"),
        ("alder", 35, "35"),
    ],
)
def test_days_are_said_as_one_says_them(qapp: object, name: str, days: int | None, words: str) -> None:
    term = Term(name, Kind.NUMBER, "Den dag", None)
    assert fact_words.said(Fact(name, days, "cpr"), term) == f"Den dag: {words}"
