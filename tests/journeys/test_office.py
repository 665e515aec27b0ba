"""The commands about a desk's files as a person types them: the trace verified and handed out, copies, the recovery."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from PySide6.QtCore import QLockFile

from adapters.keychain.training import TrainingKeys
from app.access.audit import AuditTrail
from app.access.export import INSIGHT
from app.access.model import Section
from app.access.trace import TraceEvent, TraceLine
from app.clock import SystemClock
from app.store.desk import DeskStore
from app.store.folder import claim_store
from tests.app.desk import CITIZEN, SPOUSE
from tests.journeys.fjordby import ROOT

REFUSED = 2


def run(*arguments: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, input=typed, capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A training desk where one look-up has been traced."""
    folder = claim_store(tmp_path / "store", municipality="0999", training=True)
    desk = DeskStore(folder, TrainingKeys())
    desk.open()
    clock, look_up = SystemClock(), uuid4()
    common = ("lnord", CITIZEN, "pas", "Pasloven", "", (Section.PERSON,))
    AuditTrail(desk.outbox, clock).write(
        TraceLine(TraceEvent.OPENED, look_up, clock.now(), *common),
        TraceLine(TraceEvent.SHOWN, look_up, clock.now(), *common, source="cpr"),
    )
    desk.lock()
    return folder


def traced(store: Path) -> list[TraceLine]:
    desk = DeskStore(store, TrainingKeys())
    desk.open()
    with desk.outbox.read() as connection:
        rows = connection.execute("SELECT line FROM audit WHERE number > 0 ORDER BY number").fetchall()
    desk.lock()
    return [msgspec.json.decode(text, type=TraceLine) for (text,) in rows]


def test_a_whole_trace_is_said_to_be_whole_and_that_training_keeps_no_head(store: Path) -> None:
    done = run("audit", "verify", "--store", store)
    assert "2 linjer" in done.stdout
    assert "Træning husker ikke loggens seneste stand" in done.stdout
    assert done.stdout.endswith("Loggen er hel.\n")
    assert done.returncode == 0
    assert CITIZEN.digits not in done.stdout + done.stderr


def test_a_line_that_was_changed_is_found_in_training_too(store: Path) -> None:
    desk = DeskStore(store, TrainingKeys())
    desk.open()
    with desk.outbox.write() as connection:
        connection.execute("DROP TRIGGER audit_is_not_edited")
        connection.execute("UPDATE audit SET line = replace(line, 'lnord', 'xnord') WHERE number = 1")
    desk.lock()
    done = run("audit", "verify", "--store", store)
    assert "Linje 1: " in done.stdout
    assert "LOGGEN ER IKKE HEL" in done.stdout
    assert done.returncode == 1


def test_a_citizen_is_told_when_and_why_and_not_by_whom(store: Path, tmp_path: Path) -> None:
    done = run("audit", "citizen", tmp_path / "indsigt.csv", "--store", store, typed=f"{CITIZEN.digits}\n")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "indsigt.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][:3] == ["Tidspunkt", "Formål", "Hjemmel"]
    assert rows[1][1:5] == ["Pas", "Pasloven", "Person og familie", "Slået op, Vist"]
    assert "lnord" not in text
    target = tmp_path / "navne.csv"
    named = run("audit", "citizen", target, "--employees", "--store", store, typed=f"{CITIZEN.digits}\n")
    assert named.returncode == 0
    assert "lnord" in target.read_text(encoding="utf-8-sig")


def test_a_citizen_with_a_former_number_is_told_of_both(store: Path, tmp_path: Path) -> None:
    target, typed = tmp_path / "indsigt.csv", f"{SPOUSE.digits}\n {CITIZEN.written}\n\nKaren\n"
    assert run("audit", "citizen", target, "--store", store, typed=typed).returncode == 0
    assert "Slået op, Vist" in target.read_text(encoding="utf-8-sig")
    exported = [line for line in traced(store) if line.event is TraceEvent.EXPORTED]
    assert [line.subject for line in exported] == [SPOUSE, CITIZEN]
    assert len({line.look_up for line in exported}) == 1


@pytest.mark.parametrize("typed", ["Karen\n", f"{CITIZEN.digits}\nKaren\n", "\n", ""])
def test_what_is_no_number_is_told_and_nothing_written(store: Path, tmp_path: Path, typed: str) -> None:
    done = run("audit", "citizen", tmp_path / "indsigt.csv", "--store", store, typed=typed)
    assert done.returncode == REFUSED
    assert "CPR-nummer" in done.stderr
    assert not (tmp_path / "indsigt.csv").exists()


def test_an_insight_is_traced_and_the_next_one_tells_of_it(store: Path, tmp_path: Path) -> None:
    for name in ("first.csv", "second.csv"):
        done = run("audit", "citizen", tmp_path / name, "--store", store, typed=f"{CITIZEN.digits}\n")
        assert done.returncode == 0, done.stderr
    line = traced(store)[-1]
    assert (line.event, line.subject, line.viewer) == (TraceEvent.EXPORTED, CITIZEN, "lnord")
    assert (line.purpose, line.result) == (INSIGHT, "insight")
    last = (tmp_path / "second.csv").read_text(encoding="utf-8-sig").splitlines()[-1]
    assert '"Indsigt i egne oplysninger";"Databeskyttelsesforordningen art. 15";"";"Logudskrift lavet"' in last
    run("audit", "citizen", tmp_path / "navne.csv", "--employees", "--store", store, typed=f"{CITIZEN.digits}\n")
    assert traced(store)[-1].result == "insight with employees"


@pytest.mark.parametrize("step", ["citizen", "log"])
def test_no_file_is_written_without_its_line(store: Path, tmp_path: Path, step: str) -> None:
    desk = DeskStore(store, TrainingKeys())
    desk.open()
    with desk.outbox.write():  # whoever else writes has the file, and the line must wait
        done = run("audit", step, tmp_path / "out", "--store", store, typed=f"{CITIZEN.digits}\n")
    desk.lock()
    assert done.returncode == REFUSED
    assert not (tmp_path / "out").exists()


def test_the_log_system_takes_up_where_it_left_and_is_told_of_every_export(store: Path, tmp_path: Path) -> None:
    assert run("audit", "log", tmp_path / "all.cef", "--store", store).returncode == 0
    assert run("audit", "log", tmp_path / "new.cef", "--after", "1", "--store", store).returncode == 0
    lines = (tmp_path / "all.cef").read_text(encoding="utf-8").splitlines()
    assert [line.startswith("CEF:0|Indgang|") for line in lines] == [True, True, True]
    *known, own = (tmp_path / "new.cef").read_text(encoding="utf-8").splitlines()
    assert known == lines[1:]
    assert "|audit:exported|" in own
    assert "outcome=log after 1 " in own


def test_the_lists_are_read_in_and_a_wrong_line_is_named_by_its_place(store: Path, tmp_path: Path) -> None:
    lists = tmp_path / "lister.csv"
    lists.write_text(f"{CITIZEN.written};skærmet\n0906174072;kollega\n", encoding="utf-8")
    done = run("import-lists", lists, "--store", store)
    assert (done.returncode, done.stdout) == (0, "2 linjer er indlæst.\n")
    lists.write_text(f"{CITIZEN.written};ven\n", encoding="utf-8")
    wrong = run("import-lists", lists, "--store", store)
    assert wrong.returncode == REFUSED
    assert "Linje 1 er ikke et CPR-nummer og en liste." in wrong.stderr
    assert CITIZEN.written not in wrong.stderr


def test_a_copy_is_put_back_and_what_was_there_is_set_aside(store: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "copy", "--store", store).returncode == 0
    again = run("backup", tmp_path / "copy", "--store", store)
    assert again.returncode == REFUSED
    (store / "outbox.db").write_bytes(b"spoilt")
    spoilt = run("audit", "log", tmp_path / "x.cef", "--store", store)
    assert spoilt.returncode == REFUSED
    assert "Traceback" not in spoilt.stderr
    assert run("restore", tmp_path / "copy", "--store", store).returncode == 0
    assert (store / "outbox-1.db").read_bytes() == b"spoilt"
    assert run("audit", "log", tmp_path / "y.cef", "--store", store).returncode == 0
    assert len((tmp_path / "y.cef").read_text(encoding="utf-8").splitlines()) == 3


def test_the_private_half_goes_to_a_new_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    done = run("recovery-pair", tmp_path / "private.key")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.strip()) == 44
    assert (tmp_path / "private.key").stat().st_mode & 0o077 == 0
    kept = (tmp_path / "private.key").read_bytes()
    assert run("recovery-pair", tmp_path / "private.key").returncode == REFUSED
    assert (tmp_path / "private.key").read_bytes() == kept


def test_a_desk_in_use_is_not_opened_a_second_time_and_not_restored_under_its_user(store: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "copy", "--store", store).returncode == 0
    lock = QLockFile(str(store / "indgang.lock"))
    assert lock.tryLock(0)
    commands: list[list[str | Path]] = [["restore", tmp_path / "copy"], []]
    for command in commands:
        done = run(*command, "--store", store)
        assert done.returncode == REFUSED
        assert "allerede åben" in done.stderr
    lock.unlock()
    assert run("restore", tmp_path / "copy", "--store", store).returncode == 0
