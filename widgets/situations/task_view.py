"""One task: what it is, how soon, whose, what to do and in which order, and where it goes afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import partial
from html import escape
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.access.model import Rule, Section
from app.access.roles import UserSystemRole
from app.situations.guide import Guide, HandOver
from app.situations.tasks import Local, Task
from widgets import formats, texts
from widgets.parts.cards import SectionCard
from widgets.parts.chips import Chip
from widgets.parts.facts import FactGrid, FactRow
from widgets.parts.flow import FlowLayout
from widgets.parts.lines import Lines
from widgets.parts.notices import Banner
from widgets.situations import task_words
from widgets.situations.happened_field import HappenedField
from widgets.situations.note_card import NoteCard
from widgets.theme import set_role
from widgets.tokens import CARD_GAP, PAGE_MARGIN, SPACE, Meaning

_TWO_COLUMNS: Final = 820
_LABELS: Final = 96
_LINKS: Final = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


class TaskView(QScrollArea):
    """Shows the task it was last given. `forms` and `situations` are titles by key; others are not offered.

    `beside` is the errand of the citizen whose page it stands beside, None where it stands alone. Beside a citizen the
    pane has the title, the task goes onto the plan, and nobody is to be found; `planned` are the tasks that are on it.
    """

    errand_chosen = Signal(str)
    """The key of the errand to look a citizen up with."""
    plan_wanted = Signal(str)
    """The key of the task to put on the citizen's plan; `happened` says when what it counts from was."""
    copy_wanted = Signal(str, str)
    hand_over_chosen = Signal(str)
    """The key of the task that somebody else is to do."""
    form_chosen = Signal(str)
    situation_chosen = Signal(str)
    task_chosen = Signal(str)
    """Another task, which this one leads to."""

    def __init__(
        self,
        guide: Guide,
        *,
        author: str,
        forms: Mapping[str, str],
        situations: Mapping[str, str],
        english: bool = False,
        beside: str | None = None,
        planned: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._guide = guide
        self._beside, self._planned = beside, planned
        self._forms, self._situations = forms, situations
        self._english = english
        self._task: Task | None = None
        self._over: HandOver | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self, "page")
        self._inner = QWidget()
        set_role(self._inner, "plain")
        self.setWidget(self._inner)
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        self._column.setSpacing(2 * SPACE)
        self._make_head()
        self.note = NoteCard(guide, author=author)
        self._make_cards()
        self._column.addStretch(1)

    def _make_head(self) -> None:
        self._title, self._summary = QLabel(), QLabel()
        set_role(self._title, "name")
        for label in (self._title, self._summary):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._chip_line, self._action_line = QWidget(), QWidget()
        self._chips = FlowLayout(self._chip_line, gap=SPACE)
        self._actions = FlowLayout(self._action_line, line_gap=2 * SPACE)
        self._ended, self._handed = Banner(), Banner()
        self._ended.acted.connect(self._go_to_replacement)
        self._handed.acted.connect(self._hand_over)
        self._start = QPushButton()
        if self._beside is None:
            self._start.setText(self.tr("Find borger til opgaven"))
            self._start.clicked.connect(self._use_errand)
        else:
            self._start.clicked.connect(self._plan)
        self.happened = HappenedField()
        self.happened.copy_wanted.connect(self.copy_wanted)
        for widget in (self._title, self._chip_line, self._summary, self._ended, self._handed, self.happened):
            self._column.addWidget(widget)
        self._title.setVisible(self._beside is None)
        self._column.addSpacing(SPACE)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(2 * SPACE)
        self._line.addWidget(self._start, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._line.addWidget(self._action_line, 1)
        self._column.addLayout(self._line)
        self._column.addSpacing(SPACE)

    def _make_cards(self) -> None:
        self._steps, self._bring = Lines(numbered=True), Lines()
        self._law, self._look_up, self._onward = (FactGrid(label_width=_LABELS) for _ in range(3))
        self._links = QLabel()
        self._links.setWordWrap(True)
        self._links.setTextInteractionFlags(_LINKS)
        self._links.linkActivated.connect(self.situation_chosen)
        self._cards = {
            "steps": _card(self.tr("Sådan gør du"), self._steps),
            "bring": _card(self.tr("Borgeren skal have med"), self._bring),
            "law": _card(self.tr("Lov og frister"), self._law),
            "situations": _card(self.tr("Livssituationer, den hører til"), self._links),
            "onward": _card(self.tr("Kontakt og videre vej"), self._onward),
            "look_up": _card(self.tr("Opslag i registrene"), self._look_up),
        }
        self._sources = QLabel()
        self._sources.setWordWrap(True)
        self._sources.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._sources, "muted")
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self._cards["steps"], self._cards["bring"], self.note)),
            (right, tuple(self._cards[name] for name in ("law", "onward", "situations", "look_up"))),
        ):
            column.setSpacing(CARD_GAP)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(CARD_GAP)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(right, 2)
        self._column.addLayout(self._columns)
        self._column.addSpacing(2 * SPACE)
        self._column.addWidget(self._sources)

    @property
    def task(self) -> Task | None:
        return self._task

    def show_task(self, task: Task, roles: tuple[UserSystemRole, ...] | None, today: date) -> None:
        """`roles` are None as long as nobody knows them: nothing is kept back then, and no note written."""
        if self._task is None or task.key != self._task.key:
            self.verticalScrollBar().setValue(0)
        self._task = task
        self._inner.show()
        self._over = None
        if roles is not None and not task.has_ended(today):
            self._over = self._guide.hand_over(task, roles, today)
        self.setAccessibleName(task.title)
        self._title.setText(task.title)
        self._summary.setText(task.summary)
        self._chips.show_only([Chip(words, self._chip_line) for words in task_words.chips(task, today)])
        self._show_ended(task, today)
        self._show_actions(task, today)
        self._show_beside(task, today)
        self._show_steps(task)
        self._show_law(task)
        self._show_onward(task)
        self._show_look_up(task)
        self.note.show_task(task, today, may_write=roles is not None and self._guide.may_note(task, roles))
        sites = task_words.sites(task.sources)
        self._sources.setText(self.tr("Kilder: {0}").format(sites) if sites else "")
        self._sources.setToolTip("\n".join(map(task_words.source, task.sources)))
        self._settle()

    def clear(self) -> None:
        """No task is meant."""
        self._task = None
        self._inner.hide()

    def focus_first(self) -> None:
        """The first thing there is to do about it; the text itself where there is none."""
        buttons = (self._ended.button, self._handed.button, self._start)
        first = next((button for button in buttons if button.isVisible()), self)
        first.setFocus(Qt.FocusReason.TabFocusReason)
        self.verticalScrollBar().setValue(0)

    def _settle(self) -> None:
        """Lay out from the inside out and at once: Qt would take a round of the event loop for each level, and paint
        the ones between."""
        for card in (*self._cards.values(), self.note):
            for part in (
                *card.content.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly),
                card.content,
                card,
            ):
                layout = part.layout()
                if layout is not None:
                    layout.activate()
        for line in (self._chip_line, self._action_line):
            line.updateGeometry()
        width = self._inner.width()
        for _ in range(2):  # how high the cards are is known when they have got their width
            self._inner.resize(width, max(self.viewport().height(), self._column.totalHeightForWidth(width)))
            self._column.activate()

    def _show_ended(self, task: Task, today: date) -> None:
        if task.ended is None or not task.has_ended(today):
            self._ended.clear()
            return
        words = [
            self.tr("Opgaven ophørte {0}.").format(formats.day(task.ended.on)),
            f"{task.ended.why.removesuffix('.')}.",
        ]
        if task.ended.now:
            words.append(self.tr("I stedet: {0}.").format(self._guide.task(task.ended.now).title))
        action = self.tr("Gå til den") if task.ended.now else ""
        self._ended.say(" ".join(words), Meaning.NEUTRAL, action=action, icon="archive")

    def _show_actions(self, task: Task, today: date) -> None:
        over, ended = self._over, task.has_ended(today)
        if over is not None:
            self._handed.say(task_words.why_not(over), Meaning.INFO, action=self.tr("Giv videre"))
        else:
            self._handed.clear()
        is_planned = task.key in self._planned
        if self._beside is not None:
            self._start.setText(self.tr("Vis i planen") if is_planned else self.tr("Læg i planen"))
        self._start.setVisible(not ended and (over is None or over.why is not Rule.NO_ROLE))
        set_role(self._start, "primary" if over is None and not is_planned else "")
        buttons = []
        for key in task.forms:
            if key in self._forms and not ended:
                button = QPushButton(self.tr("Udfyld: {0}").format(self._forms[key]), self._action_line)
                button.clicked.connect(partial(self.form_chosen.emit, key))
                buttons.append(button)
        if self._beside not in (None, task.errand) and not self._start.isHidden():
            change = QPushButton(self.tr("Skift ærinde til: {0}").format(self._errand_title(task)), self._action_line)
            change.clicked.connect(self._use_errand)
            buttons.append(change)
        self._actions.show_only(buttons)
        self._action_line.setVisible(bool(buttons))
        self._show_situations(() if ended else task.situations)

    def _show_situations(self, keys: Iterable[str]) -> None:
        links = [f'<a href="{key}">{escape(self._situations[key])}</a>' for key in keys if key in self._situations]
        self._links.setText(" · ".join(links))
        self._cards["situations"].setVisible(bool(links))

    def _errand_title(self, task: Task) -> str:
        errand = self._guide.errand(task)
        return errand.title_en if self._english else errand.title

    def _show_beside(self, task: Task, today: date) -> None:
        """What only makes sense with a citizen: the day that the deadline counts from."""
        counted = task.deadline.counted if task.deadline is not None else None
        asked = self._beside is not None and not self._start.isHidden() and counted is not None
        self.happened.ask(counted.since if asked and counted is not None else None, None, today, about=task.key)

    def _show_steps(self, task: Task) -> None:
        self._steps.show_lines(task.steps)
        self._cards["steps"].setVisible(bool(task.steps))
        self._bring.show_lines(
            (*task.bring, *([task_words.check_locally()] if Local.BRING in task.check_locally else []))
        )
        self._cards["bring"].setVisible(bool(task.bring) or Local.BRING in task.check_locally)

    def _show_law(self, task: Task) -> None:
        rows = [self._or_local(task, Local.LAW, task_words.paragraphs("; ".join(task.law)))]
        for what, words, fact in (
            (Local.DEADLINE, task_words.deadline(task.deadline), task.deadline),
            (Local.COMPLAINT, task_words.complaint(task.complaint), task.complaint),
            (Local.FEE, task_words.fee(task.fee), task.fee),
        ):
            rows.append(self._or_local(task, what, words, source=fact.source if fact is not None else ""))
        rows.append(_row(self.tr("Breve"), "; ".join(task.letters)))
        rows.append(_row(self.tr("KLE-emne"), self._guide.subject(task)))
        self._fill("law", self._law, rows)

    def _show_onward(self, task: Task) -> None:
        onward = task.next
        rows = [
            _row(self.tr("Modtager"), onward.who if onward else ""),
            _row(self.tr("Hvad"), onward.what if onward else ""),
        ]
        rows.append(self._or_local(task, Local.ADDRESS, onward.address if onward else ""))
        nowhere = onward is not None and not (onward.address or onward.phone or onward.web)
        phone = onward.phone if onward else ""
        rows.append(self._or_local(task, Local.PHONE, phone, unknown=nowhere))
        rows.append(_row(self.tr("Selvbetjening"), task_words.web(onward) if onward else ""))
        rows.append(self._or_local(task, Local.OPENING, ""))
        self._fill("onward", self._onward, rows)

    def _show_look_up(self, task: Task) -> None:
        errand = self._guide.errand(task)
        opens = ", ".join(texts.section(section) for section in Section if section in errand.sections)
        rows = [_row(self.tr("Ærinde"), self._errand_title(task)), _row(self.tr("Åbner"), opens)]
        rows.append(_row(self.tr("Hjemmel"), task_words.paragraphs(errand.legal_basis)))
        self._fill("look_up", self._look_up, rows)
        self._cards["look_up"].setVisible(task.ended is None)

    def _or_local(
        self, task: Task, what: Local, words: str, *, source: str = "", unknown: bool = False
    ) -> FactRow | None:
        """The fact; or what the municipality has noted of it; or that it is to be checked there; or that there is none.

        `unknown` has it checked there though the task does not name it.
        """
        note = self._guide.note(task)
        noted = task_words.noted(note, what)
        check = unknown or what in task.check_locally
        if noted and check:
            return FactRow(task_words.local(what), noted, provenance=task_words.signed_note(note))
        if words:
            return FactRow(task_words.local(what), words, provenance=task_words.source(source))
        if what in task.none:
            return FactRow(task_words.local(what), task_words.none())
        return FactRow(task_words.local(what), "", task_words.check_locally()) if check else None

    def _fill(self, card: str, grid: FactGrid, rows: Iterable[FactRow | None]) -> None:
        shown = [row for row in rows if row is not None]
        grid.show_facts(shown)
        self._cards[card].setVisible(bool(shown))

    def _go_to_replacement(self) -> None:
        if self._task is not None and self._task.ended is not None:
            self.task_chosen.emit(self._task.ended.now)

    def _hand_over(self) -> None:
        if self._task is not None:
            self.hand_over_chosen.emit(self._task.key)

    def _plan(self) -> None:
        if self._task is not None:
            self.plan_wanted.emit(self._task.key)

    def _use_errand(self) -> None:
        if self._task is not None:
            self.errand_chosen.emit(self._task.errand)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.viewport().width() >= _TWO_COLUMNS
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(direction)
        self._columns.setDirection(direction)


def _card(title: str, content: QWidget) -> SectionCard:
    card = SectionCard(title)
    card.body.addWidget(content)
    return card


def _row(label: str, words: str) -> FactRow | None:
    return FactRow(label, words) if words else None
