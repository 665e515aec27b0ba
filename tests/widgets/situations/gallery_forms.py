"""Pictures of forms: `python -m tests.widgets.situations.gallery_forms DIR`. For eyes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from decimal import Decimal

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from app.facts.model import Facts
from app.situations.forms.representation import Acting, Representation
from tests.app.situations.forms.made_up import TableChecker, fact, failed
from tests.app.situations.forms.test_assessed import ALONE, COUPLE
from tests.widgets.situations.form_desk import FormDesk, with_foot
from widgets.situations.form import FormView
from widgets.theme import apply_theme
from widgets.tokens import Density, Scheme

_KNOWN = Facts.of(
    [
        fact("adresse", "Ærøvej 12, 2. tv, 9998 Fjordby"),
        fact("antal_boern_hjemme", 2),
        fact("personlig_indkomst_maaned", Decimal("24150.00"), "eindkomst"),
        fact("andre_voksne_paa_adressen", 1, "bbr"),
        fact("aegtefaelle_samme_adresse", False),
        fact("har_vaerge", True),
        failed("har_friplads", "benefits"),
    ]
)


def _views(desk: FormDesk) -> dict[str, FormView]:
    friplads = desk.view(
        "oekonomisk-friplads",
        {
            "barn": "0906224070", "dagtilbud": "Børnehuset Ærøskøbing", "optaget_fra": "01-12-2026",
            "oplyst_enlig": "ja", "indkomst_ansoeger": "19.500", "takst_maaned": "12.5",
        },
        known=_KNOWN,
    )  # fmt: skip
    move = desk.view(
        "flytteanmeldelse",
        {"flyttedato": "02-11-2026", "ny_adresse": "Åboulevarden 12, 3. th, 9998 Fjordby", "hos_andre": "ja"},
        known=_KNOWN,
        checker=TableChecker(down=True),
    )
    draft = desk.drafts.begin(desk.view("boernepas").form, friplads.draft.citizen)
    acting = Representation(Acting.POWER_OF_ATTORNEY, name="Bo Østergård")
    passport = desk.view(
        "boernepas", {"barn": "0906174072", "barn_moedt": "ja"}, draft=desk.drafts.represent(draft, acting)
    )
    attest = desk.view(
        "attester",
        {"modtager": "privat", "om_borgeren": "nej", "om_anden": "0702614075"},
        checker=TableChecker(protected=True),
    )
    decided = desk.view("oekonomisk-friplads", COUPLE, known=ALONE)
    with_foot(decided).unfold.setChecked(True)
    with_foot(friplads)
    return {"afgjort": decided, "friplads": friplads, "flytning": move, "pas": passport, "attest": attest}


def _draw(app: QApplication, folder: Path, scale: str) -> None:
    sizes = {"760": (760, 1000), "1280": (1280, 720)} if scale == "1" else {"960-200": (960, 540)}
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        apply_theme(app, scheme, Density.COMFORTABLE)
        with TemporaryDirectory() as place:
            desk = FormDesk(Path(place))
            for name, view in _views(desk).items():
                for size, (width, height) in sizes.items():
                    view.resize(width, height)
                    view.show()
                    QTimer.singleShot(900, app.quit)
                    app.exec()
                    if name in ("pas", "attest"):
                        view.finish()
                    view.grab().save(str(folder / f"{name}-{scheme}-{size}.png"))
                if name == "friplads" and scale == "1":
                    view.resize(760, 2100)
                    QApplication.sendPostedEvents()
                    view.grab().save(str(folder / f"{name}-{scheme}-whole.png"))
                view.close()
            desk.close()


def main() -> None:
    folder, scale = Path(sys.argv[1]), os.environ.get("QT_SCALE_FACTOR", "1")
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(["indgang", "-style", "fusion"])
    QLocale.setDefault(QLocale("da_DK"))
    app.setCursorFlashTime(0)
    _draw(app, folder, scale)
    if scale == "1":
        environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
        command = [sys.executable, "-m", "tests.widgets.situations.gallery_forms", str(folder)]
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
