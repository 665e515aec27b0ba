"""What facts look like: situations with their reasons, tasks with theirs, and questions that stay questions."""

from __future__ import annotations

import inspect
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_type_hints

import pytest

from app.access.purpose import state_purpose
from app.citizen.model.person import CivilStatus, FormerAddress, PersonStatus, RegisterDate
from app.citizen.model.sections import PersonFacts
from app.facts.conditions import Verdict
from app.facts.model import CITIZEN, Fact, Facts, Unknown, Value, Why
from app.situations import detect as module
from app.situations.derive import facts_of
from app.situations.detect import DECLARED, compared, contradictions, detect, touched
from app.situations.model import Situation, Touched
from tests.app.desk import CHILD, ERRANDS, StandingClock, person
from tests.app.situations.citizen_states import (
    BASIS,
    TODAY,
    VOCABULARY,
    benefits,
    child,
    citizen,
    facts,
    grant,
    incomes,
    line,
    purpose,
    spouse,
    whole,
)
from tests.app.situations.forms.made_up import forms
from tests.app.situations.shipped import CONTRADICTIONS, DEADLINE, SITUATIONS, STAND_INS

ROOT = Path(__file__).resolve().parents[3]


def found(known: Facts) -> set[str]:
    return {detected.situation.key for detected in detect(known, SITUATIONS)}


def situation(key: str) -> Situation:
    return next(situation for situation in SITUATIONS if situation.key == key)


def known(**values: Value) -> Facts:
    return Facts.of(Fact(name, value, "cpr") for name, value in values.items())


def about(**changes: object) -> PersonFacts:
    return PersonFacts(citizen(**changes), (spouse(), child()))


def recently(days: int = 10) -> RegisterDate:
    return RegisterDate(date.fromordinal(TODAY.toordinal() - days))


def former(municipality: str) -> FormerAddress:
    address = citizen().address
    assert address is not None
    key = address.key
    return FormerAddress(type(key)(municipality, "1", "2"), None, None, None, None, None)


def moved(days: int = 10, municipality: str = "0999", before: str = "0999") -> PersonFacts:
    address = citizen().address
    assert address is not None
    key = type(address.key)(municipality, "0101", "12", "2", "tv")
    here = type(address)(key, "Ærøvej", "9998", "Fjordby", moved_in=recently(days))
    return about(address=here, former_addresses=(former(before),))


# From registers to situations


def test_an_ordinary_day_suggests_nothing() -> None:
    assert found(facts(person=PersonFacts(citizen(), (spouse(), child(person=person(CHILD)))))) == set()


@pytest.mark.parametrize(
    ("key", "facts_about"),
    [
        ("vielse", about(civil_since=recently())),
        ("skilsmisse", about(civil=CivilStatus.DIVORCED, civil_since=recently())),
        ("separation", about(separated=True, separated_since=recently())),
        ("enke", about(civil=CivilStatus.WIDOWED, civil_since=recently())),
        ("doedsfald", about(civil=CivilStatus.WIDOWED, civil_since=recently())),
        ("doedsfald", about(status=PersonStatus.DEAD, address=None)),
        ("udrejse", about(status=PersonStatus.EMIGRATED, status_since=recently(), address=None)),
        ("flytning-ind", moved(before="0461")),
        ("flytning-ud", moved(municipality="0461")),
        ("flytning-inden-for", moved()),
        ("pensionsalder", about(born=RegisterDate(date(1959, 12, 24)))),
        ("fylder-15", about(born=RegisterDate(date(2011, 11, 30)))),
        ("fylder-18", about(born=RegisterDate(date(2008, 11, 10)))),
        ("foraeldremyndighed", about()),
        ("barn-foedt", PersonFacts(citizen(), (child(person=person(CHILD, born=recently())),))),
        ("barn-dagtilbud", PersonFacts(citizen(), (child(person=person(CHILD, born=recently(300))),))),
        ("barn-skole", PersonFacts(citizen(), (child(person=person(CHILD, born=RegisterDate(date(2021, 1, 3)))),))),
    ],
)
def test_detected_from_cpr(key: str, facts_about: PersonFacts) -> None:
    assert key in found(facts(person=facts_about))


@pytest.mark.parametrize(
    ("now", "before", "key"),
    [
        ("0999", "0461", {"flytning-ind"}),
        ("0461", "0999", {"flytning-ud"}),
        ("0999", "0999", {"flytning-inden-for"}),
        ("0461", "0101", set()),
    ],
)
def test_a_move_is_one_kind_of_move(now: str, before: str, key: set[str]) -> None:
    moves = {"flytning-ind", "flytning-ud", "flytning-inden-for", "indrejse", "udrejse"}
    assert found(facts(person=moved(municipality=now, before=before))) & moves == key


def test_detected_from_income() -> None:
    wages = [line(date(2026, month, 1), "30000") for month in range(1, 8)]
    assert "job-mistet" in found(facts(income=incomes(*wages)))
    begun = [line(date(2026, month, 1), "30000") for month in (9, 10)]
    assert {"job-fundet", "indkomst-aendret"} <= found(facts(income=incomes(*begun)))
    assert "sygdom" in found(facts(benefits=benefits((), [grant("Sygedagpenge")])))


def test_a_situation_is_shown_with_the_facts_that_made_it() -> None:
    (marriage,) = [
        d for d in detect(facts(person=about(civil_since=recently())), SITUATIONS) if d.situation.key == "vielse"
    ]
    assert [(fact.name, fact.value, fact.source) for fact in marriage.because] == [
        ("civilstand", "gift", "cpr"),
        ("civilstand_dage", 10, "cpr"),
    ]
    assert all(fact.as_of is not None for fact in marriage.because)


def test_nothing_is_suggested_from_what_is_not_known() -> None:
    unknown = Facts.of(Unknown(name, Why.FAILED, "cpr") for name in VOCABULARY)
    assert found(unknown) == set()
    assert found(Facts()) == set()


def test_outside_the_purpose_nothing_is_suggested() -> None:
    wages = [line(date(2026, month, 1), "30000") for month in range(1, 8)]
    shut = state_purpose(ERRANDS["identitet"], StandingClock())
    assert found(facts(given=shut, income=incomes(*wages))) == set()


def test_a_protected_move_is_not_suggested_before_the_traced_step() -> None:
    hidden = PersonFacts(moved().person, (), address_step=True)
    assert "flytning-inden-for" not in found(facts(person=hidden))
    assert "flytning-inden-for" in found(facts(person=hidden, revealed=True))


def test_an_uncertain_date_suggests_nothing() -> None:
    unsure = RegisterDate(recently().day, uncertain=True)
    assert "vielse" not in found(facts(person=about(civil_since=unsure)))


# Tasks a situation touches


def rows(key: str, known: Facts) -> dict[str, Touched]:
    return {row.task.key: row for row in touched(situation(key), known, STAND_INS)}


def test_tasks_come_in_order_with_what_they_rest_on() -> None:
    plan = rows("separation", known(antal_boern=2, har_boligstoette=False, har_folkepension=False))
    assert list(plan) == [touch.task for touch in situation("separation").touches]
    assert plan["separation-skilsmisse"].verdict is Verdict.MET
    assert plan["boernebidrag"].verdict is Verdict.MET
    assert plan["boernebidrag"].used == (Fact("antal_boern", 2, "cpr"),)
    assert plan["boligstoette-aendring"].verdict is Verdict.NOT_MET
    assert plan["boligsikring"].verdict is Verdict.MET
    assert plan["boligydelse"].verdict is Verdict.NOT_MET


def test_a_task_that_cannot_be_assessed_says_what_is_missing() -> None:
    silent = Unknown("har_boligstoette", Why.FAILED, "benefits")
    plan = rows("separation", known(har_folkepension=False).with_([silent]))
    assert plan["boligsikring"].verdict is Verdict.NOT_ASSESSED
    assert plan["boligsikring"].missing == (silent,)


def test_the_situation_s_own_deadline_goes_before_the_task_s() -> None:
    plan = rows("vielse", known())
    own = plan["navneaendring"].deadline
    assert own is not None
    assert own.ground == "Navneloven"
    assert plan["skattekort"].deadline is DEADLINE


def test_chosen_by_hand_works_the_same() -> None:
    old, young = (
        rows("hjaelp-i-hjemmet", known(dage_til_pensionsalder=-9)),
        rows("hjaelp-i-hjemmet", known(dage_til_pensionsalder=900)),
    )
    assert (old["personlig-pleje"].verdict, young["personlig-pleje"].verdict) == (Verdict.MET, Verdict.NOT_MET)
    assert young["hjaelp-under-pensionsalderen"].verdict is Verdict.MET


def verdicts(key: str, known: Facts, *tasks: str) -> list[Verdict]:
    plan = rows(key, known)
    return [plan[task].verdict for task in tasks]


UNSURE = Verdict.NOT_ASSESSED
PENSION_TASKS = ("boligydelse", "helbredstillaeg", "personligt-tillaeg", "varmetillaeg", "aeldrecheck")


def test_an_age_that_is_known_keeps_a_pensioners_task_from_somebody_young() -> None:
    """An errand like moving opens no grant: that alone makes nobody of 25 a pensioner perhaps."""
    young, old = known(alder=25, dage_til_pensionsalder=16_000), known(alder=71, dage_til_pensionsalder=-1_000)
    for key in ("flytning-ind", "flytning-inden-for", "flytte-fra-hinanden", "bolig-for-lille", "job-mistet"):
        assert verdicts(key, young, "boligydelse", "boligsikring") == [Verdict.NOT_MET, UNSURE]
        assert verdicts(key, old, "boligydelse", "boligsikring") == [UNSURE, UNSURE]
        granted = old.with_(known(har_folkepension=True, har_boligstoette=False).values())
        assert verdicts(key, granted, "boligydelse", "boligsikring") == [Verdict.MET, Verdict.NOT_MET]
    assert verdicts("flytte-sammen", young, "helbredstillaeg") == [Verdict.NOT_MET]
    assert verdicts("sygdom", young, "helbredstillaeg") == [Verdict.NOT_MET]


def test_a_new_disability_pension_is_no_old_age_pension() -> None:
    disabled = known(
        alder=45,
        dage_til_pensionsalder=8_000,
        har_folkepension=False,
        har_offentlig_pension=True,
        har_boligstoette=False,
    )
    assert verdicts("pension-indkomst", disabled, *PENSION_TASKS) == [*[UNSURE] * 4, Verdict.NOT_MET]
    for key in ("sygdom", "enke", "hjaelp-i-hjemmet"):
        (row,) = (row for row in rows(key, disabled).values() if row.task.key == "helbredstillaeg")
        assert row.verdict is UNSURE
        assert [missing.name for missing in row.missing] == ["foertidspension_foer_2003"]
    before = disabled.with_([told("foertidspension_foer_2003", value=True)])
    assert verdicts("pension-indkomst", before, *PENSION_TASKS) == [*[Verdict.MET] * 4, Verdict.NOT_MET]
    after = disabled.with_([told("foertidspension_foer_2003", value=False)])
    assert verdicts("pension-indkomst", after, *PENSION_TASKS) == [Verdict.NOT_MET] * 5
    old = known(alder=70, dage_til_pensionsalder=-900, har_folkepension=True, har_boligstoette=False)
    assert verdicts("pension-indkomst", old, *PENSION_TASKS) == [Verdict.MET] * 5


@pytest.mark.parametrize("key", ["enke", "doedsfald"])
def test_a_widow_of_two_pensioners_has_the_pension_that_comes_by_itself(key: str) -> None:
    both = "efterlevelsespension", "efterlevelseshjaelp"
    listed = list(rows(key, known()))
    assert listed.index(both[0]) < listed.index(both[1])
    widow = known(doed=False, har_folkepension=True, har_offentlig_pension=True)
    assert verdicts(key, widow, *both) == [UNSURE, UNSURE]
    pensioner = told("aegtefaelle_var_pensionist", value=True)
    assert verdicts(key, widow.with_([pensioner]), *both) == [Verdict.MET, Verdict.NOT_MET]
    at_work = known(doed=False, har_folkepension=False, har_offentlig_pension=False)
    assert verdicts(key, at_work, *both) == [Verdict.NOT_MET, Verdict.MET]


@pytest.mark.parametrize(("age", "suggested"), [(8, False), (17, False), (18, True), (40, True)])
def test_a_child_who_moves_with_its_parents_moves_together_with_nobody(age: int, suggested: bool) -> None:
    moved = known(alder=age, flyttet_dage=10, andre_voksne_paa_adressen=2, har_aegtefaelle=False)
    assert ("flytte-sammen" in found(moved)) is suggested


@pytest.mark.parametrize(
    ("born", "today", "asked_about"),
    [
        (date(2021, 12, 31), date(2026, 9, 29), False),
        (date(2021, 12, 31), date(2026, 9, 30), True),
        (date(2021, 1, 1), date(2026, 11, 22), True),
        (date(2021, 6, 1), date(2027, 8, 1), True),
        (date(2021, 6, 1), date(2027, 8, 2), False),
        (date(2020, 6, 1), date(2026, 11, 22), False),
        (date(2022, 1, 1), date(2026, 11, 22), False),
    ],
)
def test_school_is_asked_about_from_the_autumn_before_until_it_begins(
    born: date,
    today: date,
    asked_about: bool,
) -> None:
    family = PersonFacts(citizen(), (child(person=person(CHILD, born=RegisterDate(born))),))
    state = facts_of(whole(person=family), purpose(), today, BASIS)
    assert ("barn-skole" in found(state)) is asked_about


def test_who_may_stay_comes_before_who_is_registered() -> None:
    arrived = list(rows("indrejse", known()))
    assert arrived.index("opholdstilladelse") < arrived.index("indrejse")


def test_wages_beside_a_pension_touch_no_supplement() -> None:
    """Since 2023 income from work sets neither pensionstillæg nor tillægsprocent."""
    assert "helbredstillaeg" not in rows("job-fundet", known(har_helbredstillaeg=True))


# Contradictions


def asked(errand: str, known: Facts, *declared: Fact) -> set[str]:
    return {q.contradiction.key for q in contradictions(known, errand, CONTRADICTIONS, declared=declared)}


def told(name: str, value: Value) -> Fact:
    return Fact(name, value, CITIZEN)


SINGLE = {"har_boernetilskud": True, "andre_voksne_paa_adressen": 1}


def test_single_parent_supplement_with_another_adult_registered() -> None:
    assert asked("skilsmisse", known(**SINGLE)) == {"enlig-med-anden-voksen"}
    assert asked("skilsmisse", known(har_boernetilskud=True, andre_voksne_paa_adressen=0)) == set()
    (question,) = contradictions(known(**SINGLE, flyttet_dato=date(2026, 10, 1)), "skilsmisse", CONTRADICTIONS)
    assert [fact.name for fact in question.facts] == ["har_boernetilskud", "andre_voksne_paa_adressen", "flyttet_dato"]


def test_only_what_matters_to_today_s_errand() -> None:
    for errand in set(ERRANDS) - {"skilsmisse", "boligstoette", "friplads", "kontanthjaelp", "enkeltudgift"}:
        assert "enlig-med-anden-voksen" not in asked(errand, known(**SINGLE))


def test_a_fact_outside_the_purpose_raises_no_question() -> None:
    shut = state_purpose(ERRANDS["boligstoette"], StandingClock())
    all_open = facts(benefits=benefits([grant("Børnetilskud")]), given=purpose("skilsmisse"))
    narrow = Facts.of([*all_open.values(), Unknown("andre_voksne_paa_adressen", Why.NOT_ASKED, "cpr")])
    assert "enlig-med-anden-voksen" in asked("skilsmisse", all_open)
    assert "enlig-med-anden-voksen" not in asked("skilsmisse", narrow)
    assert "kontanthjaelp-og-ny-loen" not in asked("boligstoette", facts(given=shut))


@pytest.mark.parametrize(
    ("key", "errand", "values", "declared"),
    [
        (
            "indkomst-anden-end-oplyst",
            "enkeltudgift",
            {"indkomst_maaned": Decimal(33000)},
            {"oplyst_indkomst_maaned": 30000},
        ),
        ("loen-men-oplyst-uden", "enkeltudgift", {"har_loen": True}, {"oplyst_indkomst_maaned": 0}),
        ("uden-eget-koekken", "boligstoette", {"eget_koekken": False}, {}),
        ("personer-mod-vaerelser", "flytning", {"personer_pr_vaerelse": Decimal("2.25")}, {}),
        ("personer-mod-oplyst", "boligstoette", {"personer_paa_adressen": 3}, {"oplyst_personer": 2}),
        ("personer-mod-oplyst", "boligstoette", {"personer_paa_adressen": 3}, {"oplyst_personer": 4}),
        ("boernetilskud-uden-barn-hjemme", "skilsmisse", {"har_boernetilskud": True, "antal_boern_hjemme": 0}, {}),
        ("enlig-men-gift-paa-adressen", "friplads", {"aegtefaelle_samme_adresse": True}, {"oplyst_enlig": True}),
        ("pension-foer-alder", "pension", {"har_folkepension": True, "dage_til_pensionsalder": 1}, {}),
    ],
)
def test_each_kind_of_contradiction(
    key: str, errand: str, values: dict[str, Value], declared: dict[str, Value]
) -> None:
    words = [told(name, value) for name, value in declared.items()]
    assert key in asked(errand, known(**values), *words)
    if declared:
        assert key not in asked(errand, known(**values))


def test_two_to_a_room_is_no_question() -> None:
    assert asked("flytning", known(personer_pr_vaerelse=Decimal(2))) == set()
    assert asked("flytning", known(personer_pr_vaerelse=None)) == set()


def test_an_income_told_is_asked_about_only_where_a_form_takes_it_in_the_same_measure() -> None:
    """The form of the errand and the task it bears on is the one with the field."""
    (field,) = (name for name, told in DECLARED.items() if told == "oplyst_indkomst_maaned")
    taking = {key: form.errand for key, form in forms().items() if any(field == one.name for one in form.fields)}
    (row,) = (one for one in CONTRADICTIONS if one.key == "indkomst-anden-end-oplyst")
    assert row.errands == set(taking.values())
    assert set(row.tasks) == set(taking)


@pytest.mark.parametrize(
    ("said", "registered", "per_cent"),
    [(30000, 33000, 10), (30000, 27000, -10), (30000, 30149, 0), (0, 100, None), (None, 100, None), (100, None, None)],
)
def test_what_is_said_is_compared_with_what_is_held(said: Value, registered: Value, per_cent: Value) -> None:
    both = Facts.of([told("oplyst_indkomst_maaned", said), Fact("indkomst_maaned", registered, "eindkomst")])
    assert compared(both)["indkomst_afvigelse_pct"] == Fact("indkomst_afvigelse_pct", per_cent, "eindkomst")


def test_a_comparison_lacks_what_its_sides_lack() -> None:
    silent = Unknown("indkomst_maaned", Why.FAILED, "eindkomst")
    half = Facts.of([told("oplyst_indkomst_maaned", 9), silent])
    assert compared(half)["indkomst_afvigelse_pct"] == Unknown("indkomst_afvigelse_pct", Why.FAILED, "eindkomst")
    assert compared(Facts.of([silent]))["indkomst_afvigelse_pct"] == Unknown(
        "indkomst_afvigelse_pct", Why.NOT_TOLD, CITIZEN
    )


def test_nothing_here_takes_more_than_one_citizen() -> None:
    """A list of citizens with contradictions is control, which this is not."""
    own = {one for _, one in inspect.getmembers(module, inspect.isfunction) if one.__module__ == module.__name__}
    assert {detect, touched, contradictions, compared} < own
    for function in own:
        hints = get_type_hints(function)
        assert hints.get("facts", Facts) is Facts
        assert not any("Facts" in str(hint) for name, hint in hints.items() if name not in {"facts", "return"})
    assert "CprNumber" not in inspect.getsource(module)


@pytest.mark.parametrize("errand", ["familieydelser", "skilsmisse"])
def test_child_benefit_without_the_child_is_asked_about_where_it_is_the_errand(errand: str) -> None:
    paid = known(har_boerneydelse=True, har_boernetilskud=True, antal_boern=0, antal_boern_hjemme=0)
    keys = {"boernetilskud-uden-barn-hjemme", "boerneydelse-uden-barn"}
    assert asked(errand, paid) == keys
    assert not asked("boligstoette", paid) & keys


def test_contradictions_are_asked_for_in_the_panel_and_form_of_the_one_citizen_on_the_page_alone() -> None:
    asking = re.compile(
        r"^from app\.situations\.detect import .*\bcontradictions\b|\bdetect\.contradictions\b", re.MULTILINE
    )
    sources = [file for room in ("app", "widgets", "adapters") for file in (ROOT / room).rglob("*.py")]
    found = [file.name for file in (ROOT / "main.py", *sources) if asking.search(file.read_text(encoding="utf-8"))]
    assert sorted(found) == ["detected.py", "questions.py"]
