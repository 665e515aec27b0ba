"""`python -m tests.rules.traces`: write down what every row of the tables says, for a person to read and approve."""

from __future__ import annotations

from typing import Final

from app.benefits.rulebook import Rulebook
from tests.rules.book import TABLES, fjordby, printed, shipped

TRACES: Final = TABLES.with_name("approved")


def trace(key: str) -> str:
    """Conclusion and steps of every row; figures are left out here, for their sources are the rate files' matter.
    Fjordby, which has confirmed figures, follows where it differs."""
    alone, confirmed = _said(key, shipped()), _said(key, fjordby())
    return alone if alone == confirmed else f"{alone}\n# I Fjordby, som har bekræftet satser\n{confirmed}"


def _said(key: str, book: Rulebook) -> str:
    lines = printed(key, TABLES / f"{key}.csv", book=book, trace=True)
    return "".join(f"{line}\n" for line in lines if "gælder fra" not in line)


def main() -> None:
    for path in sorted(TABLES.glob("*.csv")):
        (TRACES / f"{path.stem}.txt").write_text(trace(path.stem), encoding="utf-8")


if __name__ == "__main__":
    main()
