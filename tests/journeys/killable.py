"""The whole program as `main.py` runs it, which looks citizens up and writes notes until it is killed.

STORE ENDPOINTS PEOPLE (both JSON). Says "ready" when the window works, then what is durable as soon as it is: "line N"
for the trace, "note ID" for a note that was finished.
"""

from __future__ import annotations

import itertools
import os
import sys
from functools import wraps
from threading import Thread
from types import SimpleNamespace
from typing import cast

import msgspec

import main
import widgets.window
from adapters.simulator.panel import HttpFaultPanel, TrainingServers
from app.access.audit import AuditTrail
from app.access.model import Section
from app.access.trace import TraceLine
from app.citizen.model.archive import CaseFile
from app.cpr import CprNumber
from app.errors import BugError
from app.workplace import Workplace
from widgets.window import DeskWindow

DAY = "2026-11-20"
ERRAND = "kontanthjaelp"


def say(words: str) -> None:
    """One write, so that no thread's words are torn and none wait in a buffer when the end comes."""
    os.write(1, f"{words}\n".encode())


def say_each_line() -> None:
    write = AuditTrail.write

    @wraps(write)
    def saying(self: AuditTrail, *lines: TraceLine) -> None:
        write(self, *lines)
        with self._file.read() as connection:
            (number,) = connection.execute("SELECT max(number) FROM audit").fetchone()
        say(f"line {number}")

    AuditTrail.write = saying  # type: ignore[method-assign]


def work(workplace: Workplace, people: list[str]) -> None:
    notes = workplace.notes
    if notes is None:
        raise BugError("a desk without an archive")
    errand = next(errand for errand in workplace.errands if errand.key == ERRAND)
    say("ready")
    for number, cpr in enumerate(itertools.cycle(map(CprNumber, people))):
        purpose = workplace.state_purpose(errand)
        states = {state.section: state.value for state in workplace.look_up(cpr, purpose)}
        file = states[Section.CASES]
        if isinstance(file, CaseFile) and file.cases:
            draft = notes.begin(file.cases[number % len(file.cases)], cpr).changed("Henvendelse", f"Notat {number}")
            notes.keep_draft(draft)
            workplace.finish_note(draft, purpose)
            say(f"note {draft.id}")


def run(store: str, endpoints: dict[str, str], people: list[str]) -> int:
    panel = HttpFaultPanel(lambda: endpoints["control"])
    started = cast("TrainingServers", SimpleNamespace(endpoints=endpoints, panel=panel, stop=lambda: None))
    main._servers = lambda site, ends: started
    say_each_line()

    class Working(DeskWindow):
        def _extract_opened(self, nothing: None) -> None:
            super()._extract_opened(nothing)
            Thread(target=work, args=(self._workplace, people), daemon=True).start()

    widgets.window.DeskWindow = Working  # type: ignore[misc]
    return main.main(["--store", store, "--date", DAY])


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1], msgspec.json.decode(sys.argv[2]), msgspec.json.decode(sys.argv[3])))
