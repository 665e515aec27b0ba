"""`python -m tests.mutants [name ...]`: break each promise of reliability once and see that its tests notice.

The tree is copied to a temporary folder, one change planted there at a time, and the tests named beside it run: each of
them must turn red. Without names the whole list, which takes long. `--list` only says what there is. Exit code 1 when
a change survived or no longer fits the tree, 2 when a test is red before anything is changed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from tests.mutants.planted import ROOT, Mutant, load

_OPTIONS: Final = ("-x", "-q", "-p", "no:cacheprovider")
_LONGEST: Final = 600
"""Seconds for one call of pytest; a change that makes a test hang is noticed too."""
_GREEN, _RED = 0, 1


class Verdict(StrEnum):
    KILLED = "killed"
    SURVIVED = "SURVIVED"
    UNFIT = "UNFIT"
    """Its old text or its tests are not there any more, or the tests did not even begin."""
    SKIPPED = "skipped"
    """A test does not run on this computer."""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tests.mutants", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="name", help="of a mutant; all of them")
    parser.add_argument("--list", action="store_true", help="say what there is and run nothing")
    arguments = parser.parse_args(argv)
    known = {mutant.name: mutant for mutant in load()}
    if unknown := set(arguments.names) - set(known):
        parser.error(f"there is no {min(unknown)}")
    mutants = [known[name] for name in arguments.names] or list(known.values())
    if arguments.list:
        for mutant in mutants:
            _say(f"{mutant.name:<24} {mutant.promise}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".*"))
        before, said = _run(tree, dict.fromkeys(test for mutant in mutants for test in mutant.tests), longest=None)
        if before not in (Verdict.SURVIVED, Verdict.SKIPPED):
            _say(f"{said}\nThe tests are red before anything is changed.")
            return 2
        verdicts = Counter(_try(mutant, tree) for mutant in mutants)
    _say(", ".join(f"{count} {verdict}" for verdict, count in verdicts.items()))
    return 1 if verdicts[Verdict.SURVIVED] or verdicts[Verdict.UNFIT] else 0


def _try(mutant: Mutant, tree: Path) -> Verdict:
    """Each test on its own: the first that turns red says nothing of the others."""
    began, verdict, why = time.monotonic(), Verdict.KILLED, mutant.misfit(tree)
    if why:
        verdict = Verdict.UNFIT
    else:
        path = tree / mutant.file
        text = path.read_text(encoding="utf-8")
        path.write_text(mutant.planted_in(text), encoding="utf-8")
        for test in mutant.tests:
            verdict, said = _run(tree, [test])
            if verdict is not Verdict.KILLED:
                why = f"{test}\n{said}" if verdict is Verdict.UNFIT else test
                break
        path.write_text(text, encoding="utf-8")
    _say(f"{verdict:<9}{time.monotonic() - began:5.0f} s  {mutant.name:<24} {why or mutant.promise}")
    return verdict


def _run(tree: Path, tests: Iterable[str], longest: float | None = _LONGEST) -> tuple[Verdict, str]:
    """What becomes of a change in `tree` by these tests together, and what pytest said."""
    command = [sys.executable, "-m", "pytest", *_OPTIONS, f"--basetemp={tree.parent / 'tests'}", *tests]
    surroundings = os.environ | {"PYTHONPATH": str(tree)}
    with subprocess.Popen(
        command,
        cwd=tree,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as tried:
        try:
            said, _ = tried.communicate(timeout=longest)
        except subprocess.TimeoutExpired:
            return Verdict.KILLED, ""
        finally:
            if tried.poll() is None:  # with all that it has started
                os.killpg(tried.pid, signal.SIGKILL)
    if tried.returncode == _GREEN:
        return (Verdict.SURVIVED if " passed" in said else Verdict.SKIPPED), said
    return (Verdict.KILLED if tried.returncode == _RED else Verdict.UNFIT), said


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
