"""The help page: the program in five minutes, from a text in each language."""

from __future__ import annotations

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, RESOURCES


class HelpPage(QWidget):
    """A text to read; links within it work, none leads out."""

    def __init__(self, *, language: str) -> None:
        super().__init__()
        set_role(self, "page")
        self._text = QTextBrowser()
        self._text.setAccessibleName(self.tr("Hjælp"))
        self._text.setOpenLinks(False)
        self._text.document().setDocumentMargin(PAGE_MARGIN)
        self._text.setMarkdown((RESOURCES / "help" / f"{language}.md").read_text(encoding="utf-8"))
        self._text.setMaximumWidth(860)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
