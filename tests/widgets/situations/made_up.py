"""The panel with the shipped situations, and tasks that stand in for the guide's while those are not in the tree."""

from __future__ import annotations

from tests.app.situations.citizen_states import VOCABULARY
from tests.app.situations.shipped import CONTRADICTIONS, SITUATIONS, STAND_INS, guide
from widgets.situations.detected import SituationPanel


def panel(*, shipped: bool = False) -> SituationPanel:
    tasks = {task.key: task for task in guide()} if shipped else {}
    return SituationPanel(SITUATIONS, CONTRADICTIONS, {**STAND_INS, **tasks}, VOCABULARY)
