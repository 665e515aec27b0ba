"""Incomes from eIndkomst through Serviceplatformen: SF0770_A, service version 4."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from app.access.model import Section
from app.citizen.port import Ages, Manifest, RegisterKey, Timeouts

MANIFEST: Final = Manifest(
    key=RegisterKey.EINDKOMST,
    title="eIndkomst",
    owner="Skatteforvaltningen",
    legal_basis="indkomstregisterloven § 7",
    sections=frozenset({Section.INCOME, Section.HISTORY}),
    ages=Ages(refresh=timedelta(hours=1), stale=timedelta(days=3), expiry=timedelta(days=7)),
    timeouts=Timeouts(connect=3, read=6, total=8),
    knows_employee=True,
)
