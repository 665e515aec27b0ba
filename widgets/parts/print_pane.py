"""A paper for the citizen beside the page: seen as it will be printed, then printed, and never a file of ours.

The pages go to the printer as pictures of its own fineness. Nothing is written but what the computer's print queue
keeps until the printer has taken it; "print to file" is not offered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.citizen.port import PageImage
from app.errors import UserError
from widgets import background, icons, texts
from widgets.parts.notices import Banner
from widgets.parts.pages import Pages, PagesView, picture
from widgets.theme import set_role
from widgets.tokens import Meaning

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_BAND: Final = 128
"""Rows of the picture that are painted at once."""
_KEY: Final = "Ctrl+P"
_JOB: Final = "Indgang"
"""What print queues call every paper: they are open to others than the employee."""


class PrintPane(PagesView):
    """`page_count` and `render` block, as a `PageRenderer`'s. `trace` is called before anything goes to the printer,
    on a worker, and stops it with a UserError. `title` names the paper, and nobody.
    """

    printed = Signal()
    """Everything was handed to the print queue."""

    def __init__(
        self,
        title: str,
        content: bytes,
        *,
        page_count: Callable[[bytes], int],
        render: Callable[[bytes, int, int], PageImage],
        trace: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        waiting = QCoreApplication.translate("PrintPane", "Gør papiret klar")
        self._open_paper = partial(_opened, content, page_count, render)
        super().__init__(title, self._open_paper, waiting=waiting, parent=parent)
        self._trace = trace
        self._printer: QPrinter | None = None
        self._is_sending = False
        self.button = QPushButton(self.tr("Udskriv …"), self)
        icons.give(self.button, "printer", "on_accent")
        set_role(self.button, "primary")
        self.button.setShortcut(_KEY)
        self.button.setToolTip(self.tr("Udskriv ({0})").format(_KEY))
        self.button.clicked.connect(self._ask_for_printer)
        self.bar.addWidget(self.button)
        self._said = Banner(self)
        self.column.insertWidget(1, self._said)

    @property
    def said(self) -> str:
        """What is said of the printing; empty before any."""
        return self._said.text

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever asked for the paper prints it next, or leaves it with Esc."""
        super().showEvent(event)
        if not event.spontaneous():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_printer(self) -> None:
        """Not while it is being sent. The button is not shut meanwhile: Qt would take the focus from it, and out of
        the pane."""
        from PySide6.QtPrintSupport import QPrinterInfo

        if self._is_sending:
            return
        if QPrinterInfo.availablePrinterNames():
            self.choose_printer()
        else:
            self._said.say(
                self.tr("Computeren har ingen printer. Papiret er ikke skrevet ud. Tilslut en printer, og prøv igen."),
                Meaning.WARNING,
            )

    def choose_printer(self) -> None:
        """The computer's own dialog, without its way to print to a file."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self)
        dialog.setOptions(QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._chosen)
        QDialog.open(dialog)

    def _chosen(self) -> None:
        if self._printer is not None:
            self.print_on(self._printer)

    def print_on(self, printer: QPrinter) -> None:
        self._printer, self._is_sending = printer, True
        self._said.say(self.tr("Sender til printeren …"), Meaning.INFO)
        send = partial(_sent, printer, self._open_paper, self._trace)
        background.run(send, done=self._print_done, failed=self._print_failed)

    def _print_done(self, printer: QPrinter) -> None:
        self._is_sending = False
        name = printer.printerName() or self.tr("printeren")
        self._said.say(self.tr("Sendt til {0}. Se efter, at alle sider kom ud.").format(name), Meaning.SUCCESS)
        self.printed.emit()

    def _print_failed(self, error: UserError) -> None:
        self._is_sending = False
        self._said.say(texts.error(error), Meaning.DANGER)


@dataclass(frozen=True, slots=True)
class _Paper:
    content: bytes = field(repr=False)
    count: int
    render: Callable[[bytes, int, int], PageImage]

    def draw(self, page: int, width: int) -> PageImage:
        return self.render(self.content, page, width)


def _opened(
    content: bytes, page_count: Callable[[bytes], int], render: Callable[[bytes, int, int], PageImage]
) -> Pages:
    return _Paper(content, page_count(content), render)


def _sent(printer: QPrinter, open_paper: Callable[[], Pages], trace: Callable[[], object]) -> QPrinter:
    pages = open_paper()
    trace()
    print_pages(printer, pages)
    return printer


def print_pages(printer: QPrinter, pages: Pages) -> None:
    """Each page on its own sheet, as large as the sheet and no larger. Blocks; needs no window.

    UserError("print-failed"), or what drawing raises; some sheets may be out by then.
    """
    printer.setDocName(_JOB)
    printer.setCreator(_JOB)
    printer.setFullPage(True)
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("print-failed", detail="the printer does not begin")
    try:
        _paint_all(painter, printer, pages, [*range(pages.count)] * copies)
    except UserError:
        printer.abort()  # where the queue can still take it back
        raise
    finally:
        ended = painter.end()
    if not ended:
        raise UserError("print-failed", detail="the printer does not finish")


def _paint_all(painter: QPainter, printer: QPrinter, pages: Pages, numbers: Sequence[int]) -> None:
    for sheet, page in enumerate(numbers):
        if sheet and not printer.newPage():
            raise UserError("print-failed", detail="the printer takes no further page")
        _paint(painter, printer, pages, page)


def _paint(painter: QPainter, printer: QPrinter, pages: Pages, page: int) -> None:
    """In bands, since Qt lets no other thread run Python while it paints one; their edges lie between the printer's
    dots, so that no seam shows."""
    sheet = printer.paperRect(printer.Unit.DevicePixel)
    drawn = pages.draw(page, round(sheet.width()))
    image = picture(drawn)
    size = QSizeF(image.size()).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio).toSize()
    left, top = round(sheet.center().x() - size.width() / 2), round(sheet.center().y() - size.height() / 2)
    edges = [*range(0, image.height(), _BAND), image.height()]
    for above, below in pairwise(edges):
        rows = QRect(0, above, image.width(), below - above)
        first, last = (round(edge * size.height() / image.height()) for edge in (above, below))
        painter.drawImage(QRect(left, top + first, size.width(), last - first), image, rows)
