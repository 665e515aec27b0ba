"""CPR through Serviceplatformen: SF1520 PersonBaseDataExtended, version 5."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from app.access.model import Section
from app.citizen.port import Ages, Manifest, RegisterKey, Timeouts

MOST_HOPS: Final = 3
"""How many times a superseded number (status 50, 60) is followed to the next one."""

MANIFEST: Final = Manifest(
    key=RegisterKey.CPR,
    title="CPR",
    owner="CPR-kontoret, gennem KOMBITs replika (SF1520)",
    legal_basis="CPR-loven, kapitel 8 (videregivelse til offentlige myndigheder)",
    sections=frozenset({Section.PERSON, Section.DWELLING, Section.HISTORY}),
    # The replica is renewed at night on workdays: asking more often than this brings nothing new.
    ages=Ages(refresh=timedelta(minutes=15), stale=timedelta(hours=24), expiry=timedelta(days=7)),
    timeouts=Timeouts(connect=2.0, read=6.0, total=9.0),
    threads=8,
    steps=1 + MOST_HOPS,
    knows_employee=True,
)
