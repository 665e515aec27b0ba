"""The sentences of the Find box."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.citizen.model.person import PersonStatus
from widgets import texts


def unlawful(reason: str) -> str:
    """Why a search is not made, and what to type instead. `reason` is a code of `app.population.lawful.Unlawful`."""
    sentences = {
        "name_alone": QCoreApplication.translate(
            "find", "Et navn alene kan ikke søges. Tilføj fødselsår, fødselsdato eller adresse."
        ),
        "birth_alone": QCoreApplication.translate("find", "En fødselsdato alene kan ikke søges. Tilføj navnet."),
        "road_alone": QCoreApplication.translate("find", "Tilføj husnummer til vejen."),
        "cpr_incomplete": QCoreApplication.translate("find", "CPR-nummeret er ikke færdigt: det har ti cifre."),
        "cpr_no_date": QCoreApplication.translate("find", "De første seks cifre er ikke en dato."),
        "cpr_several": QCoreApplication.translate("find", "Søg ét CPR-nummer ad gangen."),
        "too_long": QCoreApplication.translate("find", "Teksten er for lang til en søgning."),
    }
    return sentences.get(
        reason, QCoreApplication.translate("find", "Skriv CPR-nummer, navn og fødselsår, adresse eller sagsnummer.")
    )


def status(code: int) -> str:
    """What CPR's status says where it sets somebody apart in a list; empty for an ordinary resident."""
    known = next((status for status in PersonStatus if int(status) == code), PersonStatus.RESIDENT)
    return "" if known is PersonStatus.RESIDENT else texts.person_status(known)


def nobody(*, note: str, address: bool) -> str:
    """What an empty answer of the extract means. `address`: an address was sought."""
    if note == "nobody_registered":
        return QCoreApplication.translate("find", "Ingen kendte borgere er registreret her ifølge udtrækket.")
    if address:
        return QCoreApplication.translate("find", "Ingen i udtrækket passer på adressen.")
    return QCoreApplication.translate("find", "Ingen i udtrækket passer. Prøv med CPR-nummer eller et andet fødselsår.")


def addresses_failed(*, extract: bool) -> str:
    """The one quiet line when Adressevælger gives no answer."""
    if extract:
        return QCoreApplication.translate("find", "Adressevælger svarer ikke – udtrækket kan stadig søges")
    return QCoreApplication.translate("find", "Adressevælger svarer ikke")


def address_kind(kind: str) -> str:
    """What more there is to choose behind a hit of Adressevælger; nothing behind an `adresse`."""
    if kind == "adresse":
        return ""
    if kind == "husnummer":
        return QCoreApplication.translate("find", "Husnummer")
    return QCoreApplication.translate("find", "Vej")


def protected() -> str:
    return QCoreApplication.translate("find", "Beskyttet")
