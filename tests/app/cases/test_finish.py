"""Who may write a note: traced and admitted as any access is, but kept also where nobody may be looked up any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.access.model import Purpose, Rule
from app.access.trace import TraceEvent
from app.errors import UserError
from app.population.desk import Population
from app.workplace import Workplace
from tests.app.cases.archives import CASE, NoteDesk
from tests.app.desk import CITIZEN, Desk
from tests.widgets.citizen.desk import GreyRenderer


def workplace(notes: NoteDesk, room: Desk) -> Workplace:
    return Workplace(
        viewer=room.viewer,
        municipality="Fjordby Kommune",
        errands=(),
        sources=room.sources,
        population=Population(),
        renderer=GreyRenderer(),
        notes=notes.notes,
        delivery=notes.delivery,
    )


def write(notes: NoteDesk, room: Desk, purpose: Purpose | None = None) -> None:
    draft = notes.notes.begin(CASE, CITIZEN).changed("Samtale", "Ringede")
    workplace(notes, room).finish_note(draft, purpose or room.purpose("kontanthjaelp"))


def test_a_note_is_traced_before_it_is_written(desk: NoteDesk) -> None:
    room = Desk()
    write(desk, room)
    (line,) = room.trace.lines
    (sent,) = desk.notes.of_case(CASE.id)
    assert (line.event, line.subject, line.result) == (TraceEvent.WRITTEN, CITIZEN, f"note {sent.note.id}")


def test_roles_too_old_to_look_up_with_still_write(desk: NoteDesk) -> None:
    room = Desk()
    room.online = False
    room.clock.advance(timedelta(hours=13))
    write(desk, room)
    assert len(desk.notes.of_case(CASE.id)) == 1


def test_nobody_writes_on_their_own_case_or_outside_the_purpose(desk: NoteDesk) -> None:
    room = Desk()
    with pytest.raises(UserError, match="access-refused"):
        write(desk, room, room.purpose("pas"))
    room.people = replace(room.people, own=CITIZEN)
    with pytest.raises(UserError, match="access-refused") as refused:
        write(desk, room)
    assert refused.value.params["rule"] == Rule.SELF
    assert desk.notes.of_case(CASE.id) == ()
    assert room.trace.lines[-1].event is TraceEvent.REFUSED
