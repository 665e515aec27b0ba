"""What the application needs before its first window: locale, translators, theme, and a log for Qt's own messages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QMessageLogContext, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.preferences import Preferences, load_preferences
from widgets.parts.clipboard import personal_clipboard
from widgets.theme import apply_theme
from widgets.tokens import RESOURCES, Density, Scheme

_log = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass(frozen=True, slots=True)
class Dressing:
    """How the application is dressed: the language in use ("da" or "en"), and how to dress it otherwise.

    `untranslated`: its texts are not here, and so the interface speaks Danish.
    """

    language: str
    restyle: Callable[[Preferences], object]
    untranslated: bool = False


def start_application(app: QApplication, store: Path, language: str | None) -> Dressing:
    """Dress `app` as this desk likes it."""
    qInstallMessageHandler(_log_qt)
    app.setApplicationName("Indgang")
    app.aboutToQuit.connect(_leave_nothing)
    preferences = load_preferences(store)
    spoken = language or preferences.language
    # Numbers and dates stay Danish in both languages: they are Danish law's and Danish registers'.
    QLocale.setDefault(QLocale("da_DK"))
    is_there = _install_translators(app, spoken)
    if not is_there:
        _log.warning("no texts in %s: resources/i18n/%s.qm is missing or broken", spoken, spoken)
    _style(app, preferences)
    return Dressing(spoken, partial(_style, app), untranslated=not is_there)


def _leave_nothing() -> None:
    """What is personal leaves the clipboard with the program, which Windows would keep it after."""
    personal_clipboard().clear_own()


def _style(app: QApplication, preferences: Preferences) -> None:
    apply_theme(app, Scheme(preferences.scheme), Density(preferences.density))


def _install_translators(app: QApplication, language: str) -> bool:
    """Whether our own texts are there in `language`; Danish ones stand in the program."""
    is_there = language == "da"
    for name, folder in (
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (language, str(RESOURCES / "i18n")),
    ):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            is_there = is_there or name == language
    return is_there


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if "propagateSizeHints" not in message:  # the off-screen platform says so of every window
        _log.log(_LEVELS[kind], "%s", message)
