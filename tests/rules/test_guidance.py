"""What of a what-if goes home with the citizen: every figure vejledende, what is missing said, and nothing of who."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

import msgspec
import pytest

from app.access.viewer import Viewer
from app.benefits.assess import Setting, compare
from app.benefits.guidance import NOT_RECKONED, guidance_of
from app.benefits.port import AsideLine, GuidanceLine, GuidancePaper, MissingLine, Told
from app.benefits.rulebook import Rulebook
from app.facts.model import Fact, Facts, Unknown, Value, Why
from tests.rules.book import TODAY, facts, fjordby, shipped
from tests.rules.test_assess import FAMILY, HOME

LISE: Final = Viewer("lnord", "Lise Nord", "Borgerservice")
HERE: Final = "Fjordby Kommune"
UDK: Final = "Udbetaling Danmark"


def paper(
    before: Facts | dict[str, Value],
    after: Facts | dict[str, Value],
    *keys: str,
    book: Rulebook | None = None,
    on: date = TODAY,
    name: str = "",
) -> GuidancePaper:
    used = book or shipped()
    was, becomes = (told if isinstance(told, Facts) else facts(**told) for told in (before, after))
    found = compare(keys, Setting(was, TODAY), Setting(becomes, on), book=used, known=TODAY)
    return guidance_of(found, used.benefits, name=name, day=TODAY, known=TODAY, municipality=HERE, employee=LISE)


def words(told: GuidancePaper) -> str:
    return msgspec.json.encode(asdict(told)).decode()


def test_a_dearer_home_is_told_before_and_after_with_what_changed_and_by_which_steps() -> None:
    told = paper(HOME, {**HOME, "husleje_maaned": 6500}, "boligstoette", name="Åse")
    assert told.told == (Told("Husleje pr. måned", "6.000 kr./md.", "6.500 kr./md."),)
    before, after = "926 kr./md. (ikke bekræftet)", "1.001 kr./md. (ikke bekræftet)"
    assert told.lines == (GuidanceLine("Boligstøtte (vejledende)", before, after, "+75 kr.", UDK),)
    assert told.total == "Vejledende forskel i alt pr. måned: +75 kr."
    assert told.missing == ()
    (how,) = told.reckoned
    assert how.conclusions == (
        "Hvis – vejledende: 1.001 kr./md. (ikke bekræftet)",
        "For et år: 12.015 kr. (vejledende)",
    )
    assert "Husleje for et år: 12 × 6.500 kr. = 78.000 kr. (boligstøtteloven § 10)" in how.steps
    assert how.doubts == ("Satsen “Mindste egenbetaling” er ikke bekræftet.",)
    assert (how.on, told.known) == (TODAY, TODAY)
    assert (told.name, told.day, told.unit, told.employee) == ("Åse", TODAY, "Borgerservice", "Lise Nord")


def test_every_figure_is_vejledende_also_what_the_municipality_decides() -> None:
    every = tuple(fjordby().benefits)
    told = paper({**FAMILY, "foedt": date(1961, 1, 7)}, {**FAMILY, "foedt": date(1961, 1, 7)}, *every, book=fjordby())
    assert {line.decider for line in told.lines} == {UDK, HERE}
    assert all("vejledende" in line.title for line in told.lines)
    assert all("vejledende" in said for each in told.reckoned for said in each.conclusions)
    assert told.total.startswith("Vejledende")


def test_what_falls_away_is_a_minus_and_no_right_is_no_zero() -> None:
    (line,) = paper(HOME, {**HOME, "husstandsindkomst_maaned": 60000}, "boligstoette").lines
    assert (line.after, line.difference) == ("ingen ret (ikke bekræftet)", "−926 kr.")


def test_what_may_be_one_of_two_is_told_as_both() -> None:
    estate: dict[str, Value] = {"aegtefaelle_eller_barn_u18": False, "formue_kr": 500_000}
    told = paper(estate, estate, "begravelseshjaelp", on=date(2025, 7, 1))
    assert told.lines[0].after == "0 eller 1.050 kr. (ikke bekræftet)"


def test_a_sum_says_that_one_child_alone_is_reckoned_for() -> None:
    child: dict[str, Value] = {
        "yngste_barn_alder": 3,
        "antal_boern_hjemme": 3,
        "situation": "enemodtager",
        "indkomstgrundlag_kr": 300_000,
    }
    told = paper(child, {**child, "yngste_barn_alder": 8}, "boerneydelse")
    assert told.lines[0].title == "Børne- og ungeydelse (ét barn) (vejledende)"
    assert told.total == (
        "Vejledende forskel i alt pr. måned: −302 kr. – Børne- og ungeydelse er kun talt med for ét barn"
    )
    assert "ét barn" not in paper(child, {**child, "indkomstgrundlag_kr": None}, "boerneydelse").total


def test_nothing_changed_is_no_difference() -> None:
    told = paper(HOME, HOME, "boligstoette")
    assert (told.told, told.lines[0].difference) == ((), "ingen forskel")


def test_what_has_no_figure_is_missing_and_not_a_line() -> None:
    lacking = {name: value for name, value in HOME.items() if name not in {"formue", "boligareal"}}
    told = paper(lacking, lacking, "boligstoette", "boernetilskud")
    assert (told.lines, told.reckoned, told.total) == ((), (), "")
    assert told.missing[0] == MissingLine("Boligstøtte", "Vi mangler at vide: Boligens areal, Husstandens formue")
    assert told.missing[1].title == "Børnetilskud"


def test_a_figure_on_one_side_alone_is_not_summed_and_says_which_side_lacks_what() -> None:
    lacking = {name: value for name, value in HOME.items() if name != "formue"}
    told = paper(lacking, HOME, "boligstoette")
    assert (told.lines[0].before, told.lines[0].difference, told.total) == (NOT_RECKONED, "kan ikke opgøres", "")
    assert told.missing == (MissingLine("Boligstøtte", "Nu: Vi mangler at vide: Husstandens formue"),)
    assert told.told == (Told("Husstandens formue", "ikke oplyst", "0 kr."),)
    told = paper(HOME, lacking, "boligstoette")
    assert told.missing == (MissingLine("Boligstøtte", "Hvis: Vi mangler at vide: Husstandens formue"),)
    assert told.reckoned[0].conclusions[0].startswith("Nu – vejledende: 926")


def test_a_sum_names_what_it_goes_without() -> None:
    lacking = {name: value for name, value in HOME.items() if name != "formue"}
    born: dict[str, Value] = {"foedt": date(1961, 1, 7)}
    told = paper(
        {**lacking, **born, "oplyst_enlig": True},
        {**HOME, **born, "oplyst_enlig": True},
        "boligstoette",
        "boernetilskud",
        "folkepensionsalder",
    )
    assert told.total == "Vejledende forskel i alt pr. måned: ingen forskel (uden Boligstøtte)"


def test_figures_nobody_has_confirmed_are_not_told_but_named() -> None:
    child: dict[str, Value] = {**FAMILY, "boern_under_18": 1, "husstandsindkomst_maaned": 30000}
    told = paper(child, child, "friplads")
    assert told.missing == (MissingLine("Økonomisk friplads", "Satserne for 2026 mangler eller er ikke bekræftet"),)
    assert told.reckoned == ()


def test_what_cannot_be_computed_here_is_sent_elsewhere() -> None:
    told = paper({**HOME, "antal_boern_hjemme": 2}, {**HOME, "antal_boern_hjemme": 2}, "boligstoette")
    assert told.missing == (MissingLine("Boligstøtte", "Kan ikke beregnes her – brug Udbetaling Danmarks beregner"),)


def test_what_cannot_matter_is_named_with_the_reason_and_neither_reckoned_nor_asked_for() -> None:
    """A pensioner of 74 without children."""
    old: dict[str, Value] = {**HOME, "foedt": date(1952, 3, 1), "antal_boern": 0}
    told = paper(old, {**old, "husleje_maaned": 6500}, "boligstoette", "friplads", "folkepensionsalder", "aeldrecheck")
    assert told.aside == (
        AsideLine("Økonomisk friplads", "ingen børn under 18 år i CPR"),
        AsideLine("Folkepensionsalder", "folkepensionsalderen er nået"),
    )
    assert [line.title for line in told.lines] == ["Boligstøtte (vejledende)"]
    assert [each.title for each in told.reckoned] == ["Boligstøtte"]
    assert [each.title for each in told.missing] == ["Ældrecheck"]
    assert told.total == "Vejledende forskel i alt pr. måned: +75 kr."
    assert paper(HOME, HOME, "boligstoette", "friplads").aside == ()


@pytest.mark.parametrize("before_2003", [True, False, None])
def test_foertidspension_has_no_figure_here_and_says_where_there_is_one(before_2003: bool | None) -> None:
    told = paper(
        {"foertidspension_foer_2003": before_2003}, {"foertidspension_foer_2003": before_2003}, "foertidspension"
    )
    assert told.missing == (MissingLine("Førtidspension", "Kan ikke beregnes her – brug Udbetaling Danmarks beregner"),)
    assert (told.lines, told.reckoned, told.aside) == ((), (), ())


@pytest.mark.parametrize(
    ("name", "was", "becomes", "label", "said"),
    [
        ("varme_betales_saerskilt", True, False, "Varme betales særskilt", ("ja", "nej")),
        ("boligstoette_ordning", "boligsikring", "boligydelse", "Ordning", ("Nej: boligsikring", "Ja: boligydelse")),
        ("boligareal", 60, 75, "Boligens areal", ("60 m²", "75 m²")),
        ("antal_boern_hjemme", 0, 1, "Børn under 18 år i husstanden", ("0", "1")),
    ],
)
def test_what_was_changed_is_told_in_words(
    name: str, was: Value, becomes: Value, label: str, said: tuple[str, str]
) -> None:
    told = paper({**HOME, name: was}, {**HOME, name: becomes}, "boligstoette")
    assert told.told == (Told(label, *said),)


def test_an_income_that_follows_from_a_register_is_what_it_was_before() -> None:
    """As the registers have it: the citizen's own, alone at the address."""
    home = {name: value for name, value in HOME.items() if name != "husstandsindkomst_maaned"}
    known = facts(**home).with_([Fact("personlig_indkomst_maaned", Decimal("26272.44"), "eindkomst")])
    more = known.with_([Fact("husstandsindkomst_maaned", Decimal(40000), "citizen")])
    told = paper(known, more, "boligstoette", "friplads")
    assert told.told == (Told("Husstandens indkomst pr. måned", "26.272,44 kr./md.", "40.000 kr./md."),)
    same = known.with_([Fact("husstandsindkomst_maaned", Decimal("26272.44"), "citizen")])
    assert paper(known, same, "boligstoette").told == ()


def test_another_day_and_another_birthday_are_changes() -> None:
    born: dict[str, Value] = {"foedt": date(1961, 1, 7)}
    told = paper(born, {"foedt": date(1962, 1, 7)}, "folkepensionsalder", on=date(2027, 1, 1))
    days = Told("Den dag, der er regnet for", "22. november 2026", "1. januar 2027")
    assert told.told == (days, Told("Født", "januar 1961", "januar 1962"))
    assert told.reckoned[0].on == date(2027, 1, 1)


def test_no_day_of_birth_goes_home_and_none_that_tells_it() -> None:
    """A day of birth is half a CPR number; by its month the steps say the same."""
    born = date(1961, 1, 7)
    every = (*fjordby().benefits,)
    facts: dict[str, Value] = {**FAMILY, "foedt": born, "afdoede_foedt": date(1950, 8, 9)}
    told = paper(facts, {**facts, "foedt": date(1964, 2, 7), "afdoede_foedt": born}, *every, book=fjordby())
    text = msgspec.json.encode(asdict(told)).decode()
    for tells in ("7. januar", "7. februar", "9. august", "1961-01-07", "1964-02-07", "Dage til"):
        assert tells not in text
    (age,) = (each for each in told.reckoned if each.title == "Folkepensionsalder")
    assert age.steps == (
        "Folkepensionsalderen for den, der er født i februar 1964, er 68 år (lov om social pension § 1 a)",
        "Alderen nås i februar 2032; der kan tidligst søges 6 måneder før",
    )
    assert Told("Født", "januar 1961", "februar 1964") in told.told


def test_facts_that_no_benefit_asks_for_stay_here() -> None:
    """Names and addresses are facts of the vocabulary too."""
    private = [Fact("hemmelig", "Åse Østergård, Skovvej 3", "cpr", datetime(2026, 11, 22, tzinfo=UTC))]
    told = paper(facts(**HOME).with_(private), facts(**HOME), "boligstoette")
    assert told.told == ()
    assert not any(word in words(told) for word in ("Åse", "Skovvej"))
    assert told.name == ""


def test_a_protected_fact_is_asked_for_like_any_other() -> None:
    known = facts(**HOME).with_(
        [Unknown("boligareal", Why.PROTECTED, "bbr"), Unknown("eget_koekken", Why.PROTECTED, "bbr")]
    )
    told = paper(known, known, "boligstoette")
    assert told.missing == (MissingLine("Boligstøtte", "Vi mangler at vide: Boligens areal"),)
    hidden = facts(**HOME).with_([Unknown("eget_koekken", Why.PROTECTED, "bbr")])
    assert paper(hidden, hidden, "boligstoette").lines


def test_neither_name_nor_amount_is_in_what_a_log_would_show() -> None:
    told = paper(HOME, {**HOME, "husleje_maaned": 6500}, "boligstoette", name="Åse Østergård")
    assert not any(word in repr(told) for word in ("Åse", "6.500", "1.001", "+75", "78.000", "Lise"))
