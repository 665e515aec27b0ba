"""One line for each rule of each form: answers by which it speaks, and the one change by which it does not.

`field=text` separated by ";"; "@name=value" is a register's fact, "+name=value" what a check says of a field.
"""

from __future__ import annotations

from typing import Final

CASES: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "aendret-indkomst": {
        "tilbage-i-tiden": ("aendret_fra=10-2026", "aendret_fra=11-2026"),
        "fremad": ("aendret_fra=12-2026", "aendret_fra=11-2026"),
        "ingen-boligstoette": ("ydelse=begge;@har_boligstoette=nej", "@har_boligstoette=ja"),
        "ingen-pension": ("ydelse=begge;@har_folkepension=nej", "@har_folkepension=ja"),
        "arbejdsindkomst": ("ydelse=pension;indkomstart=loen", "ydelse=boligstoette"),
    },
    "attester": {
        "beskyttet": (
            "modtager=privat;om_borgeren=ja;om_person=0702614075;+om_person_beskyttet=ja",
            "+om_person_beskyttet=nej",
        ),
        "beskyttet-anden": (
            "modtager=privat;om_borgeren=nej;om_anden=0702614075;+om_anden_beskyttet=ja",
            "+om_anden_beskyttet=nej",
        ),
        "ikke-udpeget": ("modtager=privat;udpeget_ved=ikke", "udpeget_ved=cpr"),
        "beskyttet-til-borgeren": (
            "modtager=borgeren;om_borgeren=nej;om_anden=0702614075;+om_anden_beskyttet=ja",
            "+om_anden_beskyttet=nej",
        ),
        "andet-end-42": ("modtager=privat;slags=bopaelsattest", "slags=adresseoplysning"),
    },
    "beboerindskudslaan": {
        "uden-koekken": ("boligart=ungdomsbolig", "boligart=lejlighed"),
        "privat": ("boligart=privat", "boligart=vaerelse"),
        "aeldre-bolig": ("ibrugtaget_efter_1964=nej", "ibrugtaget_efter_1964=ja"),
        "ingen-bolig": ("ny_bolig=Ærøvej 12;+ny_bolig_er_bolig=nej", "+ny_bolig_er_bolig=ja"),
        "gammelt-laan": ("gammelt_laan=ja", "gammelt_laan=nej"),
        "ikke-i-eindkomst": ("anden_indkomst=ja", "anden_indkomst=nej"),
    },
    "begravelseshjaelp": {
        "fremtid": ("doedsdato=21-11-2026", "doedsdato=20-11-2026"),
        "barn": ("afdoede=2011084070;doedsdato=19-11-2026", "doedsdato=20-11-2026"),
        "uden-sygesikring": ("dansk_sygesikring=nej", "dansk_sygesikring=ja"),
        "soerger-ikke": ("soerger_for=nej", "soerger_for=ja"),
    },
    "boernepas": {
        "fingeraftryk": ("barn=2011144070", "barn=2111144070"),
        "uden-fingeraftryk": ("barn=2111144070", "barn=2011144070"),
        "voksen": ("barn=2011084070", "barn=2111084070"),
        "barn-ikke-moedt": ("barn_moedt=nej", "barn_moedt=ja"),
        "ingen-indehaver": (
            (
                "barn=0906174072;+barn_indehaver_mor=nej;+barn_indehaver_far=nej;+barn_indehaver_anden_1=nej;"
                "+barn_indehaver_anden_2=nej"
            ),
            "+barn_indehaver_anden_2=ja",
        ),
        "ukendt-myndighed": (
            (
                "barn=0906174072;+barn_indehaver_mor=nej;+barn_indehaver_far=nej;+barn_indehaver_anden_1=nej;"
                "+barn_indehaver_anden_2=nej;myndighed_papir=mangler"
            ),
            "myndighed_papir=alle",
        ),
        "mangler-mor": ("barn=0906174072;+barn_indehaver_mor=ja;samtykke_mor=mangler", "samtykke_mor=moedt"),
        "mangler-far": ("barn=0906174072;+barn_indehaver_far=ja;samtykke_far=mangler", "samtykke_far=digitalt"),
        "mangler-anden-1": (
            "barn=0906174072;+barn_indehaver_anden_1=ja;samtykke_anden_1=mangler",
            "samtykke_anden_1=skriftligt",
        ),
        "mangler-anden-2": (
            "barn=0906174072;+barn_indehaver_anden_2=ja;samtykke_anden_2=mangler",
            "samtykke_anden_2=moedt",
        ),
        "ikke-meldt": ("gammelt_pas=bortkommet;bortkomst_meldt=nej", "bortkomst_meldt=ja"),
        "gebyr": ("gammelt_pas=bortkommet", "gammelt_pas=med"),
    },
    "boernetilskud-enlig": {
        "ikke-enlig": ("oplyst_enlig=nej", "oplyst_enlig=ja"),
        "anden-voksen": ("andre_voksne=nej;@andre_voksne_paa_adressen=1", "@andre_voksne_paa_adressen=0"),
        "aegtefaelle-paa-adressen": (
            "oplyst_enlig=ja;@aegtefaelle_samme_adresse=ja",
            "@aegtefaelle_samme_adresse=nej",
        ),
        "faelles-myndighed": ("ophold=lige;@foraeldremyndighed_faelles=ja", "@foraeldremyndighed_faelles=nej"),
        "bor-hos-den-anden": ("ophold=mindst", "ophold=mest"),
        "ikke-bekraeftet": ("erklaering=nej", "erklaering=ja"),
        "enlig-frem": ("oplyst_enlig=ja;enlig_siden=21-11-2026", "enlig_siden=20-11-2026"),
    },
    "boligstoette": {
        "uden-koekken": ("koekken=nej", "koekken=ja"),
        "ikke-helaarsbolig": ("@helaarsbolig=nej", "@helaarsbolig=ja"),
        "ejer": ("bor_til=andel", "bor_til=leje"),
        "har-boligstoette": ("@har_boligstoette=ja", "@har_boligstoette=nej"),
    },
    "enkeltudgift": {
        "betalt": ("allerede_betalt=ja", "allerede_betalt=nej"),
        "helbred": ("helbred=ja", "helbred=nej"),
        "ingen-begivenhed": ("social_begivenhed=nej;helbred=nej", "helbred=ja"),
        "haster": ("skal_betales=23-11-2026", "skal_betales=24-11-2026"),
    },
    "flytteanmeldelse": {
        "for-tidligt": ("flyttedato=19-12-2026", "flyttedato=18-12-2026"),
        "for-sent": ("flyttedato=14-11-2026", "flyttedato=15-11-2026"),
        "boede": ("flyttedato=05-11-2026", "flyttedato=06-11-2026"),
        "ukendt-adresse": ("ny_adresse=Ærøvej 12;+ny_adresse_findes=nej", "+ny_adresse_findes=ja"),
        "ingen-bolig": (
            "ny_adresse=Ærøvej 12;+ny_adresse_findes=ja;+ny_adresse_er_bolig=nej",
            "+ny_adresse_er_bolig=ja",
        ),
        "ikke-helaarsbolig": ("ny_adresse=Ærøvej 12;+ny_adresse_helaarsbolig=nej", "+ny_adresse_helaarsbolig=ja"),
        "logivaert-bor-der-ikke": (
            "ny_adresse=Ærøvej 12;hos_andre=ja;logivaert=0702614075;+logivaert_bor_der=nej",
            "+logivaert_bor_der=ja",
        ),
        "hoer-anden-foraelder": (
            "flytter_alene=nej;medflytter_1=0906174072;anden_foraelder_med=ikke_hoert",
            "anden_foraelder_med=underskriver",
        ),
        "beskyttet": ("@beskyttet=ja", "@beskyttet=nej"),
    },
    "fritagelse-digital-post": {
        "opfylder-ikke": ("opfylder=nej", "opfylder=ja"),
        "uden-underskrift": ("underskrevet=nej", "underskrevet=ja"),
        "ikke-tilmeldt": ("@digital_post=nej", "@digital_post=ja"),
        "to-forhold": ("opfylder=ja", "opfylder=nej"),
    },
    "fritagelse-selvbetjening": {
        "allerede-loeftet": ("hos=kommunen;fritaget_digital_post=ja", "fritaget_digital_post=nej"),
        "to-forhold": ("hos=udbetaling_danmark", "hos=kommunen"),
        "modsiger": ("fritaget_digital_post=ja;@digital_post=ja", "@digital_post=nej"),
        "uden-tilbud": ("hjaelp_tilbudt=nej", "hjaelp_tilbudt=ja"),
    },
    "helbredstillaeg": {
        "udvidet": ("art=briller", "art=medicin"),
        "for-sent": ("art=tandprotese;allerede_behandlet=ja", "allerede_behandlet=nej"),
        "ikke-pensionist": ("folkepension=nej;foertidspension_foer_2003=nej", "foertidspension_foer_2003=ja"),
        "har-tillaeg": ("@har_helbredstillaeg=ja", "@har_helbredstillaeg=nej"),
    },
    "indrejse": {
        "forhaand": ("indrejsedato=21-11-2026", "indrejsedato=20-11-2026"),
        "fem-dage": ("indrejsedato=14-11-2026", "indrejsedato=15-11-2026"),
        "kort-ophold": ("over_tre_maaneder=nej", "over_tre_maaneder=ja"),
        "ikke-moedt": ("moedt_frem=nej", "moedt_frem=ja"),
        "uden-pas": ("pas_set=nej", "pas_set=ja"),
        "uden-opholdsbevis": ("statsborgerskab=andet;opholdsbevis_set=nej", "opholdsbevis_set=ja"),
        "opholdsbevis-senere": ("statsborgerskab=eu;opholdsbevis_set=ja", "opholdsbevis_set=nej"),
        "ingen-bolig": ("adresse_dk=Ærøvej 12;+adresse_dk_er_bolig=nej", "+adresse_dk_er_bolig=ja"),
        "bor-her-allerede": ("om_borgeren=ja;@i_kommunen=ja;@udrejst=nej", "@udrejst=ja"),
    },
    "koerekort": {
        "udloebet": ("art=fornyelse;udloeber=19-11-2026", "udloeber=20-11-2026"),
        "lang-tid": ("art=fornyelse;udloeber=21-02-2027", "udloeber=20-02-2027"),
        "begraenset-foer": (
            "art=fornyelse;gruppe=1;fornyes_som=almindeligt;tidsbegraenset=ja",
            "fornyes_som=helbred",
        ),
        "begraenset-foer-erhverv": (
            "art=fornyelse;gruppe=2;fornyes_til=c_d;helbred_aendret=ja",
            "helbred_aendret=nej",
        ),
        "uden-kort": ("art=fornyelse;gammelt_kort=nej", "gammelt_kort=ja"),
        "uden-erklaering": ("art=bortkommet;bortkomst_erklaeret=nej", "bortkomst_erklaeret=ja"),
        "uden-attest": ("art=foerste;laegeattest=mangler", "laegeattest=med"),
    },
    "logivaertserklaering": {
        "uden-underskrift": ("underskrevet=nej", "underskrevet=ja"),
        "bor-ikke": ("erklaerer=bor_ikke", "erklaerer=bor"),
        "kun-post": ("erklaerer=kun_post", "erklaerer=bor"),
        "logivaert-bor-der-ikke": (
            "adresse_bolig=Ærøvej 12;logivaert=0702614075;+logivaert_bor_der=nej",
            "+logivaert_bor_der=ja",
        ),
        "ingen-bolig": ("adresse_bolig=Ærøvej 12;+adresse_bolig_er_bolig=nej", "+adresse_bolig_er_bolig=ja"),
    },
    "oekonomisk-friplads": {
        "ikke-dyrest": ("andre_takster_maaned=4000;er_dyrest=nej", "er_dyrest=ja"),
        "ikke-barn": ("barn=2011084070", "barn=2111084070"),
        "skolebarn": ("barn=2011194070", "barn=2111194070"),
        "anden-voksen": ("oplyst_enlig=ja;@andre_voksne_paa_adressen=1", "@andre_voksne_paa_adressen=0"),
        "aegtefaelle-paa-adressen": (
            "oplyst_enlig=ja;@aegtefaelle_samme_adresse=ja",
            "@aegtefaelle_samme_adresse=nej",
        ),
        "bor-hos-den-anden": ("bor_mest_hos=anden", "bor_mest_hos=ansoeger"),
        "bor-lige-meget": ("bor_mest_hos=lige", "bor_mest_hos=ansoeger"),
        "ikke-i-eindkomst": ("egen_virksomhed=ja", "egen_virksomhed=nej"),
        "har-friplads": ("@har_friplads=ja", "@har_friplads=nej"),
    },
}
