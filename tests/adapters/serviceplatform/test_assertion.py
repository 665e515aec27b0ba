"""The employee's token: believed as far as the municipality's issuer signed it for this employee and for Indgang."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from random import Random

import pytest
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod

from adapters.serviceplatform.assertion import read_assertion
from adapters.serviceplatform.privileges import ATTRIBUTE
from app.access.roles import SignIn
from app.errors import UserError
from tests.adapters.mutants import mutate_xml
from tests.adapters.serviceplatform.test_privileges import GROUP, SPECIALIST, listed, roles
from tests.adapters.serviceplatform.tokens import (
    AUDIENCE,
    ID,
    ISSUER,
    NOW,
    PRIVILEGES,
    SUBJECT,
    assertion,
    certificate,
    signed,
    trust,
)

NO_ROLES = f"""<saml:Attribute Name="{ATTRIBUTE}"><saml:AttributeValue>{b64encode(listed()).decode()}\
</saml:AttributeValue></saml:Attribute>"""
MUTANTS = 500
EVIL = b64encode(listed(SPECIALIST)).decode()


def read(content: bytes, *names: str) -> SignIn:
    return read_assertion(content, trust(*names), NOW)


def refused(content: bytes, *names: str) -> str:
    with pytest.raises(UserError) as error:
        read(content, *names)
    return error.value.code


def detail(content: bytes) -> str:
    with pytest.raises(UserError, match="token-") as error:
        read(content)
    return error.value.detail


def test_what_the_issuer_signed_is_what_the_employee_may() -> None:
    assert read(signed(assertion())) == SignIn(ID, roles(listed(GROUP)), NOW, NOW, NOW + timedelta(hours=1))


def test_no_privileges_are_no_roles() -> None:
    text = assertion()
    start, end = text.index("<saml:AttributeStatement>"), text.index("</saml:Assertion>")
    assert read(signed(text[:start] + text[end:])).job_functions == ()


@pytest.mark.parametrize("by", ["issuer", "next issuer", "issuer on a curve"])
def test_any_of_the_issuers_certificates_will_do(by: str) -> None:
    method = SignatureMethod.ECDSA_SHA256 if "curve" in by else SignatureMethod.RSA_SHA512
    assert read(signed(assertion(), by=by, method=method), "issuer", "next issuer", "issuer on a curve").id == ID


def test_a_signature_by_anybody_else_is_none() -> None:
    """Its own certificate comes with it, and counts for nothing."""
    assert refused(signed(assertion(), by="somebody")) == "token-untrusted"


def test_a_certificate_that_has_run_out_is_trusted_no_longer() -> None:
    content = signed(assertion())
    late = certificate("issuer").not_valid_after_utc + timedelta(seconds=1)
    with pytest.raises(UserError, match="token-untrusted"):
        read_assertion(content, trust(), late)


@pytest.mark.parametrize(
    ("method", "digest"),
    [
        (SignatureMethod.RSA_SHA1, DigestAlgorithm.SHA256),
        (SignatureMethod.RSA_SHA256, DigestAlgorithm.SHA1),
        (SignatureMethod.RSA_SHA224, DigestAlgorithm.SHA256),
        (SignatureMethod.RSA_SHA256, DigestAlgorithm.SHA224),
    ],
)
def test_a_weak_algorithm_is_refused(method: SignatureMethod, digest: DigestAlgorithm) -> None:
    assert refused(signed(assertion(), method=method, digest=digest)) == "token-untrusted"


def test_the_public_certificate_is_no_shared_secret() -> None:
    """HMAC keyed with what everybody may know."""
    content = signed(assertion()).replace(b"2001/04/xmldsig-more#rsa-sha256", b"2001/04/xmldsig-more#hmac-sha256")
    assert refused(content) == "token-untrusted"


@pytest.mark.parametrize(
    "form",
    [
        CanonicalizationMethod.CANONICAL_XML_1_1,
        CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0_WITH_COMMENTS,
    ],
)
def test_another_form_than_samls_own_is_refused(form: CanonicalizationMethod) -> None:
    assert refused(signed(assertion(), form=form)) == "token-untrusted"


def test_what_was_changed_after_it_was_signed_is_not_believed() -> None:
    content = signed(assertion())
    for said, put in ((PRIVILEGES, EVIL), (SUBJECT, "CN=Andre"), ("08:02:00Z", "18:02:00Z"), (ID, "_7c1b")):
        other = content.replace(said.encode(), put.encode())
        assert other != content
        assert refused(other) == "token-untrusted"


def test_what_is_not_signed_is_not_believed() -> None:
    assert refused(assertion().encode()) == "token-untrusted"


def wrapped() -> dict[str, str]:
    """A true assertion with its signature, and one of somebody's own around, beside or inside it."""
    true = signed(assertion()).decode()
    signature = true[true.index("<ds:Signature") : true.index("</ds:Signature>") + len("</ds:Signature>")]
    plain = true.replace(signature, "")
    evil = assertion(identity="_evil", privileges=EVIL)
    response = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">{}</samlp:Response>'
    same, held = assertion(privileges=EVIL), f"<ds:Object>{plain}</ds:Object>"

    def into(outer: str, inner: str) -> str:
        return outer.replace("</saml:Assertion>", f"{inner}</saml:Assertion>")

    return {
        "true one inside": into(evil, true),
        "true one inside, its signature outside": into(into(evil, plain), signature),
        "true one in the signature": into(evil, signature.replace("</ds:Signature>", f"{held}</ds:Signature>")),
        "evil one inside": true.replace("</saml:Subject>", f"</saml:Subject><saml:Advice>{evil}</saml:Advice>"),
        "both in a response": response.format(evil + true),
        "true one in a response": response.format(true),
        "same id inside": into(same, into(true, "")),
        "signature in the subject": same.replace("</saml:Subject>", f"{signature}</saml:Subject>"),
        "two signatures": into(true, signature),
        "encrypted one beside": into(true, "<saml:EncryptedAssertion/>"),
        "somebody else's id": true.replace("<saml:Subject>", f'<saml:Subject Id="{ID}">'),
    }  # fmt: skip


@pytest.mark.parametrize("how", wrapped())
def test_a_signature_wrapped_in_anything_is_refused_before_it_is_computed(how: str) -> None:
    assert detail(wrapped()[how].encode()) in {"not an assertion", "several assertions", "signature's place"}


def test_what_the_issuer_itself_signed_ambiguously_is_refused() -> None:
    inner = assertion(identity="_other", privileges=EVIL)
    advice = assertion().replace("</saml:Subject>", f"</saml:Subject><saml:Advice>{inner}</saml:Advice>")
    assert detail(signed(advice)) == "several assertions"
    encrypted = assertion().replace("</saml:Subject>", "</saml:Subject><saml:EncryptedAssertion/>")
    assert detail(signed(encrypted)) == "several assertions"
    same = assertion().replace("<saml:AttributeValue>", f'<saml:AttributeValue Id="{ID}">')
    assert detail(signed(same)) == "signature's place"


def test_a_reference_to_the_whole_document_is_none_to_the_assertion() -> None:
    content = signed(assertion()).replace(f'URI="#{ID}"'.encode(), b'URI=""')
    assert detail(content) == "signature's form"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ikke xml",
        b"<a/>",
        signed(assertion()).replace(b"Lise Nord", b"Lise<!-- --> Nord"),
        b"<!-- -->" + signed(assertion()),
        b'<!DOCTYPE a [<!ENTITY b "Nord">]>' + signed(assertion()),
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + signed(assertion()),
        signed(assertion()).decode().encode("utf-16"),
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + signed(assertion()),
        signed(assertion().replace('Version="2.0"', 'Version="1.1"')),
    ],
)
def test_hostile_xml_is_refused_unread(content: bytes) -> None:
    assert refused(content) == "token-malformed"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((ISSUER, "https://andre.example"), "token-untrusted"),
        ((SUBJECT, SUBJECT.replace("Lise", "Lisa")), "token-other-person"),
        ((SUBJECT, ""), "token-other-person"),
        ((AUDIENCE, "https://andet.example"), "token-foreign"),
        ((f"<saml:Audience>{AUDIENCE}</saml:Audience>", ""), "token-foreign"),
        (
            (f"<saml:AudienceRestriction><saml:Audience>{AUDIENCE}</saml:Audience></saml:AudienceRestriction>", ""),
            "token-foreign",
        ),
        (
            ("</saml:Conditions>", "<saml:AudienceRestriction/></saml:Conditions>"),
            "token-foreign",
        ),
        (("</saml:Conditions>", "<saml:OneTimeUse/></saml:Conditions>"), "token-malformed"),
        (("NotBefore=", "Not="), "token-malformed"),
        (("NotOnOrAfter=", "Not="), "token-malformed"),
        (("08:02:00Z", "08:02:00+00:00"), "token-malformed"),
        (("08:02:00Z", "25:02:00Z"), "token-malformed"),
        (("Lise Nord", "Lise <b>Nord</b>"), "token-malformed"),
        (("</saml:Subject>", "</saml:Subject><saml:Subject/>"), "token-malformed"),
        (("<saml:AttributeStatement>", f"<saml:AttributeStatement>{NO_ROLES}"), "token-malformed"),
        (("<saml:AttributeValue>", "<saml:AttributeValue/><saml:AttributeValue>"), "token-malformed"),
        (("<saml:AttributeValue>", "<saml:AttributeValue>!"), "token-malformed"),
    ],
)  # fmt: skip
def test_what_the_issuer_signed_for_anything_else_gives_nothing(change: tuple[str, str], code: str) -> None:
    text = assertion().replace(*change)
    assert text != assertion()
    assert refused(signed(text)) == code


def test_several_audiences_of_which_one_is_indgang_will_do() -> None:
    text = assertion().replace("<saml:Audience>", "<saml:Audience>https://andet.example</saml:Audience><saml:Audience>")
    assert read(signed(text)).id == ID


def test_whatever_is_changed_in_a_token_says_the_same_or_is_refused_with_a_code() -> None:
    content = signed(assertion())
    true, draw, refusals = read(content), Random(3), 0  # noqa: S311 - mutants, not keys
    for _ in range(MUTANTS):
        mutant = mutate_xml(content, draw)
        try:
            assert read(mutant) == true, mutant
        except UserError as error:
            assert error.code.startswith("token-")  # noqa: PT017 - what is read may also be right
            refusals += 1
    assert refusals > MUTANTS / 2
