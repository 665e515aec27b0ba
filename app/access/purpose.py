"""Purposes: read from `resources/purposes.toml`, stated before a look-up, widened or overridden on a record."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.access.decide import Overridable
from app.access.model import (
    SEAL,
    Errand,
    Override,
    Purpose,
    RelativeKind,
    Section,
    Sensitivity,
    Widening,
    WideningGround,
)
from app.access.roles import lies_within
from app.clock import Clock
from app.errors import BugError, UserError

_KNOWN = {
    "title",
    "title_en",
    "legal_basis",
    "sections",
    "relatives",
    "income_months",
    "history_years",
    "agreement",
    "kle",
    "case_subjects",
    "case_sensitivity",
    "cases",
    "synonyms",
    "keeps_income",
}
_MOST_INCOME_MONTHS = 24
_SUBJECT = re.compile(r"\d{2}\.\d{2}\.\d{2}(?=-)", re.ASCII)


def load_errands(path: Path) -> tuple[Errand, ...]:
    """The errands in the file's order. UserError("purposes-invalid") names the file, the errand and what is wrong."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError("purposes-invalid", detail=f"{path.name}: {error}", file=path.name, key="") from error
    return tuple(_errand(path.name, key, table) for key, table in tables.items())


def _errand(file: str, key: str, table: dict[str, Any]) -> Errand:
    def refuse(why: str) -> UserError:
        return UserError("purposes-invalid", detail=f"{file}, [{key}]: {why}", file=file, key=key)

    if unknown := set(table) - _KNOWN:
        raise refuse(f"unknown key {min(unknown)}")
    try:
        errand = Errand(
            key=key,
            title=str(table["title"]),
            title_en=str(table["title_en"]),
            legal_basis=str(table["legal_basis"]),
            sections=frozenset(Section(name) for name in table["sections"]),
            relatives=frozenset(RelativeKind(name) for name in table["relatives"]),
            income_months=int(table.get("income_months", 0)),
            history_years=int(table.get("history_years", 0)),
            agreement=str(table.get("agreement", "")),
            kle=tuple(table.get("kle", ())),
            case_subjects=tuple(table.get("case_subjects", ())),
            case_sensitivity=Sensitivity(table.get("case_sensitivity", Sensitivity.VIP)),
            cases=tuple(table.get("cases", ())),
            synonyms=tuple(table.get("synonyms", ())),
            keeps_income=table.get("keeps_income", False) is True,
        )
    except KeyError as missing:
        raise refuse(f"{missing.args[0]} is missing") from missing
    except (ValueError, TypeError) as wrong:
        raise refuse(str(wrong)) from wrong
    for key in ("sections", "relatives", "kle", "case_subjects", "cases", "synonyms"):
        if not isinstance(table.get(key, []), list):
            raise refuse(f"{key} must be a list")
    if Section.PERSON not in errand.sections:
        raise refuse("sections must contain person")
    limited = errand.case_subjects or errand.case_sensitivity is not Sensitivity.VIP
    if (errand.cases or limited) and Section.CASES not in errand.sections:
        raise refuse("cases of a closed section")
    if any(not _reaches(errand.kle, subject) for subject in errand.case_subjects if errand.kle):
        raise refuse("case_subjects outside kle")
    shown = errand.subjects(Section.CASES)
    if any(not _reaches(shown, subject) for subject in errand.cases if shown):
        raise refuse("cases outside kle")
    if not errand.legal_basis:
        raise refuse("legal_basis is empty")
    opens_income = Section.INCOME in errand.sections
    if opens_income != bool(errand.income_months) or opens_income != bool(errand.agreement):
        raise refuse("income, income_months and agreement belong together")
    if table.get("keeps_income", False) not in (False, opens_income):
        raise refuse("keeps_income is true or false, and belongs with income")
    if errand.income_months > _MOST_INCOME_MONTHS:
        raise refuse(f"income_months is above {_MOST_INCOME_MONTHS}")
    if (Section.HISTORY in errand.sections) != bool(errand.history_years):
        raise refuse("history and history_years belong together")
    return errand


def errands_of_case(number: str, errands: Iterable[Errand]) -> tuple[Errand, ...]:
    """What a case may be about, by the KLE subject its number begins with: the errand that claims the subject's cases,
    or else all that are limited to subjects around it, the one that opens least first. None for another number."""
    found = _SUBJECT.match(number)
    if found is None:
        return ()
    able = [errand for errand in errands if Section.CASES in errand.sections]
    claiming = [errand for errand in able if _reaches(errand.cases, found[0])]
    near = claiming or [errand for errand in able if _reaches(errand.subjects(Section.CASES), found[0])]
    return tuple(sorted(near, key=lambda errand: len(errand.sections)))


def _reaches(subjects: Iterable[str], subject: str) -> bool:
    return any(lies_within(subject, group) for group in subjects)


def state_purpose(errand: Errand, clock: Clock, *, case: str = "", contact: str = "", found_by: str = "") -> Purpose:
    """The one maker of purposes. Kept for the whole contact; one without a case or a contact is marked for review."""
    return Purpose(uuid4(), errand, clock.now(), case=case, contact=contact, found_by=found_by, seal=SEAL)


def widen(purpose: Purpose, section: Section, clock: Clock, *, reason: str, errand: Errand | None = None) -> Purpose:
    """The purpose with one section more: by a second errand that opens it, or else by the citizen's consent.

    `reason` is the second errand's title or the employee's own words on the consent; it must not be empty.
    Consent opens a section with the first errand's limits, but income never: without a legal basis of its own
    eIndkomst may not be asked (indkomstregisterloven § 7).
    """
    if purpose.opens(section):
        return purpose
    if not reason.strip():
        raise UserError("widening-needs-reason")
    if errand is None and section is Section.INCOME:
        raise UserError("income-needs-errand")
    if errand is not None and section not in errand.sections:
        raise BugError(f"errand {errand.key} does not open {section}")
    ground = WideningGround.CONSENT if errand is None else WideningGround.SECOND_PURPOSE
    widening = Widening(section=section, ground=ground, reason=reason.strip(), at=clock.now(), errand=errand)
    return replace(purpose, widenings=(*purpose.widenings, widening))


def override(purpose: Purpose, refusal: Overridable, clock: Clock, *, reason: str, lasts: timedelta) -> Purpose:
    """The purpose with the refusing rule set aside for `lasts`, which may not exceed the rule's own limit."""
    if not reason.strip():
        raise UserError("override-needs-reason")
    if not timedelta(0) < lasts <= refusal.most:
        raise UserError("override-too-long", hours=int(refusal.most / timedelta(hours=1)))
    granted = Override(refusal.rule, reason.strip(), clock.now() + lasts)
    return replace(purpose, overrides=(*purpose.overrides, granted))
