"""The panel with the shipped situations, and tasks that stand in for the guide's while those are not in the tree."""

from __future__ import annotations

from collections.abc import Callable

from app.benefits.declaration import Benefit
from app.facts.model import Facts
from app.situations.tasks import Task
from tests.app.situations.citizen_states import VOCABULARY
from tests.app.situations.shipped import CONTRADICTIONS, SITUATIONS, STAND_INS, guide
from widgets.situations.detected import SituationPanel


def _nothing(_task: Task, _facts: Facts) -> tuple[Benefit, ...]:
    return ()


def panel(
    *, shipped: bool = False, reckoned: Callable[[Task, Facts], tuple[Benefit, ...]] = _nothing
) -> SituationPanel:
    tasks = {task.key: task for task in guide()} if shipped else {}
    return SituationPanel(SITUATIONS, CONTRADICTIONS, {**STAND_INS, **tasks}, VOCABULARY, reckoned=reckoned)
