"""English is complete: every Danish text of the sources has one, with the same gaps to fill, and Qt finds it."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from installer.texts import ENGLISH, renew, sources, texts

ROOT = Path(__file__).resolve().parents[2]
GAP = re.compile(r"\{[^{}]*\}")
CALLS = {"tr": 1, "translate": 2}
"""How many strings each takes: the text, and before it the context unless that is the class."""


@pytest.fixture(scope="module")
def committed() -> dict[tuple[str, str], str | None]:
    return texts(ENGLISH)


def translating() -> Iterator[tuple[Path, ast.Call]]:
    """Calls of tr() and of Qt's translate(); a string's own translate() takes one table."""
    for file in sources():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                of_qt = node.func.attr == "tr" or ast.unparse(node.func) == "QCoreApplication.translate"
                if of_qt:
                    yield file, node


def place(file: Path, call: ast.Call) -> str:
    return f"{file.relative_to(ROOT)}:{call.lineno}"


def test_only_plain_strings_are_translated() -> None:
    """lupdate takes an f-string as it is written, so it never matches what is asked for at run time."""
    wrong = [
        place(file, call)
        for file, call in translating()
        if call.keywords
        or len(call.args) != CALLS[str(getattr(call.func, "attr", ""))]
        or not all(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in call.args)
    ]
    assert wrong == []


def test_lupdate_finds_every_text(committed: dict[tuple[str, str], str | None]) -> None:
    found = {danish for _, danish in committed}
    lost = [place(file, call) for file, call in translating() if ast.literal_eval(call.args[-1]) not in found]
    assert lost == []


def test_the_translation_file_is_up_to_date(committed: dict[tuple[str, str], str | None], tmp_path: Path) -> None:
    fresh = tmp_path / "en.ts"
    renew(fresh)
    newly = set(texts(fresh))
    assert (newly - set(committed), set(committed) - newly) == (set(), set()), "python3 installer/indgang.py texts"


def test_every_text_has_its_english(committed: dict[tuple[str, str], str | None]) -> None:
    assert [key for key, english in committed.items() if english is None] == []


def test_the_english_has_the_same_gaps_and_edges(committed: dict[tuple[str, str], str | None]) -> None:
    unlike = [
        danish
        for (_, danish), english in committed.items()
        if english is not None
        and (sorted(GAP.findall(danish)) != sorted(GAP.findall(english)) or edges(danish) != edges(english))
    ]
    assert unlike == []


def edges(text: str) -> tuple[bool, bool, bool, bool]:
    """Blanks that join it to other words, and the mark that makes it a sentence or an unfinished one."""
    return text[:1].isspace(), text[-1:].isspace(), text.endswith("…"), text.count("\n") == 1


def test_the_file_compiles_and_qt_answers_in_english(tmp_path: Path) -> None:
    source = Path(shutil.copy(ENGLISH, tmp_path))
    tool = Path(sys.executable).with_name("pyside6-lrelease.exe" if sys.platform == "win32" else "pyside6-lrelease")
    done = subprocess.run([str(tool), "-fail-on-unfinished", str(source)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    translator = QTranslator()
    assert translator.load("en", str(tmp_path))
    for (context, danish), english in texts(ENGLISH).items():
        assert translator.translate(context, danish) == english
