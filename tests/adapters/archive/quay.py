"""Two citizens with cases at three departments, and the archive that keeps them. Their numbers fail modulus 11."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from adapters.archive import simulator
from adapters.training import papers
from adapters.training.filed import Filed
from adapters.training.municipality import Municipality
from adapters.training.people import CaseRow, DocumentRow, JournalRow
from adapters.training.wire import Request, Response
from app.cpr import CprNumber

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ANNA, BENT, NOBODY = CprNumber("1403850006"), CprNumber("0209830007"), CprNumber("1105144013")

PENSION, MOVE, SECRET, OTHERS = (f"{number}0000000-0000-4000-8000-00000000000{number}" for number in range(1, 5))
DECISION, APPLICATION, LEASE, OTHERS_LETTER = (f"d000000{number}-0000-4000-8000-000000000000" for number in range(1, 5))
BENEFITS, SERVICE, UNNAMED = (f"e000000{number}-0000-4000-8000-000000000000" for number in range(1, 4))
UNITS = {BENEFITS: "Ydelse og Pension", SERVICE: "Borgerservice"}


def _at(day: int, month: int, year: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, 30, tzinfo=UTC)


_CASES = (
    CaseRow(
        id=PENSION,
        number="32.03.04-G01-17-24",
        title="Ansøgning om folkepension",
        description="Ansøgt digitalt",
        kle="32.03.04",
        party=ANNA.digits,
        unit_id=BENEFITS,
        unit=UNITS[BENEFITS],
        sensitivity="FOELSOMME_PERSONOPLYSNINGER",
        legal_basis="pensionsloven § 12",
        opened=_at(3, 6, 2024),
        states=((_at(3, 6, 2024), "Opstaaet"), (_at(1, 7, 2024), "Oplyst"), (_at(9, 8, 2024), "Afgjort")),
        journal=(
            JournalRow(title="Ansøgning", at=_at(3, 6, 2024), text=None, document=APPLICATION),
            JournalRow(title="Samtale", at=_at(5, 6, 2024), text="Ringede; ønsker svar på mail.", document=None),
            JournalRow(title="Afgørelse", at=_at(9, 8, 2024), text=None, document=DECISION),
            JournalRow(title="Opfølgning", at=_at(2, 1, 2025), text="Intet nyt.", document=None),
        ),
        documents=(
            DocumentRow(
                id=APPLICATION,
                title="Ansøgning om folkepension",
                kind="Ansøgning",
                letter_date=date(2024, 6, 3),
                state="Modtaget",
                file_name="ansøgning.pdf",
            ),
            DocumentRow(
                id=DECISION,
                title="Afgørelse om folkepension",
                kind="Brev, udgående",
                letter_date=date(2024, 8, 9),
                state="Endeligt",
                file_name="afgørelse.pdf",
                restricted="offentlighedsloven § 30",
            ),
        ),
    ),
    CaseRow(
        id=MOVE,
        number="23.05.10-G01-3-26",
        title="Flytteanmeldelse",
        description="",
        kle="23.05.10",
        party=ANNA.digits,
        unit_id=SERVICE,
        unit=UNITS[SERVICE],
        sensitivity="IKKE_FORTROLIGE_DATA",
        legal_basis="",
        opened=_at(18, 11, 2026),
        states=((_at(18, 11, 2026), "Opstaaet"),),
        journal=(JournalRow(title="Lejekontrakt", at=_at(18, 11, 2026, 11), text=None, document=LEASE),),
        documents=(
            DocumentRow(
                id=LEASE,
                title="Lejekontrakt",
                kind="Lejekontrakt",
                letter_date=date(2026, 11, 18),
                state="Modtaget",
                file_name="lejekontrakt.pdf",
                hostile=True,
            ),
        ),
    ),
    CaseRow(
        id=SECRET,
        number="27.24.00-G01-1-25",
        title="Underretning",
        description="",
        kle="27.24.00",
        party=ANNA.digits,
        unit_id=UNNAMED,
        unit="",
        sensitivity="Strengt fortroligt",
        legal_basis="",
        opened=_at(1, 2, 2025),
        states=((_at(1, 2, 2025), "Opstaaet"),),
        journal=(),
        documents=(),
        restricted="forvaltningsloven § 15",
    ),
    CaseRow(
        id=OTHERS,
        number="32.03.04-G01-18-24",
        title="Helbredstillæg",
        description="",
        kle="32.03.12",
        party=BENT.digits,
        unit_id=BENEFITS,
        unit=UNITS[BENEFITS],
        sensitivity="FORTROLIGE_PERSONOPLYSNINGER",
        legal_basis="",
        opened=_at(4, 6, 2024),
        states=((_at(4, 6, 2024), "Opstaaet"),),
        journal=(JournalRow(title="Brev", at=_at(4, 6, 2024), text=None, document=OTHERS_LETTER),),
        documents=(
            DocumentRow(
                id=OTHERS_LETTER,
                title="Brev",
                kind="Brev",
                letter_date=date(2024, 6, 4),
                state="Endeligt",
                file_name="brev.pdf",
            ),
        ),
    ),
)


class Quay(Municipality):
    """Cases and documents alone."""

    def __init__(self) -> None:
        self.reference = NOW.date()
        self.seed = 1
        self.filed = Filed()

    def named(self) -> tuple[tuple[str, str], ...]:
        return (("anna", ANNA.digits), ("bent", BENT.digits))

    def cases(self, cpr: str) -> tuple[CaseRow, ...]:
        return tuple(case for case in _CASES if case.party == cpr)

    def case(self, case_id: str) -> CaseRow | None:
        return next((case for case in _CASES if case.id == case_id), None)

    def case_by_number(self, number: str) -> CaseRow | None:
        return next((case for case in _CASES if case.number == number), None)

    def document_row(self, document_id: str) -> DocumentRow | None:
        return next((row for case in _CASES for row in case.documents if row.id == document_id), None)

    def document(self, document_id: str) -> bytes | None:
        row = self.document_row(document_id)
        if row is None:
            return None
        return papers.make_document(row, recipient="Anna Ærø", case_number="1", unit="Borgerservice", seed=1)

    def unit(self, unit_id: str) -> str | None:
        return UNITS.get(unit_id)


@dataclass(slots=True)
class Archive:
    """The simulator with memory and moods: what it was asked, what it says is deleted, what it answers instead.

    `breaks` is a method whose answer never comes, and whether its work was done all the same.
    """

    town: Quay = field(default_factory=Quay)
    deleted: set[UUID] = field(default_factory=set)
    instead: dict[str, Response] = field(default_factory=dict)
    impersonates: bool = False
    denies: bool = False
    asked: list[Request] = field(default_factory=list)
    instead_of: dict[str, Response] = field(default_factory=dict)
    breaks: tuple[str, bool] | None = None

    def answer_or_break(self, request: Request) -> Response | None:
        if self.breaks == (request.method, False):
            return None
        said = self.answer(request)
        return None if self.breaks == (request.method, True) else said

    def answer(self, request: Request) -> Response:
        self.asked.append(request)
        if request.method in self.instead_of:
            return self.instead_of[request.method]
        if self.denies:
            return simulator.deny(request, self.town)
        if request.path in self.instead:
            return self.instead[request.path]
        ids = {*request.query.get("uuid", ()), request.path.rpartition("/")[2]}
        if ids & {str(each) for each in self.deleted}:
            return Response(410, "application/json", b'{"message": "This object has been deleted."}')
        return (simulator.impersonate if self.impersonates else simulator.respond)(request, self.town)

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.asked]
