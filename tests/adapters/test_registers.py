"""What every register keeps to, however it speaks: a full manifest, samples that parse, a simulator, light imports."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from uuid import UUID

import pytest

from adapters import archive
from adapters.archive import parse as archive_parse
from adapters.archive import simulator as archive_simulator
from adapters.registers import address, bbr, benefits, cpr, eindkomst
from adapters.registers.address import parse as address_parse
from adapters.registers.address import simulator as address_simulator
from adapters.registers.bbr import parse as bbr_parse
from adapters.registers.bbr import simulator as bbr_simulator
from adapters.registers.benefits import parse as benefits_parse
from adapters.registers.benefits import simulator as benefits_simulator
from adapters.registers.cpr import parse as cpr_parse
from adapters.registers.cpr import simulator as cpr_simulator
from adapters.registers.eindkomst import parse as eindkomst_parse
from adapters.registers.eindkomst import simulator as eindkomst_simulator
from adapters.serviceplatform.envelope import open_envelope
from adapters.training.wire import Simulator
from app.citizen.lookup import Sources
from app.citizen.port import FailureKind, RegisterError, RegisterKey
from app.clock import SystemClock
from app.cpr import CprNumber
from tests.adapters.eindkomst.village import ASKED, TRANSACTION

ROOT = Path(__file__).resolve().parents[2]
REGISTERS: dict[str, ModuleType] = {
    "cpr": cpr,
    "eindkomst": eindkomst,
    "bbr": bbr,
    "address": address,
    "benefits": benefits,
    "archive": archive,
}
SIMULATORS: dict[str, Simulator] = {
    "cpr": cpr_simulator,
    "eindkomst": eindkomst_simulator,
    "bbr": bbr_simulator,
    "address": address_simulator,
    "benefits": benefits_simulator,
    "archive": archive_simulator,
}
REFUSED = {"denied": FailureKind.DENIED, "afvist": FailureKind.DENIED, "unknown-person": FailureKind.NOT_FOUND}
"""Samples of an answer that says no; every other sample is an answer."""

every_register = pytest.mark.parametrize("name", REGISTERS)


def test_there_is_one_register_for_each_key() -> None:
    assert [register.MANIFEST.key for register in REGISTERS.values()] == [RegisterKey(name) for name in REGISTERS]
    assert set(REGISTERS) == set(RegisterKey) == set(SIMULATORS)


def test_who_is_told_the_employee_s_name_may_confirm_the_roles_and_nobody_else() -> None:
    knowing = {name for name, register in REGISTERS.items() if register.MANIFEST.knows_employee}
    assert knowing == {RegisterKey.CPR, RegisterKey.EINDKOMST, RegisterKey.BENEFITS}


@every_register
def test_the_manifest_says_who_owns_the_data_and_by_what_right_they_are_read(name: str) -> None:
    manifest = REGISTERS[name].MANIFEST
    for words in (manifest.title, manifest.owner, manifest.legal_basis):
        assert words.strip() == words
        assert len(words) > 2
    assert manifest.sections or name == "address", "only the address search feeds no section"


@every_register
def test_facts_grow_old_in_order(name: str) -> None:
    ages = REGISTERS[name].MANIFEST.ages
    assert 0 < ages.refresh.total_seconds() < ages.stale.total_seconds() < ages.expiry.total_seconds()


@every_register
def test_a_call_ends_before_the_view_gives_up(name: str) -> None:
    manifest = REGISTERS[name].MANIFEST
    deadline = next(field.default for field in fields(Sources) if field.name == "deadline")
    assert isinstance(deadline, float)
    assert 0 < manifest.timeouts.connect <= manifest.timeouts.read <= manifest.timeouts.total < deadline
    assert manifest.threads >= 1
    assert manifest.steps >= 1


@every_register
def test_the_simulator_answers_refuses_and_impersonates(name: str) -> None:
    simulator = SIMULATORS[name]
    for role in (simulator.respond, simulator.deny, simulator.impersonate):
        assert list(inspect.signature(role).parameters) == ["request", "town"]


def read_cpr(body: bytes) -> object:
    answer = open_envelope(body)
    numbers = re.findall(rb">(\d{10})<", body)
    return cpr_parse.parse(answer, CprNumber(numbers[0].decode()))


def read_eindkomst(body: bytes) -> object:
    return eindkomst_parse.parse(open_envelope(body), cpr=ASKED, transaction=TRANSACTION)


def read_bbr(body: bytes) -> object:
    node = bbr_parse.known_address(bbr_parse.page(body, "DAR_Adresse").nodes)
    return bbr_parse.dwelling(node, UUID(str(node["id_lokalId"])))


def read_benefits(body: bytes) -> object:
    of_municipality = b"BevillingHent_O" in body
    read = benefits_parse.parse_municipal if of_municipality else benefits_parse.parse_udk
    return read(open_envelope(body), cpr=ASKED, transaction=TRANSACTION)


def read_archive(body: bytes) -> object:
    """A search gives ids; a read gives objects, each of them a case, a document or a department."""
    results = json.loads(body)["results"][0]
    if isinstance(results[0], str):
        return archive_parse.found(body)
    now = SystemClock().now()
    objects = archive_parse.objects(body, {UUID(entry["id"]) for entry in results})
    read: Callable[..., object] = archive_parse.unit_name
    if b"sagegenskaber" in body:
        read = archive_parse.filed_case
    elif b"dokumentegenskaber" in body:
        read = archive_parse.document
    return [read(item, now) for item in objects.values()]


READERS: dict[str, Callable[[bytes], object]] = {
    "cpr": read_cpr,
    "eindkomst": read_eindkomst,
    "bbr": read_bbr,
    "address": address_parse.hits,
    "benefits": read_benefits,
    "archive": read_archive,
}


def samples(name: str) -> list[Path]:
    return sorted((Path(str(REGISTERS[name].__file__)).parent / "samples").iterdir())


@every_register
def test_there_are_samples(name: str) -> None:
    assert [path for path in samples(name) if path.stat().st_size] == samples(name) != []


@pytest.mark.parametrize(
    ("name", "sample"),
    [pytest.param(name, path, id=f"{name}-{path.stem}") for name in REGISTERS for path in samples(name)],
)
def test_every_sample_parses(name: str, sample: Path) -> None:
    body = sample.read_bytes()
    if sample.stem in REFUSED:
        with pytest.raises(RegisterError) as caught:
            READERS[name](body)
        assert caught.value.kind is REFUSED[sample.stem]
    else:
        assert READERS[name](body) is not None


def test_the_manifests_alone_load_no_heavy_library() -> None:
    """The window reads every manifest before it shows; what speaks HTTP and XML waits for the first question."""
    program = (
        "import sys\n"
        "from adapters import archive\n"
        "from adapters.registers import address, bbr, benefits, cpr, eindkomst\n"
        "heavy = {'requests', 'urllib3', 'lxml', 'msgspec', 'PySide6', 'sqlite3', 'ssl'} & set(sys.modules)\n"
        "keys = {each.MANIFEST.key for each in (archive, address, bbr, benefits, cpr, eindkomst)}\n"
        "print(len(keys), *sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, ["6"]), done.stderr
