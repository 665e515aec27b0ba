"""Answers of the benefits index to grants. Pure: no network, no clock.

SF1491 is read as its contract says: what it requires and the answer lacks is MALFORMED. Of SF1492 only a request
is public, and the names of the parts its reply is made of (KOMBIT's type register, 2017): they are those of
SF1491's EffektueringHent_O without parties, disposition date and periods. So its reply is read by element names
alone, whatever their namespace and depth, and what may be missing there has a stated substitute.

One name is spelled Oekonomisk, OEkonomisk and Økonomisk within these contracts; here it is the same name.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final
from uuid import UUID

from lxml import etree

from adapters.kle import topic
from app.citizen.model.grants import Grant, Payment
from app.citizen.port import FailureKind, RegisterError
from app.cpr import CprNumber

_MUNICIPAL_ANSWER: Final = "{http://www.kombit.dk/int/2022/01/01/}BevillingHent_O"
_UDK_ANSWER: Final = "EffektueringHentUDKKommune_O"
_REQUIRED_TEXTS: Final = (
    "YdelseNavn",
    "BevilgetYdelseID",
    "BevilgetYdelseStartDato",
    "BevilgetYdelseKLEEmne",
    "BevillingUUID",
)
_REQUIRED_PARTS: Final = ("BevilgetYdelseEffektueringModtager", "BevillingStruktur")
_DECIMAL = re.compile(r"[+-]?\d{1,15}(\.\d{1,2})?")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?")
_CPR = re.compile(r"\d{10}")
_CPR_URN = re.compile(r"urn:oio:cpr(?:-nr)?:(\d{10})")
_KLE = re.compile(r"\d{2}\.\d{2}\.\d{2}")
_ERROR_ID = re.compile(r"[A-Za-z0-9_.-]{1,9}")
_MEANING_OF_ERROR: Final = (
    (FailureKind.TOO_LARGE, re.compile(r"for (stor|mange)|maks(imal|imum)", re.IGNORECASE)),
    (FailureKind.DENIED, re.compile(r"adgang|rettighed|berettig|autoris|dataafgr", re.IGNORECASE)),
)
"""No public list of the index's FejlId exists, so its text is read, by our side only, and never passed on."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """`entries` is how many the register counts on this page; a short page is the last one."""

    entries: int
    grants: tuple[Grant, ...]


def parse_municipal(answer: etree._Element, *, cpr: CprNumber, transaction: UUID) -> Page:
    """BevillingHent_O. Every grant must be granted to `cpr` or paid to them; an empty answer must echo `transaction`.

    Raises RegisterError: WRONG_PERSON, MALFORMED, or what the register's own Fejl means.
    """
    if answer.tag != _MUNICIPAL_ANSWER:
        raise _malformed("another element than the answer")
    _raise_error(answer)
    entries = _path(answer, "BevilgetYdelseListe", "BevilgetYdelse")
    if not entries:
        _require_echo(answer, transaction)
    grants = []
    for entry in entries:
        _require_whole(entry)
        _require_party(entry, cpr)
        payments = _path(entry, "OEkonomiskYdelseseffektueringListe", "OEkonomiskYdelseseffektuering")
        executions = [(payment, _only(payment, "OekonomiskEffektueringStruktur")) for payment in payments]
        grants.append(_grant(entry, tuple(_payment(payment, execution) for payment, execution in executions)))
    return Page(len(entries), merged(grants))


def parse_udk(answer: etree._Element, *, cpr: CprNumber, transaction: UUID) -> Page:
    """EffektueringHentUDKKommune_O: payments, each with the benefit it belongs to; grants are put together from them.

    By what is known the reply names nobody, so `transaction` must be echoed; where it does name parties, they must
    be `cpr`. Raises as `parse_municipal`.
    """
    if etree.QName(answer).localname != _UDK_ANSWER:
        raise _malformed("another element than the answer")
    _raise_error(answer)
    _require_echo(answer, transaction)
    executions = _path(answer, "OEkonomiskEffektueringListe", "OEkonomiskEffektuering")
    grants: list[Grant] = []
    for execution in executions:
        for part in _below(execution, "OEkonomiskYdelseseffektuering"):
            if _below(part, "YdelseNavn"):
                _require_party(part, cpr, unnamed=True)
                grants.append(_grant(part, (_payment(part, execution),)))
            else:
                _log.warning("a payment without its benefit was left out")
    return Page(len(executions), merged(grants))


def merged(grants: Iterable[Grant]) -> tuple[Grant, ...]:
    """One grant of each, with all payments told of it, by day; the grant's own facts as told last."""
    found: dict[tuple[str, str, str, CprNumber | None], Grant] = {}
    for grant in grants:
        key = (grant.id, grant.name, grant.kle.code, grant.recipient)
        earlier = found.get(key, grant)
        payments = sorted(dict.fromkeys(earlier.payments + grant.payments), key=lambda payment: payment.day)
        found[key] = replace(grant, payments=tuple(payments), start=min(earlier.start, grant.start))
    return tuple(found.values())


def _grant(scope: etree._Element, payments: tuple[Payment, ...]) -> Grant:
    """`scope` holds one benefit and its Bevilling. Without an id or a start: the Bevilling's, the first payment's."""
    recipient = _only(scope, "BevilgetYdelseEffektueringModtager")
    grant_id = _said(scope, "BevilgetYdelseID") or _said(scope, "BevillingUUID")
    start = _said(scope, "BevilgetYdelseStartDato")
    end = _said(scope, "BevilgetYdelseSlutDato")
    amount = _said(scope, "OekonomiskEffektueringsplanYdelsesbeloeb")
    arrears = _said(scope, "OekonomiskEffektueringsplanForudBagud")
    number = None if recipient is None else _number(recipient)
    return Grant(
        id=grant_id or "",
        name=_said(scope, "YdelseNavn") or "",
        title=_said(scope, "BevilgetYdelseNavn"),
        kle=topic(_kle(scope)),
        start=_day(start) if start else min(payment.start for payment in payments),
        end=_day(end) if end else None,
        recipient=CprNumber(number) if number else None,
        amount=_decimal(amount) if amount else None,
        frequency=_said(scope, "OekonomiskEffektueringsplanBeregningsfrekvens"),
        in_arrears={"Bagud": True, "Forud": False}.get(arrears or ""),
        owner=_said(scope, "BevillingEjer", "VirksomhedCVRNummer") or "",
        department=_said(scope, "AnsvarligAfdelingFuldtNavn") or _said(scope, "AnsvarligAfdelingBrugervendtNoegle"),
        system=_said(scope, "BevillingMasterSystemInstans", "ItSystemInstansTitel"),
        sensitivity=_said(scope, "BevillingFoelsomhed"),
        case_number=_said(scope, "SagSagsnummer"),
        payments=payments,
    )


def _payment(part: etree._Element, execution: etree._Element | None) -> Payment:
    """`part` is this benefit's share, `execution` the payment it went out with.

    The net is known only where the payment held nothing but this benefit. Without a disposition date the day is
    the first of the period, without a period the period is the payment's own.
    """
    gross = _decimal(_said(part, "OekonomiskYdelseseffektueringBeloeb") or "")
    start = _said(part, "OekonomiskYdelseseffektueringPeriodeFra")
    end = _said(part, "OekonomiskYdelseseffektueringPeriodeTil")
    day = total = net = status = None
    if execution is not None:
        start = start or _said(execution, "OekonomiskEffektueringStartDato")
        end = end or _said(execution, "OekonomiskEffektueringSlutDato")
        day = _said(execution, "OekonomiskEffektueringDispositionsdato")
        total = _said(execution, "OekonomiskEffektueringSamletBruttobeloeb")
        net = _said(execution, "OekonomiskEffektueringBeloebEfterSkatATP")
        status = _said(execution, "OekonomiskEffektueringUdbetalingStatus")
    alone = total is not None and _decimal(total) == gross
    return Payment(
        day=_day(day or start or ""),
        gross=gross,
        net=_decimal(net) if net and alone else None,
        start=_day(start or ""),
        end=_day(end) if end else None,
        status=status,
    )


def _require_whole(entry: etree._Element) -> None:
    missing = [name for name in _REQUIRED_TEXTS if _said(entry, name) is None]
    missing += [name for name in _REQUIRED_PARTS if len(_path(entry, name)) != 1]
    if missing:
        raise _malformed(f"not one {missing[0]}")


def _require_party(scope: etree._Element, cpr: CprNumber, *, unnamed: bool = False) -> None:
    """Granted to `cpr` or paid to them; `unnamed` lets pass what names no party at all."""
    parties = _below(scope, "BevilgetYdelseEffektueringModtager") + _below(scope, "Bevillingsmodtager")
    if not parties and unnamed:
        return
    if cpr.digits not in [_number(party) for party in parties]:
        raise RegisterError(FailureKind.WRONG_PERSON, "a grant of somebody else")


def _number(party: etree._Element) -> str | None:
    """The party's CPR number by field or URN; None for a company. MALFORMED where the two differ."""
    stated = _said(party, "PartCPRNummer")
    urn = _CPR_URN.fullmatch(_said(party, "PartURN") or "")
    if stated is not None and not (stated.isascii() and _CPR.fullmatch(stated)):
        raise _malformed("no CPR number")
    if stated and urn and urn.group(1) != stated:
        raise _malformed("one party with two numbers")
    return stated or (urn.group(1) if urn else None)


def _require_echo(answer: etree._Element, transaction: UUID) -> None:
    echoed = _said(answer, "HovedOplysningerSvar", "TransaktionsId")
    if echoed is None:
        raise _malformed("no TransaktionsId")
    if echoed.lower().removeprefix("urn:uuid:") != str(transaction):
        raise RegisterError(FailureKind.WRONG_PERSON, "an answer to another question")


def _raise_error(answer: etree._Element) -> None:
    errors = _path(answer, "HovedOplysningerSvar", "SvarReaktion", "Fejl")
    if not errors:
        return
    words = " ".join(_said(error, "FejlTekst") or "" for error in errors)
    ids = [found if _ERROR_ID.fullmatch(found := _said(error, "FejlId") or "") else "?" for error in errors]
    kind = next((kind for kind, pattern in _MEANING_OF_ERROR if pattern.search(words)), FailureKind.MALFORMED)
    raise RegisterError(kind, f"Fejl {' '.join(ids)}")


def _kle(scope: etree._Element) -> str:
    code = _said(scope, "BevilgetYdelseKLEEmne") or ""
    if code and not (code.isascii() and _KLE.fullmatch(code)):
        raise _malformed("no KLE subject")
    return code


def _day(text: str) -> date:
    found = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(found.group(1) if found else "")
    except ValueError:
        raise _malformed("no date") from None


def _decimal(text: str) -> Decimal:
    if not (text.isascii() and _DECIMAL.fullmatch(text)):
        raise _malformed("no amount")
    return Decimal(text)


@lru_cache(maxsize=512)
def _name(tag: str) -> str:
    """The local name in the one spelling that all of these contracts' spellings come to."""
    return tag.rpartition("}")[2].lower().replace("ø", "oe")


def _path(element: etree._Element, *names: str) -> list[etree._Element]:
    """The elements at the end of a path of children's names."""
    found = [element]
    for name in map(_name, names):
        found = [child for parent in found for child in parent.iterchildren("{*}*") if _name(child.tag) == name]
    return found


def _below(element: etree._Element, name: str) -> list[etree._Element]:
    wanted = _name(name)
    return [below for below in element.iterdescendants("{*}*") if _name(below.tag) == wanted]


def _only(element: etree._Element, name: str) -> etree._Element | None:
    """The one element of that name at any depth; None without one, MALFORMED with several."""
    found = _below(element, name)
    if len(found) > 1:
        raise _malformed(f"more than one {name}")
    return found[0] if found else None


def _said(element: etree._Element, *names: str) -> str | None:
    """The text of the one element at the end of `names`, each at any depth below the one before; None if empty."""
    found: etree._Element | None = element
    for name in names:
        found = None if found is None else _only(found, name)
    text = "" if found is None else (found.text or "").strip()
    return text or None


def _malformed(detail: str) -> RegisterError:
    return RegisterError(FailureKind.MALFORMED, detail)
