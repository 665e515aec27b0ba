"""What is done from the command line, without the window: the trace verified and handed out, lists read in, copies
taken and put back, the recovery pair made, a file of cases assessed, the shared store's tables made and its rows
deleted when their time is up. A command gives the exit code."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol
from uuid import uuid4

from app.access.audit import HEAD
from app.access.export import INSIGHT, cef_lines, insight, insight_csv
from app.access.lists import read_lists, replace_lists
from app.access.trace import TraceEvent, TraceLine
from app.access.verify import Report, verify_file
from app.clock import danish_day
from app.cpr import CprNumber
from app.errors import UserError
from app.site import Site
from app.store.backup import backup
from app.store.cipher import Key
from app.store.keys import OUTBOX, make_recovery_pair, recover
from app.store.port import KeySource
from app.store.restore import restore
from app.sync.upkeep import DeskFiles

Say = Callable[[str], None]


_EXERCISE: Final = (
    "Øvelse: uden --config er satserne bekræftet af Fjordby, som ikke findes. Ingen kommune svarer for dem."
)


class Words(Protocol):
    """What the commands about the trace say to a person."""

    def report(self, value: Report) -> Iterable[str]: ...
    def no_head(self) -> str: ...
    def insight_headings(self) -> Mapping[str, str]: ...
    def said(self, code: str) -> str: ...


def audit(site: Site, say: Say, words: Words) -> int:
    if site.arguments.step == "verify":
        report = verify_trace(site.store, site.keys)
        if site.is_training:
            report = report.where_no_head_is_kept()
            say(words.no_head())
        for line in words.report(report):
            say(line)
        return int(not report.is_whole)
    with site.opened_files() as files:
        if site.arguments.step == "resume":
            files.trail.resume(site.keys, site.viewer.user)
        elif site.arguments.step == "log":
            _write_log(files, site)
        else:
            _write_insight(files, site, _typed_numbers(), words)
    return 0


def assess(site: Site, resources: Path, say: Say) -> int:
    """Rows of cases, with nobody's data but what the file has. Without a configuration the figures that made-up
    Fjordby has confirmed count, and the first line says so."""
    from app.benefits.batch import assess_rows

    arguments, today = site.arguments, danish_day(site.clock.now())
    try:
        with arguments.file.open(encoding="utf-8") as lines:
            book = site.rulebook(resources)
            if site.is_training:
                say(_EXERCISE)
            for row in assess_rows(arguments.benefit, lines, book=book, on=today, known=today, trace=arguments.trace):
                say(row)
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("extract-unreadable", detail=type(error).__name__) from error
    return 0


def import_lists(site: Site, say: Say) -> int:
    with site.opened_files() as files:
        try:
            with site.arguments.file.open(encoding="utf-8") as lines:
                count = replace_lists(files.store.outbox, read_lists(lines))
        except (OSError, UnicodeDecodeError) as error:
            raise UserError("extract-unreadable", detail=type(error).__name__) from error
    say(f"{count} linjer er indlæst.")
    return 0


def back_up(site: Site) -> int:
    with site.opened_files() as files:
        backup(files.store, site.arguments.folder, files.shared.copy)
    return 0


def put_back(site: Site, alone: Callable[[Path], AbstractContextManager[None]]) -> int:
    """`alone` holds the desk's folder for this program, or raises."""
    with alone(site.store):
        restore(site.arguments.folder, site.store, site.keys)
    return 0


def upgrade_store(site: Site, say: Say) -> int:
    """By a role that owns the tables; every desk's own role may only add and read."""
    say(f"Det fælles lager er på trin {site.shared().upgrade()}.")
    if site.retention is None:
        say("Opsætningen har ingen frist for sletning ([retention]): henvendelser og planer bliver ikke slettet.")
    return 0


def prune_store(site: Site, say: Say) -> int:
    """By the same role. UserError("retention-unset") where the municipality has not said how long and why."""
    from app.situations.records import Pruning  # the shared store's tables take a quarter of a second to load

    if site.retention is None:
        raise UserError("retention-unset")
    months, ground = site.retention.closed_contact_months, site.retention.ground
    pruned = Pruning(months, ground, site.clock.now(), site.viewer).run(site.shared())
    say(
        f"{pruned.contacts} henvendelser og {pruned.plans} planer, der var afsluttet før {pruned.before:%d-%m-%Y}, "
        "er slettet."
    )
    if pruned.left_open:
        say(f"{pruned.left_open} ældre henvendelser er aldrig afsluttet og er ikke slettet.")
    return 0


def recover_key(site: Site) -> int:
    recover(site.store, site.arguments.file, site.keys)
    return 0


def write_recovery_pair(target: Path, say: Say) -> int:
    """The private key to a new file that only its owner reads; the public one is said, for the configuration."""
    private, public = make_recovery_pair()
    try:
        target.touch(mode=0o600, exist_ok=False)
        target.write_text(private, encoding="ascii")
    except OSError as error:
        raise _unwritable(error) from error
    say(public)
    return 0


def verify_trace(store: Path, keys: KeySource) -> Report:
    """Of the desk in the folder `store`, whether it is open or not. UserError("outbox-key-missing")."""
    key = Key.parse(keys.read(OUTBOX) or "")
    if key is None:
        raise UserError("outbox-key-missing")
    return verify_file(store / "outbox.db", key.raw, keys.read(HEAD))


def _write_log(files: DeskFiles, site: Site) -> None:
    after: int = site.arguments.after
    line = _exported(site, f"log after {after}")
    with _exporting(files, line), site.arguments.file.open("w", encoding="utf-8") as file:
        file.writelines(f"{text}\n" for _, text in cef_lines(files.store.outbox, after))


def _typed_numbers() -> tuple[CprNumber, ...]:
    """All that the citizen has had, one a line, ended by an empty one. UserError("no-cpr").

    Never on the command line, which everybody on the computer can list.
    """
    numbers = []
    with suppress(EOFError):
        while typed := input("CPR (tom linje slutter): ").strip():
            number = CprNumber.parse(typed)
            if number is None:
                raise UserError("no-cpr")
            numbers.append(number)
    if not numbers:
        raise UserError("no-cpr")
    return tuple(numbers)


def _write_insight(files: DeskFiles, site: Site, numbers: Collection[CprNumber], words: Words) -> None:
    seen = insight(files.store.outbox, numbers, name_employee=site.arguments.employees)
    line = _exported(site, "insight with employees" if site.arguments.employees else "insight")
    basis = "Databeskyttelsesforordningen art. 15"
    with _exporting(files, *(replace(line, subject=one, purpose=INSIGHT, legal_basis=basis) for one in numbers)):
        site.arguments.file.write_bytes(insight_csv(seen, words.insight_headings(), words.said))


@contextmanager
def _exporting(files: DeskFiles, *lines: TraceLine) -> Iterator[None]:
    """Around the writing of the file: `lines` say so before, and the key store knows all that went out after.

    UserError("trace-older") before anything goes out: a trace that has lost lines must not look complete.
    """
    files.trail.write(*lines)
    files.trail.checkpoint(files.keys)
    try:
        yield
    except OSError as error:
        raise _unwritable(error) from error
    finally:
        files.trail.checkpoint(files.keys)


def _exported(site: Site, what: str) -> TraceLine:
    """Written before the file is, like everything that is shown."""
    at, viewer = site.clock.now(), site.viewer.user
    return TraceLine(TraceEvent.EXPORTED, uuid4(), at, viewer, None, "", "", "", (), result=what)


def _unwritable(error: OSError) -> UserError:
    return UserError("file-unwritable", detail=type(error).__name__)
