"""All declarations and figures of a desk in one hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.benefits.confirmations import read_confirmations
from app.benefits.declaration import Benefit, load_benefits
from app.benefits.packs import Origin, newest_pack, shipped_pack
from app.benefits.rates import Rates, read_rates
from app.errors import UserError
from app.facts.vocabulary import kinds, load_vocabulary


@dataclass(frozen=True, slots=True)
class Rulebook:
    """`origin` says whose figures these are; `refused` which packs were laid aside, and why."""

    benefits: Mapping[str, Benefit]
    rates: Rates
    origin: Origin
    refused: tuple[UserError, ...] = ()


def load_rulebook(
    resources: Path,
    *,
    dropped: Path | None = None,
    signer: str = "",
    confirmed: Path | None = None,
    today: date = date.max,
) -> Rulebook:
    """The declarations of `resources/benefits` with the newest valid figures: those of `resources/rates`, or of a
    signed pack in the folder `dropped`. `signer` is the base64 of the publisher's Ed25519 key; without one no pack
    is taken, and none issued after `today`. `confirmed` is the municipality's file of figures it answers for.

    UserError("benefits-invalid", "facts-invalid", "rates-invalid", "confirmations-invalid") names the file and the key.
    """
    shipped = pack = shipped_pack(resources / "rates")
    refused: tuple[UserError, ...] = ()
    if dropped is not None and signer:
        pack, refused = newest_pack(shipped, dropped, signer, today=today)
    rates = read_rates(pack.files)
    if pack is not shipped:
        rates = rates.news_since(read_rates(shipped.files), pack.origin.issued)
    if confirmed is not None:
        rates = rates.confirmed(read_confirmations(confirmed, rates))
    vocabulary = kinds(load_vocabulary(resources / "facts.toml"))
    return Rulebook(load_benefits(resources / "benefits", vocabulary), rates, pack.origin, refused)
