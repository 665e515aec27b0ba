"""Papers for the citizen in the side pane: seen first, traced when they go to the printer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.benefits.assess import Comparison
from app.situations.handbook import Handbook
from app.situations.service import Service
from app.workplace import Workplace
from widgets.citizen.life import LifeTab
from widgets.citizen.sight import Sight
from widgets.parts.panes import PaneSplit
from widgets.parts.print_pane import PrintPane


class PaperDesk(QObject):
    def __init__(self, workplace: Workplace, sight: Sight, life: LifeTab, split: PaneSplit) -> None:
        super().__init__(split)
        self._workplace, self._sight, self._life, self._split = workplace, sight, life, split

    def show(self, content: bytes, title: str, trace: Callable[[], None]) -> None:
        """`content` is a PDF; `trace` writes down that it goes to the printer."""
        renderer = self._workplace.renderer
        pane = PrintPane(title, content, page_count=renderer.page_count, render=renderer.render, trace=trace)
        self._split.open_pane(title, pane)

    def print_guidance(self, comparison: Comparison) -> None:
        handbook, citizen, purpose = self._life.handbook, self._sight.citizen, self._sight.purpose
        if handbook is None or citizen is None or purpose is None:
            return
        service = self._workplace.serve(citizen, purpose)
        self._sight.run(partial(_guidance, service, comparison, handbook, self._sight.name), self._guidance_made)

    def _guidance_made(self, made: tuple[bytes, Callable[[], None]]) -> None:
        content, trace = made
        self.show(content, self.tr("Vejledende beregning"), trace)


def _guidance(
    service: Service, comparison: Comparison, handbook: Handbook, name: str
) -> tuple[bytes, Callable[[], None]]:
    content = service.print_guidance(comparison, handbook.book, name=name, known=handbook.known)
    return content, service.printing_guidance
