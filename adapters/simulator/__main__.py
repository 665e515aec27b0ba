"""`python -m adapters.simulator --print-endpoints` runs the training servers alone, for any client on this computer."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.simulator.servers import serve
from adapters.training.municipality import SEED, Municipality


def main(argv: Sequence[str]) -> int:
    arguments = _arguments(argv)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    make = partial(Municipality, arguments.date, seed=arguments.seed, size=arguments.size)
    try:
        servers = serve(make, tls=arguments.tls)
    except ImportError:
        sys.stderr.write("--tls needs trustme, which is among the packages for development\n")
        return 3
    try:
        if arguments.print_endpoints:
            example = _example(arguments.date, arguments.seed)
            sys.stdout.write(json.dumps({**servers.urls, "example_cpr": example}) + "\n")
            sys.stdout.flush()
        _wait(until_stdin_closes=arguments.until_stdin_closes)
    except KeyboardInterrupt:
        pass
    finally:
        servers.close()
    return 0


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="adapters.simulator", description="Fjordby Kommune's registers, made up")
    parser.add_argument("--print-endpoints", action="store_true", help="print one JSON object with all addresses")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed makes other people")
    parser.add_argument("--size", type=int, default=60_000, help="how many citizens")
    parser.add_argument("--date", type=date.fromisoformat, default=_today(), help="the day it is there; today")
    parser.add_argument("--tls", type=Path, metavar="DIR", help="HTTPS with throw-away certificates, written to DIR")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end with whoever started it")
    return parser.parse_args(argv)


def _today() -> date:
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date()


def _example(reference: date, seed: int) -> str:
    """A named person, whose number does not depend on how many others there are, so that nobody waits for them."""
    return Municipality(reference, seed=seed, size=0).named()[0][1]


def _wait(*, until_stdin_closes: bool) -> None:
    if until_stdin_closes:
        while sys.stdin.buffer.read(1):
            pass
    else:
        over = threading.Event()
        while not over.wait(1):  # without a limit Windows would not let Ctrl+C through
            pass


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
