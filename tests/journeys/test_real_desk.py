"""A desk as `main.py --config FILE` composes it: what the municipality wrote and read in is what holds at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.keychain.system import SystemKeychain
from app.access.lease import CONFIRMED, Lease
from app.access.model import Rule, Sensitivity
from app.access.roles import Delimitation, SystemRole, UserSystemRole
from app.arguments import parse_arguments
from app.citizen.model.sections import State
from app.clock import Clock, SystemClock
from app.cpr import CprNumber
from app.errors import UserError
from app.store.desk import DeskStore
from app.store.keys import OUTBOX, SHARED, make_recovery_pair, recover
from app.store.shared import shared_store
from app.sync.upkeep import DeskFiles
from app.workplace import Workplace
from main import VERSION, _desk, main, site_of
from tests.adapters.keychain.backends import Vault, chosen
from tests.adapters.serviceplatform.test_privileges import CVR, DOMAIN, UNIT
from tests.adapters.serviceplatform.tokens import AUDIENCE, ISSUER, SUBJECT, assertion, pem, signed
from tests.app.desk import StandingClock
from tests.journeys.test_import import CONFIGURATION

SIGN_IN = f"""[employee.token]
file = "token.xml"
certificate = "login.pem"
issuer = "{ISSUER}"
audience = "{AUDIENCE}"
subject = "{SUBJECT}"
domain = "{DOMAIN}"
"""
OWN = CprNumber("0101010101")
COLLEAGUE, SHIELDED, THREATENED, ANYBODY = map(CprNumber, ("0702614075", "0305594077", "0906174072", "0706590004"))
LISTS = f"{COLLEAGUE.digits};kollega\n{SHIELDED.digits};skærmet\n{THREATENED.digits};truet\n"
PRIVATE, PUBLIC = make_recovery_pair()
AGO = timedelta(hours=3)


class RealDesk:
    """The desk and what it was made from. Its roles were last confirmed three hours ago."""

    def __init__(self, folder: Path, vault: Vault, *, signs_in: Clock | None = None) -> None:
        self.vault = vault
        self.store = folder / "store"
        written = CONFIGURATION.replace("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", PUBLIC)
        written = written.replace("[store]", "[store]\ntrace_months = 24")
        written = written.replace('role = "sagsbehandler"', 'role = "sagsbehandler"\nkle = ["32.*"]')
        if signs_in is not None:
            roles = written[written.index("[[roles]]") : written.index("[store]")]
            written = written.replace(roles, SIGN_IN).replace("35209115", CVR)
        config, lists = folder / "odense.toml", folder / "lister.csv"
        config.write_text(written.format(store=self.store), encoding="utf-8")
        lists.write_text(LISTS, encoding="utf-8")
        assert main(["import-lists", str(lists), "--config", str(config)]) == 0
        self.site = site_of(parse_arguments(["--config", str(config)], VERSION))
        self.site.clock = signs_in or self.site.clock
        self.keys = SystemKeychain(self.store)
        self.keys.write(CONFIRMED, (SystemClock().now() - AGO).isoformat())
        self._ends = ExitStack()
        self.workplace: Workplace = _desk(self.site, None, self._ends)

    def rules(self, citizen: CprNumber, errand: str) -> set[Rule | None]:
        """Which rules shut the sections that the errand opens; None among them where one is open."""
        chosen_errand = next(known for known in self.workplace.errands if known.key == errand)
        purpose = self.workplace.state_purpose(chosen_errand)
        last = {state.section: state for state in self.workplace.look_up(citizen, purpose)}
        asked = [state for state in last.values() if state.state is not State.NOT_RELEVANT]
        return {state.refusal.rule if state.refusal is not None else None for state in asked}

    @property
    def files(self) -> DeskFiles:
        assert self.workplace._upkeep is not None
        return self.workplace._upkeep._files

    def stop(self) -> None:
        self._ends.close()


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealDesk]:
    vault = Vault()
    with chosen(vault):
        desk = RealDesk(tmp_path, vault)
        yield desk
        desk.stop()


def test_the_lists_and_the_employees_own_number_hold(real: RealDesk) -> None:
    assert real.rules(OWN, "pension") == {Rule.SELF}
    assert real.rules(COLLEAGUE, "pension") == {Rule.COLLEAGUE}
    assert real.rules(SHIELDED, "pension") == real.rules(THREATENED, "pension") == {Rule.SHIELDED}
    assert real.rules(ANYBODY, "pension") == {None}


def test_the_roles_are_those_of_the_configuration(real: RealDesk) -> None:
    assert real.workplace.roles() == (UserSystemRole(SystemRole.CASEWORKER, Delimitation(("32.*",))),)
    assert real.rules(ANYBODY, "flytning") == {Rule.SUBJECT}


def test_a_desk_with_a_sign_in_has_the_roles_of_its_token(tmp_path: Path) -> None:
    """Its own answers confirm nothing, and what does not hold any more lets nobody in."""
    now, token = SystemClock().now(), tmp_path / "token.xml"
    clock = StandingClock(now)
    (tmp_path / "login.pem").write_bytes(pem("issuer", at=now))
    vault = Vault()
    with chosen(vault):
        real = RealDesk(tmp_path, vault, signs_in=clock)
        try:
            with pytest.raises(UserError, match="token-missing"):
                real.rules(ANYBODY, "sygedagpenge")
            text = assertion(issued=now)
            token.write_bytes(signed(text))
            limits = Delimitation(("32.30.04", "32.24.*"), frozenset({UNIT}), Sensitivity.CONFIDENTIAL)
            assert real.workplace.roles() == (UserSystemRole(SystemRole.CASEWORKER, limits),)
            assert real.rules(ANYBODY, "sygedagpenge") == {None}
            assert real.rules(ANYBODY, "flytning") == {Rule.STEPPING_IN}
            clock.advance(AGO)
            real.workplace._door.sources.access.confirm()
            assert real.workplace._door.sources.access.role_age() == AGO
            token.write_bytes(signed(text.replace("Lise", "Lisa")))
            with pytest.raises(UserError, match="token-other-person"):
                real.workplace.find("070665-0000")
        finally:
            real.stop()


def test_the_roles_are_as_old_as_the_key_store_says_until_they_are_confirmed(real: RealDesk) -> None:
    access = real.workplace._door.sources.access
    assert AGO <= access.role_age() < AGO + timedelta(minutes=5)
    access.confirm()
    assert access.role_age() < timedelta(minutes=5)
    clock = SystemClock()
    assert clock.now() - Lease(real.keys, clock).confirmed_at < timedelta(minutes=5)


def test_the_municipality_can_open_what_a_desk_without_its_keys_has_written(real: RealDesk, tmp_path: Path) -> None:
    real.rules(ANYBODY, "pension")
    with real.files.shared.read():
        pass  # made with the first question asked of it
    real.stop()
    for name in (OUTBOX, SHARED):
        real.vault.replace(name, None)
    (tmp_path / "privat.txt").write_text(PRIVATE, encoding="ascii")
    recover(real.store, tmp_path / "privat.txt", real.keys)
    store = DeskStore(real.store, real.keys)
    store.open()
    with store.outbox.read() as connection:
        assert connection.execute("SELECT count(*) FROM audit").fetchone()[0] > 1
    store.lock()
    shared = shared_store(None, real.store, real.keys)
    with shared.read():
        pass  # its own key, too, is there again
    shared.lock()


def test_a_real_desk_has_no_faults_no_made_up_people_and_only_the_registers_it_names(real: RealDesk) -> None:
    workplace = real.workplace
    assert not workplace.is_training
    assert not workplace.has_agenda
    assert workplace.training_people() == ()
    assert [manifest.key for manifest, _ in workplace.registers()] == ["archive"]
    assert workplace.notes is not None
    assert real.files.trace_months == 24
    assert (workplace.viewer.user, workplace.municipality) == ("az12345", "Odense Kommune")
