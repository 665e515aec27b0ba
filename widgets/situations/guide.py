"""The task guide's page: type what the citizen says, and see what the task is, whose it is and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QCollator, QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.access.roles import UserSystemRole
from app.errors import UserError
from app.situations.guide import Guide, Hit, Why
from app.situations.tasks import Task
from widgets import background, texts
from widgets.parts.notices import Banner, EmptyState
from widgets.situations import task_words
from widgets.situations.task_list import TaskList, TaskRow
from widgets.situations.task_view import TaskView
from widgets.theme import set_role
from widgets.tokens import CARD_PADDING, SPACE, Meaning

_NARROW: Final = 240
_WIDE: Final = 360
_SHARE: Final = 0.32
_PAGE: Final = 8
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}


class GuidePage(QWidget):
    """`roles` may block and is asked on a thread. `author` signs the municipality's notes."""

    errand_chosen = Signal(str)
    """The key of the errand to look a citizen up with."""
    hand_over_chosen = Signal(str)
    """The key of the task that somebody else is to do."""
    form_chosen = Signal(str)
    situation_chosen = Signal(str)
    said = Signal(str)
    """Words for the quiet line."""

    def __init__(
        self,
        guide: Guide,
        *,
        roles: Callable[[], tuple[UserSystemRole, ...]],
        today: Callable[[], date],
        author: str,
        forms: Mapping[str, str],
        situations: Mapping[str, str],
        english: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_role(self, "page")
        self._guide = guide
        self._read_roles, self._today = roles, today
        self._roles: tuple[UserSystemRole, ...] | None = None
        self._job: background.Job | None = None
        collator = QCollator(QLocale("da_DK"))
        self._in_order = sorted(guide.tasks, key=lambda task: collator.sortKey(task.title))
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Hvad drejer det sig om?"))
        self._field.setAccessibleName(self.tr("Find opgave"))
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self._search)
        self._field.installEventFilter(self)
        self._only_mine = QCheckBox(self.tr("Kun det, jeg må"))
        self._only_mine.toggled.connect(self._search)
        self._count = QLabel()
        set_role(self._count, "muted")
        self._list = TaskList()
        self._list.marked.connect(self._show)
        self._list.opened.connect(self._enter)
        self._nothing = EmptyState("search-x", "", top=True)
        self._found = QStackedWidget()
        self._found.addWidget(self._list)
        self._found.addWidget(self._nothing)
        self._trouble = Banner()
        self.view = TaskView(guide, author=author, forms=forms, situations=situations, english=english)
        self.view.errand_chosen.connect(self.errand_chosen)
        self.view.hand_over_chosen.connect(self.hand_over_chosen)
        self.view.form_chosen.connect(self.form_chosen)
        self.view.situation_chosen.connect(self.situation_chosen)
        self.view.task_chosen.connect(self.open_task)
        self.view.note.kept.connect(self._note_kept)
        self._lay_out()
        self.setFocusProxy(self._field)
        self._search()

    def _lay_out(self) -> None:
        self._side = QFrame()
        set_role(self._side, "side")
        line = QHBoxLayout()
        line.addWidget(self._only_mine)
        line.addStretch(1)
        line.addWidget(self._count)
        above = QVBoxLayout()
        above.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, 2 * SPACE)
        above.setSpacing(2 * SPACE)
        above.addWidget(self._field)
        above.addLayout(line)
        above.addWidget(self._trouble)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self._found, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self.view, 1)

    def go_here(self) -> None:
        """Ready for another question."""
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_task(self, key: str) -> None:
        """Show just this task, whatever the list was filtered by."""
        self._only_mine.setChecked(False)
        self._field.clear()
        self._search(keep=key)
        self._enter(key)

    def _search(self, _typed: object = None, *, keep: str = "") -> None:
        typed = self._field.text().strip()
        found = self._guide.search(typed) if typed else tuple(Hit(task, Why.TITLE) for task in self._in_order)
        shown = [hit for hit in found if not self._only_mine.isChecked() or self._is_mine(hit.task)]
        self._list.show_rows([self._row(hit) for hit in shown], keep=keep or ("" if typed else self._list.key))
        self._count.setText(self.tr("1 opgave") if len(shown) == 1 else self.tr("{0} opgaver").format(len(shown)))
        self._say_nothing(left_out=len(found) > len(shown))
        self._found.setCurrentIndex(0 if shown else 1)

    def _say_nothing(self, *, left_out: bool) -> None:
        if left_out:
            self._nothing.say(
                self.tr("Det, der passer, skal gives videre."),
                self.tr("Fjern fluebenet i »Kun det, jeg må« for at se det."),
            )
        else:
            self._nothing.say(
                self.tr("Ingen opgave passer."), self.tr("Prøv med andre ord, som borgeren ville sige dem.")
            )

    def _row(self, hit: Hit) -> TaskRow:
        task, today = hit.task, self._today()
        owner = task.owner_on(today)
        below = task_words.found_by(hit) or (task_words.who(owner) if owner is not None else "")
        if task.has_ended(today):
            return TaskRow(task.key, task.title, below, self.tr("Ophørt"), "archive")
        if not self._is_mine(task):
            return TaskRow(task.key, task.title, below, self.tr("Skal gives videre"), "forward")
        return TaskRow(task.key, task.title, below)

    def _is_mine(self, task: Task) -> bool:
        """As long as nobody knows one's roles, nothing is kept back."""
        return self._roles is None or self._guide.hand_over(task, self._roles, self._today()) is None

    def _show(self, key: str, *, anew: bool = False) -> None:
        """`anew` where what is said of the task may be another."""
        if not anew and self.view.task is not None and self.view.task.key == key:
            return
        if key:
            self.view.show_task(self._guide.task(key), self._roles, self._today())
        else:
            self.view.clear()

    def _enter(self, key: str) -> None:
        self._show(key)
        self.view.focus_first()

    def _note_kept(self, key: str) -> None:
        self.said.emit(self.tr("Noten er gemt"))
        if self.view.task is not None and self.view.task.key == key:
            self._show(key, anew=True)

    # What others may have changed

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._job is None or self._job.finished:
            self._job = background.run(self._look_again, done=self._looked, failed=self._not_looked)

    def _look_again(self) -> tuple[tuple[UserSystemRole, ...], UserError | None]:
        """The roles, and what is wrong with the notes: they cost themselves, never the guide."""
        roles = self._read_roles()
        try:
            self._guide.refresh_notes()
        except UserError as error:
            return roles, error
        return roles, None

    def _looked(self, seen: tuple[tuple[UserSystemRole, ...], UserError | None]) -> None:
        self._roles, trouble = seen
        if trouble is not None:
            self._trouble.say(texts.error(trouble), Meaning.WARNING)
        else:
            self._trouble.clear()
        self._search(keep=self._list.key)
        self._show(self._list.key, anew=True)

    def _not_looked(self, error: UserError) -> None:
        self._trouble.say(texts.error(error), Meaning.WARNING)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move through the list while one types; Enter goes on to the task."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _STEPS:
                self._list.step(_STEPS[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.key:
                self._enter(self._list.key)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the question."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_here()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(max(_NARROW, min(_WIDE, int(self.width() * _SHARE))))
