"""The commands of a real municipality, typed one after another: its own keys, configuration and recovery."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

from adapters.keychain.system import SystemKeychain
from adapters.keychain.training import TrainingKeys
from app.access.audit import HEAD, AuditTrail
from app.access.export import cef_lines
from app.clock import SystemClock
from app.situations.records import PlanRecords
from app.situations.told import Channel, ContactClosed, ContactOpened, ContactOutcome
from app.store.desk import DeskStore
from app.store.folder import claim_store
from app.store.keys import make_recovery_pair
from app.store.port import DeskFile
from app.store.shared import SharedStore, shared_store
from main import main
from tests.adapters.keychain.backends import Vault, chosen
from tests.app.desk import CITIZEN
from tests.app.situations.desks import LISE
from tests.journeys.test_import import CONFIGURATION, REFUSED

PRIVATE, PUBLIC = make_recovery_pair()
NO_TIME = "Opsætningen har ingen frist for sletning"


class Office:
    """A desk whose shared store is a file of its own."""

    def __init__(self, folder: Path, said: pytest.CaptureFixture[str], vault: Vault) -> None:
        self.folder, self.store, self.vault = folder, folder / "store", vault
        self._said = said
        self.configure()
        claim_store(self.store, municipality="0461", training=False)

    def configure(self, more: str = "") -> None:
        written = CONFIGURATION.replace("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", PUBLIC)
        self.config.write_text(written.format(store=self.store) + more, encoding="utf-8")

    @property
    def config(self) -> Path:
        return self.folder / "odense.toml"

    def run(self, *arguments: str | Path) -> tuple[int, str]:
        """The exit code and all that was said."""
        code = main([*map(str, arguments), "--config", str(self.config)])
        said = self._said.readouterr()
        return code, said.out + said.err

    @property
    def keys(self) -> SystemKeychain:
        return SystemKeychain(self.store)

    def shared(self) -> SharedStore:
        return shared_store(None, self.store, self.keys, recovery_key=PUBLIC)

    def visit(self, months_ago: int) -> None:
        """Opened and closed so long ago; received now."""
        at, contact = SystemClock().now() - timedelta(days=31 * months_ago), uuid4()
        common = {"citizen": CITIZEN, "at": at, "by": LISE}
        store = self.shared()
        for told in (
            ContactOpened(id=contact, errand="pas", channel=Channel.PHONE, **common),  # type: ignore[arg-type] # as named
            ContactClosed(id=uuid4(), contact=contact, outcome=ContactOutcome.SETTLED, **common),  # type: ignore[arg-type] # as named
        ):
            PlanRecords(store).append(told)
        store.lock()

    def visits(self) -> int:
        store = self.shared()
        try:
            return len(PlanRecords(store).of_citizen(CITIZEN))
        finally:
            store.lock()

    def head(self) -> int:
        return int(msgspec.json.decode(self.keys.read(HEAD) or "{}").get("number", 0))

    def last_line(self) -> int:
        desk = DeskStore(self.store, self.keys)
        desk.open()
        try:
            with desk.outbox.read() as connection:
                return int(connection.execute("SELECT max(number) FROM audit").fetchone()[0])
        finally:
            desk.lock()


@pytest.fixture
def office(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Office]:
    vault = Vault()
    with chosen(vault):
        yield Office(tmp_path, capfd, vault)


def test_a_lost_desk_comes_back_from_its_backup_with_the_key_of_the_safe(office: Office) -> None:
    office.visit(1)
    assert office.run("backup", office.folder / "kopi") == (0, "")
    assert sorted(file.name for file in (office.folder / "kopi").iterdir()) == ["keys.json", "outbox.db", "shared.db"]
    for file in office.store.glob("*.db*"):
        file.unlink()
    (office.store / "keys.json").unlink()
    for name in ("outbox", "shared"):
        office.vault.replace(name, None)
    code, said = office.run("restore", office.folder / "kopi")
    assert code == REFUSED
    assert "gendannelsesnøgle" in said
    (office.folder / "privat.txt").write_text(PRIVATE, encoding="ascii")
    (office.store / "keys.json").write_bytes((office.folder / "kopi" / "keys.json").read_bytes())
    assert office.run("recover", office.folder / "privat.txt") == (0, "")
    assert office.run("restore", office.folder / "kopi") == (0, "")
    assert office.visits() == 2


def test_nothing_is_deleted_until_the_municipality_says_how_long_and_why(office: Office) -> None:
    office.visit(40)
    code, said = office.run("upgrade-store")
    assert (code, said.count(NO_TIME)) == (0, 1)
    code, said = office.run("prune-store")
    assert code == REFUSED
    assert "[retention]" in said
    assert office.visits() == 2
    office.configure('[retention]\nclosed_contact_months = 24\nground = "Bevaringsplan 2026, pkt. 4"\n')
    assert NO_TIME not in office.run("upgrade-store")[1]
    code, said = office.run("prune-store")
    assert code == 0
    assert said.startswith("0 henvendelser og 0 planer"), "the store received it today, whatever the desk's clock said"
    assert office.visits() == 2


@pytest.mark.parametrize("step", ["log", "citizen"])
def test_an_export_leaves_no_line_younger_than_the_head(
    office: Office, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever puts yesterday's file back after an export is found out at once, not at the next head."""
    typed = iter([CITIZEN.digits, ""] * 2)
    monkeypatch.setattr("app.office.input", lambda _words: next(typed), raising=False)
    office.run("audit", "resume")
    before = (office.store / "outbox.db").read_bytes()
    assert office.run("audit", step, office.folder / "first") == (0, "")
    assert office.head() == office.last_line() > 0
    assert office.run("audit", "verify")[0] == 0
    (office.store / "outbox.db").write_bytes(before)
    code, said = office.run("audit", "verify")
    assert (code, "LOGGEN ER IKKE HEL" in said) == (1, True)
    code, said = office.run("audit", step, office.folder / "second")
    assert code == REFUSED
    assert "ældre" in said
    assert not (office.folder / "second").exists(), "what has lost lines must not look complete"


def test_what_the_window_writes_during_an_export_is_in_the_head_too(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have gone out with the rest."""

    def beside(file: DeskFile, after: int) -> Iterator[tuple[int, str]]:
        desk = DeskStore(office.store, office.keys)
        desk.open()
        AuditTrail(desk.outbox, SystemClock()).resume(TrainingKeys(), "lnord")
        desk.lock()
        yield from cef_lines(file, after)

    monkeypatch.setattr("app.office.cef_lines", beside)
    assert office.run("audit", "log", office.folder / "log") == (0, "")
    assert office.head() == office.last_line() == len((office.folder / "log").read_text("utf-8").splitlines())
