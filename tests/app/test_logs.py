"""Nothing shaped like a CPR number reaches the log, whoever writes it."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.logs import LateFileHandler, RedactingFormatter, redacted, start_logging

NAME = "Karen Østergård"


@pytest.mark.parametrize(
    "form", ["0702614075", "070261-4075", "070261 4075", "070261–4075", "070261%2D4075", '"cpr":"0702614075"}']
)
def test_every_written_form_is_masked(form: str) -> None:
    assert "4075" not in redacted(f"GET /sag?part=urn:oio:cpr-nr:{form}&x=1")


def test_a_traceback_is_masked_too() -> None:
    try:
        int("0702614075x")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "x", 1, "fejl %s", ("070261-4075",), sys.exc_info())
    assert "4075" not in RedactingFormatter("%(message)s").format(record)


def test_longer_numbers_stay() -> None:
    assert redacted("100000000000000057") == "100000000000000057"


def test_the_file_is_opened_with_the_first_line_and_masks_it(tmp_path: Path) -> None:
    file = tmp_path / "indgang.log"
    handler = LateFileHandler(file)
    handler.setFormatter(RedactingFormatter("%(message)s"))
    assert not file.exists()
    for text in ("sag 070261-4075", "sag 12"):
        handler.handle(logging.LogRecord("x", logging.INFO, "x", 1, text, (), None))
    handler.close()
    assert file.read_text(encoding="utf-8").splitlines() == ["sag " + "·" * 10, "sag 12"]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The program's own log, and everything as it was afterwards."""
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook)
    level, handlers = root.level, list(root.handlers)
    start_logging(tmp_path)
    yield tmp_path / "indgang.log"
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


def show_citizen() -> None:
    raise ValueError(f"no such citizen: {NAME}") from KeyError(NAME)


@pytest.mark.parametrize("thread", [False, True])
def test_of_what_nobody_caught_the_log_has_type_and_places_and_no_word(
    log: Path, capfd: pytest.CaptureFixture[str], *, thread: bool
) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - of no interest but that it is uncaught
        show_citizen()
    error = caught.value
    told = type(error), error, error.__traceback__
    if thread:
        names = ("exc_type", "exc_value", "exc_traceback", "thread")
        threading.excepthook(SimpleNamespace(**dict(zip(names, (*told, None), strict=True))))  # type: ignore[arg-type] # as a thread's own end makes one
    else:
        sys.excepthook(*told)
    said = log.read_text(encoding="utf-8")
    assert "uncaught ValueError at test_logs.py:" in said
    for word in (*NAME.split(), "citizen"):
        assert word not in said + "".join(capfd.readouterr())
