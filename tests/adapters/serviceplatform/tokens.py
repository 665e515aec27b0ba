"""A municipality's sign-in: makes and signs assertions as one would, and as nobody should."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.signer import XMLSigner

from adapters.serviceplatform.assertion import Trust
from tests.adapters.serviceplatform.test_privileges import CVR, DOMAIN, GROUP, listed

NOW = datetime(2026, 11, 20, 7, 2, tzinfo=UTC)
ISSUER = "https://login.example/runtime/saml2/issue.idp"
AUDIENCE = "https://indgang.example"
SUBJECT = "C=DK,O=29189420,CN=Lise Nord,Serial=5a1b0000-0000-4000-8000-000000000001"
ID = "_7c1a"
SHA256 = SignatureMethod.RSA_SHA256
EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0
PRIVILEGES = b64encode(listed(GROUP)).decode()

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def key(name: str) -> Key:
    """One for each name; an elliptic one where the name says so."""
    if "curve" in name:
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def certificate(name: str, *, at: datetime = NOW) -> x509.Certificate:
    """Good for a month on either side of `at`."""
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder(called, called, key(name).public_key(), x509.random_serial_number())
    month = timedelta(days=30)
    return builder.not_valid_before(at - month).not_valid_after(at + month).sign(key(name), hashes.SHA256())


def pem(name: str, *, at: datetime = NOW) -> bytes:
    return certificate(name, at=at).public_bytes(serialization.Encoding.PEM)


def trust(*names: str) -> Trust:
    return Trust(tuple(map(certificate, names or ("issuer",))), ISSUER, AUDIENCE, SUBJECT, CVR, DOMAIN)


def instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def assertion(
    *, identity: str = ID, issued: datetime = NOW, lasts: timedelta = timedelta(hours=1), privileges: str = PRIVILEGES
) -> str:
    """Not signed yet; what is to be wrong with it is replaced in its text."""
    ends = instant(issued + lasts)
    return f"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{identity}" Version="2.0" \
IssueInstant="{instant(issued)}"><saml:Issuer>{ISSUER}</saml:Issuer><saml:Subject><saml:NameID \
Format="urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName">{SUBJECT}</saml:NameID></saml:Subject>\
<saml:Conditions NotBefore="{instant(issued)}" NotOnOrAfter="{ends}"><saml:AudienceRestriction>\
<saml:Audience>{AUDIENCE}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AttributeStatement>\
<saml:Attribute Name="dk:gov:saml:attribute:Privileges_intermediate"><saml:AttributeValue>{privileges}\
</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>"""


class _AnySigner(XMLSigner):
    def check_deprecated_methods(self) -> None:
        """Signs with SHA-1 too, which the library's own signer will not."""


def signed(
    text: str,
    *,
    by: str = "issuer",
    method: SignatureMethod = SHA256,
    digest: DigestAlgorithm = DigestAlgorithm.SHA256,
    form: CanonicalizationMethod = EXCLUSIVE,
    identity: str = ID,
) -> bytes:
    signer = _AnySigner(signature_algorithm=method, digest_algorithm=digest, c14n_algorithm=form)
    root = etree.fromstring(text.encode())
    done = signer.sign(root, key=key(by), cert=[certificate(by)], reference_uri=identity, id_attribute="ID")
    return etree.tostring(done)
