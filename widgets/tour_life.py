"""The tour's stops at life situations, plan, forms, what-if and the task guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtWidgets import QScrollArea, QWidget

from app.access.model import Section
from app.benefits.model import Heard
from app.citizen.model.sections import DwellingFacts
from app.cpr import CprNumber
from app.errors import BugError
from widgets.benefits.foot import AssessmentFoot
from widgets.benefits.what_if import WhatIf
from widgets.citizen.page import CitizenPage
from widgets.situations.form import FormView
from widgets.situations.form_finished import FinishedRow
from widgets.situations.form_hearing import HearingCard
from widgets.situations.form_offers import PersonEditor
from widgets.window import DeskWindow

_READ_MS: Final = 2_500
"""For the handbook to be read and a plan to be opened."""
_SHOWN_MS: Final = 900
_LOOKS_MS: Final = 50
_LOOKS: Final = 1_200
"""As often it is seen if something is so, before the tour breaks: a minute."""
_AROUND: Final = 16
_DECIDED: Final = "oekonomisk-friplads"
_FRIPLADS: Final = (
    ("dagtilbud", "Børnehuset Mågereden"),
    ("optaget_fra", "01-12-2026"),
    ("takst_maaned", "3.850"),
    ("bor_mest_hos", "ansoeger"),
    ("oplyst_enlig", "ja"),
    ("friplads_nu", "nej"),
    ("indkomst_ansoeger", "26.500"),
    ("egen_virksomhed", "nej"),
)
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
    window: DeskWindow,
    open_citizen: Callable[[str, str], int],
    picture: Callable[[str], None],
    in_looks: Callable[[str, Callable[[], None]], Iterator[int]],
) -> Iterator[int]:
    """`in_looks` pictures something in each look, brought into sight again for each."""
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
    yield open_citizen("new_partner_self_employed", "friplads")
    yield from _decision(page, picture, in_looks)
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
    yield from _until(lambda: page.life.form is not None and page.life.form.form.key == key)
    yield _SHOWN_MS
    picture(f"form-{key}")


def _decision(
    page: CitizenPage,
    picture: Callable[[str], None],
    in_looks: Callable[[str, Callable[[], None]], Iterator[int]],
) -> Iterator[int]:
    """A friplads: her word against eIndkomst and against the address, settled, heard about and decided."""
    page.open_form(_DECIDED)
    yield from _until(lambda: page.life.form is not None and page.life.form.form.key == _DECIDED)
    yield _SHOWN_MS
    form, hearing = page.life.form, page.life.form.hearing if page.life.form is not None else None
    if form is None or hearing is None:
        raise BugError("the tour has no form to decide by")
    _tell_of_friplads(form)
    income, foot = form.row("indkomst_ansoeger"), form.findChildren(AssessmentFoot)[0]
    yield from _until(lambda: income.difference is not None)
    yield _SHOWN_MS
    yield from in_looks("decide-difference", partial(_bring, income))
    _settle(form, _partner(page))
    yield from _until(lambda: not hearing.isHidden())
    yield _SHOWN_MS
    _bring(income)
    picture("decide-settled")
    _hear(hearing)
    yield from _until(lambda: not hearing.trouble)
    foot.unfold.setChecked(True)
    yield _SHOWN_MS
    _bring(hearing)
    picture("decide-heard")
    form.finish()
    yield from _until(lambda: page.life.form is None and bool(page.life.findChildren(FinishedRow)))
    yield _SHOWN_MS
    yield from in_looks("decide-decided", lambda: None)


def _tell_of_friplads(form: FormView) -> None:
    """All but that somebody has moved in."""
    child = form.row("barn").editor
    if isinstance(child, PersonEditor):
        child.box.setCurrentIndex(1)
        child.box.activated.emit(1)
    for name, text in _FRIPLADS:
        form.row(name).told.emit(name, text, None)


def _settle(form: FormView, partner: CprNumber) -> None:
    for name, text in (("oplyst_enlig", "nej"), ("samlever", partner.digits), ("indkomst_samlever", "14.800")):
        form.row(name).told.emit(name, text, None)
    difference = form.row("indkomst_ansoeger").difference
    if difference is not None:
        difference.citizen.click()
        difference.why.textEdited.emit("Hun er gået ned i tid fra 1. november og har vist aftalen.")


def _bring(widget: QWidget) -> None:
    """Into sight, whole where there is room."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(widget, 0, _AROUND)


def _partner(page: CitizenPage) -> CprNumber:
    """The other grown-up on the address."""
    state = page.states.get(Section.DWELLING)
    dwelling = state.value if state is not None else None
    if not isinstance(dwelling, DwellingFacts):
        raise BugError("the tour knows nobody on the address")
    others = [one for one in dwelling.residents or () if one.cpr != page.sight.citizen and one.born is not None]
    return min(others, key=lambda one: one.born or date.max).cpr


def _hear(hearing: HearingCard) -> None:
    hearing.way.setCurrentIndex(hearing.way.findData(Heard.HEARD))
    hearing.way.activated.emit(hearing.way.currentIndex())
    hearing.answer.setText("Hun har set oplysningen og er enig: ét barn.")
    hearing.answer.textEdited.emit(hearing.answer.text())


def _until(so: Callable[[], bool]) -> Iterator[int]:
    """The tour breaks where it never comes."""
    for _ in range(_LOOKS):
        if so():
            return
        yield _LOOKS_MS
    raise BugError("the tour waits for something that does not come")


def _tell_of_pension(what_if: WhatIf) -> None:
    """A pensioner's dearer flat and smaller income, beside what the registers know."""
    for name, now, then in _PENSION:
        what_if.entries.rows[name].now.put(now)
        if then:
            what_if.entries.rows[name].then.put(then)
