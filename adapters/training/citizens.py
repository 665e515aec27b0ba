"""The full CPR record of a generated person, made from the compact one when somebody asks."""

from __future__ import annotations

from datetime import date

from adapters.training.draws import Stream
from adapters.training.kin import Kin
from adapters.training.moves import Moves
from adapters.training.names import FullName, family_name, first_name, middle_name
from adapters.training.people import Citizen, CustodyRow, Guardian, Protected
from adapters.training.records import NOBODY, OUTSIDE, Person, Union

_NAME_STREAM = 41
_REGISTER_STREAM = 42
_OCCUPATIONS = (
    "", "", "", "Lærer", "Sygeplejerske", "Tømrer", "Pædagog", "Kontorassistent", "Elektriker", "Chauffør", "Fisker",
    "Landmand", "Ingeniør", "Smed", "Butiksassistent", "Social- og sundhedsassistent",
)  # fmt: skip
_BIRTHPLACES = ("0461", "0573", "0851")
"""Municipalities that a reader of CPR's codes knows by name."""
_FAR_ENDS = ("Hauptstraße 14", "Kungsgatan 7", "Storgata 21", "Bahnhofsallee 3")
_TOWNS = {5180: "D-24937 Flensburg", 5120: "S-211 34 Malmö", 5110: "N-0184 Oslo", 5105: "IS-101 Reykjavík"}
_COUNTRY_NAMES = {5180: "Tyskland", 5120: "Sverige", 5110: "Norge", 5105: "Island"}


class Register:
    """Turns records into citizens; the same person whenever asked."""

    def __init__(self, seed: int, reference: int, kin: Kin) -> None:
        self._seed = seed
        self._reference = reference
        self._kin = kin
        self._moves = Moves(seed, reference, kin)

    def name(self, index: int) -> FullName:
        person = self._kin.people[index]
        stream = Stream(self._seed, _NAME_STREAM, index if person.follow == NOBODY else person.follow)
        first = first_name(stream, person.sex, person.born, person.origin)
        return FullName(first, "" if person.origin else middle_name(stream), person.last)

    def citizen(self, index: int) -> Citizen:
        kin, person = self._kin, self._kin.people[index]
        stream = Stream(self._seed, _REGISTER_STREAM, index)
        name = self.name(index)
        address, former = self._moves.stays(index)
        age = (self._reference - person.born) * 4 // 1461
        civil, civil_day, current = self._civil(person)
        earlier = self._maiden_name(stream, index, person, name, current)
        digital = age >= 15 and not stream.chance(260 if age > 74 else 25)
        protections = self._protections(stream) if person.household != OUTSIDE and person.status in (1, 3) else ()
        return Citizen(
            cpr=person.cpr,
            current=self._cpr(person.follow),
            status=f"{person.status:02}",
            status_date=address.start.date()
            if person.status == 3 and address is not None
            else date.fromordinal(person.since),
            born=date.fromordinal(person.born),
            sex=person.sex,
            first=name.first,
            middle=name.middle,
            last=name.last,
            addressing=name.addressing,
            name_date=earlier[0][4] if earlier else date.fromordinal(person.born + 20),
            civil=civil,
            civil_date=date.fromordinal(civil_day),
            separated=date.fromordinal(current.separated) if current is not None and current.separated else None,
            spouse=self._cpr(self._other(current, index)) if current is not None else None,
            former_spouses=self._former_spouses(person, index),
            mother=self._cpr(person.mother),
            father=self._cpr(person.father),
            children=tuple(kin.people[child].cpr for child in sorted(person.children, key=self._birth)),
            custody=self._custody(stream, person, age),
            address=address,
            former=former,
            occupation=stream.pick(_OCCUPATIONS) if 22 <= age <= 66 else "",
            citizenship=str(person.origin or 5100),
            citizenship_date=date.fromordinal(person.born),
            birth_authority=str(person.origin or stream.pick(_BIRTHPLACES)),
            shared_residence=self._shared_residence(stream, person, age),
            guardian=self._guardian(stream, index, age) if stream.chance(2) and age >= 18 else None,
            protections=protections,
            digital_post=digital and person.status in (1, 3),
            nemsms=digital and person.status in (1, 3) and stream.chance(800),
            emigrated=self._emigrated(stream, person) if person.status == 80 else None,
            immigrated=(str(person.origin), date.fromordinal(person.arrived)) if person.arrived else None,
            contact_lines=(f"c/o {self.name(person.mother).addressing}", "Øvelsesvej 4", "5000 Odense C")
            if person.status in (3, 80) and person.mother != NOBODY
            else (),
            disappeared=date.fromordinal(person.since) if person.status == 70 else None,
            earlier_names=earlier,
        )

    def _birth(self, index: int) -> int:
        return self._kin.people[index].born

    def _cpr(self, index: int) -> str | None:
        return self._kin.people[index].cpr if index != NOBODY else None

    def _other(self, union: Union, index: int) -> int:
        return union.b if union.a == index else union.a

    def _civil(self, person: Person) -> tuple[str, int, Union | None]:
        """Civil status, its day, and the marriage in force."""
        union = self._kin.unions[person.unions[-1]] if person.unions else None
        if person.status == 90:
            return "D", person.since, None
        if union is None:
            return "U", person.born, None
        return (union.how, union.end, None) if union.how else ("G", union.start, union)

    def _former_spouses(self, person: Person, index: int) -> tuple[tuple[str, date, date], ...]:
        ended = [union for union in (self._kin.unions[number] for number in person.unions) if union.how]
        return tuple(
            (
                self._kin.people[self._other(union, index)].cpr,
                date.fromordinal(union.start),
                date.fromordinal(union.end),
            )
            for union in ended
        )

    def _maiden_name(
        self, stream: Stream, index: int, person: Person, name: FullName, union: Union | None
    ) -> tuple[tuple[str, str, str, date, date], ...]:
        """The name before a marriage that gave both the same last name."""
        if union is None or person.sex != "K" or self._kin.people[self._other(union, index)].last != person.last:
            return ()
        before = family_name(stream)
        if before == person.last:
            return ()
        return ((name.first, name.middle, before, date.fromordinal(person.born + 20), date.fromordinal(union.start)),)

    def _custody(self, stream: Stream, person: Person, age: int) -> tuple[CustodyRow, ...]:
        if age >= 18 or person.status == 90:
            return ()
        start = date.fromordinal(max(person.born, person.arrived))
        rows = [CustodyRow("0003", start, None)] if person.mother != NOBODY else []
        if person.father != NOBODY and (not rows or self._together(person) or not stream.chance(160)):
            rows.append(CustodyRow("0004", start, None))
        return tuple(rows)

    def _together(self, child: Person) -> bool:
        mother, father = (self._kin.people[parent].household for parent in (child.mother, child.father))
        return mother == father

    def _shared_residence(self, stream: Stream, person: Person, age: int) -> date | None:
        if age >= 18 or person.mother == NOBODY or person.father == NOBODY or self._together(person):
            return None
        return date.fromordinal(max(person.born, self._reference - stream.below(1_500))) if stream.chance(280) else None

    def _protections(self, stream: Stream) -> tuple[Protected, ...]:
        rows = []
        if stream.chance(18):
            start = self._reference - stream.below(600)
            rows.append(Protected("0001", date.fromordinal(start), date.fromordinal(start + 365)))
        for kind, per_mille in (("0002", 20), ("0003", 110)):
            if stream.chance(per_mille):
                start = self._reference - 30 - stream.below(6_000)
                rows.append(Protected(kind, date.fromordinal(start), date.fromordinal(start + 36_524)))
        return tuple(rows)

    def _guardian(self, stream: Stream, index: int, age: int) -> Guardian:
        start = date.fromordinal(self._reference - stream.below(min(3_000, (age - 17) * 365)))
        children = self._kin.people[index].children
        if children and self._kin.people[children[0]].status == 1:
            return Guardian("1", self._kin.people[children[0]].cpr, None, (), start, None, stream.chance(300))
        if stream.chance(500):
            return Guardian("0", None, None, (), start, None, stream.chance(300))
        return Guardian(
            "2", None, "Advokat Prøve Eksempel", ("Modelstræde 2", "8000 Aarhus C"), start, None, stream.chance(300)
        )

    def _emigrated(self, stream: Stream, person: Person) -> tuple[str, date, tuple[str, ...]]:
        country = stream.pick(tuple(_TOWNS))
        lines = (stream.pick(_FAR_ENDS), _TOWNS[country], _COUNTRY_NAMES[country])
        return str(country), date.fromordinal(person.since), lines
