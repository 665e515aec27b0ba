"""The tasks of the plan in sight, a row each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.situations.beside import Beside, Offer
from app.situations.plan import Plan, PlanItem
from app.situations.told import Standing
from widgets.situations.item_row import ItemRow
from widgets.situations.plan_work import PlanWork
from widgets.theme import set_role
from widgets.tokens import SPACE


class ItemList(QScrollArea):
    """A row is kept as long as its plan is in sight: an answer moves neither the focus nor what is being typed."""

    grown = Signal()
    """A form was opened: Tab stops at more places."""
    task_opened = Signal(str)
    form_wanted = Signal(str)
    reckoning_wanted = Signal(str)

    def __init__(self, work: PlanWork, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        work.told.connect(self._told)
        self._plan: UUID | None = None
        self._rows: dict[UUID, ItemRow] = {}
        self.beside = Beside()
        self._inner = QWidget()
        set_role(self._inner, "plain")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACE)
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inner)

    @property
    def rows(self) -> tuple[ItemRow, ...]:
        return tuple(self._rows.values())

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, as one reads."""
        return [stop for row in self._rows.values() for stop in row.stops]

    def show_plan(self, plan: Plan | None, now: datetime) -> None:
        if plan is None or plan.id != self._plan:
            for row in self._rows.values():
                row.hide()
                row.deleteLater()
            self._rows = {}
        self._plan = plan.id if plan is not None else None
        if plan is None:
            return
        unsent = {item.id: _unsent(plan, item, self._work.unsent) for item in plan.items}
        all_wait = None not in unsent.values()
        for item in plan.items:
            unwritten = self._work.typing.unsaved.form(item.id) if item.id not in self._rows else None
            row = self._rows.get(item.id) or self._new_row(item.id)
            said = unsent[item.id] or (None if all_wait else unsent[item.id])
            row.show_item(plan, item, now, unsent=said, beside=self.beside)
            if unwritten is not None:
                row.go_on_with(unwritten)

    def _new_row(self, item: UUID) -> ItemRow:
        row = ItemRow(self._inner)
        row.moved.connect(partial(self._move, row))
        row.noted.connect(partial(self._note, row))
        row.failed.connect(self._work.failed)
        row.typed.connect(partial(self._work.typing.form, item))
        row.form_over.connect(partial(self._work.typing.over, item))
        row.grown.connect(partial(QTimer.singleShot, 0, row, partial(self._bring_up, row)))
        row.stepped.connect(partial(self._step, item))
        row.task_opened.connect(self.task_opened)
        row.form_wanted.connect(self.form_wanted)
        row.reckoning_wanted.connect(self.reckoning_wanted)
        self._column.insertWidget(self._column.count() - 1, row)
        self._rows[item] = row
        row.show()
        return row

    def _move(self, row: ItemRow, item: UUID, to: Standing) -> None:
        self._work.move(item, to, row.refuse)

    def _note(self, row: ItemRow, item: UUID, text: str) -> None:
        self._work.note(item, text, row.refuse)

    def _told(self, item: UUID) -> None:
        if item in self._rows:
            self._rows[item].keep()

    def _step(self, item: UUID, step: int) -> None:
        rows = list(self._rows)
        place = rows.index(item) + step
        if 0 <= place < len(rows):
            row = self._rows[rows[place]]
            row.button.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(row)

    def go_to_offer(self, offer: Offer) -> None:
        row = self._rows.get(offer.item.id)
        if row is not None:
            row.offer.button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(row)

    def take(self, offer: Offer) -> None:
        """As the row's own button does."""
        row = self._rows.get(offer.item.id)
        if row is not None:
            row.take(offer)

    def go_to(self, tasks: frozenset[str]) -> None:
        """To the first of the guide's tasks with one of these keys."""
        for row in self._rows.values():
            if row.item is not None and row.item.task.task and row.item.task.task in tasks:
                row.button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _bring_up(self, row: ItemRow) -> None:
        """A form just opened, once it has its size: its end first, then where it begins."""
        self.grown.emit()
        if row.form is not None:
            self.ensureWidgetVisible(row.form)
            self.ensureWidgetVisible(row.button)


def _unsent(plan: Plan, item: PlanItem, unsent: Mapping[UUID, str]) -> str | None:
    """Why something of it is not sent, "" where it but waits; None where all of it is."""
    waiting = [unsent[event.id] for event in plan.moves_of(item.id) if event.id in unsent]
    return next(filter(None, waiting), "") if waiting else None
