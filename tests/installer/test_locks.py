"""The lock files: every package pinned by hash, no address, the tests' a superset; and how `wheels` reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from installer import indgang, wheels

LOCKS = pytest.mark.parametrize("lock", indgang.LOCKS, ids=lambda lock: lock.name)
PIN = re.compile(r"[a-z0-9][a-z0-9-]*==[0-9][0-9A-Za-z.]*( ; [^\\]+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def entries(lock: Path) -> dict[str, list[str]]:
    """Each requirement line, without its continuation mark -> the lines that continue it."""
    text = re.sub(r"^\s*#.*\n?", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found: dict[str, list[str]] = {}
    for entry in text.replace("\\\n", "\n  ").split("\n"):
        line = entry.rstrip(" \\")
        if line and not line.startswith(" "):
            latest = found.setdefault(line, [])
        elif line:
            latest.append(line.strip())
    return found


@LOCKS
def test_every_package_is_pinned_and_hashed(lock: Path) -> None:
    found = entries(lock)
    assert len(found) > 15
    assert [line for line in found if not PIN.fullmatch(line)] == []
    assert [line for line, rest in found.items() if not rest or not all(map(HASH.fullmatch, rest))] == []


@LOCKS
def test_no_address_is_named(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)\b", text, re.MULTILINE)


def test_the_tests_run_on_what_the_program_runs_on() -> None:
    """A package of one platform may be the tests' everywhere: the pin counts, and the files it may be."""
    run, test = ({line.split(" ;")[0]: set(rest) for line, rest in entries(lock).items()} for lock in indgang.LOCKS)
    assert run.keys() <= test.keys()
    assert all(test[pin] == files for pin, files in run.items())


def test_a_pin_counts_where_its_marker_holds(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text(
        "# a comment with a == in it\n"
        "always==1.0 \\\n    --hash=sha256:aa\n    # via nothing\n"
        "window==2.0 ; sys_platform == 'win32' \\\n    --hash=sha256:bb\n"
        "apple==3.0 ; sys_platform == 'darwin' and python_full_version < '3.13' \\\n    --hash=sha256:cc\n"
        "elder==4.0 ; python_version < '3.12' \\\n    --hash=sha256:dd\n",
        encoding="utf-8",
    )
    found = {
        (name, python): wheels.requirements(lock, wheels.surroundings(name, python))
        for name in wheels.PLATFORMS
        for python in ("3.11", "3.13")
    }
    assert found["Linux x86-64", "3.11"] == ["always==1.0", "elder==4.0"]
    assert found["Linux x86-64", "3.13"] == ["always==1.0"]
    assert found["Windows x86-64", "3.13"] == ["always==1.0", "window==2.0"]
    assert found["macOS arm64", "3.11"] == ["always==1.0", "apple==3.0", "elder==4.0"]
    assert found["macOS arm64", "3.13"] == ["always==1.0"]


@LOCKS
@pytest.mark.parametrize("name", wheels.PLATFORMS)
def test_each_platform_gets_qt_and_only_its_own(lock: Path, name: str) -> None:
    pins = {pin.partition("==")[0] for pin in wheels.requirements(lock, wheels.surroundings(name, "3.11"))}
    assert {"pyside6-essentials", "shiboken6", "lxml"} <= pins
    assert ("colorama" in pins) == (name.startswith("Windows") and lock == indgang.TEST_LOCK)
    assert ("macholib" in pins) == (name.startswith("macOS") and lock == indgang.TEST_LOCK)
