"""The log: one file per desk, bounded, and never a CPR number in it, whatever a library writes."""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded with the first line written: it brings sockets and pickles along
    from logging.handlers import RotatingFileHandler

_TEN_DIGITS = re.compile(r"(?<!\d)\d{6}(?:[-\s–−/]|%20|%2D)?\d{4}(?!\d)", re.IGNORECASE)
_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class RedactingFormatter(logging.Formatter):
    """Masks anything shaped like a CPR number in the finished line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class LateFileHandler(logging.Handler):
    """Five files of 1 MB at `path`, opened with the first line: most starts have nothing to say."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: RotatingFileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self._file is None:
                self._file = self._opened()
            self._file.emit(record)
        except OSError:
            self.handleError(record)

    def _opened(self) -> RotatingFileHandler:
        from logging.handlers import RotatingFileHandler

        file = RotatingFileHandler(self._path, maxBytes=1_000_000, backupCount=4, encoding="utf-8")
        file.setFormatter(self.formatter)
        return file

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


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
        handlers.append(LateFileHandler(folder / "indgang.log"))
    for handler in handlers:
        handler.setFormatter(RedactingFormatter(_FORM))
        root.addHandler(handler)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


def _log_uncaught(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Type and places only: an exception's text may quote a citizen's data."""
    places = " < ".join(f"{Path(at.filename).name}:{at.lineno}" for at in reversed(traceback.extract_tb(trace)))
    logging.getLogger("indgang").critical("uncaught %s at %s", kind.__name__, places)


def _log_uncaught_in_thread(seen: threading.ExceptHookArgs) -> None:
    _log_uncaught(seen.exc_type, seen.exc_value or seen.exc_type(), seen.exc_traceback)
