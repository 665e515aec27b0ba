"""The log: one file per desk, bounded, and never a CPR number in it, whatever a library writes."""

from __future__ import annotations

import logging
import re
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_TEN_DIGITS = re.compile(r"(?<!\d)\d{6}(?:[-\s–−/]|%20|%2D)?\d{4}(?!\d)", re.IGNORECASE)
_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class RedactingFormatter(logging.Formatter):
    """Masks anything shaped like a CPR number in the finished line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def redacted(text: str) -> str:
    return _TEN_DIGITS.sub("··········", text)


def start_logging(folder: Path | None, *, verbose: bool = False) -> None:
    """Warnings to stderr, everything from INFO up to `folder`/indgang.log (five files of 1 MB)."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    stderr = logging.StreamHandler()
    stderr.setLevel(logging.INFO if verbose else logging.WARNING)
    handlers: list[logging.Handler] = [stderr]
    if folder is not None:
        handlers.append(
            RotatingFileHandler(folder / "indgang.log", maxBytes=1_000_000, backupCount=4, encoding="utf-8")
        )
    for handler in handlers:
        handler.setFormatter(RedactingFormatter(_FORM))
        root.addHandler(handler)
    sys.excepthook = _log_uncaught


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("indgang").critical("uncaught", exc_info=(kind, error, trace))
