"""What the widgets may call: traced before it is asked, refused outside the purpose, failed in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.access.decide import Overridable
from app.access.model import Rule, Section, Sensitivity
from app.access.roles import Delimitation, SystemRole, UserSystemRole
from app.access.trace import TraceEvent, TraceLine
from app.citizen.model.archive import Case, CaseFile, Document, FilePart, StoredFile
from app.citizen.model.coded import Coded
from app.citizen.model.person import Protection, ProtectionKind
from app.citizen.port import CaseNumberQuery, CasesQuery, FailureKind, FileQuery, PageImage, PersonQuery, RegisterKey
from app.citizen.records import Record
from app.cpr import CprNumber
from app.errors import UserError
from app.population.desk import Population
from app.population.find import FindKind
from app.population.index import PopulationIndex, build_index
from app.workplace import Workplace
from tests.app.desk import CITIZEN, ERRANDS, SPOUSE, Desk, person, roles
from tests.app.population.conftest import person as extracted

FILE = FilePart(UUID(int=7), "brev.pdf", "application/pdf", "2026/01/02/03/04/brev.bin")
NUMBER = "28.77.08-G01-17-26"
UNIT = UUID(int=5)


class OnePage:
    """Draws every document as one white dot."""

    def page_count(self, content: bytes) -> int:
        return 1

    def render(self, content: bytes, page: int, width: int) -> PageImage:
        return PageImage(1, 1, 3, b"\xff\xff\xff")


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.tables[RegisterKey.ARCHIVE].answers = {
        CaseNumberQuery(NUMBER): CITIZEN,
        FileQuery(FILE): StoredFile("application/pdf", b"%PDF"),
        CasesQuery(CITIZEN): CaseFile((case("32.24.04"),)),
    }
    return desk


def case(subject: str, step: Sensitivity = Sensitivity.SENSITIVE, *, has: FilePart = FILE) -> Case:
    document = Document(has.document, "Brev", None, None, None, None, None, (has,))
    return Case(
        id=UUID(int=3),
        number=NUMBER,
        title="Sag",
        description=None,
        subject=Coded(subject, None),
        state=None,
        opened=None,
        unit=None,
        sensitivity=step,
        primary_party=CITIZEN,
        journal=(),
        events=(),
        documents=(document,),
        unit_id=UNIT,
    )


@pytest.fixture
def workplace(desk: Desk) -> Workplace:
    return Workplace(
        viewer=desk.viewer,
        municipality="Fjordby Kommune",
        errands=tuple(ERRANDS.values()),
        sources=desk.sources,
        population=Population(),
        renderer=OnePage(),
    )


def lines(desk: Desk) -> list[TraceLine]:
    return list(desk.trace.lines)


def test_whose_case_it_is_is_traced_before_the_archive_is_asked(desk: Desk, workplace: Workplace) -> None:
    purpose = workplace.state_purpose(ERRANDS["pas"])
    assert workplace.archive.party_of_case(NUMBER, purpose) == CITIZEN
    (line,) = lines(desk)
    assert (line.event, line.subject, line.reason) == (TraceEvent.SEARCHED, None, NUMBER)
    desk.tables[RegisterKey.ARCHIVE].failing = FailureKind.UNREACHABLE
    with pytest.raises(UserError, match="register-failed"):
        workplace.archive.party_of_case(NUMBER, purpose)
    *_, searched, refused = lines(desk)
    assert (searched.event, refused.event) == (TraceEvent.SEARCHED, TraceEvent.REFUSED)
    assert (refused.source, refused.result) == (RegisterKey.ARCHIVE, FailureKind.UNREACHABLE)


def test_a_document_is_traced_before_it_is_fetched_and_closed_outside_its_purpose(
    desk: Desk, workplace: Workplace
) -> None:
    with pytest.raises(UserError, match="access-refused"):
        workplace.archive.open_file(CITIZEN, workplace.state_purpose(ERRANDS["pas"]), FILE)
    assert desk.tables[RegisterKey.ARCHIVE].asked == []
    (refused,) = lines(desk)
    assert (refused.event, refused.subject, refused.result) == (TraceEvent.REFUSED, CITIZEN, "outside_purpose")
    purpose = workplace.state_purpose(ERRANDS["enkeltudgift"])
    assert workplace.archive.open_file(CITIZEN, purpose, FILE).content == b"%PDF"
    _, searched, line = lines(desk)
    assert (searched.event, searched.result) == (TraceEvent.SEARCHED, f"cases of document {FILE.document}")
    assert (line.event, line.subject, line.look_up) == (TraceEvent.SHOWN, CITIZEN, purpose.id)
    assert (line.source, line.result) == (RegisterKey.ARCHIVE, f"document {FILE.document}")
    workplace.archive.page_turned(CITIZEN, purpose, FILE, 1)
    assert lines(desk)[-1].result == f"document {FILE.document} page 2"
    del desk.tables[RegisterKey.ARCHIVE].answers[FileQuery(FILE)]
    with pytest.raises(UserError, match="register-failed"):
        workplace.archive.open_file(CITIZEN, purpose, FILE)
    *_, shown, refused = lines(desk)
    assert (shown.result, refused.event) == (f"document {FILE.document}", TraceEvent.REFUSED)


ELSEWHERE = FilePart(UUID(int=8), "andet.pdf", "application/pdf", "2026/01/02/03/04/andet.bin")
WITHIN_32 = UserSystemRole(SystemRole.CASEWORKER, Delimitation(kle=("32.*",)))
IN_ANOTHER_UNIT = UserSystemRole(SystemRole.CASEWORKER, Delimitation(units=frozenset({UUID(int=6)})))


@pytest.mark.parametrize(
    ("role", "cases", "rule"),
    [
        (WITHIN_32, (case("32.24.04"),), None),
        (WITHIN_32, (case("27.36.04"),), Rule.SUBJECT),
        (WITHIN_32, (case("32.24.04", Sensitivity.VIP),), Rule.SENSITIVITY),
        (IN_ANOTHER_UNIT, (case("32.24.04"),), Rule.UNIT),
        (WITHIN_32, (case("27.36.04"), case("32.24.04")), None),
        (WITHIN_32, (case("32.24.04", has=ELSEWHERE),), Rule.OUTSIDE_PURPOSE),
        (WITHIN_32, (), Rule.OUTSIDE_PURPOSE),
    ],
)
def test_a_document_is_as_open_as_the_case_it_lies_on(
    desk: Desk, workplace: Workplace, role: UserSystemRole, cases: tuple[Case, ...], rule: Rule | None
) -> None:
    """A case outside the purpose is not in the archive's answer under it, and so not one that has the document."""
    desk.roles = roles(role)
    archive = desk.tables[RegisterKey.ARCHIVE]
    archive.answers[CasesQuery(CITIZEN)] = CaseFile(cases)
    purpose = workplace.state_purpose(ERRANDS["kontanthjaelp"])
    if rule is None:
        assert workplace.archive.open_file(CITIZEN, purpose, FILE).content == b"%PDF"
        return
    with pytest.raises(UserError) as refused:
        workplace.archive.open_file(CITIZEN, purpose, FILE)
    assert (refused.value.code, refused.value.params) == ("access-refused", {"rule": rule})
    line = lines(desk)[-1]
    assert (line.event, line.subject, line.result) == (TraceEvent.REFUSED, CITIZEN, f"{rule} document {FILE.document}")
    assert FileQuery(FILE) not in archive.asked


def test_a_document_of_another_field_is_opened_on_a_reason(desk: Desk, workplace: Workplace) -> None:
    desk.roles = roles(WITHIN_32)
    desk.tables[RegisterKey.ARCHIVE].answers[CasesQuery(CITIZEN)] = CaseFile((case("27.36.04"),))
    purpose = workplace.state_purpose(ERRANDS["kontanthjaelp"])
    refused = Overridable(Rule.SUBJECT, timedelta(hours=8))
    lifted = workplace.override(CITIZEN, purpose, refused, reason="Kollega er syg", lasts=timedelta(hours=1))
    assert workplace.archive.open_file(CITIZEN, lifted, FILE).content == b"%PDF"
    desk.clock.advance(timedelta(hours=1))
    with pytest.raises(UserError, match="access-refused"):
        workplace.archive.open_file(CITIZEN, lifted, FILE)


def test_a_documents_case_is_the_one_the_look_up_has_just_fetched_and_asked_for_again_when_that_is_old(
    desk: Desk, workplace: Workplace
) -> None:
    archive = desk.tables[RegisterKey.ARCHIVE]
    purpose = workplace.state_purpose(ERRANDS["kontanthjaelp"])
    record = Record(CaseFile((case("32.24.04"),)), desk.clock.now(), "kontanthjaelp")
    desk.cache.put(CITIZEN, RegisterKey.ARCHIVE, CasesQuery(CITIZEN), record)
    archive.answers[CasesQuery(CITIZEN)] = CaseFile((case("32.24.04", Sensitivity.VIP),))
    workplace.archive.open_file(CITIZEN, purpose, FILE)
    assert archive.asked == [FileQuery(FILE)]
    desk.clock.advance(archive.manifest.ages.refresh)
    with pytest.raises(UserError, match="access-refused"):
        workplace.archive.open_file(CITIZEN, purpose, FILE)
    assert archive.asked == [FileQuery(FILE), CasesQuery(CITIZEN)]


def test_a_widening_is_traced_with_its_grounds_and_not_twice(desk: Desk, workplace: Workplace) -> None:
    purpose = workplace.state_purpose(ERRANDS["flytning"])
    wider = workplace.widen(CITIZEN, purpose, Section.BENEFITS, reason="Borgeren beder om hjælp til boligstøtte")
    again = workplace.widen(CITIZEN, wider, Section.BENEFITS, reason="igen")
    assert again is wider
    (line,) = lines(desk)
    assert (line.event, line.result, line.reason) == (
        TraceEvent.WIDENED,
        "consent",
        "Borgeren beder om hjælp til boligstøtte",
    )


def test_an_override_is_traced_with_its_reason_and_its_end(desk: Desk, workplace: Workplace) -> None:
    purpose = workplace.state_purpose(ERRANDS["flytning"], contact="A17")
    refused = Overridable(Rule.COLLEAGUE, timedelta(hours=1))
    lifted = workplace.override(CITIZEN, purpose, refused, reason="Ingen anden er her", lasts=timedelta(minutes=30))
    (given,) = lifted.overrides
    (line,) = lines(desk)
    assert (line.event, line.subject, line.reason) == (TraceEvent.OVERRIDDEN, CITIZEN, "Ingen anden er her")
    assert line.result == f"colleague until {given.until.isoformat()}"
    assert line.review


def test_an_address_is_not_revealed_of_somebody_the_viewer_may_not_see(desk: Desk, workplace: Workplace) -> None:
    desk.people = replace(desk.people, own=CITIZEN)
    with pytest.raises(UserError, match="access-refused"):
        workplace.reveal_address(CITIZEN, workplace.state_purpose(ERRANDS["flytning"]))
    assert [(line.event, line.result) for line in lines(desk)] == [(TraceEvent.REFUSED, "self")]


def test_reveal_and_copy_leave_a_line_each(desk: Desk, workplace: Workplace) -> None:
    purpose = workplace.state_purpose(ERRANDS["flytning"])
    workplace.reveal_address(CITIZEN, purpose)
    workplace.copied(CITIZEN, purpose, Section.PERSON, "cpr")
    assert [line.event for line in lines(desk)] == [TraceEvent.REVEALED, TraceEvent.COPIED]


def test_what_is_copied_after_an_address_was_revealed_is_marked_protected(desk: Desk, workplace: Workplace) -> None:
    purpose, other = workplace.state_purpose(ERRANDS["flytning"]), workplace.state_purpose(ERRANDS["flytning"])
    workplace.copied(CITIZEN, purpose, Section.PERSON, "address")
    workplace.reveal_address(CITIZEN, purpose)
    workplace.copied(CITIZEN, purpose, Section.PERSON, "address")
    workplace.copied(SPOUSE, purpose, Section.PERSON, "address")
    workplace.copied(CITIZEN, other, Section.PERSON, "address")
    assert [line.protected for line in lines(desk)] == [False, True, True, False, False]


@pytest.mark.parametrize(("end", "protected"), [(None, True), (date(2026, 11, 19), False)])
def test_what_is_done_about_whom_cpr_says_is_protected_is_marked(
    desk: Desk, workplace: Workplace, end: date | None, protected: bool
) -> None:
    shield = Protection(ProtectionKind.NAME_AND_ADDRESS, date(2026, 1, 1), end)
    record = Record(person(protections=(shield,)), desk.clock.now(), "flytning")
    desk.cache.put(CITIZEN, RegisterKey.CPR, PersonQuery(CITIZEN), record)
    workplace.identity_checked(CITIZEN, workplace.state_purpose(ERRANDS["flytning"]), "pas")
    assert [line.protected for line in lines(desk)] == [protected]


def test_what_is_done_about_whom_the_lists_know_as_threatened_is_marked(desk: Desk, workplace: Workplace) -> None:
    desk.people = replace(desk.people, threatened=frozenset({CITIZEN}))
    workplace.copied(CITIZEN, workplace.state_purpose(ERRANDS["flytning"]), Section.PERSON, "cpr")
    assert [line.protected for line in lines(desk)] == [True]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("", FindKind.NOTHING),
        ("karen", FindKind.NOT_LAWFUL),
        ("karen lindholm 1959", FindKind.NO_INDEX),
        ("070261-4075", FindKind.OUTSIDE),
        (NUMBER, FindKind.CASE),
        ("sag 070261-4075", FindKind.OUTSIDE),
    ],
)
def test_find_without_an_extract_asks_no_register(desk: Desk, workplace: Workplace, typed: str, kind: FindKind) -> None:
    assert workplace.find(typed).kind is kind
    assert all(not table.asked for table in desk.tables.values())
    assert lines(desk) == []


def test_a_cpr_number_found_is_the_one_typed(workplace: Workplace) -> None:
    assert workplace.find("070261-4075").cpr == CprNumber("0702614075")


def test_a_locked_desk_finds_nobody_in_the_extract_until_it_is_unlocked(
    desk: Desk, workplace: Workplace, tmp_path: Path
) -> None:
    path, people = tmp_path / "extract.db", [extracted(CITIZEN.digits, "Karen Østergård")]
    build_index(path, people, None, produced=workplace.today, municipality="0999")
    index = PopulationIndex(path, desk.clock, None)
    workplace.population.open(index)
    assert [hit.cpr for hit in workplace.find(CITIZEN.digits).hits] == [CITIZEN]
    workplace.lock()
    assert workplace.find(CITIZEN.digits).kind is FindKind.OUTSIDE
    assert workplace.in_extract(CITIZEN) is None
    workplace.unlock()
    assert [hit.cpr for hit in workplace.find(CITIZEN.digits).hits] == [CITIZEN]
    index.close()
