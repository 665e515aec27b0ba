"""The set-up script: what it refuses, what it prints, and when it makes the environment anew."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from installer import indgang

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_these_pythons_will_do(version: tuple[int, int]) -> None:
    assert indgang.python_problem(version) == ""


@pytest.mark.parametrize("version", [(3, 10), (3, 15), (4, 0), (2, 7)])
def test_other_pythons_are_refused_by_name(version: tuple[int, int]) -> None:
    problem = indgang.python_problem(version)
    assert "3.11 to 3.14" in problem
    assert f"this is {version[0]}.{version[1]}." in problem


linux = pytest.mark.skipif(sys.platform != "linux", reason="shared libraries are looked for on Linux only")


@linux
def test_missing_libraries_end_it_with_the_line_that_installs_them(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        indgang.check_system({"libc.so.6": "libc6", "libnever-1.so.7": "libnever-1-7", "libnot.so.2": "libnot2"})
    assert stopped.value.code == indgang.MISSING == 3
    said = capsys.readouterr().err.splitlines()
    assert said[-1] == "apt-get update && apt-get install -y --no-install-recommends libnever-1-7 libnot2"
    assert said[0] == "This system lacks libnever-1.so.7, libnot.so.2."


@linux
def test_a_whole_system_passes_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    indgang.check_system({"libc.so.6": "libc6"})
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ([], True),
        (["--language", "en"], True),
        (["--version"], False),
        (["--tour", "pictures"], False),
        (["--tour=pictures"], False),
        (["--config", "desk.toml", "--check"], False),
        (["import-population", "extract.txt"], False),
    ],
)
def test_a_window_is_expected_unless_the_arguments_say_otherwise(*, arguments: list[str], opens: bool) -> None:
    assert indgang.opens_window(arguments, {}) is opens
    assert not indgang.opens_window(arguments, {"QT_QPA_PLATFORM": "offscreen"})


def test_help_names_every_command() -> None:
    script = ROOT / "installer" / "indgang.py"
    told = subprocess.run([sys.executable, str(script), "--help"], capture_output=True, text=True)
    assert told.returncode == 0
    for command in ("run", "test", "texts", "bundle", "lock", "wheels"):
        assert command in told.stdout


class Ground:
    """A folder with two lock files, of which the second holds all of the first, and a wheel for each package."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.venv = folder / "environment"
        self.run_lock = folder / "run.lock"
        self.test_lock = folder / "test.lock"
        self.run_lock.write_text(self.line("quay"), encoding="utf-8")
        self.test_lock.write_text(self.line("quay") + self.line("crane"), encoding="utf-8")

    def line(self, name: str) -> str:
        wheel = self.folder / f"{name}-1-py3-none-any.whl"
        if not wheel.exists():
            about = f"{name}-1.dist-info"
            with zipfile.ZipFile(wheel, "w") as archive:
                archive.writestr(f"{name}.py", "")
                archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
                archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                archive.writestr(f"{about}/RECORD", "")
        return f"{name} @ {wheel.as_uri()} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"

    def set_up(self, lock: Path) -> Path:
        return indgang.environment(lock, venv=self.venv, locks=(self.run_lock, self.test_lock))

    def holds(self, name: str) -> bool:
        python = self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        return subprocess.run([str(python), "-c", f"import {name}"], capture_output=True).returncode == 0

    def leave_a_trace(self) -> Path:
        """A file that lives as long as the environment is not made anew."""
        trace = self.venv / "trace"
        trace.touch()
        return trace


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    ground = Ground(tmp_path_factory.mktemp("set-up"))
    ground.set_up(ground.run_lock)
    return ground


def test_it_is_kept_while_the_lock_is_the_same_and_grows_for_the_tests(
    made: Ground, capfd: pytest.CaptureFixture[str]
) -> None:
    assert made.holds("quay")
    assert not made.holds("crane")
    trace = made.leave_a_trace()
    made.set_up(made.run_lock)
    assert capfd.readouterr().out == ""
    made.set_up(made.test_lock)
    assert (made.holds("quay"), made.holds("crane"), trace.exists()) == (True, True, True)
    capfd.readouterr()
    made.set_up(made.run_lock)
    made.set_up(made.test_lock)
    assert capfd.readouterr().out == ""


def test_a_changed_lock_makes_it_anew_and_so_does_a_set_up_that_was_broken_off(made: Ground) -> None:
    """The new lock has no hash at first: nothing is installed, and what is left is not taken for whole."""
    made.set_up(made.test_lock)
    first = made.leave_a_trace()
    good = made.line("barge")
    made.run_lock.write_text(good.partition(" --hash")[0] + "\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        made.set_up(made.run_lock)
    assert not first.exists()
    assert (made.holds("barge"), made.holds("quay")) == (False, False)

    second = made.leave_a_trace()
    for pip in made.venv.rglob("site-packages/pip/__main__.py"):
        pip.unlink()
    made.run_lock.write_text(good, encoding="utf-8")
    made.set_up(made.run_lock)
    assert not second.exists()
    assert (made.holds("barge"), made.holds("quay"), made.holds("crane")) == (True, False, False)
