"""How a contact has ended: asked with one key, with the likeliest answer ready under Enter."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from app.situations.plan import Channel, ContactOutcome
from widgets.parts.dialogs import Dialog
from widgets.situations import plan_words
from widgets.theme import set_role

_KEYS: Final = {str(number): outcome for number, outcome in enumerate(ContactOutcome, 1)}


class ChannelBox(QComboBox):
    """How the citizen came."""

    told = Signal(object)
    """A `Channel`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Hvordan kom borgeren?"))
        for channel in Channel:
            self.addItem(plan_words.channel(channel), channel.value)
        self.activated.connect(self._tell)

    @property
    def channel(self) -> Channel:
        return Channel(self.currentData())

    def show_channel(self, channel: Channel, *, fixed: bool) -> None:
        """`fixed` once the contact is open: what is written stays."""
        self.setCurrentIndex(self.findData(channel.value))
        self.setEnabled(not fixed)
        self.setToolTip(self.tr("Henvendelsen er begyndt") if fixed else "")

    def _tell(self, _place: int) -> None:
        self.told.emit(self.channel)


class ClosingDialog(Dialog):
    """`likely` is ready under Enter, None where nobody knows yet what was done. Without a `channel` it is told already.

    Where nothing was done, 0 says that it was no contact: somebody has looked, and serves nobody.
    """

    def __init__(
        self,
        name: str,
        likely: ContactOutcome | None,
        *,
        parent: QWidget,
        channel: Channel | None = None,
        colour: str = "",
    ) -> None:
        sentence = self.tr("Hvordan endte henvendelsen fra {0}?").format(name)
        super().__init__(self.tr("Afslut henvendelse"), sentence, "", parent=parent, colour=colour)
        self.primary.hide()
        self.outcome: ContactOutcome | None = None
        self.channel: ChannelBox | None = None
        self.answers: list[QPushButton] = []
        for key, outcome in _KEYS.items():
            self._offer(f"{key}   {plan_words.outcome(outcome)}", outcome, ready=outcome is likely)
        if channel is not None:
            self._offer(self.tr("0   Ingen henvendelse – jeg har kun set efter"), None, ready=False)
            self.channel = ChannelBox(self)
            self.channel.show_channel(channel, fixed=False)
            self.body.addWidget(self.channel)
        if likely is None:
            self.setFocus()

    def _offer(self, words: str, outcome: ContactOutcome | None, *, ready: bool) -> None:
        button = QPushButton(words, self)
        button.setAutoDefault(ready)
        button.setDefault(ready)
        set_role(button, "primary" if ready else "")
        button.clicked.connect(partial(self._answer, outcome))
        self.body.addWidget(button)
        self.answers.append(button)
        if ready:
            button.setFocus()

    def _answer(self, outcome: ContactOutcome | None) -> None:
        self.outcome = outcome
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in _KEYS:
            self._answer(_KEYS[event.text()])
        elif event.text() == "0" and self.channel is not None:
            self._answer(None)
        else:
            super().keyPressEvent(event)
