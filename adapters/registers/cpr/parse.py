"""PersonLookupResponse to `Person`. Pure: the same element gives the same person.

An answer that breaks the contract (a second name, a status nobody knows, half a date) is MALFORMED as a whole:
half understood facts about a person are worse than none. Elements the contract does not know are passed over.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from adapters.registers.cpr.address import contact_address, current_address, emigration, former_address
from adapters.registers.cpr.codes import authority
from adapters.registers.cpr.fields import Fields
from adapters.registers.cpr.request import SERVICE
from app.citizen.model.person import (
    CivilStatus,
    Custody,
    CustodyHolder,
    Guardianship,
    Name,
    Note,
    Person,
    PersonStatus,
    Protection,
    ProtectionKind,
    Relation,
    RelationKind,
)
from app.citizen.port import FailureKind, RegisterError
from app.cpr import CprNumber

_PROTECTIONS: Final = {
    "adressebeskyttelse": ProtectionKind.NAME_AND_ADDRESS,
    "vejviserbeskyttelse": ProtectionKind.DIRECTORY,
    "markedsfoeringsbeskyttelse": ProtectionKind.MARKETING,
}
_PARENTS: Final = {"mor": RelationKind.MOTHER, "far": RelationKind.FATHER}
_HAS_A_SPOUSE: Final = (CivilStatus.MARRIED, CivilStatus.PARTNERSHIP, None)


def parse(answer: etree._Element, asked: CprNumber) -> Person:
    """The person in the answer.

    Raises RegisterError: NOT_FOUND without persondata, WRONG_PERSON for an answer that is not about `asked`,
    MALFORMED for one that breaks the contract.
    """
    if answer.tag != f"{{{SERVICE}}}PersonLookupResponse":
        raise RegisterError(FailureKind.MALFORMED, "not a PersonLookupResponse")
    whole = Fields(answer)
    data = whole.part("persondata")
    if data is None:
        raise RegisterError(FailureKind.NOT_FOUND, "no persondata")
    current = data.number("gaeldendePersonnummer")
    if (data.number("personnummer") or current) != asked:
        raise RegisterError(FailureKind.WRONG_PERSON)
    return _person(asked, current=current, data=data, whole=whole)


def _person(asked: CprNumber, *, current: CprNumber | None, data: Fields, whole: Fields) -> Person:
    status = data.inner("status")
    civil = data.inner("civilstand")
    separation = data.inner("separation")
    citizenship = data.inner("statsborgerskab")
    birth = data.inner("foedselsregistreringsOplysninger")
    address = whole.inner("adresse")
    relations = whole.inner("relationer")
    civil_status = civil.member("civilstand", {c.value: c for c in CivilStatus})
    citizenship_code = citizenship.code("landekode", 4)
    birth_code = birth.code("foedselsregistreringsstedKode", 4)
    birth_text = birth.text("supplerendeFoedselsregistreringssted")
    return Person(
        cpr=asked,
        current_cpr=current,
        name=_name(data.inner("navn")),
        born=data.register_date("foedselsdato"),
        sex=data.text("koen"),
        status=status.member("status", {str(s.value): s for s in PersonStatus}),
        status_since=status.register_date("statusdato"),
        civil=civil_status,
        civil_since=civil.register_date("civilstandsdato"),
        separated=separation.flag("separeret") or False,
        separated_since=separation.register_date("separationsdato"),
        address=current_address(address.inner("aktuelAdresse")),
        former_addresses=tuple(
            former for row in address.parts("adresseHistorik") if (former := former_address(row)) is not None
        ),
        relations=_relations(relations, civil_status),
        custody=tuple(_custody(row) for row in relations.parts("foraeldremyndighed")),
        protections=tuple(
            protection
            for name, kind in _PROTECTIONS.items()
            if (protection := _protection(data.inner(name), kind)) is not None
        ),
        children_under_18=data.required(data.count("antalBoernUnder18"), "antalBoernUnder18"),
        started=data.register_date("startdato"),
        ended=data.register_date("slutdato"),
        occupation=data.text("stilling"),
        shared_residence=data.flag("DeltBopælMarkering") or False,
        shared_residence_since=data.instant("DeltBopælStartDato"),
        citizenship=authority(citizenship_code) if citizenship_code else None,
        citizenship_since=citizenship.register_date("statsborgerskabDato"),
        birth_place=authority(birth_code or "", otherwise=birth_text) if birth_code or birth_text else None,
        guardianship=_guardianship(data.part("umyndiggoerelse")),
        disappeared=data.register_date("forsvindingsdato"),
        emigration=emigration(address.inner("udrejseoplysninger")),
        contact_address=contact_address(address.inner("kontaktAdresse")),
        notes=tuple(note for row in whole.parts("notater") if (note := _note(row)) is not None),
        digital_post=data.flag("tilmeldtDigitalpost"),
        nemsms=data.flag("tilmeldtNemsms"),
    )


def _name(row: Fields) -> Name | None:
    first, middle, last = row.text("fornavn"), row.text("mellemnavn"), row.text("efternavn")
    parts = " ".join(part for part in (first, middle, last) if part)
    addressing = row.text("personadresseringsnavn") or parts
    if not addressing:
        return None
    return Name(addressing=addressing, first=first, middle=middle, last=last, since=row.register_date("navnestartdato"))


def _protection(row: Fields, kind: ProtectionKind) -> Protection | None:
    """`beskyttet` false counts only where no end date says it more exactly."""
    start, end, protected = row.day("startdato"), row.day("slutdato"), row.flag("beskyttet")
    if end is None and (protected is False or (protected is None and start is None)):
        return None
    return Protection(kind=kind, start=start, end=end)


def _relations(row: Fields, civil: CivilStatus | None) -> tuple[Relation, ...]:
    """CPR keeps a number beside the divorced and the widowed; a spouse is only whom one is married to now."""
    found = []
    spouse = row.part("aegtefaelle")
    if spouse is not None and civil in _HAS_A_SPOUSE:
        found.append(_relation(spouse, RelationKind.SPOUSE))
    found += [
        Relation(RelationKind.CHILD, cpr=child.required(child.number("personnummer"), "personnummer"))
        for child in row.parts("barn")
    ]
    for name, kind in _PARENTS.items():
        parent = row.part(name)
        if parent is not None:
            found.append(_relation(parent, kind))
    return tuple(dict.fromkeys(relation for relation in found if relation.cpr or relation.name or relation.born))


def _relation(row: Fields, kind: RelationKind) -> Relation:
    return Relation(
        kind=kind, cpr=row.number("personnummer"), name=row.text("navn"), born=row.register_date("foedselsdato")
    )


def _custody(row: Fields) -> Custody:
    holder = row.member("foraeldremyndighedtype", {str(h.value): h for h in CustodyHolder})
    return Custody(
        holder=row.required(holder, "foraeldremyndighedtype"),
        start=row.register_date("foraeldremyndighedStartdato"),
        end=row.day("foraeldremyndighedSletdato"),
        cpr=row.number("relationPersonnummer"),
    )


def _guardianship(row: Fields | None) -> Guardianship | None:
    """Relation type 0: a guardian outside CPR, 1: by number, 2: by name and address lines."""
    if row is None:
        return None
    kind = row.member("umyndiggorelseRelationType", {"0": "0", "1": "1", "2": "2"})
    start = row.required(row.register_date("umyndiggoerelseStartdato"), "umyndiggoerelseStartdato")
    by_number, by_name = kind in ("1", None), kind in ("2", None)
    return Guardianship(
        start=start,
        end=row.day("umyndiggoerelseSlettedato"),
        full=row.member("VærgemålType", {"FULD": True, "DELVIS": False}),
        declared=row.flag("umyndiggjort"),
        guardian=row.number("relationPersonnummer") if by_number else None,
        guardian_name=row.text("relationVaergenavn") if by_name else None,
        lines=row.lines("relationtekst{}") if by_name else (),
    )


def _note(row: Fields) -> Note | None:
    text = row.text("notatlinie")
    if text is None:
        return None
    return Note(number=row.count("notanr"), text=text, start=row.day("notatstartdato"), end=row.day("notatslettedato"))
