"""The tour's stops at life situations, plan, forms, what-if and the task guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from widgets.benefits.what_if import WhatIf
from widgets.citizen.page import CitizenPage
from widgets.window import DeskWindow

_READ_MS: Final = 2_500
"""For the handbook to be read and a plan to be opened."""
_SHOWN_MS: Final = 900
_PENSION: Final = (
    ("boligstoette_ordning", "boligydelse", ""),
    ("husstandsindkomst_maaned", "17.500", "15.000"),
    ("husleje_maaned", "6.000", "6.500"),
    ("formue", "0", ""),
    ("likvid_formue", "40.000", ""),
    ("varme_betales_saerskilt", "ja", ""),
    ("pension_civilstand", "enlig", ""),
    ("indkomst_uden_arbejde_aar", "90.000", "60.000"),
    ("pension_indtaegtsgrundlag", "90.000", "60.000"),
)


def life_stops(
    window: DeskWindow, open_citizen: Callable[[str, str], int], picture: Callable[[str], None]
) -> Iterator[int]:
    page = window.place.page
    yield open_citizen("moved_last_week", "flytning")
    page.show_tab(1)
    yield _READ_MS
    picture("life-suggested")
    page.choose_situation("flytning-ind")
    yield _SHOWN_MS
    picture("life-plan")
    yield from _form(page, "flytteanmeldelse", picture)
    page.tasks.show_task("flytning-indenlands")
    yield _SHOWN_MS
    picture("life-task-beside")
    yield open_citizen("newly_separated", "friplads")
    page.show_tab(1)
    yield _READ_MS
    picture("life-separated")
    yield from _form(page, "oekonomisk-friplads", picture)
    yield open_citizen("widow_changed_pension", "helbredstillaeg")
    page.show_tab(1)
    yield _READ_MS
    picture("life-widow")
    page.show_tab(8)
    yield _SHOWN_MS
    picture("what-if-empty")
    what_if = page.reckoning.what_if
    if what_if is not None:
        _tell_of_pension(what_if)
        for benefit in ("pensionstillaeg", "boligstoette"):
            yield _SHOWN_MS
            what_if.choose(benefit)
            yield _SHOWN_MS
            picture(f"what-if-{benefit}")
    window.show_page("guide")
    for task in ("flytning-indenlands", "enkeltudgift", "revalidering"):
        window.guide.open_task(task)
        yield _SHOWN_MS
        picture(f"guide-{task}")


def _form(page: CitizenPage, key: str, picture: Callable[[str], None]) -> Iterator[int]:
    page.open_form(key)
    yield _READ_MS
    picture(f"form-{key}")


def _tell_of_pension(what_if: WhatIf) -> None:
    """A pensioner's dearer flat and smaller income, beside what the registers know."""
    for name, now, then in _PENSION:
        what_if.entries.rows[name].now.put(now)
        if then:
            what_if.entries.rows[name].then.put(then)
