"""Incomes, grants and cases of nobody, typical and extreme, for tests and pictures of the sections."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from app.access.model import Section, Sensitivity
from app.citizen.income import add_months, months_between
from app.citizen.model.archive import (
    Case,
    CaseEvent,
    CaseFile,
    Document,
    FilePart,
    JournalEntry,
)
from app.citizen.model.coded import Coded
from app.citizen.model.grants import Grant, GrantList, Payment, Sector
from app.citizen.model.income import Amount, IncomeGroup, IncomeLine, IncomeStatement
from app.citizen.model.sections import BenefitFacts, Problem, SectionState, SectionValue, State
from app.citizen.port import FailureKind, RegisterKey
from tests.app.desk import CITIZEN, Desk
from widgets.citizen.context import Context

NOW = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
TODAY = date(2026, 11, 20)
FIRST, LAST = date(2025, 11, 1), date(2026, 11, 1)
LONG = "Genoptagelse af Ærøskøbing-sagen om særligt tilrettelagt støtte efter § 81 til Anne-Sofie Østergaard-Åkjær"

WAGE_TYPE = Coded("00", "Løn")
PENSION_TYPE = Coded("04", "Anden personlig indkomst, ikke lønansat")


def context(**changes: bool) -> Context:
    return Context(CITIZEN, Desk().purpose("kontanthjaelp"), NOW, TODAY, **changes)


def state(
    section: Section,
    value: SectionValue | None,
    kind: State = State.FRESH,
    *,
    register: RegisterKey | None = None,
    waiting: tuple[RegisterKey, ...] = (),
) -> SectionState:
    problem = None
    if register is not None:
        problem = Problem(register, FailureKind.TIMEOUT, datetime(2026, 11, 20, 12, 58, tzinfo=UTC), "7F3A")
    as_of = NOW if kind is not State.STALE else datetime(2026, 11, 20, 10, 20, tzinfo=UTC)
    return SectionState(uuid4(), section, kind, value, as_of if value else None, problem, waiting)


def line(
    month: date,
    gross: str,
    payer: str = "12345678",
    group: IncomeGroup = IncomeGroup.WAGE,
    *,
    type: Coded = WAGE_TYPE,  # noqa: A002 - the field's own name
    kind: Coded | None = None,
    hours: str | None = "160.33",
    corrected: bool = False,
    extra: tuple[tuple[Amount, Decimal], ...] = (),
) -> IncomeLine:
    value = Decimal(gross)
    amounts = (
        (Amount.A_INCOME_AM, value),
        (Amount.A_TAX, (value * Decimal("0.36")).quantize(Decimal("0.01"))),
        (Amount.AM_CONTRIBUTION, (value * Decimal("0.08")).quantize(Decimal("0.01"))),
        (Amount.ATP, Decimal("99.00") if value > 0 else Decimal(0)),
    )
    last = date.fromordinal(add_months(month, 1).toordinal() - 1)
    return IncomeLine(
        month=month,
        payer=payer,
        type=type,
        kind=kind,
        group=group,
        amounts=(*amounts, *extra),
        hours=Decimal(hours) if hours is not None else None,
        pay_start=month,
        pay_end=last,
        disposed=last,
        corrected=corrected,
    )


def statement(*lines: IncomeLine, reversed_reports: int = 0, advice: tuple[str, ...] = ()) -> IncomeStatement:
    return IncomeStatement(FIRST, LAST, lines, reversed_reports, advice)


def typical_income() -> IncomeStatement:
    """Wages that stop in May, a pension that begins in June, a second job, one repaid month, November unreported."""
    months = months_between(FIRST, date(2026, 10, 1))
    wages = [
        line(month, "24500.00", corrected=month.month == 2, extra=((Amount.EMPLOYER_PENSION, Decimal("2940.00")),))
        for month in months
        if month < date(2026, 5, 1)
    ]
    pension = [
        line(
            month,
            "16230.00",
            "33236072",
            IncomeGroup.PUBLIC_PENSION,
            type=PENSION_TYPE,
            kind=Coded("0006", "Folke-, førtids- og seniorpension"),
            hours=None,
        )
        for month in months
        if month >= date(2026, 6, 1)
    ]
    extra = [
        line(month, "3275.50" if month.month != 9 else "5100.25", "87654321", hours="20.00")
        for month in months
        if month.month % 3 == 0
    ]
    odd = [
        line(date(2026, 8, 1), "-1200.25", "11223344", IncomeGroup.OTHER, type=Coded("77", None), hours=None),
        line(
            date(2026, 8, 1),
            "900.00",
            "11223344",
            IncomeGroup.OTHER,
            type=PENSION_TYPE,
            kind=Coded("9999", None),
            hours=None,
            extra=((Amount.FREE_CAR, Decimal("4100.00")), (Amount.TAX_FREE_TRAVEL, Decimal("312.40"))),
        ),
    ]
    return statement(*wages, *pension, *extra, *odd, reversed_reports=2)


def many_incomes() -> IncomeStatement:
    """Every group, every month, amounts in the millions."""
    groups = list(IncomeGroup)
    return statement(
        *(
            line(month, str(1234567 + 1000 * number), f"{number:08}", groups[number % len(groups)])
            for month in months_between(FIRST, LAST)
            for number in range(16)
        )
    )


def grant(
    name: str,
    amount: str | None = "4812.00",
    *,
    id: str = "",  # noqa: A002 - the field's own name
    title: str | None = None,
    start: date = date(2024, 3, 1),
    end: date | None = None,
    frequency: str | None = "Månedlig",
    department: str | None = "Udbetaling Danmark, Boligstøtte",
    payments: int = 3,
    owner: str = "33236072",
) -> Grant:
    paid = tuple(
        Payment(
            day=date(2026, 12 - n, 1),
            gross=Decimal(amount or "0"),
            net=Decimal(amount or "0") * Decimal("0.6") if n % 2 else None,
            start=date(2026, 12 - n, 1),
            end=date(2026, 12 - n, 28) if n else None,
            status="Udbetalt" if n else "Sendt til udbetaling",
        )
        for n in range(payments)
    )
    return Grant(
        id=id or name,
        name=name,
        title=title,
        kle=Coded("32.06.00", "Boligstøtte generelt"),
        start=start,
        end=end,
        recipient=CITIZEN,
        amount=Decimal(amount) if amount is not None else None,
        frequency=frequency,
        in_arrears=False,
        owner=owner,
        department=department,
        system="UDK Boligstøtte",
        sensitivity="FORTROLIGE_PERSONOPLYSNINGER",
        case_number="32.06.00-G01-17-24",
        payments=paid,
    )


def grants(*given: Grant, sector: Sector = Sector.UDBETALING_DANMARK) -> GrantList:
    return GrantList(sector, given, verified=sector is Sector.MUNICIPAL)


def typical_grants() -> BenefitFacts:
    municipal = grants(
        grant("Helbredstillæg", "350.00", start=date(2025, 5, 1), department="Pension og ældre"),
        grant(
            "Enkeltydelse", "2300.00", title="Tandbehandling", start=date(2026, 2, 1), end=date(2026, 2, 28), payments=1
        ),
        sector=Sector.MUNICIPAL,
    )
    state_run = grants(
        grant("Folkepension", "16230.00", start=date(2026, 6, 1)),
        grant("Boligstøtte", "3417.00"),
        grant(
            "Børne- og ungeydelse", "5253.00", start=date(2015, 1, 1), end=date(2025, 12, 31), frequency="Kvartårlig"
        ),
        grant("Varmetillæg", None, start=date(2026, 12, 1), frequency=None, department=None, payments=0),
    )
    return BenefitFacts((municipal, state_run))


def long_grants() -> BenefitFacts:
    names = [f"{LONG} {n}" for n in range(40)]
    return BenefitFacts((grants(*(grant(name, "1234567.89", department=LONG, payments=11) for name in names)),))


def document(title: str, *, kind: str = "Brev, udgaaende", files: int = 1, restricted: str | None = None) -> Document:
    number = uuid4()
    return Document(
        id=number,
        title=title,
        kind=kind,
        letter_date=date(2026, 10, 2),
        state="Endeligt",
        description=None,
        restricted=restricted,
        files=tuple(FilePart(number, f"Del {n + 1}", "application/pdf", f"p{n}") for n in range(files)),
    )


def case(title: str, number: int = 1, *, notes: int = 2, **changes: object) -> Case:
    paper = document("Afgørelse om boligstøtte")
    opened = datetime(2026, 9, number % 28 + 1, 8, 30, tzinfo=UTC)
    journal = [
        JournalEntry(n, f"Samtale {n + 1}", datetime(2026, 9, 10 + n % 18, 9, 0, tzinfo=UTC), _NOTE, "internt", None)
        for n in range(notes)
    ]
    journal.append(JournalEntry(99, paper.title, datetime(2026, 10, 2, 9, 0, tzinfo=UTC), None, None, paper.id))
    values: dict[str, object] = {
        "id": UUID(int=number),
        "number": f"32.06.00-G01-{number}-26",
        "title": title,
        "description": "Borgeren har meldt ændret indkomst ved skranken.",
        "subject": Coded("32.06.00", "Boligstøtte generelt"),
        "state": "Oplyst",
        "opened": opened,
        "unit": "Pension og ældre",
        "sensitivity": Sensitivity.CONFIDENTIAL,
        "primary_party": CITIZEN,
        "journal": tuple(journal),
        "events": (CaseEvent(opened, "Opstaaet", "Opstaaet", None),),
        "documents": (paper, document("Lejekontrakt for Ærøvej 12", kind="Brev, indgaaende", files=2)),
        "legal_basis": "Boligstøtteloven § 2",
    }
    return Case(**{**values, **changes})  # type: ignore[arg-type] # the test names fields of Case


_NOTE = (
    "Borgeren oplyser, at hun er stoppet som pædagogmedhjælper den 30. april og får folkepension fra 1. juni. "
    "Hun er i tvivl om, hvorvidt boligstøtten skal ændres.\n\nVejledt om at melde ændringen til Udbetaling Danmark. "
    "Vi gjorde det sammen ved skranken."
)


def typical_cases() -> CaseFile:
    return CaseFile(
        (
            case("Boligydelse, ændret indkomst", 12),
            case("Flytteanmeldelse", 4, state="Afsluttet", unit="Borgerservice", notes=1),
            case("Støtte i hverdagen", 9, state="Afgjort", unit="Socialforvaltning", sensitivity=Sensitivity.SENSITIVE),
            case("Klage over afgørelse", 15, sensitivity=Sensitivity.VIP, restricted="Offentlighedsloven § 30, nr. 1"),
            case(
                "Undersøgelse af bopæl",
                20,
                state="Opstaaet",
                restricted="Forvaltningsloven § 3",
                documents=(document("Notat", restricted="Offentlighedsloven § 23"), document("Foto", files=0)),
            ),
            case("Henvendelse uden oplysninger", 2, state=None, opened=None, unit=None, subject=None, documents=()),
        ),
        left_out=2,
    )


def many_cases() -> CaseFile:
    return CaseFile(tuple(case(f"{LONG} {n}", n, unit="Center for " + LONG, notes=30) for n in range(1, 61)))
