"""The window with its pages: the one place that knows the shell and every page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from app.cpr import CprNumber
from app.errors import BugError, UserError
from app.preferences import Preferences, keep_preferences, load_preferences
from widgets import background
from widgets.citizen.place import CitizenPlace
from widgets.late_desk import LateDesk
from widgets.shell.actions import Command
from widgets.shell.window import MainWindow, Page
from widgets.start import Dressing
from widgets.tokens import RESOURCES, Meaning

if TYPE_CHECKING:  # loaded when first used, after the window
    from app.access.roles import UserSystemRole
    from app.citizen.port import RegisterKey
    from app.population.index import PopulationIndex
    from app.situations.handbook import Handbook
    from app.sync.availability import Action, Availability
    from app.workplace import Workplace
    from widgets.citizen.page import CitizenPage
    from widgets.situations.guide_place import GuidePlace

_CITIZEN = "citizen"
_GUIDE = "guide"
_TRAINING = "training"


class DeskWindow(MainWindow):
    """Connects what is found to the page that shows it."""

    def __init__(self, desk: Workplace | LateDesk, *, store: Path, dressing: Dressing) -> None:
        super().__init__(desk)
        self._store = store
        self._has_agenda = desk.has_agenda
        self.dressing = dressing
        self._english = dressing.language == "en"
        self._job: background.Job | None = None
        self._make_extract: Callable[[], PopulationIndex] | None = None
        self.citizen_chosen.connect(self.open_citizen)
        self.lock_screen.about_to_lock.connect(self.find_box.let_go)
        self.case_chosen.connect(self.open_case)
        self._add_pages()
        if dressing.untranslated:
            self.desk_banner.say(self.tr("De engelske tekster mangler: vinduet taler dansk."), Meaning.WARNING)
        self.resize(1440, 900)
        self.offline.changed.connect(self._explain_note)
        self.offline.returned.connect(self._fetch_again)
        self.settled.connect(self._watch_presence)
        self.settled.connect(self._load_texts)

    @property
    def _workplace(self) -> Workplace:
        return self._desk.workplace if isinstance(self._desk, LateDesk) else cast("Workplace", self._desk)

    def _add_pages(self) -> None:
        self.add_page(
            Page(
                _CITIZEN,
                self.tr("Borger"),
                "user-search",
                self._citizen_place,
                self.tr("Find en borger, vælg ærinde, og se det, som ærindet åbner, fra alle registre på én side."),
            )
        )
        self.add_page(
            Page(
                _GUIDE,
                self.tr("Opgaver"),
                "clipboard-list",
                self._guide_place,
                self.tr(
                    "Skriv, hvad borgeren siger, og se opgaven: hvem der har den, hvad der sker, og efter hvilken lov."
                ),
            )
        )
        if self._desk.is_training:
            self.add_page(
                Page(
                    _TRAINING,
                    self.tr("Træning"),
                    "graduation-cap",
                    self._training_page,
                    self.tr("Sæt fejl på registrene, og find de opdigtede borgere, der er noget at øve med."),
                )
            )
        self.add_page(Page("help", self.tr("Hjælp"), "circle-question-mark", self._help_page, at_foot=True))
        self.add_page(Page("settings", self.tr("Indstillinger"), "settings", self._settings_page, at_foot=True))

    def _citizen_place(self) -> QWidget:
        place = CitizenPlace(
            lambda: self._workplace, self, has_agenda=self._has_agenda, english=self._english, parent=self._stack
        )
        place.rested.connect(self.status.refresh)
        place.typed.connect(self.find_box.take)
        self.lock_screen.about_to_lock.connect(place.suspend)
        self.closing.connect(place.rest)
        return place

    def _guide_place(self) -> QWidget:
        from widgets.situations.guide_place import GuidePlace

        place = GuidePlace(
            self._handbook,
            roles=self._roles,
            today=self._today,
            author=self._desk.viewer.name,
            english=self._english,
            parent=self._stack,
        )
        place.errand_chosen.connect(self._find_for_errand)
        place.form_chosen.connect(partial(self._for_citizen, "open_form"))
        place.hand_over_chosen.connect(partial(self._for_citizen, "plan_task"))
        place.situation_chosen.connect(partial(self._for_citizen, "choose_situation"))
        place.said.connect(self.say)
        place.wanted.connect(partial(self.show_page, _GUIDE))
        self.commands.offer(place.offer)
        return place

    # The workplace is made when it is first asked for, so its own methods cannot be handed on.
    def _handbook(self) -> Handbook:
        return self._workplace.handbook()

    def _roles(self) -> tuple[UserSystemRole, ...]:
        return self._workplace.roles()

    def _today(self) -> date:
        return self._workplace.today

    @property
    def guide(self) -> GuidePlace:
        return cast("GuidePlace", self.page(_GUIDE))

    def _find_for_errand(self, errand: str) -> None:
        """The citizen in sight is looked up anew for it; with nobody in sight, whoever is found next."""
        self.show_page(_CITIZEN)
        if not self.place.take_errand(errand):
            self.find_box.go_here()
            self.say(self.tr("Find nu borgeren. Ærindet er valgt."))

    def _for_citizen(self, what: str, key: str) -> None:
        """A form, a plan and a situation are about somebody: whoever is in sight, else they must be found first."""
        self.show_page(_CITIZEN)
        if self.place.has_citizen:
            methodcaller(what, key)(self.place.page)
        else:
            self.find_box.go_here()
            self.say(self.tr("Find først den borger, det gælder."), meaning=Meaning.WARNING)

    def _watch_presence(self) -> None:
        self.lock_screen.begin(_lock_after(load_preferences(self._store)))

    def toggle_privacy(self) -> None:
        self.place.hide_address()
        super().toggle_privacy()

    def _fetch_again(self, registers: frozenset[RegisterKey]) -> None:
        if self.current_page == _CITIZEN:
            self.place.fetch_again(registers)

    def _explain_note(self) -> None:
        self.place.explain_note()

    def _training_page(self) -> QWidget:
        from widgets.training.page import TrainingPage

        page = TrainingPage(self._workplace, english=self._english)
        page.citizen_chosen.connect(self.open_citizen)
        self._job = background.run(self._workplace.training_people, done=page.set_people, failed=page.people_failed)
        return page

    def _help_page(self) -> QWidget:
        from app.training.people import help_list
        from widgets.help.page import HelpPage

        people = help_list(RESOURCES / "training" / "people.toml", english=self._english)
        return HelpPage(language=self.dressing.language, people=people if self._desk.is_training else ())

    def _settings_page(self) -> QWidget:
        from widgets.settings.page import SettingsPage

        page = SettingsPage(load_preferences(self._store))
        page.changed.connect(self._keep_preferences)
        return page

    def _keep_preferences(self, preferences: Preferences) -> None:
        self.dressing.restyle(preferences)
        self.lock_screen.set_limit(_lock_after(preferences))
        self._job = background.run(partial(keep_preferences, self._store, preferences), failed=self._not_kept)

    def _not_kept(self, _error: UserError) -> None:
        self.say(self.tr("Indstillingen kunne ikke gemmes og gælder kun nu."))

    @property
    def place(self) -> CitizenPlace:
        place = self.page(_CITIZEN)
        if not isinstance(place, CitizenPlace):
            raise BugError("the citizen's place is another widget")
        return place

    def open_citizen(self, cpr: CprNumber, found_by: str = "") -> None:
        self.show_page(_CITIZEN)
        self.place.open_citizen(cpr, found_by)

    def open_case(self, number: str) -> None:
        from app.sync.availability import Action

        how = self._available(Action.FIND_CASE)
        if how.is_impossible:
            self.commands.refused.emit(how)
            return
        self.show_page(_CITIZEN)
        self.place.open_case(number)

    def _load_texts(self) -> None:
        """What the texts are about, aside; the texts themselves are Qt's, and loaded on this thread."""
        self._job = background.run(partial(import_module, "app.workplace"), done=self._subjects_loaded)

    def _subjects_loaded(self, _workplace: object) -> None:
        """One after the other: two threads that load the same modules wait for each other's locks."""
        self._add_citizen_commands()
        if self._make_extract is not None:
            self._job = background.run(self._the_workplace, done=self._workplace_made, failed=self._extract_failed)
        else:
            self.place.expect()

    def _add_citizen_commands(self) -> None:
        from app.access.model import Section
        from app.sync.availability import Action
        from widgets import texts

        group = self.tr("Borger")
        needs = {"refresh": Action.REFRESH, "change_errand": Action.LOOK_UP, "new_note": Action.WRITE_NOTE}
        actions = (
            ("refresh", self.tr("Hent oplysningerne igen"), "F5", "opdater"),
            ("copy_cpr", self.tr("Kopiér CPR-nummer"), "Ctrl+Shift+C", ""),
            ("show_cpr", self.tr("Vis CPR-nummer i 10 sekunder"), "Ctrl+Shift+V", ""),
            ("reveal_address", self.tr("Vis beskyttet adresse"), "Ctrl+Shift+B", "beskyttelse"),
            ("new_note", self.tr("Skriv notat på sagen"), "Ctrl+N", "journal journalnotat kladde"),
            ("change_errand", self.tr("Skift ærinde"), "Ctrl+E", "formål"),
            ("cross_panes", self.tr("Gå til sidepanelet eller tilbage"), "F6", "rude panel ved siden af"),
            ("end_contact", self.tr("Afslut henvendelse"), "Ctrl+Return", "luk"),
        )
        for name, text, key, words in actions:
            do, need = partial(self._on_citizen, methodcaller(name)), needs.get(name)
            available = partial(self._available, need) if need is not None else None
            self.commands.add(Command(name, text, do, key, group, words, available=available))
        titles = (self.tr("Overblik"), self.tr("Livssituation"), *map(texts.section, Section), self.tr("Beregning"))
        for number, title in enumerate(titles, start=1):
            show = partial(self._on_citizen, methodcaller("show_tab", number - 1))
            text = self.tr("Vis {0}").format(title)
            self.commands.add(Command(f"tab-{number}", text, show, f"Alt+{number}", group))

    def _available(self, action: Action) -> Availability:
        from app.sync.availability import Availability, availability

        connection = self._desk.connection
        return availability(action, connection) if connection is not None else Availability()

    def _on_citizen(self, do: Callable[[CitizenPage], object]) -> None:
        if self.current_page == _CITIZEN:
            do(self.place.page)

    def open_extract(self, make: Callable[[], PopulationIndex]) -> None:
        """Once shown, make the workplace, then open, or first build, this desk's extract. Call before `show`."""
        self._make_extract = make

    def _the_workplace(self) -> Workplace:
        return self._workplace

    def _workplace_made(self, _workplace: Workplace) -> None:
        self.status.refresh()
        self.place.prepare()
        self._job = background.run(self._open, done=self._extract_opened, failed=self._extract_missing)

    def _open(self) -> None:
        if self._make_extract is not None:
            self._workplace.population.open(self._make_extract())

    def _extract_opened(self, _nothing: None) -> None:
        self.status.refresh()
        self.place.expect()
        self.guide.prepare()

    def _extract_missing(self, error: UserError) -> None:
        self._extract_failed(error)
        self.place.expect()
        self.guide.prepare()

    def _extract_failed(self, error: UserError) -> None:
        from widgets import texts

        self.desk_banner.say(texts.error(error), Meaning.WARNING)


def _lock_after(preferences: Preferences) -> timedelta:
    return timedelta(minutes=preferences.lock_after)
