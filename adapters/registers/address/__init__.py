"""Adressevælger: search for addresses as one types."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from app.citizen.port import Ages, Manifest, RegisterKey, Timeouts

MOST_DROPS: Final = 2
"""How many words are dropped from the end of a text that finds nothing: the town's name often stands in the way."""

MOST_EXPANDED: Final = 2
"""With no more house numbers than this among the hits, each is opened into its addresses."""

MANIFEST: Final = Manifest(
    key=RegisterKey.ADDRESS,
    title="Danmarks Adresser (Adressevælger)",
    owner="Klimadatastyrelsen",
    legal_basis="adresseloven",
    sections=frozenset(),
    ages=Ages(refresh=timedelta(days=1), stale=timedelta(days=7), expiry=timedelta(days=30)),
    timeouts=Timeouts(connect=2.0, read=3.0, total=5.0),
    steps=1 + MOST_DROPS + MOST_EXPANDED,
)
