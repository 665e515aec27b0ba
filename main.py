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
main.py prune-store                       closed contacts and plans whose time is up deleted, by the same role
main.py backup FOLDER                     a copy of the outbox with its trace, and of a shared store of this desk's own
main.py restore FOLDER                    a copy put back; what was there is set aside
main.py recover FILE                      the desk's keys from the municipality's private key
main.py recovery-pair FILE                a new private key to FILE; prints the public one for the configuration
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
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
    from app.population.index import PopulationIndex
    from app.store.port import KeySource
    from app.workplace import Workplace
    from widgets.start import Dressing

VERSION = "0.1.0"
ROOT = Path(__file__).resolve().parent
RESOURCES = ROOT / "resources"
TOUR_DAY = date(2026, 11, 20)
BAD_USE = 2


def main(argv: Sequence[str] | None = None) -> int:
    arguments = parse_arguments(argv, VERSION)
    site = site_of(arguments)
    if arguments.child:
        return _child(site)
    commands = {None: _run, "check": _check, "tour": _tour}
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
    from widgets import background
    from widgets.alone import alone
    from widgets.garbage import Garbage
    from widgets.late_desk import LateDesk
    from widgets.window import DeskWindow

    def make() -> Workplace:
        return _desk(site, _servers(site, ends) if site.is_training else None, ends)

    with alone(site.store), ExitStack() as ends:
        ends.callback(background.stop)
        desk = LateDesk(
            site.viewer, site.municipality, is_training=site.is_training, has_agenda=site.is_training, make=make
        )
        window = DeskWindow(desk, store=site.store, dressing=dressing)
        window.show()
        window.open_extract(partial(_population, site))
        window.settled.connect(Garbage(window).begin)
        return app.exec()


def _tour(site: Site) -> int:
    import os
    from tempfile import TemporaryDirectory

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    arguments = site.arguments
    arguments.date = arguments.date or TOUR_DAY
    with TemporaryDirectory() as folder, ExitStack() as ends:
        servers = _servers(site, ends)
        arguments.store = Path(folder) / "store"
        app, dressing = _application(site)
        from widgets.garbage import Garbage
        from widgets.tour import Tour
        from widgets.window import DeskWindow

        desk = _desk(site, servers, ends)
        desk.population.open(ends.enter_context(closing(_population(site))))
        window = DeskWindow(desk, store=site.store, dressing=dressing)
        Garbage(window).begin()
        tour = Tour(window, desk, arguments.tour, servers.panel.people())
        tour.finished.connect(app.quit)
        sys.excepthook = partial(_end_tour, app, sys.excepthook)
        tour.begin()
        return app.exec()


def _end_tour(app: QApplication, log: Callable[..., object], *raised: Any) -> None:
    """A stop that breaks ends the tour instead of leaving it waiting for a picture that never comes."""
    log(*raised)
    app.exit(1)


def _check(site: Site) -> int:
    """One line a service: whether it answers at all. Nobody is looked up."""
    from adapters.wiring import checked
    from app.citizen.port import FailureKind
    from app.clock import SystemClock
    from app.training.configuration import training_configuration
    from widgets import texts

    failures = []
    with ExitStack() as ends:
        servers = _servers(site, ends) if site.is_training else None
        configuration = training_configuration(servers.endpoints, Path()) if servers else site.configuration
        for key, failure in checked(configuration, SystemClock()):
            failures.append(failure)
            name = texts.register(key)
            _say(f"{name:16}{texts.service_answers() if failure is None else texts.failure(failure, name)}")
    return int(any(failure not in (None, FailureKind.NOT_CONFIGURED) for failure in failures))


def _import_fjordby(site: Site) -> int:
    """Fjordby's extract as CPR would send it, read in as a real one would be."""
    from adapters.cpr_extract import read_extract
    from adapters.training.municipality import Municipality
    from app.extract import import_extract

    file = site.store / "fjordby-udtraek.txt"
    try:
        with file.open("w", encoding="cp1252", newline="\n") as lines:
            lines.writelines(f"{line}\n" for line in Municipality(site.arguments.date).extract())
        return import_extract(site, file, read_extract, _say)
    finally:
        file.unlink(missing_ok=True)


def _office(site: Site) -> int:
    """What needs no window."""
    from adapters.cpr_extract import read_extract
    from app import extract, office
    from app.access.purpose import load_errands
    from widgets.alone import alone
    from widgets.audit_words import AuditWords

    match site.arguments.command:
        case "assess":
            return office.assess(site, RESOURCES, _say)
        case "import-population":
            return extract.import_extract(site, site.arguments.file, read_extract, _say)
        case "audit":
            return office.audit(site, _say, AuditWords(load_errands(RESOURCES / "purposes.toml")))
        case "import-lists":
            return office.import_lists(site, _say)
        case "backup":
            return office.back_up(site)
        case "restore":
            return office.put_back(site, alone)
        case "upgrade-store":
            return office.upgrade_store(site, _say)
        case "prune-store":
            return office.prune_store(site, _say)
        case "recover":
            return office.recover_key(site)
        case _:
            return office.write_recovery_pair(site.arguments.file, _say)


# One desk


def _application(site: Site) -> tuple[QApplication, Dressing]:
    from PySide6.QtWidgets import QApplication

    from app.logs import start_logging
    from widgets.start import start_application
    from widgets.theme import STYLE

    start_logging(site.store)
    app = QApplication([*sys.argv[:1], *STYLE])
    return app, start_application(app, site.store, site.arguments.language)


def _desk(site: Site, servers: TrainingServers | None, ends: ExitStack) -> Workplace:
    """The workplace on what this computer and the configuration offer; what runs beside it stops with `ends`."""
    from adapters.documents.guidance_pdf import GuidancePaperPress
    from adapters.documents.plan_pdf import PlanPress
    from adapters.documents.renderer import ChildRenderer
    from adapters.wiring import LateFiling, registers, token_reader
    from app.citizen.port import RegisterKey
    from app.desk import World, open_desk
    from app.once import once
    from app.training.configuration import training_configuration

    if servers is not None:
        configure, keys = once(lambda: training_configuration(servers.endpoints, site.store)), tuple(RegisterKey)
    else:
        configuration = site.configuration
        configure = once(lambda: configuration)
        keys = tuple(key for key in RegisterKey if getattr(configuration.registers, key) is not None)
    world = World(
        configure=configure,
        gates=partial(registers, configure, keys, site.clock),
        filing=LateFiling(configure, site.viewer.user, site.clock),
        read_token=token_reader(configure, site.clock),
        renderer=ChildRenderer(_myself("--child", "pdf")),
        press=PlanPress(),
        guidance=GuidancePaperPress(),
        fjordby=servers.panel if servers is not None else None,
    )
    return open_desk(site, world, RESOURCES, ends)


def _keychain(arguments: SimpleNamespace) -> Callable[[Path], KeySource]:
    if arguments.config is None:
        from adapters.keychain.training import TrainingKeys

        return lambda _store: TrainingKeys()
    from adapters.keychain.system import SystemKeychain

    return SystemKeychain


def _training_folder() -> Path:
    from PySide6.QtCore import QStandardPaths

    shared = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(shared) / "Indgang-Traening"


def _servers(site: Site, ends: ExitStack) -> TrainingServers:
    from adapters.simulator.panel import TrainingServers
    from app.clock import danish_day

    day = site.arguments.date or danish_day(datetime.now(UTC))
    servers = TrainingServers(_myself("--child", "simulator", "--date", day.isoformat()))
    ends.callback(servers.stop)
    return servers


def _population(site: Site) -> PopulationIndex:
    """This desk's extract. Fjordby's is made in a process of its own: 60,000 people would hold up the window."""
    import subprocess

    from app.extract import open_extract

    def make_fjordby(day: date) -> int:
        command = _myself("--child", "extract", "--date", day.isoformat(), "--store", str(site.store))
        return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode  # noqa: S603 - this program itself

    return open_extract(site, make_fjordby)


if __name__ == "__main__":
    raise SystemExit(main())
