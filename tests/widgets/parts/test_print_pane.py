"""A paper is printed as it is seen: every page, as large as the sheet, after the trace, and never to a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from adapters.documents.renderer import ChildRenderer
from app.citizen.port import PageRenderer
from app.errors import UserError
from tests.adapters.documents import papers
from tests.adapters.documents.test_renderer import CHILD
from tests.widgets.accessibility import nameless
from tests.widgets.citizen.desk import GreyRenderer
from widgets.parts.print_pane import PrintPane

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising, for dialogs

NO_PRINTERS = pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this computer has a printer")
ENOUGH = 30_000
WIDTH = 620
NO_PRINTER = "Computeren har ingen printer. Papiret er ikke skrevet ud. Tilslut en printer, og prøv igen."


@pytest.fixture
def child() -> Iterator[ChildRenderer]:
    made = ChildRenderer(CHILD)
    yield made
    made.close()


class Traced:
    """Counts, or refuses."""

    def __init__(self) -> None:
        self.times = 0
        self.refuses = False

    def __call__(self) -> None:
        if self.refuses:
            raise UserError("trace-unavailable")
        self.times += 1


class HeldTrace(Traced):
    """Answers once it is let go, as a disk that takes its time."""

    def __init__(self, *, refuses: bool) -> None:
        super().__init__()
        self.go = Event()
        self._says_no = refuses

    def __call__(self) -> None:
        self.go.wait(30)
        self.times += 1
        if self._says_no:
            raise UserError("trace-unavailable")


def shown(qtbot: QtBot, renderer: PageRenderer, content: bytes, trace: Traced | None = None) -> PrintPane:
    pane = PrintPane(
        "Plan til borgeren",
        content,
        page_count=renderer.page_count,
        render=renderer.render,
        trace=trace or Traced(),
    )
    qtbot.addWidget(pane)
    pane.resize(420, 700)
    pane.show()
    pane.activateWindow()
    return pane


def printer_to(path: Path, sheet: QPageSize.PageSizeId = QPageSize.PageSizeId.A4) -> QPrinter:
    """What only a test does: a printer whose paper can be looked at."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(path))
    printer.setResolution(150)
    printer.setPageSize(QPageSize(sheet))
    return printer


def printed(qtbot: QtBot, pane: PrintPane, printer: QPrinter, width: int = WIDTH) -> list[bytes]:
    """The sheets as rows of grey, `width` dots each."""
    with qtbot.waitSignal(pane.printed, timeout=ENOUGH):
        pane.print_on(printer)
    return sheets(Path(printer.outputFileName()).read_bytes(), width)


def sheets(content: bytes, width: int = WIDTH) -> list[bytes]:
    document = pypdfium2.PdfDocument(content)
    try:
        found = []
        for page in document:
            bitmap = page.render(scale=width / page.get_width(), grayscale=True)
            rows = bytes(bitmap.buffer)
            found.append(b"".join(rows[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height)))
        return found
    finally:
        document.close()


def unlike(one: bytes, other: bytes) -> float:
    """The mean difference of two pictures, of 255."""
    assert len(one) == len(other)
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def test_the_paper_is_seen_page_by_page_before_it_is_printed(qtbot: QtBot, child: ChildRenderer) -> None:
    pane = shown(qtbot, child, papers.good(2))
    qtbot.waitUntil(lambda: pane.shows_page, timeout=ENOUGH)
    assert pane.place == "Side 1 af 2"
    assert nameless(pane) == []
    assert pane.said == ""


def test_every_page_comes_out_as_it_is_seen(qtbot: QtBot, child: ChildRenderer, tmp_path: Path) -> None:
    content, trace = papers.good(2), Traced()
    pane = shown(qtbot, child, content, trace)
    found = printed(qtbot, pane, printer_to(tmp_path / "a.pdf"))
    wanted = sheets(content)
    assert len(found) == 2
    assert all(min(sheet) < 60 for sheet in found), "there is ink on each"
    assert [unlike(*pair) < 0.8 for pair in zip(found, wanted, strict=True)] == [True, True]
    assert unlike(found[0], wanted[1]) > unlike(found[0], wanted[0])
    assert trace.times == 1
    assert pane.said.startswith("Sendt til ")


@NO_PRINTERS
@pytest.mark.parametrize("refuses", [False, True])
def test_while_it_is_sent_the_focus_stays_and_the_same_key_sends_nothing_more(
    qtbot: QtBot, tmp_path: Path, refuses: bool
) -> None:
    trace = HeldTrace(refuses=refuses)
    pane = shown(qtbot, GreyRenderer(pages=1), b"%PDF", trace)
    find = QLineEdit(pane)
    find.show()
    qtbot.waitUntil(lambda: pane.shows_page, timeout=ENOUGH)
    pane.button.setFocus()
    pane.print_on(printer_to(tmp_path / "a.pdf"))
    assert pane.button.hasFocus()
    QTest.keyClick(pane.button, Qt.Key.Key_Space)
    QTest.keyClick(pane, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert pane.said == "Sender til printeren …"
    assert QApplication.activeModalWidget() is None
    trace.go.set()
    qtbot.waitUntil(lambda: pane.said != "Sender til printeren …", timeout=ENOUGH)
    assert pane.said.startswith("Opslaget kan ikke logges" if refuses else "Sendt til ")
    assert pane.button.hasFocus()
    assert trace.times == 1
    QTest.keyClick(pane.button, Qt.Key.Key_Space)
    assert pane.said == NO_PRINTER, "it may be printed once more"


def test_whoever_goes_elsewhere_while_it_is_printed_is_left_there(qtbot: QtBot, tmp_path: Path) -> None:
    pane = shown(qtbot, GreyRenderer(pages=1), b"%PDF")
    other = QPushButton("Et andet", pane)
    other.show()
    qtbot.waitUntil(lambda: pane.shows_page, timeout=ENOUGH)
    pane.button.setFocus()
    with qtbot.waitSignal(pane.printed, timeout=ENOUGH):
        pane.print_on(printer_to(tmp_path / "a.pdf"))
        other.setFocus()
    assert other.hasFocus()


def test_one_grey_has_no_seams(qtbot: QtBot, tmp_path: Path) -> None:
    pane = shown(qtbot, GreyRenderer(pages=1), b"%PDF")
    every_dot = 4 * WIDTH
    (sheet,) = printed(qtbot, pane, printer_to(tmp_path / "a.pdf"), every_dot)
    column = sheet[every_dot // 2 :: every_dot]
    edge = len(column) // 80
    assert set(column[edge:-edge]) == {40}


def test_another_sheet_gets_the_whole_page_in_its_middle(qtbot: QtBot, tmp_path: Path) -> None:
    pane = shown(qtbot, GreyRenderer(pages=1), b"%PDF")
    printer = printer_to(tmp_path / "a.pdf")
    printer.setPageSize(QPageSize(QSizeF(200, 200), QPageSize.Unit.Millimeter))
    (sheet,) = printed(qtbot, pane, printer)
    row = sheet[WIDTH * (WIDTH // 2) :][:WIDTH]
    dark = [x for x, grey in enumerate(row) if grey < 128]
    assert len(dark) == pytest.approx(WIDTH / 1.4, abs=4)
    assert dark[0] == pytest.approx(WIDTH - 1 - dark[-1], abs=3)


def test_margins_of_the_dialog_take_nothing_off_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    pane = shown(qtbot, GreyRenderer(pages=1), b"%PDF")
    printer = printer_to(tmp_path / "a.pdf")
    printer.setPageMargins(QMarginsF(30, 30, 30, 30), QPageLayout.Unit.Millimeter)
    (sheet,) = printed(qtbot, pane, printer)
    row = sheet[WIDTH * 400 :][:WIDTH]
    assert sum(grey < 128 for grey in row) == pytest.approx(WIDTH, abs=10)


def test_copies_are_made_where_the_printer_makes_none(qtbot: QtBot, tmp_path: Path) -> None:
    pane = shown(qtbot, GreyRenderer(pages=2), b"%PDF")
    printer = printer_to(tmp_path / "a.pdf")
    printer.setCopyCount(3)
    assert len(printed(qtbot, pane, printer)) == (2 if printer.supportsMultipleCopies() else 6)


def test_the_queue_is_told_neither_title_nor_name(qtbot: QtBot, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "a.pdf")
    printed(qtbot, shown(qtbot, GreyRenderer(pages=1), b"%PDF"), printer)
    assert printer.docName() == "Indgang"


def test_without_a_trace_nothing_is_printed(qtbot: QtBot, tmp_path: Path) -> None:
    trace = Traced()
    trace.refuses = True
    pane = shown(qtbot, GreyRenderer(), b"%PDF", trace)
    pane.print_on(printer_to(tmp_path / "a.pdf"))
    qtbot.waitUntil(lambda: pane.said.startswith("Opslaget kan ikke logges"))
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_cannot_be_drawn_is_told_and_not_called_printed(qtbot: QtBot, tmp_path: Path) -> None:
    renderer = GreyRenderer()
    renderer.broken = {2}
    pane = shown(qtbot, renderer, b"%PDF")
    with qtbot.assertNotEmitted(pane.printed):
        pane.print_on(printer_to(tmp_path / "a.pdf"))
        qtbot.waitUntil(lambda: "tog for lang tid" in pane.said, timeout=ENOUGH)


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_a_printer_that_does_not_begin_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    pane = shown(qtbot, GreyRenderer(), b"%PDF")
    pane.print_on(printer_to(tmp_path / "mangler" / "a.pdf"))
    qtbot.waitUntil(lambda: pane.said.startswith("Udskriften blev ikke færdig"), timeout=ENOUGH)


@NO_PRINTERS
def test_the_key_prints_wherever_the_focus_is_and_says_when_there_is_no_printer(qtbot: QtBot) -> None:
    trace = Traced()
    pane = shown(qtbot, GreyRenderer(), b"%PDF", trace)
    qtbot.waitUntil(lambda: pane.shows_page)
    pane._scroll.setFocus()
    QTest.keyClick(pane, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.said == NO_PRINTER)
    assert trace.times == 0
    assert QApplication.activeModalWidget() is None


@NO_PRINTERS
@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_the_dialog_leads_to_the_printer_and_offers_no_file(qtbot: QtBot) -> None:
    trace = Traced()
    pane = shown(qtbot, GreyRenderer(pages=1), b"%PDF", trace)
    pane.choose_printer()
    (dialog,) = pane.findChildren(QPrintDialog)
    assert dialog.isVisible()
    assert not dialog.testOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile)
    offered = [box.itemText(each) for box in dialog.findChildren(QComboBox) for each in range(box.count())]
    assert not any("file" in words.lower() or "pdf" in words.lower() for words in offered)
    dialog.accept()
    # without a printer there is nothing to begin on
    qtbot.waitUntil(lambda: pane.said.startswith("Udskriften blev ikke færdig"), timeout=ENOUGH)
    assert trace.times == 1


def test_a_dialog_that_is_left_prints_nothing(qtbot: QtBot) -> None:
    trace = Traced()
    pane = shown(qtbot, GreyRenderer(), b"%PDF", trace)
    pane.choose_printer()
    (dialog,) = pane.findChildren(QPrintDialog)
    dialog.reject()
    assert pane.said == ""
    assert trace.times == 0
