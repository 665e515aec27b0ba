"""The SAML 2.0 assertion that the municipality's sign-in got for the employee: believed as far as it is signed. Pure.

The contract in hand (SF1512) says that the sign-in is SAML 2.0 and which attribute carries the roles. It does not fix
the issuer's name, the audience, how the NameID names an employee, or the domain of Indgang's roles: the municipality
configures all four, and they are compared to the letter. Nor does it fix what a desk is to demand of the subject
confirmation, the assurance level or the session's own end: whoever put the file here has received the assertion, and
none of them is read. An assertion that is encrypted, or inside a response, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509 import Certificate
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureConstructionMethod, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.verifier import SignatureConfiguration, VerifyResult, XMLVerifier

from adapters.serviceplatform.privileges import ATTRIBUTE, parse_privileges
from adapters.transport import parse_xml
from app.access.roles import JobFunctionRole, SignIn
from app.citizen.port import RegisterError
from app.errors import UserError

_SAML: Final = "{urn:oasis:names:tc:SAML:2.0:assertion}"
_DS: Final = "{http://www.w3.org/2000/09/xmldsig#}"
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z", re.ASCII)
_ID_NAMES: Final = frozenset({"ID", "Id", "id", "{http://www.w3.org/XML/1998/namespace}id"})
_C14N: Final = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0.value
_TRANSFORMS: Final = [SignatureConstructionMethod.enveloped.value, _C14N]
_METHODS: Final = frozenset({
    SignatureMethod.RSA_SHA256,
    SignatureMethod.RSA_SHA384,
    SignatureMethod.RSA_SHA512,
    SignatureMethod.ECDSA_SHA256,
    SignatureMethod.ECDSA_SHA384,
    SignatureMethod.ECDSA_SHA512,
})  # fmt: skip
_NOT_VERIFIED: Final = (
    *(SignXMLException, UnsupportedAlgorithm, etree.LxmlError),
    *(ValueError, TypeError, LookupError, AttributeError),  # of a signature that is not even formed like one
)
_DIGESTS: Final = frozenset({DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512})


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose word counts and for whom. `certificates` are the issuer's, the present and perhaps the next; `subject` is
    the employee's NameID, `cvr` and `domain` as `parse_privileges` has them."""

    certificates: tuple[Certificate, ...]
    issuer: str
    audience: str
    subject: str
    cvr: str
    domain: str


def read_assertion(content: bytes, trust: Trust, now: datetime) -> SignIn:
    """What the issuer says of the employee. Whether it says so still is for the reader to judge; `now` is for the
    certificate alone.

    UserError: token-malformed, token-untrusted (issuer or signature), token-foreign (audience), token-other-person.
    """
    try:
        signed = _signed(content, trust, now)
        _refuse_strangers(signed, trust)
        conditions = _only(signed, "Conditions")
        _check_conditions(conditions, trust.audience)
        return SignIn(
            id=signed.get("ID", ""),
            job_functions=_roles(signed, trust),
            issued_at=_instant(signed, "IssueInstant"),
            begins_at=_instant(conditions, "NotBefore"),
            ends_at=_instant(conditions, "NotOnOrAfter"),
        )
    except RegisterError as error:
        raise _malformed(str(error)) from None


def _signed(content: bytes, trust: Trust, now: datetime) -> etree._Element:
    """The assertion as the verifier gives it back: nothing else of the file is read any further."""
    identity = _one_assertion(content)
    configuration = SignatureConfiguration(
        location="./", signature_methods=_METHODS, digest_algorithms=_DIGESTS, verification_time=now
    )
    for certificate in trust.certificates:
        try:
            found = XMLVerifier().verify(content, x509_cert=certificate, id_attribute="ID", expect_config=configuration)
        except _NOT_VERIFIED:
            continue
        if isinstance(found, VerifyResult) and found.signed_xml is not None:
            signed = found.signed_xml
            if signed.tag == f"{_SAML}Assertion" and signed.get("ID") == identity:
                return signed
    raise UserError("token-untrusted", detail="signature")


def _one_assertion(content: bytes) -> str:
    """The ID of the file's one assertion, whose one signature is of the whole of it, in the form SAML prescribes.

    What a signature leaves out (comments) and what would make two readers see two assertions is refused unread.
    """
    if b"<!--" in content:
        raise _malformed("a comment")
    root = parse_xml(content)
    if (root.getroottree().docinfo.encoding or "UTF-8").upper() != "UTF-8":
        raise _malformed("not UTF-8")
    identity = root.get("ID", "")
    if root.tag != f"{_SAML}Assertion" or root.get("Version") != "2.0" or not identity:
        raise _malformed("not an assertion")
    if len(list(root.iter(f"{_SAML}Assertion", f"{_SAML}EncryptedAssertion"))) != 1:
        raise _malformed("several assertions")
    named = [e for e in root.iter() if any(e.get(name) == identity for name in _ID_NAMES)]
    signatures = list(root.iter(f"{_DS}Signature"))
    if len(named) != 1 or len(signatures) != 1 or signatures[0].getparent() is not root:
        raise UserError("token-untrusted", detail="signature's place")
    references = list(signatures[0].iter(f"{_DS}Reference"))
    transforms = [each.get("Algorithm") for each in signatures[0].iter(f"{_DS}Transform")]
    forms = [each.get("Algorithm") for each in signatures[0].iter(f"{_DS}CanonicalizationMethod")]
    if [each.get("URI") for each in references] != [f"#{identity}"] or transforms != _TRANSFORMS or forms != [_C14N]:
        raise UserError("token-untrusted", detail="signature's form")
    return identity


def _refuse_strangers(signed: etree._Element, trust: Trust) -> None:
    if _text(_only(signed, "Issuer")) != trust.issuer:
        raise UserError("token-untrusted", detail="issuer")
    if _text(_only(_only(signed, "Subject"), "NameID")) != trust.subject:
        raise UserError("token-other-person")


def _check_conditions(conditions: etree._Element, audience: str) -> None:
    """A condition that is not understood, OneTimeUse among them, is not met (SAML core, 2.5.1.1)."""
    restrictions = list(conditions)
    if any(each.tag != f"{_SAML}AudienceRestriction" for each in restrictions):
        raise _malformed("a condition of another kind")
    named = [[_text(each) for each in _all(restriction, "Audience")] for restriction in restrictions]
    if not named or any(audience not in names for names in named):
        raise UserError("token-foreign")


def _roles(signed: etree._Element, trust: Trust) -> tuple[JobFunctionRole, ...]:
    """None where the assertion brings no privileges: then nobody has given any."""
    attributes = [
        attribute
        for statement in _all(signed, "AttributeStatement")
        for attribute in _all(statement, "Attribute")
        if attribute.get("Name") == ATTRIBUTE
    ]
    if len(attributes) > 1:
        raise _malformed("privileges twice")
    if not attributes:
        return ()
    value = _text(_only(attributes[0], "AttributeValue"))
    return parse_privileges(value.encode(), cvr=trust.cvr, domain=trust.domain)


def _all(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return parent.iterchildren(f"{_SAML}{name}")


def _only(parent: etree._Element, name: str) -> etree._Element:
    found = list(_all(parent, name))
    if len(found) != 1:
        raise _malformed(f"{len(found)} of {name}")
    return found[0]


def _text(element: etree._Element) -> str:
    if len(element):
        raise _malformed("a text with elements")
    return (element.text or "").strip()


def _instant(element: etree._Element, name: str) -> datetime:
    """SAML's times are in UTC and say so."""
    text = element.get(name, "")
    if not _INSTANT.fullmatch(text):
        raise _malformed(f"no {name}")
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        raise _malformed(f"no {name}") from None


def _malformed(why: str) -> UserError:
    return UserError("token-malformed", detail=why)
