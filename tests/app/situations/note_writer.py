"""Another desk. FILE COUNT NAME: it writes notes once its standard input is closed; FILE hold: it holds the lock."""

from __future__ import annotations

import sys
from pathlib import Path

from app.situations import local_notes
from app.situations.local_notes import NOTHING, LocalNote, LocalNotes


def main(path: Path, what: str, name: str = "") -> None:
    notes = LocalNotes(path)
    if what == "hold":
        with notes._alone():
            _say("held")
        return
    local_notes._PATIENCE = 60.0  # type: ignore[misc] # others may have the lock for longer than a person would wait
    _say("ready")
    for number in range(int(what)):
        notes.keep(f"{name}-{number}", LocalNote(text=name), instead_of=NOTHING)


def _say(word: str) -> None:
    """And wait for the end of standard input."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
