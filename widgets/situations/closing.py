"""How a contact has ended: asked with one key, with the likeliest answer ready under Enter."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QRadioButton, QWidget

from app.situations.told import Channel, ContactOutcome
from widgets.parts.dialogs import Dialog
from widgets.parts.notices import Banner
from widgets.situations import plan_words
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning

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


class ChannelKeys(QWidget):
    """How the citizen came, each way under a letter of its own."""

    def __init__(self, channel: Channel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Hvordan kom borgeren?"))
        self._ways: dict[str, tuple[Channel, QRadioButton]] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * SPACE)
        for each, words in zip(
            Channel, plan_words.lettered([plan_words.channel(each) for each in Channel]), strict=True
        ):
            way = QRadioButton(words, self)
            way.setChecked(each is channel)
            self._ways[words[words.index("&") + 1].lower()] = each, way
            row.addWidget(way)
        row.addStretch(1)

    @property
    def channel(self) -> Channel:
        return next(channel for channel, way in self._ways.values() if way.isChecked())

    def take(self, key: str) -> bool:
        """Whether the letter is one of theirs, and now chosen."""
        if key in self._ways:
            self._ways[key][1].setChecked(True)
        return key in self._ways


class ClosingDialog(Dialog):
    """`likely` is ready under Enter, None where nobody knows yet what was done. `channel` is how the citizen came, as
    far as it was told: a letter corrects it, also where the contact has been open since. `open_note` says what becomes
    of what stands unfinished; empty where nothing does.

    Where nothing was done and it is not open, 0 says that it was no contact: somebody has looked, and serves nobody.
    """

    def __init__(
        self,
        name: str,
        likely: ContactOutcome | None,
        *,
        parent: QWidget,
        channel: Channel,
        is_open: bool,
        colour: str = "",
        open_note: str = "",
    ) -> None:
        sentence = self.tr("Hvordan endte henvendelsen fra {0}?").format(name)
        super().__init__(self.tr("Afslut henvendelse"), sentence, "", parent=parent, colour=colour)
        self.primary.hide()
        if open_note:
            unfinished = Banner(self)
            unfinished.say(open_note, Meaning.WARNING)
            self.body.addWidget(unfinished)
            self.setAccessibleDescription(f"{sentence} {open_note}")
        self.outcome: ContactOutcome | None = None
        self.answers: list[QPushButton] = []
        self._keys: dict[str, ContactOutcome | None] = dict(_KEYS)
        for key, outcome in _KEYS.items():
            self._offer(f"{key}   {plan_words.outcome(outcome)}", outcome, ready=outcome is likely)
        if not is_open:
            self._keys["0"] = None
            self._offer(self.tr("0   Ingen henvendelse – jeg har kun set efter"), None, ready=False)
        self.ways = ChannelKeys(channel, self)
        self.body.addWidget(self.ways)
        if likely is None:
            self.setFocus()

    def _offer(self, words: str, outcome: ContactOutcome | None, *, ready: bool) -> None:
        button = QPushButton(words, self)
        button.setProperty("listed", True)
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
        if event.text() in self._keys:
            self._answer(self._keys[event.text()])
        elif not self.ways.take(event.text().lower()):
            super().keyPressEvent(event)
