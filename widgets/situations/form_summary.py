"""A finished form in plain words, to copy to whoever goes on with it. Danish alone: it is read by an authority."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.benefits.decision_words import decision_lines
from app.benefits.words import labelled
from app.clock import danish_day
from app.facts.model import CITIZEN, Fact
from app.situations.forms.answers import Mark, Stands
from app.situations.forms.finished import FinishedField, FinishedForm, Verification
from app.situations.forms.model import Field, FieldKind
from app.situations.forms.representation import Acting
from app.situations.forms.typed import Trouble, read
from widgets import fact_words, formats
from widgets.situations import form_words


def summary(finished: FinishedForm, name: str, said: Sequence[Verification] = ()) -> str:
    """`name` is the citizen's. Every line says its source where a register gave it, what was not confirmed, and what
    registers have `said` of that since."""
    at = finished.finished_at
    head = [
        finished.title,
        f"Borger: {name}, CPR-nummer {finished.citizen.written}",
        f"Udfyldt {formats.day(danish_day(at))} {formats.clock_time(at)} af {finished.employee}, {finished.unit}",
        *_prepared(finished),
        *_representation(finished),
    ]
    since = {one.field: one for one in said}
    lines = [labelled(field.label, _value(field, at, since.get(field.name))) for field in finished.fields]
    unclear = [say for say in finished.open_rules if say not in since or not since[say].is_confirmed]
    questions = ["", "Skal afklares:", *(f"- {say}" for say in unclear)] if unclear else []
    return "\n".join([*head, *_decided(finished), "", *lines, *questions, *_after(finished)])


def _prepared(finished: FinishedForm) -> Iterator[str]:
    before = finished.draft.prepared
    if before is not None:
        when = f"{formats.day(danish_day(before.at))} {formats.clock_time(before.at)}"
        yield f"Forberedt {when} af {before.employee}, {before.unit}"


def _decided(finished: FinishedForm) -> Iterator[str]:
    """The decision, or that none was made."""
    decision = finished.decision
    said = decision_lines(decision) if decision is not None else (form_words.became(finished.deciding),)
    if any(said):
        yield from ("", *said)


def _after(finished: FinishedForm) -> Iterator[str]:
    """What the rules asked, and what follows: the office's own notes, which go to nobody else."""
    if finished.hand_over:
        return
    for title, said in (
        ("Spørg om og husk:", finished.asked),
        ("Det følger:", [one.say for one in finished.following]),
    ):
        if said:
            yield from ("", title, *(f"- {say}" for say in said))


def _representation(finished: FinishedForm) -> Iterator[str]:
    acting = finished.representation
    if acting.acting is Acting.ASSISTED:
        yield f"Udfyldt på borgerens vegne med begrundelsen »{acting.why.strip().rstrip('.')}«."
    elif acting.by_another:
        until = f", gælder til og med {formats.day(acting.expires)}" if acting.expires is not None else ""
        seen = form_words.document(acting.document).lower() if acting.document is not None else ""
        yield f"{form_words.acting(acting.acting)}: {acting.name}{until}. Set: {seen}"


def _value(finished: FinishedField, at: datetime, since: Verification | None) -> str:
    words = finished.words or _written(finished, at)
    notes = []
    if finished.stands is Stands.REGISTER and finished.source != CITIZEN:
        notes.append(fact_words.origin(Fact(finished.name, None, finished.source, finished.as_of), None))
    if finished.chosen_by:
        notes.append(": ".join(filter(None, (f"valgt af {finished.chosen_by}", finished.chosen_why))))
    if since is not None:
        told = "bekræftet af {0} {1}" if since.is_confirmed else "{0} siger nu noget andet, {1}"
        notes.append(told.format(fact_words.source(since.source), formats.day(danish_day(since.at))))
    elif finished.mark is Mark.TO_BE_VERIFIED:
        notes.append("ikke bekræftet")
    return f"{words} ({'; '.join(notes)})" if notes else words


def _written(finished: FinishedField, at: datetime) -> str:
    plain = Field(finished.name, finished.kind, finished.label)
    if finished.kind is FieldKind.FILE:
        return "vedlagt"
    kept = finished.value
    if finished.kind is FieldKind.AMOUNT:
        kept = kept.replace(".", ",")
    elif finished.kind is FieldKind.MONTH:
        kept = kept.rpartition("-")[0]  # its first day is kept
    value = read(plain, kept, danish_day(at))
    return finished.value if isinstance(value, Trouble) else form_words.value(plain, value)
