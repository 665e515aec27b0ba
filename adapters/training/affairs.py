"""What people live on and what the departments hold on them, made per person when asked for."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from adapters.training import benefits, casework, homes, incomes, livelihood
from adapters.training.calendar import about
from adapters.training.cast import Cast
from adapters.training.identifiers import CASE, DOCUMENT, unseal
from adapters.training.kin import Kin
from adapters.training.people import CaseRow, DocumentRow, GrantRow, Report
from adapters.training.records import NOBODY
from adapters.training.resources import load

_FIRST_NAMED = 15 << 24
_RENTED = (homes.FLAT, homes.STUDENT, homes.NURSING)
_CACHED = 256


class Affairs:
    """Incomes, benefits, cases and documents of the generated (`kin`) and of the named people (`cast`)."""

    def __init__(self, seed: int, reference: date, kin: Kin, cast: Cast) -> None:
        self._seed = seed
        self._reference = reference
        self._kin = kin
        self._cast = cast
        self._keys = tuple(cast.entries)
        self._generated = {person.cpr: index for index, person in enumerate(kin.people)}
        self._by_run = {entry["run"]: entry["party"] for entry in load("cast_cases")["case"]}
        self.cases_of = lru_cache(maxsize=_CACHED)(self._cases)

    def index(self, cpr: str) -> int | None:
        """The number that a person's ids are made of: named people count from 15 * 2^24 on."""
        key = self._cast.keys.get(cpr)
        return self._generated.get(cpr) if key is None else _FIRST_NAMED + self._keys.index(key)

    def reports(self, cpr: str) -> tuple[Report, ...]:
        index = self.index(cpr)
        if index is None:
            return ()
        made = incomes.reports(self._seed, index, self._spells(index), self._reference)
        if index < _FIRST_NAMED:
            return tuple(incomes.disturbed(self._seed, index, made))
        return tuple(self._mistakes(self._entry(index), made))

    def grants(self, cpr: str) -> tuple[GrantRow, ...]:
        index = self.index(cpr)
        if index is None:
            return ()
        if index >= _FIRST_NAMED:
            made = [benefits.parse_award(line) for line in self._entry(index).get("grants", ())]
        else:
            made = list(benefits.awards(self._seed, index, self._spells(index), self._family(index)))
        return benefits.grants(self._seed, index, made, self._reference)

    def _cases(self, cpr: str) -> tuple[CaseRow, ...]:
        index = self.index(cpr)
        if index is None:
            return ()
        if index < _FIRST_NAMED:
            chosen = casework.chosen(self._seed, index, self._suits(index), self._reference)
            found = [
                (entry, opened, casework.running_number(index, part)) for part, (entry, opened) in enumerate(chosen)
            ]
        else:
            found = [
                (entry, about(entry["opened"], self._reference), entry["run"])
                for entry in load("cast_cases")["case"]
                if entry["party"] == self._keys[index - _FIRST_NAMED]
            ]
        return tuple(
            casework.make_case(
                entry, opened, seed=self._seed, reference=self._reference, party=cpr, index=index, part=part, run=run
            )
            for part, (entry, opened, run) in enumerate(found)
        )

    def case(self, case_id: str) -> CaseRow | None:
        found = unseal(self._seed, case_id)
        if found is None or found.kind != CASE:
            return None
        return next((case for case in self.cases_of(self._cpr(found.index)) if case.id == case_id.lower()), None)

    def case_by_number(self, number: str) -> CaseRow | None:
        party = casework.party_of_number(number)
        if party is not None:
            cpr = self._cpr(party)
        else:
            run = number.split("-")[2] if number.count("-") == 3 else ""
            cpr = self._cast.numbers.get(self._by_run.get(int(run) if run.isdecimal() else 0, ""), "")
        return next((case for case in self.cases_of(cpr) if case.number == number), None)

    def document(self, document_id: str) -> tuple[CaseRow, DocumentRow] | None:
        """The document and the case it is filed on."""
        found = unseal(self._seed, document_id)
        if found is None or found.kind != DOCUMENT:
            return None
        for case in self.cases_of(self._cpr(found.index)):
            for row in case.documents:
                if row.id == document_id.lower():
                    return case, row
        return None

    def _cpr(self, index: int) -> str:
        """Whose id it is; "" for a person of a larger municipality of the same seed."""
        if index >= _FIRST_NAMED:
            return self._cast.numbers[self._keys[index - _FIRST_NAMED]]
        return self._kin.people[index].cpr if index < len(self._kin.people) else ""

    def _entry(self, index: int) -> dict[str, list[str]]:
        return self._cast.entries[self._keys[index - _FIRST_NAMED]]

    def _spells(self, index: int) -> tuple[livelihood.Spell, ...]:
        if index >= _FIRST_NAMED:
            return tuple(livelihood.parse_spell(line) for line in self._entry(index).get("life", ()))
        person = self._kin.people[index]
        ages = [self._months(self._kin.people[child].born) for child in person.children]
        situation = livelihood.Situation(
            age=self._months(person.born) // 12,
            baby=min(ages) if ages and person.sex == "K" else None,
            months_here=self._months(person.arrived) if person.arrived else livelihood.MONTHS,
            present=person.status in (1, 3),
        )
        return livelihood.spells(self._seed, index, situation, load("payers"))

    def _months(self, day: int) -> int:
        return (self._reference.toordinal() - day) * 48 // 1461

    def _family(self, index: int) -> benefits.Family:
        person = self._kin.people[index]
        if person.household < 0 or person.status != 1:
            return benefits.Family(0, (), rented=False, alone=False)
        household = self._kin.households[person.household]
        people = [self._kin.people[member] for member in household.members]
        adults = [other for other in people if self._months(other.born) >= 18 * 12]
        paid_to = next((other for other in adults if other.sex == "K"), adults[0] if adults else person)
        children = [other for other in people if other.mother != NOBODY and self._months(other.born) < 18 * 12]
        return benefits.Family(
            age=self._months(person.born) // 12,
            child_ages=tuple(self._months(child.born) // 12 for child in children) if paid_to is person else (),
            rented=homes.kind_of(household.home) in _RENTED if household.home >= 0 else False,
            alone=len(adults) == 1,
        )

    def _suits(self, index: int) -> frozenset[str]:
        """The words by which the case templates know whom they suit."""
        family = self._family(index)
        if family.age < 18:
            return frozenset()
        kinds = {spell.kind for spell in self._spells(index)}
        words = {
            "any": True,
            "parent": bool(family.child_ages),
            "worker": bool(kinds & {"wage", "wage14"}),
            "jobless": bool(kinds & {"social", "education_help", "unemployment"}),
            "sick": "sickness" in kinds,
            "pensioner": family.age >= livelihood.PENSION_AGE,
            "renter": family.rented,
            "owner": not family.rented,
            "mover": index % 5 == 0,
        }
        return frozenset(word for word, holds in words.items() if holds)

    def _mistakes(self, entry: dict[str, list[str]], made: list[Report]) -> list[Report]:
        """Named people's reversed and corrected reports: "payer|months back" and "payer|months back|kroner"."""
        payers = load("payers")["payers"]
        for word in ("reversed", "corrected"):
            if word not in entry:
                continue
            payer, back, *difference = str(entry[word]).split("|")
            month = incomes.month_name(self._reference, int(back))
            at = next(n for n, report in enumerate(made) if report.payer == payers[payer] and report.month == month)
            if difference:
                made.insert(at + 1, incomes.corrected_report(made[at], int(difference[0]) * 100))
            else:
                made[at + 1 : at + 1] = [incomes.reversed_report(made[at]), incomes.refiled_report(made[at])]
        return made
