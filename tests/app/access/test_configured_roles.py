"""The `[[roles]]` of a municipality's file, up to what they open: each limit written there is a limit at the desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from app.access.control import AccessControl, KnownPeople
from app.access.decide import CaseMarks, Refusal, refusal
from app.access.model import Rule, Section, Sensitivity
from app.access.purpose import state_purpose
from app.access.roles import AuthorityLevel, JobFunctionRole, VerifiedRoles, configured_roles
from app.settings import load_configuration
from tests.app.desk import CITIZEN, ERRANDS, StandingClock
from tests.app.test_settings import GOOD, ROLES, write

UNIT, OTHER_UNIT = UUID(int=0xA), UUID(int=0xB)
RIGHTS = f"""[[roles]]
name = "Borgerservice"
[[roles.rights]]
role = "sagsbehandler"
kle = ["32.*"]
units = ["{UNIT}"]
[[roles.rights]]
role = "vejleder"
kle = ["23.05.*"]
sensitivity = "IKKE_FORTROLIGE_DATA"
"""
VIP = """[[roles]]
name = "Ledelsen"
[[roles.rights]]
role = "fagspecialist"
sensitivity = "VIP_SAGER"
"""


def given(folder: Path, rights: str) -> tuple[JobFunctionRole, ...]:
    return configured_roles(load_configuration(write(folder, GOOD.replace(ROLES, rights))).roles)


def rule(roles: tuple[JobFunctionRole, ...], errand: str, *, shielded: bool = False, **asked: object) -> Rule | None:
    """Which rule refuses the citizen's cases under `errand` to whoever has these roles; `asked` are of the request."""
    clock = StandingClock()
    people = KnownPeople(own=None, shielded=frozenset({CITIZEN} if shielded else ()))
    access = AccessControl(
        roles=lambda: VerifiedRoles(roles, clock.now()), people=lambda: people, extract=lambda: None, clock=clock
    )
    request = replace(access.request(CITIZEN, state_purpose(ERRANDS[errand], clock)), section=Section.CASES)
    refused: Refusal | None = refusal(replace(request, **asked))  # type: ignore[arg-type] # the test names its fields
    return refused.rule if refused is not None else None


def case(subject: str, unit: UUID = UNIT, step: Sensitivity = Sensitivity.SENSITIVE) -> CaseMarks:
    return CaseMarks(subject, unit, step)


@pytest.mark.parametrize(
    ("errand", "asked", "refused"),
    [
        ("helbredstillaeg", {}, None),
        ("visitation", {}, Rule.SUBJECT),
        ("helbredstillaeg", {"case": case("32.06.00")}, None),
        ("helbredstillaeg", {"case": case("27.42.00")}, Rule.SUBJECT),
        ("helbredstillaeg", {"case": case("32.06.00", OTHER_UNIT)}, Rule.UNIT),
        ("helbredstillaeg", {"case": case("32.06.00", step=Sensitivity.VIP)}, Rule.SENSITIVITY),
        ("helbredstillaeg", {"level": AuthorityLevel.PROFESSIONAL}, Rule.AUTHORITY),
        ("helbredstillaeg", {"shielded": True}, Rule.SHIELDED),
    ],
)
def test_each_limit_of_a_right_counts(tmp_path: Path, errand: str, asked: dict[str, object], refused: Rule) -> None:
    assert rule(given(tmp_path, RIGHTS), errand, **asked) is refused  # type: ignore[arg-type] # one of them is a bool


def test_rights_add_up_each_with_its_own_limits(tmp_path: Path) -> None:
    """Guidance reaches 23.05 and nothing confidential there; the other right's step does not carry over."""
    roles = given(tmp_path, RIGHTS)
    only_guidance = given(tmp_path, RIGHTS[: RIGHTS.index("[[roles.rights]]")] + RIGHTS[RIGHTS.rindex("[[roles") :])
    assert rule(roles, "flytning") is rule(roles, "helbredstillaeg") is None
    assert rule(only_guidance, "helbredstillaeg") is Rule.STEPPING_IN
    assert rule(only_guidance, "helbredstillaeg", case=case("23.05.08")) is Rule.SENSITIVITY
    assert rule(only_guidance, "helbredstillaeg", level=AuthorityLevel.RULE_BASED) is Rule.AUTHORITY


def test_nothing_but_the_word_opens_whom_the_municipality_shields(tmp_path: Path) -> None:
    assert rule(given(tmp_path, VIP), "helbredstillaeg", shielded=True) is None
    sensitive = given(tmp_path, VIP.replace("VIP_SAGER", "FOELSOMME_PERSONOPLYSNINGER"))
    assert rule(sensitive, "helbredstillaeg", shielded=True) is Rule.SHIELDED
    plain = given(tmp_path, VIP[: VIP.index("sensitivity")])
    assert rule(plain, "helbredstillaeg", shielded=True) is Rule.SHIELDED
    assert rule(plain, "helbredstillaeg") is None


def test_every_role_of_the_file_is_there_under_its_name(tmp_path: Path) -> None:
    assert [role.name for role in given(tmp_path, RIGHTS + VIP)] == ["Borgerservice", "Ledelsen"]
    assert [len(role.roles) for role in given(tmp_path, RIGHTS + VIP)] == [2, 1]
