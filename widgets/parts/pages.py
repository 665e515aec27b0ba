"""The pages of a PDF as pictures, one at a time, as wide as the pane.

Opening and drawing happen on a worker, and only while the view is in sight; nothing of a foreign file but pixels comes
into the window.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.citizen.port import PageImage
from app.errors import UserError
from widgets import background, icons, texts
from widgets.parts.chips import ProgressLine
from widgets.parts.notices import EmptyState, announce
from widgets.parts.paper import PageScroll, Paper
from widgets.theme import set_role
from widgets.tokens import SPACE

_KEPT_PAGES: Final = 3
_SETTLE_MS: Final = 150
_FINAL: Final = frozenset({"document-encrypted", "document-too-large", "access-refused"})
"""Failures that trying again cannot mend."""


class Pages(Protocol):
    """A PDF that was opened, with one page at least."""

    @property
    def count(self) -> int: ...

    def draw(self, page: int, width: int) -> PageImage:
        """Page `page`, from 0, `width` device pixels wide or narrower. Blocks; UserError."""
        ...


class PagesView(QWidget):
    """Opens and draws while it is in sight; hidden or deleted it stops, and shown again it goes on.

    `open_pages` blocks, raises UserError, and gives None for what is no PDF. `waiting` is said meanwhile.
    """

    def __init__(
        self, name: str, open_pages: Callable[[], Pages | None], *, waiting: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._open_pages, self._waiting = name, open_pages, waiting
        self._source: Pages | None = None
        self._page = 0
        self._at_end = False
        self._pages: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._fetching: background.Job | None = None
        self._drawing: background.Job | None = None
        self._under_way: tuple[int, int] | None = None
        self._on_paper: int | None = None
        self._failed_page: int | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self._set_up()

    def _set_up(self) -> None:
        self._back = self._button("chevron-left", self.tr("Forrige side"), "PageUp")
        self._back.clicked.connect(self._previous)
        self._forth = self._button("chevron-right", self.tr("Næste side"), "PageDown")
        self._forth.clicked.connect(self._next)
        self._number = QLabel()
        self._number.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._number, "muted")
        self.bar = bar = QHBoxLayout()
        """Above the pages; what is added stands at its right."""
        bar.setContentsMargins(2 * SPACE, 0, 2 * SPACE, SPACE)
        bar.setSpacing(SPACE)
        for widget in (self._back, self._number, self._forth):
            bar.addWidget(widget)
        bar.addStretch(1)
        self._progress = ProgressLine()
        self._paper = Paper()
        self._scroll = PageScroll(self._paper)
        self._scroll.setAccessibleName(self._name)
        self._scroll.setAccessibleDescription(
            self.tr("Siden vises som billede; dens tekst kan ikke læses op. PageUp og PageDown skifter side.")
        )
        self._words = EmptyState("file-text", "")
        self._again = QPushButton(self.tr("Prøv igen"))
        self._again.clicked.connect(self._retry)
        words = QWidget()
        column = QVBoxLayout(words)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(words)
        self._stack.addWidget(self._scroll)
        self.column = layout = QVBoxLayout(self)
        """The bar, a line of progress, and the pages."""
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._progress)
        layout.addWidget(self._stack, 1)
        self.setAccessibleName(self._name)
        self.setFocusProxy(self._scroll)
        self._show_place()

    def _button(self, icon: str, name: str, key: str) -> QPushButton:
        button = QPushButton()
        set_role(button, "icon")
        icons.give(button, icon)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})")
        return button

    @property
    def _count(self) -> int:
        """0 until they are opened."""
        return 0 if self._source is None else self._source.count

    @property
    def place(self) -> str:
        """Side 2 af 3."""
        return self._number.text()

    @property
    def message(self) -> str:
        """The words shown instead of a page; empty while there is one."""
        return "" if self._stack.currentWidget() is self._scroll else self._words.accessibleName()

    @property
    def shows_page(self) -> bool:
        """Whether the picture of the page that is asked for is in sight."""
        return self._stack.currentWidget() is self._scroll and self._paper.image is not None

    # In and out of sight

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._stop()

    def _stop(self) -> None:
        self._settle.stop()
        for job in (self._fetching, self._drawing):
            if job is not None:
                job.cancel()
        self._fetching = self._drawing = self._under_way = None
        self._progress.set_running(False)

    def _start(self) -> None:
        if self._source is not None:
            self._draw()
        elif self._fetching is None:
            self._say(self._waiting)
            self._progress.set_running(True)
            self._fetching = background.run(self._open_pages, done=self._fetch_done, failed=self._fetch_failed)

    def _fetch_done(self, found: Pages | None) -> None:
        self._fetching = None
        self._progress.set_running(False)
        if found is None:
            self._say_not_shown()
            return
        self._source = found
        self._stack.setCurrentWidget(self._scroll)
        self._draw()

    def _fetch_failed(self, error: UserError) -> None:
        self._fetching = None
        self._progress.set_running(False)
        self._say_error(error)

    def _retry(self) -> None:
        self._failed_page = None
        if self._source is not None:
            self._stack.setCurrentWidget(self._scroll)
        self._start()

    # Pages

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown if bar.value() < bar.maximum():
                bar.setValue(bar.value() + bar.pageStep())
            case Qt.Key.Key_PageDown:
                self._next()
            case Qt.Key.Key_PageUp if bar.value() > bar.minimum():
                bar.setValue(bar.value() - bar.pageStep())
            case Qt.Key.Key_PageUp:
                self._turn_to(self._page - 1, at_end=True)
            case Qt.Key.Key_Home:
                self._turn_to(0)
            case Qt.Key.Key_End:
                self._turn_to(self._count - 1)
            case _:
                super().keyPressEvent(event)

    def _previous(self) -> None:
        self._turn_to(self._page - 1)

    def _next(self) -> None:
        self._turn_to(self._page + 1)

    def _turn_to(self, page: int, *, at_end: bool = False) -> None:
        if not 0 <= page < self._count or page == self._page:
            return
        self._page, self._at_end, self._failed_page = page, at_end, None
        self._stack.setCurrentWidget(self._scroll)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._source is not None and self.isVisible():
            self._settle.start()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange and self._source is not None and self.isVisible():
            self._settle.start()
        return super().event(event)

    def _wanted(self) -> tuple[int, int]:
        """The page, and its width in device pixels."""
        return self._page, max(1, round(self._scroll.page_width() * self.devicePixelRatioF()))

    def _draw(self) -> None:
        """Show the page asked for; one picture is drawn at a time, so that held keys make no queue."""
        self._show_place()
        wanted = self._wanted()
        image = self._pages.get(wanted)
        if image is not None:
            self._pages.move_to_end(wanted)
            self._show(image)
            return
        if self._on_paper != self._page:
            self._paper.show_image(None)
            self._on_paper = None
        if self._drawing is None and self._source is not None and self._page != self._failed_page:
            self._progress.set_running(True)
            self._under_way = wanted
            draw = partial(_drawn, self._source, wanted)
            self._drawing = background.run(draw, done=self._draw_done, failed=self._draw_failed)

    def _draw_done(self, drawn: tuple[tuple[int, int], QImage]) -> None:
        key, image = drawn
        self._drawing = self._under_way = None
        self._progress.set_running(False)
        self._pages[key] = image
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        self._draw()

    def _draw_failed(self, error: UserError) -> None:
        wanted = self._under_way is not None and self._under_way[0] == self._page
        self._drawing = self._under_way = None
        self._progress.set_running(False)
        if wanted:
            self._failed_page = self._page
            self._say_error(error)
        else:
            self._draw()

    def _show(self, image: QImage) -> None:
        self._stack.setCurrentWidget(self._scroll)
        turned = self._on_paper != self._page
        self._on_paper = self._page
        self._paper.show_image(image)
        if turned:
            self._paper.setAccessibleName(f"{self._name}, {self.place}")
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.maximum() if self._at_end else 0)
            announce(self, self.place)

    def _show_place(self) -> None:
        known = self._count > 0
        self._number.setText(self.tr("Side {0} af {1}").format(self._page + 1, self._count) if known else "")
        for button in (self._back, self._forth):
            button.setVisible(known)
        self._back.setEnabled(self._page > 0)
        self._forth.setEnabled(self._page + 1 < self._count)

    # Words instead of a page

    def _say(self, words: str, hint: str = "", *, again: bool = False) -> None:
        self._words.say(words, hint)
        self._again.setVisible(again)
        self._stack.setCurrentIndex(0)
        announce(self, words)

    def _say_not_shown(self) -> None:
        self._say(self.tr("Vises ikke her"), self.tr("Kun PDF-dokumenter kan vises. Åbn filen i fagsystemet."))

    def _say_error(self, error: UserError) -> None:
        self._say(texts.error(error), again=error.code not in _FINAL)


def picture(image: PageImage) -> QImage:
    """A picture over `image`'s own bytes, to be used while those live. UserError where there are too few of them."""
    if image.stride < 3 * image.width or image.width < 1 or len(image.pixels) < image.stride * image.height:
        raise UserError("document-unreadable", detail="a picture of the wrong size")
    return QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_BGR888)


def _drawn(pages: Pages, wanted: tuple[int, int]) -> tuple[tuple[int, int], QImage]:
    """The window's own pixels of `wanted`, page and width. Blocks."""
    image = pages.draw(*wanted)
    return wanted, picture(image).convertToFormat(QImage.Format.Format_RGB32)
