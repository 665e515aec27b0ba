"""Where the window keeps the task guide: its tasks are read on a thread, and the page is made when looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import UserError
from app.population.folding import fold
from widgets import background
from widgets.parts.notices import EmptyState
from widgets.shell.actions import Command
from widgets.theme import set_role

if TYPE_CHECKING:  # loaded after the window shows
    from app.access.roles import UserSystemRole
    from app.situations.guide import Guide
    from app.situations.handbook import Handbook
    from app.situations.tasks import Task
    from widgets.situations.guide import GuidePage

_MOST_OFFERED: Final = 6
_MOST_FORMS: Final = 3


class GuidePlace(QStackedWidget):
    """`load` and `roles` may block and are called on threads. What it emits is the page's; see `GuidePage`."""

    errand_chosen = Signal(str)
    hand_over_chosen = Signal(str)
    form_chosen = Signal(str)
    situation_chosen = Signal(str)
    said = Signal(str)
    wanted = Signal()
    """Somebody has chosen a task elsewhere: show this place."""

    def __init__(
        self,
        load: Callable[[], Handbook],
        *,
        roles: Callable[[], tuple[UserSystemRole, ...]],
        today: Callable[[], date],
        author: str,
        english: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_role(self, "page")
        self._load, self._roles, self._today = load, roles, today
        self._author, self._english = author, english
        self._job: background.Job | None = None
        self._guide: Guide | None = None
        self._titles: Mapping[str, str] = {}
        """Of the situations, by key."""
        self._forms: Mapping[str, str] = {}
        self._page: GuidePage | None = None
        self._asked_for = ""
        self._waiting = EmptyState("clipboard-list", self.tr("Læser opgaverne …"))
        self.addWidget(self._waiting)

    def prepare(self) -> None:
        """Begin to read the tasks, once."""
        if self._job is None:
            self._job = background.run(self._load, done=self._loaded, failed=self._failed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.prepare()
        self._show_page()

    def _loaded(self, handbook: Handbook) -> None:
        self._guide = handbook.guide
        self._titles = {situation.key: situation.title for situation in handbook.situations}
        self._forms = {key: form.title for key, form in handbook.forms.items()}
        if self.isVisible() or self._asked_for:
            self._show_page()

    def _show_page(self) -> None:
        """Made when it is first looked at: the window must not stand still for it while somebody types elsewhere."""
        if self._page is not None or self._guide is None:
            return
        from widgets.situations.guide import GuidePage

        self._page = GuidePage(
            self._guide,
            roles=self._roles,
            today=self._today,
            author=self._author,
            forms=self._forms,
            situations=self._titles,
            english=self._english,
            parent=self,
        )
        self._page.errand_chosen.connect(self.errand_chosen)
        self._page.hand_over_chosen.connect(self.hand_over_chosen)
        self._page.form_chosen.connect(self.form_chosen)
        self._page.situation_chosen.connect(self.situation_chosen)
        self._page.said.connect(self.said)
        self.addWidget(self._page)
        self.setCurrentWidget(self._page)
        self.setFocusProxy(self._page)
        if self._asked_for:
            self._page.open_task(self._asked_for)

    def _failed(self, error: UserError) -> None:
        from widgets import texts

        self._waiting.say(texts.error(error), self.tr("Opgaverne vises ikke, før fejlen er rettet."), icon="circle-x")

    @property
    def guide(self) -> Guide | None:
        """None until the tasks are read."""
        return self._guide

    def open_task(self, key: str) -> None:
        """Now, or as soon as the tasks are read."""
        self._asked_for = key
        self.prepare()
        if self._page is not None:
            self._page.open_task(key)
        else:
            self._show_page()
        self.wanted.emit()

    def offer(self, typed: str) -> list[Command]:
        """The tasks that the palette lists for what is typed, and after them the forms."""
        if self._guide is None:
            return []
        tasks = self._by_errand(self._guide, typed)[:_MOST_OFFERED]
        tasks = tasks or [hit.task for hit in self._guide.search(typed, limit=_MOST_OFFERED)]
        task, form = self.tr("Opgave"), self.tr("Blanket")
        return [
            *(Command(f"task-{one.key}", one.title, partial(self.open_task, one.key), group=task) for one in tasks),
            *(
                Command(f"form-{key}", self._fill_in(key), partial(self.form_chosen.emit, key), group=form)
                for key in self._forms_called(typed, tasks)
            ),
        ]

    def _fill_in(self, form: str) -> str:
        return self.tr("Udfyld: {0}").format(self._forms[form])

    def _forms_called(self, typed: str, tasks: Sequence[Task]) -> list[str]:
        """Those with what is typed in their title, and those that the likeliest task is worked on with: people call a
        form by many names."""
        parts = fold(typed).split()
        called = [key for key, title in self._forms.items() if _names(fold(title).split(), parts)]
        worked_on = [key for key in tasks[0].forms if key in self._forms] if tasks else []
        return list(dict.fromkeys((*called, *worked_on)))[:_MOST_FORMS]

    def _by_errand(self, guide: Guide, typed: str) -> list[Task]:
        """In English, the tasks whose errand is called what is typed: the tasks themselves are written in Danish."""
        parts = typed.casefold().split() if self._english else []
        return [
            task
            for task in guide.tasks
            if parts and task.ended is None and _names(guide.errand(task).title_en.casefold().split(), parts)
        ]


def _names(words: Sequence[str], parts: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in parts)
