"""Benefits of all authorities: SF1491 YdelseListeHent (municipalities), SF1492 (Udbetaling Danmark)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from app.access.model import Section
from app.citizen.port import Ages, Manifest, RegisterKey, Timeouts

MANIFEST: Final = Manifest(
    key=RegisterKey.BENEFITS,
    title="Ydelsesindeks",
    owner="KOMBIT for kommunerne og Udbetaling Danmark",
    legal_basis="databeskyttelsesforordningen artikel 6, stk. 1, litra e, og opgavens egen lov",
    sections=frozenset({Section.BENEFITS, Section.HISTORY}),
    ages=Ages(refresh=timedelta(hours=1), stale=timedelta(days=3), expiry=timedelta(days=7)),
    timeouts=Timeouts(connect=3, read=6, total=8),
    knows_employee=True,
)
