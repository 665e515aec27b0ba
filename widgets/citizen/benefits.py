"""Benefits: what the municipality and Udbetaling Danmark have granted, what runs and what has ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.access.model import Section
from app.citizen.model.grants import Grant, Payment, Sector
from app.citizen.model.sections import BenefitFacts, SectionValue
from app.citizen.port import RegisterKey
from app.errors import BugError
from widgets import formats, texts
from widgets.citizen.benefit_detail import GrantDetail
from widgets.citizen.context import Context, source_line
from widgets.citizen.section import SectionView
from widgets.parts.tables import Column, DataTable
from widgets.theme import set_role
from widgets.tokens import Meaning

_HIGH = 640
_DAILY_OR_ONCE = "Daglig"
"""The contract's word for both, so it tells neither."""


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant as of `today`, with the sector that answered it."""

    grant: Grant
    sector: Sector
    today: date

    @property
    def ended(self) -> bool:
        return self.grant.end is not None and self.grant.end < self.today

    @property
    def name(self) -> str:
        return " · ".join(dict.fromkeys(filter(None, (self.grant.name, self.grant.title))))

    @property
    def latest(self) -> Payment | None:
        """The newest payment that has gone out."""
        paid = (payment for payment in self.grant.payments if payment.day <= self.today)
        return max(paid, key=lambda payment: payment.day, default=None)


class BenefitsView(SectionView):
    section = Section.BENEFITS
    source = RegisterKey.BENEFITS

    def __init__(self, *, compact: bool, parent: QWidget | None = None) -> None:
        super().__init__(compact=compact, parent=parent)
        self._context: Context | None = None
        self._selected = ""
        self._remarks = QLabel(self.content)
        self._remarks.setWordWrap(True)
        set_role(self._remarks, "muted")
        self._grants = self._compact_table() if compact else self._full_table()
        self._detail: GrantDetail | None = None
        self.body.addWidget(self._remarks)
        self.body.addWidget(self._grants, int(compact))
        if compact:
            self._grants.fit_rows(6, grow=True)
        else:
            self._grants.selection_changed.connect(self._select)

    def complete(self) -> None:
        if not self.compact and self._detail is None:
            self._detail = GrantDetail(self.content)
            self.body.addWidget(self._detail, 1)

    def fill(self, value: SectionValue, context: Context) -> None:
        if not isinstance(value, BenefitFacts):
            raise BugError("another section's value")
        same = self._context is not None and self._context.citizen == context.citizen
        selected = self._selected if same else ""
        self._context = context
        remarks = " ".join(self._remarks_about(value))
        unconfirmed = self._unconfirmed(value)
        if self.compact:
            self.setToolTip(unconfirmed)
        else:
            remarks = " ".join(filter(None, (remarks, unconfirmed)))
        rows = _in_order(value, context.today)
        if not rows:
            self.show_message(self._no_grants(value), remarks, icon="wallet")
            return
        self._grants.set_rows(rows)
        self._remarks.setText(remarks)
        self._remarks.setVisible(bool(remarks))
        if self._detail is not None:
            model = self._grants.model
            shown = [model.row(model.index(place, 0)) for place in range(model.rowCount())]
            place = next((number for number, row in enumerate(shown) if row.grant.id == selected), 0)
            self._grants.view.setCurrentIndex(model.index(place, 0))
            self._select(self._grants.current_row())

    def forget(self) -> None:
        super().forget()
        self._context = None
        self._selected = ""
        self._grants.forget()
        self._remarks.clear()
        self.setToolTip("")
        if self._detail is not None:
            self._detail.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.compact:
            self._grants.fit_rows(8 if self.height() >= _HIGH else 3)

    def _select(self, row: GrantRow | None) -> None:
        if row is None or self._detail is None or self._context is None:
            return
        self._selected = row.grant.id
        source = source_line(texts.register(self.source), self.state.as_of if self.state else None, self._context.now)
        self._detail.show_grant(row.grant, self._context, authority=texts.sector(row.sector), source=source)

    def _remarks_about(self, facts: BenefitFacts) -> Iterable[str]:
        answered = {found.sector for found in facts.lists}
        waiting = bool(self.state and self.state.waiting_for)
        for sector in Sector:
            if sector not in answered:
                sentence = (
                    self.tr("Ydelser fra {0} er ikke kommet endnu.")
                    if waiting
                    else self.tr("Ydelser fra {0} mangler her.")
                )
                yield sentence.format(self._authority(sector))

    def _unconfirmed(self, facts: BenefitFacts) -> str:
        names = [self._authority(found.sector) for found in facts.lists if not found.verified]
        if not names:
            return ""
        sentence = self.tr("Svaret fra {0} læses efter en form, der ikke er bekræftet.")
        return sentence.format(self.tr(" og ").join(names))

    def _no_grants(self, facts: BenefitFacts) -> str:
        names = [self._authority(found.sector) for found in facts.lists]
        return self.tr("Ingen ydelser fra {0}").format(self.tr(" eller ").join(names))

    def _authority(self, sector: Sector) -> str:
        """As it stands inside a sentence."""
        return self.tr("kommunen") if sector is Sector.MUNICIPAL else texts.sector(sector)

    def _compact_table(self) -> DataTable[GrantRow]:
        return DataTable(
            "benefits-compact",
            (
                Column(self.tr("Ydelse"), self._name, width=0, tip=self._all_words),
                Column(self.tr("Myndighed"), lambda row: texts.sector(row.sector), width=136, least=600),
                Column(self.tr("Beløb"), self._amount_per, key=_amount, numeric=True, width=144),
                Column(self.tr("Periode"), self._period, key=_period_key, width=148, least=480, mark=_ended_mark),
                Column(self.tr("Status"), self._running, key=_period_key, width=96, most=480, mark=_ended_mark),
                Column(self.tr("Senest udbetalt"), self._latest, key=_latest_key, width=112, least=760),
            ),
            title=self.tr("Ydelser"),
            empty=self.tr("Ingen ydelser."),
            parent=self.content,
        )

    def _full_table(self) -> DataTable[GrantRow]:
        return DataTable(
            "benefits",
            (
                Column(self.tr("Ydelse"), self._name, width=0, tip=self._all_words),
                Column(self.tr("Myndighed"), lambda row: texts.sector(row.sector), width=136),
                Column(self.tr("Afdeling"), self._department, width=184, least=1040),
                Column(self.tr("Beløb"), self._amount, key=_amount, numeric=True, width=112),
                Column(self.tr("Hyppighed"), self._frequency, width=124, least=640),
                Column(self.tr("Fra"), lambda row: formats.day(row.grant.start), key=_start, width=92, least=800),
                Column(self.tr("Til"), self._end, key=_period_key, width=148, mark=_ended_mark),
                Column(self.tr("Senest udbetalt"), self._latest, key=_latest_key, width=112, least=880),
            ),
            title=self.tr("Ydelser"),
            empty=self.tr("Ingen ydelser."),
            parent=self.content,
            filter_hint=self.tr("Filtrér ydelser: navn, myndighed, afdeling …"),
        )

    def _name(self, row: GrantRow) -> str:
        return row.name or self.tr("Ydelse uden navn")

    def _department(self, row: GrantRow) -> str:
        return row.grant.department or self.tr("Ikke oplyst")

    def _amount(self, row: GrantRow) -> str:
        return self.tr("Ikke oplyst") if row.grant.amount is None else formats.amount(row.grant.amount)

    def _frequency(self, row: GrantRow) -> str:
        if row.grant.frequency == _DAILY_OR_ONCE:
            return self.tr("dag eller engang")
        return texts.frequency(row.grant.frequency) if row.grant.frequency else self.tr("Ikke oplyst")

    def _amount_per(self, row: GrantRow) -> str:
        if row.grant.amount is None:
            return self.tr("Ikke oplyst")
        amount, often = formats.amount(row.grant.amount, oere=False), row.grant.frequency
        return amount if often in (None, _DAILY_OR_ONCE) else f"{amount} {texts.frequency(often)}"

    def _period(self, row: GrantRow) -> str:
        start, end = row.grant.start, row.grant.end
        if end is not None:
            return self._end(row)
        sentence = self.tr("Fra {0}") if start > row.today else self.tr("Siden {0}")
        return sentence.format(formats.day(start))

    def _running(self, row: GrantRow) -> str:
        """The period in one word."""
        if row.ended:
            return self.tr("Ophørt")
        return self.tr("Kommende") if row.grant.start > row.today else self.tr("Løbende")

    def _end(self, row: GrantRow) -> str:
        if row.grant.end is None:
            return self.tr("Løbende")
        sentence = self.tr("Ophørt {0}") if row.ended else self.tr("Til {0}")
        return sentence.format(formats.day(row.grant.end))

    def _latest(self, row: GrantRow) -> str:
        return formats.day(row.latest.day) if row.latest is not None else self.tr("Ikke udbetalt")

    def _all_words(self, row: GrantRow) -> str:
        """What a narrow table leaves out."""
        return "\n".join(
            (
                self._name(row),
                ", ".join(dict.fromkeys((texts.sector(row.sector), self._department(row)))),
                self._amount_per(row),
                f"{formats.day(row.grant.start)} – {self._end(row)}",
                self.tr("Senest udbetalt: {0}").format(self._latest(row)),
            )
        )


def _in_order(facts: BenefitFacts, today: date) -> list[GrantRow]:
    """What runs first, newest start first; then what has ended, newest end first."""
    rows = [GrantRow(grant, found.sector, today) for found in facts.lists for grant in found.grants]
    running = sorted((row for row in rows if not row.ended), key=lambda row: row.grant.start, reverse=True)
    ended = sorted((row for row in rows if row.ended), key=lambda row: row.grant.end or date.max, reverse=True)
    return running + ended


def _start(row: GrantRow) -> date:
    return row.grant.start


def _amount(row: GrantRow) -> Decimal:
    return row.grant.amount if row.grant.amount is not None else Decimal(-1)


def _period_key(row: GrantRow) -> tuple[date, date]:
    return row.grant.end or date.max, row.grant.start


def _latest_key(row: GrantRow) -> date:
    return row.latest.day if row.latest is not None else date.min


def _ended_mark(row: GrantRow) -> Meaning | None:
    return Meaning.NEUTRAL if row.ended else None
