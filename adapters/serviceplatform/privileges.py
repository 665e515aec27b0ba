"""The caseworker's roles as a token carries them: OIO Basic Privilege Profile in `Privileges_intermediate`. Pure.

What is not understood never widens: a list that breaks the profile is MALFORMED as a whole, a group of another
authority or with a limit that Indgang cannot keep gives nothing, and privileges of other names are passed over.
"""

from __future__ import annotations

import binascii
import logging
import re
from base64 import b64decode
from typing import Final
from uuid import UUID

from lxml import etree

from adapters.transport import parse_xml
from app.access.model import Sensitivity
from app.access.roles import KLE_PATTERN, Delimitation, JobFunctionRole, SystemRole, UserSystemRole
from app.citizen.port import FailureKind, RegisterError

ATTRIBUTE: Final = "dk:gov:saml:attribute:Privileges_intermediate"
_LIST: Final = "{http://itst.dk/oiosaml/basic_privilege_profile}PrivilegeList"
_SCOPE: Final = "urn:dk:gov:saml:cvrNumberIdentifier:"
_CONSTRAINTS: Final = "http://sts.kombit.dk/constraints/"
_KLE, _UNIT, _SENSITIVITY = (f"{_CONSTRAINTS}{name}/1" for name in ("KLE", "orgenhed", "foelsomhed"))
_MOST_BYTES: Final = 1_000_000

_log = logging.getLogger(__name__)


def parse_privileges(value: bytes, *, cvr: str, domain: str) -> tuple[JobFunctionRole, ...]:
    """The roles in the attribute's value: one job function a group, unnamed, for the token does not tell its name.

    `cvr` is the authority they must be given by, `domain` that of Indgang's own user-system roles
    (`http://<domain>/roles/usersystemrole/sagsbehandler/1`). RegisterError(MALFORMED) for what breaks the profile.
    """
    root = parse_xml(_decoded(value))
    if root.tag != _LIST:
        raise _malformed("not a PrivilegeList")
    groups = [_group(element, f"http://{domain}/roles/usersystemrole/") for element in root if _is_ours(element, cvr)]
    return tuple(JobFunctionRole("", roles) for roles in groups if roles)


def _decoded(value: bytes) -> bytes:
    """Line breaks are allowed, as XML writers put them in; anything else outside the alphabet is not."""
    if len(value) > _MOST_BYTES:
        raise _malformed("too long")
    try:
        return b64decode(b"".join(value.split()), validate=True)
    except binascii.Error:
        raise _malformed("not base64") from None


def _is_ours(group: etree._Element, cvr: str) -> bool:
    if group.tag != "PrivilegeGroup":
        raise _malformed("not a PrivilegeGroup")
    return group.get("Scope") == _SCOPE + cvr


def _group(group: etree._Element, ours: str) -> tuple[UserSystemRole, ...]:
    """Every constraint of a group applies to every privilege of it."""
    kinds: dict[SystemRole, None] = {}
    constraints: dict[str, list[str]] = {}
    for element in group:
        text, name = (element.text or "").strip(), element.get("Name") or ""
        if element.tag == "Privilege":
            kinds |= dict.fromkeys(kind for kind in SystemRole if text == f"{ours}{kind}/1")
        elif element.tag == "Constraint" and name and name not in constraints and len(element) == 0:
            constraints[name] = [part.strip() for part in text.split(",")]
        else:
            raise _malformed("not a privilege and not a constraint of its own")
    if unknown := constraints.keys() - {_KLE, _UNIT, _SENSITIVITY}:
        _log.warning("a privilege group has %d limits that cannot be kept: it gives nothing", len(unknown))
        return ()
    limits = _limits(constraints)
    return tuple(UserSystemRole(kind, limits) for kind in kinds)


def _limits(constraints: dict[str, list[str]]) -> Delimitation:
    """A constraint that is there but empty is no freedom: it is MALFORMED like any other value that is none."""
    kle = constraints.get(_KLE, [])
    if not all(re.fullmatch(KLE_PATTERN, pattern, re.ASCII) for pattern in kle):
        raise _malformed("no KLE subject")
    try:
        units = frozenset(UUID(unit) for unit in constraints.get(_UNIT, ()))
        steps = [Sensitivity(step) for step in constraints.get(_SENSITIVITY, ())]
    except ValueError:
        raise _malformed("no unit or no sensitivity") from None
    highest = max(steps, key=tuple(Sensitivity).index, default=Delimitation().sensitivity)
    return Delimitation(tuple(kle), units, highest)


def _malformed(why: str) -> RegisterError:
    return RegisterError(FailureKind.MALFORMED, f"privileges: {why}")
