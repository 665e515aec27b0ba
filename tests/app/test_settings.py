"""The configuration file: what is missing or wrong is named by its key, and no value is repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import UserError
from app.settings import load_configuration
from app.store.folder import claim_store

GOOD = """[municipality]
code = "0461"
name = "Odense Kommune"
cvr = "35209115"
[employee]
user = "az12345"
name = "Lise Nord"
cpr = "0101010101"
[[roles]]
name = "Borgerservice"
[[roles.rights]]
role = "sagsbehandler"
kle = ["32.*"]
[store]
folder = "store"
recovery_key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
[registers.cpr]
url = "https://cpr.example/service/CPR/PersonBaseDataExtended/5"
[registers.bbr]
url = "https://bbr.example"
api_key = "hemmelig"
"""
PIN = "sha256/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
ROLES = GOOD[GOOD.index("[[roles]]") : GOOD.index("[store]")]


def write(folder: Path, text: str) -> Path:
    file = folder / "indgang.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_good_file(tmp_path: Path) -> None:
    configuration = load_configuration(write(tmp_path, GOOD))
    assert configuration.registers.cpr is not None
    assert configuration.registers.cpr.form == "token"
    assert configuration.registers.eindkomst is None
    assert configuration.store.folder == tmp_path / "store"
    assert configuration.guide.notes == tmp_path / "opgavenoter.json"


def test_the_notes_on_tasks_lie_where_the_municipality_says(tmp_path: Path) -> None:
    shared = f'{GOOD}[guide]\nnotes = "faelles/noter.json"\n'
    assert load_configuration(write(tmp_path, shared)).guide.notes == tmp_path / "faelles" / "noter.json"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (('code = "0461"', 'code = "461"'), "municipality.code"),
        (('name = "Odense Kommune"\n', ""), "municipality.name"),
        (("https://cpr", "http://cpr"), "registers.cpr.url"),
        (('recovery_key = "AAEC', 'recovery_key = "hemmeligAAEC'), "store.recovery_key"),
        (('recovery_key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="\n', ""), "store.recovery_key"),
        (('api_key = "hemmelig"', 'apikey = "hemmelig"'), "registers.bbr.apikey"),
        (("[registers.bbr]", '[tls]\ncertificate="a.pem"\nkey="b.pem"\n[registers.bbr]'), "tls.certificate"),
        (("[registers.bbr]", 'form = "context"\n[registers.bbr]'), "registers.cpr.context"),
        (('cpr = "0101010101"\n', ""), "employee.cpr"),
        (('role = "sagsbehandler"', 'role = "admin"'), "roles[0].rights[0].role"),
        (('kle = ["32.*"]', 'kle = ["*"]'), "roles[0].rights[0].kle[0]"),
        (('kle = ["32.*"]', 'sensitivity = "VIP"'), "roles[0].rights[0].sensitivity"),
        ((ROLES, ""), "roles"),
        (("[registers.bbr]", 'pins = ["sha1/AAECAwQFBgcICQoLDA0ODxAREhM="]\n[registers.bbr]'), "registers.cpr.pins[0]"),
        (("[registers.bbr]", f'pins = ["{PIN[:-2]}"]\n[registers.bbr]'), "registers.cpr.pins[0]"),
        (("[registers.bbr]", f'pins = "{PIN}"\n[registers.bbr]'), "registers.cpr.pins"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, change: tuple[str, str], key: str) -> None:
    with pytest.raises(UserError) as refused:
        load_configuration(write(tmp_path, GOOD.replace(*change)))
    assert refused.value.params["key"] == key
    assert "hemmelig" not in str(refused.value)


def test_a_register_may_have_the_present_pin_and_the_next(tmp_path: Path) -> None:
    pinned = GOOD.replace("[registers.bbr]", f'pins = ["{PIN}", "{PIN}"]\n[registers.bbr]')
    found = load_configuration(write(tmp_path, pinned)).registers
    assert found.cpr is not None
    assert found.bbr is not None
    assert (found.cpr.pins, found.bbr.pins) == ((PIN, PIN), ())


def test_a_pin_needs_tls_in_training_too(tmp_path: Path) -> None:
    plain = "training = true\n" + GOOD.replace("https://cpr", "http://cpr")
    load_configuration(write(tmp_path, plain))
    with pytest.raises(UserError) as refused:
        load_configuration(write(tmp_path, plain.replace("[registers.bbr]", f'pins = ["{PIN}"]\n[registers.bbr]')))
    assert refused.value.params["key"] == "registers.cpr.url"


SIGN_IN = """[employee.token]
file = "login/token.xml"
certificate = "login.pem"
issuer = "https://login.example"
audience = "https://indgang.example"
subject = "CN=Lise Nord"
domain = "indgang.example"
"""
SIGNED_IN = GOOD.replace(ROLES, SIGN_IN)


def test_a_token_stands_in_for_the_roles(tmp_path: Path) -> None:
    (tmp_path / "login.pem").touch()
    found = load_configuration(write(tmp_path, SIGNED_IN))
    assert found.roles == ()
    assert found.employee.token is not None
    assert found.employee.token.file == tmp_path / "login" / "token.xml", "nobody need have signed in yet"
    assert found.employee.token.certificate == tmp_path / "login.pem"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (SIGNED_IN.replace("login.pem", "intet.pem"), "employee.token.certificate"),
        (SIGNED_IN.replace('subject = "CN=Lise Nord"', 'subject = ""'), "employee.token.subject"),
        (SIGNED_IN.replace('audience = "https://indgang.example"\n', ""), "employee.token.audience"),
        (GOOD.replace(ROLES, SIGN_IN + ROLES), "roles"),
    ],
)
def test_a_token_that_would_let_in_more_than_one_is_refused(tmp_path: Path, text: str, key: str) -> None:
    (tmp_path / "login.pem").touch()
    with pytest.raises(UserError) as refused:
        load_configuration(write(tmp_path, text))
    assert refused.value.params["key"] == key


@pytest.mark.parametrize("text", ["[municipality", "\udcff"])
def test_a_file_that_is_no_toml(tmp_path: Path, text: str) -> None:
    file = tmp_path / "indgang.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UserError, match="configuration-unreadable"):
        load_configuration(file)


def test_training_and_real_never_share_a_store(tmp_path: Path) -> None:
    store = claim_store(tmp_path / "store", municipality="0461", training=False)
    assert claim_store(store, municipality="0461", training=False) == store
    for owner in ({"municipality": "0461", "training": True}, {"municipality": "0851", "training": False}):
        with pytest.raises(UserError, match="store-foreign"):
            claim_store(store, **owner)  # type: ignore[arg-type] # keyword arguments by name


def test_a_folder_with_other_files_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="store-foreign"):
        claim_store(tmp_path, municipality="0461", training=True)


def test_the_example_is_complete_and_good_but_for_its_certificates() -> None:
    example = Path(__file__).parents[2] / "installer" / "indgang.example.toml"
    with pytest.raises(UserError) as refused:
        load_configuration(example)
    assert refused.value.params["key"] == "tls.certificate"


def test_without_a_word_nothing_is_ever_deleted(tmp_path: Path) -> None:
    assert load_configuration(write(tmp_path, GOOD)).retention is None


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("closed_contact_months = 24", "retention.ground"),
        ('ground = "Plan"', "retention.closed_contact_months"),
        ('closed_contact_months = 0\nground = "Plan"', "retention.closed_contact_months"),
        ('closed_contact_months = 24\nground = " "', "retention.ground"),
    ],
)
def test_what_is_deleted_needs_both_its_time_and_its_ground(tmp_path: Path, said: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        load_configuration(write(tmp_path, f"{GOOD}[retention]\n{said}\n"))
    assert refused.value.params["key"] == key


SHARED = """
[shared]
url = "postgresql://db1.example,db2.example:5433/indgang"
authority = "ca.pem"
"""


def test_the_shared_store_is_named_without_a_password(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").touch()
    shared = load_configuration(write(tmp_path, GOOD + SHARED)).shared
    assert shared is not None
    assert (shared.authority, shared.passfile) == (tmp_path / "ca.pem", None)
    assert load_configuration(write(tmp_path, GOOD)).shared is None


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("postgresql://", "postgresql://lise:hemmelig@"), "shared.url"),
        (("5433/indgang", "5433"), "shared.url"),
        (("postgresql:", "mysql:"), "shared.url"),
        (("/indgang", "/indgang?password=hemmelig"), "shared.url"),
        (("/indgang", "/indgang?connect_timeout=3&sslmode=disable"), "shared.url"),
        (("ca.pem", "andet.pem"), "shared.authority"),
        (('authority = "ca.pem"', 'passfile = "pgpass"'), "shared.passfile"),
        (("authority", "ca"), "shared.ca"),
    ],
)
def test_what_a_shared_store_may_not_be_called(tmp_path: Path, change: tuple[str, str], key: str) -> None:
    (tmp_path / "ca.pem").touch()
    text = GOOD + SHARED.replace(*change)
    with pytest.raises(UserError) as refused:
        load_configuration(write(tmp_path, text))
    assert refused.value.params["key"] == key
    assert "hemmelig" not in str(refused.value)
