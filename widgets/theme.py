"""The application's one style sheet, palette and font.

`apply_theme` is the only place that styles anything. Widgets say what they are (`set_role`) and the sheet says how
that looks; what is painted by hand asks `tokens.current()` for its colours when it paints, so a change of theme needs
no more than a repaint.
"""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from widgets import fonts, icons
from widgets.tokens import RESOURCES, Density, Scheme, Theme, load_theme, put_in_force

STYLE: Final = ("-style", "fusion")
"""What the QApplication is made with. Asking a made one which style it has takes PySide as long as a window to show."""


def apply_theme(app: QApplication, scheme: Scheme, density: Density) -> Theme:
    """Set font, palette and style sheet of the whole application, and give every icon its new colour."""
    theme = load_theme(_resolved(app, scheme), density)
    put_in_force(theme)
    app.setFont(fonts.base_font())
    app.setPalette(_palette(theme))
    app.setStyleSheet(_style_sheet(theme))
    icons.retint(app.allWidgets())
    return theme


def set_role(widget: QWidget, role: str) -> None:
    """Say what `widget` is; the style sheet decides what that looks like. May be changed at any time."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # not shown yet: it is polished once, with the role it then has
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def _resolved(app: QApplication, scheme: Scheme) -> Scheme:
    if scheme is not Scheme.SYSTEM:
        return scheme
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Scheme.HIGH_CONTRAST
    return Scheme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(theme.color("window"))
    for target, name in {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "sunken",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger.fg",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Accent: "accent",
        role.Link: "link",
        role.LinkVisited: "link",
        role.PlaceholderText: "muted",
        role.ToolTipBase: "tooltip",
        role.ToolTipText: "on_tooltip",
        role.Mid: "hairline",
        role.Dark: "control_border",
        role.Shadow: "control_border",
    }.items():
        palette.setColor(target, theme.color(name))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, theme.color("disabled"))
    return palette


def _style_sheet(theme: Theme) -> str:
    text = (RESOURCES / "themes" / "style.qss").read_text(encoding="utf-8")
    values = {name.replace(".", "_"): value for name, value in theme.colours.items()}
    values["row"] = str(theme.row_height)
    values["scheme"] = theme.scheme.value
    values["icons"] = (RESOURCES / "icons").as_posix()
    return Template(text).substitute(values)
