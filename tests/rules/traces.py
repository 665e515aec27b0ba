"""`python -m tests.rules.traces`: write down every figure, and what every row of the tables says, for a person to read
and approve."""

from __future__ import annotations

from typing import Final

from app.benefits.model import Rate
from app.benefits.rulebook import Rulebook
from tests.rules.book import TABLES, fjordby, printed, shipped

TRACES: Final = TABLES.with_name("approved")
FIGURES: Final = TABLES.with_name("figures.txt")


def trace(key: str) -> str:
    """Conclusion and steps of every row; figures are left out here, for their sources are the rate files' matter.
    Fjordby, which has confirmed figures, follows where it differs."""
    alone, confirmed = _said(key, shipped()), _said(key, fjordby())
    return alone if alone == confirmed else f"{alone}\n# I Fjordby, som har bekræftet satser\n{confirmed}"


def _said(key: str, book: Rulebook) -> str:
    lines = printed(key, TABLES / f"{key}.csv", book=book, trace=True)
    return "".join(f"{line}\n" for line in lines if "gælder fra" not in line)


def figures() -> str:
    """Every figure with its days, mark and value; Fjordby's own confirmations last. A value held back is not kept, so
    that only its mark can be told."""
    rates = shipped().rates
    lines = [_figure(rate) for key in rates for rate in rates._rates[key]]
    lines += [
        f"{key} {held.valid_from} {held.valid_to or '-'} {held.trust}" for key in rates for held in rates._held[key]
    ]
    confirmed = [rate for found in fjordby().rates._rates.values() for rate in found if rate.confirmed]
    return "".join(f"{line}\n" for line in [*sorted(lines), "# Fjordby", *sorted(map(_figure, confirmed))])


def _figure(rate: Rate) -> str:
    known = f" known {rate.known_from}" if rate.known_from else ""
    until = f" until {rate.superseded_from}" if rate.superseded_from else ""
    return f"{rate.key} {rate.valid_from} {rate.valid_to or '-'} {rate.trust} {rate.value} {rate.unit}{known}{until}"


def main() -> None:
    FIGURES.write_text(figures(), encoding="utf-8")
    for path in sorted(TABLES.glob("*.csv")):
        (TRACES / f"{path.stem}.txt").write_text(trace(path.stem), encoding="utf-8")


if __name__ == "__main__":
    main()
