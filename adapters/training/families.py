"""How families come about: each grows from a stream of its own, so that none depends on another."""

from __future__ import annotations

from adapters.training import homes
from adapters.training.draws import Stream
from adapters.training.kin import Kin
from adapters.training.names import family_name, foreign_family_name
from adapters.training.numbers import not_new_year
from adapters.training.records import NO_HOME, NOBODY, Person, Union

_STREAM = 11
_LATE_STREAM = 12
_SUPERSEDED_STREAM = 13
_PER_SUPERSEDED = 1000
_COUNTRIES = (5180, 5120, 5110, 5103, 5105)
_YEARS = 365


def grow(kin: Kin, size: int) -> None:
    """Families until `size` records are here, the superseded numbers included; singles for what is left."""
    index = 0
    while kin.here < size - 24 - size // _PER_SUPERSEDED:
        _family_line(kin, Stream(kin.seed, _STREAM, index))
        index += 1
    for number in range(size // _PER_SUPERSEDED):
        _supersede(kin, Stream(kin.seed, _SUPERSEDED_STREAM, number), number * _PER_SUPERSEDED)
    while kin.here < size:
        _single(kin, Stream(kin.seed, _LATE_STREAM, kin.here))


def _family_line(kin: Kin, stream: Stream) -> None:
    roll = stream.below(1000)
    if roll < 330:
        _elders(kin, stream)
    elif roll < 840:
        _newcomers(kin, stream, abroad=False)
    elif roll < 905:
        _newcomers(kin, stream, abroad=True)
    elif roll < 960:
        _students(kin, stream)
    elif roll < 980:
        _nursing(kin, stream)
    else:
        _leavers(kin, stream)


def _single(kin: Kin, stream: Stream) -> None:
    kin.settle([kin.person(stream, stream.between(21, 66), stream.pick("MK"), family_name(stream))], homes.FLAT)


def _elders(kin: Kin, stream: Stream) -> None:
    """A couple or what is left of it, the children who stayed, and their families."""
    age = 56 + min(stream.below(42), stream.below(48))
    last = family_name(stream)
    wife = kin.person(stream, age, "K", last)
    husband = kin.person(
        stream, max(50, age + stream.below(8) - 2), "M", last if stream.chance(800) else family_name(stream)
    )
    union = kin.marry(stream, wife, husband)
    for _ in range(stream.pick((0, 1, 2, 2, 2, 3, 3, 4))):
        child_age = age - 21 - stream.below(17)
        if child_age >= 0:
            _grown_child(kin, stream, kin.child(stream, wife, husband, child_age, last))
    _grow_old(kin, stream, wife, husband, union)


def _grow_old(kin: Kin, stream: Stream, wife: int, husband: int, union: Union) -> None:
    age = kin.age(wife)
    at_home = [child for child in kin.people[wife].children if kin.people[child].household == NO_HOME]
    kind = stream.pick(
        (homes.HOUSE, homes.HOUSE, homes.HOUSE, homes.ROW, homes.FLAT, homes.FLAT if age > 70 else homes.FARM)
    )
    roll = stream.below(100)
    if roll < (age - 52) * 5 // 4:
        dead, left = (husband, wife) if stream.chance(720) else (wife, husband)
        day = kin.reference - 1 - stream.below(min(5_500, kin.reference - union.start - 400))
        kin.end(union, day, "E")
        if kin.reference - day < 5 * _YEARS:
            kin.register_gone(dead, 90, day)
        else:
            kin.people[dead].status, kin.people[dead].since = 90, day
        kin.settle([left, *at_home], kind)
    elif roll > 82:
        kin.end(union, union.start + 400 + stream.below(kin.reference - union.start - 430), "F")
        stays, leaves = (wife, husband) if stream.chance(600) else (husband, wife)
        kin.settle([stays, *at_home], kind)
        if stream.chance(450):
            kin.settle([leaves], homes.FLAT)
    else:
        kin.settle([wife, husband, *at_home], kind)


def _grown_child(kin: Kin, stream: Stream, child: int) -> None:
    """Lives at home (marked until the household settles), here on its own, or somewhere else."""
    age = kin.age(child)
    if age < 19 or (age < 24 and stream.chance(500)):
        kin.people[child].household = NO_HOME
    elif stream.chance(430):
        _found_family(kin, stream, child)


def _newcomers(kin: Kin, stream: Stream, *, abroad: bool) -> None:
    origin = stream.early(_COUNTRIES) if abroad else 0
    sex = stream.pick("MK")
    last = foreign_family_name(stream, origin) if origin else family_name(stream)
    age = stream.between(20, 63)
    first = kin.person(stream, age, sex, last, abroad=abroad)
    kin.people[first].origin = origin
    kin.parents_elsewhere(stream, first)
    _found_family(kin, stream, first)


def _found_family(kin: Kin, stream: Stream, first: int) -> None:
    age = kin.age(first)
    roll = stream.below(100)
    if age < 25:
        roll //= 3
    if roll < 30:
        if not kin.people[first].origin and stream.chance(12):
            kin.house([first], NO_HOME)
            kin.people[first].status = 3
        else:
            kin.settle([first], homes.FLAT if age < 35 or stream.chance(600) else stream.pick((homes.ROW, homes.HOUSE)))
    else:
        _couple(kin, stream, first, with_children=roll >= 44, together=roll < 86)


def _couple(kin: Kin, stream: Stream, first: int, *, with_children: bool, together: bool) -> None:
    """A couple, or (`together` false) what it became when it parted: one with the children, the other elsewhere."""
    one = kin.people[first]
    age = kin.age(first)
    same_sex = not with_children and stream.chance(30)
    sex = one.sex if same_sex else "K" if one.sex == "M" else "M"
    married = stream.chance(620 if with_children else 420) and age > 22
    last = one.last if married and stream.chance(600) else family_name(stream)
    partner_age = max(20, age + stream.below(9) - (5 if sex == "K" else 3))
    second = kin.person(stream, partner_age, sex, last, abroad=bool(one.origin))
    kin.people[second].origin = one.origin
    kin.parents_elsewhere(stream, second)
    union = kin.marry(stream, first, second) if married else None
    mother, father = (first, second) if one.sex == "K" else (second, first)
    children = _children(kin, stream, mother, father) if with_children else []
    kind = stream.pick((homes.HOUSE, homes.HOUSE, homes.ROW, homes.FLAT, homes.HOUSE if with_children else homes.FLAT))
    if together:
        kin.settle([first, second, *children], homes.FARM if stream.chance(45) else kind)
        return
    keeper, other = (mother, father) if stream.chance(740) else (father, mother)
    if union is not None:
        _part(kin, stream, union)
    kin.settle([keeper, *children], stream.pick((homes.ROW, homes.FLAT, homes.HOUSE)))
    if stream.chance(480):
        kin.settle([other], homes.FLAT)


def _part(kin: Kin, stream: Stream, union: Union) -> None:
    days = kin.reference - union.start
    if stream.chance(110) and days > 500:
        union.separated = kin.reference - 20 - stream.below(150)
    elif days > 460:
        kin.end(union, union.start + 400 + stream.below(days - 430), "F")


def _children(kin: Kin, stream: Stream, mother: int, father: int) -> list[int]:
    """Those at home; grown children who left are registered elsewhere or found a household here."""
    at_home = []
    age = kin.age(mother)
    origin, arrived = kin.people[mother].origin, kin.people[mother].arrived
    for _ in range(stream.pick((1, 1, 2, 2, 2, 3, 3, 4))):
        child_age = age - 20 - stream.below(19)
        if child_age < 0 or child_age >= kin.age(father) - 16:
            continue
        child = kin.child(stream, mother, father, child_age, kin.people[father].last)
        born = kin.people[child].born
        if origin and born < arrived:
            kin.people[child].origin, kin.people[child].arrived = origin, arrived
        if child_age < 19 or (child_age < 23 and stream.chance(500)):
            at_home.append(child)
        elif stream.chance(350):
            kin.settle([child], homes.FLAT)
    return at_home


def _students(kin: Kin, stream: Stream) -> None:
    """Rooms in a student hall, and now and then a flat shared."""
    shared = [
        kin.person(stream, stream.between(18, 27), stream.pick("MK"), family_name(stream))
        for _ in range(stream.between(1, 4))
    ]
    for student in shared:
        kin.parents_elsewhere(stream, student)
    if stream.chance(300):
        kin.settle(shared, homes.FLAT)
    else:
        for student in shared:
            kin.settle([student], homes.STUDENT)


def _nursing(kin: Kin, stream: Stream) -> None:
    resident = kin.person(stream, stream.between(76, 99), stream.pick("KKM"), family_name(stream))
    if stream.chance(700):
        child = kin.person(
            stream, kin.age(resident) - stream.between(22, 33), stream.pick("MK"), kin.people[resident].last
        )
        parents = (resident, NOBODY) if kin.people[resident].sex == "K" else (NOBODY, resident)
        kin.adopt(child, *parents)
        if stream.chance(400):
            _found_family(kin, stream, child)
    kin.settle([resident], homes.NURSING)


def _leavers(kin: Kin, stream: Stream) -> None:
    """Gone from here in the last years: emigrated, dead, or nobody knows where."""
    roll = stream.below(100)
    age = stream.between(60, 98) if roll < 45 else stream.between(19, 55)
    gone = kin.person(stream, age, stream.pick("MK"), family_name(stream))
    since = kin.reference - 1 - stream.below(5 * _YEARS)
    kin.register_gone(gone, 90 if roll < 45 else 70 if roll > 96 else 80, since)


def _supersede(kin: Kin, stream: Stream, near: int) -> None:
    """Give the first adult living here from `near` on an earlier number: changed (60) or double (50)."""
    people = kin.people
    now = next(n for n in range(near, len(people)) if people[n].household >= 0 and kin.age(n) >= 19)
    person = people[now]
    double = stream.chance(300)
    born = person.born if double else not_new_year(person.born - 1 - stream.below(800))
    old = Person(kin.pool.issue(stream, born, person.sex), born, person.sex, person.last)
    old.origin, old.arrived, old.follow = person.origin, person.arrived, now
    people.append(old)
    kin.register_gone(
        len(people) - 1,
        50 if double else 60,
        kin.reference - 1 - stream.below(min(2_000, kin.reference - max(person.born, person.arrived))),
    )
