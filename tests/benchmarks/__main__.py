"""`python -m tests.benchmarks [names ...]`: what the product promises of speed and memory, measured on this machine.

Every row is a ratio or a difference taken within one run, so that a slow machine does not fail what is right. Exit
code 1 when a picked row misses its target.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from typing import Final

from app.errors import UserError
from tests.benchmarks import (
    desk,
    facts,
    forms,
    guide,
    killed,
    lookup,
    offline,
    search,
    situations,
    start,
    whatif,
    window,
)
from tests.benchmarks.row import Measured, NotMeasuredError, Row

ROWS: Final[tuple[Row, ...]] = (
    *lookup.ROWS,
    *window.ROWS,
    *start.ROWS,
    *offline.ROWS,
    *search.ROWS,
    *desk.ROWS,
    *facts.ROWS,
    *killed.ROWS,
    *guide.ROWS,
    *situations.ROWS,
    *forms.ROWS,
    *whatif.ROWS,
)
_LINE: Final = "{:28} {:>9} {:16} {:>8}  {:4} {}"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="name", help="the rows to measure; all of them if none is named")
    parser.add_argument("--json", action="store_true", help="one object a line: name, value, unit, target, met")
    parser.add_argument("--list", action="store_true", help="name the rows and end")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions: to see that it runs, not to believe")
    arguments = parser.parse_args(argv)
    if unknown := sorted(set(arguments.names) - {row.name for row in ROWS}):
        parser.error(f"no such row: {', '.join(unknown)}")
    picked = [row for row in ROWS if not arguments.names or row.name in arguments.names]
    if arguments.list:
        for row in picked:
            _print(f"{row.name:28} <= {row.target:g} {row.unit}")
        return 0
    logging.disable(logging.WARNING)  # registers are made to fail here, and the gate says so each time
    if not arguments.json:
        _print(_LINE.format("name", "value", "unit", "target", "met", "note"))
    met = [_measure(row, quick=arguments.quick, as_json=arguments.json) for row in picked]
    return 0 if all(met) else 1


def _measure(row: Row, *, quick: bool, as_json: bool) -> bool:
    measured: Measured | None = None
    try:
        measured = row.measure(quick)
        note = measured.note
    except (NotMeasuredError, UserError) as error:
        note = f"not measured: {error}"
    met = measured is not None and measured.value <= row.target
    if as_json:
        value = round(measured.value, 4) if measured is not None else None
        _print(
            json.dumps({"name": row.name, "value": value, "unit": row.unit, "target": row.target, "met": met}),
        )
    else:
        value_text = f"{measured.value:.3f}" if measured is not None else "-"
        _print(_LINE.format(row.name, value_text, row.unit, f"{row.target:g}", "yes" if met else "NO", note))
    return met


def _print(line: str) -> None:
    sys.stdout.write(line.rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
