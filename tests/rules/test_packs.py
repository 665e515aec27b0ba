"""A newer pack of figures dropped in: signed, whole, the newest counts, and a bad one is laid aside and named."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from nacl.signing import SigningKey

from app.benefits.model import Rate
from app.benefits.packs import shipped_pack
from app.benefits.rulebook import Rulebook, load_rulebook
from app.errors import UserError
from app.site import Site
from app.store.port import KeySource
from app.store.signature import is_signed_by
from tests.app.test_settings import GOOD, write
from tests.rules.book import RESOURCES, shipped

KEY = SigningKey(bytes(range(32)))
SIGNER = base64.b64encode(bytes(KEY.verify_key)).decode()


def files(*, issued: str = "2027-01-15", name: str = "Satser 2027") -> dict[str, bytes]:
    about = f'name = "{name}"\nissuer = "KL"\nissued = {issued}\n'
    old = b"indkomstgraense = 170300"
    rates = dict(shipped_pack(RESOURCES / "rates").files)
    assert old in rates["boligsikring.toml"]
    rates["boligsikring.toml"] = rates["boligsikring.toml"].replace(old, b"indkomstgraense = 170301")
    return {**rates, "pack.toml": about.encode()}


def drop(folder: Path, content: dict[str, bytes], name: str = "2027.zip", key: SigningKey = KEY) -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in content.items():
            archive.writestr(file, text)
    path = folder / name
    path.write_bytes(packed.getvalue())
    sign(path, key)
    return path


def sign(path: Path, key: SigningKey = KEY) -> None:
    signature = base64.b64encode(key.sign(path.read_bytes()).signature).decode()
    path.with_name(f"{path.name}.sig").write_text(f"{signature}\n", encoding="ascii")


def limit(book: Rulebook) -> int:
    found = book.rates.find("boligsikring.indkomstgraense", on=date(2026, 6, 1), known=date(2027, 2, 1))
    assert isinstance(found, Rate)
    return int(found.value)


def load(folder: Path, today: date = date(2027, 12, 31)) -> Rulebook:
    return load_rulebook(RESOURCES, dropped=folder, signer=SIGNER, today=today)


def test_the_shipped_figures_say_whose_they_are() -> None:
    origin = shipped().origin
    assert (origin.name, origin.issuer, origin.issued) == ("Satser", "Indgang", date(2026, 11, 21))


def test_a_newer_signed_pack_counts_and_says_whose_it_is(tmp_path: Path) -> None:
    drop(tmp_path, files())
    book = load(tmp_path)
    assert (limit(book), book.origin.name, book.origin.issuer, book.refused) == (170301, "Satser 2027", "KL", ())


@pytest.mark.parametrize("issued", ["2026-11-21", "2025-01-01"])
def test_a_pack_that_is_no_newer_does_not_count(tmp_path: Path, issued: str) -> None:
    drop(tmp_path, files(issued=issued))
    assert (limit(load(tmp_path)), load(tmp_path).refused) == (170300, ())


def test_of_several_the_newest_counts(tmp_path: Path) -> None:
    drop(tmp_path, files(issued="2027-03-01", name="marts"), "a.zip")
    drop(tmp_path, files(issued="2027-02-01", name="februar"), "b.zip")
    assert load(tmp_path).origin.name == "marts"


def test_confirmations_count_on_top_of_a_pack(tmp_path: Path) -> None:
    drop(tmp_path, files())
    book = load_rulebook(
        RESOURCES, dropped=tmp_path, signer=SIGNER, confirmed=RESOURCES / "training" / "confirmed_rates.toml"
    )
    found = book.rates.find("friplads.trin", on=date(2026, 6, 1), known=date(2027, 2, 1))
    assert isinstance(found, Rate)


SCALE = b"nedre = 218100\noevre = 677500"
OFFICIAL = b"""[[set]]
valid_from = 2026-01-01
valid_to = 2026-12-31
trust = "B"
source = "uvm.dk"

[set.values]
nedre = 218101
"""


@pytest.mark.parametrize(("issued", "counts"), [("2026-11-30", 218101), ("2026-11-22", 218101), ("2026-01-01", 218100)])
def test_a_confirmation_does_not_outlive_a_newer_pack_with_another_figure(
    tmp_path: Path, issued: str, counts: int
) -> None:
    """The pack says nothing of when its figure was known, so from the day it was issued."""
    content = files(issued=issued)
    old = content["friplads.toml"]
    assert SCALE in old
    drop(tmp_path, {**content, "friplads.toml": old.replace(SCALE, b"oevre = 677500") + OFFICIAL})
    book = load_rulebook(
        RESOURCES, dropped=tmp_path, signer=SIGNER, confirmed=RESOURCES / "training" / "confirmed_rates.toml"
    )
    found = {
        key: book.rates.find(f"friplads.{key}", on=date(2026, 12, 1), known=date(2026, 12, 1))
        for key in ("nedre", "oevre")
    }
    lower, upper = found["nedre"], found["oevre"]
    assert isinstance(lower, Rate)
    assert isinstance(upper, Rate)
    assert (int(lower.value), lower.confirmed is None, lower.is_sure) == (counts, counts == 218101, True)
    assert upper.confirmed is not None


def test_a_figure_that_says_from_when_it_was_known_keeps_its_word(tmp_path: Path) -> None:
    drop(tmp_path, files())
    early = load(tmp_path).rates.find("boligsikring.indkomstgraense", on=date(2026, 6, 1), known=date(2026, 6, 1))
    assert isinstance(early, Rate)
    assert (int(early.value), early.known_from) == (170301, date(2026, 3, 24))


def test_a_pack_of_tomorrow_waits_for_its_day(tmp_path: Path) -> None:
    drop(tmp_path, files(issued="2099-01-01"), "a.zip")
    drop(tmp_path, files(issued="2027-01-15"), "b.zip")
    book = load(tmp_path, date(2027, 1, 15))
    assert (book.origin.issued, [error.code for error in book.refused]) == (date(2027, 1, 15), ["pack-early"])
    assert load(tmp_path, date(2027, 1, 14)).origin == shipped().origin


def test_a_desk_lays_aside_what_is_of_a_day_to_come(tmp_path: Path) -> None:
    packs = tmp_path / "pakker"
    packs.mkdir()
    drop(packs, files(issued="2026-11-23"))
    config = write(tmp_path, f'{GOOD}[rates]\npacks = "pakker"\nsigner = "{SIGNER}"\n')

    def refused_on(day: date) -> list[str]:
        site = Site(SimpleNamespace(config=config, date=day), keychain=no_keys, training_folder=lambda: tmp_path)
        return [error.code for error in site.rulebook(RESOURCES).refused]

    assert refused_on(date(2026, 11, 22)) == ["pack-early"]
    assert refused_on(date(2026, 11, 23)) == []


def no_keys(folder: Path) -> KeySource:
    raise AssertionError(folder)


def test_without_a_signers_key_no_pack_is_taken(tmp_path: Path) -> None:
    drop(tmp_path, files())
    assert load_rulebook(RESOURCES, dropped=tmp_path).origin == shipped().origin
    assert load_rulebook(RESOURCES, signer=SIGNER).origin == shipped().origin


def refusal(folder: Path) -> UserError:
    book = load(folder)
    assert book.origin == shipped().origin
    (error,) = book.refused
    return error


def test_a_pack_signed_by_somebody_else_is_refused(tmp_path: Path) -> None:
    drop(tmp_path, files(), key=SigningKey.generate())
    error = refusal(tmp_path)
    assert (error.code, error.params) == ("pack-unsigned", {"file": "2027.zip"})


def test_a_pack_changed_after_signing_is_refused(tmp_path: Path) -> None:
    path = drop(tmp_path, files())
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    assert refusal(tmp_path).code == "pack-unsigned"


@pytest.mark.parametrize("signature", [None, "", "not base64", "Ææ"])
def test_a_pack_without_a_signature_is_refused(tmp_path: Path, signature: str | None) -> None:
    path = drop(tmp_path, files())
    beside = path.with_name(f"{path.name}.sig")
    beside.unlink()
    if signature is not None:
        beside.write_text(signature, encoding="utf-8")
    assert refusal(tmp_path).code == "pack-unsigned"


def test_a_pack_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.benefits.packs._LARGEST", drop(tmp_path, files()).stat().st_size - 1)
    assert refusal(tmp_path).code == "pack-unsigned"


def test_a_pack_just_small_enough_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.benefits.packs._LARGEST", drop(tmp_path, files()).stat().st_size)
    assert load(tmp_path).refused == ()


def test_a_signed_file_that_is_no_pack_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"no zip")
    sign(path)
    assert refusal(tmp_path).code == "pack-invalid"


def test_a_signed_pack_with_a_password_is_laid_aside(tmp_path: Path) -> None:
    """Bit 0 of the flags, in the local and the central header, says that a file is encrypted."""
    path = drop(tmp_path, files())
    content = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    path.write_bytes(bytes(content))
    sign(path)
    assert refusal(tmp_path).code == "pack-invalid"


@pytest.mark.parametrize("about", [None, b'name = "X"\n', b"issued ="])
def test_a_pack_that_does_not_say_whose_it_is_is_refused(tmp_path: Path, about: bytes | None) -> None:
    content = files()
    del content["pack.toml"]
    drop(tmp_path, content if about is None else {**content, "pack.toml": about})
    assert refusal(tmp_path).code == "pack-invalid"


def test_a_pack_that_lacks_a_figure_is_refused(tmp_path: Path) -> None:
    content = files()
    del content["friplads.toml"]
    drop(tmp_path, content)
    error = refusal(tmp_path)
    assert (error.code, error.detail) == ("pack-invalid", "lacks friplads.nedre")


def test_a_pack_with_a_wrong_file_is_refused(tmp_path: Path) -> None:
    drop(tmp_path, {**files(), "gebyr.toml": b"look_up = 3"})
    assert refusal(tmp_path).code == "rates-invalid"


def test_the_others_count_when_one_is_refused(tmp_path: Path) -> None:
    drop(tmp_path, files(), "a.zip", SigningKey.generate())
    drop(tmp_path, files(), "b.zip")
    book = load(tmp_path)
    assert (limit(book), [error.params["file"] for error in book.refused]) == (170301, ["a.zip"])


@pytest.mark.parametrize("public", ["", "x", "AAAA", "Ææ"])
def test_what_is_no_key_signs_nothing(public: str) -> None:
    signature = base64.b64encode(KEY.sign(b"x").signature).decode()
    assert is_signed_by(SIGNER, b"x", signature)
    assert not is_signed_by(SIGNER, b"y", signature)
    assert not is_signed_by(public, b"x", signature)
