"""Every pair that must be told apart is, in every scheme; and nothing is styled anywhere else."""

from __future__ import annotations

import importlib.util
import re
import zipfile
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import BugError
from widgets import icons
from widgets.fonts import TextSize, base_font, sized
from widgets.theme import apply_theme, set_role
from widgets.tokens import RESOURCES, Density, Meaning, Scheme, current, load_theme

SCHEMES = (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST)
SURFACES = ("window", "surface", "sunken", "rail", "hover", "pressed", "selection")
TEXT_PAIRS = (
    *product(("text", "muted"), SURFACES),
    *product(("link",), ("window", "surface", "hover", "pressed")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_tooltip", "tooltip"),
    *((f"{meaning}.fg", f"{meaning}.bg") for meaning in Meaning),
    *((f"{meaning}.fg", "surface") for meaning in Meaning),
    ("danger.fg", "window"),
)
THING_PAIRS = (
    *product(("icon", "focus", "control_border"), SURFACES),
    *product(("accent",), ("surface", "window", "rail")),
    *((f"{meaning}.border", f"{meaning}.bg") for meaning in Meaning),
    *((f"{meaning}.border", "surface") for meaning in Meaning),
    *product(("training",), ("window", "surface", "rail")),
    ("on_training", "training"),
)


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio, 1 to 21."""
    high, low = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_measures_what_wcag_measures() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read(scheme: Scheme) -> None:
    colours = load_theme(scheme).colours
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT_PAIRS}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 4.5}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_icons_borders_and_focus_can_be_seen(scheme: Scheme) -> None:
    colours = load_theme(scheme).colours
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in THING_PAIRS}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 3}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_chart_and_citizen_colours_stand_out_from_the_surface(scheme: Scheme) -> None:
    theme = load_theme(scheme)
    for colour in (*theme.series, *theme.citizen):
        assert contrast(colour, theme.colours["surface"]) >= 3, colour


@pytest.mark.parametrize("scheme", SCHEMES)
def test_ticks_and_arrows_of_the_style_sheet_are_in_token_colours(scheme: Scheme) -> None:
    colours = load_theme(scheme).colours
    check = (RESOURCES / "icons" / f"check-{scheme}.svg").read_text(encoding="utf-8")
    assert f'stroke="{colours["on_accent"]}"' in check
    arrow = re.search(r'stroke="(#\w+)"', (RESOURCES / "icons" / "chevron-down.svg").read_text(encoding="utf-8"))
    assert arrow is not None
    assert contrast(arrow[1], colours["surface"]) >= 3


@pytest.mark.parametrize(("scheme", "density"), list(product(SCHEMES, Density)))
def test_palette_and_sheet_follow_the_table(qapp: QApplication, scheme: Scheme, density: Density) -> None:
    before = current()
    try:
        theme = apply_theme(qapp, scheme, density)
        assert qapp.palette().color(QPalette.ColorRole.WindowText) == theme.color("text")
        assert "$" not in qapp.styleSheet()
        assert theme.row_height == (32 if density is Density.COMFORTABLE else 26)
    finally:
        apply_theme(qapp, before.scheme, before.density)


def test_the_system_scheme_is_resolved(qapp: QApplication) -> None:
    before = current()
    try:
        assert apply_theme(qapp, Scheme.SYSTEM, Density.COMFORTABLE).scheme in SCHEMES
    finally:
        apply_theme(qapp, before.scheme, before.density)


def test_a_given_icon_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    icons.give(button, "search")
    light = button.icon().pixmap(16, 16).toImage()
    apply_theme(qapp, Scheme.DARK, Density.COMFORTABLE)
    try:
        assert button.icon().pixmap(16, 16).toImage() != light
    finally:
        apply_theme(qapp, Scheme.LIGHT, Density.COMFORTABLE)


def test_every_icon_named_in_the_sources_exists() -> None:
    assert not icons.pixmap("search", "icon", size=20, dpr=2.0).isNull()
    for meaning in Meaning:
        assert not icons.pixmap(meaning.icon, f"{meaning}.fg").isNull()


def test_icons_are_read_as_the_archive_has_them() -> None:
    package = importlib.util.find_spec("justmyresource_lucide")
    assert package is not None
    assert package.origin is not None
    with zipfile.ZipFile(Path(package.origin).parent / "icons.zip") as archive:
        for name in archive.namelist()[::97]:
            assert icons._svg(name.removesuffix(".svg")) == archive.read(name).decode("utf-8")
    with pytest.raises(BugError):
        icons._svg("no-such-icon")


def test_figures_are_tabular() -> None:
    metrics = QFontMetricsF(base_font())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_danish_letters_are_drawn_in_the_packaged_font(qtbot: QtBot) -> None:
    label = QLabel("æøå ÆØÅ § € −")
    qtbot.addWidget(label)
    assert QFontInfo(label.font()).family() == "Source Sans Pro"
    metrics = QFontMetricsF(label.font())
    assert all(metrics.inFontUcs4(ord(letter)) for letter in "æøåÆØÅ§€−·")


def test_sizes_and_weights() -> None:
    name = sized(base_font(), TextSize.NAME, semibold=True)
    assert name.pixelSize() == 20
    assert QFontInfo(name).weight() == 600


def test_a_role_changes_the_look_at_once(qtbot: QtBot) -> None:
    label = QLabel("Ikke registreret")
    qtbot.addWidget(label)
    set_role(label, "missing")
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == current().color("muted")
    set_role(label, "fact")
    assert label.palette().color(QPalette.ColorRole.WindowText) == current().color("text")


def test_only_the_theme_styles() -> None:
    widgets = Path(__file__).parents[2] / "widgets"
    guilty = [
        path.name
        for path in widgets.rglob("*.py")
        if path.name != "theme.py" and ("setStyleSheet" in path.read_text(encoding="utf-8") or _names_a_colour(path))
    ]
    assert not guilty


def _names_a_colour(path: Path) -> bool:
    return (
        re.search(r'"#[0-9a-fA-F]{3,8}"|GlobalColor\.(?!transparent)|Qt\.(red|blue|green)', path.read_text("utf-8"))
        is not None
    )


def test_buttons_are_large_enough_to_hit(qtbot: QtBot) -> None:
    for role in ("", "primary", "quiet", "icon", "status"):
        holder = QWidget()
        qtbot.addWidget(holder)
        button = QPushButton("x", holder)
        set_role(button, role)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        assert button.sizeHint().height() >= 24, role
        assert button.sizeHint().width() >= 24, role
