"""Pictures of the plan: `python -m tests.widgets.situations.gallery_plan DIR`. For eyes, not for comparison."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.situations.records import PlanRecords
from app.situations.told import PlanTask, Standing, State
from app.situations.visit import Visit
from tests.app.desk import CITIZEN
from tests.app.situations.desks import LISE, OMAR, Line, VisitDesk, shared_file
from widgets.situations.plan import PlanView
from widgets.theme import apply_theme, set_role
from widgets.tokens import Density, Scheme

TASKS = (
    PlanTask("flytning-indenlands", "Anmeld flytning", "Fjordby Kommune", "", date(2026, 11, 25)),
    PlanTask("sundhedskort", "Bestil nyt sundhedskort, og vælg læge", "Fjordby Kommune"),
    PlanTask("boligstoette", "Søg boligstøtte", "Udbetaling Danmark", "Søges, så snart lejekontrakten er underskrevet"),
    PlanTask("indskudslaan", "Lån til beboerindskud", "Fjordby Kommune", "", date(2026, 11, 18)),
    PlanTask("dagtilbud", "Skriv Alma op til vuggestue i det nye distrikt", "Fjordby Kommune"),
    PlanTask("helbredstillaeg", "Helbredstillæg", "Fjordby Kommune"),
    PlanTask("parkering", "Beboerlicens til parkering", "Fjordby Kommune"),
)
MOVES = (
    Standing(State.DONE),
    Standing(State.CITIZEN, day=date(2026, 12, 1)),
    Standing(State.SUBMITTED, ground="Kan ikke selv bruge MitID på grund af synet"),
    Standing(State.TO_DO),
    Standing(State.HANDED_OVER, receiver="Pladsanvisningen", day=date(2026, 11, 20)),
    Standing(State.AWAITS, receiver="Lægeerklæring fra Lægehuset", day=date(2026, 12, 4)),
    Standing(State.NOT_RELEVANT, reason="Har ingen bil"),
)


def desk_with_plan(folder: Path) -> VisitDesk:
    line = Line(PlanRecords(shared_file(folder)))
    omar = VisitDesk(folder / "omar", line, OMAR)
    contact = omar.contact()
    plan = omar.visits.start(contact, ["flytning-ind"], TASKS)
    for item, standing in zip(plan.items[:4], MOVES[:3], strict=False):
        plan = omar.visits.move(contact, plan, item.id, standing)
    omar.visits.note(contact, plan, "Lejekontrakten ligger i sagen", plan.items[2].id)
    omar.deliver()
    omar.close()
    lise = VisitDesk(folder / "lise", line, LISE)
    lise.clock.advance(timedelta(hours=1))
    (plan,) = lise.visits.known(CITIZEN).plans
    contact = lise.contact()
    for item, standing in zip(plan.items[4:6], MOVES[4:6], strict=True):
        plan = lise.visits.move(contact, plan, item.id, standing)
    lise.deliver()
    lise.visits.known(CITIZEN)
    line.cut = "shared-unreachable"
    lise.visits.move(contact, plan, plan.items[6].id, MOVES[6])
    return lise


def draw(app: QApplication, folder: Path, scale: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {"1280": (1000, 720), "narrow": (440, 720)} if scale == "1" else {"200": (900, 500)}
    with TemporaryDirectory() as place:
        desk = desk_with_plan(Path(place))
        visit = Visit(desk.visits, CITIZEN, "flytning", lambda _event, _what: None)
        for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST):
            apply_theme(app, scheme, Density.COMFORTABLE)
            for name, (width, height) in sizes.items():
                page = QWidget()
                set_role(page, "page")
                view = PlanView(visit, desk.clock.now, parent=page)
                page.resize(width, height)
                view.resize(width, height)
                page.show()
                view.reload()
                while not view.rows:
                    QTest.qWait(10)
                row, form = view.rows[3], view.rows[3].form
                if name != "200":
                    row._choose(State.HANDED_OVER)
                    form = row.form
                    view.rows[2]._toggle_history()
                if form is not None:
                    form.save()
                QTest.qWait(50)
                page.grab().save(str(folder / f"plan-{scheme}-{name}.png"))
                view.rows[1].open_menu()
                QTest.qWait(20)
                view.rows[1].menu.grab().save(str(folder / f"menu-{scheme}-{name}.png"))
                view.rows[1].menu.close()
                view.forget()
                page.close()
                page.deleteLater()
        desk.close()


def main() -> None:
    folder, scale = Path(sys.argv[1]), os.environ.get("QT_SCALE_FACTOR", "1")
    app = QApplication([])
    QLocale.setDefault(QLocale("da_DK"))
    app.setCursorFlashTime(0)
    draw(app, folder, scale)
    if scale == "1":
        environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
        command = [sys.executable, "-m", "tests.widgets.situations.gallery_plan", str(folder)]
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
