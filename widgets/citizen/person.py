"""Person and family: who the citizen is, where they live, and the relatives the purpose opens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.access.model import RelativeKind, Section
from app.citizen.model.person import CustodyHolder, Person, PersonStatus, RegisterDate, RelationKind
from app.citizen.model.sections import PersonFacts, Relative, RelativeRole, SectionValue, State
from app.citizen.port import RegisterKey
from app.errors import BugError
from widgets import formats, texts
from widgets.citizen.context import Context, address_lines, source_line
from widgets.citizen.section import SectionView
from widgets.parts.facts import FactGrid, FactRow
from widgets.parts.tables import Column, DataTable
from widgets.theme import set_role
from widgets.tokens import Meaning

_FACTS = 9
_READING_WIDTH = 960
_NO_RELATIVES_OPENED = frozenset[RelativeKind]()


class PersonView(SectionView):
    section = Section.PERSON
    source = RegisterKey.CPR

    reveal_wanted = Signal()
    """Somebody wants to see the protected address, which the page traces first, or to hide it again."""
    relative_opened = Signal(object)
    """The `CprNumber` of a relative to open with a purpose of their own."""

    def __init__(self, *, compact: bool, parent: QWidget | None = None) -> None:
        super().__init__(compact=compact, parent=parent)
        self._citizen: Person | None = None
        self._context: Context | None = None
        self._facts = FactGrid(self.content, reserve=_FACTS)
        self._protected = QWidget(self.content)
        self._reveal = QPushButton(self.tr("Vis adresse"), self._protected)
        self._reveal.setAccessibleDescription(self.tr("Visningen logges"))
        self._reveal.clicked.connect(self.reveal_wanted)
        row = QHBoxLayout(self._protected)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._reveal)
        words = QLabel(self.tr("Adressen er beskyttet. Visningen logges."))
        set_role(words, "muted")
        row.addWidget(words, 1)
        self._family: DataTable[Relative] = DataTable(
            "relatives-compact" if compact else "relatives",
            (
                Column(self.tr("Pårørende"), self._roles, width=92 if compact else 180),
                Column(self.tr("Navn"), self._name, width=0),
                Column(self.tr("Alder"), self._age, key=_born, numeric=True, width=60),
                Column(self.tr("Bor"), self._lives, width=116 if compact else 160, mark=self._lives_mark),
                *(() if compact else (Column("CPR", self._number, width=112),)),
                Column(self.tr("Forældremyndighed"), self._custody, width=124 if compact else 220),
            ),
            title=self.tr("Pårørende"),
            empty=self.tr("CPR har ingen pårørende, som hører til dette ærinde."),
            parent=self.content,
        )
        self._family.fit_rows(5 if compact else 14)
        if not compact:
            self._family.setMaximumWidth(_READING_WIDTH)
        self._family.opened.connect(self._open_relative)
        for widget in (self._facts, self._protected, self._family):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def fill(self, value: SectionValue, context: Context) -> None:
        if not isinstance(value, PersonFacts):
            raise BugError("another section's value")
        self._citizen, self._context = value.person, context
        source = source_line("CPR", self.state.as_of if self.state else None, context.now)
        self._facts.show_facts(
            FactRow(label, text, missing or self.tr("Ikke registreret"), source)
            for label, text, missing in self._rows(value.person, context)
        )
        self._protected.setVisible(context.protected)
        self._reveal.setText(self.tr("Vis adresse") if context.hides_address else self.tr("Skjul adresse"))
        opened = context.purpose.errand_for(Section.PERSON).relatives != _NO_RELATIVES_OPENED
        self._family.setVisible(opened)
        if opened:
            self._family.set_rows(value.relatives)
            custody = len(self._family.model.columns) - 1
            self._family.leave_out(*(() if any(map(self._custody, value.relatives)) else (custody,)))

    def forget(self) -> None:
        super().forget()
        self._citizen = self._context = None
        self._facts.clear()
        self._family.forget()

    def _rows(self, person: Person, context: Context) -> Iterable[tuple[str, str, str]]:
        """Label, value, and the words where there is no value."""
        hidden = self.tr("Beskyttet – vis")
        if person.address is not None:
            lines = "\n".join(address_lines(person.address))
            yield self.tr("Adresse"), "" if context.hides_address else lines, hidden
            moved = self._dated(person.address.moved_in)
            yield self.tr("Tilflyttet"), "" if context.hides_address else moved, hidden
        else:
            yield self.tr("Adresse"), "", self._why_no_address(person)
        if person.emigration is not None:
            country = person.emigration.country
            words = country.text or self.tr("Ukendt landekode {0}").format(country.code)
            yield self.tr("Udrejst til"), " · ".join(filter(None, (words, self._dated(person.emigration.day)))), ""
            abroad = "\n".join(person.emigration.lines)
            yield (
                self.tr("Udlandsadresse"),
                "" if context.hides_address else abroad,
                hidden if context.hides_address else "",
            )
        if person.contact_address is not None:
            contact = "\n".join(person.contact_address.lines)
            yield self.tr("Kontaktadresse"), *(("", hidden) if context.hides_address else (contact, ""))
        yield self.tr("Født"), self._born_words(person, context.today), ""
        yield self.tr("Civilstand"), self._civil(person), ""
        if person.status is not None and person.status is not PersonStatus.RESIDENT:
            since = self._dated(person.status_since)
            yield self.tr("Status"), " · ".join(filter(None, (texts.person_status(person.status), since))), ""
        yield self.tr("Statsborgerskab"), self._citizenship(person), ""
        if person.shared_residence:
            yield self.tr("Delt bopæl"), self.tr("Ja"), ""
        if person.guardianship is not None and person.guardianship.covers(context.today):
            yield self.tr("Værgemål"), self._guardian(person), ""
        if self.compact:
            return
        yield self.tr("Fulde navn"), person.name.full if person.name else "", ""
        yield self.tr("Stilling"), person.occupation or "", ""
        place = person.birth_place
        born_at = (place.text or self.tr("Ukendt myndighedskode {0}").format(place.code)) if place else ""
        yield self.tr("Fødselssted"), born_at, ""
        yield self.tr("Børn under 18"), str(person.children_under_18), ""
        for kind, coded in person.address.districts if person.address and not context.hides_address else ():
            yield kind, coded.text or coded.code, ""
        for note in person.notes:
            yield self.tr("Notat"), note.text, ""

    def _why_no_address(self, person: Person) -> str:
        if person.status is PersonStatus.DEAD:
            return self.tr("Ingen, borgeren er død")
        if person.status in (PersonStatus.EMIGRATED, PersonStatus.DISAPPEARED):
            return texts.person_status(person.status)
        return self.tr("Uden fast bopæl") if person.lacks_fixed_address else self.tr("Ikke registreret")

    def _born_words(self, person: Person, today: date) -> str:
        if person.born is None:
            return ""
        if person.status is PersonStatus.DEAD:
            return self._dated(person.born)
        return f"{self._dated(person.born)} ({formats.age(person.born.day, today)})"

    def _civil(self, person: Person) -> str:
        if person.civil is None:
            return ""
        words = [texts.civil_status(person.civil, person.sex)]
        if person.separated:
            words.append(self.tr("separeret {0}").format(self._dated(person.separated_since)).strip())
        elif person.civil_since is not None and person.civil_since != person.born:
            words.append(self.tr("siden {0}").format(self._dated(person.civil_since)))
        return " · ".join(words)

    def _citizenship(self, person: Person) -> str:
        if person.citizenship is None:
            return ""
        return person.citizenship.text or self.tr("Ukendt landekode {0}").format(person.citizenship.code)

    def _guardian(self, person: Person) -> str:
        guardianship = person.guardianship
        if guardianship is None:
            return ""
        kind = {True: self.tr("Fuldt"), False: self.tr("Delvist"), None: ""}[guardianship.full]
        who = guardianship.guardian_name or ", ".join(guardianship.lines)
        if guardianship.guardian is not None:
            who = self.tr("se pårørende")
        return " · ".join(filter(None, (kind, self._dated(guardianship.start), who)))

    def _dated(self, value: RegisterDate | None) -> str:
        if value is None:
            return ""
        return formats.day(value.day) + (self.tr(" (usikker)") if value.uncertain else "")

    def _roles(self, row: Relative) -> str:
        """Custody has a column of its own, and is a role only for whoever is nothing else."""
        kin = [role for role in row.roles if role is not RelativeRole.CUSTODY_HOLDER] or row.roles
        return ", ".join(texts.role(role) for role in kin)

    def _name(self, row: Relative) -> str:
        if row.person is not None and row.person.name is not None:
            return row.person.name.full or self.tr("Endnu ikke navngivet")
        if row.person is not None:
            return self.tr("Endnu ikke navngivet")
        if row.name:
            return row.name
        return {
            State.LOADING: self.tr("Henter …"),
            State.DENIED: self.tr("Du har ikke adgang"),
            State.FAILED: self.tr("CPR svarede ikke"),
        }.get(row.state, self.tr("Ikke i CPR"))

    def _age(self, row: Relative) -> str:
        born = row.person.born.day if row.person and row.person.born else row.born
        if born is None or self._context is None:
            return ""
        if row.person is not None and row.person.status is PersonStatus.DEAD:
            return self.tr("død")
        return formats.age(born, self._context.today)

    def _lives(self, row: Relative) -> str:
        if row.person is None or self._citizen is None or self._context is None:
            return ""
        if row.person.status is PersonStatus.DEAD:
            return ""
        if row.address_step or self._context.hides_address:
            return self.tr("Beskyttet")
        theirs, own = row.person.address, self._citizen.address
        if theirs is None:
            return self._why_no_address(row.person)
        if own is not None and theirs.key == own.key and not row.person.lacks_fixed_address:
            return self.tr("Samme adresse")
        return self.tr("Uden fast bopæl") if row.person.lacks_fixed_address else self.tr("Anden adresse")

    def _lives_mark(self, row: Relative) -> Meaning | None:
        return Meaning.WARNING if self._lives(row) == self.tr("Beskyttet") else None

    def _number(self, row: Relative) -> str:
        return formats.cpr(row.cpr) if row.cpr else ""

    def _custody(self, row: Relative) -> str:
        """Who holds custody of this relative, or that they hold custody of the citizen."""
        if RelativeRole.CUSTODY_HOLDER in row.roles:
            return self.tr("Ja, over borgeren")
        if row.person is None or self._context is None or self._citizen is None:
            return ""
        parents = {relation.kind: relation.cpr for relation in row.person.relations}
        own = {self._citizen.cpr, self._citizen.current_cpr}
        holders = []
        for custody in row.person.custody:
            if not custody.covers(self._context.today):
                continue
            kind = {CustodyHolder.MOTHER: RelationKind.MOTHER, CustodyHolder.FATHER: RelationKind.FATHER}
            parent = parents.get(kind[custody.holder]) if custody.holder in kind else custody.cpr
            holders.append(self.tr("Borgeren") if parent in own else texts.custody_holder(custody.holder))
        if len(holders) == 2 and self.tr("Borgeren") in holders:
            return self.tr("Fælles")
        return ", ".join(sorted(holders))

    def _open_relative(self, row: Relative) -> None:
        if row.cpr is not None:
            self.relative_opened.emit(row.cpr)


def _born(row: Relative) -> date:
    return row.born or date.max
