"""Pictures of income, benefits and cases: `python -m tests.widgets.citizen.gallery_sections DIR`. For eyes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from adapters.documents.renderer import ChildRenderer
from app.access.model import Section
from app.citizen.model.archive import CaseFile
from app.citizen.model.grants import Sector
from app.citizen.model.sections import BenefitFacts, SectionState, SectionValue, State
from app.citizen.port import RegisterKey
from tests.adapters.documents.test_renderer import CHILD
from tests.widgets.citizen import made_up
from tests.widgets.citizen.desk import PDF, DocumentDesk, long_letter
from widgets.citizen.benefits import BenefitsView
from widgets.citizen.cases import CasesView
from widgets.citizen.income import IncomeView
from widgets.citizen.section import SectionView
from widgets.parts.panes import SidePane
from widgets.theme import apply_theme, set_role
from widgets.tokens import CARD_GAP, Density, Scheme

_VIEWS: dict[str, tuple[type[SectionView], RegisterKey, dict[str, SectionValue]]] = {
    "income": (
        IncomeView,
        RegisterKey.EINDKOMST,
        {
            "typical": made_up.typical_income(),
            "empty": made_up.statement(reversed_reports=1),
            "long": made_up.many_incomes(),
        },
    ),
    "benefits": (
        BenefitsView,
        RegisterKey.BENEFITS,
        {
            "typical": made_up.typical_grants(),
            "empty": BenefitFacts((made_up.grants(sector=Sector.MUNICIPAL), made_up.grants())),
            "long": made_up.long_grants(),
        },
    ),
    "cases": (
        CasesView,
        RegisterKey.ARCHIVE,
        {"typical": made_up.typical_cases(), "empty": CaseFile((), left_out=2), "long": made_up.many_cases()},
    ),
}


def _states(section: Section, register: RegisterKey, values: dict[str, SectionValue]) -> dict[str, SectionState]:
    states = {name: made_up.state(section, value) for name, value in values.items()}
    states["failed"] = made_up.state(section, None, State.FAILED, register=register)
    states["kept"] = made_up.state(section, values["typical"], State.FAILED, register=register)
    return states


def _grab(widget: QWidget, path: Path, *, width: int, height: int) -> None:
    widget.resize(width, height)
    widget.show()
    QTest.qWait(30)
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()


def _page(view: QWidget, margin: int) -> QWidget:
    page = QWidget()
    set_role(page, "page")
    layout = QVBoxLayout(page)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.addWidget(view)
    return page


def _overviews(folder: Path, scheme: Scheme, width: int) -> None:
    """The three cards over one another in each state."""
    for number, name in enumerate(("typical", "empty", "long", "kept", "failed")):
        column = QWidget()
        set_role(column, "page")
        layout = QVBoxLayout(column)
        layout.setSpacing(CARD_GAP)
        layout.setContentsMargins(0, 0, 0, 0)
        for kind, register, values in _VIEWS.values():
            view = kind(compact=True)
            view.show_state(_states(kind.section, register, values)[name], made_up.context())
            layout.addWidget(view)
        layout.addStretch(1)
        path = folder / f"compact-{width}-{number}{name}-{scheme}.png"
        _grab(column, path, width=width, height=column.sizeHint().height() if name != "failed" else 480)


def _tabs(folder: Path, scheme: Scheme, *, width: int, height: int) -> None:
    for title, (kind, register, values) in _VIEWS.items():
        for name, state in _states(kind.section, register, values).items():
            view = kind(compact=False)
            view.show_state(state, made_up.context(protected=True))
            _grab(_page(view, 24), folder / f"tab-{title}-{name}-{width}-{scheme}.png", width=width, height=height)


def _documents(folder: Path, scheme: Scheme) -> None:
    renderer = ChildRenderer(CHILD)
    for name, content, mime in (
        ("letter", long_letter(), PDF),
        ("hostile", b"%PDF-1.7 broken", PDF),
        ("word", b"PK", "application/msword"),
    ):
        desk = DocumentDesk(renderer, content=content, mime_type=mime)
        pane = SidePane()
        view = desk.view()
        pane.show_content("Afgørelse om boligstøtte til Ærøskøbing", view)
        pane.resize(440, 760)
        pane.show()
        for _ in range(100):
            QTest.qWait(50)
            if view.shows_page or view.message not in ("", "Henter dokumentet"):
                break
        pane.grab().save(str(folder / f"document-{name}-{scheme}.png"))
        pane.close()
        pane.deleteLater()
    renderer.close()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    QLocale.setDefault(QLocale("da_DK"))
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        apply_theme(app, scheme, Density.COMPACT if scheme is Scheme.DARK else Density.COMFORTABLE)
        for width in (460, 600):
            _overviews(folder, scheme, width)
        _tabs(folder, scheme, width=1240, height=860)
        if scheme is Scheme.LIGHT:
            _tabs(folder, scheme, width=760, height=540)
        _documents(folder, scheme)


if __name__ == "__main__":
    main()
