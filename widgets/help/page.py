"""The help page: the program in five minutes, from a text in each language, and whom there is to practise on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, RESOURCES


class HelpPage(QWidget):
    """A text to read; no link leads out. `people` are training's citizens, a sentence each."""

    def __init__(self, *, language: str, people: Sequence[str] = ()) -> None:
        super().__init__()
        set_role(self, "page")
        self._text = QTextBrowser()
        self._text.setAccessibleName(self.tr("Hjælp"))
        self._text.setOpenLinks(False)
        self._text.document().setDocumentMargin(PAGE_MARGIN)
        words = (RESOURCES / "help" / f"{language}.md").read_text(encoding="utf-8")
        if people:
            listed = "\n".join(f"- {person}" for person in people)
            heading, where = self.tr("Øvepersoner"), self.tr("De åbnes fra siden Træning.")
            words += f"\n## {heading}\n{where}\n\n{listed}\n"
        self._text.setMarkdown(words)
        self._text.setMaximumWidth(860)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
