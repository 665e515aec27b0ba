"""What a real server refuses a connection for is told by our codes, whatever language it says it in."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from app.errors import UserError
from app.store.shared import SharedStore
from app.store.shared_sources import Server
from tests.app.store.test_shared import contacts
from tests.postgres import OWNER, Cluster, Database, running

SECRET, WRONG = "rigtig-hest", "forkert-hest"
RULES = f"""
local all {OWNER} trust
local all tillid trust
local all all scram-sha-256
hostssl all afvist 127.0.0.1/32 reject
hostssl all all 127.0.0.1/32 scram-sha-256
"""


@dataclass(frozen=True, slots=True)
class Gate:
    """A server that asks for passwords, over TCP only with TLS; its certificate says localhost."""

    database: Database
    folder: Path
    ours: trustme.CA
    theirs: trustme.CA

    def store(self, role: str = "skranke", password: str = SECRET, **changes: object) -> SharedStore:
        passfile = self.folder / f"pass-{password}"
        passfile.write_text(f"*:*:*:*:{password}\n", encoding="ascii")
        passfile.chmod(0o600)
        host, name = changes.pop("host", "localhost"), changes.pop("name", self.database.name)
        authority = self.authority("ours" if changes.pop("trusted", True) else "theirs")
        url = f"postgresql://{role}@{host}:{self.database.port}/{name}?hostaddr=127.0.0.1"
        return SharedStore(Server(url, passfile=passfile, authority=authority))

    def authority(self, which: str) -> Path:
        path = self.folder / f"{which}.pem"
        (self.ours if which == "ours" else self.theirs).cert_pem.write_to_path(str(path))
        return path

    def certify(self, *, until: datetime | None = None) -> None:
        """From now on the server shows this certificate."""
        leaf = self.ours.issue_cert("localhost", not_after=until)
        name = f"leaf-{len(list(self.database.folder.glob('leaf-*.key')))}"
        leaf.cert_chain_pems[0].write_to_path(str(self.database.folder / f"{name}.crt"))
        leaf.private_key_pem.write_to_path(str(self.database.folder / f"{name}.key"))
        for file in self.database.folder.glob(f"{name}.*"):
            file.chmod(0o600)
            if os.geteuid() == 0:
                shutil.chown(file, self.database.folder.stat().st_uid, self.database.folder.stat().st_gid)
        self.set(
            ssl_cert_file=str(self.database.folder / f"{name}.crt"),
            ssl_key_file=str(self.database.folder / f"{name}.key"),
            ssl="on",
        )

    def set(self, **settings: str) -> None:
        with self.database.connect() as connection:
            for name, value in settings.items():
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
            connection.execute("SELECT pg_reload_conf()")
        for name, value in settings.items():
            while self._shown(name) != value:
                pass

    def _shown(self, name: str) -> str:
        with self.database.connect() as connection:
            return str((connection.execute(f"SHOW {name}".encode()).fetchone() or ("",))[0])


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    folder = tmp_path_factory.mktemp("gate")
    with running(rules=RULES, tcp=True) as cluster:
        database = cluster.database()
        database.store(OWNER).upgrade()
        database.shut()
        made = Gate(database, folder, trustme.CA(), trustme.CA())
        if not made._shown("ssl_library"):
            pytest.skip("this PostgreSQL server was built without TLS")
        with database.connect() as connection:
            for role in ("skranke", "afvist"):
                connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}' IN ROLE indgang_desk".encode())
            connection.execute(f"CREATE ROLE uden_ret LOGIN PASSWORD '{SECRET}'".encode())
            connection.execute(f"CREATE ROLE lukket NOLOGIN PASSWORD '{SECRET}' IN ROLE indgang_desk".encode())
            connection.execute(f"CREATE ROLE fuld LOGIN PASSWORD '{SECRET}' CONNECTION LIMIT 0".encode())
        made.certify()
        yield made


def code_of(store: SharedStore) -> str:
    with pytest.raises(UserError) as refused:
        contacts(store)
    assert refused.value.__cause__ is None
    for words in (SECRET, WRONG, "skranke", "localhost", "FATAL"):
        assert words not in str(refused.value)
    return refused.value.code


def test_with_the_right_password_and_certificate_it_opens(gate: Gate) -> None:
    store = gate.store()
    assert contacts(store) == 0
    store.lock()


@pytest.mark.parametrize(
    "person",
    [
        pytest.param(lambda gate: gate.store(password=WRONG), id="wrong password"),
        pytest.param(lambda gate: gate.store("ukendt"), id="no such role"),
        pytest.param(lambda gate: gate.store("lukket"), id="role without login"),
        pytest.param(lambda gate: gate.store("afvist"), id="refused by the server's rules"),
        pytest.param(lambda gate: gate.store(name="ingen"), id="no such database"),
        pytest.param(lambda gate: gate.store("uden_ret"), id="no right to the tables"),
        pytest.param(
            lambda gate: SharedStore(
                Server(
                    f"postgresql://skranke@localhost:{gate.database.port}/{gate.database.name}",
                    passfile=gate.folder / "none",
                    authority=gate.authority("ours"),
                )
            ),
            id="no password",
        ),
    ],
)
def test_a_person_who_is_not_let_in_is_denied(gate: Gate, person: Callable[[Gate], SharedStore]) -> None:
    assert code_of(person(gate)) == "shared-denied"


@pytest.mark.parametrize("wrong", [{"trusted": False}, {"host": "db.example"}], ids=["authority", "host"])
def test_a_server_that_does_not_prove_who_it_is_is_not_trusted(gate: Gate, wrong: dict[str, object]) -> None:
    assert code_of(gate.store(**wrong)) == "shared-untrusted"  # type: ignore[arg-type] # a role is none of them


def test_a_certificate_that_has_expired_is_not_trusted(gate: Gate) -> None:
    gate.certify(until=datetime.now(UTC) - timedelta(days=1))
    try:
        assert code_of(gate.store()) == "shared-untrusted"
    finally:
        gate.certify()
    store = gate.store()
    assert contacts(store) == 0
    store.lock()


def test_a_server_that_does_not_encrypt_is_told_nothing(gate: Gate) -> None:
    gate.set(ssl="off")
    try:
        assert code_of(gate.store()) == "shared-untrusted"
    finally:
        gate.set(ssl="on")


def test_a_server_with_no_room_or_that_takes_no_writes_is_no_refusal(gate: Gate) -> None:
    assert code_of(gate.store("fuld")) == "shared-unreachable"
    with gate.database.connect() as connection:
        name = gate.database.name
        connection.execute(f"ALTER ROLE skranke IN DATABASE {name} SET default_transaction_read_only = on".encode())
        try:
            assert code_of(gate.store()) == "shared-unreachable"
        finally:
            connection.execute(f"ALTER ROLE skranke IN DATABASE {name} RESET default_transaction_read_only".encode())


def test_a_wrong_password_is_tried_once(gate: Gate) -> None:
    log = gate.database.folder / "log"
    before = log.read_text(encoding="utf-8").count("password authentication failed")
    assert code_of(gate.store(password=WRONG)) == "shared-denied"
    assert log.read_text(encoding="utf-8").count("password authentication failed") == before + 1


def test_a_url_that_cannot_be_read_names_its_setting() -> None:
    with pytest.raises(UserError, match="configuration-invalid") as refused:
        contacts(SharedStore(Server("postgresql://localhost/lager?vaerelse=2", training=True)))
    assert refused.value.params == {"key": "shared.url"}


@pytest.fixture(scope="module")
def german() -> Iterator[Cluster]:
    """A server whose words are German, the one other language that most machines can be taught."""
    maker, catalogue = shutil.which("localedef"), list(Path("/usr/share/locale/de/LC_MESSAGES").glob("postgres-*.mo"))
    rules = f"local all {OWNER} trust\nlocal all all scram-sha-256\n"
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)  # the server may run as somebody else
        command = [str(maker), "-i", "de_DE", "-f", "UTF-8", f"{place}/de_DE.UTF-8"]
        if maker is None or not catalogue or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("no German for the server here")
        words = {"LOCPATH": place, "LC_MESSAGES": "de_DE.UTF-8", "LANGUAGE": "de"}
        with running(rules=rules, surroundings=words) as cluster:
            yield cluster


def test_the_language_of_the_server_does_not_matter(german: Cluster, tmp_path: Path) -> None:
    database = german.database()
    passfile = tmp_path / "pass"
    passfile.write_text(f"*:*:*:*:{WRONG}\n", encoding="ascii")
    passfile.chmod(0o600)
    assert code_of(SharedStore(Server(database.url("fremmed"), passfile=passfile, training=True))) == "shared-denied"
    assert "Passwort-Authentifizierung" in (german.folder / "log").read_text(encoding="utf-8")
