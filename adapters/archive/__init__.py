"""Cases and documents across departments: OIO Sag and Dokument over REST, as LoRa (OIOREST 1.3) speaks them."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from app.access.model import Section
from app.citizen.port import Ages, Manifest, RegisterKey, Timeouts

MANIFEST: Final = Manifest(
    key=RegisterKey.ARCHIVE,
    title="Sager og dokumenter (OIO Sag og Dokument)",
    owner="Kommunen",
    legal_basis="databeskyttelsesforordningen artikel 6, stk. 1, litra e, og opgavens egen lov",
    sections=frozenset({Section.CASES, Section.HISTORY}),
    ages=Ages(refresh=timedelta(minutes=15), stale=timedelta(days=1), expiry=timedelta(days=7)),
    timeouts=Timeouts(connect=2.0, read=5.0, total=8.0),
    steps=3,  # which cases, the cases, then documents and names of departments beside each other
)
