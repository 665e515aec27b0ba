"""What is copied from the page: traced first, kept out of clipboard histories after."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.access.model import Purpose, Section
from app.cpr import CprNumber
from app.workplace import Workplace
from widgets.citizen.sight import Sight
from widgets.parts.clipboard import personal_clipboard

_CPR: Final = "cpr"
_FORM: Final = "form "
"""As the list of forms begins what it copies, before the form's key."""


class Copying(QObject):
    said = Signal(str)
    """What the page says quietly of it."""

    def __init__(self, workplace: Workplace, sight: Sight) -> None:
        super().__init__(sight)
        self._workplace, self._sight = workplace, sight

    def copy(self, section: Section, text: str, what: str) -> None:
        """`what` names the kind of fact, never its value."""
        citizen, purpose = self._sight.citizen, self._sight.purpose
        if citizen is not None and purpose is not None:
            copy = partial(_traced, self._workplace, citizen, purpose, section, what, text)
            self._sight.run(copy, self._copied)

    def copy_cpr(self) -> None:
        """All ten digits."""
        if self._sight.citizen is not None:
            self.copy(Section.PERSON, self._sight.citizen.digits, _CPR)

    def _copied(self, copied: tuple[str, str]) -> None:
        what, text = copied
        personal_clipboard().copy(text)
        if what == _CPR:
            self.said.emit(self.tr("CPR-nummeret er kopieret og slettes fra udklipsholderen om 30 sekunder."))
        elif what.startswith(_FORM):
            self.said.emit(self.tr("Sammendraget er kopieret og slettes fra udklipsholderen om 30 sekunder."))


def _traced(
    workplace: Workplace, citizen: CprNumber, purpose: Purpose, section: Section, what: str, text: str
) -> tuple[str, str]:
    workplace.copied(citizen, purpose, section, what)
    return what, text
