"""Less than everything is decided after the party was heard, or a ground why not; and the decision says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.access.roles import AuthorityLevel
from app.benefits.decision import COMPLAINT, decision, kept, read_kept
from app.benefits.decision_words import decision_line, decision_lines, decision_parts, hearing_line
from app.benefits.hearing import Lack, heard_facts, lack
from app.benefits.model import Assessment, Decision, Heard, Hearing
from app.benefits.words import complaint_line
from app.errors import UserError
from app.facts.model import Facts
from app.situations.forms.assessed import Deciding, decided, deciding
from app.situations.forms.model import Form
from tests.app.desk import CITIZEN as WHO
from tests.app.situations.forms.made_up import TODAY, fact, forms, sheet
from tests.app.situations.forms.stores import FormStore
from tests.app.situations.forms.test_assessed import ALONE, COUPLE, FRIPLADS, HEALTH, at, heard, reckoned

ABLE = AuthorityLevel.RULE_BASED
PART = at(COUPLE)
FULL = at(FRIPLADS, ALONE.with_([fact("personlig_indkomst_maaned", Decimal(15000), "eindkomst")]))


def friplads() -> Form:
    return forms()["oekonomisk-friplads"]


def becomes(
    assessment: Assessment | None,
    hearing: Hearing | None = None,
    *,
    form: Form | None = None,
    able: AuthorityLevel = ABLE,
) -> Deciding:
    return deciding(form or friplads(), assessment, able=able, hearing=hearing, today=TODAY)


def reached(hearing: Hearing | None) -> Decision | None:
    found = sheet("oekonomisk-friplads", COUPLE, ALONE)
    return decided(found, reckoned(found), able=ABLE, today=TODAY, hearing=hearing)


def test_nothing_less_than_everything_is_decided_unheard() -> None:
    assert becomes(FULL) is Deciding.DECIDED
    assert becomes(PART) is Deciding.UNHEARD
    assert reached(None) is None
    for way in Heard:
        assert becomes(PART, heard(PART, way, "Nr. 5: se notatet.")) is Deciding.DECIDED
        assert reached(heard(PART, way, "Nr. 5: se notatet.")) is not None


def test_what_the_citizen_alone_has_said_takes_no_hearing() -> None:
    refused = at({**HEALTH, "likvid_formue": "500.000"}, Facts(), "helbredstillaeg")
    assert refused.owed is not None
    assert refused.owed.complaint is not None
    assert becomes(refused, form=forms()["helbredstillaeg"]) is Deciding.DECIDED


def test_a_hearing_holds_for_the_facts_it_was_about() -> None:
    assert PART.owed is not None
    owed, past = PART.owed.hearing, heard(PART)
    assert lack(past, owed, TODAY) is None
    assert lack(None, owed, TODAY) is Lack.NOTHING
    assert lack(None, (), TODAY) is None
    richer = at(COUPLE, ALONE.with_([fact("personlig_indkomst_maaned", Decimal("25150.00"), "eindkomst")]))
    assert richer.owed is not None
    assert lack(past, richer.owed.hearing, TODAY) is Lack.OTHER_FACTS
    assert lack(replace(past, day=None), owed, TODAY) is Lack.NO_DAY
    assert lack(replace(past, day=TODAY), owed, TODAY) is None
    assert lack(replace(past, day=TODAY + timedelta(days=1)), owed, TODAY) is Lack.NOT_YET
    assert lack(replace(past, answer=" "), owed, TODAY) is Lack.NO_ANSWER
    assert lack(heard(PART, Heard.KNEW, ""), owed, TODAY) is Lack.NO_ANSWER
    assert lack(heard(PART, Heard.KNEW), owed, TODAY) is None


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        ("Nr. 3: der er fare for barnet.", None),
        ("nr.5, alle brugere af børnehaven", None),
        ("6 - dagtilbudsloven siger hvordan", None),
        ("Det haster.", Lack.NO_ANSWER),
        ("Nr. 1", Lack.NO_ANSWER),
        ("Nr. 35", Lack.NO_ANSWER),
        ("", Lack.NO_ANSWER),
    ],
)
def test_another_exception_names_its_number(answer: str, missing: Lack | None) -> None:
    assert PART.owed is not None
    assert lack(heard(PART, Heard.OTHER, answer), PART.owed.hearing, TODAY) is missing


def test_who_is_heard_afterwards_is_told_that_the_case_can_be_taken_up_again() -> None:
    """Forvaltningsloven § 20, stk. 2: with the facts, in the decision itself."""
    found = reached(heard(PART, Heard.REOPENED, "Familien har brug for pladsen på mandag."))
    assert found is not None
    (line,) = (each for each in decision_lines(found) if "§ 20" in each)
    assert "kan forlange sagen genoptaget" in line
    assert "på mandag" in line
    assert found.hearing is not None
    assert found.hearing.about[0].value in line


@pytest.mark.parametrize("form", ["enkeltudgift", "oekonomisk-friplads"])
def test_who_may_not_decide_prepares_and_owes_no_hearing(form: str) -> None:
    expected = {"enkeltudgift": Deciding.SPECIALIST, "oekonomisk-friplads": Deciding.CASEWORKER}[form]
    assert becomes(PART, form=forms()[form], able=AuthorityLevel.GUIDANCE) is expected


def test_what_lacks_and_what_takes_judgement_is_prepared_and_the_rest_not_decided_here() -> None:
    assert becomes(at({**COUPLE, "indkomst_samlever": ""})) is Deciding.OPEN
    assert becomes(at({**COUPLE, "bor_mest_hos": "anden"})) is Deciding.SPECIALIST
    assert becomes(None, form=forms()["flytteanmeldelse"]) is Deciding.NONE
    assert becomes(None, form=forms()["boligstoette"]) is Deciding.NONE


def test_a_fee_beside_a_form_makes_nothing_prepared() -> None:
    form = forms()["boernepas"]
    assert becomes(None, form=form) is Deciding.NONE
    assert becomes(at({**COUPLE, "indkomst_samlever": ""}), form=form) is Deciding.NONE
    assert becomes(FULL, form=form, able=AuthorityLevel.GUIDANCE) is Deciding.NONE
    assert becomes(FULL, form=form) is Deciding.DECIDED


def test_an_unheard_decision_is_not_frozen_and_what_is_recorded_outlives_a_crash(tmp_path: Path) -> None:
    desk = FormStore(tmp_path)
    draft = desk.drafts.begin(friplads(), WHO)
    for name, text in COUPLE.items():
        draft = desk.drafts.tell(draft, name, text)
    with pytest.raises(UserError, match="form-unheard"):
        desk.drafts.finish(draft, sheet("oekonomisk-friplads", COUPLE, ALONE), deciding=Deciding.UNHEARD)
    draft = desk.drafts.keep(desk.drafts.hear(draft, heard(PART)))
    desk.restart()
    assert desk.drafts.of_citizen(WHO) == (draft,)
    assert draft.hearing is not None
    assert desk.drafts.hear(draft, None).hearing is None
    blank = desk.drafts.begin(friplads(), WHO)
    assert blank.is_blank
    assert not desk.drafts.hear(blank, heard(PART)).is_blank
    desk.close()


def test_a_decision_says_what_for_whom_why_by_which_rules_and_how_to_complain() -> None:
    made = reached(replace(heard(PART), day=date(2026, 11, 17)))
    assert made is not None
    assert decision_line(made) == "Økonomisk friplads fra 1. december 2026. Egenbetaling 80 pct."
    lines = decision_lines(read_kept(kept(made)))
    assert lines[0] == "Afgørelse: Økonomisk friplads fra 1. december 2026. Egenbetaling 80 pct."
    assert lines[1:5] == ("Egenbetaling: 2.400 kr./md.", "Fripladstilskud: 600 kr./md.", "", "Begrundelse:")
    income, children, steps, price = lines[5:9]
    assert income == "- Husstandens indkomst for et år: 589.800 kr. (dagtilbudsbekendtgørelsen §§ 27-28)"
    assert children.startswith("- Grænserne hæves med 7.000 kr. for hvert barn ud over det første, her 1; det trækkes")
    assert steps.endswith(
        " pct. mere for hvert helt trin, højst 99 pct.: 5 + 75 = 80 pct. (dagtilbudsbekendtgørelsen § 27)"
    )
    assert price == "- 80 pct. af 3.000 kr. pr. måned: 2.400 kr. (dagtilbudsbekendtgørelsen § 2)"
    rules = lines.index("Regler:")
    assert lines[rules + 1 : rules + 3] == (
        "- dagtilbudsloven § 43, stk. 1, nr. 2",
        "- dagtilbudsbekendtgørelsen § 2 og §§ 27-28",
    )
    hearing = lines[lines.index("Partshøring:") + 1]
    assert hearing.startswith("- Partshørt 17. november 2026 (forvaltningsloven § 19) om ")
    assert "indkomst_ansoeger: 24.150 kr. (eIndkomst)" in hearing
    assert hearing.endswith("Svar: Det passer.")
    assert lines[-2:] == (
        "Klagevejledning (forvaltningsloven § 25):",
        complaint_line(COMPLAINT).replace("Klagevejledning (forvaltningsloven § 25): ", "- "),
    )
    assert [part.heading for part in decision_parts(made)] == [
        "", "Begrundelse", "Regler", "Partshøring", "Klagevejledning (forvaltningsloven § 25)",
    ]  # fmt: skip


def test_a_full_decision_and_a_refusal_say_so() -> None:
    full = decision(FULL, hearing=heard(PART))
    assert full.hearing is None, "none was owed"
    assert decision_parts(full)[-1].heading == "Fuldt medhold"
    assert [part.heading for part in decision_parts(full)][1] == "Sådan er der regnet"
    high = at({**COUPLE, "indkomst_samlever": "60.000"})
    refusal = decision(high, hearing=heard(high))
    assert decision_line(refusal).endswith("Afslag: indkomsten er for høj; egenbetaling 100 pct.")
    rich = at({**HEALTH, "likvid_formue": "500.000"}, Facts(), "helbredstillaeg")
    assert decision_line(decision(rich)).endswith("Afslag: formuen er for høj")


@pytest.mark.parametrize(
    ("way", "law"),
    [
        (Heard.KNEW, "(forvaltningsloven § 19, stk. 1)"),
        (Heard.SAFE, "(forvaltningsloven § 19, stk. 2, nr. 1)"),
        (Heard.STATUTORY_DEADLINE, "(forvaltningsloven § 19, stk. 2, nr. 2)"),
        (Heard.NO_ACCESS, "(forvaltningsloven § 19, stk. 2, nr. 4)"),
        (Heard.REOPENED, "(forvaltningsloven § 20)"),
        (Heard.OTHER, "forvaltningsloven § 19, stk. 2."),
    ],
)
def test_every_ground_for_not_hearing_names_its_place_in_the_law_and_why(way: Heard, law: str) -> None:
    line = hearing_line(heard(PART, way, "Lønseddel vist."))
    assert line.startswith("Ikke partshørt")
    assert law in line
    assert line.endswith("Lønseddel vist.")


def test_a_complaint_counts_from_the_day_the_citizen_got_the_decision() -> None:
    line = complaint_line(COMPLAINT)
    assert "inden 4 uger efter, at du har fået afgørelsen" in line
    assert "senest 4 uger efter, at den har fået klagen" in line
    assert "Fastholder" not in complaint_line(replace(COMPLAINT, forwarded=0))


def test_values_of_every_kind_are_told_in_words() -> None:
    values = (True, False, None, 3, TODAY, Decimal("315269.28"))
    told = heard_facts([fact(name, value) for name, value in zip("abcdef", values, strict=True)], {"a": "Å"})
    assert [(one.label, one.value) for one in told] == [
        ("Å", "ja"), ("b", "nej"), ("c", "ikke registreret"), ("d", "3"), ("e", "20. november 2026"),
        ("f", "315.269,28 kr."),
    ]  # fmt: skip
