"""The content as it ships, read once."""

from __future__ import annotations

import tomllib
from pathlib import Path

from app.situations.load import load_contradictions, load_situations
from app.situations.tasks import Deadline, Owner, Task, Who, load_subjects, load_tasks
from tests.app.desk import ERRANDS
from tests.app.situations.citizen_states import VOCABULARY

RESOURCES = Path("resources")
GUIDE = RESOURCES / "tasks"


def guide() -> tuple[Task, ...]:
    """The tasks as they ship; none while they are not in the tree."""
    subjects = load_subjects(RESOURCES / "kle" / "emner.csv")
    return load_tasks(GUIDE, errands=tuple(ERRANDS), subjects=subjects) if GUIDE.is_dir() else ()


def _named() -> set[str]:
    """The tasks that situations and contradictions name."""
    files = [*(RESOURCES / "situations").glob("*.toml"), RESOURCES / "contradictions.toml"]
    tables = [table for file in files for table in tomllib.loads(file.read_text("utf-8")).values()]
    rows = [row for table in tables for row in table["tasks"]]
    return {row if isinstance(row, str) else row["task"] for row in rows}


KEYS = {task.key for task in guide()} or _named()
SITUATIONS = load_situations(RESOURCES / "situations", VOCABULARY, KEYS)
CONTRADICTIONS = load_contradictions(RESOURCES / "contradictions.toml", VOCABULARY, errands=tuple(ERRANDS), tasks=KEYS)

DEADLINE = Deadline(text="Inden otte dage", ground="Loven", source="test")
STAND_INS = {
    key: Task(
        key=key,
        title=key.replace("-", " ").capitalize(),
        area="test",
        summary="x",
        owner=(Owner(who=Who.UDBETALING_DANMARK),),
        level=1,
        errand="pas",
        deadline=DEADLINE,
    )
    for key in KEYS
}
"""In place of the guide's tasks, all alike."""
