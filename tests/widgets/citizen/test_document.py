"""The document beside the page: pages as pictures, one at a time, and nothing that outlives its citizen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from adapters.documents.renderer import ChildRenderer
from adapters.training.papers import hostile
from app.access.trace import TraceEvent
from app.citizen.port import FailureKind, PageImage
from tests.adapters.documents.test_renderer import CHILD
from tests.widgets.accessibility import nameless
from tests.widgets.citizen.desk import PDF, DocumentDesk, GreyRenderer, long_letter
from widgets.citizen.document import DocumentView
from widgets.parts.panes import SidePane


def opened(qtbot: QtBot, desk: DocumentDesk, *, width: int = 420, height: int = 700) -> DocumentView:
    view = desk.view()
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    return view


def grey(view: DocumentView) -> int:
    """What is painted in the middle of the page."""
    image = view._paper.image
    assert image is not None
    return image.pixelColor(image.width() // 2, image.height() // 2).red()


def again(view: DocumentView) -> QPushButton:
    return next(button for button in view.findChildren(QPushButton) if button.text() == "Prøv igen")


def turn(view: DocumentView, key: Qt.Key) -> None:
    QTest.keyClick(view._scroll, key)


@pytest.fixture
def renderer() -> GreyRenderer:
    return GreyRenderer()


@pytest.fixture
def child() -> Iterator[ChildRenderer]:
    made = ChildRenderer(CHILD)
    yield made
    made.close()


def test_a_real_letter_is_drawn_as_wide_as_the_pane(qtbot: QtBot, child: ChildRenderer) -> None:
    view = opened(qtbot, DocumentDesk(child, content=long_letter()))
    assert view.message == "Henter dokumentet"
    qtbot.waitUntil(lambda: view.shows_page)
    assert view.place == "Side 1 af 3"
    image = view._paper.image
    assert image is not None
    assert image.width() == round(view._scroll.viewport().width() * view.devicePixelRatioF())
    dark = sum(image.pixelColor(x, y).lightness() < 100 for x in range(image.width()) for y in range(60, 90))
    assert dark > 50, "there are letters on the page"
    turn(view, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: view.shows_page and view.place == "Side 2 af 3")


def test_the_look_is_traced_before_the_document_is_fetched(qtbot: QtBot, renderer: GreyRenderer) -> None:
    desk = DocumentDesk(renderer)
    view = opened(qtbot, desk)
    qtbot.waitUntil(lambda: view.shows_page)
    lines = desk.desk.trace.lines
    assert [line.event for line in lines] == [TraceEvent.SHOWN]
    assert desk.archive.asked == [desk.query]


def test_a_page_turned_to_is_traced_before_it_is_drawn_and_once(qtbot: QtBot, renderer: GreyRenderer) -> None:
    desk = DocumentDesk(renderer)
    view = opened(qtbot, desk)
    qtbot.waitUntil(lambda: view.shows_page)
    renderer.gate.clear()
    renderer.asked.clear()
    turn(view, Qt.Key.Key_End)
    assert renderer.asked.wait(10)
    assert desk.desk.trace.lines[-1].result == f"document {desk.file.document} page 3"
    renderer.gate.set()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.waitUntil(lambda: view.shows_page)
        turn(view, key)
    qtbot.waitUntil(lambda: view.shows_page)
    drawn = len(renderer.drawn)
    view.resize(view.width() - 40, view.height())
    qtbot.waitUntil(lambda: len(renderer.drawn) == drawn + 1)
    assert len(desk.desk.trace.lines) == 2


def test_keys_and_buttons_turn_pages_and_stop_at_the_ends(qtbot: QtBot, renderer: GreyRenderer) -> None:
    view = opened(qtbot, DocumentDesk(renderer))
    qtbot.waitUntil(lambda: view.shows_page)
    assert not view._back.isEnabled()
    turn(view, Qt.Key.Key_PageUp)
    assert view.place == "Side 1 af 3"
    turn(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: view.shows_page)
    assert (view.place, grey(view)) == ("Side 3 af 3", 42)
    assert not view._forth.isEnabled()
    turn(view, Qt.Key.Key_PageDown)
    assert view.place == "Side 3 af 3"
    QTest.mouseClick(view._back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.shows_page and grey(view) == 41)
    assert view.place == "Side 2 af 3"


def test_a_long_page_is_scrolled_before_it_is_turned(qtbot: QtBot, renderer: GreyRenderer) -> None:
    view = opened(qtbot, DocumentDesk(renderer), width=420, height=340)
    qtbot.waitUntil(lambda: view.shows_page and view._scroll.verticalScrollBar().maximum() > 0)
    bar = view._scroll.verticalScrollBar()
    turn(view, Qt.Key.Key_PageDown)
    assert view.place == "Side 1 af 3"
    assert bar.value() > 0
    bar.setValue(bar.maximum())
    turn(view, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: view.shows_page and view.place == "Side 2 af 3")
    assert bar.value() == 0
    turn(view, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: view.shows_page and view.place == "Side 1 af 3")
    assert bar.value() == bar.maximum()


def test_the_page_of_another_number_is_never_in_sight(qtbot: QtBot, renderer: GreyRenderer) -> None:
    view = opened(qtbot, DocumentDesk(renderer))
    qtbot.waitUntil(lambda: view.shows_page)
    renderer.gate.clear()
    turn(view, Qt.Key.Key_PageDown)
    assert view.place == "Side 2 af 3"
    assert not view.shows_page
    renderer.gate.set()
    qtbot.waitUntil(lambda: view.shows_page)
    assert grey(view) == 41


def test_a_held_key_makes_no_queue_and_memory_stays_bounded(qtbot: QtBot) -> None:
    renderer = GreyRenderer(pages=200)
    view = opened(qtbot, DocumentDesk(renderer))
    qtbot.waitUntil(lambda: view.shows_page)
    renderer.gate.clear()
    for _ in range(150):
        turn(view, Qt.Key.Key_PageDown)
    assert view.place == "Side 151 af 200"
    renderer.gate.set()
    qtbot.waitUntil(lambda: view.shows_page)
    assert grey(view) == 40 + 150
    assert [page for page, _ in renderer.drawn] == [0, 1, 150]
    for _ in range(8):
        turn(view, Qt.Key.Key_PageDown)
        qtbot.waitUntil(lambda: view.shows_page)
    assert len(view._pages) == 3


def test_a_wider_pane_draws_the_page_again(qtbot: QtBot, renderer: GreyRenderer) -> None:
    view = opened(qtbot, DocumentDesk(renderer))
    qtbot.waitUntil(lambda: view.shows_page)
    view.resize(640, 700)
    qtbot.waitUntil(lambda: len(renderer.drawn) == 2)
    assert renderer.drawn[1][1] - renderer.drawn[0][1] == round(220 * view.devicePixelRatioF())


def test_a_broken_page_leaves_the_others_readable(qtbot: QtBot, renderer: GreyRenderer) -> None:
    renderer.broken = {1}
    view = opened(qtbot, DocumentDesk(renderer))
    qtbot.waitUntil(lambda: view.shows_page)
    turn(view, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: "tog for lang tid" in view.message)
    assert again(view).isVisible()
    QTest.mouseClick(view._forth, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.shows_page and grey(view) == 42)
    QTest.mouseClick(view._back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "tog for lang tid" in view.message)
    renderer.broken = set()
    QTest.mouseClick(again(view), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.shows_page and grey(view) == 41)


def test_a_page_that_failed_behind_ones_back_says_nothing_about_this_one(qtbot: QtBot, renderer: GreyRenderer) -> None:
    renderer.broken = {1}
    view = opened(qtbot, DocumentDesk(renderer))
    qtbot.waitUntil(lambda: view.shows_page)
    renderer.gate.clear()
    turn(view, Qt.Key.Key_PageDown)
    turn(view, Qt.Key.Key_PageUp)
    assert view.shows_page
    renderer.gate.set()
    qtbot.waitUntil(lambda: view._drawing is None)
    assert view.message == ""
    assert grey(view) == 40


def test_a_hostile_file_costs_a_sentence(qtbot: QtBot, child: ChildRenderer) -> None:
    view = opened(qtbot, DocumentDesk(child, content=hostile()))
    qtbot.waitUntil(lambda: view.message not in ("", "Henter dokumentet"))
    assert view.message == "Dokumentet er beskadiget og kan ikke vises."
    assert view.place == ""


def test_the_archive_is_down_and_then_up(qtbot: QtBot, renderer: GreyRenderer) -> None:
    desk = DocumentDesk(renderer)
    desk.archive.failing = FailureKind.UNAVAILABLE
    view = opened(qtbot, desk)
    qtbot.waitUntil(lambda: view.message == "Sagsarkiv er ude af drift.")
    desk.archive.failing = None
    QTest.mouseClick(again(view), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.shows_page)


def test_outside_the_purpose_nothing_is_asked_and_trying_again_is_no_use(qtbot: QtBot, renderer: GreyRenderer) -> None:
    desk = DocumentDesk(renderer, errand="identitet")
    view = opened(qtbot, desk)
    qtbot.waitUntil(lambda: view.message == "Det er ikke nødvendigt for dette ærinde.")
    assert desk.archive.asked == []
    assert not again(view).isVisible()


@pytest.mark.parametrize(("stated", "came", "asked"), [("image/tiff", PDF, 0), ("", "text/html", 1), (PDF, "", 1)])
def test_what_is_no_pdf_is_not_drawn(qtbot: QtBot, renderer: GreyRenderer, stated: str, came: str, asked: int) -> None:
    desk = DocumentDesk(renderer, mime_type=came, stated_type=stated)
    view = opened(qtbot, desk)
    qtbot.waitUntil(lambda: view.message.startswith("Vises ikke her"))
    assert len(desk.archive.asked) == asked
    assert renderer.drawn == []


class TornRenderer(GreyRenderer):
    """Promises more pixels than it gives."""

    def render(self, content: bytes, page: int, width: int) -> PageImage:
        return PageImage(width, width, 3 * width, b"\0" * (3 * width * width - 1))


def test_too_few_pixels_are_not_painted(qtbot: QtBot) -> None:
    view = opened(qtbot, DocumentDesk(TornRenderer()))
    qtbot.waitUntil(lambda: view.message == "Dokumentet er beskadiget og kan ikke vises.")


def test_the_next_document_while_the_first_still_loads(qtbot: QtBot, renderer: GreyRenderer) -> None:
    slow, quick = DocumentDesk(renderer), DocumentDesk(GreyRenderer(pages=1))
    slow.archive.held.add(slow.query)
    pane = SidePane()
    qtbot.addWidget(pane)
    pane.resize(440, 700)
    first = slow.view()
    pane.show_content("Første", first)
    pane.show()
    qtbot.waitUntil(lambda: slow.archive.asked == [slow.query])
    job = first._fetching
    second = quick.view()
    pane.show_content("Anden", second)
    second.show()
    assert job is not None
    assert job.is_cancelled()
    slow.archive.release(slow.query)
    qtbot.waitUntil(lambda: second.shows_page)
    assert second.place == "Side 1 af 1"
    assert renderer.drawn == []


def test_hidden_it_stops_and_shown_again_it_goes_on(qtbot: QtBot, renderer: GreyRenderer) -> None:
    desk = DocumentDesk(renderer)
    view = opened(qtbot, desk)
    qtbot.waitUntil(lambda: view.shows_page)
    renderer.gate.clear()
    turn(view, Qt.Key.Key_PageDown)
    job = view._drawing
    view.hide()
    assert job is not None
    assert job.is_cancelled()
    renderer.gate.set()
    view.show()
    qtbot.waitUntil(lambda: view.shows_page)
    assert grey(view) == 41
    assert desk.archive.asked == [desk.query], "it is not fetched and traced twice"


def test_the_window_answers_while_a_page_is_drawn(qtbot: QtBot, renderer: GreyRenderer) -> None:
    renderer.gate.clear()
    view = opened(qtbot, DocumentDesk(renderer))
    qtbot.waitUntil(renderer.asked.is_set)
    other = QPushButton("Andet")
    qtbot.addWidget(other)
    other.show()
    with qtbot.waitSignal(other.clicked):
        QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert not view.shows_page
    renderer.gate.set()
    qtbot.waitUntil(lambda: view.shows_page)


def test_names_for_those_who_do_not_see(qtbot: QtBot, renderer: GreyRenderer) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    view = DocumentDesk(renderer).view()
    view.setParent(host)
    view.resize(420, 700)
    host.show()
    qtbot.waitUntil(lambda: view.shows_page)
    assert nameless(host) == []
    assert view._paper.accessibleName() == "Afgørelse om boligstøtte, Side 1 af 3"
    assert "kan ikke læses op" in view._scroll.accessibleDescription()
