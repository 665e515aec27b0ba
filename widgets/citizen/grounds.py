"""Why more is shown than the errand opens, or than a rule allows: asked in a dialog, and traced first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QRadioButton, QWidget

from app.access.decide import Overridable
from app.access.model import Errand, Purpose, Section
from app.cpr import CprNumber
from app.errors import UserError
from app.workplace import Workplace
from widgets import background, formats, texts
from widgets.citizen.errand import errand_title
from widgets.citizen.sight import Sight
from widgets.parts.colour_bar import citizen_colour
from widgets.parts.dialogs import Dialog
from widgets.theme import set_role

_SPANS: Final = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom it is about, what they are called here, and the purpose so far."""

    citizen: CprNumber
    name: str
    purpose: Purpose


class Grounds(QObject):
    """One dialog at a time over `page`."""

    failed = Signal(object)
    """A `UserError`: nothing was opened."""

    def __init__(self, workplace: Workplace, sight: Sight, page: QWidget, *, english: bool) -> None:
        super().__init__(page)
        self._workplace = workplace
        self._sight = sight
        self._page = page
        self._english = english
        self._job: background.Job | None = None

    def drop(self) -> None:
        """Another citizen: what was granted for the last one must not reach them."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def ask_to_widen(self, section: Section) -> None:
        asked = self._asked()
        if asked is None:
            return
        errands, colour = self._workplace.errands, citizen_colour(asked.citizen)
        dialog = WideningDialog(section, asked.name, errands, parent=self._page, colour=colour, english=self._english)
        dialog.accepted.connect(partial(self._widen, dialog, asked))
        dialog.open()

    def ask_to_override(self, refused: Overridable) -> None:
        asked = self._asked()
        if asked is None:
            return
        dialog = OverrideDialog(refused, asked.name, parent=self._page, colour=citizen_colour(asked.citizen))
        dialog.accepted.connect(partial(self._override, dialog, refused, asked))
        dialog.open()

    def _asked(self) -> Asked | None:
        citizen, purpose, facts = self._sight.citizen, self._sight.purpose, self._sight.person
        if citizen is None or purpose is None:
            return None
        known = facts.person.name if facts is not None else None
        return Asked(citizen, known.full if known else formats.cpr(citizen), purpose)

    def _widen(self, dialog: WideningDialog, asked: Asked) -> None:
        widen = partial(self._workplace.widen, asked.citizen, asked.purpose, dialog.section)
        self._run(partial(widen, reason=dialog.reason, errand=dialog.errand))

    def _override(self, dialog: OverrideDialog, refused: Overridable, asked: Asked) -> None:
        override = partial(self._workplace.override, asked.citizen, asked.purpose, refused)
        self._run(partial(override, reason=dialog.reason, lasts=dialog.lasts))

    def _run(self, state: partial[Purpose]) -> None:
        self._job = background.run(state, done=self._granted, failed=self._failed)

    def _granted(self, purpose: Purpose) -> None:
        """Ask for what the wider purpose opens, and for the history, which draws on all of it."""
        self._sight.purpose = purpose
        shut = [state.section for state in self._sight.states.values() if state.is_shut]
        opened = dict.fromkeys(section for section in (*shut, Section.HISTORY) if purpose.opens(section))
        self._sight.ask(tuple(opened))

    def _failed(self, error: UserError) -> None:
        self.failed.emit(error)


class WideningDialog(Dialog):
    """A section beyond the purpose: by a second errand that opens it, or by the citizen's consent in words."""

    def __init__(
        self, section: Section, name: str, errands: Sequence[Errand], *, parent: QWidget, colour: str, english: bool
    ) -> None:
        title = texts.section(section)
        super().__init__(
            self.tr("Åbn {0}").format(title),
            self.tr("{0} hører ikke til ærindet for {1}. Åbningen logges med sin grund.").format(title, name),
            self.tr("Åbn {0}").format(title),
            parent=parent,
            colour=colour,
        )
        self.section = section
        self._errands = tuple(errand for errand in errands if section in errand.sections)
        self._by_errand = QRadioButton(self.tr("Et andet ærinde"))
        self._choice = QComboBox()
        self._choice.setAccessibleName(self.tr("Andet ærinde"))
        self._choice.addItem(self.tr("Vælg ærinde …"))
        for errand in self._errands:
            self._choice.addItem(f"{errand_title(errand, english=english)} – {errand.legal_basis}")
        self._by_consent = QRadioButton(self.tr("Borgeren samtykker"))
        self._consent = QLineEdit()
        self._consent.setPlaceholderText(self.tr("Hvad har borgeren sagt ja til?"))
        self._consent.setAccessibleName(self.tr("Samtykkets indhold"))
        whole = QLabel(self.tr("Samtykket åbner hele afsnittet, uden at begrænse emnerne."))
        set_role(whole, "muted")
        for widget in (self._by_errand, self._choice, self._by_consent, self._consent, whole):
            self.body.addWidget(widget)
        if section is Section.INCOME:
            for widget in (self._by_errand, self._by_consent, self._consent):
                widget.hide()
            whole.setWordWrap(True)
            whole.setText(
                self.tr(
                    "Et samtykke er ikke nok: eIndkomst må kun spørges, når en lov nævner den "
                    "(indkomstregisterloven § 7). Vælg det ærinde, borgeren også kommer med."
                )
            )
        self._by_errand.setChecked(True)
        self._by_errand.toggled.connect(self._enable)
        self._choice.currentIndexChanged.connect(self._enable)
        self._consent.textEdited.connect(self._by_consent.click)
        self._consent.textChanged.connect(self._enable)
        self._enable()
        self._choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enable(self) -> None:
        by_errand = self._by_errand.isChecked()
        self._choice.setEnabled(by_errand)
        chosen = self._choice.currentIndex() > 0 if by_errand else bool(self._consent.text().strip())
        self.primary.setEnabled(chosen)

    @property
    def errand(self) -> Errand | None:
        """None for consent."""
        return self._errands[self._choice.currentIndex() - 1] if self._by_errand.isChecked() else None

    @property
    def reason(self) -> str:
        return self.errand.title if self.errand is not None else self._consent.text()


class OverrideDialog(Dialog):
    """A rule set aside on a reason in the employee's own words, for as long as the rule allows at most."""

    def __init__(self, refused: Overridable, name: str, *, parent: QWidget, colour: str) -> None:
        super().__init__(
            self.tr("Åbn med begrundelse"),
            self.tr("{0} Det gælder {1}. Begrundelsen logges og efterses.").format(texts.refusal(refused.rule), name),
            self.tr("Åbn"),
            parent=parent,
            colour=colour,
        )
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(self.tr("Hvorfor må det være dig, og hvorfor nu?"))
        self._reason.setAccessibleName(self.tr("Begrundelse"))
        self._spans = [span for span in _SPANS if span <= refused.most]
        self._span = QComboBox()
        self._span.setAccessibleName(self.tr("Så længe gælder det"))
        for span in self._spans:
            self._span.addItem(self._words(span))
        limit = QLabel(self.tr("Så længe gælder det"))
        set_role(limit, "muted")
        for widget in (self._reason, limit, self._span):
            self.body.addWidget(widget)
        self._reason.textChanged.connect(self._enable)
        self._enable()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, span: timedelta) -> str:
        minutes = int(span.total_seconds()) // 60
        if minutes < 60:
            return self.tr("{0} minutter").format(minutes)
        return self.tr("1 time") if minutes == 60 else self.tr("{0} timer").format(minutes // 60)

    def _enable(self) -> None:
        self.primary.setEnabled(bool(self._reason.text().strip()))

    @property
    def reason(self) -> str:
        return self._reason.text()

    @property
    def lasts(self) -> timedelta:
        return self._spans[self._span.currentIndex()]
