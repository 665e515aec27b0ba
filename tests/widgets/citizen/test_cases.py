"""Cases across departments: the list, the one that is read, and what leads on to a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.access.model import Section
from app.citizen.model.archive import Case, CaseFile, JournalEntry
from app.citizen.model.coded import Coded
from app.citizen.model.sections import State
from tests.app.desk import SPOUSE
from tests.widgets.accessibility import nameless, tab_round
from tests.widgets.citizen import made_up
from tests.widgets.citizen.made_up import case
from tests.widgets.citizen.test_income import cells, table, words
from widgets.citizen.case_detail import CaseDetail, JournalText
from widgets.citizen.cases import CasesView


def shown(qtbot: QtBot, value: CaseFile, *, compact: bool, hidden_address: bool = False) -> CasesView:
    view = CasesView(compact=compact)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    context = made_up.context(protected=hidden_address)
    view.show_state(made_up.state(Section.CASES, value, State.FRESH), context)
    view.show()
    return view


def title(view: QObject) -> str:
    found = view.findChild(CaseDetail)
    assert found is not None
    return found.title


def journal(view: QObject) -> JournalText:
    found = view.findChild(JournalText)
    assert found is not None
    return found


def test_cases_come_newest_first_in_staffs_words(qtbot: QtBot) -> None:
    rows = cells(shown(qtbot, made_up.typical_cases(), compact=True), "cases-compact")
    assert rows[0] == [
        "Undersøgelse af bopæl",
        "Boligstøtte generelt",
        "Pension og ældre",
        "Modtaget",
        "21-09-2026",
        "32.06.00-G01-20-26",
        "Undtaget",
    ]
    assert [row[3] for row in rows] == [
        "Modtaget",
        "Under oplysning",
        "Under oplysning",
        "Afgjort",
        "Afsluttet",
        "Ikke registreret",
    ]
    assert rows[-1][1:5] == ["Ikke registreret", "Ikke registreret", "Ikke registreret", "Ukendt dato"]


def test_sensitive_cases_wear_a_chip(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.typical_cases(), compact=True)
    model = table(view, "cases-compact").model
    marks = [model.cell(row, 6)[:2] for row in range(6)]
    assert marks[:4] == [("Undtaget", "neutral"), ("VIP", "danger"), ("", None), ("Følsom", "warning")]


@pytest.mark.parametrize(("count", "sentence"), [(1, "1 sag hører ikke"), (2, "2 sager hører ikke"), (0, "")])
def test_cases_left_out_are_counted(qtbot: QtBot, count: int, sentence: str) -> None:
    told = words(shown(qtbot, CaseFile((case("A"),), left_out=count), compact=True))
    assert (sentence in told) if sentence else ("hører ikke" not in told)


def test_none_shown_is_not_none_filed(qtbot: QtBot) -> None:
    assert "Ingen sager om borgeren" in words(shown(qtbot, CaseFile(()), compact=True))
    told = words(shown(qtbot, CaseFile((), left_out=3), compact=True))
    assert "Ingen sager til dette ærinde" in told
    assert "3 sager hører ikke til dette ærinde og er ikke vist." in told


def test_enter_on_the_card_opens_the_case(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.typical_cases(), compact=True)
    cases = table(view, "cases-compact")
    cases.view.setCurrentIndex(cases.model.index(2, 0))
    with qtbot.waitSignal(view.case_opened) as opened:
        QTest.keyClick(cases.view, Qt.Key.Key_Return)
    assert isinstance(opened.args[0], Case)
    assert opened.args[0].title == "Boligydelse, ændret indkomst"


def test_the_tab_reads_the_case_it_is_asked_for(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.typical_cases(), compact=False)
    assert title(view) == "Undersøgelse af bopæl"
    view.select_case(case("Boligydelse, ændret indkomst", 12))
    assert title(view) == "Boligydelse, ændret indkomst"
    assert table(view, "cases").current_row().number == "32.06.00-G01-12-26"  # type: ignore[attr-defined] # a Case
    text = journal(view).toPlainText()
    assert text.startswith("02-10-2026 · Dokument\nAfgørelse om boligstøtte\n")
    assert "Vejledt om at melde ændringen til Udbetaling Danmark. Vi gjorde det sammen ved skranken." in text
    qtbot.waitUntil(lambda: "Boligstøtteloven § 2" in words(view))


def test_asked_for_before_the_cases_have_come(qtbot: QtBot) -> None:
    view = CasesView(compact=False)
    qtbot.addWidget(view)
    view.show_state(made_up.state(Section.CASES, made_up.typical_cases()), made_up.context())
    view.select_case(case("Flytteanmeldelse", 4))
    view.show_state(made_up.state(Section.CASES, made_up.many_cases()), made_up.context())
    assert title(view).endswith(" 4")


def test_the_journal_is_newest_first_and_undated_last(qtbot: QtBot) -> None:
    entries = (
        JournalEntry(1, "Uden dato", None, "Skrevet engang.", None, None),
        JournalEntry(2, "Ældst", datetime(2026, 1, 2, tzinfo=UTC), "Å", None, None),
        JournalEntry(3, "", datetime(2026, 3, 2, tzinfo=UTC), None, None, uuid4(), "Offentlighedsloven § 23"),
    )
    view = shown(qtbot, CaseFile((case("A", journal=entries),)), compact=False)
    assert journal(view).toPlainText().splitlines() == [
        "02-03-2026 · Dokument, undtaget fra aktindsigt: Offentlighedsloven § 23",
        "Uden titel",
        "02-01-2026 · Notat",
        "Ældst",
        "Å",
        "Ukendt dato · Notat",
        "Uden dato",
        "Skrevet engang.",
    ]


def test_no_journal_and_no_documents_are_words(qtbot: QtBot) -> None:
    view = shown(qtbot, CaseFile((case("A", journal=(), documents=()),)), compact=False)
    assert journal(view).toPlainText() == "Ingen journalnotater eller dokumenter på sagen."
    assert "Ingen dokumenter på sagen." in words(view)


def test_markup_in_a_note_stays_text(qtbot: QtBot) -> None:
    note = "<img src='file:///etc/passwd'><b>fed</b>"
    entries = (JournalEntry(1, "<i>A</i>", datetime(2026, 3, 2, tzinfo=UTC), note, "html", None),)
    view = shown(qtbot, CaseFile((case("<u>A</u>", journal=entries),)), compact=False)
    assert note in journal(view).toPlainText()
    assert "<i>A</i>" in journal(view).toPlainText()


def test_the_journal_is_copied_by_asking_the_page_and_leaves_in_no_other_way(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.typical_cases(), compact=False)
    text = journal(view)
    text.selectAll()
    with qtbot.waitSignal(view.copy_wanted) as wanted:
        QTest.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied, what = wanted.args
    assert "Samtale 1" in copied
    assert what == "journal"
    assert text.createMimeDataFromSelection().formats() == []  # what dragging would take along


def test_enter_on_a_document_asks_for_it_by_title(qtbot: QtBot) -> None:
    view = shown(qtbot, CaseFile((case("A"),)), compact=False)
    papers = table(view, "documents")
    assert [row[0] for row in cells(view, "documents")] == [
        "Afgørelse om boligstøtte",
        "Lejekontrakt for Ærøvej 12 · Del 1",
        "Lejekontrakt for Ærøvej 12 · Del 2",
    ]
    papers.view.setCurrentIndex(papers.model.index(2, 0))
    with qtbot.waitSignal(view.document_opened) as opened:
        QTest.keyClick(papers.view, Qt.Key.Key_Return)
    file, name = opened.args
    assert (file.path, name) == ("p1", "Lejekontrakt for Ærøvej 12 · Del 2")


def test_a_document_without_a_file_says_so_and_opens_nothing(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.typical_cases(), compact=False)
    papers = table(view, "documents")
    assert [row[3] for row in cells(view, "documents")] == ["Undtaget", "Ingen fil"]
    papers.view.setCurrentIndex(papers.model.index(1, 0))
    with qtbot.assertNotEmitted(view.document_opened):
        QTest.keyClick(papers.view, Qt.Key.Key_Return)


def test_cases_are_filtered_as_one_types(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.typical_cases(), compact=False)
    field = next(f for f in view.findChildren(QLineEdit) if f.isVisible())
    field.setText("borgerservice afsluttet")
    assert [row[0] for row in cells(view, "cases")] == ["Flytteanmeldelse"]


def test_the_next_citizen_sees_nothing_of_the_last(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.typical_cases(), compact=False)
    view.select_case(case("Boligydelse, ændret indkomst", 12))
    others = CaseFile((case("Kørekort", 27), case("Også part i den første", 12)))
    view.show_state(made_up.state(Section.CASES, others), replace(made_up.context(), citizen=SPOUSE))
    assert title(view) == "Kørekort"
    assert "Boligydelse" not in words(view)
    assert table(view, "cases").current_row().title == "Kørekort"  # type: ignore[attr-defined] # a Case
    view.show_state(made_up.state(Section.CASES, CaseFile(())), replace(made_up.context(), citizen=SPOUSE))
    assert "Kørekort" not in words(view)
    assert not journal(view).isVisible()


def test_a_protected_address_may_stand_in_notes(qtbot: QtBot) -> None:
    warning = "Borgerens beskyttede adresse kan stå i notater og dokumenter."
    assert warning in words(shown(qtbot, made_up.typical_cases(), compact=False, hidden_address=True))
    assert warning not in words(shown(qtbot, made_up.typical_cases(), compact=False))


def test_an_unknown_subject_and_state_are_shown_as_such(qtbot: QtBot) -> None:
    odd = CaseFile((case("A", subject=Coded("99.99.99", None), state="Genoptaget"),))
    row = cells(shown(qtbot, odd, compact=False), "cases")[0]
    assert row[1] == "Ukendt emne 99.99.99"
    assert row[3] == "Genoptaget"


def test_many_cases_with_long_names(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.many_cases(), compact=False)
    assert len(cells(view, "cases")) == 60
    assert table(view, "cases").view.columnWidth(0) >= 120


@pytest.mark.parametrize("compact", [True, False])
def test_everything_that_takes_focus_has_a_name(qtbot: QtBot, compact: bool) -> None:
    assert nameless(shown(qtbot, made_up.typical_cases(), compact=compact)) == []


def test_tab_goes_round(qtbot: QtBot) -> None:
    view = shown(qtbot, made_up.typical_cases(), compact=False)
    field = next(f for f in view.findChildren(QLineEdit) if f.isVisible())
    view.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    visited = tab_round(qtbot, view)
    assert journal(view) in visited
    assert table(view, "documents").view in visited
