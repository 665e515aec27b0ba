"""IndkomstOplysningPersonHent_O to the reports in it. Pure: no network, no clock, no netting.

The answer is a tree of forms: blanket 11000 (one per income type) holds blanket 16000 (income kind), which holds
16001 (amounts), 16300 (refunded benefits) and the holiday pay forms 16002 and 162xx. A field is named by a number
of which the last three digits, the suffix, tell it apart. Holiday pay forms state days and claims, not income, and
are left out; so is 16300 felt 205, the CPR number of somebody else.

An amount that 16001 and 16300 both state is one amount: 16300 repeats it for the refund.
Whatever the contract requires and the answer lacks is MALFORMED: half an income statement is worse than none.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from lxml import etree

from adapters.registers.eindkomst.netting import FiledReport
from app.citizen.model.income import Amount
from app.citizen.port import FailureKind, RegisterError
from app.cpr import CprNumber

_CLASSES = "http://rep.oio.dk/skat.dk/eindkomst/class"
_NS: Final = {
    "k": "http://www.kombit.dk/2017/01/01/",
    "h": "http://kombit.dk/xml/schemas/kontekst/2017/01/01/",
    "e": "http://rep.oio.dk/skat.dk/eindkomst/",
    "cpr": "http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/",
    "se": "http://rep.oio.dk/skat.dk/motor/class/virksomhed/xml/schemas/20080401/",
    "angivelse": f"{_CLASSES}/angivelse/xml/schemas/20071202/",
    "ansat": f"{_CLASSES}/ansaettelseforhold/xml/schemas/20071202/",
    "gruppe": f"{_CLASSES}/indkomstpersongruppe/xml/schemas/20071202/",
    "blanket": f"{_CLASSES}/blanket/xml/schemas/20071202/",
    "nummer": f"{_CLASSES}/blanketfelt/xml/schemas/20071202/",
    "indhold": f"{_CLASSES}/angivelsefelt/xml/schemas/20071202/",
    "start": "http://rep.oio.dk/xkom.dk/xml/schemas/2006/09/01/",
    "slut": "http://rep.oio.dk/xkom.dk/xml/schemas/2007/04/15/",
}
_SUFFIXES: Final[dict[str, Amount]] = {
    "057": Amount.A_INCOME_AM,
    "058": Amount.A_INCOME,
    "059": Amount.A_TAX,
    "060": Amount.AM_CONTRIBUTION,
    "065": Amount.FREE_CAR,
    "066": Amount.FREE_BOARD,
    "070": Amount.B_INCOME_AM,
    "071": Amount.B_INCOME,
    "076": Amount.ATP,
    "078": Amount.TAX_FREE_TRAVEL,
    "091": Amount.SEVERANCE,
    "095": Amount.REPAID_BENEFIT,
    "098": Amount.GROSS_HOLIDAY_PAY,
    "197": Amount.OWN_PENSION,
    "198": Amount.EMPLOYER_PENSION,
}
_PEOPLE: Final = "k:IndkomstPersonUddata/e:IndkomstOplysningPersonSamling/e:IndkomstOplysningPersonStruktur"
_HOURS: Final = "096"
_REFUND_SUFFIXES: Final = frozenset({"058", "070", "071", "078", "095"})
_HOLIDAY_FORMS: Final = frozenset({"16002", "16200", "16201", "16202"})
_FIELD_NUMBER = re.compile(r"1\d{14}(\d{3})")
_DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?")
_MONTH = re.compile(r"(\d{4})(0[1-9]|1[0-2])")
_SE_NUMBER = re.compile(r"\d{8}")
_ADVICE_ID = re.compile(r"[A-Za-z0-9_.-]{1,9}")

_MEANING_OF_ERROR: Final = (
    (FailureKind.TOO_LARGE, re.compile(r"for (stor|mange)|st(ø|oe)rre end|maks(imal|imum)", re.IGNORECASE)),
    (FailureKind.DENIED, re.compile(r"adgang|abonn|aftale|rettighed|berettig|autoris", re.IGNORECASE)),
    (FailureKind.NOT_FOUND, re.compile(r"(findes|eksisterer) ikke|ikke fundet|ukendt person", re.IGNORECASE)),
)
"""No public list of the register's FejlId exists, so its text is read, by our side only, and never passed on."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Filing:
    """Every report in one answer, in its order, and the ids of the register's own remarks."""

    reports: tuple[FiledReport, ...]
    advice: tuple[str, ...]


def parse(answer: etree._Element, *, cpr: CprNumber, transaction: UUID) -> Filing:
    """The reports about `cpr`. An answer without a person must carry `transaction`, for it names nobody.

    Raises RegisterError: WRONG_PERSON, MALFORMED, or what the register's own Fejl means.
    """
    if answer.tag != _tag("k:IndkomstOplysningPersonHent_O"):
        raise _malformed("another element than the answer")
    advice = _reactions(answer)
    people = answer.findall(_PEOPLE, _NS)
    _require_right_person(answer, people, cpr=cpr, transaction=transaction)
    return Filing(tuple(report for person in people for report in _reports(person)), advice)


def _require_right_person(
    answer: etree._Element, people: list[etree._Element], *, cpr: CprNumber, transaction: UUID
) -> None:
    """One person was asked about, so one is answered, or nobody; every number in the answer must be that one's."""
    named = answer.iter("{*}PersonCivilRegistrationIdentifier")
    if any((element.text or "").strip() != cpr.digits for element in named):
        raise RegisterError(FailureKind.WRONG_PERSON, "an income statement about somebody else")
    if people:
        if len(people) > 1:
            raise _malformed("more people than were asked about")
        _one(people[0], "cpr:PersonCivilRegistrationIdentifier")
    elif answer.find("k:IndkomstPersonUddata/*/*", _NS) is not None:
        raise _malformed("incomes without a person")
    elif _text(answer, "h:HovedOplysningerSvar/h:TransaktionsId").lower().removeprefix("urn:uuid:") != str(transaction):
        raise RegisterError(FailureKind.WRONG_PERSON, "an empty answer to another question")


def _reactions(answer: etree._Element) -> tuple[str, ...]:
    """The ids of Advis. Raises what a Fejl means; no text is passed on, it may name the person."""
    errors = answer.findall("h:HovedOplysningerSvar/h:SvarReaktion/h:Fejl", _NS)
    if errors:
        words = " ".join(error.findtext("h:FejlTekst", "", _NS) for error in errors)
        ids = " ".join(_publishable(error.findtext("h:FejlId", "", _NS)) for error in errors)
        kind = next((kind for kind, pattern in _MEANING_OF_ERROR if pattern.search(words)), FailureKind.MALFORMED)
        raise RegisterError(kind, f"Fejl {ids}")
    remarks = answer.findall("h:HovedOplysningerSvar/h:SvarReaktion/h:Advis", _NS)
    return tuple(_publishable(remark.findtext("h:AdvisId", "", _NS)) for remark in remarks)


def _publishable(identifier: str) -> str:
    """The id, unless it is long enough to hold a CPR number or a sentence."""
    return identifier.strip() if _ADVICE_ID.fullmatch(identifier.strip()) else "?"


def _reports(person: etree._Element) -> Iterator[FiledReport]:
    for payer in _some(person, "e:IndkomstOplysningSamling/e:IndberetningPligtigVirksomhed"):
        number = _matching(
            payer,
            "e:IndberetningPligtigVirksomhedStruktur/e:IndberetningPligtigVirksomhed/se:VirksomhedSENummerIdentifikator",
            _SE_NUMBER,
        ).group()
        for period in _some(payer, "e:IndkomstLoenPeriodeSamling/e:LoenPeriodeOplysningStruktur"):
            yield from _reports_of_period(period, payer=number)


def _reports_of_period(period: etree._Element, *, payer: str) -> Iterator[FiledReport]:
    pay_start, pay_end = _pay_period(period)
    disposed = period.find("gruppe:IndkomstPersonGruppeDispositionDato", _NS)
    for header in period.findall(
        "e:AngivelseBlanketIndholdStruktur/e:AngivelseOplysningSamling/e:AngivelseNiveau1", _NS
    ):
        _require_form(header, "11000")
        general = _fields(header)
        for form in header.findall("e:UnderAngivelseSamling/e:AngivelseNiveau2", _NS):
            _require_form(form, "16000")
            specific = _fields(form)
            amounts = _amounts(form)
            yield FiledReport(
                payer=payer,
                month=_income_month(general),
                type=_code(general, "012", digits=2),
                kind=_code(specific, "019", digits=4) if specific.get("019") else None,
                pay_start=pay_start,
                pay_end=pay_end,
                disposed=None if disposed is None else _day(disposed),
                amounts=tuple((amount, amounts[suffix]) for suffix, amount in _SUFFIXES.items() if suffix in amounts),
                hours=amounts.get(_HOURS),
                reversal=general.get("011") == "T" or _crossed(specific, "021"),
                correction=_crossed(general, "151"),
                unit=specific.get("020"),
                employment=period.findtext("ansat:AnsaettelseforholdMedarbejderIdentifikator", None, _NS),
            )


def _amounts(form: etree._Element) -> dict[str, Decimal]:
    """By suffix: what the 16001 below a 16000 state, and of 16300 what no 16001 states."""
    stated: dict[str, Decimal] = {}
    refunded: dict[str, Decimal] = {}
    for below in form.findall("e:UnderAngivelseSamling/e:AngivelseNiveau3", _NS):
        number = _text(below, "blanket:BlanketNummerIdentifikator")
        if number == "16001":
            _add(stated, _fields(below), suffixes=_SUFFIXES.keys() | {_HOURS})
        elif number == "16300":
            _add(refunded, _fields(below), suffixes=_REFUND_SUFFIXES)
        elif number not in _HOLIDAY_FORMS:
            _log.warning("a form with an unknown number was left out of an income statement")
    return refunded | stated


def _add(sums: dict[str, Decimal], fields: dict[str, str], *, suffixes: frozenset[str] | set[str]) -> None:
    for suffix, content in fields.items():
        if suffix in suffixes and content:
            sums[suffix] = sums.get(suffix, Decimal(0)) + _decimal(content)


def _fields(form: etree._Element) -> dict[str, str]:
    """Suffix to content. A field stated twice with different contents is MALFORMED."""
    fields: dict[str, str] = {}
    for field in _some(form, "e:AngivelseFeltSamling/e:AngivelseFeltIndholdStruktur"):
        suffix = _matching(field, "e:BlanketFeltEnhedStruktur/nummer:BlanketFeltNummerIdentifikator", _FIELD_NUMBER)
        content = (_one(field, "indhold:AngivelseFeltIndholdTekst").text or "").strip()
        if fields.setdefault(suffix.group(1), content) != content:
            raise _malformed("one field with two contents")
    return fields


def _require_form(form: etree._Element, number: str) -> None:
    if _text(form, "blanket:BlanketNummerIdentifikator") != number:
        raise _malformed(f"another form where {number} belongs")


def _income_month(general: dict[str, str]) -> date:
    found = _MONTH.fullmatch(general.get("016", ""))
    if found is None or found.group(1) == "0000":
        raise _malformed("no income month")
    return date(int(found.group(1)), int(found.group(2)), 1)


def _code(fields: dict[str, str], suffix: str, *, digits: int) -> str:
    """The code with its leading zeros, which some senders leave out."""
    code = fields.get(suffix, "")
    if not (code.isascii() and code.isdigit() and len(code) <= digits):
        raise _malformed(f"no code in field {suffix}")
    return code.zfill(digits)


def _crossed(fields: dict[str, str], suffix: str) -> bool:
    return fields.get(suffix) in ("1", "X", "x")


def _pay_period(period: etree._Element) -> tuple[date, date]:
    """Both days; the contract lets either of them be missing, then it is the other one."""
    days = [
        _day(found)
        for name in ("start:StartDate", "slut:EndDate")
        if (found := period.find(f"e:AngivelsePeriodeStruktur/angivelse:AngivelsePeriode/{name}", _NS)) is not None
    ]
    if not days or days[0] > days[-1]:
        raise _malformed("no pay period")
    return days[0], days[-1]


def _day(element: etree._Element) -> date:
    found = _DAY.fullmatch((element.text or "").strip())
    try:
        return date.fromisoformat(found.group(1) if found else "")
    except ValueError:
        raise _malformed("no date") from None


def _decimal(content: str) -> Decimal:
    if not (content.isascii() and _DECIMAL.fullmatch(content)):
        raise _malformed("no amount")
    return Decimal(content)


def _some(element: etree._Element, path: str) -> list[etree._Element]:
    found = element.findall(path, _NS)
    if not found:
        raise _malformed(f"no {path.rpartition(':')[2]}")
    return found


def _one(element: etree._Element, path: str) -> etree._Element:
    found = element.findall(path, _NS)
    if len(found) != 1:
        raise _malformed(f"not one {path.rpartition(':')[2]}")
    return found[0]


def _text(element: etree._Element, path: str) -> str:
    text = (_one(element, path).text or "").strip()
    if not text:
        raise _malformed(f"no {path.rpartition(':')[2]}")
    return text


def _matching(element: etree._Element, path: str, pattern: re.Pattern[str]) -> re.Match[str]:
    found = pattern.fullmatch(_text(element, path))
    if found is None:
        raise _malformed(f"no {path.rpartition(':')[2]}")
    return found


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NS[prefix]}}}{local}"


def _malformed(detail: str) -> RegisterError:
    return RegisterError(FailureKind.MALFORMED, detail)
