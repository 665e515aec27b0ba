"""What the commands about the trace print, and what the citizen's insight says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from app.access.export import INSIGHT
from app.access.model import Errand, Section
from app.access.trace import TraceEvent
from app.access.verify import Fault, Report
from widgets import texts


class AuditWords:
    """`errands` give their keys their titles."""

    def __init__(self, errands: Iterable[Errand]) -> None:
        self._errands = tuple(errands)

    def report(self, value: Report) -> Iterable[str]:
        """Line by line: whether the trace is whole, and what there is to ask about."""
        counted = QCoreApplication.translate("audit", "{0} linjer, den sidste er nr. {1}.")
        yield counted.format(value.lines, value.last)
        if value.pruned:
            pruned = QCoreApplication.translate(
                "audit", "Linjer til og med nr. {0} er slettet, fordi fristen er udløbet."
            )
            yield pruned.format(value.pruned)
        for number in value.restored:
            yield QCoreApplication.translate("audit", "Linje {0}: her er en sikkerhedskopi taget i brug.").format(
                number
            )
        for finding in value.findings:
            place = QCoreApplication.translate("audit", "Linje {0}: {1}")
            yield place.format(finding.number, _FAULTS()[finding.fault])
        yield (
            QCoreApplication.translate("audit", "Loggen er hel.")
            if value.is_whole
            else QCoreApplication.translate(
                "audit", "LOGGEN ER IKKE HEL. Lad filerne være, og kontakt sikkerhedslederen."
            )
        )

    def no_head(self) -> str:
        """Of training, which keeps its keys in memory only."""
        return QCoreApplication.translate(
            "audit", "Træning husker ikke loggens seneste stand. Mangler de nyeste linjer, ses det ikke her."
        )

    def insight_headings(self) -> Mapping[str, str]:
        return {
            "at": QCoreApplication.translate("audit", "Tidspunkt"),
            "purposes": QCoreApplication.translate("audit", "Formål"),
            "legal_bases": QCoreApplication.translate("audit", "Hjemmel"),
            "sections": QCoreApplication.translate("audit", "Oplysninger"),
            "steps": QCoreApplication.translate("audit", "Handlinger"),
            "beside": QCoreApplication.translate("audit", "Set ved opslag på en anden"),
            "employee": QCoreApplication.translate("audit", "Medarbejder"),
        }

    def said(self, code: str) -> str:
        """A code of the insight in words; one that is not known stands as it is."""
        known = {
            **{errand.key: errand.title for errand in self._errands},
            **{section.value: texts.section(section) for section in Section},
            **{event.value: words for event, words in _STEPS().items()},
            INSIGHT: QCoreApplication.translate("audit", "Indsigt i egne oplysninger"),
            "true": QCoreApplication.translate("audit", "Ja"),
        }
        return known.get(code, code)


def _FAULTS() -> dict[Fault, str]:
    return {
        Fault.UNREADABLE: QCoreApplication.translate("audit", "filen kan ikke læses herfra"),
        Fault.NO_ANCHOR: QCoreApplication.translate("audit", "loggen har ingen begyndelse"),
        Fault.CHANGED: QCoreApplication.translate("audit", "linjen er ændret, indsat eller flyttet"),
        Fault.MISSING: QCoreApplication.translate("audit", "linjen mangler"),
        Fault.PRUNED_UNTOLD: QCoreApplication.translate("audit", "ældre linjer er væk, uden at fristen var udløbet"),
        Fault.NO_HEAD: QCoreApplication.translate("audit", "nøglelageret kender ikke loggens seneste stand"),
        Fault.OLDER: QCoreApplication.translate("audit", "filen slutter før loggens seneste kendte stand"),
        Fault.NOT_THE_HEADS: QCoreApplication.translate("audit", "linjen er en anden end den, nøglelageret kender"),
        Fault.OTHER_DESK: QCoreApplication.translate("audit", "filen hører til en anden arbejdsplads"),
    }


def _STEPS() -> dict[TraceEvent, str]:
    return {
        TraceEvent.OPENED: QCoreApplication.translate("audit", "Slået op"),
        TraceEvent.SHOWN: QCoreApplication.translate("audit", "Vist"),
        TraceEvent.REFUSED: QCoreApplication.translate("audit", "Afvist"),
        TraceEvent.REVEALED: QCoreApplication.translate("audit", "Beskyttet adresse vist"),
        TraceEvent.WIDENED: QCoreApplication.translate("audit", "Formålet udvidet"),
        TraceEvent.OVERRIDDEN: QCoreApplication.translate("audit", "Spærring fraveget med begrundelse"),
        TraceEvent.COPIED: QCoreApplication.translate("audit", "Kopieret"),
        TraceEvent.SEARCHED: QCoreApplication.translate("audit", "Søgt"),
        TraceEvent.IDENTIFIED: QCoreApplication.translate("audit", "Legitimation kontrolleret"),
        TraceEvent.PREFETCHED: QCoreApplication.translate("audit", "Hentet forud for en aftale"),
        TraceEvent.WRITTEN: QCoreApplication.translate("audit", "Skrevet"),
        TraceEvent.EXPORTED: QCoreApplication.translate("audit", "Logudskrift lavet"),
        TraceEvent.PRUNED: QCoreApplication.translate("audit", "Gamle linjer slettet"),
        TraceEvent.RESTORED: QCoreApplication.translate("audit", "Sikkerhedskopi taget i brug"),
    }
