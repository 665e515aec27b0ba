"""Pictures of every part with made-up values: `python -m tests.widgets.gallery DIR`.

Light, dark and high contrast, at the two desk sizes and at 200 %. For eyes, not for comparison.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tests.widgets.gallery_shell import draw_shell
from widgets import formats
from widgets.parts.cards import SectionCard
from widgets.parts.charts import Bar, BarChart
from widgets.parts.chips import Chip, ChipWords
from widgets.parts.dialogs import Dialog
from widgets.parts.facts import FactGrid, FactRow
from widgets.parts.flow import FlowLayout
from widgets.parts.notices import Banner, EmptyState
from widgets.parts.panes import PaneSplit
from widgets.parts.tables import Column, DataTable
from widgets.parts.timeline import TimelineEntry, TimelineView
from widgets.theme import apply_theme, set_role
from widgets.tokens import CARD_GAP, PAGE_MARGIN, Density, Meaning, Scheme, current

_PAYERS = (
    ("Fjordby Kommune", "Løn", Decimal("24150.00"), date(2026, 10, 1)),
    ("Ærøskøbing Østergård ApS", "Løn", Decimal("3275.50"), date(2026, 10, 1)),
    ("Udbetaling Danmark", "Folkepension", Decimal("15230.00"), date(2026, 9, 1)),
    ("Aage Ågård & Søn", "B-indkomst", Decimal("-1200.25"), date(2026, 8, 1)),
)
_Payer = tuple[str, str, Decimal, date]


def person_card() -> SectionCard:
    card = SectionCard("Person og familie")
    card.set_source("CPR · hentet kl. 14.02")
    facts = FactGrid()
    facts.show_facts(
        (
            FactRow("Navn", "Anne-Sofie Ærøskøbing Østergaard-Christoffersen", "", "CPR · hentet kl. 14.02"),
            FactRow("CPR-nummer", "070659-····", "", "CPR · hentet kl. 14.02"),
            FactRow("Civilstand", "Enke siden 11-03-2019", "", "CPR · hentet kl. 14.02"),
            FactRow("Adresse", "", "Beskyttet – vis"),
            FactRow("Kontaktadresse", "", "Ikke registreret"),
            FactRow("Værge", "", "Ikke nødvendigt for dette ærinde"),
        )
    )
    card.body.addWidget(facts)
    card.body.addStretch(1)
    return card


def chips_card() -> SectionCard:
    card = SectionCard("Bolig")
    card.set_source("BBR · hentet kl. 11.20")
    card.set_loading(loading=True)
    card.set_notice(
        "BBR svarer ikke (siden kl. 13.58). Viser oplysninger fra kl. 11.20.", Meaning.WARNING, retry="Prøv igen"
    )
    flow = FlowLayout()
    for text, meaning, icon in (
        ("Beskyttet", Meaning.DANGER, "shield-alert"),
        ("Digital Post", Meaning.SUCCESS, "mail"),
        ("Hørehæmmet", Meaning.INFO, "ear"),
        ("ID: pas", Meaning.NEUTRAL, "id-card"),
        ("Udløber 01-12-2026", Meaning.WARNING, None),
        ("Træning", Meaning.VIOLET, None),
    ):
        flow.addWidget(Chip(ChipWords(text, meaning, icon)))
    card.body.addLayout(flow)
    facts = FactGrid()
    facts.show_facts(
        (
            FactRow("Boligtype", "Lejlighed, 3. sal th."),
            FactRow("Areal", "84 m², 3 værelser"),
            FactRow("Registrerede her", "2 personer, 0,7 pr. værelse"),
        )
    )
    card.body.addWidget(facts)
    card.body.addStretch(1)
    return card


def chart_card() -> SectionCard:
    card = SectionCard("Indkomst")
    card.set_source("eIndkomst · hentet kl. 14.02")
    chart = BarChart("Indkomst pr. måned")
    months = [date(2025 + (9 + n) // 12, (9 + n) % 12 + 1, 1) for n in range(13)]
    bars = [
        Bar(
            formats.month_short(month),
            str(month.year),
            f"{month:%m}-{month.year}",
            (Decimal(24150 + 310 * (n % 3)), Decimal(3275 if n % 4 else 0), Decimal(5100 if n > 7 else 0)),
            provisional=n == 12,
            note="Ikke alle har indberettet endnu" if n == 12 else "",
        )
        for n, month in enumerate(months)
    ]
    chart.set_data(
        ("Løn", "Offentlig ydelse", "Anden pension"),
        bars,
        summary="Indkomsten er steget fra juni 2026; oktober er foreløbig.",
    )
    card.body.addWidget(chart)
    return card


def table_card() -> SectionCard:
    card = SectionCard("Indkomst efter udbetaler")
    card.set_source("eIndkomst · hentet kl. 14.02")
    columns: tuple[Column[_Payer], ...] = (
        Column("Udbetaler", lambda row: row[0], width=0),
        Column("Art", lambda row: row[1], width=112, mark=lambda row: Meaning.INFO if row[1] == "Løn" else None),
        Column("Måned", lambda row: formats.month(row[3]), key=lambda row: row[3], width=88),
        Column("Beløb", lambda row: formats.amount(row[2]), key=lambda row: row[2], numeric=True, width=112),
    )
    table = DataTable(
        "gallery", columns, title="Indkomst efter udbetaler", empty="Ingen", filter_hint="Filtrér udbetalere"
    )
    table.set_rows(_PAYERS)
    table.view.setCurrentIndex(table.model.index(1, 0))
    card.body.addWidget(table)
    return card


def timeline_card() -> SectionCard:
    card = SectionCard("Historik")
    card.set_source("CPR · eIndkomst · kl. 14.02")
    line = TimelineView("Historik")
    line.set_entries(
        (
            TimelineEntry(date(2026, 11, 2), "truck", "Flyttet til Åboulevarden 12, 3. th., 0999 Fjordby", "CPR"),
            TimelineEntry(date(2026, 6, 1), "wallet", "Løn fra Ærøskøbing Østergård ApS begyndt", "eIndkomst"),
            TimelineEntry(date(2026, 3, 11), "briefcase", "Sag oprettet: Boligydelse", "Sager", "Under oplysning"),
            TimelineEntry(date(2019, 3, 11), "users", "Ægtefælle død", "CPR"),
            TimelineEntry(date(1986, 1, 2), "baby", "Barn født", "CPR", "dag usikker"),
        )
    )
    card.body.addWidget(line)
    return card


def states_card() -> SectionCard:
    card = SectionCard("Ydelser", minimum_body=120)
    card.set_source("Ydelsesindeks")
    card.show_message(
        "Ikke nødvendigt for dette ærinde", "Boligydelse, ændring åbner ikke ydelser fra andre myndigheder."
    )
    return card


def controls() -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    primary, plain, quiet, off = (
        QPushButton("Åbn borger"),
        QPushButton("Udvid"),
        QPushButton("Vis alle"),
        QPushButton("Send"),
    )
    set_role(primary, "primary")
    set_role(quiet, "quiet")
    off.setEnabled(False)
    combo = QComboBox()
    combo.addItems(["Boligydelse, ændring", "Pas"])
    field = QLineEdit()
    field.setPlaceholderText("Filtrér sager")
    check = QCheckBox("Vis afsluttede")
    for widget in (primary, plain, quiet, off, combo, field, check):
        row.addWidget(widget)
    return box


def parts_page(columns: int) -> QWidget:
    page = QWidget()
    set_role(page, "page")
    grid = QGridLayout()
    grid.setSpacing(CARD_GAP)
    cards = (person_card(), chips_card(), chart_card(), table_card(), timeline_card(), states_card())
    for number, card in enumerate(cards):
        grid.addWidget(card, number // columns, number % columns)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    offline = Banner(wide=True)
    offline.say(
        "Ingen forbindelse til registrene siden kl. 10.15. Viser gemte oplysninger.",
        Meaning.WARNING,
        action="Se registre",
    )
    layout.addWidget(offline)
    inner = QVBoxLayout()
    inner.setContentsMargins(PAGE_MARGIN, CARD_GAP, PAGE_MARGIN, PAGE_MARGIN)
    inner.setSpacing(CARD_GAP)
    inner.addWidget(controls())
    inner.addLayout(grid)
    inner.addStretch(1)
    layout.addLayout(inner)
    return page


def picture(widget: QWidget, path: Path, *, width: int, height: int) -> None:
    widget.resize(width, height)
    widget.show()
    QApplication.sendPostedEvents()
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()


def scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _scrolled_parts(columns: int) -> QScrollArea:
    return scrolled(parts_page(columns))


def draw(app: QApplication, folder: Path, scale: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {"1280": (1280, 720, 2), "1920": (1920, 1080, 2)} if scale == "1" else {"1920-200": (960, 540, 1)}
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST):
        density = Density.COMPACT if scheme is Scheme.DARK else Density.COMFORTABLE
        apply_theme(app, scheme, density)
        for name, (width, height, columns) in sizes.items():
            tall = height if columns > 1 and height > 1000 else max(height, 1000)
            picture(scrolled(parts_page(columns)), folder / f"parts-{scheme}-{name}.png", width=width, height=tall)
            draw_shell(folder, f"{scheme}-{name}", partial(_scrolled_parts, columns), width=width, height=height)
        page = QWidget()
        dialog = Dialog(
            "Udvid med samtykke",
            "Åbn Indkomst for Anne-Sofie Ærøskøbing Østergaard-Christoffersen.",
            "Åbn med samtykke",
            parent=page,
            colour=current().citizen[0],
        )
        dialog.body.addWidget(QLineEdit())
        picture(dialog, folder / f"dialog-{scheme}-{scale}.png", width=480, height=240)
        page.deleteLater()
        split = PaneSplit(parts_page(1))
        split.open_pane("Afgørelse om boligydelse", EmptyState("file-text", "Dokumentet hentes", "Side 1 af 3"))
        picture(split, folder / f"pane-{scheme}-{scale}.png", width=1280, height=720)


def main() -> None:
    folder, scale = Path(sys.argv[1]), os.environ.get("QT_SCALE_FACTOR", "1")
    app = QApplication([])
    QLocale.setDefault(QLocale("da_DK"))
    app.setCursorFlashTime(0)
    draw(app, folder, scale)
    if scale == "1":
        environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
        subprocess.run([sys.executable, "-m", "tests.widgets.gallery", str(folder)], env=environment, check=True)


if __name__ == "__main__":
    main()
