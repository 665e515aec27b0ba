"""Every code of `app` as a sentence. Danish is the source; English comes from the translation file.

A code without a sentence is a mistake in the program; `tests/widgets/test_texts.py` goes through them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.access.model import Rule, Section, Sensitivity
from app.cases.port import Refusal
from app.citizen.income import ChangeKind, IncomeChange
from app.citizen.model.grants import Sector
from app.citizen.model.income import Amount, IncomeGroup
from app.citizen.model.person import CivilStatus, CustodyHolder, PersonStatus
from app.citizen.model.sections import Problem, RelativeRole, TimelineEvent, TimelineKind
from app.citizen.port import FailureKind, RegisterKey
from app.errors import UserError
from app.sync.availability import Availability, Hindrance, When
from widgets import error_words, formats


def section(value: Section) -> str:
    return {
        Section.PERSON: QCoreApplication.translate("texts", "Person og familie"),
        Section.DWELLING: QCoreApplication.translate("texts", "Bolig"),
        Section.INCOME: QCoreApplication.translate("texts", "Indkomst"),
        Section.BENEFITS: QCoreApplication.translate("texts", "Ydelser"),
        Section.CASES: QCoreApplication.translate("texts", "Sager og dokumenter"),
        Section.HISTORY: QCoreApplication.translate("texts", "Historik"),
    }[value]


def register(value: RegisterKey) -> str:
    """What a person calls the source; the chip carries it."""
    return {
        RegisterKey.CPR: "CPR",
        RegisterKey.EINDKOMST: "eIndkomst",
        RegisterKey.BBR: "BBR",
        RegisterKey.ADDRESS: QCoreApplication.translate("texts", "Adressevælger"),
        RegisterKey.BENEFITS: QCoreApplication.translate("texts", "Ydelsesindeks"),
        RegisterKey.ARCHIVE: QCoreApplication.translate("texts", "Sagsarkiv"),
    }[value]


def failure(kind: FailureKind, source: str) -> str:
    """What happened, in one sentence about `source`."""
    return {
        FailureKind.TIMEOUT: QCoreApplication.translate("texts", "{0} svarede ikke i tide."),
        FailureKind.UNAVAILABLE: QCoreApplication.translate("texts", "{0} er ude af drift."),
        FailureKind.UNREACHABLE: QCoreApplication.translate("texts", "{0} kan ikke nås."),
        FailureKind.UNTRUSTED: QCoreApplication.translate(
            "texts", "{0} svarede med en anden nøgle end den aftalte. Intet er sendt. Sig det til it-afdelingen."
        ),
        FailureKind.DENIED: QCoreApplication.translate("texts", "Du har ikke adgang til disse oplysninger i {0}."),
        FailureKind.MALFORMED: QCoreApplication.translate("texts", "{0} gav et svar, som ikke kan læses."),
        FailureKind.TOO_LARGE: QCoreApplication.translate("texts", "{0} gav et svar, som er for stort."),
        FailureKind.WRONG_PERSON: QCoreApplication.translate(
            "texts", "{0} svarede om noget andet end det, der blev spurgt om. Svaret er ikke vist."
        ),
        FailureKind.NOT_FOUND: QCoreApplication.translate("texts", "{0} kender ikke det, der blev spurgt om."),
        FailureKind.NEEDS_CPR: QCoreApplication.translate("texts", "Boligen kan ikke findes uden adressen fra CPR."),
        FailureKind.NOT_CONFIGURED: QCoreApplication.translate("texts", "{0} er ikke sat op for denne arbejdsplads."),
    }[kind].format(source)


def unknown_number(*, booked: bool) -> str:
    """CPR has nobody under the number that was looked up: of an appointment or a ticket where it was `booked`."""
    if booked:
        return QCoreApplication.translate("texts", "CPR kender ikke nummeret på aftalen. Spørg borgeren om det.")
    return QCoreApplication.translate("texts", "CPR kender ikke nummeret. Se efter, om det er tastet rigtigt.")


def service_answers() -> str:
    """What `--check` says of a service that is there."""
    return QCoreApplication.translate("texts", "Svarer")


def problem(value: Problem, now: datetime, last_good: datetime | None) -> str:
    """The whole message of a card: what happened, since when, what is shown instead, and what support needs."""
    words = [failure(value.kind, register(value.register))]
    if formats.moment(value.since, now) != formats.moment(now, now):
        words.append(QCoreApplication.translate("texts", "Siden {0}.").format(formats.moment(value.since, now)))
    if last_good is not None:
        shown = QCoreApplication.translate("texts", "Viser oplysninger fra {0}.")
        words.append(shown.format(formats.moment(last_good, now)))
    if value.reference:
        words.append(QCoreApplication.translate("texts", "Reference {0}.").format(value.reference))
    return " ".join(words)


def refusal(value: Rule) -> str:
    """Why this employee is not shown the citizen or the case, and who can help. It says nothing of a shielded
    citizen's reason."""
    return {
        Rule.NO_ROLE: QCoreApplication.translate("texts", "Du har ingen rolle, der giver adgang."),
        Rule.OUTSIDE_PURPOSE: QCoreApplication.translate("texts", "Det er ikke nødvendigt for dette ærinde."),
        Rule.ROLES_EXPIRED: QCoreApplication.translate(
            "texts",
            "Dine roller er ikke bekræftet i 12 timer. Oplysninger vises igen, når der er forbindelse, eller når du "
            "har logget ind i kommunens login.",
        ),
        Rule.SELF: QCoreApplication.translate("texts", "Du kan ikke slå dig selv op. En kollega skal hjælpe dig."),
        Rule.NEAR_RELATIVE: QCoreApplication.translate(
            "texts", "Du kan ikke slå din nærmeste familie op. En kollega skal tage henvendelsen."
        ),
        Rule.SHIELDED: QCoreApplication.translate(
            "texts", "Borgeren er skærmet. En medarbejder med særlig adgang skal tage henvendelsen."
        ),
        Rule.AUTHORITY: QCoreApplication.translate(
            "texts", "Din rolle kan forberede opgaven, men ikke afgøre den. Den skal gives videre."
        ),
        Rule.SENSITIVITY: QCoreApplication.translate("texts", "Sagen er mere følsom, end din rolle giver adgang til."),
        Rule.STEPPING_IN: QCoreApplication.translate(
            "texts",
            "Ærindet ligger uden for din rolles emner, og din rolle giver ikke adgang til følsomme oplysninger. En "
            "kollega skal tage henvendelsen.",
        ),
        Rule.COLLEAGUE: QCoreApplication.translate(
            "texts", "Borgeren er din kollega. Lad en anden tage henvendelsen, eller skriv, hvorfor det må være dig."
        ),
        Rule.SUBJECT: QCoreApplication.translate(
            "texts", "Ærindet ligger uden for din rolles emner. Skriv, hvorfor du må tage det."
        ),
        Rule.UNIT: QCoreApplication.translate(
            "texts", "Sagen hører til en anden enhed. Skriv, hvorfor du må åbne den."
        ),
    }[value]


def availability(value: Availability) -> str:
    """Why not now, and what happens instead; empty if it can be done now."""
    if value.hindrance is None:
        return ""
    why = {
        Hindrance.OFFLINE: QCoreApplication.translate("texts", "ingen forbindelse til registrene"),
        Hindrance.REGISTER_AWAY: QCoreApplication.translate("texts", "{0} svarer ikke"),
        Hindrance.ROLES_EXPIRED: QCoreApplication.translate("texts", "din adgang er ikke bekræftet i 12 timer"),
    }[value.hindrance].format(register(value.register) if value.register is not None else "")
    then = {
        When.NOW: "{0}",
        When.QUEUED: QCoreApplication.translate("texts", "I kø, sendes senere: {0}."),
        When.IMPOSSIBLE: QCoreApplication.translate("texts", "Ikke muligt nu: {0}."),
    }[value.when]
    return then.format(why)


def when(value: When) -> str:
    """In a word or two, beside the action."""
    return {
        When.NOW: QCoreApplication.translate("texts", "Nu"),
        When.QUEUED: QCoreApplication.translate("texts", "I kø"),
        When.IMPOSSIBLE: QCoreApplication.translate("texts", "Ikke muligt offline"),
    }[value]


def person_status(value: PersonStatus) -> str:
    return {
        PersonStatus.RESIDENT: QCoreApplication.translate("texts", "Bopæl i Danmark"),
        PersonStatus.SPECIAL_ROAD: QCoreApplication.translate("texts", "Uden fast bopæl"),
        PersonStatus.GREENLAND: QCoreApplication.translate("texts", "Bopæl i Grønland"),
        PersonStatus.GREENLAND_SPECIAL_ROAD: QCoreApplication.translate("texts", "Grønland, uden fast bopæl"),
        PersonStatus.TAX_ONLY: QCoreApplication.translate("texts", "Uden bopæl, nummer til skatteformål"),
        PersonStatus.ANNULLED: QCoreApplication.translate("texts", "Annulleret personnummer"),
        PersonStatus.DOUBLE_NUMBER: QCoreApplication.translate("texts", "Slettet personnummer (dobbeltnummer)"),
        PersonStatus.CHANGED_NUMBER: QCoreApplication.translate("texts", "Ændret personnummer"),
        PersonStatus.DISAPPEARED: QCoreApplication.translate("texts", "Forsvundet"),
        PersonStatus.EMIGRATED: QCoreApplication.translate("texts", "Udrejst"),
        PersonStatus.DEAD: QCoreApplication.translate("texts", "Død"),
    }[value]


def civil_status(value: CivilStatus, sex: str | None = None) -> str:
    """`sex` as CPR has it, M or K, where it is known: a woman is no "enke/enkemand"."""
    if value is CivilStatus.WIDOWED and sex == "K":
        return QCoreApplication.translate("texts", "Enke")
    if value is CivilStatus.WIDOWED and sex == "M":
        return QCoreApplication.translate("texts", "Enkemand")
    return {
        CivilStatus.UNMARRIED: QCoreApplication.translate("texts", "Ugift"),
        CivilStatus.MARRIED: QCoreApplication.translate("texts", "Gift"),
        CivilStatus.DIVORCED: QCoreApplication.translate("texts", "Fraskilt"),
        CivilStatus.WIDOWED: QCoreApplication.translate("texts", "Enke/enkemand"),
        CivilStatus.PARTNERSHIP: QCoreApplication.translate("texts", "Registreret partner"),
        CivilStatus.PARTNERSHIP_ENDED: QCoreApplication.translate("texts", "Ophævet partnerskab"),
        CivilStatus.SURVIVING_PARTNER: QCoreApplication.translate("texts", "Længstlevende partner"),
        CivilStatus.DEAD: QCoreApplication.translate("texts", "Død"),
    }[value]


def role(value: RelativeRole) -> str:
    return {
        RelativeRole.SPOUSE: QCoreApplication.translate("texts", "Ægtefælle"),
        RelativeRole.CHILD: QCoreApplication.translate("texts", "Barn"),
        RelativeRole.MOTHER: QCoreApplication.translate("texts", "Mor"),
        RelativeRole.FATHER: QCoreApplication.translate("texts", "Far/medmor"),
        RelativeRole.CUSTODY_HOLDER: QCoreApplication.translate("texts", "Forældremyndighed"),
        RelativeRole.GUARDIAN: QCoreApplication.translate("texts", "Værge"),
    }[value]


def custody_holder(value: CustodyHolder) -> str:
    return {
        CustodyHolder.MOTHER: QCoreApplication.translate("texts", "Mor"),
        CustodyHolder.FATHER: QCoreApplication.translate("texts", "Far/medmor"),
        CustodyHolder.OTHER_1: QCoreApplication.translate("texts", "Anden indehaver"),
        CustodyHolder.OTHER_2: QCoreApplication.translate("texts", "Anden indehaver"),
    }[value]


def income_group(value: IncomeGroup) -> str:
    return {
        IncomeGroup.WAGE: QCoreApplication.translate("texts", "Løn"),
        IncomeGroup.PUBLIC_PENSION: QCoreApplication.translate("texts", "Offentlig pension"),
        IncomeGroup.OTHER_PENSION: QCoreApplication.translate("texts", "Anden pension"),
        IncomeGroup.PUBLIC_BENEFIT: QCoreApplication.translate("texts", "Offentlig ydelse"),
        IncomeGroup.STUDENT_GRANT: QCoreApplication.translate("texts", "SU"),
        IncomeGroup.B_INCOME: QCoreApplication.translate("texts", "B-indkomst"),
        IncomeGroup.TAX_FREE: QCoreApplication.translate("texts", "Skattefri"),
        IncomeGroup.OTHER: QCoreApplication.translate("texts", "Anden indkomst"),
    }[value]


def amount_kind(value: Amount) -> str:
    return {
        Amount.A_INCOME_AM: QCoreApplication.translate("texts", "A-indkomst med AM-bidrag"),
        Amount.A_INCOME: QCoreApplication.translate("texts", "A-indkomst uden AM-bidrag"),
        Amount.A_TAX: QCoreApplication.translate("texts", "Indeholdt A-skat"),
        Amount.AM_CONTRIBUTION: QCoreApplication.translate("texts", "AM-bidrag"),
        Amount.FREE_CAR: QCoreApplication.translate("texts", "Fri bil"),
        Amount.FREE_BOARD: QCoreApplication.translate("texts", "Fri kost og logi"),
        Amount.B_INCOME_AM: QCoreApplication.translate("texts", "B-indkomst med AM-bidrag"),
        Amount.B_INCOME: QCoreApplication.translate("texts", "B-indkomst uden AM-bidrag"),
        Amount.ATP: QCoreApplication.translate("texts", "ATP-bidrag"),
        Amount.TAX_FREE_TRAVEL: QCoreApplication.translate("texts", "Skattefri befordring"),
        Amount.SEVERANCE: QCoreApplication.translate("texts", "Fratrædelse og jubilæum"),
        Amount.REPAID_BENEFIT: QCoreApplication.translate("texts", "Tilbagebetalt kontanthjælp"),
        Amount.GROSS_HOLIDAY_PAY: QCoreApplication.translate("texts", "Bruttoferiepenge"),
        Amount.OWN_PENSION: QCoreApplication.translate("texts", "Egen pension"),
        Amount.EMPLOYER_PENSION: QCoreApplication.translate("texts", "Arbejdsgivers pension"),
    }[value]


def income_change(value: IncomeChange, *, provisional: bool = False) -> str:
    """One sentence; eIndkomst names payers by SE number alone."""
    sentence = {
        ChangeKind.STARTED: QCoreApplication.translate(
            "texts", "{group} fra SE {payer} begyndte i {month} ({after} pr. måned)"
        ),
        ChangeKind.STOPPED: QCoreApplication.translate(
            "texts", "{group} fra SE {payer} ophørte i {month} (var {before} pr. måned)"
        ),
        ChangeKind.ROSE: QCoreApplication.translate(
            "texts", "{group} fra SE {payer} steg i {month} fra {before} til {after}"
        ),
        ChangeKind.FELL: QCoreApplication.translate(
            "texts", "{group} fra SE {payer} faldt i {month} fra {before} til {after}"
        ),
    }[value.kind].format(
        group=income_group(value.group),
        payer=value.payer,
        month=formats.month(value.month),
        before=formats.amount(value.before, oere=False),
        after=formats.amount(value.after, oere=False),
    )
    return QCoreApplication.translate("texts", "{0} – foreløbig").format(sentence) if provisional else sentence


def change_kind(value: ChangeKind) -> str:
    return {
        ChangeKind.STARTED: QCoreApplication.translate("texts", "Begyndte"),
        ChangeKind.STOPPED: QCoreApplication.translate("texts", "Ophørte"),
        ChangeKind.ROSE: QCoreApplication.translate("texts", "Steg"),
        ChangeKind.FELL: QCoreApplication.translate("texts", "Faldt"),
    }[value]


def sector(value: Sector) -> str:
    """Whose benefit it is."""
    return {
        Sector.MUNICIPAL: QCoreApplication.translate("texts", "Kommunen"),
        Sector.UDBETALING_DANMARK: QCoreApplication.translate("texts", "Udbetaling Danmark"),
    }[value]


def frequency(value: str) -> str:
    """FKK's classification Beregningsfrekvens; a word it does not have is shown as it came."""
    known = {
        "Daglig": QCoreApplication.translate("texts", "pr. dag"),
        "Ugentlig": QCoreApplication.translate("texts", "pr. uge"),
        "14 dage": QCoreApplication.translate("texts", "hver 14. dag"),
        "Månedlig": QCoreApplication.translate("texts", "pr. måned"),
        "Kvartårlig": QCoreApplication.translate("texts", "pr. kvartal"),
    }
    return known.get(value, value)


def sensitivity(value: str) -> str:
    """KOMBIT's scale in short; a step it does not have is shown as it came."""
    known: dict[str, str] = {
        Sensitivity.NOT_CONFIDENTIAL: QCoreApplication.translate("texts", "Ikke fortrolig"),
        Sensitivity.CONFIDENTIAL: QCoreApplication.translate("texts", "Fortrolig"),
        Sensitivity.SENSITIVE: QCoreApplication.translate("texts", "Følsom"),
        Sensitivity.VIP: QCoreApplication.translate("texts", "VIP"),
    }
    return known.get(value, value)


def parked(value: str) -> str:
    """Why the archive did not take a note, after "Parkeret:"; a reason it does not have is shown as it is."""
    known: dict[str, str] = {
        Refusal.CASE_UNKNOWN: QCoreApplication.translate("texts", "sagen findes ikke i arkivet"),
        Refusal.CASE_OF_ANOTHER: QCoreApplication.translate("texts", "sagen handler om en anden borger"),
        Refusal.ID_TAKEN: QCoreApplication.translate("texts", "arkivet har et andet dokument med samme nummer"),
        Refusal.NOT_ACCEPTED: QCoreApplication.translate("texts", "arkivet tager ikke imod notatet"),
        Refusal.UNREADABLE: QCoreApplication.translate("texts", "notatet er skrevet af en anden udgave af Indgang"),
    }
    return known.get(value, value)


def document_kind(value: str) -> str:
    """The archive's own types as staff say them; any other as it was filed."""
    known = {
        "Brev, indgaaende": QCoreApplication.translate("texts", "Indgående brev"),
        "Brev, udgaaende": QCoreApplication.translate("texts", "Udgående brev"),
        "Internt Notat": QCoreApplication.translate("texts", "Internt notat"),
    }
    return known.get(value, value)


def document_state(value: str) -> str:
    """OIO's fremdrift for documents; an unknown one is shown as it is."""
    known = {
        "Modtaget": QCoreApplication.translate("texts", "Modtaget"),
        "Fordelt": QCoreApplication.translate("texts", "Fordelt"),
        "Underudarbejdelse": QCoreApplication.translate("texts", "Under udarbejdelse"),
        "Underreview": QCoreApplication.translate("texts", "Til gennemsyn"),
        "Publiceret": QCoreApplication.translate("texts", "Udgivet"),
        "Endeligt": QCoreApplication.translate("texts", "Endeligt"),
        "Afleveret": QCoreApplication.translate("texts", "Afleveret til arkiv"),
    }
    return known.get(value, value)


def case_state(value: str) -> str:
    """OIO's words stay on the wire; these are the staff's own. An unknown state is shown as it is."""
    known = {
        "Opstaaet": QCoreApplication.translate("texts", "Modtaget"),
        "Oplyst": QCoreApplication.translate("texts", "Under oplysning"),
        "Afgjort": QCoreApplication.translate("texts", "Afgjort"),
        "Bestilt": QCoreApplication.translate("texts", "Bestilt"),
        "Udfoert": QCoreApplication.translate("texts", "Udført"),
        "Afsluttet": QCoreApplication.translate("texts", "Afsluttet"),
    }
    return known.get(value, value)


def event(value: TimelineEvent, *, hide_address: bool) -> str:
    """One line of the timeline. With `hide_address` a move is told without saying where to."""
    params = dict(value.params)
    if value.kind is TimelineKind.MOVED:
        return _moved(params, hide_address=hide_address)
    if value.kind is TimelineKind.CIVIL_STATUS:
        return civil_status(CivilStatus(params["civil"]))
    if value.kind is TimelineKind.STATUS:
        return person_status(PersonStatus(int(params["status"])))
    if value.kind is TimelineKind.CUSTODY:
        holder = custody_holder(CustodyHolder(int(params["holder"])))
        return QCoreApplication.translate("texts", "Forældremyndighed: {0}").format(holder)
    if value.kind in (TimelineKind.INCOME_STARTED, TimelineKind.INCOME_STOPPED):
        group = income_group(IncomeGroup(params["group"]))
        started = value.kind is TimelineKind.INCOME_STARTED
        sentence = (
            QCoreApplication.translate("texts", "{0} begyndte (SE {1})")
            if started
            else QCoreApplication.translate("texts", "{0} ophørte (SE {1})")
        )
        return sentence.format(group, params["payer"])
    if value.kind is TimelineKind.CASE_STATE:
        return QCoreApplication.translate("texts", "{0}: {1}").format(params["title"], case_state(params["state"]))
    return _PLAIN_EVENTS()[value.kind].format(**params)


def _moved(params: Mapping[str, str], *, hide_address: bool) -> str:
    place = " ".join(filter(None, (params["road"], params["house"])))
    if hide_address or not place:
        return QCoreApplication.translate("texts", "Flyttede")
    where = ", ".join(filter(None, (place, params["district"])))
    return QCoreApplication.translate("texts", "Flyttede til {0}").format(where)


def _PLAIN_EVENTS() -> dict[TimelineKind, str]:
    return {
        TimelineKind.BORN: QCoreApplication.translate("texts", "Født"),
        TimelineKind.CHILD: QCoreApplication.translate("texts", "Fik barn: {name}"),
        TimelineKind.LOST_ADDRESS: QCoreApplication.translate("texts", "Uden fast bopæl"),
        TimelineKind.EMIGRATED: QCoreApplication.translate("texts", "Udrejste til {country}"),
        TimelineKind.SEPARATED: QCoreApplication.translate("texts", "Separeret"),
        TimelineKind.GUARDIANSHIP: QCoreApplication.translate("texts", "Kom under værgemål"),
        TimelineKind.PROTECTION: QCoreApplication.translate("texts", "Navne- og adressebeskyttelse"),
        TimelineKind.GRANT_STARTED: QCoreApplication.translate("texts", "{name} bevilget"),
        TimelineKind.GRANT_ENDED: QCoreApplication.translate("texts", "{name} ophørte"),
        TimelineKind.CASE_OPENED: QCoreApplication.translate("texts", "Sag oprettet: {title}"),
    }


def error(value: UserError) -> str:
    """What the person is told of a UserError, with what they can do now."""
    if value.code == "register-failed":
        kind, source = FailureKind(str(value.params["kind"])), RegisterKey(str(value.params["register"]))
        return failure(kind, register(source))
    if value.code == "access-refused":
        return refusal(Rule(str(value.params["rule"])))
    sentence = error_words.sentences().get(value.code)
    if sentence is None:
        return QCoreApplication.translate("texts", "Noget gik galt ({0}). Prøv igen, eller kontakt support.").format(
            value.code
        )
    return sentence.format(**value.params)
