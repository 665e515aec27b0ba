"""That more of the citizen's lies under other errands: it is counted, and the errand is one button away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.access.model import Widening, WideningGround
from widgets import texts
from widgets.parts.notices import Banner
from widgets.tokens import Meaning


class ElsewhereBanner(Banner):
    """`acted` asks for another errand. Out of sight where there is nothing."""

    @property
    def told(self) -> str:
        return "" if self.isHidden() else self.text

    def show_plans(self, plans: int, widenings: Sequence[Widening] = ()) -> None:
        """What the errand was widened with does not open them either, and that is said where there are any."""
        if plans == 1:
            there = self.tr("Der er en plan fra et andet ærinde.")
        else:
            there = self.tr("Der er {0} planer fra andre ærinder.").format(plans)
        self._show(plans, " ".join((there, *_unopened(widenings))))

    def show_forms(self, forms: int) -> None:
        if forms == 1:
            there = self.tr("Der er en blanket fra et andet ærinde.")
        else:
            there = self.tr("Der er {0} blanketter fra andre ærinder.").format(forms)
        self._show(forms, there)

    def _show(self, count: int, there: str) -> None:
        if not count:
            self.clear()
            return
        if count == 1:
            change = self.tr("Handler henvendelsen om den, så skift ærinde.")
        else:
            change = self.tr("Handler henvendelsen om en af dem, så skift ærinde.")
        self.say(f"{there} {change}", Meaning.INFO, action=self.tr("Skift ærinde"))


def _unopened(widenings: Sequence[Widening]) -> list[str]:
    if not widenings:
        return []
    sections = ", ".join(dict.fromkeys(texts.section(each.section) for each in widenings))
    opened = QCoreApplication.translate("ElsewhereBanner", "Det, du har åbnet ({0}), omfatter ikke planer.")
    consent = QCoreApplication.translate(
        "ElsewhereBanner", "Et samtykke dækker kun det, borgeren har sagt ja til (forvaltningsloven § 29)."
    )
    agreed = any(each.ground is WideningGround.CONSENT for each in widenings)
    return [opened.format(sections), *([consent] if agreed else [])]
