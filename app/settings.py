"""The municipality's configuration: one TOML file, each key once, checked at start.

A wrong or missing key is refused with its full name (`registers.cpr.url`); nothing is guessed and no value is
repeated in the message, for some are secrets.
"""

from __future__ import annotations

import base64
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.decoding import converted
from app.errors import UserError

_SharedUrl = Annotated[str, msgspec.Meta(pattern=r"^postgresql://([^:/@?#\s]+@)?[^/@?#\s]*/[^/?#\s]+(\?[^#\s]+)?$")]
_Url = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s?#]+$")]
_Pin = Annotated[str, msgspec.Meta(pattern=r"^sha256/[A-Za-z0-9+/]{43}=$")]
_Cvr = Annotated[str, msgspec.Meta(pattern=r"^\d{8}$")]
_Uuid = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
_Sensitivity = Literal[
    "", "IKKE_FORTROLIGE_DATA", "FORTROLIGE_PERSONOPLYSNINGER", "FOELSOMME_PERSONOPLYSNINGER", "VIP_SAGER"
]
_Subject = Annotated[str, msgspec.Meta(pattern=r"^\d{2}(\.\d{2}){0,2}$")]
_KlePattern = Annotated[str, msgspec.Meta(pattern=r"^\d{2}(\.\d{2}){0,2}(\.\*)?$")]
_KEY_LENGTH = 32
_Text = Annotated[str, msgspec.Meta(min_length=1)]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A TOML table: unknown keys are mistakes."""


class Municipality(_Table, frozen=True, kw_only=True):
    """`code` is the four-digit municipality code, `cvr` the authority's CVR number."""

    code: Annotated[str, msgspec.Meta(pattern=r"^\d{4}$")]
    name: _Text
    cvr: _Cvr


class Token(_Table, frozen=True, kw_only=True):
    """Sign-in by token: `file` is where the municipality's sign-in puts the SAML 2.0 assertion it got for the employee.

    `certificate` is a PEM file with the issuer's certificate, during a change also the next; `issuer`, `audience` and
    `subject` (the employee's NameID) are what the assertion must say to the letter, `domain` that of Indgang's roles.
    """

    file: Path
    certificate: Path
    issuer: _Text
    audience: _Text
    subject: _Text
    domain: _Text


class Employee(_Table, frozen=True, kw_only=True):
    """Who sits at the desk. `cpr` serves the rules on own and relatives' data; with `token` the roles come from the
    municipality's sign-in."""

    user: _Text
    name: _Text
    unit: str = ""
    cpr: Annotated[str, msgspec.Meta(pattern=r"^(\d{10})?$")] = ""
    token: Token | None = None


class Right(_Table, frozen=True, kw_only=True):
    """A user-system role with its data delimitation. Empty `kle` and `units` do not limit; VIP_SAGER opens shielded
    citizens too."""

    role: Literal["vejleder", "sagsbehandler", "fagspecialist"]
    kle: tuple[_KlePattern, ...] = ()
    units: tuple[_Uuid, ...] = ()
    sensitivity: Literal[
        "IKKE_FORTROLIGE_DATA", "FORTROLIGE_PERSONOPLYSNINGER", "FOELSOMME_PERSONOPLYSNINGER", "VIP_SAGER"
    ] = "FOELSOMME_PERSONOPLYSNINGER"


class Role(_Table, frozen=True, kw_only=True):
    """A job-function role of the employee at this desk, unless sign-in by token brings it."""

    name: _Text
    rights: Annotated[tuple[Right, ...], msgspec.Meta(min_length=1)]


class TlsFiles(_Table, frozen=True, kw_only=True):
    """PEM files. `authority` is the private CA of the registers; without it the system's own authorities count."""

    certificate: Path
    key: Path
    authority: Path | None = None


class Service(_Table, frozen=True, kw_only=True):
    """What every register has. `pins` are the public keys its servers may have, the present and the next: SHA-256 of
    SubjectPublicKeyInfo, as in RFC 7469; empty leaves it to the authorities."""

    url: _Url
    pins: tuple[_Pin, ...] = ()


class InvocationContext(_Table, frozen=True, kw_only=True):
    """The agreement numbers of the older call form."""

    service_agreement: _Uuid
    user_system: _Uuid
    user: _Uuid


class Cpr(Service, frozen=True, kw_only=True):
    """SF1520. The context form needs `context`, the token form the municipality's CVR number alone."""

    form: Literal["token", "context"] = "token"
    context: InvocationContext | None = None


class AccessCodes(_Table, frozen=True, kw_only=True):
    """The codes Skatteforvaltningen issued for one legal basis."""

    AbonnentTypeKode: _Text
    AbonnementTypeKode: _Text
    AdgangFormaalTypeKode: _Text


class EIndkomst(Service, frozen=True, kw_only=True):
    """SF0770_A. `agreements` is keyed by the names that `resources/purposes.toml` uses."""

    subscriber_se: _Cvr
    agreements: dict[str, AccessCodes]


class Bbr(Service, frozen=True, kw_only=True):
    """Datafordeler GraphQL. `service` with `version` is the joined service, `register_version` the single ones'."""

    api_key: _Text
    service: Literal["flexible", "flexibleCurrent"] = "flexibleCurrent"
    version: str = "v1"
    register_version: str = "v1"


class AddressSearch(Service, frozen=True, kw_only=True):
    """Adressevælger."""

    token: _Text


class Benefits(Service, frozen=True, kw_only=True):
    """SF1491 and SF1492. The rest are the caseworker's data limits, which travel in each call: authorities by CVR
    number, KLE subjects, the highest sensitivity, systems by UUID; empty does not limit."""

    udk_url: _Url
    authorities: tuple[_Cvr, ...] = ()
    kle: tuple[_Subject, ...] = ()
    sensitivity: _Sensitivity = ""
    systems: tuple[_Uuid, ...] = ()


class Archive(Service, frozen=True, kw_only=True):
    """OIO Sag and Dokument over REST."""


class Registers(_Table, frozen=True, kw_only=True):
    """A register left out is shown as not configured; nothing else depends on it."""

    cpr: Cpr | None = None
    eindkomst: EIndkomst | None = None
    bbr: Bbr | None = None
    address: AddressSearch | None = None
    benefits: Benefits | None = None
    archive: Archive | None = None


class Store(_Table, frozen=True, kw_only=True):
    """This desk's own files. `recovery_key` is the municipality's public key, which can open them when the key store
    of the desk cannot; only training does without. `trace_months` is how long the trace is kept."""

    folder: Path
    recovery_key: str = ""
    trace_months: Annotated[int, msgspec.Meta(ge=6, le=60)] = 6


class RateFiles(_Table, frozen=True, kw_only=True):
    """The figures of the law. `confirmed` are those the municipality answers for; `packs` the folder where newer ones
    are dropped, taken only if `signer`, the publisher's Ed25519 key in base64, has signed them."""

    confirmed: Path | None = None
    packs: Path | None = None
    signer: str = ""


class Guide(_Table, frozen=True, kw_only=True):
    """The task guide. `notes` is the file of the municipality's own notes on tasks; desks may share it."""

    notes: Path = Path("opgavenoter.json")


class Shared(_Table, frozen=True, kw_only=True):
    """The municipality's shared store in PostgreSQL; left out, it is a file of this desk's own.

    `url` names hosts, database and perhaps a role, never a password: the server knows the person by ticket (Kerberos)
    or certificate, or libpq finds the password in `passfile` (its own ~/.pgpass without). `authority` is the server's
    private CA; the connection is always encrypted and the server's name checked.
    """

    url: _SharedUrl
    passfile: Path | None = None
    authority: Path | None = None


class Retention(_Table, frozen=True, kw_only=True):
    """How long contacts and their plans stay in the shared store once they are closed, and the municipality's own
    ground for it, kept with each deletion. Neither has a default: no law gives one figure, and deleting is a decision.
    """

    closed_contact_months: Annotated[int, msgspec.Meta(ge=1)]
    ground: Annotated[str, msgspec.Meta(pattern=r"\S")]


class Configuration(_Table, frozen=True, kw_only=True):
    """One desk of one municipality. Outside training the employee has a number and a role."""

    municipality: Municipality
    employee: Employee
    store: Store
    registers: Registers
    roles: tuple[Role, ...] = ()
    tls: TlsFiles | None = None
    rates: RateFiles = RateFiles()
    guide: Guide = Guide()
    shared: Shared | None = None
    retention: Retention | None = None
    training: bool = False


def load_configuration(path: Path) -> Configuration:
    """The checked configuration; relative paths count from the file's folder.

    UserError("configuration-invalid") names the key; "configuration-unreadable" the file.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("configuration-unreadable", detail=type(error).__name__, file=path.name) from error
    except tomllib.TOMLDecodeError as error:
        raise UserError("configuration-unreadable", detail=str(error), file=path.name) from error
    try:
        configuration = converted(table, Configuration, dec_hook=_decode)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at ")
        field = problem.split("`")[1] if " field `" in problem else ""
        raise _invalid(".".join(filter(None, (place.strip("`$."), field))), problem) from error
    return _checked(configuration, path.parent)


def _decode(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError


def _invalid(key: str, why: str) -> UserError:
    return UserError("configuration-invalid", detail=f"{key}: {why}", key=key)


def _checked(configuration: Configuration, folder: Path) -> Configuration:
    """What types cannot say: files that exist, encryption towards real registers, codes that belong together.

    Without a role nobody is let in, and without the employee's own number nobody could be kept from their own family.
    """
    if not configuration.training and not configuration.employee.cpr:
        raise _invalid("employee.cpr", "needed for the rules on own and relatives' data")
    token = configuration.employee.token
    if token is not None and configuration.roles:
        raise _invalid("roles", "they come from the token")
    if token is None and not configuration.training and not configuration.roles:
        raise _invalid("roles", "at least one role")
    if token is not None:
        employee = _signed_in(configuration.employee, token, folder)
        configuration = msgspec.structs.replace(configuration, employee=employee)
    tls = configuration.tls
    if tls is not None:
        files = {"certificate": tls.certificate, "key": tls.key, "authority": tls.authority}
        placed = {name: folder / file for name, file in files.items() if file is not None}
        for name, file in placed.items():
            if not file.is_file():
                raise _invalid(f"tls.{name}", "no such file")
        configuration = msgspec.structs.replace(configuration, tls=TlsFiles(**placed))
    registers = configuration.registers
    for name in registers.__struct_fields__:
        register: Service | None = getattr(registers, name)
        needs_tls = not configuration.training or (register is not None and bool(register.pins))
        for key in ("url", "udk_url"):
            if needs_tls and getattr(register, key, "https:").startswith("http:"):
                raise _invalid(f"registers.{name}.{key}", "must be https")
    if registers.cpr is not None and registers.cpr.form == "context" and registers.cpr.context is None:
        raise _invalid("registers.cpr.context", "the context form needs it")
    if configuration.shared is not None:
        configuration = msgspec.structs.replace(configuration, shared=_placed(configuration.shared, folder))
    store, rates = configuration.store, configuration.rates
    if not configuration.training and not _is_key(store.recovery_key):
        raise _invalid("store.recovery_key", "must be 32 bytes in base64")
    if rates.packs is not None and not _is_key(rates.signer):
        raise _invalid("rates.signer", "must be 32 bytes in base64")
    return msgspec.structs.replace(
        configuration,
        store=msgspec.structs.replace(store, folder=folder / store.folder),
        rates=RateFiles(
            confirmed=folder / rates.confirmed if rates.confirmed is not None else None,
            packs=folder / rates.packs if rates.packs is not None else None,
            signer=rates.signer,
        ),
        guide=Guide(notes=folder / configuration.guide.notes),
    )


def _signed_in(employee: Employee, token: Token, folder: Path) -> Employee:
    """With the token's files in their place. The token itself need not be there before somebody signs in."""
    certificate = folder / token.certificate
    if not certificate.is_file():
        raise _invalid("employee.token.certificate", "no such file")
    placed = msgspec.structs.replace(token, file=folder / token.file, certificate=certificate)
    return msgspec.structs.replace(employee, token=placed)


def _placed(shared: Shared, folder: Path) -> Shared:
    """With its files, which must be there. What the program itself sets, or nobody may read, stays out of the URL."""
    given = set(re.findall(r"[?&]([^=&]*)", shared.url))
    if unwanted := given & {"password", "sslmode", "sslrootcert", "options", "passfile"}:
        raise _invalid("shared.url", f"{min(unwanted)} does not belong there")
    files = {"passfile": shared.passfile, "authority": shared.authority}
    placed = {name: folder / file for name, file in files.items() if file is not None}
    for name, file in placed.items():
        if not file.is_file():
            raise _invalid(f"shared.{name}", "no such file")
    return Shared(url=shared.url, **placed)


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == _KEY_LENGTH
    except ValueError:
        return False
