"""Indgang's composition root: reads the arguments, builds one desk out of the three rooms, and shows it.

main.py                                   training in Fjordby Kommune, no configuration, no server
main.py --config FILE                     a municipality's own registers
main.py --check [--config FILE]           each service's state, then ends
main.py --tour FOLDER                     pictures of every page and state, from training data
main.py import-population FILE            the CPR extract into this desk's search index
main.py import-lists FILE                 the employees and whom the municipality shields: CPR;kollega|skærmet|truet
main.py audit verify                      whether this desk's trace is whole
main.py audit citizen FILE                who has seen a citizen and why, as a spreadsheet; asks for the number
main.py audit log FILE                    the trace as CEF lines for the log system
main.py audit resume                      go on with a trace that is older than the key store knows
main.py backup FOLDER                     a copy of the outbox with its trace
main.py restore FOLDER                    a copy put back; what was there is set aside
main.py recover FILE                      the outbox's key from the municipality's private key
main.py recovery-pair FILE                a new private key to FILE; prints the public one for the configuration
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from app.arguments import parse_arguments
from app.errors import UserError

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile
    from PySide6.QtWidgets import QApplication

    from adapters.simulator.panel import TrainingServers
    from app.access.model import Errand
    from app.access.viewer import Viewer
    from app.citizen.port import Ages, RegisterKey
    from app.clock import Clock
    from app.population.index import PopulationIndex
    from app.settings import Configuration
    from app.store.port import KeySource
    from app.sync.connection import ConnectionWatch
    from app.sync.deliver import Delivery
    from app.sync.upkeep import DeskFiles, Upkeep
    from app.training.people import TrainingPerson
    from app.workplace import Workplace
    from widgets.start import Dressing

VERSION = "0.1.0"
ROOT = Path(__file__).resolve().parent
RESOURCES = ROOT / "resources"
INDEX = "population.db"
TOUR_DAY = date(2026, 11, 20)
BAD_USE = 2


def main(argv: Sequence[str] | None = None) -> int:
    arguments = parse_arguments(argv, VERSION)
    if arguments.child:
        return _child(arguments)
    commands = {
        "import-population": _import_population,
        "import-lists": _import_lists,
        "audit": _audit,
        "backup": _backup,
        "restore": _restore,
        "recover": _recover,
        "recovery-pair": _recovery_pair,
        "check": _check,
        "tour": _tour,
    }
    named = "check" if arguments.check else "tour" if arguments.tour else arguments.command
    try:
        return commands.get(named, _run)(arguments)
    except UserError as error:
        from widgets import texts

        words = texts.error(error)
        _say(words, sys.stderr)
        if named is None:
            _show(words)
        return BAD_USE


def _say(words: str, stream: Any = None) -> None:
    print(words, file=stream or sys.stdout, flush=True)


def _show(words: str) -> None:
    """For who started the window from an icon and has no terminal to read."""
    from PySide6.QtWidgets import QApplication, QMessageBox

    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(sys.argv[:1])
    if app.platformName() != "offscreen":
        QMessageBox.critical(None, "Indgang", words)


def _myself(*arguments: str) -> list[str]:
    """The command line that starts this program once more, as a source tree and as a bundle."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, *([] if frozen else [str(Path(__file__).resolve())]), *arguments]


def _child(arguments: SimpleNamespace) -> int:
    if arguments.child == "pdf":
        from adapters.documents.child import run

        run(sys.stdin.buffer, sys.stdout.buffer)
        return 0
    if arguments.child == "extract":
        return _import_fjordby(arguments)
    from adapters.simulator.__main__ import main as simulate

    return simulate(["--print-endpoints", "--until-stdin-closes", "--date", arguments.date.isoformat()])


# What the program can do


def _run(arguments: SimpleNamespace) -> int:
    """The window first; the workplace behind it, and training's servers, while it is looked at."""
    import gc

    gc.disable()  # nothing is garbage yet, and looking for it three times takes a tenth of a bare start
    store = _claimed_store(arguments)
    app, dressing = _application(store, arguments.language)
    alone = _alone(store)
    from widgets.late_desk import LateDesk
    from widgets.window import DeskWindow

    training = arguments.config is None
    started: list[TrainingServers | Upkeep | Delivery | ConnectionWatch] = []

    def make() -> Workplace:
        servers = _servers(arguments) if training else None
        started.extend([servers] if servers is not None else [])
        workplace, running = _desk(arguments, store, servers)
        started.extend(running)
        return workplace

    desk = LateDesk(*_whose(arguments), is_training=training, has_agenda=training, make=make)
    window = DeskWindow(desk, store=store, dressing=dressing)
    window.show()
    window.open_extract(partial(_population, arguments, store))
    window.settled.connect(gc.enable)
    try:
        return app.exec()
    finally:
        for running in reversed(started):
            running.stop()
        alone.unlock()


def _tour(arguments: SimpleNamespace) -> int:
    import os
    from tempfile import TemporaryDirectory

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    arguments.date = arguments.date or TOUR_DAY
    servers = _servers(arguments)
    try:
        with TemporaryDirectory() as folder:
            arguments.store = Path(folder) / "store"
            store = _claimed_store(arguments)
            app, dressing = _application(store, arguments.language)
            from widgets.tour import Tour
            from widgets.window import DeskWindow

            desk, running = _desk(arguments, store, servers)
            index = _population(arguments, store)
            desk.population.open(index)
            tour = Tour(DeskWindow(desk, store=store, dressing=dressing), desk, arguments.tour, servers.panel.people())
            tour.finished.connect(app.quit)
            sys.excepthook = partial(_end_tour, app, sys.excepthook)
            tour.begin()
            code = app.exec()
            index.close()
            for part in reversed(running):
                part.stop()
            return code
    finally:
        servers.stop()


def _end_tour(app: QApplication, log: Callable[..., object], *raised: Any) -> None:
    """A stop that breaks ends the tour instead of leaving it waiting for a picture that never comes."""
    log(*raised)
    app.exit(1)


def _check(arguments: SimpleNamespace) -> int:
    """One line a service: whether it answers at all. Nobody is looked up."""
    from uuid import uuid4

    from adapters.wiring import ping, wire
    from app.citizen.port import Call, Cancellation, FailureKind, RegisterError, RegisterKey
    from app.clock import SystemClock
    from app.training.configuration import training_configuration
    from widgets import texts

    servers = _servers(arguments) if arguments.config is None else None
    failed = False
    try:
        wires = wire(
            training_configuration(servers.endpoints, Path()) if servers else _configuration(arguments), SystemClock()
        )
        for key in RegisterKey:
            state = texts.service_answers()
            if getattr(wires.configuration.registers, key) is None:
                state = texts.failure(FailureKind.NOT_CONFIGURED, texts.register(key))
            try:
                ping(key, wires, Call(wires.clock.monotonic() + 12, "check", uuid4(), Cancellation()))
            except RegisterError as error:
                failed, state = True, texts.failure(error.kind, texts.register(key))
            _say(f"{texts.register(key):16}{state}")
    finally:
        if servers is not None:
            servers.stop()
    return int(failed)


def _import_population(arguments: SimpleNamespace) -> int:
    from adapters.cpr_extract import read_extract
    from app.population.index import build_index
    from app.training.guard import made_up_only

    training = arguments.config is None
    store = _claimed_store(arguments)
    keys = _index_keys(arguments, store)
    municipality = "0999" if training else _configuration(arguments).municipality.code
    try:
        with arguments.file.open("rb") as stream:
            extract = read_extract(stream)
            people = made_up_only(extract) if training else extract
            build_index(store / INDEX, people, keys, produced=extract.produced, municipality=municipality)
    except OSError as error:
        raise UserError("extract-unreadable", detail=type(error).__name__) from error
    _say(f"CPR-udtræk af {extract.produced:%d-%m-%Y} er indlæst.")
    if not training:
        _say("Slet filen nu. Udtrækket på arbejdspladsen er krypteret, filen er det ikke.")
    return 0


def _import_fjordby(arguments: SimpleNamespace) -> int:
    """Fjordby's extract as CPR would send it, read in as a real one would be."""
    from adapters.training.municipality import Municipality

    arguments.file = _claimed_store(arguments) / "fjordby-udtraek.txt"
    try:
        with arguments.file.open("w", encoding="cp1252", newline="\n") as file:
            file.writelines(f"{line}\n" for line in Municipality(arguments.date).extract())
        return _import_population(arguments)
    finally:
        arguments.file.unlink(missing_ok=True)


# What the municipality does with a desk's files


def _audit(arguments: SimpleNamespace) -> int:
    from app import office
    from app.access.purpose import load_errands
    from widgets import audit_words

    store = _claimed_store(arguments)
    keys = _keys(arguments, store)
    if arguments.step == "verify":
        report = office.verify_trace(store, keys)
        for words in audit_words.report(report):
            _say(words)
        return int(not report.is_whole)
    with _opened(arguments, store) as files:
        if arguments.step == "resume":
            files.trail.resume(keys, _whose(arguments)[0].user)
        elif arguments.step == "log":
            office.write_log(files, arguments.file, after=arguments.after)
        else:
            say = partial(audit_words.said, errands=load_errands(RESOURCES / "purposes.toml"))
            number = input("CPR: ")  # never on the command line, which everybody on the computer can list
            headings = audit_words.insight_headings()
            office.write_insight(files, arguments.file, number, headings, say, employees=arguments.employees)
    return 0


def _import_lists(arguments: SimpleNamespace) -> int:
    from app.access.lists import read_lists, replace_lists

    with _opened(arguments, _claimed_store(arguments)) as files:
        try:
            with arguments.file.open(encoding="utf-8") as lines:
                count = replace_lists(files.store.outbox, read_lists(lines))
        except (OSError, UnicodeDecodeError) as error:
            raise UserError("extract-unreadable", detail=type(error).__name__) from error
    _say(f"{count} linjer er indlæst.")
    return 0


def _backup(arguments: SimpleNamespace) -> int:
    from app.store.backup import backup

    with _opened(arguments, _claimed_store(arguments)) as files:
        backup(files.store, arguments.folder)
    return 0


@contextmanager
def _opened(arguments: SimpleNamespace, store: Path) -> Iterator[DeskFiles]:
    """The desk's files for one command, shut again whatever comes of it."""
    files = _files(arguments, store, _clock(arguments), {}, ())
    try:
        yield files
    finally:
        files.store.lock()


def _restore(arguments: SimpleNamespace) -> int:
    from app.store.backup import restore

    store = _claimed_store(arguments)
    alone = _alone(store)
    try:
        restore(arguments.folder, store, _keys(arguments, store))
    finally:
        alone.unlock()
    return 0


def _recover(arguments: SimpleNamespace) -> int:
    from app.store.keys import recover

    store = _claimed_store(arguments)
    recover(store, arguments.file, _keys(arguments, store))
    return 0


def _recovery_pair(arguments: SimpleNamespace) -> int:
    from app.office import write_recovery_pair

    _say(write_recovery_pair(arguments.file))
    return 0


# One desk


def _alone(store: Path) -> QLockFile:
    """One program a desk: the trace's chain has one writer. UserError("already-open")."""
    from PySide6.QtCore import QLockFile

    lock = QLockFile(str(store / "indgang.lock"))
    lock.setStaleLockTime(0)  # age says nothing; one whose program is gone is taken over all the same
    if not lock.tryLock(0):
        raise UserError("already-open")
    return lock


def _application(store: Path, language: str | None) -> tuple[QApplication, Dressing]:
    from PySide6.QtWidgets import QApplication

    from app.logs import start_logging
    from widgets.start import start_application
    from widgets.theme import STYLE

    start_logging(store)
    app = QApplication([*sys.argv[:1], *STYLE])
    return app, start_application(app, store, language)


def _desk(
    arguments: SimpleNamespace, store: Path, servers: TrainingServers | None
) -> tuple[Workplace, tuple[Upkeep | Delivery | ConnectionWatch, ...]]:
    """The workplace, and what runs beside it: to be stopped last to first."""
    from adapters.documents.renderer import ChildRenderer
    from adapters.wiring import LateFiling, once, registers
    from app.access.control import AccessControl
    from app.access.lease import Lease
    from app.access.lists import known_people
    from app.access.purpose import load_errands
    from app.access.roles import VerifiedRoles, configured_roles
    from app.cases.notes import NOTE, Notes, file_entry
    from app.citizen.lookup import Sources
    from app.citizen.port import RegisterKey
    from app.counter.agenda import KeptAgenda
    from app.cpr import CprNumber
    from app.population.desk import Population
    from app.sync.connection import ConnectionWatch
    from app.sync.deliver import Delivery
    from app.sync.prefetch import Prefetch
    from app.sync.upkeep import Upkeep
    from app.training.configuration import training_configuration
    from app.training.people import people_at_work
    from app.workplace import Workplace

    clock, population = _clock(arguments), Population()
    viewer, municipality = _whose(arguments)
    if servers is not None:
        configure, keys = once(lambda: training_configuration(servers.endpoints, store)), tuple(RegisterKey)
    else:
        configuration = _configuration(arguments)
        configure = once(lambda: configuration)
        keys = tuple(key for key in RegisterKey if getattr(configuration.registers, key) is not None)
    errands = load_errands(RESOURCES / "purposes.toml")

    def answered(register: RegisterKey) -> None:
        if register is RegisterKey.ARCHIVE:
            delivery.answered()

    asked = registers(configure, keys, clock, answered=answered)
    ages = {key: register.manifest.ages for key, register in asked.items()}
    files = _files(arguments, store, clock, ages, errands)
    upkeep = Upkeep(files, clock)
    upkeep.start()
    filing = LateFiling(configure, viewer.user, clock)
    delivery = Delivery(files.outbox, {NOTE: partial(file_entry, filing)}, clock)
    delivery.start()
    lease, given = Lease(files.keys, clock), once(lambda: configured_roles(configure().roles))
    access = AccessControl(
        roles=lambda: VerifiedRoles(given(), lease.confirmed_at),
        confirm=lease.confirm,
        people=once(lambda: people_at_work(dict(servers.panel.people())))
        if servers is not None
        else partial(known_people, files.store.outbox, CprNumber(configure().employee.cpr)),
        extract=lambda: population.index,
        clock=clock,
    )
    watch = ConnectionWatch(asked, clock, role_age=access.role_age)
    watch.start()
    sources = Sources(asked, files.cache, files.trail, access, population, clock)
    prefetch = None
    if servers is not None:
        prefetch = Prefetch(
            KeptAgenda(servers.panel, files.store.cache, clock),
            errands,
            viewer,
            sources,
            named=population.person,
            is_open=lambda: files.store.is_open and not population.is_locked,
        )
    workplace = Workplace(
        viewer=viewer,
        municipality=municipality,
        errands=errands,
        sources=sources,
        population=population,
        renderer=ChildRenderer(_myself("--child", "pdf")),
        upkeep=upkeep,
        watch=watch,
        prefetch=prefetch,
        faults=servers.panel if servers is not None else None,
        people=partial(_people, servers) if servers is not None else tuple,
        notes=Notes(files.store.outbox, files.outbox, clock, viewer, delivery.wake)
        if RegisterKey.ARCHIVE in asked
        else None,
        delivery=delivery,
    )
    return workplace, (upkeep, delivery, watch)


def _files(
    arguments: SimpleNamespace,
    store: Path,
    clock: Clock,
    ages: Mapping[RegisterKey, Ages],
    errands: Collection[Errand],
) -> DeskFiles:
    """The desk's encrypted files, opened with its keys."""
    from app.access.audit import AuditTrail
    from app.citizen.records import StoredCache
    from app.store.desk import DeskStore
    from app.store.outbox import Outbox
    from app.sync.upkeep import DeskFiles

    own = _configuration(arguments).store if arguments.config is not None else None
    keys = _keys(arguments, store)
    desk = DeskStore(store, keys, recovery_key=own.recovery_key if own is not None else "")
    desk.open()
    return DeskFiles(
        store=desk,
        keys=keys,
        trail=AuditTrail(desk.outbox, clock),
        cache=StoredCache(desk.cache, clock, ages, errands),
        outbox=Outbox(desk.outbox, clock),
        trace_months=own.trace_months if own is not None else 6,
    )


def _keys(arguments: SimpleNamespace, store: Path) -> KeySource:
    if arguments.config is None:
        from adapters.keychain.training import TrainingKeys

        return TrainingKeys()
    from adapters.keychain.system import SystemKeychain

    return SystemKeychain(store)


def _whose(arguments: SimpleNamespace) -> tuple[Viewer, str]:
    """Who sits at the desk, and in which municipality."""
    from app.access.viewer import Viewer

    if arguments.config is None:
        return Viewer("lnord", "Lise Nord", "Borgerservice"), "Fjordby Kommune"
    configuration = _configuration(arguments)
    employee = configuration.employee
    return Viewer(employee.user, employee.name, employee.unit), configuration.municipality.name


def _people(servers: TrainingServers) -> tuple[TrainingPerson, ...]:
    from app.training.people import load_people

    return load_people(RESOURCES / "training" / "people.toml", dict(servers.panel.people()))


def _clock(arguments: SimpleNamespace) -> Clock:
    from app.clock import COPENHAGEN, AnchoredClock, SystemClock

    if arguments.date is None:
        return SystemClock()
    return AnchoredClock(datetime.combine(arguments.date, time(14, 2), COPENHAGEN).astimezone(UTC))


def _configuration(arguments: SimpleNamespace) -> Configuration:
    from app.settings import load_configuration

    return load_configuration(arguments.config)


def _claimed_store(arguments: SimpleNamespace) -> Path:
    from app.store.folder import claim_store

    if arguments.config is None:
        return claim_store(arguments.store or _training_folder(), municipality="0999", training=True)
    configuration = _configuration(arguments)
    return claim_store(configuration.store.folder, municipality=configuration.municipality.code, training=False)


def _training_folder() -> Path:
    from PySide6.QtCore import QStandardPaths

    shared = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(shared) / "Indgang-Traening"


def _servers(arguments: SimpleNamespace) -> TrainingServers:
    from adapters.simulator.panel import TrainingServers
    from app.clock import danish_day

    day = arguments.date or danish_day(datetime.now(UTC))
    return TrainingServers(_myself("--child", "simulator", "--date", day.isoformat()))


def _population(arguments: SimpleNamespace, store: Path) -> PopulationIndex:
    """This desk's extract. Fjordby's is made when the day's is not there yet, in a process of its own: making and
    reading 60,000 people would hold up the window."""
    import subprocess

    from app.clock import danish_day
    from app.population.index import PopulationIndex

    clock, path, keys = _clock(arguments), store / INDEX, _index_keys(arguments, store)
    if arguments.config is not None:
        return PopulationIndex(path, clock, keys)
    try:
        index = PopulationIndex(path, clock, keys)
    except UserError:
        index = None
    if index is not None and index.produced == danish_day(clock.now()):
        return index
    if index is not None:
        index.close()
    command = _myself("--child", "extract", "--date", danish_day(clock.now()).isoformat(), "--store", str(store))
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - this program itself
    if done.returncode:
        raise UserError("index-missing", detail=f"import ended with {done.returncode}")
    return PopulationIndex(path, clock, keys)


def _index_keys(arguments: SimpleNamespace, store: Path) -> KeySource | None:
    """Where the extract's key is; none in training, whose people are made up."""
    return _keys(arguments, store) if arguments.config is not None else None


if __name__ == "__main__":
    raise SystemExit(main())
