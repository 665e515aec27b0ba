"""What one answers a field with: an editor for each kind, and that for files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QPushButton,
)

from app.situations.forms.model import Field, FieldKind
from widgets.situations.form_choices import ChoiceEditor, YesNoEditor
from widgets.situations.form_lines import Editor, LineEditor, LongEditor
from widgets.situations.form_offers import AddressEditor, PersonEditor, Suggest
from widgets.theme import set_role


class FileEditor(Editor):
    """`wanted` comes with the path of a paper; its name is shown when it is kept."""

    wanted = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.button = QPushButton(self.tr("Vælg fil"))
        self.button.clicked.connect(self._open)
        self.remove = QPushButton(self.tr("Fjern"))
        set_role(self.remove, "quiet")
        self.remove.clicked.connect(partial(self._tell, ""))
        self.remove.hide()
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        for widget in (self.button, self.title, self.remove):
            self.row.addWidget(widget)
        self.row.addStretch(1)

    @property
    def stop(self) -> QPushButton:
        return self.button

    def show_text(self, text: str) -> None:
        self.title.setText(text)
        self.remove.setVisible(bool(text))

    def name_it(self, name: str, description: str) -> None:
        self.button.setAccessibleName(f"{name}: {self.button.text()}")
        self.button.setAccessibleDescription(description)
        self.remove.setAccessibleName(f"{name}: {self.remove.text()}")

    def show_error(self, *, wrong: bool) -> None:
        """A button in no error of its own: the words beside it say it."""

    def _open(self) -> None:
        kinds = self.tr("Dokumenter og billeder (*.pdf *.jpg *.jpeg *.png)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Vælg fil"), "", kinds)
        if path:
            self.wanted.emit(Path(path))


def editor(field: Field, suggest: Suggest) -> Editor:
    """The editor of the field's kind."""
    match field.kind:
        case FieldKind.CPR if field.offers:
            return PersonEditor(field)
        case FieldKind.ADDRESS:
            return AddressEditor(field, suggest)
        case FieldKind.LONG_TEXT:
            return LongEditor(field)
        case FieldKind.CHOICE:
            return ChoiceEditor(field)
        case FieldKind.YES_NO:
            return YesNoEditor(field)
        case FieldKind.FILE:
            return FileEditor(field)
    return LineEditor(field)
