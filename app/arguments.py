"""The command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def parse_arguments(argv: Sequence[str] | None, version: str) -> SimpleNamespace:
    """`command` is None for the window; options may stand before it or after."""
    found = SimpleNamespace(
        command=None, config=None, store=None, date=None, language=None, check=False, tour=None, child=None
    )
    given = sys.argv[1:] if argv is None else argv
    if given:  # making the parser takes a twentieth of a bare start, and the window mostly starts without arguments
        _parser(version).parse_args(given, found)
    return found


def _parser(version: str) -> argparse.ArgumentParser:
    import argparse

    everywhere = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    everywhere.add_argument(
        "--config", type=Path, metavar="FILE", help="the municipality's configuration; none is training"
    )
    everywhere.add_argument("--store", type=Path, metavar="FOLDER", help="training's own folder")
    everywhere.add_argument("--date", type=date.fromisoformat, metavar="DAY", help="the day it is in Fjordby")
    everywhere.add_argument("--language", choices=("da", "en"), help="the language of the interface")
    parser = argparse.ArgumentParser(
        prog="indgang", description="A digital caseworker workplace.", parents=[everywhere]
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, given, words in (
        ("import-population", "file", "the CPR extract into this desk's search index"),
        ("import-lists", "file", "the employees and whom the municipality shields, in place of those known before"),
        ("backup", "folder", "a copy of the outbox with its trace, and of a shared store of this desk's own"),
        ("restore", "folder", "a copy put back; what was there is set aside"),
        ("recover", "file", "the desk's keys, from the file with the municipality's private key"),
        ("recovery-pair", "file", "a new private key to this file; prints the public one"),
    ):
        commands.add_parser(name, help=words, parents=[everywhere]).add_argument(given, type=Path)
    for name, words in (
        ("upgrade-store", "the shared store's missing tables"),
        ("prune-store", "delete the closed contacts and plans whose time is up"),
    ):
        commands.add_parser(name, help=words, parents=[everywhere])
    assess = commands.add_parser("assess", help="cases of one benefit from a file", parents=[everywhere])
    assess.add_argument("benefit", metavar="KEY", help="the benefit; README lists them")
    assess.add_argument("file", type=Path, metavar="FILE.csv")
    assess.add_argument("--trace", action="store_true", help="print each case's steps as well")
    audit = commands.add_parser("audit", help="the trace of this desk").add_subparsers(dest="step", required=True)
    for step, words in (("verify", "whether it is whole"), ("resume", "go on with one older than its head")):
        audit.add_parser(step, help=words, parents=[everywhere])
    citizen = audit.add_parser("citizen", help="who has seen a citizen, and why", parents=[everywhere])
    citizen.add_argument("file", type=Path)
    citizen.add_argument("--employees", action="store_true", help="name them: only where the law demands it")
    log = audit.add_parser("log", help="CEF lines for the log system", parents=[everywhere])
    log.add_argument("file", type=Path)
    log.add_argument("--after", type=int, default=0, metavar="NUMBER", help="only lines above this number")
    parser.add_argument("--version", action="version", version=f"Indgang {version}")
    parser.add_argument("--check", action="store_true", help="print each service's state and end")
    parser.add_argument("--tour", type=Path, metavar="FOLDER", help="render every page and state to PNG and end")
    parser.add_argument("--child", choices=("simulator", "extract", "pdf"), help=argparse.SUPPRESS)
    return parser
