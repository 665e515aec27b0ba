"""Indgang's composition root: reads the arguments, builds one desk out of the three rooms, and shows it.

main.py                                   training in Fjordby Kommune, no configuration, no server
main.py --config FILE                     a municipality's own registers
main.py --check [--config FILE]           each service's state, then ends
main.py --tour FOLDER                     pictures of every page and state, from training data
main.py assess KEY FILE [--trace]         cases of one benefit from a spreadsheet, each with its result
main.py import-population FILE            the CPR extract into this desk's search index
main.py import-lists FILE                 the employees and whom the municipality shields: CPR;kollega|skærmet|truet
main.py audit verify                      whether this desk's trace is whole
main.py audit citizen FILE                who has seen a citizen and why, as a spreadsheet; asks for the numbers
main.py audit log FILE                    the trace as CEF lines for the log system
main.py audit resume                      go on with a trace that is older than the key store knows
main.py upgrade-store                     the shared store's missing tables, by a role that owns them
main.py backup FOLDER                     a copy of the outbox with its trace
main.py restore FOLDER                    a copy put back; what was there is set aside
main.py recover FILE                      the outbox's key from the municipality's private key
main.py recovery-pair FILE                a new private key to FILE; prints the public one for the configuration
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from app.arguments import parse_arguments
from app.errors import UserError
from app.site import Site

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from adapters.simulator.panel import TrainingServers
    from app.citizen.port import RegisterKey
    from app.population.index import PopulationIndex
    from app.store.port import KeySource
    from app.sync.connection import ConnectionWatch
    from app.sync.deliver import Delivery
    from app.sync.upkeep import Upkeep
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
    site = site_of(arguments)
    if arguments.child:
        return _child(site)
    commands = {
        None: _run,
        "check": _check,
        "tour": _tour,
        "assess": _assess,
        "import-population": _import_population,
    }
    named = "check" if arguments.check else "tour" if arguments.tour else arguments.command
    try:
        return commands.get(named, _office)(site)
    except UserError as error:
        from widgets import texts

        words = texts.error(error)
        _say(words, sys.stderr)
        if named is None:
            _show(words)
        return BAD_USE


def site_of(arguments: SimpleNamespace) -> Site:
    return Site(arguments, keychain=_keychain(arguments), training_folder=_training_folder)


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


def _child(site: Site) -> int:
    if site.arguments.child == "pdf":
        from adapters.documents.child import run

        run(sys.stdin.buffer, sys.stdout.buffer)
        return 0
    if site.arguments.child == "extract":
        return _import_fjordby(site)
    from adapters.simulator.__main__ import main as simulate

    return simulate(["--print-endpoints", "--until-stdin-closes", "--date", site.arguments.date.isoformat()])


# What the program can do


def _run(site: Site) -> int:
    """The window first; the workplace behind it, and training's servers, while it is looked at."""
    import gc

    gc.disable()  # nothing is garbage yet, and looking for it three times takes a tenth of a bare start
    app, dressing = _application(site)
    from widgets.late_desk import LateDesk
    from widgets.window import DeskWindow

    started: list[TrainingServers | Upkeep | Delivery | ConnectionWatch] = []

    def make() -> Workplace:
        servers = _servers(site) if site.is_training else None
        started.extend([servers] if servers is not None else [])
        workplace, running = _desk(site, servers)
        started.extend(running)
        return workplace

    with _alone(site.store):
        desk = LateDesk(
            site.viewer, site.municipality, is_training=site.is_training, has_agenda=site.is_training, make=make
        )
        window = DeskWindow(desk, store=site.store, dressing=dressing)
        window.show()
        window.open_extract(partial(_population, site))
        window.settled.connect(gc.enable)
        try:
            return app.exec()
        finally:
            for running in reversed(started):
                running.stop()


def _tour(site: Site) -> int:
    import os
    from tempfile import TemporaryDirectory

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    arguments = site.arguments
    arguments.date = arguments.date or TOUR_DAY
    servers = _servers(site)
    try:
        with TemporaryDirectory() as folder:
            arguments.store = Path(folder) / "store"
            app, dressing = _application(site)
            from widgets.tour import Tour
            from widgets.window import DeskWindow

            desk, running = _desk(site, servers)
            index = _population(site)
            desk.population.open(index)
            tour = Tour(
                DeskWindow(desk, store=site.store, dressing=dressing), desk, arguments.tour, servers.panel.people()
            )
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


def _check(site: Site) -> int:
    """One line a service: whether it answers at all. Nobody is looked up."""
    from uuid import uuid4

    from adapters.wiring import ping, wire
    from app.citizen.port import Call, Cancellation, FailureKind, RegisterError, RegisterKey
    from app.clock import SystemClock
    from app.training.configuration import training_configuration
    from widgets import texts

    servers = _servers(site) if site.is_training else None
    failed = False
    try:
        configuration = training_configuration(servers.endpoints, Path()) if servers else site.configuration
        wires = wire(configuration, SystemClock())
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


def _assess(site: Site) -> int:
    """Rows of cases, without the window and without anybody's data but what the file has."""
    from app.benefits.batch import assess_rows
    from app.clock import danish_day

    today = danish_day(site.clock.now())
    try:
        with site.arguments.file.open(encoding="utf-8") as lines:
            rows = assess_rows(
                site.arguments.benefit,
                lines,
                book=site.rulebook(RESOURCES),
                on=today,
                known=today,
                trace=site.arguments.trace,
            )
            for row in rows:
                _say(row)
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("extract-unreadable", detail=type(error).__name__) from error
    return 0


def _import_population(site: Site) -> int:
    from adapters.cpr_extract import read_extract
    from app.population.index import build_index
    from app.training.guard import made_up_only

    index, keys = site.store / INDEX, site.index_keys
    try:
        with site.arguments.file.open("rb") as stream:
            extract = read_extract(stream)
            people = made_up_only(extract) if site.is_training else extract
            build_index(index, people, keys, produced=extract.produced, municipality=site.municipality_code)
    except OSError as error:
        raise UserError("extract-unreadable", detail=type(error).__name__) from error
    _say(f"CPR-udtræk af {extract.produced:%d-%m-%Y} er indlæst.")
    if not site.is_training:
        _say("Slet filen nu. Udtrækket på arbejdspladsen er krypteret, filen er det ikke.")
    return 0


def _import_fjordby(site: Site) -> int:
    """Fjordby's extract as CPR would send it, read in as a real one would be."""
    from adapters.training.municipality import Municipality

    arguments = site.arguments
    arguments.file = site.store / "fjordby-udtraek.txt"
    try:
        with arguments.file.open("w", encoding="cp1252", newline="\n") as file:
            file.writelines(f"{line}\n" for line in Municipality(arguments.date).extract())
        return _import_population(site)
    finally:
        arguments.file.unlink(missing_ok=True)


def _office(site: Site) -> int:
    """What the municipality does with a desk's files."""
    from app import office
    from app.access.purpose import load_errands
    from widgets.audit_words import AuditWords

    match site.arguments.command:
        case "audit":
            return office.audit(site, _say, AuditWords(load_errands(RESOURCES / "purposes.toml")))
        case "import-lists":
            return office.import_lists(site, _say)
        case "backup":
            return office.back_up(site)
        case "restore":
            return office.put_back(site, _alone)
        case "upgrade-store":
            return office.upgrade_store(site, _say)
        case "recover":
            return office.recover_key(site)
        case _:
            return office.write_recovery_pair(site.arguments.file, _say)


# One desk


@contextmanager
def _alone(store: Path) -> Iterator[None]:
    """One program a desk: the trace's chain has one writer. UserError("already-open")."""
    from PySide6.QtCore import QLockFile

    lock = QLockFile(str(store / "indgang.lock"))
    lock.setStaleLockTime(0)  # age says nothing; one whose program is gone is taken over all the same
    if not lock.tryLock(0):
        raise UserError("already-open")
    try:
        yield
    finally:
        lock.unlock()


def _application(site: Site) -> tuple[QApplication, Dressing]:
    from PySide6.QtWidgets import QApplication

    from app.logs import start_logging
    from widgets.start import start_application
    from widgets.theme import STYLE

    start_logging(site.store)
    app = QApplication([*sys.argv[:1], *STYLE])
    return app, start_application(app, site.store, site.arguments.language)


def _desk(
    site: Site, servers: TrainingServers | None
) -> tuple[Workplace, tuple[Upkeep | Delivery | ConnectionWatch, ...]]:
    """The workplace, and what runs beside it: to be stopped last to first."""
    from adapters.documents.guidance_pdf import GuidancePaperPress
    from adapters.documents.plan_pdf import PlanPress
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
    from app.clock import danish_day
    from app.counter.agenda import KeptAgenda
    from app.cpr import CprNumber
    from app.population.desk import Population
    from app.situations.forms.drafts import FormDrafts
    from app.situations.handbook import load_handbook
    from app.situations.plan import VISIT
    from app.situations.service import Tools
    from app.situations.visits import Visits
    from app.sync.connection import ConnectionWatch
    from app.sync.deliver import Delivery
    from app.sync.prefetch import Prefetch
    from app.sync.told import ToldTime
    from app.sync.upkeep import Upkeep
    from app.sync.visits import LateVisits, tell_visit
    from app.training.configuration import training_configuration
    from app.training.people import people_at_work
    from app.workplace import Workplace

    clock, viewer, population = site.clock, site.viewer, Population()
    told = ToldTime(clock)
    if servers is not None:
        configure, keys = once(lambda: training_configuration(servers.endpoints, site.store)), tuple(RegisterKey)
    else:
        configuration = site.configuration
        configure = once(lambda: configuration)
        keys = tuple(key for key in RegisterKey if getattr(configuration.registers, key) is not None)
    errands = load_errands(RESOURCES / "purposes.toml")

    def answered(register: RegisterKey) -> None:
        if register is RegisterKey.ARCHIVE:
            delivery.answered()

    asked = registers(configure, keys, clock, answered=answered, heard=told.hear)
    ages = {key: register.manifest.ages for key, register in asked.items()}
    files = site.open_files(ages, errands)
    upkeep = Upkeep(files, clock, told.now)
    upkeep.start()
    filing = LateFiling(configure, viewer.user, clock)
    shared = LateVisits(lambda: files.shared)
    routes = {NOTE: partial(file_entry, filing), VISIT: partial(tell_visit, shared)}
    delivery = Delivery(files.outbox, routes, clock)
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
        municipality=site.municipality,
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
        tools=Tools(
            visits=Visits(
                file=files.store.outbox,
                outbox=files.outbox,
                kept=files.store.cache,
                shared=shared,
                clock=clock,
                viewer=viewer,
                written=delivery.wake,
            ),
            drafts=FormDrafts(files.store.outbox, clock, viewer),
            press=PlanPress(),
            guidance=GuidancePaperPress(),
            viewer=viewer,
            municipality=site.municipality,
            today=lambda: danish_day(clock.now()),
        ),
        handbook=once(
            lambda: load_handbook(
                RESOURCES,
                errands=errands,
                notes=configure().guide.notes,
                book=site.rulebook(RESOURCES),
                municipality=site.municipality_code,
                today=danish_day(clock.now()),
            )
        ),
        delivery=delivery,
    )
    return workplace, (upkeep, delivery, watch)


def _keychain(arguments: SimpleNamespace) -> Callable[[Path], KeySource]:
    if arguments.config is None:
        from adapters.keychain.training import TrainingKeys

        return lambda _store: TrainingKeys()
    from adapters.keychain.system import SystemKeychain

    return SystemKeychain


def _people(servers: TrainingServers) -> tuple[TrainingPerson, ...]:
    from app.training.people import load_people

    return load_people(RESOURCES / "training" / "people.toml", dict(servers.panel.people()))


def _training_folder() -> Path:
    from PySide6.QtCore import QStandardPaths

    shared = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(shared) / "Indgang-Traening"


def _servers(site: Site) -> TrainingServers:
    from adapters.simulator.panel import TrainingServers
    from app.clock import danish_day

    day = site.arguments.date or danish_day(datetime.now(UTC))
    return TrainingServers(_myself("--child", "simulator", "--date", day.isoformat()))


def _population(site: Site) -> PopulationIndex:
    """This desk's extract. Fjordby's is made when the day's is not there yet, in a process of its own: making and
    reading 60,000 people would hold up the window."""
    import subprocess

    from app.clock import danish_day
    from app.population.index import PopulationIndex

    clock, path, keys = site.clock, site.store / INDEX, site.index_keys
    if not site.is_training:
        return PopulationIndex(path, clock, keys)
    try:
        index = PopulationIndex(path, clock, keys)
    except UserError:
        index = None
    if index is not None and index.produced == danish_day(clock.now()):
        return index
    if index is not None:
        index.close()
    command = _myself("--child", "extract", "--date", danish_day(clock.now()).isoformat(), "--store", str(site.store))
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - this program itself
    if done.returncode:
        raise UserError("index-missing", detail=f"import ended with {done.returncode}")
    return PopulationIndex(path, clock, keys)


if __name__ == "__main__":
    raise SystemExit(main())
