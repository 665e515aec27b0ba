"""Pictures of the life situations: `python -m tests.widgets.situations.gallery DIR`. For eyes, not for comparison."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.citizen.model.sections import PersonFacts
from app.facts.model import Facts, Unknown, Why
from tests.app.situations.citizen_states import NOW, TODAY, benefits, child, citizen, facts, grant, home, spouse, unit
from tests.app.situations.test_detect import recently
from tests.widgets.gallery import picture
from tests.widgets.situations.made_up import panel
from widgets.theme import apply_theme
from widgets.tokens import Density, Scheme


def newly_separated() -> Facts:
    """Separated, a child, child supplement though another grown-up is registered; the index half silent."""
    family = PersonFacts(citizen(separated=True, separated_since=recently(35)), (spouse(), child()))
    known = facts(person=family, benefits=benefits([grant("Børnetilskud")]), dwelling=home(unit(rooms=1)))
    return known.with_([Unknown("har_boligstoette", Why.FAILED, "benefits")])


def draw(app: QApplication, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    sizes = {"1280": (1280, 720), "1920": (1920, 1080), "tall": (1280, 2200)} if scale == "1" else {"200": (960, 540)}
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST):
        apply_theme(app, scheme, Density.COMFORTABLE)
        for name, (width, height) in sizes.items():
            for what, known, key in (
                ("chosen", newly_separated(), "separation"),
                ("nothing", Facts(), ""),
            ):
                shown = panel(shipped=True)
                shown.show_facts(known, "skilsmisse", NOW, TODAY)
                shown.choose(key)
                picture(shown, folder / f"{what}-{name}-{scheme}.png", width=width, height=height)


if __name__ == "__main__":
    QLocale.setDefault(QLocale("da_DK"))
    draw(QApplication(sys.argv), Path(sys.argv[1]))
