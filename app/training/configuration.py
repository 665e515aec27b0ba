"""Fjordby's configuration, in the same shape as a real one: the clients do not know the difference."""

from __future__ import annotations

from pathlib import Path

from app import settings
from app.settings import Configuration


def training_configuration(endpoints: dict[str, str], store: Path) -> Configuration:
    """`endpoints` as the training servers print them. The access codes are made up."""
    codes = settings.AccessCodes(AbonnentTypeKode="0999", AbonnementTypeKode="3153", AdgangFormaalTypeKode="171")
    return settings.Configuration(
        municipality=settings.Municipality(code="0999", name="Fjordby Kommune", cvr="99999901"),
        employee=settings.Employee(user="lnord", name="Lise Nord", unit="Borgerservice"),
        store=settings.Store(folder=store),
        guide=settings.Guide(notes=store / settings.Guide().notes),
        training=True,
        roles=(settings.Role(name="Borgerservice", rights=(settings.Right(role="sagsbehandler"),)),),
        registers=settings.Registers(
            cpr=settings.Cpr(url=endpoints["cpr"]),
            eindkomst=settings.EIndkomst(
                url=endpoints["eindkomst"],
                subscriber_se="99999901",
                agreements=dict.fromkeys(("social_pension", "dagtilbud", "aktivlov", "boligstoette"), codes),
            ),
            bbr=settings.Bbr(url=endpoints["bbr"], api_key="fjordby", service="flexible"),
            address=settings.AddressSearch(url=endpoints["address"], token="adressevaelger123"),  # noqa: S106 - the training server's
            benefits=settings.Benefits(url=endpoints["benefits"], udk_url=endpoints["benefits_udk"]),
            archive=settings.Archive(url=endpoints["archive"]),
        ),
    )
