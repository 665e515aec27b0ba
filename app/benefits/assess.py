"""The two questions to this room: what does the citizen get, and what if."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.benefits.decision import COMPLAINT, owed
from app.benefits.formulas import formula_for
from app.benefits.household import HOUSEHOLD_INCOME, with_household
from app.benefits.model import Assessment, AssessmentKind, Outcome, Reason
from app.benefits.relevance import Aside, why_aside
from app.benefits.rulebook import Rulebook
from app.benefits.work import ZERO, NoFigureError, Result, Work
from app.errors import BugError
from app.facts.model import Fact, Facts


def assess(key: str, facts: Facts, *, book: Rulebook, on: date, known: date) -> Assessment:
    """What `key` comes to on the day `on`, by the figures that were known on the day `known`.

    A fact is found by the name that its input is told as. A decision that cannot be made tells no steps: half a
    calculation with unconfirmed figures is none.
    """
    benefit = book.benefits.get(key)
    if benefit is None:
        raise BugError(f"no benefit is called {key}")
    work = Work(benefit, with_household(facts), book.rates, on=on, known=known)
    outcome, result = _carry_out(key, work)
    unconfirmed = tuple(rate for rate in work.rates.values() if not rate.is_sure)
    monthly = ZERO if outcome is Outcome.NOT_MET and result.monthly is None else result.monthly
    amount, reason = result.amount, result.reason
    is_decision = benefit.kind is AssessmentKind.DECISION
    if is_decision and unconfirmed and outcome in _DECIDED:
        outcome, reason = Outcome.NOT_ASSESSED, Reason.RATES_UNCONFIRMED
    is_decided = outcome in _DECIDED
    tells = not is_decision or outcome is not Outcome.NOT_ASSESSED
    steps = tuple(work.steps) if tells else ()
    return Assessment(
        benefit=key,
        title=benefit.title,
        kind=benefit.kind,
        decider=benefit.decider,
        outcome=outcome,
        reason=reason,
        on=on,
        known=known,
        unit=benefit.unit,
        amount_label=benefit.amount_label,
        basis=benefit.basis,
        amount=amount if is_decided else None,
        monthly=monthly if is_decided else None,
        further=tuple(work.figures) if tells else (),
        steps=steps,
        used=tuple(work.used.values()),
        missing=tuple(work.missing.values()),
        rates=tuple(work.rates.values()),
        unconfirmed=unconfirmed,
        absent=tuple(work.absent.values()),
        owed=(
            owed(
                reason,
                steps,
                tuple(work.used.values()),
                complaint=None if benefit.complaint_is_local else COMPLAINT,
                basis=benefit.basis,
            )
            if is_decided and is_decision
            else None
        ),
    )


_DECIDED = frozenset({Outcome.GRANTED, Outcome.NOT_MET})
_GIVEN = frozenset({Reason.FULL, Reason.PARTIAL, Reason.UNLESS_OLD})


def _carry_out(key: str, work: Work) -> tuple[Outcome, Result]:
    formula = formula_for(key, work.on)
    if formula is None:
        return Outcome.NOT_COMPUTABLE, Result(ZERO, Reason.NO_FORMULA)
    try:
        result = formula(work)
    except NoFigureError as end:
        return end.outcome, Result(ZERO, end.reason)
    return Outcome.GRANTED if result.reason in _GIVEN else Outcome.NOT_MET, result


@dataclass(frozen=True, slots=True)
class Setting:
    """One side of a what-if: the facts, and the day they are looked at."""

    facts: Facts
    on: date


@dataclass(frozen=True, slots=True)
class Change:
    """`monthly` is what the change is worth in kroner a month; None where a side has no figure."""

    before: Assessment
    after: Assessment
    monthly: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`before` and `after` are what was compared.

    `monthly` sums the changes that could be summed, and `left_out` names the benefits that could not. `income` is how
    much more the household earns a month, None where one side does not say. `marginal` is how many kroner of benefits
    the income alone takes for each krone more (0.30 is thirty øre), all else being as after; None unless it changed.
    `aside` are the benefits that are worth nothing on either side, and cannot matter there.
    """

    before: Setting
    after: Setting
    changes: tuple[Change, ...]
    monthly: Decimal
    left_out: tuple[str, ...]
    income: Decimal | None
    marginal: Decimal | None
    aside: tuple[Aside, ...] = ()

    @property
    def matters(self) -> tuple[Change, ...]:
        """The changes of what is not set aside."""
        left = {each.benefit for each in self.aside}
        return tuple(change for change in self.changes if change.after.benefit not in left)


def compare(keys: Sequence[str], before: Setting, after: Setting, *, book: Rulebook, known: date) -> Comparison:
    """Every benefit of `keys` side by side."""
    changes = _changes(keys, before, after, book=book, known=known)
    earned, earns = _income(before.facts), _income(after.facts)
    income = earns - earned if earned is not None and earns is not None else None
    marginal: Decimal | None = None
    if income:
        unmoved = Setting(_with_income_of(before.facts, after.facts), after.on)
        marginal = -_monthly(_changes(keys, unmoved, after, book=book, known=known)) / income
    aside = tuple(
        Aside(change.after.benefit, because)
        for change in changes
        if not (change.before.monthly or change.after.monthly)
        and (because := _why_aside(change.after.benefit, before, after, book=book, known=known))
    )
    return Comparison(
        before=before,
        after=after,
        changes=changes,
        monthly=_monthly(changes),
        left_out=tuple(change.after.benefit for change in changes if change.monthly is None),
        income=income,
        marginal=marginal,
        aside=aside,
    )


def _why_aside(key: str, before: Setting, after: Setting, *, book: Rulebook, known: date) -> str:
    """Why it is out of the question after the change; empty where it may matter on a side."""
    once, then = (
        why_aside(book.benefits[key], with_household(side.facts), on=side.on, rates=book.rates, known=known)
        for side in (before, after)
    )
    return then if once else ""


def _changes(
    keys: Sequence[str], before: Setting, after: Setting, *, book: Rulebook, known: date
) -> tuple[Change, ...]:
    return tuple(
        _change(*(assess(key, side.facts, book=book, on=side.on, known=known) for side in (before, after)))
        for key in keys
    )


def _monthly(changes: Sequence[Change]) -> Decimal:
    return sum((change.monthly for change in changes if change.monthly is not None), ZERO)


def _change(before: Assessment, after: Assessment) -> Change:
    has_both = before.monthly is not None and after.monthly is not None
    return Change(before, after, (after.monthly or ZERO) - (before.monthly or ZERO) if has_both else None)


def _with_income_of(earlier: Facts, facts: Facts) -> Facts:
    """`facts` with the household's income as it was."""
    was = with_household(earlier)
    return facts.with_(was[name] for name in HOUSEHOLD_INCOME)


def _income(facts: Facts) -> Decimal | None:
    known = with_household(facts)["husstandsindkomst_maaned"]
    return Decimal(known.value) if isinstance(known, Fact) and isinstance(known.value, int | Decimal) else None
