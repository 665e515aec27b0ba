"""Nothing shaped like a CPR number reaches the log, whoever writes it."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from app.logs import LateFileHandler, RedactingFormatter, redacted


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
