"""One grant in full: what the index says about it, and its payments."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.citizen.model.coded import Coded
from app.citizen.model.grants import Grant, Payment
from widgets import formats, texts
from widgets.citizen.context import Context
from widgets.parts.facts import FactGrid, FactRow
from widgets.parts.scrolled import scrolled
from widgets.parts.tables import Column, DataTable
from widgets.theme import set_role
from widgets.tokens import CARD_GAP, SPACE

_FACTS = 8


class GrantDetail(QWidget):
    """The grant that is selected in the table above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        set_role(self._title, "section")
        inner = QWidget()
        scroll = scrolled(inner, self)
        self._facts = FactGrid(inner, label_width=96, reserve=_FACTS)
        self._payments = self._payment_table()
        set_role(inner, "plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._facts)
        column.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(CARD_GAP)
        line.addWidget(scroll, 2)
        right = QVBoxLayout()
        right.setSpacing(SPACE)
        heading = QLabel(self.tr("Udbetalinger"), self)
        set_role(heading, "strong")
        right.addWidget(heading)
        right.addWidget(self._payments, 1)
        line.addLayout(right, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(self._title)
        layout.addLayout(line, 1)
        self.setMinimumHeight(144)

    @property
    def title(self) -> str:
        return self._title.text()

    def forget(self) -> None:
        self._title.clear()
        self._facts.clear()
        self._payments.forget()

    def show_grant(self, grant: Grant, context: Context, *, authority: str, source: str) -> None:
        """`source` as one line for the facts' chip."""
        self._title.setText(" · ".join(dict.fromkeys(filter(None, (grant.name, grant.title)))))
        missing = self.tr("Ikke oplyst")
        rows = self._rows(grant, context, authority)
        self._facts.show_facts(FactRow(label, text, missing, source) for label, text in rows)
        self._payments.set_rows(sorted(grant.payments, key=lambda payment: payment.day, reverse=True))
        self._payments.view.scrollToTop()

    def _rows(self, grant: Grant, context: Context, authority: str) -> Iterable[tuple[str, str]]:
        yield self.tr("Emne (KLE)"), _subject(grant.kle)
        yield self.tr("Myndighed"), authority
        yield self.tr("Afdeling"), grant.department or ""
        yield self.tr("Udbetales"), self._when_paid(grant)
        yield self.tr("Modtager"), self._recipient(grant, context)
        yield self.tr("Sagsnummer"), grant.case_number or ""
        yield self.tr("Følsomhed"), texts.sensitivity(grant.sensitivity) if grant.sensitivity else ""
        yield self.tr("Fagsystem"), grant.system or ""

    def _when_paid(self, grant: Grant) -> str:
        if grant.in_arrears is None:
            return ""
        return self.tr("Bagud") if grant.in_arrears else self.tr("Forud")

    def _recipient(self, grant: Grant, context: Context) -> str:
        if grant.recipient is None:
            return ""
        if grant.recipient == context.citizen:
            return self.tr("Borgeren selv")
        return self.tr("En anden: {0}").format(formats.cpr(grant.recipient))

    def _payment_table(self) -> DataTable[Payment]:
        return DataTable(
            "payments",
            (
                Column(self.tr("Dato"), lambda p: formats.day(p.day), key=lambda p: p.day, width=92),
                Column(self.tr("For perioden"), self._period, key=lambda p: p.start, width=172),
                Column(
                    self.tr("Brutto"), lambda p: formats.amount(p.gross), key=lambda p: p.gross, numeric=True, width=112
                ),
                Column(self.tr("Netto"), self._net, key=_net_key, numeric=True, width=112),
                Column(self.tr("Status"), lambda p: p.status or self.tr("Ikke oplyst"), width=0),
            ),
            title=self.tr("Udbetalinger"),
            empty=self.tr("Ingen udbetalinger er registreret."),
            parent=self,
        )

    def _period(self, payment: Payment) -> str:
        if payment.end is None:
            return self.tr("Fra {0}").format(formats.day(payment.start))
        return f"{formats.day(payment.start)} – {formats.day(payment.end)}"

    def _net(self, payment: Payment) -> str:
        return self.tr("Ikke oplyst") if payment.net is None else formats.amount(payment.net)


def _net_key(payment: Payment) -> Decimal:
    return payment.net if payment.net is not None else Decimal(-1)


def _subject(kle: Coded) -> str:
    return f"{kle.code} {kle.text}" if kle.text is not None else kle.code
