"""What lies beside a plan: what CPR has already, what to ask, and what a finished form offers. Nothing sets itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.errors import UserError
from app.facts.conditions import named
from app.facts.model import Fact, Facts, Unknown, Value, Why
from app.situations.beside import Beside, Offer
from app.situations.forms.answers import Mark, Stands
from app.situations.forms.assessed import Deciding
from app.situations.forms.finished import Draft, FinishedField, FinishedForm, Following
from app.situations.forms.model import FieldKind
from app.situations.forms.representation import Acting, Representation
from app.situations.load import load_situations
from app.situations.plan import Plan, fold_plans, item_of
from app.situations.tasks import Task
from app.situations.told import ItemAdded, PlanEvent, PlanTask, Standing, Started, State
from tests.app.desk import CITIZEN
from tests.app.situations.citizen_states import TODAY, VOCABULARY
from tests.app.situations.desks import LISE
from tests.app.situations.forms.made_up import forms
from tests.app.situations.shipped import KEYS, RESOURCES, SITUATIONS, guide

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TASKS: dict[str, Task] = {task.key: task for task in guide()}
MOVED = date(2026, 11, 10)
MOVE = PlanTask("flytning-indenlands", "Flytning", "Kommunen · Borgerservice", due=date(2026, 11, 15))
SUPPORT = PlanTask("boligstoette-aendring", "Ændringer i boligstøtten", "Udbetaling Danmark", unsure=True)
PENSION = PlanTask("pension-aendring", "Ændringer i pensionen", "Udbetaling Danmark")
FRIPLADS = PlanTask("oekonomisk-friplads", "Økonomisk friplads", "Kommunen · Pladsanvisning")
IN_CPR: dict[str, Value] = {"flytning_retning": "ind", "flyttet_dage": 10, "flyttet_dato": MOVED}


def plan(*tasks: PlanTask, situation: str = "flytning-ind") -> Plan:
    key, contact = uuid4(), uuid4()

    def told(what: Started | ItemAdded, after: int) -> PlanEvent:
        at = NOON + timedelta(milliseconds=after)
        return PlanEvent(id=uuid4(), citizen=CITIZEN, at=at, by=LISE, plan=key, contact=contact, what=what)

    added = [told(ItemAdded(item=item_of(key, task.task), task=task), at) for at, task in enumerate(tasks, 1)]
    return fold_plans([told(Started(situations=(situation,)), 0), *added])[0]


def beside(*finished: FinishedForm, known: dict[str, Value] | None = None, missing: tuple[Unknown, ...] = ()) -> Beside:
    facts = Facts.of([*(Fact(name, value, "cpr") for name, value in (known or {}).items()), *missing])
    return Beside(SITUATIONS, TASKS, {}, VOCABULARY, facts, finished)


def offer(lies: Beside, there: Plan, place: int = 0) -> Offer | None:
    return lies.offer(there, there.items[place], TODAY)


# What a register has


def test_a_move_that_cpr_has_is_offered_as_done_with_its_day() -> None:
    there = plan(MOVE, SUPPORT)
    found = offer(beside(known=IN_CPR), there)
    assert found == Offer(there.items[0], Standing(State.DONE), says="CPR har flytningen", since=MOVED)
    assert offer(beside(known=IN_CPR), there, 1) is None


@pytest.mark.parametrize(
    "values",
    [
        {},
        IN_CPR | {"flytning_retning": "ud"},
        IN_CPR | {"flyttet_dage": 61},
        IN_CPR | {"flyttet_dato": None},
        IN_CPR | {"flyttet_dato": date(2026, 11, 11)},
    ],
    ids=["nothing known", "another move", "long ago", "no certain day", "another day than the deadline's"],
)
def test_another_move_or_none_offers_nothing(values: dict[str, Value]) -> None:
    assert offer(beside(known=values), plan(MOVE)) is None


def test_a_move_planned_before_anybody_knew_its_day_is_found_once_cpr_has_it() -> None:
    found = offer(beside(known=IN_CPR), plan(replace(MOVE, due=None)))
    assert found is not None
    assert found.since == MOVED


def test_a_day_may_be_told_as_days_since_it() -> None:
    there = plan(PlanTask("udrejse", "Udrejse"), situation="udrejse")
    found = offer(beside(known={"udrejst": True, "status_dage": 3}), there)
    assert found is not None
    assert (found.says, found.since) == ("CPR har udrejsen", TODAY - timedelta(3))


def test_what_is_done_with_is_offered_nothing_more() -> None:
    there = plan(MOVE)
    done = replace(there, items=(replace(there.items[0], standing=Standing(State.DONE)),))
    assert offer(beside(known=IN_CPR), done) is None
    assert offer(beside(known=IN_CPR), replace(there, situations=("indrejse",))) is None, (
        "the situation says it, not the task"
    )


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ('{ says = "CPR har det", since = "alder", when = { fact = "alder", min = 1 } }', "tells no day"),
        (
            '{ says = "CPR har det", since = "flyttet_dato", when = { fact = "flytning_retning", is = "op" } }',
            "never op",
        ),
        ('{ says = "CPR har det", when = { fact = "alder", min = 1 } }', "since"),
        ('{ says = "", since = "flyttet_dato", when = { fact = "alder", min = 1 } }', "length"),
    ],
)
def test_what_a_register_has_is_read_as_strictly_as_the_rest(tmp_path: Path, written: str, why: str) -> None:
    for path in (RESOURCES / "situations").glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    place = tmp_path / "bolig.toml"
    text = place.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("registered = "))
    place.write_text(text.replace(line, f"registered = {written}", 1), "utf-8")
    with pytest.raises(UserError, match="situations-invalid") as refused:
        load_situations(tmp_path, VOCABULARY, KEYS)
    assert why in refused.value.detail


def test_every_task_that_registers_show_says_who_has_what() -> None:
    shown = {
        (situation.key, touch.task): touch.registered.says
        for situation in SITUATIONS
        for touch in situation.touches
        if touch.registered is not None
    }
    assert {key for key, task in shown if task == "flytning-indenlands"} == {
        "flytning-ind",
        "flytning-ud",
        "flytning-inden-for",
        "flytte-sammen",
        "flytte-fra-hinanden",
    }
    assert all(says.startswith("CPR har ") for says in shown.values())


# What to ask


def test_what_nobody_knows_is_asked_in_words() -> None:
    there = plan(SUPPORT)
    unheard = Unknown("har_boligstoette", Why.NOT_ASKED, "benefits")
    assert beside(missing=(unheard,)).asks(there, there.items[0]) == ("Får borgeren boligstøtte?",)
    assert beside().asks(there, there.items[0]) == ("",), "nothing is looked up yet: a register may well know"
    assert beside(known={"har_boligstoette": True}).asks(there, there.items[0]) == ()
    assert beside(known={"har_boligstoette": False}).asks(there, there.items[0]) == ("",), (
        "somebody is to say that it is not"
    )
    assert Beside().asks(there, there.items[0]) == ("",), "that something is to be asked is known, and not what"
    loading = Unknown("har_boligstoette", Why.LOADING, "benefits")
    assert beside(missing=(loading,)).asks(there, there.items[0]) == ("",)
    sure = plan(MOVE)
    assert beside().asks(sure, sure.items[0]) == ()


def test_each_fact_that_a_task_hangs_on_has_its_question() -> None:
    hung_on = {
        name
        for situation in SITUATIONS
        for touch in situation.touches
        if touch.when is not None
        for name in named(touch.when)
    }
    asks = {name: VOCABULARY[name].ask for name in hung_on}
    assert {name for name, ask in asks.items() if not ask.endswith("?")} == set()
    assert all(ask[0].isupper() for ask in asks.values())


# Finished forms


def answered(what: str) -> FinishedField:
    """What the change of income is about."""
    return FinishedField("ydelse", FieldKind.CHOICE, "", what, "", Stands.CITIZEN, Mark.NONE, "", None)


def form(key: str = "aendret-indkomst", **changes: object) -> FinishedForm:
    made = FinishedForm(
        id=UUID(int=7),
        form=key,
        title="Ændret indkomst",
        level=1,
        decider="Udbetaling Danmark",
        hand_over="Udbetaling Danmark",
        citizen=CITIZEN,
        representation=Representation(Acting.ASSISTED, why="Kan ikke selv se skærmen"),
        fields=(answered("boligstoette"),),
        to_verify=(),
        open_rules=(),
        asked=(),
        finished_at=NOON + timedelta(minutes=5),
        employee="Lise Nord",
        unit="Borgerservice",
        draft=Draft(UUID(int=7), key, CITIZEN),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # any field of it


@pytest.mark.parametrize(
    ("answer", "served"),
    [
        ("boligstoette", {SUPPORT.task}),
        ("pension", {PENSION.task}),
        ("begge", {SUPPORT.task, PENSION.task}),
        ("", set()),
    ],
)
def test_a_form_that_serves_several_tasks_is_about_those_that_were_answered(answer: str, served: set[str]) -> None:
    there = plan(SUPPORT, PENSION)
    finished = form(fields=(answered(answer),) if answer else ())
    lies = replace(beside(finished), forms=forms())
    assert {found.item.task.task for found in lies.offered_by(finished, there)} == served


def test_a_form_filled_in_on_the_citizens_behalf_offers_its_task_as_sent_with_the_ground() -> None:
    there, finished = plan(MOVE, SUPPORT), form()
    sent = Standing(State.SUBMITTED, ground="Kan ikke selv se skærmen")
    assert offer(beside(finished), there, 1) == Offer(there.items[1], sent, form=finished)
    assert offer(beside(finished), there) is None
    assert beside(finished).offered_by(finished, there) == (Offer(there.items[1], sent, form=finished),)


@pytest.mark.parametrize(
    ("task", "key", "changes", "to"),
    [
        (SUPPORT, "aendret-indkomst", {"representation": Representation()}, (State.HANDED_OVER, "Udbetaling Danmark")),
        (
            replace(SUPPORT, decider="Kommunen"),
            "aendret-indkomst",
            {},
            (State.HANDED_OVER, "Udbetaling Danmark"),
        ),
        (FRIPLADS, "oekonomisk-friplads", {"hand_over": "", "deciding": Deciding.DECIDED}, (State.DONE, "")),
        (MOVE, "flytteanmeldelse", {"hand_over": ""}, (State.DONE, "")),
        (
            FRIPLADS,
            "oekonomisk-friplads",
            {"hand_over": "", "deciding": Deciding.CASEWORKER},
            (State.HANDED_OVER, "Kommunen · Pladsanvisning"),
        ),
        (
            replace(FRIPLADS, decider=""),
            "oekonomisk-friplads",
            {"hand_over": "", "decider": "Kommunen", "deciding": Deciding.SPECIALIST},
            (State.HANDED_OVER, "Kommunen"),
        ),
    ],
)
def test_a_finished_form_offers_what_has_become_of_its_task(
    task: PlanTask, key: str, changes: dict[str, object], to: tuple[State, str]
) -> None:
    there = plan(task)
    found = offer(beside(form(key, **changes)), there)
    assert found is not None
    assert (found.to.state, found.to.receiver) == to
    assert found.to.unanswered == ()
    assert found.to.trimmed() == found.to


def test_nothing_is_offered_where_it_is_open_what_comes_of_it() -> None:
    there = plan(FRIPLADS)
    open_still = form("oekonomisk-friplads", hand_over="", deciding=Deciding.OPEN)
    assert offer(beside(open_still), there) is None


def test_a_form_from_before_the_task_says_nothing_of_it_and_one_of_the_same_day_does() -> None:
    there = plan(SUPPORT)
    assert offer(beside(form(finished_at=NOON - timedelta(days=1))), there) is None
    assert offer(beside(form(finished_at=NOON - timedelta(hours=1))), there) is not None


def test_a_task_whose_own_form_is_to_follow_is_not_done_by_another() -> None:
    host = PlanTask("logivaert", "Logiværtserklæring", "Kommunen · Borgerservice")
    there = plan(MOVE, host)
    follows = (Following("Værten skriver under.", form="logivaertserklaering"),)
    notified = form("flytteanmeldelse", hand_over="", following=follows)
    assert [each.item.task.task for each in beside(notified).offered_by(notified, there)] == ["flytning-indenlands"]
    alone = form("flytteanmeldelse", hand_over="")
    assert len(beside(alone).offered_by(alone, there)) == 2


def test_the_latest_form_counts() -> None:
    there = plan(SUPPORT)
    first, second = form(), form(id=UUID(int=8), finished_at=NOON + timedelta(minutes=9))
    for both in ((first, second), (second, first)):
        found = offer(beside(*both), there)
        assert found is not None
        assert found.form is second


def test_a_task_knows_its_forms_and_one_written_by_hand_has_none() -> None:
    there = plan(SUPPORT, PlanTask("", "Ring til udlejer"))
    shipped = {key: key for key in ("boligstoette", "aendret-indkomst")}
    lies = Beside(tasks=TASKS, forms=shipped)  # type: ignore[arg-type] # stand-ins for forms
    assert [str(form) for form in lies.forms_of(there.items[0])] == ["boligstoette", "aendret-indkomst"]
    assert lies.forms_of(there.items[1]) == ()
