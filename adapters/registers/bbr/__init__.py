"""BBR with DAR and Matriklen, over Datafordeler's GraphQL: the dwelling at one address."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from app.access.model import Section
from app.citizen.port import Ages, Manifest, RegisterKey, Timeouts

MANIFEST: Final = Manifest(
    key=RegisterKey.BBR,
    title="Bygnings- og Boligregistret (BBR)",
    owner="Vurderingsstyrelsen",
    legal_basis="Lov om bygnings- og boligregistrering",
    sections=frozenset({Section.DWELLING}),
    ages=Ages(refresh=timedelta(days=1), stale=timedelta(days=14), expiry=timedelta(days=90)),
    timeouts=Timeouts(connect=2.0, read=5.0, total=8.0),
    steps=2,  # the address, and a building that stands off its parcel; the fallback chain is a fault, not a plan
)
