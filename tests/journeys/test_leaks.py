"""Nothing of ours lies in plain text, and no number leaves the page: the whole program under every fault, then killed.

What it leaves on the disk and says outside its window is searched for 1,000 people it knows. Two files are excepted:
training's search index, which is in clear because its people are made up, and the mark that claims the store.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qsl, unquote

import msgspec
import pytest

from adapters.keychain.training import TrainingKeys
from adapters.simulator.loopback import Exchange
from app.citizen.model.sections import State
from app.store.cipher import Key
from app.store.folder import claim_store
from app.training.port import Fault
from tests.journeys.driven import Plan, Report
from tests.journeys.fjordby import ROOT, Town, full_name
from tests.journeys.leaks import Planted, amounts_in

PLANTED = 1_000
EXCEPTED = ("population.db", "indgang-store.json")
TIME = 240
VISITED = ("newly_separated", "protected", "family_of_nine", "three_employers_reversed", "hostile_document")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in; `line` is method and target as written on the wire."""

    register: str
    line: str
    headers: str


@dataclass(frozen=True, slots=True)
class Ran:
    """The program's whole world, still there after it was killed. `handles` are the files it had open for writing."""

    tree: Path
    said: bytes
    report: Report
    asked: list[Asked]
    handles: list[str]
    commands: list[bytes]


@dataclass
class Wire:
    """Notes every request to the town's registers while it is in place."""

    town: Town
    asked: list[Asked] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def __enter__(self) -> Wire:
        self._before = {key: register.server._handle for key, register in self.town.servers._registers.items()}
        for key, register in self.town.servers._registers.items():
            register.server._handle = self._noting(key)
        return self

    def __exit__(self, *_: object) -> None:
        for key, register in self.town.servers._registers.items():
            register.server._handle = self._before[key]

    def _noting(self, key: str) -> Callable[[Exchange], None]:
        def note(exchange: Exchange) -> None:
            with self._lock:
                self.asked.append(Asked(key, f"{exchange.command} {exchange.path}", str(exchange.headers)))
            self._before[key](exchange)

        return note


def planted(town: Town) -> list[str]:
    """The numbers of a thousand people, those who will be visited first."""
    visited = [*(town.people[key].digits for key in VISITED)]
    visited += [cpr.digits for key, cpr in town.people.items() if key not in VISITED]
    others = (citizen.cpr for citizen in town.municipality.citizens() if citizen.cpr not in visited)
    return [*visited, *(cpr for cpr, _ in zip(others, range(PLANTED - len(visited)), strict=False))]


def scanner(town: Town, report: Report) -> Planted:
    people = [citizen for cpr in planted(town) if (citizen := town.municipality.citizen(cpr)) is not None]
    names = [name for citizen in people if len((name := full_name(citizen)).split()) > 1]
    assert len(names) > PLANTED * 0.9
    return Planted((citizen.cpr for citizen in people), names, amounts_in(report.said))


def run(town: Town, tree: Path, plan: Plan) -> Ran:
    """The program in a home of its own until it is through with the plan, then `kill -9`."""
    store, home, temporary = tree / "store", tree / "home", tree / "tmp"
    plan_file, report_file = tree.parent / "plan.json", tree.parent / "report.json"
    claim_store(store, municipality="0999", training=True)
    shutil.copy(town.extract.with_name("population.db"), store / "population.db")
    for folder in (home, temporary):
        folder.mkdir()
    plan_file.write_bytes(msgspec.json.encode(plan))
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTEST"))} | {
        "HOME": str(home),
        "TMPDIR": str(temporary),
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")},
        "XDG_RUNTIME_DIR": str(temporary),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    temporary.chmod(0o700)
    command = [sys.executable, "-m", "tests.journeys.driven", *map(str, (store, plan_file, report_file))]
    with (
        Wire(town) as wire,
        (tree.parent / "stdout").open("wb") as out,
        (tree.parent / "stderr").open("wb") as errors,
        subprocess.Popen(
            command, cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors
        ) as program,
    ):
        assert program.stdout is not None
        for line in program.stdout:
            out.write(line)
            if line == b"done\n":
                break
        assert program.poll() is None, f"{program.returncode}: {(tree.parent / 'stderr').read_text()}"
        program.send_signal(signal.SIGSTOP)  # what is looked at must not be closed meanwhile
        os.waitpid(program.pid, os.WUNTRACED)
        handles, commands = open_for_writing(program.pid), command_lines(program.pid)
        program.send_signal(signal.SIGKILL)
        out.write(program.stdout.read())
    said = b"".join((tree.parent / name).read_bytes() for name in ("stdout", "stderr"))
    assert program.returncode == -signal.SIGKILL, said.decode()
    report = msgspec.json.decode(report_file.read_bytes(), type=Report)
    return Ran(tree, said, report, wire.asked, handles, commands)


def open_for_writing(process: int) -> list[str]:
    """Where the process could still write to: what is deleted but open is a temporary file too."""
    found = []
    for link in Path(f"/proc/{process}/fd").iterdir():
        flags = Path(f"/proc/{process}/fdinfo/{link.name}").read_text(encoding="ascii").split("flags:")[1].split()[0]
        target = str(link.readlink())
        if int(flags, 8) & os.O_ACCMODE and target.startswith("/") and not target.startswith(("/dev/", "/proc/")):
            found.append(target)
    return found


def command_lines(process: int) -> list[bytes]:
    """The process's own and its children's: everybody on the machine can read them."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [Path(f"/proc/{one}/cmdline").read_bytes() for one in (process, *children)]


needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="what a process has open is read from /proc")


@pytest.fixture(scope="module")
def ran(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    people = planted(town)
    someone = town.citizen("newly_separated")
    searches = [
        f"{full_name(someone)} {someone.cpr[4:6]}",
        "Mågebakken 12",
        f"{someone.cpr[:6]}-{someone.cpr[6:]}",
        full_name(someone),
    ]
    # Whoever has been visited is remembered; under each fault come people whom the registers must be asked about.
    unknown = iter(people[len(VISITED) :])
    wrong = [fault for fault in Fault if fault is not Fault.NONE]
    visits = {fault: list(islice(unknown, 3)) for fault in wrong} | {Fault.NONE: people[: len(VISITED)]}
    town.calm()
    yield run(town, tmp_path_factory.mktemp("leaks") / "tree", Plan(town.servers.urls, visits, searches))
    town.calm()


@needs_proc
def test_the_program_really_was_used_and_the_faults_bit(ran: Ran, town: Town) -> None:
    said = "\n".join(ran.report.said)
    assert full_name(town.citizen("newly_separated")) in said
    assert len(amounts_in(ran.report.said)) > 20
    states = {fault: set(found) for fault, found in ran.report.states.items()}
    assert set(states) == set(Fault)
    assert states[Fault.NONE] == states[Fault.DELAY] == {State.FRESH}
    assert all(
        states[fault] & {State.FAILED, State.DENIED} for fault in Fault if fault not in (Fault.NONE, Fault.DELAY)
    )
    assert ran.report.exceptions


@needs_proc
def test_no_thread_but_the_windows_loads_what_is_qts(ran: Ran) -> None:
    assert ran.report.loaded_aside == []


@needs_proc
def test_no_thread_but_the_windows_looks_for_garbage(ran: Ran) -> None:
    assert ran.report.searched_aside == []
    assert ran.report.searches > 0


@needs_proc
def test_nobody_is_in_a_file_or_its_name(ran: Ran, town: Town) -> None:
    assert scanner(town, ran.report).found_under(ran.tree, but=EXCEPTED) == {}
    left = {file.name: file.stat().st_size for file in (ran.tree / "store").iterdir()}
    assert set(EXCEPTED) < left.keys()
    # What was kept of the citizens lay in the logs, for the program had no time to close its files.
    assert left["cache.db-wal"] > 50_000
    assert left["outbox.db-wal"] > 50_000


@needs_proc
def test_no_key_lies_beside_what_it_opens(ran: Ran) -> None:
    keys = [Key.parse(TrainingKeys().read(name) or "") for name in ("outbox", "cache")]
    written = [file.read_bytes() for file in ran.tree.rglob("*") if file.is_file()]
    for key in keys:
        assert key is not None
        assert not any(form in file for file in written for form in (key.raw, key.text.encode()))


@needs_proc
def test_nobody_is_in_what_the_program_prints(ran: Ran, town: Town) -> None:
    assert scanner(town, ran.report).found_in(ran.said) == set()
    assert all(scanner(town, ran.report).found_in(command) == set() for command in ran.commands)


@needs_proc
def test_nobody_is_in_a_title(ran: Ran) -> None:
    assert {title for title in ran.report.titles if title} == {"Indgang – Træning", "Afslut henvendelse"}


@needs_proc
def test_nobody_is_in_an_exception_or_in_what_caused_it(ran: Ran, town: Town) -> None:
    assert scanner(town, ran.report).found_in("\n".join(ran.report.exceptions).encode()) == set()


@needs_proc
def test_nothing_is_written_outside_the_store_and_the_home(ran: Ran) -> None:
    own = (str(ran.tree), str(ran.tree.parent / "stderr"))
    assert [target for target in ran.handles if not target.startswith(own)] == []


@needs_proc
def test_a_number_is_in_a_url_only_where_the_interface_demands_it(ran: Ran, town: Town) -> None:
    find = scanner(town, ran.report).found_in
    paths, values, headers = set(), set(), set()
    for one in ran.asked:
        path, _, query = one.line.partition("?")
        paths.add(path)
        values |= {(one.register, path, name, value) for name, value in parse_qsl(query)}
        headers |= set(one.headers.splitlines())
    # The archive finds a citizen's cases by their primary party, whose URN is the number: OIO Sag, REST.
    allowed = {("archive", "GET /sag/sag", "primaerpart")}
    assert {(register, path, name) for register, path, name, value in values if find(value.encode())} == allowed
    assert find(unquote("\n".join(paths)).encode()) == find("\n".join(headers).encode()) == set()


@needs_proc
def test_the_scanner_finds_whatever_a_program_could_leak(town: Town, tmp_path: Path) -> None:
    number, name = town.people["newly_separated"].digits, full_name(town.citizen("newly_separated"))
    leaky = run(town, tmp_path / "tree", Plan(town.servers.urls, leak=(number, name)))
    planted = scanner(town, leaky.report)
    assert planted.found_under(leaky.tree, but=EXCEPTED).keys() == {
        "store/indgang.log", f"store/{number}.pdf", "store/plain.db-wal", "tmp/preview.bin"
    }  # fmt: skip
    assert planted.found_in(leaky.said) >= {number, name.lower()}
    assert name in leaky.report.titles
    assert planted.found_in("\n".join(leaky.report.exceptions).encode()) == {name.lower()}


@pytest.mark.parametrize(
    "written",
    ["0702614038", "070261-4038", "070261 4038", "070261–4038", "070261%2D4038", "070261\u00a04038", "x0702614038x"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_number_is_found_however_it_is_spelled(written: str, encoding: str) -> None:
    planted = Planted(["0702614038"], ["Maria Kjær Holm"], ["28.450,50"])
    assert planted.found_in(b"..." + written.encode(encoding) + b"...") == {"0702614038"}
    assert planted.found_in("070261-4039 Maria Holst 28.450,51".encode(encoding)) == set()
    for told in ("Maria Kjær Holm", "MARIA HOLM", "Holm, Maria", "28450.50", "28.450,50"):
        assert planted.found_in(told.encode(encoding))
