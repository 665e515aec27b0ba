"""The words of forms: values as people write them, and every code of `app.situations.forms` as a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from app.benefits.decision_words import decision_line
from app.benefits.hearing import Lack
from app.benefits.model import Heard
from app.clock import danish_day
from app.cpr import CprNumber
from app.facts.model import CITIZEN, Value
from app.situations.derived.family import Near
from app.situations.forms.assessed import Deciding
from app.situations.forms.finished import Draft, FinishedForm, Verification, outstanding
from app.situations.forms.model import Field, FieldKind, Form, Weight
from app.situations.forms.representation import Acting, Document, Doubt, Hindrance, Representation, Scope
from app.situations.forms.typed import Trouble
from widgets import fact_words, formats
from widgets.parts.chips import ChipWords
from widgets.tokens import Meaning


def value(field: Field, known: Value) -> str:
    """For reading: Ja, 12.500,00 kr., 21-11-2026, an option's own words. Empty for nothing."""
    match field.kind, known:
        case _, None:
            return ""
        case _, bool():
            return yes() if known else no()
        case FieldKind.AMOUNT, int() | Decimal():
            return formats.amount(Decimal(known))
        case FieldKind.MONTH, date():
            return formats.month(known)
        case _, date():
            return formats.day(known)
        case FieldKind.CPR, str():
            return CprNumber(known).written
        case FieldKind.CHOICE, _:
            return next((option.label for option in field.options if option.value == known), str(known))
    return str(known)


def typed(field: Field, known: Value) -> str:
    """As it is typed, so that it may be gone on from."""
    match field.kind, known:
        case FieldKind.AMOUNT, int() | Decimal():
            return formats.number(Decimal(known), decimals=2)
        case FieldKind.MONTH, date():
            return f"{known:%m-%Y}"
        case FieldKind.CHOICE, str():
            return known
        case FieldKind.YES_NO, bool():
            return "ja" if known else "nej"
    return value(field, known)


def person(near: Near, today: date) -> str:
    """Anna Bertelsen, 4 år, 090622-····; the number masked, for the screen may face the hall."""
    name = near.name or QCoreApplication.translate("form", "Endnu ikke navngivet")
    age = formats.age(near.born, today) if near.born is not None else ""
    return ", ".join(filter(None, (name, age, formats.cpr(near.cpr))))


def yes() -> str:
    return QCoreApplication.translate("form", "Ja")


def no() -> str:
    return QCoreApplication.translate("form", "Nej")


def source(key: str) -> str:
    """Who knows it, as a chip begins."""
    if key == CITIZEN:
        return QCoreApplication.translate("form", "Borgeren")
    return fact_words.source(key)


def trouble(why: Trouble, field: Field) -> str:
    """What to write instead."""
    sentence = {
        Trouble.CPR: QCoreApplication.translate("form", "Skriv et CPR-nummer med ti cifre."),
        Trouble.AMOUNT: QCoreApplication.translate("form", "Skriv beløbet som 12.500 eller 12.500,50."),
        Trouble.NUMBER: QCoreApplication.translate("form", "Skriv et helt tal."),
        Trouble.MONTH: QCoreApplication.translate("form", "Skriv måneden som mm-åååå."),
        Trouble.DATE: QCoreApplication.translate("form", "Skriv datoen som dd-mm-åååå."),
        Trouble.PHONE: QCoreApplication.translate("form", "Skriv otte cifre, eller + og landekode."),
        Trouble.EMAIL: QCoreApplication.translate("form", "Skriv en e-mailadresse, som navn@sted.dk."),
        Trouble.CHOICE: QCoreApplication.translate("form", "Vælg en af mulighederne."),
        Trouble.TOO_SMALL: QCoreApplication.translate("form", "Mindst {0}."),
        Trouble.TOO_LARGE: QCoreApplication.translate("form", "Højst {0}."),
        Trouble.TOO_EARLY: QCoreApplication.translate("form", "Datoen ligger før den, der skal komme først."),
    }[why]
    bound = {Trouble.TOO_SMALL: field.least, Trouble.TOO_LARGE: field.most}.get(why)
    return sentence.format(formats.number(bound)) if bound is not None else sentence


def expected(kind: FieldKind) -> str:
    """How what is typed is to be written, where one would else have to guess; empty where one would not."""
    return {
        FieldKind.MONTH: QCoreApplication.translate("form", "mm-åååå"),
        FieldKind.DATE: QCoreApplication.translate("form", "dd-mm-åååå"),
        FieldKind.AMOUNT: QCoreApplication.translate("form", "fx 12.500,50"),
    }.get(kind, "")


def weight(value: Weight) -> Meaning:
    return {
        Weight.STOP: Meaning.DANGER,
        Weight.ERROR: Meaning.DANGER,
        Weight.QUESTION: Meaning.WARNING,
        Weight.NOTE: Meaning.INFO,
    }[value]


def acting(value: Acting) -> str:
    return {
        Acting.SELF: QCoreApplication.translate("form", "Borgeren selv"),
        Acting.ASSISTED: QCoreApplication.translate("form", "Mig for borgeren (medbetjening)"),
        Acting.GUARDIAN: QCoreApplication.translate("form", "Værge"),
        Acting.POWER_OF_ATTORNEY: QCoreApplication.translate("form", "Fuldmagtshaver"),
        Acting.PARTY_REPRESENTATIVE: QCoreApplication.translate("form", "Partsrepræsentant"),
    }[value]


def acted(value: Representation) -> str:
    """Who filled a finished form in for the citizen, and on what ground; empty where the citizen did."""
    if value.acting is Acting.ASSISTED:
        words = QCoreApplication.translate("form", "Udfyldt på borgerens vegne med begrundelsen »{0}«.")
        return words.format(value.why.strip().rstrip("."))
    if not value.by_another:
        return ""
    return QCoreApplication.translate("form", "{0}: {1}").format(acting(value.acting), value.name.strip())


def scope(value: Scope) -> str:
    return {
        Scope.THIS_TASK: QCoreApplication.translate("form", "Denne sag"),
        Scope.ALL: QCoreApplication.translate("form", "Alt over for kommunen"),
        Scope.EVERYWHERE: QCoreApplication.translate("form", "Alt over for enhver myndighed"),
        Scope.OTHER: QCoreApplication.translate("form", "Noget andet"),
    }[value]


def document(value: Document) -> str:
    return {
        Document.ORIGINAL: QCoreApplication.translate("form", "Originalen"),
        Document.COPY: QCoreApplication.translate("form", "En kopi"),
        Document.DIGITAL: QCoreApplication.translate("form", "Digital fuldmagt, slået op"),
        Document.REGISTER: QCoreApplication.translate("form", "Værgemålet i CPR"),
    }[value]


def hindrance(value: Hindrance) -> str:
    return {
        Hindrance.NO_NAME: QCoreApplication.translate("form", "Skriv navnet på den, der handler for borgeren."),
        Hindrance.NO_DOCUMENT: QCoreApplication.translate("form", "Vælg, hvilket papir du har set."),
        Hindrance.NOT_REGISTERED: QCoreApplication.translate("form", "CPR har ikke et værgemål. Se værgebeskikkelsen."),
        Hindrance.OUT_OF_SCOPE: QCoreApplication.translate("form", "Papiret gælder noget andet end denne blanket."),
        Hindrance.OTHER_AUTHORITY: QCoreApplication.translate(
            "form", "Papiret gælder kun over for kommunen, og blanketten går til en anden myndighed."
        ),
        Hindrance.EXPIRED: QCoreApplication.translate("form", "Papiret er udløbet."),
        Hindrance.UNCLEAR: QCoreApplication.translate("form", "CPR-nummeret eller datoen kan ikke læses."),
        Hindrance.NO_REASON: QCoreApplication.translate("form", "Skriv, hvorfor du udfylder for borgeren."),
    }[value]


def doubt(value: Doubt) -> str:
    return {
        Doubt.HAS_GUARDIAN: QCoreApplication.translate("form", "CPR har et værgemål. Skal værgen være med?"),
        Doubt.NO_GUARDIAN: QCoreApplication.translate("form", "CPR har ikke et værgemål. Hvad bygger det på?"),
        Doubt.EXPIRES_SOON: QCoreApplication.translate("form", "Papiret udløber inden for en måned."),
    }[value]


def heard(value: Heard) -> str:
    return {
        Heard.HEARD: QCoreApplication.translate("form", "Er hørt"),
        Heard.KNEW: QCoreApplication.translate("form", "Kender oplysningerne"),
        Heard.SAFE: QCoreApplication.translate("form", "Ikke hørt: ubetænkeligt (§ 19, stk. 2, nr. 1)"),
        Heard.STATUTORY_DEADLINE: QCoreApplication.translate("form", "Ikke hørt: lovbestemt frist (stk. 2, nr. 2)"),
        Heard.NO_ACCESS: QCoreApplication.translate("form", "Ikke hørt: ikke ret til aktindsigt (stk. 2, nr. 4)"),
        Heard.REOPENED: QCoreApplication.translate("form", "Ikke hørt først: sagen kan genoptages (§ 20)"),
        Heard.OTHER: QCoreApplication.translate("form", "Ikke hørt: anden undtagelse (stk. 2, nr. 3, 5 eller 6)"),
    }[value]


def heard_answer(value: Heard) -> str:
    """What is to be written beside the way."""
    return {
        Heard.HEARD: QCoreApplication.translate("form", "Hvad svarede borgeren?"),
        Heard.KNEW: QCoreApplication.translate("form", "Hvordan kender borgeren oplysningerne?"),
        Heard.REOPENED: QCoreApplication.translate("form", "Hvorfor er det bedst for borgeren?"),
        Heard.OTHER: QCoreApplication.translate("form", "Hvilket nr., og hvorfor?"),
    }.get(value, QCoreApplication.translate("form", "Hvorfor?"))


def unheard(value: Lack) -> str:
    return {
        Lack.NOTHING: QCoreApplication.translate("form", "Vælg, hvordan borgeren er hørt, før der afgøres."),
        Lack.OTHER_FACTS: QCoreApplication.translate(
            "form", "Oplysningerne er ændret siden. Hør borgeren om de nye, og vælg igen."
        ),
        Lack.NO_DAY: QCoreApplication.translate("form", "Skriv datoen, borgeren blev hørt (dd-mm-åååå)."),
        Lack.NOT_YET: QCoreApplication.translate("form", "Borgeren kan ikke være hørt på en dag, der kommer."),
        Lack.NO_ANSWER: QCoreApplication.translate(
            "form", "Skriv, hvad borgeren svarede, at der ikke kom svar inden fristen, eller hvorfor der ikke er hørt."
        ),
    }[value]


def becomes(value: Deciding) -> str:
    """What becomes of the decision, said while the form is filled in; empty where it is made, or none is."""
    return {
        Deciding.NONE: "",
        Deciding.DECIDED: "",
        Deciding.UNHEARD: QCoreApplication.translate("form", "Borgeren skal partshøres, før der afgøres."),
        Deciding.OPEN: QCoreApplication.translate(
            "form", "Kan ikke afgøres endnu: oplysninger eller satser mangler. Blanketten bliver kun forberedt."
        ),
        Deciding.CASEWORKER: QCoreApplication.translate(
            "form", "Du forbereder sagen; den afgøres ikke her. En sagsbehandler afgør den."
        ),
        Deciding.SPECIALIST: QCoreApplication.translate(
            "form", "Du forbereder sagen; den afgøres ikke her. En fagspecialist afgør den."
        ),
    }[value]


def became(value: Deciding) -> str:
    """The same of a finished form."""
    return {
        Deciding.OPEN: QCoreApplication.translate(
            "form", "Forberedt, ikke afgjort: oplysninger eller satser manglede. En sagsbehandler afgør den."
        ),
        Deciding.CASEWORKER: QCoreApplication.translate("form", "Forberedt, ikke afgjort: en sagsbehandler afgør den."),
        Deciding.SPECIALIST: QCoreApplication.translate("form", "Forberedt, ikke afgjort: en fagspecialist afgør den."),
    }.get(value, "")


def decided_before(form: FinishedForm, now: datetime) -> str:
    """That it is decided already: when, by whom and what."""
    decision = form.decision
    said = decision_line(decision) if decision is not None else ""
    words = QCoreApplication.translate("form", "Det samme er afgjort {0} af {1}: {2}. Skal det afgøres igen?")
    return words.format(formats.moment(form.finished_at, now), form.employee, said.rstrip("."))


def decided_already(form: FinishedForm, now: datetime) -> str:
    """The same in short, where it is decided again."""
    words = QCoreApplication.translate("form", "Det samme er allerede afgjort {0} af {1}.")
    return words.format(formats.moment(form.finished_at, now), form.employee)


def finishing(value: Deciding, form: Form) -> str:
    """The verb of the button that finishes a form on which nothing is decided."""
    if form.hand_over:
        return QCoreApplication.translate("form", "Gør klar til {0}").format(form.hand_over)
    if value is Deciding.NONE:
        return QCoreApplication.translate("form", "Færdiggør")
    return QCoreApplication.translate("form", "Gør klar til afgørelse")


def kept(draft: Draft, now: datetime) -> str:
    """When it was last kept and by whom: they know what was talked about, whoever began it."""
    if draft.kept_at is None:
        return QCoreApplication.translate("forms", "Kladde")
    at = formats.moment(draft.kept_at, now)
    if not draft.kept_by:
        return QCoreApplication.translate("forms", "Kladde, gemt {0}").format(at)
    return QCoreApplication.translate("forms", "Kladde, senest gemt {0} af {1}").format(at, draft.kept_by)


def prepared(draft: Draft, now: datetime) -> str:
    """Who prepared what it was taken up from, empty where nobody did."""
    before = draft.prepared
    if before is None:
        return ""
    words = QCoreApplication.translate("forms", "forberedt {0} af {1}")
    return words.format(formats.moment(before.at, now), before.employee)


def verified(form: FinishedForm, said: Sequence[Verification]) -> list[ChipWords]:
    """How a finished form stands with what registers had not answered: what they say now, and what they still owe."""
    found = []
    for who in _sources(_differing(form, said)):
        words = QCoreApplication.translate("forms", "{0} siger nu noget andet").format(who)
        found.append(ChipWords(words, Meaning.WARNING, "circle-question-mark"))
    if _asked_by_rules(form, said):
        found.append(ChipWords(QCoreApplication.translate("forms", "Spørg borgeren"), Meaning.WARNING))
    left = len(outstanding(form, said))
    if left:
        words = QCoreApplication.translate("forms", "Skal bekræftes: {0}").format(left)
        tip = QCoreApplication.translate(
            "forms", "Registret spørges igen af sig selv, når borgeren er slået op med blankettens ærinde."
        )
        found.append(ChipWords(words, Meaning.WARNING, tip=tip))
    elif said and all(one.is_confirmed for one in said):
        day = formats.day(danish_day(max(one.at for one in said)))
        found.append(ChipWords(QCoreApplication.translate("forms", "Bekræftet {0}").format(day), Meaning.SUCCESS))
    return found


def said_since(form: FinishedForm, said: Sequence[Verification]) -> list[str]:
    """What a register says otherwise now, as a question: the form itself is not changed."""
    differing = _differing(form, said)
    labels = {field.name: field.label for field in form.fields}
    words = QCoreApplication.translate(
        "forms", "{0} siger nu noget andet om »{1}«. Spørg borgeren, hvad der er rigtigt; blanketten er ikke ændret."
    )
    lines = []
    for who in _sources(differing):
        about = [labels[one.field] for one in differing if fact_words.source(one.source) == who]
        lines.append(words.format(who, "«, »".join(about)))
    return [*lines, *_asked_by_rules(form, said)]


def _differing(form: FinishedForm, said: Sequence[Verification]) -> list[Verification]:
    names = {field.name for field in form.fields}
    return [one for one in said if not one.is_confirmed and one.field in names]


def _asked_by_rules(form: FinishedForm, said: Sequence[Verification]) -> list[str]:
    """Sentences of rules that hold, now that a register has answered."""
    return [one.field for one in said if not one.is_confirmed and one.field in form.open_rules]


def _sources(said: Sequence[Verification]) -> list[str]:
    return list(dict.fromkeys(fact_words.source(one.source) for one in said))
