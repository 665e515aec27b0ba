"""Income types (blanket 11000 felt 012) and income kinds (blanket 16000 felt 019, "kode 68") in words, and their group.

The codes and their names are Skatteforvaltningen's (info.skat.dk, oid 1745565 for the types); long names are cut
to what tells one code from another. A code that is missing here is shown as the code it is.
"""

from __future__ import annotations

from typing import Final

from app.citizen.model.coded import Coded
from app.citizen.model.income import IncomeGroup

TYPES: Final[dict[str, str]] = {
    "00": "Løn",
    "01": "SU",
    "02": "Særlig beskatning",
    "03": "Grønlandsk indkomst",
    "04": "Anden personlig indkomst, ikke lønansat",
    "05": "B-indkomst",
    "06": "Kontanthjælp",
    "07": "Sygedagpenge mv. udbetalt af det offentlige",
    "08": "Forskerordningen (§ 48 E og F)",
    "09": "Skattefri indkomst",
    "10": "Løn udbetalt af Lønmodtagernes Garantifond",
    "11": "Løn udloddet fra opgjort bo",
    "20": "Indkomst fra AFU-fonden",
    "24": "Anden personlig indkomst med lønindeholdelse",
    "26": "A-indkomst mv. fra aldersopsparing",
    "28": "A-indkomst fra Lønmodtagernes Feriefond",
    "29": "Feriepenge mv. fra FGO",
}

KINDS: Final[dict[str, str]] = {
    "0002": "Dagpenge, der er B-indkomst",
    "0003": "Dagpenge (ved sygdom og ulykke)",
    "0004": "Engangsbeløb, opsat pension",
    "0005": "Arbejdsløshedsdagpenge",
    "0006": "Folke-, førtids- og seniorpension",
    "0007": "Lønmodtagernes Garantifond",
    "0008": "Private arbejdsløshedsforsikringer",
    "0009": "Arbejdsmarkedets TillægsPension (ATP)",
    "0010": "Ældrecheck",
    "0011": "Biblioteksafgift",
    "0012": "SP, løbende udbetalinger",
    "0013": "Efterløn, løbende udbetaling",
    "0014": "Kursusbeløb og kørselsgodtgørelse fra arbejdsløshedskassen",
    "0015": "Strejke- og lockoutgodtgørelse",
    "0016": "Anden understøttelse fra a-kasserne",
    "0018": "Rentetilskud til statsgaranteret studielån",
    "0019": "Uddannelsesydelse til ledige",
    "0020": "Pension fra opsparingsordning for sportsudøvere",
    "0021": "Ikke skattepligtig indkomst udbetalt af Danida m.fl.",
    "0024": "Delpension",
    "0025": "Tjenestemandspension",
    "0026": "Forskerordning",
    "0027": "DIS-søindkomst, anden udenrigsfart",
    "0028": "DAS-søindkomst, uden for begrænset fart",
    "0030": "Dagplejere med standardfradrag",
    "0034": "Søindkomst, Færøerne/Grønland, uden refusion",
    "0036": "Ydelser efter serviceloven med mulig lønindeholdelse",
    "0037": "Skattepligtig gruppelivsforsikring",
    "0038": "Anden skattepligtig ydelse, kommunalt udbetalt",
    "0039": "Efterlevelseshjælp",
    "0041": "Kontanthjælp (aktivlov § 25), kontantydelse og aktiveringsydelse",
    "0042": "Revalideringsydelse (aktivlov § 52)",
    "0044": "Bidragspligtig pension",
    "0045": "Vederlag for afløsning af pensionstilsagn",
    "0046": "Fratrædelsesgodtgørelse efter gamle regler",
    "0048": "Forskerordning",
    "0049": "Skattefri uddannelsesydelse",
    "0050": "Købe- og tegningsretter til aktier (LL § 16)",
    "0051": "Købe- og tegningsretter (LL § 28)",
    "0052": "Køberetter udnyttet (LL § 7 H)",
    "0056": "Søindkomst, Færøerne/Grønland, med refusion",
    "0057": "DIS-indkomst, begrænset fart",
    "0060": "Personalegoder til direktør",
    "0061": "Personalegoder til hovedaktionær",
    "0062": "Computer, anskaffet ved reduktion i bruttoløn",
    "0064": "Tilbagebetaling af efterløns- og fleksydelsesbidrag",
    "0069": "Corona, kompensation til selvstændige",
    "0070": "Skattepligtige offentlige tilskud",
    "0071": "Skattefrie offentlige tilskud",
    "0072": "Rettelser indsendt af SU-styrelsen",
    "0073": "Skattefrit soldaterlegat",
    "0074": "Anden pension",
    "0075": "Nettogevinst ved visse spil",
    "0076": "Værdi af naturaliepræmier",
    "0077": "Pengepræmier",
    "0078": "Barselsdagpenge",
    "0079": "Indkomst ved selvstændigt erhverv",
    "0080": "Indskud til aldersopsparing",
    "0081": "Indskud til kapitalpension",
    "0082": "Vederlag for privat pasning",
    "0083": "Flekslønstilskud",
    "0084": "Ressourceforløbsydelse",
    "0086": "Fleksydelse, løbende udbetaling",
    "0087": "Uddannelseshjælp og aktivitetstillæg",
    "0088": "Udbytte fra medarbejderinvesteringsselskab",
    "0089": "Udlodning og avance fra medarbejderinvesteringsselskab",
    "0097": "Skattefrie uddelinger og legater fra fonde",
    "0099": "Skattepligtige uddelinger fra fonde, almennyttige formål",
    "0100": "Skattepligtige uddelinger fra fonde, ikke-almennyttige formål",
    "0101": "Købe- eller tegningsretter til aktier (LL §§ 7 P og 28)",
    "0102": "Vederlag for offentligt ombud og hverv",
    "0103": "Sygedagpenge",
    "0104": "G-dagesgodtgørelse og kompensation for ikke anvist seniorjob",
    "0105": "Tabt arbejdsfortjeneste (servicelov § 42)",
    "0106": "Plejevederlag (servicelov § 120)",
    "0107": "Engangstillæg for opsat pension",
    "0108": "Skattefri rejsegodtgørelse",
    "0109": "Skattefri befordringsgodtgørelse",
    "0110": "Invalidepension",
    "0111": "Rateforsikring ved invaliditet",
    "0112": "Rateopsparing ved nedsat arbejdsevne",
    "0113": "Ægtefælle- og samleverpension",
    "0114": "Pension til efterladte og børnepension",
    "0115": "Ekstra personligt tillæg, mediecheck",
    "0116": "Tidlig pension",
    "0127": "Udenlandsk DIS-søindkomst",
    "0128": "Udenlandsk DAS-søindkomst",
    "0170": "OP-bidrag, tillægsrefusion",
    "0171": "Corona, lønkompensation",
    "0172": "Corona, kompensation for faste udgifter",
    "0173": "Corona, arrangørkompensation",
    "0174": "Corona, førtidig udbetaling af feriemidler",
    "0175": "Corona, andre hjælpepakker",
    "0176": "Corona, førtidig restudbetaling af feriemidler",
    "0177": "Udbetaling fra Lønmodtagernes Feriemidler",
}

_KINDS_OF: Final[dict[IncomeGroup, frozenset[str]]] = {
    IncomeGroup.PUBLIC_PENSION: frozenset({"0004", "0006", "0010", "0024", "0107", "0115", "0116"}),
    IncomeGroup.OTHER_PENSION: frozenset(
        {"0009", "0012", "0020", "0025", "0044", "0045", "0074", "0110", "0111", "0112", "0113", "0114"}
    ),
    IncomeGroup.PUBLIC_BENEFIT: frozenset(
        {"0002", "0003", "0005", "0013", "0016", "0019", "0036", "0038", "0039", "0041", "0042", "0078", "0083"}
        | {"0084", "0086", "0087", "0103", "0105", "0106"}
    ),
    IncomeGroup.STUDENT_GRANT: frozenset({"0072"}),
    IncomeGroup.TAX_FREE: frozenset({"0021", "0049", "0071", "0073", "0097", "0108", "0109"}),
    IncomeGroup.WAGE: frozenset({"0007", "0026", "0027", "0028", "0034", "0048", "0056", "0057", "0127", "0128"}),
}
_GROUP_OF_KIND: Final = {kind: group for group, kinds in _KINDS_OF.items() for kind in kinds}
_GROUP_OF_TYPE: Final[dict[str, IncomeGroup]] = {
    "00": IncomeGroup.WAGE,
    "01": IncomeGroup.STUDENT_GRANT,
    "03": IncomeGroup.WAGE,
    "05": IncomeGroup.B_INCOME,
    "06": IncomeGroup.PUBLIC_BENEFIT,
    "07": IncomeGroup.PUBLIC_BENEFIT,
    "08": IncomeGroup.WAGE,
    "09": IncomeGroup.TAX_FREE,
    "10": IncomeGroup.WAGE,
    "11": IncomeGroup.WAGE,
    "20": IncomeGroup.WAGE,
    "26": IncomeGroup.OTHER_PENSION,
    "28": IncomeGroup.WAGE,
    "29": IncomeGroup.WAGE,
}
_TYPES_ABOVE_KIND: Final = frozenset({"01", "09"})
"""SU stays SU and tax-free stays tax-free whatever the kind."""


def income_type(code: str) -> Coded:
    return Coded(code, TYPES.get(code))


def income_kind(code: str) -> Coded:
    return Coded(code, KINDS.get(code))


def group_of(type_code: str, kind: str | None) -> IncomeGroup:
    """The kind decides where it says what the money is; else the type; else OTHER."""
    by_type = _GROUP_OF_TYPE.get(type_code, IncomeGroup.OTHER)
    if kind is None or type_code in _TYPES_ABOVE_KIND:
        return by_type
    return _GROUP_OF_KIND.get(kind, by_type)
