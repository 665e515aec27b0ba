"""What no linter knows of: sizes, forbidden calls, one style sheet, and nothing of any one machine in the tree."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 600
ROOMS = ("app", "widgets", "adapters", "installer", "tests")


def sources(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from (ROOT / room).rglob("*.py")
    if "app" in rooms:
        yield ROOT / "main.py"


def places(pattern: str, *rooms: str, but: tuple[str, ...] = ()) -> list[str]:
    wanted = re.compile(pattern)
    return [
        f"{file.relative_to(ROOT)}:{number}"
        for file in sources(*rooms)
        if str(file.relative_to(ROOT)) not in but
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if wanted.search(line)
    ]


def test_no_file_is_too_long() -> None:
    long = {file.name: n for file in sources(*ROOMS) if (n := len(file.read_text("utf-8").splitlines())) > LARGEST}
    assert long == {}


@pytest.mark.parametrize(
    ("pattern", "but"),
    [
        (r"\.setStyleSheet\(", ("widgets/theme.py",)),
        (r"processEvents\(", ()),
        (r"QEventLoop\(|\.exec\(\)", ("main.py",)),
        (r"QApplication\.instance\(\)|QCoreApplication\.instance\(\)", ("main.py",)),
        (r"time\.sleep\(", ()),
        (
            r"except Exception|except BaseException",
            (
                "adapters/registers/gate.py",
                "adapters/keychain/system.py",
                "widgets/background.py",
                "app/population/database.py",
            ),
        ),
        (r"ThreadPoolExecutor|QThreadPool", ()),
    ],
)
def test_forbidden_calls(pattern: str, but: tuple[str, ...]) -> None:
    assert places(pattern, "app", "widgets", "adapters", but=but) == []


def test_tests_neither_sleep_nor_mock() -> None:
    here = (str(Path(__file__).relative_to(ROOT)),)
    assert places(r"\bsleep\(|unittest\.mock|import mock|qtbot\.wait\(", "tests", but=here) == []


def test_only_the_transport_parses_xml() -> None:
    allowed = ("adapters/transport.py",)
    found = places(r"etree\.(parse|fromstring|XMLParser|XML)\(|minidom|xml\.sax", "app", "adapters", but=allowed)
    assert [place for place in found if "simulator" not in place] == []


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)  # noqa: S607 - git by name
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines()]


# In two pieces each, so that this file does not name them either.
_PIECES = (
    ("py", r"pi\.org"),
    ("python", "hosted"),
    ("npm", "js"),
    (r"deb\.", "debian"),
    ("/ro", "ot/"),
    ("/wo", "rk/"),
)


def test_the_tree_names_no_registry_and_no_machine() -> None:
    hosts = re.compile("|".join(first + second for first, second in _PIECES), re.IGNORECASE)
    found = []
    for file in tracked():
        if file.is_file() and file.suffix not in {".png", ".pdf", ".db"}:
            text = file.read_text(encoding="utf-8", errors="replace")
            found += [str(file.relative_to(ROOT))] if hosts.search(text) else []
    assert found == []


def test_the_lock_files_name_no_address() -> None:
    for lock in ("requirements.lock", "requirements-test.lock"):
        assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_the_top_level_is_the_agreed_one() -> None:
    agreed = {
        "app", "widgets", "adapters", "resources", "tests", "main.py", "pyproject.toml", "installer",
        "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "requirements.lock", "requirements-test.lock",
    }  # fmt: skip
    top = {file.relative_to(ROOT).parts[0] for file in tracked()}
    assert {name for name in top if not name.startswith(".")} == agreed
