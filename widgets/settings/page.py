"""How this employee wants the window. Every choice takes effect at once, but for the language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.preferences import Preferences
from widgets.theme import set_role
from widgets.tokens import PAGE_MARGIN, SPACE, Density, Scheme

_MINUTES: Final = (1, 2, 3, 5, 10, 15, 20, 30)


class SettingsPage(QWidget):
    """Emits the preferences whenever one was changed; whoever made the page applies and keeps them."""

    changed = Signal(object)
    """A `Preferences`."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        set_role(self, "page")
        self._preferences = preferences
        title = QLabel(self.tr("Indstillinger"))
        set_role(title, "name")
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(4 * SPACE)
        column.addWidget(title)
        for group in (
            self._group(
                self.tr("Farver"),
                preferences.scheme,
                (
                    (Scheme.SYSTEM, self.tr("Som computeren")),
                    (Scheme.LIGHT, self.tr("Lyst")),
                    (Scheme.DARK, self.tr("Mørkt")),
                    (Scheme.HIGH_CONTRAST, self.tr("Høj kontrast")),
                ),
                lambda kept, value: replace(kept, scheme=value),
            ),
            self._group(
                self.tr("Tæthed"),
                preferences.density,
                (
                    (Density.COMFORTABLE, self.tr("Luftig: flere klik rammer rigtigt")),
                    (Density.COMPACT, self.tr("Tæt: flere linjer på skærmen")),
                ),
                lambda kept, value: replace(kept, density=value),
            ),
            self._group(
                self.tr("Sprog (gælder fra næste start)"),
                preferences.language,
                (("da", "Dansk"), ("en", "English")),
                lambda kept, value: replace(kept, language=value),
            ),
            self._lock_group(),
        ):
            column.addWidget(group, 0, Qt.AlignmentFlag.AlignLeft)
        scale = QLabel(self.tr("Størrelsen følger computerens skærmskalering, fra 100 til 200 %."))
        set_role(scale, "muted")
        column.addWidget(scale)
        column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """The focus comes along, also from the palette, which gives it back to where it was: to the first choice made
        here."""
        super().showEvent(event)
        if event.spontaneous():  # the window was away, and comes back as it was left
            return
        chosen = next(button for button in self.findChildren(QRadioButton) if button.isChecked())
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(
        self,
        title: str,
        chosen: str,
        choices: tuple[tuple[str, str], ...],
        change: Callable[[Preferences, str], Preferences],
    ) -> QGroupBox:
        box = _box(title)
        buttons = QButtonGroup(box)
        inner = QVBoxLayout(box)
        inner.setSpacing(SPACE)
        for value, words in choices:
            button = QRadioButton(words)
            button.setChecked(value == chosen)
            button.setProperty("choice", value)
            buttons.addButton(button)
            inner.addWidget(button)

        def choose(button: QRadioButton) -> None:
            self._preferences = change(self._preferences, str(button.property("choice")))
            self.changed.emit(self._preferences)

        buttons.buttonClicked.connect(choose)
        return box

    def _lock_group(self) -> QGroupBox:
        box = _box(self.tr("Lås"))
        minutes = QComboBox()
        for choice in sorted({*_MINUTES, self._preferences.lock_after}):
            minutes.addItem(self.tr("{0} min. uden brug").format(choice), choice)
        minutes.setCurrentIndex(minutes.findData(self._preferences.lock_after))
        minutes.currentIndexChanged.connect(partial(self._lock_after, minutes))
        label = QLabel(self.tr("Lås &efter"))
        label.setBuddy(minutes)
        always = QLabel(self.tr("Når computeren låses eller går i dvale, låser Indgang altid med."))
        set_role(always, "muted")
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(label)
        row.addWidget(minutes)
        row.addStretch(1)
        inner = QVBoxLayout(box)
        inner.setSpacing(SPACE)
        inner.addLayout(row)
        inner.addWidget(always)
        return box

    def _lock_after(self, minutes: QComboBox, _row: int) -> None:
        self._preferences = replace(self._preferences, lock_after=minutes.currentData())
        self.changed.emit(self._preferences)


def _box(title: str) -> QGroupBox:
    box = QGroupBox(title)
    box.setMinimumWidth(360)
    return box
