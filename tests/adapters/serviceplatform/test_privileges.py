"""Roles out of a token: added up by group, limited within it, never wider than what was said."""

from __future__ import annotations

from base64 import b64encode
from uuid import UUID

import pytest

from adapters.serviceplatform.privileges import parse_privileges
from app.access.model import Sensitivity
from app.access.roles import AuthorityLevel, Delimitation, JobFunctionRole, SystemRole, UserSystemRole
from app.citizen.port import FailureKind, RegisterError
from tests.adapters.mutants import fuzz
from tests.contracts import CONTRACTS, needs_contracts

CVR = "29189420"
DOMAIN = "indgang.example"
UNIT = UUID("5a1b0000-0000-4000-8000-000000000003")
ROLE = f"http://{DOMAIN}/roles/usersystemrole/sagsbehandler/1"
GROUP = """ <PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:29189420">
  <Privilege>http://indgang.example/roles/usersystemrole/sagsbehandler/1</Privilege>
  <Privilege>http://indgang.example/roles/usersystemrole/fremtidsrolle/1</Privilege>
  <Constraint Name="http://sts.kombit.dk/constraints/KLE/1">32.30.04,32.24.*</Constraint>
  <Constraint Name="http://sts.kombit.dk/constraints/foelsomhed/1">FORTROLIGE_PERSONOPLYSNINGER</Constraint>
  <Constraint Name="http://sts.kombit.dk/constraints/orgenhed/1">5a1b0000-0000-4000-8000-000000000003</Constraint>
 </PrivilegeGroup>
"""
SPECIALIST = GROUP.replace("sagsbehandler", "fagspecialist").replace("32.30.04,32.24.*", "27.*").replace(
    "FORTROLIGE_PERSONOPLYSNINGER", "VIP_SAGER"
)  # fmt: skip


def listed(*groups: str) -> bytes:
    inside = "".join(groups)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<bpp:PrivilegeList xmlns:bpp="http://itst.dk/oiosaml/basic_privilege_profile">\n'
        f"{inside}</bpp:PrivilegeList>"
    ).encode()


def roles(xml: bytes) -> tuple[JobFunctionRole, ...]:
    return parse_privileges(b64encode(xml), cvr=CVR, domain=DOMAIN)


def test_a_group_is_its_roles_under_all_its_limits() -> None:
    ((only,),) = (job.roles for job in roles(listed(GROUP)))
    limits = Delimitation(("32.30.04", "32.24.*"), frozenset({UNIT}), Sensitivity.CONFIDENTIAL)
    assert only == UserSystemRole(SystemRole.CASEWORKER, limits)
    assert only.kind.level is AuthorityLevel.RULE_BASED


def test_groups_add_up_without_lending_each_other_their_limits() -> None:
    found = [role for job in roles(listed(GROUP, SPECIALIST)) for role in job.roles]
    assert [(role.kind.level, role.limits.kle, role.limits.sensitivity) for role in found] == [
        (AuthorityLevel.RULE_BASED, ("32.30.04", "32.24.*"), Sensitivity.CONFIDENTIAL),
        (AuthorityLevel.PROFESSIONAL, ("27.*",), Sensitivity.VIP),
    ]


@pytest.mark.parametrize(
    "change",
    [
        (CVR, "12345678"),
        ("urn:dk:gov:saml:cvrNumberIdentifier:29189420", "29189420"),
        ("http://indgang.example/roles", "http://another.example/roles"),
        ("sagsbehandler/1", "sagsbehandler/2"),
        ("constraints/orgenhed/1", "constraints/itsystem/1"),
        ("constraints/KLE/1", "constraints/KLE/2"),
    ],
)
def test_what_is_not_understood_gives_nothing(change: tuple[str, str]) -> None:
    assert roles(listed(GROUP.replace(*change))) == ()


@pytest.mark.parametrize(
    "change",
    [
        ("32.30.04", ""),
        ("32.30.04", "*"),
        ("32.30.04", "32.٣٠"),
        ("FORTROLIGE_PERSONOPLYSNINGER", "HEMMELIGE"),
        ("FORTROLIGE_PERSONOPLYSNINGER", ""),
        ("5a1b0000-0000-4000-8000-000000000003", "Borgerservice"),
        ("constraints/foelsomhed/1", "constraints/KLE/1"),
        ("Privilege>", "Right>"),
        ("<PrivilegeGroup", "<!DOCTYPE x><PrivilegeGroup"),
    ],
)
def test_what_breaks_the_profile_is_refused_whole(change: tuple[str, str]) -> None:
    with pytest.raises(RegisterError) as refused:
        roles(listed(SPECIALIST, GROUP.replace(*change)))
    assert refused.value.kind is FailureKind.MALFORMED


@pytest.mark.parametrize("value", [b"", b"%%%", b64encode(listed(GROUP))[:-3], b64encode(b"<a/>"), b"A" * 1_000_001])
def test_what_is_no_list_at_all_is_malformed(value: bytes) -> None:
    with pytest.raises(RegisterError) as refused:
        parse_privileges(value, cvr=CVR, domain=DOMAIN)
    assert refused.value.kind is FailureKind.MALFORMED


def test_no_limit_on_sensitivity_still_stops_short_of_vip() -> None:
    without = "\n".join(line for line in GROUP.splitlines() if "foelsomhed" not in line)
    ((only,),) = (job.roles for job in roles(listed(without)))
    assert only.limits.sensitivity is Sensitivity.SENSITIVE


def test_of_several_steps_the_highest_counts() -> None:
    two = GROUP.replace("FORTROLIGE_P", "FOELSOMME_PERSONOPLYSNINGER, FORTROLIGE_P")
    ((only,),) = (job.roles for job in roles(listed(two)))
    assert only.limits.sensitivity is Sensitivity.SENSITIVE


@needs_contracts
def test_the_published_example_is_read() -> None:
    example = (CONTRACTS / "cpr" / "kombit_privileges_bpp_example.xml").read_bytes()
    found = parse_privileges(b64encode(example), cvr="12345678", domain="example-borgerservice.dk")
    assert [role.limits.kle for job in found for role in job.roles] == [("32.30.04", "32.24.08")]


def test_no_mutant_crashes_and_none_gives_what_it_does_not_say() -> None:
    """A role comes only from a list that names the authority and the role, with subjects that stand in it."""

    def read(xml: bytes) -> tuple[JobFunctionRole, ...]:
        found = roles(xml)
        for role in (role for job in found for role in job.roles):
            assert CVR.encode() in xml
            assert f"{DOMAIN}/roles/usersystemrole/{role.kind}/1".encode() in xml
            assert all(subject.encode() in xml for subject in role.limits.kle)
            assert role.limits.sensitivity is not Sensitivity.VIP or b"VIP_SAGER" in xml
        return found

    tally = fuzz([listed(GROUP), listed(GROUP, SPECIALIST)], read, lambda found: None, count=5_000)
    assert tally.answered
    assert tally.refused[FailureKind.MALFORMED]
