"""CPR's authority codes in words: the countries whose codes the contract notes and the official test persons show.

CPR's own table (420-character records) holds some thousand; a code that is not here is shown as a code.
"""

from __future__ import annotations

from app.citizen.model.coded import Coded

_NAMES = {
    "5100": "Danmark",
    "5102": "Udlandet",
    "5103": "Statsløs",
    "5105": "Island",
    "5110": "Norge",
    "5120": "Sverige",
    "5180": "Tyskland",
    "0461": "Odense",
    "0573": "Varde",
    "0851": "Aalborg",
}


def authority(code: str, *, otherwise: str | None = None) -> Coded:
    """A country, municipality or parish; `otherwise` is the register's own free text beside the code."""
    return Coded(code, _NAMES.get(code, otherwise))
