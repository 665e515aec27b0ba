"""Which function computes which benefit from which day on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from app.benefits.beboerindskud import beboerindskud_2020
from app.benefits.begravelseshjaelp import begravelseshjaelp_2023
from app.benefits.boernetilskud import boernetilskud_2024
from app.benefits.boerneydelse import boerneydelse_2022, boerneydelse_2023, boerneydelse_2026
from app.benefits.boligstoette import boligstoette_2026
from app.benefits.friplads import friplads_2019
from app.benefits.gebyr import gebyr_2023
from app.benefits.pension import (
    aeldrecheck_2021,
    foertidspension_2003,
    folkepensionsalder_2025,
    helbredstillaeg_2020,
    pensionstillaeg_2023,
    tillaegsprocent_2022,
)
from app.benefits.work import Result, Work

Formula = Callable[[Work], Result]

FORMULAS: Final[Mapping[str, tuple[tuple[date, Formula], ...]]] = {
    "aeldrecheck": ((date(2021, 1, 1), aeldrecheck_2021),),
    "beboerindskud": ((date(2020, 1, 1), beboerindskud_2020),),
    "begravelseshjaelp": ((date(2023, 1, 1), begravelseshjaelp_2023),),
    "boerneydelse": (
        (date(2022, 1, 1), boerneydelse_2022),
        (date(2023, 1, 1), boerneydelse_2023),
        (date(2024, 1, 1), boerneydelse_2022),
        (date(2026, 1, 1), boerneydelse_2026),
    ),
    "boernetilskud": ((date(2024, 1, 1), boernetilskud_2024),),
    "boligstoette": ((date(2026, 1, 1), boligstoette_2026),),
    "foertidspension": ((date(2003, 1, 1), foertidspension_2003),),
    "folkepensionsalder": ((date.min, folkepensionsalder_2025),),
    "friplads": ((date(2019, 1, 1), friplads_2019),),
    "gebyr": ((date(2023, 1, 1), gebyr_2023),),
    "helbredstillaeg": ((date(2020, 1, 1), helbredstillaeg_2020),),
    "pensionstillaeg": ((date(2023, 1, 1), pensionstillaeg_2023),),
    "tillaegsprocent": ((date(2022, 1, 1), tillaegsprocent_2022),),
}


def formula_for(key: str, on: date) -> Formula | None:
    """The one in force on the day `on`; None before the first."""
    return next((formula for since, formula in reversed(FORMULAS[key]) if since <= on), None)
