"""A document of a case beside the page, as pictures: every page that somebody turns to is traced before it is drawn."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.access.model import Purpose
from app.citizen.model.archive import FilePart, StoredFile
from app.citizen.port import PageImage
from app.cpr import CprNumber
from app.errors import UserError
from app.workplace import Workplace
from widgets.parts.pages import PagesView

_PDF: Final = "application/pdf"


class DocumentView(PagesView):
    """Fetched and traced when it comes into sight."""

    def __init__(
        self,
        workplace: Workplace,
        citizen: CprNumber,
        purpose: Purpose,
        file: FilePart,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            file.name,
            partial(_fetched, workplace, citizen, purpose, file),
            waiting=QCoreApplication.translate("DocumentView", "Henter dokumentet"),
            parent=parent,
        )


class _Fetched:
    """The pages of a document from the archive."""

    def __init__(
        self, workplace: Workplace, citizen: CprNumber, purpose: Purpose, file: FilePart, stored: StoredFile
    ) -> None:
        self._workplace, self._citizen, self._purpose = workplace, citizen, purpose
        self._file, self._stored = file, stored
        self._traced = {0}
        """The first page was traced with the document."""
        self.count = workplace.renderer.page_count(stored.content)

    def draw(self, page: int, width: int) -> PageImage:
        if page not in self._traced:
            self._workplace.archive.page_turned(self._citizen, self._purpose, self._file, page)
            self._traced.add(page)
        return self._workplace.renderer.render(self._stored.content, page, width)


def _fetched(workplace: Workplace, citizen: CprNumber, purpose: Purpose, file: FilePart) -> _Fetched | None:
    """None for what is no PDF. Blocks."""
    if file.mime_type and not _is_pdf(file.mime_type):
        return None
    stored = workplace.archive.open_file(citizen, purpose, file)
    if not _is_pdf(stored.mime_type):
        return None
    fetched = _Fetched(workplace, citizen, purpose, file, stored)
    if fetched.count < 1:
        raise UserError("document-unreadable", detail="no pages")
    return fetched


def _is_pdf(mime_type: str) -> bool:
    return mime_type.partition(";")[0].strip().lower() == _PDF
