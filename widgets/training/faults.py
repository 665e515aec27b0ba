"""The fault panel: what each register is made to do instead of answering well."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.citizen.port import RegisterKey
from app.errors import UserError
from app.training.port import Fault, FaultPanel, FaultSetting
from widgets import background, texts
from widgets.parts.cards import SectionCard
from widgets.parts.chips import IconMark
from widgets.parts.flow import FlowLayout
from widgets.parts.notices import announce
from widgets.theme import set_role
from widgets.tokens import SPACE, Meaning, current
from widgets.training import fault_words

_Settings = Mapping[RegisterKey, FaultSetting]
_SLOW: Final = FaultSetting(Fault.DELAY, 2.0)
_DOWN: Final = FaultSetting(Fault.UNAVAILABLE)
_FAULTS: Final = tuple(Fault)
_CHOICE_WIDTH: Final = 216
_TWO_LINES: Final = 32


class _Choice(QComboBox):
    """The wheel turns the page, not the choice: a fault is set at once, and nobody may set one in passing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Seconds(QDoubleSpinBox):
    """Takes a typed number when it is finished; the arrow keys step by a half. The wheel turns the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0.5, 60)
        self.setDecimals(1)
        self.setSingleStep(0.5)
        self.setValue(_SLOW.delay)
        self.setSuffix(self.tr(" sekunder"))
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(_CHOICE_WIDTH, 7 * SPACE)
        self.lineEdit().setTextMargins(SPACE, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's own frame is too faint in the dark."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(current().color("focus" if self.hasFocus() else "control_border"), width))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)


class FaultRow(QWidget):
    """One register: its fault, and what that looks like from the desk."""

    chosen = Signal(object, object)
    """`RegisterKey` and `FaultSetting`, when somebody chose it here."""

    def __init__(self, register: RegisterKey, patience: float) -> None:
        super().__init__()
        self._register, self._patience = register, patience
        title = texts.register(register)
        self._mark = IconMark("circle-dashed", "muted")
        name = QLabel(title)
        set_role(name, "strong")
        self._effect = QLabel()
        self._effect.setTextFormat(Qt.TextFormat.PlainText)
        self._effect.setWordWrap(True)
        self._effect.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._effect.setMinimumHeight(_TWO_LINES)
        set_role(self._effect, "muted")
        self.fault = _Choice()
        self.fault.setFixedWidth(_CHOICE_WIDTH)
        self.fault.setPlaceholderText(self.tr("Ikke hentet"))
        self.fault.setAccessibleName(self.tr("Fejl i {0}").format(title))
        self.fault.addItems([fault_words.name(fault) for fault in _FAULTS])
        self.fault.setMaxVisibleItems(len(_FAULTS))
        self.fault.activated.connect(self._choose)
        name.setBuddy(self.fault)
        self.seconds = _Seconds()
        self.seconds.setAccessibleName(self.tr("Forsinkelse i {0}, sekunder").format(title))
        self.seconds.valueChanged.connect(self._choose_delay)
        self.seconds.hide()
        controls = QVBoxLayout()
        controls.setSpacing(SPACE)
        controls.addWidget(self.fault)
        controls.addWidget(self.seconds)
        controls.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.setRowMinimumHeight(0, 7 * SPACE)
        grid.addWidget(self._mark, 0, 0)
        grid.addWidget(name, 0, 1)
        grid.addWidget(self._effect, 1, 1)
        grid.addLayout(controls, 0, 2, 2, 1)
        self.show_setting(None)

    @property
    def effect(self) -> str:
        return self._effect.text()

    def show_setting(self, setting: FaultSetting | None) -> None:
        """What is in force; None where that is not known."""
        if setting is None:
            self.fault.setCurrentIndex(-1)
            self._mark.show_icon("circle-dashed", "muted")
            self._say("")
            return
        self.fault.setCurrentIndex(_FAULTS.index(setting.fault))
        if setting.fault is Fault.DELAY:
            self.seconds.blockSignals(True)
            self.seconds.setValue(setting.delay)
            self.seconds.blockSignals(False)
        self.seconds.setVisible(setting.fault is Fault.DELAY)
        meaning = fault_words.meaning(setting.fault)
        self._mark.show_icon(meaning.icon, f"{meaning}.fg")
        self._say(fault_words.effect(self._register, setting, self._patience))

    def _say(self, effect: str) -> None:
        self._effect.setText(effect)
        self.fault.setAccessibleDescription(effect)

    def _choose(self) -> None:
        fault = _FAULTS[self.fault.currentIndex()]
        if fault is Fault.DELAY:
            self._choose_delay()
        else:
            self.chosen.emit(self._register, FaultSetting(fault))

    def _choose_delay(self) -> None:
        self.chosen.emit(self._register, FaultSetting(Fault.DELAY, self.seconds.value()))


class FaultsCard(SectionCard):
    """All registers. A choice is in force for the next request; the servers are told one after another, in order.

    `patience` says after how many seconds the program gives each register up.
    """

    idle = Signal()
    """Nothing is on its way: what the rows show is what the servers said, or that they do not answer."""

    def __init__(self, panel: FaultPanel, patience: Mapping[RegisterKey, float]) -> None:
        super().__init__(self.tr("Fejl i registrene"))
        self._panel = panel
        self._waiting: dict[RegisterKey, FaultSetting] = {}
        self._sent: _Settings = {}
        self._unsent: _Settings = {}
        self._busy = False
        self.rows = {register: FaultRow(register, patience.get(register, 0.0)) for register in RegisterKey}
        self.retried.connect(self._retry)
        self.presets = self._add_presets()
        for row in self.rows.values():
            self.body.addWidget(_hairline())
            self.body.addWidget(row)
            row.chosen.connect(self._choose)
        hint = QLabel(
            self.tr(
                "Gælder fra næste opslag; F5 ved borgeren henter igen. Efter tre forgæves forsøg holder Indgang en "
                "pause på et halvt minut, før registret spørges igen, også når fejlen er fjernet."
            )
        )
        hint.setWordWrap(True)
        set_role(hint, "muted")
        self.body.addWidget(_hairline())
        self.body.addWidget(hint)
        self.body.addStretch(1)

    def _add_presets(self) -> dict[str, QPushButton]:
        well, down, slow = (dict.fromkeys(RegisterKey, setting) for setting in (FaultSetting(), _DOWN, _SLOW))
        presets = {
            "well": (self.tr("Alle uden fejl"), well),
            "down": (self.tr("Alt nede"), down),
            "slow": (self.tr("Alt langsomt (2 s)"), slow),
            "cpr": (self.tr("CPR nede"), {**well, RegisterKey.CPR: _DOWN}),
        }
        line = FlowLayout(gap=2 * SPACE, line_gap=2 * SPACE)
        buttons = {}
        for key, (text, settings) in presets.items():
            buttons[key] = button = QPushButton(text)
            button.clicked.connect(partial(self._apply, settings))
            line.addWidget(button)
        self.body.addLayout(line)
        return buttons

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody else may have set faults meanwhile: tests, or a second desk at the same servers."""
        super().showEvent(event)
        if not event.spontaneous():
            self._apply({})

    def _choose(self, register: RegisterKey, setting: FaultSetting) -> None:
        self._apply({register: setting})

    def _retry(self) -> None:
        self._apply(self._unsent)

    def _apply(self, settings: _Settings, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a button hands it over
        """Show `settings` and put them in force, after those on their way; none only reads what is."""
        self._waiting.update(settings)
        for register, setting in settings.items():
            self.rows[register].show_setting(setting)
        if not self._busy:
            self._send()

    def _send(self) -> None:
        self._busy = True
        self._sent, self._waiting = self._waiting, {}
        self.set_loading(loading=True)
        background.run(partial(_set_and_read, self._panel, self._sent), done=self._settled, failed=self._refused)

    def _settled(self, current: _Settings) -> None:
        self._busy = False
        self.clear_notice()
        for register, row in self.rows.items():
            if register not in self._waiting:
                row.show_setting(current.get(register))
        words = fault_words.in_force(sum(setting.fault is not Fault.NONE for setting in current.values()))
        self.set_source(words)
        if self._waiting:
            self._send()
            return
        self.set_loading(loading=False)
        if self._sent:
            announce(self, words)
        self.idle.emit()

    def _refused(self, error: UserError) -> None:
        """Some of them may be in force: the rows say that it is not known."""
        self._busy = False
        self._unsent = {**self._sent, **self._waiting}
        self._waiting = {}
        self.set_loading(loading=False)
        self.set_source("")
        for row in self.rows.values():
            row.show_setting(None)
        silent = self.tr("Træningsserverne svarer ikke, og det vides ikke, hvilke fejl der gælder.")
        words = silent if error.code == "training-unavailable" else texts.error(error)
        self.set_notice(words, Meaning.WARNING, retry=self.tr("Prøv igen"))
        self.idle.emit()


def _hairline() -> QFrame:
    line = QFrame()
    set_role(line, "line")
    line.setFixedHeight(1)
    return line


def _set_and_read(panel: FaultPanel, settings: _Settings) -> dict[RegisterKey, FaultSetting]:
    for register, setting in settings.items():
        panel.set(register, setting)
    return panel.current()
