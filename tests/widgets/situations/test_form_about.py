"""Two forms of a kind are told apart by whom and what they are about, and nobody protected is told of by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.access.model import RelativeKind
from app.facts.model import Facts
from app.situations.derived.family import Near
from app.situations.service import CitizenForms
from tests.app.situations.forms.made_up import CHILD, NOW, PLACE, TEENAGER, TODAY, facts, forms
from tests.app.situations.forms.stores import FormStore
from tests.app.situations.forms.test_drafts import WHOLE, sheet_of, told
from tests.widgets.accessibility import nameless
from widgets.situations.form_about import about, of_draft, of_finished
from widgets.situations.form_list import DraftRow, FormsCard

IDA = Near(RelativeKind.CHILD, CHILD, "Ida Bertelsen", date(2017, 6, 9))
BABY = Near(RelativeKind.CHILD, TEENAGER, "", date(2014, 11, 20))
PLACED = {"barn": CHILD.digits, "dagtilbud": "Børnehuset Ærøskøbing"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FormStore]:
    made = FormStore(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("form", "answers", "secret", "said"),
    [
        ("oekonomisk-friplads", PLACED, False, "Ida Bertelsen, Børnehuset Ærøskøbing"),
        ("oekonomisk-friplads", PLACED, True, "090617-····"),
        ("oekonomisk-friplads", PLACED | {"barn": TEENAGER.digits}, False, "201114-····, Børnehuset Ærøskøbing"),
        ("oekonomisk-friplads", PLACED | {"barn": "0702614075"}, False, "070261-····"),
        ("oekonomisk-friplads", {"dagtilbud": "Børnehuset"}, False, "Børnehuset"),
        ("beboerindskudslaan", {"ny_bolig": PLACE}, False, PLACE),
        ("beboerindskudslaan", {"ny_bolig": PLACE}, True, ""),
        ("beboerindskudslaan", {"ny_bolig": f"{PLACE}, {PLACE}"}, False, f"{PLACE}, Ærøvej 12, 2. tv, 9998 …"),
        ("helbredstillaeg", {"art": "tandlaege"}, True, "Tandlæge"),
        ("koerekort", {"art": "findes-ikke"}, False, ""),
        ("boernetilskud-enlig", {"grund": "flyttet"}, False, ""),
    ],
)
def test_whom_and_what_a_form_is_about(form: str, answers: dict[str, str], secret: bool, said: str) -> None:
    """Of a child without a name the number is told, and of somebody else's nothing more than that."""
    assert about(forms()[form], answers, (IDA, BABY), secret=secret) == said


def test_a_draft_is_about_what_a_register_has_put_in_it_too(desk: FormStore) -> None:
    form, draft = forms()["boernepas"], told(desk, "boernepas", {"barn_moedt": "ja"})
    assert about(form, of_draft(form, draft, Facts(), TODAY), (IDA,), secret=False) == ""
    known = of_draft(form, draft, facts(barn_cpr_nummer=CHILD.digits), TODAY)
    assert about(form, known, (IDA,), secret=False) == "Ida Bertelsen"


def test_rows_and_their_buttons_say_what_they_are_about_as_soon_as_it_is_known(desk: FormStore, qtbot: QtBot) -> None:
    draft = desk.drafts.keep(told(desk, "oekonomisk-friplads", PLACED))
    whole = told(desk, "enkeltudgift", WHOLE)
    done = desk.drafts.finish(whole, sheet_of(whole, Facts()))
    card = FormsCard(forms())
    qtbot.addWidget(card)
    kept = CitizenForms((draft,), (done,), to_take_up=frozenset((done.id,)))
    card.show_forms(kept, "Karen Lund", NOW)
    card.show()
    assert [row.about for row in card.rows] == ["", ""]
    names = {
        draft.id: "Ida Bertelsen, Børnehuset",
        done.id: about(forms()[done.form], of_finished(done), (), secret=False),
    }
    assert names[done.id] == WHOLE["udgift"]
    before = card.rows
    card.show_about(names)
    assert card.rows == before, "in place"
    for _ in range(2):
        first, last = card.rows
        assert isinstance(first, DraftRow)
        assert [first.about, last.about] == list(names.values())
        buttons = {one.accessibleName() for one in card.findChildren(QPushButton) if one.isVisible()}
        called = f"{done.title}, {WHOLE['udgift']}"
        assert {
            "Fortsæt Økonomisk friplads, Ida Bertelsen, Børnehuset",
            f"Vis {called}",
            f"Tag op {called}",
            f"Kopiér sammendrag: {called}",
        } <= buttons
        assert nameless(card) == []
        card.show_forms(replace(kept), "Karen Lund", NOW)  # as after every change
        qtbot.waitUntil(card.rows[0].isVisible)
    card.forget(NOW)
    card.show_forms(kept, "Karen Lund", NOW)
    assert [row.about for row in card.rows] == ["", ""], "of whoever comes next nothing is known"
