"""The panel with the shipped situations, and tasks that stand in for the guide's while those are not in the tree."""

from __future__ import annotations

from app.situations.tasks import Deadline, Owner, Task, Who
from tests.app.situations.citizen_states import VOCABULARY
from tests.app.situations.shipped import CONTRADICTIONS, KEYS, SITUATIONS, guide
from widgets.situations.detected import SituationPanel

DEADLINE = Deadline(text="Inden otte dage", ground="Loven", source="test")
TASKS = {
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


def panel(*, shipped: bool = False) -> SituationPanel:
    tasks = {task.key: task for task in guide()} if shipped else {}
    return SituationPanel(SITUATIONS, CONTRADICTIONS, {**TASKS, **tasks}, VOCABULARY)
