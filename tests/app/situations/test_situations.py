"""The life situations and contradictions that ship, and what is wrong with bad ones."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from app.access.purpose import state_purpose
from app.errors import UserError
from app.facts.conditions import Bound, Condition, Every, Not, Some, Verdict, named
from app.facts.model import Fact, Facts, Kind, Value
from app.situations.derive import facts_of
from app.situations.detect import DECLARED
from app.situations.due import Event
from app.situations.load import load_contradictions, load_situations
from app.situations.model import Contradiction, Happened, Situation, Theme
from app.situations.tasks import SITUATIONS as IN_THE_GUIDE
from tests.app.desk import ERRANDS, StandingClock
from tests.app.situations.citizen_states import BASIS, TODAY, VOCABULARY, whole
from tests.app.situations.shipped import CONTRADICTIONS, GUIDE, KEYS, RESOURCES, SITUATIONS, guide

FIXED = {
    "vielse", "skilsmisse", "separation", "barn-foedt", "barn-dagtilbud", "barn-skole", "foraeldremyndighed",
    "doedsfald", "job-mistet", "job-fundet", "indkomst-aendret", "uddannelse", "sygdom", "flytning-ind", "flytning-ud",
    "flytning-inden-for", "indrejse", "udrejse", "flytte-sammen", "flytte-fra-hinanden", "pensionsalder",
    "pension-indkomst", "enke", "hjaelp-i-hjemmet",
}  # fmt: skip
BY_HAND = {"hjaelp-i-hjemmet"}


def conditions() -> Iterator[tuple[str, Condition]]:
    for situation in SITUATIONS:
        if situation.when is not None:
            yield situation.key, situation.when
        for touch in situation.touches:
            if touch.when is not None:
                yield f"{situation.key}: {touch.task}", touch.when
    for contradiction in CONTRADICTIONS:
        yield contradiction.key, contradiction.when


def test_the_four_themes_and_all_their_events_ship() -> None:
    assert {situation.key for situation in SITUATIONS} == IN_THE_GUIDE
    assert FIXED | {"fylder-15", "fylder-18", "bolig-for-lille"} == IN_THE_GUIDE
    assert {situation.theme for situation in SITUATIONS} == set(Theme)
    assert {situation.key for situation in SITUATIONS if situation.when is None} == BY_HAND


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.key)
def test_each_asks_touches_and_tells_in_plain_sentences(situation: Situation) -> None:
    assert len(situation.ask) >= 3
    assert all(question.endswith("?") for question in situation.ask)
    assert len(situation.touches) >= 5
    assert all(touch.because.endswith(".") for touch in situation.touches)
    assert situation.summary.endswith(".")
    assert situation.sources
    for deadline in (*(t.deadline for t in situation.touches), *(t.deadline for t in situation.tell)):
        assert deadline is None or (deadline.ground and deadline.source)


def test_no_figure_stands_in_the_words_but_spans_of_time() -> None:
    """Amounts, rates and telephone numbers belong to tables with a source and a date."""
    texts = [
        t for s in SITUATIONS for t in (s.summary, *s.ask, *(x.because for x in s.touches), *(x.what for x in s.tell))
    ]
    texts += [t for c in CONTRADICTIONS for t in (c.question, *c.check)]
    figures = {figure for text in texts for figure in re.findall(r"\d+[\w.,]*", text)}
    assert figures <= {"6", "6.", "15", "18", "18.", "18?", "2003"}
    assert not any("kr." in text for text in texts)


def test_no_contradiction_accuses() -> None:
    for contradiction in CONTRADICTIONS:
        words = " ".join((contradiction.question, *contradiction.check)).casefold()
        for hard in ("snyd", "svindel", "kontrol", "mistanke", "ulovlig", "uberettiget", "falsk", "lyver", "fejlagtig"):
            assert hard not in words


@pytest.mark.skipif(not GUIDE.is_dir(), reason="the task guide's content is not in the tree")
def test_situations_and_guide_agree() -> None:
    tasks = {task.key: task for task in guide()}
    for situation in SITUATIONS:
        for touch in situation.touches:
            assert not tasks[touch.task].has_ended(TODAY), f"{situation.key}: {touch.task} has ended"
            assert tasks[touch.task].owner_on(TODAY) is not None, f"{touch.task} has no owner"


@pytest.mark.skipif(not GUIDE.is_dir(), reason="the task guide's content is not in the tree")
def test_a_task_names_just_the_situations_that_touch_it() -> None:
    """Its button opens the situation, and the situation must then say something of the task."""
    touching = {
        task.key: {s.key for s in SITUATIONS if task.key in {touch.task for touch in s.touches}} for task in guide()
    }
    assert {task.key: set(task.situations) for task in guide()} == touching


@pytest.mark.parametrize("contradiction", CONTRADICTIONS, ids=lambda contradiction: contradiction.key)
def test_a_contradiction_can_arise_in_each_errand_it_is_for(contradiction: Contradiction) -> None:
    """The facts it rests on are asked for in the errand: sections, relatives, subjects; or in one of its forms."""
    for errand in contradiction.errands:
        asked = facts_of(whole(), state_purpose(ERRANDS[errand], StandingClock()), TODAY, BASIS)
        known = {name for name, fact in asked.items() if isinstance(fact, Fact)}
        told = {DECLARED[name] for name in _fields_of(errand) if name in DECLARED}
        assert _solvable(contradiction.when, known | told), errand


@pytest.mark.skipif(not GUIDE.is_dir(), reason="the task guide's content is not in the tree")
@pytest.mark.parametrize("contradiction", CONTRADICTIONS, ids=lambda contradiction: contradiction.key)
def test_a_contradiction_bears_on_a_task_of_an_errand_it_is_for(contradiction: Contradiction) -> None:
    bears_on = [task for task in guide() if task.key in contradiction.tasks]
    assert {task.errand for task in bears_on} & contradiction.errands


def _fields_of(errand: str) -> set[str]:
    forms = [tomllib.loads(file.read_text(encoding="utf-8")) for file in (RESOURCES / "forms").glob("*.toml")]
    groups = [group for form in forms if form["errand"] == errand for group in form["group"]]
    return {field["name"] for group in groups for field in group["field"]}


def _solvable(condition: Condition, open_facts: set[str]) -> bool:
    match condition:
        case Bound():
            held = {"indkomst_afvigelse_pct": "indkomst_maaned", "personer_afvigelse": "personer_paa_adressen"}
            return held.get(condition.fact, condition.fact) in open_facts
        case Not():
            return _solvable(condition.part, open_facts)
        case Every():
            return all(_solvable(part, open_facts) for part in condition.parts)
        case Some():
            return any(_solvable(part, open_facts) for part in condition.parts)


# Every condition covered: each bound of it can turn the answer by itself


@pytest.mark.parametrize(("name", "condition"), list(conditions()), ids=[name for name, _ in conditions()])
def test_each_bound_turns_the_answer(name: str, condition: Condition) -> None:
    tried = {fact: _values(fact, condition) for fact in dict.fromkeys(named(condition))}
    answers = {
        values: condition.holds(
            Facts.of(Fact(fact, value, "cpr") for fact, value in zip(tried, values, strict=True))
        ).verdict
        for values in product(*tried.values())
    }
    assert set(answers.values()) == {Verdict.MET, Verdict.NOT_MET}
    for bound in _bounds(condition):
        place = list(tried).index(bound.fact)
        edges = [value for value in tried[bound.fact] if _is_edge(bound, value)]
        assert any(
            answers[values] is not answers[(*values[:place], edge, *values[place + 1 :])]
            for values in answers
            for edge in edges
        ), f"{name}: {bound} decides nothing"


def _bounds(condition: Condition) -> Iterator[Bound]:
    match condition:
        case Bound():
            yield condition
        case Not():
            yield from _bounds(condition.part)
        case Every() | Some():
            for part in condition.parts:
                yield from _bounds(part)


def _values(fact: str, condition: Condition) -> tuple[Value, ...]:
    """Both sides of every bound that the condition sets for the fact, and nothing at all."""
    kind = VOCABULARY[fact].kind
    values: dict[Value, None] = {None: None}
    for bound in _bounds(condition):
        if bound.fact == fact:
            values.update(dict.fromkeys(bound.among))
            for edge in (bound.least, bound.most):
                if isinstance(edge, int):
                    values.update(dict.fromkeys((edge - 1, edge, edge + 1, Decimal(edge) + Decimal("0.5"))))
    if kind is Kind.BOOLEAN:
        values.update({True: None, False: None})
    if kind is Kind.TEXT:
        values["andet"] = None
    if kind in (Kind.NUMBER, Kind.AMOUNT) and len(values) == 2:
        values[1] = None
    return tuple(values)


def _is_edge(bound: Bound, value: Value) -> bool:
    facts = Facts.of([Fact(bound.fact, value, "cpr")])
    return bound.holds(facts).verdict is Verdict.MET


# Mistakes in the data

_GOOD = """
[vielse]
title = "Ægteskab"
summary = "To er blevet gift."
ask = ["Er I gift?"]
when = { fact = "civilstand", is = "gift" }
citizen = "Du er blevet gift"

[[vielse.tasks]]
task = "navneaendring"
because = "De vil have fælles navn."
"""


def folder(tmp_path: Path, text: str) -> Path:
    for theme in Theme:
        (tmp_path / f"{theme}.toml").write_text("", encoding="utf-8")
    (tmp_path / "familie.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_small_situation_loads(tmp_path: Path) -> None:
    (situation,) = load_situations(folder(tmp_path, _GOOD), VOCABULARY, KEYS)
    assert (situation.key, situation.theme, situation.touches[0].when) == ("vielse", Theme.FAMILY, None)
    assert situation.happened is None


@pytest.mark.parametrize("fact", ["civilstand_dage", "flyttet_dato", ""])
def test_what_happened_is_told_by_a_date_the_days_since_it_or_the_citizen(tmp_path: Path, fact: str) -> None:
    named = f', fact = "{fact}"' if fact else ""
    text = _GOOD.replace("\nask = ", f'\nhappened = {{ event = "vielse"{named} }}\nask = ')
    (situation,) = load_situations(folder(tmp_path, text), VOCABULARY, KEYS)
    assert situation.happened == Happened(Event.MARRIAGE, fact)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "key"),
    [
        ("[vielse]\n", "[vielse\n", 2, ""),
        ('title = "Ægteskab"', "", 2, "vielse"),
        ('citizen = "Du er blevet gift"', "", 2, "vielse"),
        ('title = "Ægteskab"', 'title = "Ægteskab"\ncolour = "red"', 4, "vielse"),
        ('ask = ["Er I gift?"]', "ask = []", 5, "vielse"),
        ('is = "gift"', 'is = "ja"', 6, "vielse"),
        ('fact = "civilstand"', 'fact = "stemning"', 6, "vielse"),
        ("\nask = ", '\nhappened = { event = "fest" }\nask = ', 5, "vielse"),
        ("\nask = ", '\nhappened = { event = "vielse", fact = "stemning" }\nask = ', 5, "vielse"),
        ("\nask = ", '\nhappened = { event = "vielse", fact = "civilstand" }\nask = ', 5, "vielse"),
        ("\nask = ", '\nhappened = { event = "vielse", fact = "dage_til_18" }\nask = ', 5, "vielse"),
        ('task = "navneaendring"', 'task = "trylleri"', 9, "vielse"),
        ('because = "De vil have fælles navn."', 'because = ""', 9, "vielse"),
        ('because = "De vil', 'when = { fact = "alder", is = "x" }\nbecause = "De vil', 9, "vielse"),
        (_GOOD, _GOOD + '\n[[vielse.tasks]]\ntask = "navneaendring"\nbecause = "Igen."', 9, "vielse"),
        (_GOOD, "vielse = 3", 1, "vielse"),
    ],
)
def test_a_mistake_names_file_line_and_situation(tmp_path: Path, right: str, wrong: str, line: int, key: str) -> None:
    assert right in _GOOD
    with pytest.raises(UserError, match="situations-invalid") as caught:
        load_situations(folder(tmp_path, _GOOD.replace(right, wrong)), VOCABULARY, KEYS)
    assert caught.value.params == {"file": "familie.toml", "line": line, "key": key}


def test_a_situation_stands_in_one_file(tmp_path: Path) -> None:
    (folder(tmp_path, _GOOD) / "bolig.toml").write_text(_GOOD, encoding="utf-8")
    with pytest.raises(UserError, match="another file") as caught:
        load_situations(tmp_path, VOCABULARY, KEYS)
    assert caught.value.params["file"] == "bolig.toml"


def test_a_missing_file_is_a_mistake(tmp_path: Path) -> None:
    shutil.copytree(RESOURCES / "situations", tmp_path / "situations")
    (tmp_path / "situations" / "arbejde.toml").unlink()
    with pytest.raises(UserError, match="situations-invalid"):
        load_situations(tmp_path / "situations", VOCABULARY, KEYS)


_QUESTION = """
[uden-koekken]
errands = ["boligstoette"]
when = { fact = "eget_koekken", is = false }
shows = ["eget_koekken"]
question = "Passer det?"
check = ["Se i BBR."]
"""


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ('["boligstoette"]', '["kaffe"]', 3),
        ("is = false", 'is = "nej"', 4),
        ('shows = ["eget_koekken"]', 'shows = ["stemning"]', 5),
        ('question = "Passer det?"', 'question = "Det passer ikke."', 6),
        ('check = ["Se i BBR."]', "check = []", 7),
        ('check = ["Se i BBR."]', 'check = ["Se i BBR."]\ntasks = ["trylleri"]', 8),
    ],
)
def test_a_mistaken_contradiction_is_named(tmp_path: Path, right: str, wrong: str, line: int) -> None:
    path = tmp_path / "contradictions.toml"
    path.write_text(_QUESTION, encoding="utf-8")
    assert len(load_contradictions(path, VOCABULARY, errands=tuple(ERRANDS), tasks=KEYS)) == 1
    path.write_text(_QUESTION.replace(right, wrong), encoding="utf-8")
    with pytest.raises(UserError, match="situations-invalid") as caught:
        load_contradictions(path, VOCABULARY, errands=tuple(ERRANDS), tasks=KEYS)
    assert caught.value.params == {"file": "contradictions.toml", "line": line, "key": "uden-koekken"}
