"""CPR Direkte extracts: records in any order and trim, protection by the production date, files that are none."""

from __future__ import annotations

import csv
import io
import time
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from adapters.cpr_extract import read_extract
from app.cpr import CprNumber
from app.errors import UserError
from app.population.model import ExtractPerson, RelationType
from tests.contracts import CONTRACTS, needs_contracts

NUMBER = "1403850006"
PARTNER, FORMER, CHILD, MOTHER, OTHER = "0209830007", "2811410012", "1105144013", "0506540008", "1708900010"
START = "000" + " " * 10 + "110901" + "20261119" + "20261112"


def record(kind: str, number: str, *fields: tuple[int, str]) -> str:
    """A line with each text at its official position, counted from 1."""
    line = kind + number
    for position, text in fields:
        line = line.ljust(position - 1) + text
    return line


def main_record(number: str = NUMBER, *, current: str = "", status: str = "01") -> str:
    return record("001", number, (14, current), (24, status), (26, "000000000000"), (39, "K"), (40, "1985-03-14"))


def extract(*records: str, counted: int | None = None, line_end: str = "\n", start: str = START) -> io.BytesIO:
    end = record("999", "9999999999", (14, f"{len(records) if counted is None else counted:08d}"))
    return io.BytesIO("".join(line + line_end for line in (start, *records, end)).encode("cp1252"))


def only(*records: str) -> ExtractPerson:
    (person,) = read_extract(extract(*records))
    return person


FULL = (
    record("001", NUMBER, (24, "01"), (26, "201206091200"), (39, "K"), (40, "1985-03-14"), (73, "Sygeplejerske")),
    record("002", NUMBER, (14, "0999"), (18, "0412"), (22, "016A"), (26, "01"), (28, "0004")),
    record("003", NUMBER, (14, "Østergård,Åse"), (82, "Østerhavn"), (184, "9998"), (188, "Fjordby"), (208, "0999")),
    record("004", NUMBER, (14, "0001"), (18, "2026-01-10"), (28, "2027-01-10")),
    record("008", NUMBER, (14, "Åse"), (65, "Ærø"), (106, "Østergård"), (147, "201206091200"), (160, "Åse Østergård")),
    record("012", NUMBER, (14, "G"), (15, PARTNER)),
    record("014", NUMBER, (14, CHILD)),
    record("015", NUMBER, (14, "1985-03-14"), (25, MOTHER), (81, "1985-03-14"), (92, "0000000000")),
    record("016", NUMBER, (14, "0005"), (18, "2020-01-02"), (39, OTHER)),
    record("026", NUMBER, (15, "Åse"), (107, "Hansen"), (148, "198503141200")),
    record("029", NUMBER, (15, "G"), (16, FORMER)),
)


def test_one_person_with_everything() -> None:
    person = only(*FULL)

    assert person.cpr == CprNumber(NUMBER)
    assert person.current is None
    assert person.status == 1
    assert person.born == date(1985, 3, 14)
    assert (person.name, person.first, person.middle, person.last) == ("Åse Østergård", "Åse", "Ærø", "Østergård")
    assert person.earlier_names == ("Åse Hansen",)
    assert (person.protected, person.protected_until) == (True, date(2027, 1, 10))
    assert person.relations == (
        (RelationType.SPOUSE, CprNumber(PARTNER)),
        (RelationType.FORMER_SPOUSE, CprNumber(FORMER)),
        (RelationType.CHILD, CprNumber(CHILD)),
        (RelationType.MOTHER, CprNumber(MOTHER)),
        (RelationType.CUSTODY_HOLDER, CprNumber(OTHER)),
    )
    assert person.address is not None
    assert (person.address.municipality, person.address.road) == ("0999", "0412")
    assert (person.address.house, person.address.floor, person.address.door) == ("16A", "1", "4")
    assert (person.address.locality, person.address.postal_code, person.address.postal_district) == (
        "Østerhavn",
        "9998",
        "Fjordby",
    )


def test_order_trim_and_line_ends_do_not_matter() -> None:
    padded = [line.ljust(250) for line in reversed(FULL)]

    assert list(read_extract(extract(*padded, line_end="\r\n"))) == [only(*FULL)]


def test_a_reply_header_may_stand_before_the_start_record() -> None:
    header = "1234" + "06" + "TOKEN000" + "BRUGER01" + "00" + "2880"

    read = read_extract(extract(*FULL, start=header + START))

    assert read.produced == date(2026, 11, 19)
    assert [person.cpr for person in read] == [CprNumber(NUMBER)]


def test_the_production_date_is_known_before_the_people() -> None:
    assert read_extract(extract()).produced == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("start", "end", "protected", "until"),
    [
        ("2026-01-10", "2026-11-19", False, None),
        ("2026-01-10", "2026-11-20", True, date(2026, 11, 20)),
        ("2026-01-10", "", True, None),
        ("2026-01-10", "0000-00-00", True, None),
        ("2026-01-10", "2026-13-40", True, None),
        ("2026-12-01", "2027-12-01", True, date(2027, 12, 1)),
    ],
)
def test_protection_by_its_end_date(start: str, end: str, protected: bool, until: date | None) -> None:
    person = only(main_record(), record("004", NUMBER, (14, "0001"), (18, start), (28, end)))

    assert (person.protected, person.protected_until) == (protected, until)


def test_other_protections_do_not_hide_a_name() -> None:
    others = [record("004", NUMBER, (14, f"000{kind}"), (18, "2026-01-10")) for kind in (2, 3, 4)]

    assert not only(main_record(), *others).protected


@pytest.mark.parametrize("status", ["U", "F", "E", "O", "L", "D"])
def test_who_is_not_married_has_no_spouse(status: str) -> None:
    person = only(main_record(), record("012", NUMBER, (14, status), (15, FORMER)))

    assert person.relations == ((RelationType.FORMER_SPOUSE, CprNumber(FORMER)),)


def test_marriages_and_names_that_were_corrected_or_undone_never_held() -> None:
    wrong = [record("029", NUMBER, (14, mark), (15, "G"), (16, FORMER)) for mark in "KA"]
    names = [record("026", NUMBER, (14, mark), (15, "Ane"), (107, mark)) for mark in "KAÆ"]

    person = only(main_record(), *wrong, *names)

    assert person.relations == ()
    assert person.earlier_names == ("Ane Æ",)


def test_custody_by_a_parent_is_the_parents_number_and_ended_custody_nobodys() -> None:
    parents = record("015", NUMBER, (25, MOTHER), (92, PARTNER))
    by_mother = record("016", NUMBER, (14, "0003"), (18, "2020-01-02"))
    ended = record("016", NUMBER, (14, "0005"), (18, "2020-01-02"), (29, "2026-11-19"), (39, OTHER))

    person = only(main_record(), parents, by_mother, ended)

    assert [who for kind, who in person.relations if kind is RelationType.CUSTODY_HOLDER] == [CprNumber(MOTHER)]


def test_a_superseded_number_names_the_one_in_force() -> None:
    assert only(main_record(current=OTHER, status="60")).current == CprNumber(OTHER)
    assert only(main_record(current=NUMBER)).current is None


def test_zero_codes_are_no_address() -> None:
    nowhere = record("003", NUMBER, (14, "Åse Østergård"), (184, "0000"), (208, "00000000"))

    assert only(main_record(), nowhere).address is None


def test_a_line_of_an_unknown_type_is_counted_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    read = read_extract(extract(main_record(), *[record("777", NUMBER, (14, "Åse"))] * 3, record("910", NUMBER)))

    assert len(list(read)) == 1
    assert (read.skipped, read.refused) == ({"777": 3}, 1)
    assert len(caplog.messages) == 1
    assert NUMBER not in caplog.text


def _torn(stream: io.BytesIO) -> io.BytesIO:
    return io.BytesIO(stream.getvalue().rsplit(b"\n999", 1)[0])


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        (io.BytesIO(b""), "extract-not-cpr"),
        (io.BytesIO(b"\x89PNG\r\n\x1a\n\x00\x00"), "extract-not-cpr"),
        (io.BytesIO(b"cpr;navn\n1403850006;Aase\n"), "extract-not-cpr"),
        (extract(start="000" + " " * 10 + "110901" + "20261399"), "extract-not-cpr"),
        (io.BytesIO(extract(*FULL).getvalue().decode("cp1252").encode()), "extract-encoding"),
        (_torn(extract(*FULL)), "extract-truncated"),
        (extract(*FULL, counted=99), "extract-count"),
        (extract(*FULL, counted=len(FULL) - 1), "extract-count"),
        (extract(*FULL[1:]), "extract-split"),
        (extract(main_record(), main_record(PARTNER), FULL[4]), "extract-split"),
        (extract(main_record("14038500XX")), "extract-malformed"),
        (extract(main_record(status="  ")), "extract-malformed"),
        (io.BytesIO(extract(*FULL).getvalue() + b"001\n"), "extract-continues"),
    ],
)
def test_a_file_that_is_no_extract_is_refused_without_a_word_of_its_content(stream: io.BytesIO, code: str) -> None:
    with pytest.raises(UserError) as refused:
        list(read_extract(stream))

    assert refused.value.code == code
    said = f"{refused.value} {refused.value.params}"
    assert NUMBER not in said
    assert "stergård" not in said


@pytest.mark.parametrize("more", [0, 1, 2])
def test_the_end_record_may_count_the_start_and_itself(more: int) -> None:
    assert len(list(read_extract(extract(*FULL, counted=len(FULL) + more)))) == 1


def test_people_are_read_one_by_one_and_fast() -> None:
    """60,000 people in 4 s on the slowest desk: here a tenth of them, in a tenth of the memory a list would take."""
    people = 6_000
    lines = [line[:3] + f"{number:010d}" + line[13:] for number in range(people) for line in FULL]
    stream = extract(*lines)
    del lines

    took = []
    for _ in range(3):  # the processor may have had something else in its caches
        stream.seek(0)
        began = time.process_time()
        read = sum(1 for _ in read_extract(stream))
        took.append(time.process_time() - began)

    stream.seek(0)
    tracemalloc.start()
    for _ in read_extract(stream):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert read == people
    assert min(took) < 4 * people / 60_000 * 2
    assert peak < 5_000_000


def _official() -> Iterator[Path]:
    return iter(sorted((CONTRACTS / "cpr-testpersons").glob("PNR_*.txt")))


@needs_contracts
def test_the_official_test_persons() -> None:
    """Against the table that was drawn from the same files; their end records count the whole demo extract."""
    with (CONTRACTS / "cpr-testpersons" / "cpr_testpersoner.csv").open(encoding="utf-8") as table:
        expected = {row["pnr"]: row for row in csv.DictReader(table)}
    found: dict[str, ExtractPerson] = {}
    for path in _official():
        with path.open("rb") as stream:
            read = read_extract(stream, excerpt=True)
            assert read.produced == date(2001, 11, 19)
            found |= {person.cpr.digits: person for person in read}
            assert not read.skipped

    assert len(found) == 44
    for number, person in found.items():
        row = expected[number]
        assert person.name == row["adrnavn"]
        assert " ".join(part for part in (person.first, person.middle, person.last) if part) == row["navn"]
        assert person.born == date.fromisoformat(row["foedt"])
        assert person.status == int(row["status"])
        assert (person.address.municipality if person.address else "0000") == row["komkod"]
        numbers = dict.fromkeys(RelationType, "")
        for kind, who in person.relations:
            numbers[kind] = f"{numbers[kind]} {who.digits}".strip()
        assert numbers[RelationType.CHILD] == row["boern"]
        assert numbers[RelationType.MOTHER] == row["mor"].replace("0000000000", "")
        assert numbers[RelationType.FATHER] == row["far"].replace("0000000000", "")
        if row["civst"] == "G":
            assert numbers[RelationType.SPOUSE] == row["aegtepnr"].replace("0000000000", "")
        if person.address:
            written = f"{person.address.road_name} {person.address.house}"
            inside = " ".join(part for part in (person.address.floor, person.address.door) if part)
            assert (f"{written},{inside}" if inside else written) == row["adresse"].replace("77 A", "77A")
            assert f"{person.address.postal_code} {person.address.postal_district}" == row["post"]


@needs_contracts
def test_the_official_cases_that_matter_at_a_counter() -> None:
    people: dict[str, ExtractPerson] = {}
    for path in _official():
        with path.open("rb") as stream:
            people |= {person.cpr.digits: person for person in read_extract(stream, excerpt=True)}

    assert not people["0107529039"].protected
    assert (people["0701614011"].protected, people["0701614011"].protected_until) == (True, date(2004, 11, 2))
    assert people["0101520013"].current == CprNumber("0107529039")
    assert people["0709614762"].relations == ((RelationType.FORMER_SPOUSE, CprNumber("0703614167")),)
    assert people["0101005038"].name == ""
    assert people["0709614258"].address is None
    assert [who.digits for kind, who in people["0101980014"].relations if kind is RelationType.CUSTODY_HOLDER] == [
        "0709614290",
        "0707614293",
    ]


@needs_contracts
def test_a_cut_out_is_refused_where_a_whole_extract_is_asked_for() -> None:
    with next(_official()).open("rb") as stream, pytest.raises(UserError, match="extract-count"):
        list(read_extract(stream))
