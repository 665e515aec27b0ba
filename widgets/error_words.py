"""What the person is told of each `UserError`, by its code, with what they can do now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def sentences() -> dict[str, str]:
    return {
        "trace-unavailable": QCoreApplication.translate(
            "texts", "Opslaget kan ikke logges, og derfor vises intet. Kontakt support."
        ),
        "trace-older": QCoreApplication.translate(
            "texts", "Loggen på denne computer er ældre, end den var sidst. Kontakt sikkerhedslederen."
        ),
        "trace-damaged": QCoreApplication.translate(
            "texts", "Linje {line} i loggen kan ikke læses. Kontakt sikkerhedslederen."
        ),
        "facts-invalid": QCoreApplication.translate("texts", "Filen {file} har en fejl under [{key}]."),
        "benefits-invalid": QCoreApplication.translate("texts", "Filen {file} har en fejl under [{key}]."),
        "rates-invalid": QCoreApplication.translate("texts", "Satserne i {file} har en fejl under [{key}]."),
        "confirmations-invalid": QCoreApplication.translate(
            "texts", "Kommunens bekræftede satser i {file} har en fejl under [{key}]."
        ),
        "pack-unsigned": QCoreApplication.translate(
            "texts", "Satspakken {file} er ikke underskrevet af udgiveren og er ikke taget i brug."
        ),
        "pack-invalid": QCoreApplication.translate(
            "texts", "Satspakken {file} er beskadiget eller ufuldstændig og er ikke taget i brug."
        ),
        "pack-early": QCoreApplication.translate(
            "texts", "Satspakken {file} er dateret efter i dag og er ikke taget i brug."
        ),
        "benefit-unknown": QCoreApplication.translate("texts", "Ydelsen findes ikke. Vælg en af: {keys}."),
        "rows-empty": QCoreApplication.translate(
            "texts", "Filens første linje har ingen af ydelsens kolonner: {columns}."
        ),
        "tasks-invalid": QCoreApplication.translate("texts", "Filen {file} har en fejl i linje {line} under [{key}]."),
        "guide-notes-unreadable": QCoreApplication.translate(
            "texts", "Kommunens egne noter i {file} kan ikke læses. Filen er ikke ændret. Kontakt support."
        ),
        "guide-notes-unwritable": QCoreApplication.translate(
            "texts", "Noten er ikke gemt: filen {file} kan ikke skrives. Tjek rettighederne til mappen."
        ),
        "guide-notes-busy": QCoreApplication.translate(
            "texts", "Noten er ikke gemt: andre er ved at skrive i filen {file}. Gem igen om lidt."
        ),
        "guide-note-changed": QCoreApplication.translate(
            "texts", "En anden har rettet noten imens. Deres står øverst. Gem igen for at skrive din i stedet."
        ),
        "condition-invalid": QCoreApplication.translate("texts", "En betingelse i reglerne er skrevet forkert."),
        "purposes-invalid": QCoreApplication.translate("texts", "Filen {file} har en fejl under [{key}]."),
        "situations-invalid": QCoreApplication.translate(
            "texts", "Filen {file} har en fejl i linje {line} under [{key}]."
        ),
        "widening-needs-reason": QCoreApplication.translate("texts", "Skriv, hvad borgeren har sagt ja til."),
        "income-needs-errand": QCoreApplication.translate(
            "texts", "Indkomst kan kun åbnes med et ærinde, der har egen hjemmel til det."
        ),
        "lists-malformed": QCoreApplication.translate(
            "texts", "Linje {line} er ikke et CPR-nummer og en liste. De gamle lister er beholdt."
        ),
        "lists-empty": QCoreApplication.translate("texts", "Filen har ingen på listerne. De gamle lister er beholdt."),
        "override-needs-reason": QCoreApplication.translate("texts", "Skriv, hvorfor opslaget er nødvendigt."),
        "override-too-long": QCoreApplication.translate("texts", "Det kan højst gælde i {hours} t."),
        "configuration-unreadable": QCoreApplication.translate("texts", "Opsætningsfilen {file} kan ikke læses."),
        "configuration-invalid": QCoreApplication.translate("texts", "Opsætningen {key} mangler eller er forkert."),
        "store-foreign": QCoreApplication.translate(
            "texts", "Mappen til lokale filer hører til noget andet. Træning og drift deler aldrig mappe."
        ),
        "file-unwritable": QCoreApplication.translate("texts", "Filen kan ikke skrives. Vælg en ny fil et andet sted."),
        "no-cpr": QCoreApplication.translate("texts", "Det er ikke et CPR-nummer."),
        "already-open": QCoreApplication.translate(
            "texts", "Indgang er allerede åben ved denne arbejdsplads. Find vinduet, der er åbent."
        ),
        "store-unusable": QCoreApplication.translate("texts", "Mappen til lokale filer kan ikke bruges."),
        "store-full": QCoreApplication.translate(
            "texts", "Disken er fuld, og det sidste er ikke gemt. Gør plads på disken, og prøv igen."
        ),
        "store-busy": QCoreApplication.translate(
            "texts", "De lokale filer er i brug af et andet program. Prøv igen om lidt."
        ),
        "store-read-only": QCoreApplication.translate(
            "texts", "De lokale filer kan ikke skrives. Tjek rettighederne til mappen, eller kontakt support."
        ),
        "store-damaged": QCoreApplication.translate(
            "texts",
            "De lokale filer kan ikke læses: disken eller en fil er beskadiget. Luk Indgang, og kontakt support.",
        ),
        "store-locked": QCoreApplication.translate("texts", "Arbejdspladsen er låst."),
        "store-newer": QCoreApplication.translate(
            "texts", "De lokale filer er skrevet af en nyere udgave af Indgang. Start den nye udgave. Intet er ændret."
        ),
        "token-missing": QCoreApplication.translate(
            "texts", "Der er ikke logget ind på denne arbejdsplads. Log ind i kommunens login, og prøv igen."
        ),
        "token-malformed": QCoreApplication.translate(
            "texts", "Kommunens login har afleveret et bevis, der ikke kan læses. Log ind igen, eller kontakt support."
        ),
        "token-untrusted": QCoreApplication.translate(
            "texts",
            "Beviset fra kommunens login er ikke underskrevet af den udsteder, som Indgang er sat op til at stole på. "
            "Ingen rettigheder er givet. Kontakt support.",
        ),
        "token-foreign": QCoreApplication.translate(
            "texts", "Beviset fra kommunens login gælder et andet system end Indgang. Kontakt support."
        ),
        "token-other-person": QCoreApplication.translate(
            "texts",
            "En anden end arbejdspladsens medarbejder er logget ind. Log ind som dig selv, eller kontakt support.",
        ),
        "token-early": QCoreApplication.translate(
            "texts", "Beviset fra kommunens login gælder ikke endnu. Tjek computerens ur."
        ),
        "token-expired": QCoreApplication.translate(
            "texts", "Beviset fra kommunens login er udløbet. Log ind i kommunens login igen."
        ),
        "keys-refused": QCoreApplication.translate(
            "texts",
            "Computeren har intet sikkert nøglelager ({backend}), og derfor kan de lokale filer ikke krypteres. "
            "Intet er gemt. Kontakt support.",
        ),
        "keys-unavailable": QCoreApplication.translate(
            "texts", "Computerens nøglelager svarer ikke eller er låst. Lås det op, og prøv igen. Intet er ændret."
        ),
        "outbox-gone": QCoreApplication.translate(
            "texts",
            "Udbakken er væk fra mappen til lokale filer. Der er ikke lavet en ny. Find filen, eller indlæs en "
            "sikkerhedskopi.",
        ),
        "outbox-key-missing": QCoreApplication.translate(
            "texts",
            "Nøglen til udbakken er ikke i computerens nøglelager. Udbakken er urørt og åbner igen, når kommunens "
            "gendannelsesnøgle har lagt nøglen tilbage.",
        ),
        "outbox-keystore-changed": QCoreApplication.translate(
            "texts",
            "Nøglen til udbakken blev lagt i nøglelageret {before}, men computeren bruger nu {now}. Udbakken er urørt. "
            "Skift tilbage, eller læg nøglen på plads med kommunens gendannelsesnøgle.",
        ),
        "outbox-key-wrong": QCoreApplication.translate(
            "texts",
            "Nøglelageret har en anden nøgle end udbakkens. Udbakken er urørt og åbner igen, når kommunens "
            "gendannelsesnøgle har lagt den rigtige tilbage.",
        ),
        "outbox-damaged": QCoreApplication.translate(
            "texts",
            "Nøglen passer, men udbakken er beskadiget. Filen er urørt. Indlæs en sikkerhedskopi, eller kontakt "
            "support.",
        ),
        "outbox-unreadable": QCoreApplication.translate(
            "texts",
            "Udbakken kan ikke åbnes, og nøglelisten ved siden af mangler, så det kan ikke siges, om nøglen er forkert "
            "eller filen beskadiget. Filen er urørt. Kontakt support.",
        ),
        "recovery-unreadable": QCoreApplication.translate(
            "texts", "Gendannelsesnøglen eller nøglelisten kan ikke læses. Intet er ændret."
        ),
        "recovery-wrong": QCoreApplication.translate(
            "texts", "Gendannelsesnøglen hører ikke til denne arbejdsplads. Intet er ændret."
        ),
        "backup-exists": QCoreApplication.translate(
            "texts", "Mappen har allerede filer. Vælg en tom mappe til sikkerhedskopien."
        ),
        "backup-failed": QCoreApplication.translate(
            "texts", "Sikkerhedskopien blev ikke hel og gælder ikke. Tjek pladsen og rettighederne, og prøv igen."
        ),
        "backup-not-whole": QCoreApplication.translate(
            "texts", "Sikkerhedskopien er ikke hel og er ikke indlæst. Intet er ændret."
        ),
        "forms-invalid": QCoreApplication.translate("texts", "Filen {file} har en fejl i linje {line} under [{key}]."),
        "form-not-finished": QCoreApplication.translate(
            "texts", "Blanketten kan ikke færdiggøres endnu. Se, hvad der mangler."
        ),
        "form-not-yours": QCoreApplication.translate(
            "texts", "Du kan ikke tage blanketten op: den skal afgøres af en, der må mere. Giv den videre."
        ),
        "form-unheard": QCoreApplication.translate(
            "texts", "Afgørelsen er ikke truffet: borgeren skal partshøres først. Udfyld Partshøring nederst."
        ),
        "paper-too-large": QCoreApplication.translate("texts", "Filen er for stor. Den må højst fylde 10 MB."),
        "paper-unreadable": QCoreApplication.translate(
            "texts", "Filen kan ikke bruges. Vælg en PDF, JPEG eller PNG, der kan læses."
        ),
        "note-empty": QCoreApplication.translate("texts", "Skriv både overskrift og tekst."),
        "note-not-theirs": QCoreApplication.translate(
            "texts", "Sagen handler ikke om borgeren på siden. Der er ikke skrevet noget på den."
        ),
        "note-moved-on": QCoreApplication.translate(
            "texts", "Notatet er ikke længere parkeret og kan ikke tages tilbage."
        ),
        "note-draft-exists": QCoreApplication.translate(
            "texts", "Der er allerede en kladde på sagen. Gør den færdig, eller slet dens tekst først."
        ),
        "shared-unreachable": QCoreApplication.translate(
            "texts", "Det fælles lager svarer ikke. Det, du gør nu, gemmes her og sendes, når det svarer."
        ),
        "shared-busy": QCoreApplication.translate("texts", "Det fælles lager er optaget. Der prøves igen af sig selv."),
        "shared-denied": QCoreApplication.translate(
            "texts",
            "Det fælles lager svarer, men giver ikke denne bruger adgang: brugernavnet, adgangskoden, databasens navn "
            "eller rettigheden passer ikke. Kontakt driften.",
        ),
        "shared-untrusted": QCoreApplication.translate(
            "texts",
            "Det fælles lager kan ikke bevise, at det er det rigtige: certifikatet er udløbet, til et andet navn eller "
            "fra en anden udsteder, eller serveren krypterer ikke. Intet er sendt til det. Kontakt driften.",
        ),
        "shared-refused": QCoreApplication.translate(
            "texts", "Det fælles lager tager ikke imod det: det passer ikke til det, der er der i forvejen."
        ),
        "shared-conflict": QCoreApplication.translate(
            "texts", "Det fælles lager har noget andet under samme nummer. Kontakt support."
        ),
        "shared-older": QCoreApplication.translate(
            "texts",
            "Det fælles lager mangler tabeller, som denne udgave af Indgang skal bruge. Driften skal køre "
            "kommandoen upgrade-store. Det, du gør imens, gemmes her.",
        ),
        "shared-newer": QCoreApplication.translate(
            "texts", "Det fælles lager er fra en nyere udgave af Indgang. Opdater Indgang på denne computer."
        ),
        "shared-gone": QCoreApplication.translate(
            "texts", "Filen med henvendelser og planer er væk fra arbejdspladsens mappe. Kontakt support."
        ),
        "shared-key-missing": QCoreApplication.translate(
            "texts",
            "Nøglen til henvendelser og planer er ikke i computerens nøglelager. Filen er urørt og åbner igen, når "
            "kommunens gendannelsesnøgle har lagt nøglen tilbage.",
        ),
        "shared-key-wrong": QCoreApplication.translate(
            "texts",
            "Nøglelageret har en anden nøgle end filen med henvendelser og planer. Filen er urørt og åbner igen, når "
            "kommunens gendannelsesnøgle har lagt den rigtige tilbage.",
        ),
        "retention-unset": QCoreApplication.translate(
            "texts",
            "Opsætningen siger ikke, hvor længe henvendelser og planer skal gemmes, og hvorfor ([retention]). Intet er "
            "slettet.",
        ),
        "plan-task-empty": QCoreApplication.translate("texts", "Skriv, hvad opgaven er."),
        "plan-move-incomplete": QCoreApplication.translate("texts", "Udfyld det, der mangler, og gem igen."),
        "plan-note-empty": QCoreApplication.translate("texts", "Skriv notatets tekst."),
        "paper-failed": QCoreApplication.translate(
            "texts", "Papiret kunne ikke sættes op til udskrift. Prøv igen, eller kontakt support."
        ),
        "print-failed": QCoreApplication.translate(
            "texts", "Udskriften blev ikke færdig. Se ved printeren, om noget kom ud, og udskriv igen."
        ),
        "index-missing": QCoreApplication.translate("texts", "Der er intet CPR-udtræk på denne arbejdsplads endnu."),
        "index-outdated": QCoreApplication.translate("texts", "CPR-udtrækket skal indlæses igen efter opdateringen."),
        "index-damaged": QCoreApplication.translate("texts", "CPR-udtrækket er beskadiget og skal indlæses igen."),
        "index-in-use": QCoreApplication.translate(
            "texts", "CPR-udtrækket er i brug. Luk Indgang på denne computer, og indlæs igen."
        ),
        "index-busy": QCoreApplication.translate(
            "texts", "Et andet udtræk er ved at blive indlæst. Prøv igen om lidt."
        ),
        "index-key-missing": QCoreApplication.translate(
            "texts", "Nøglen til CPR-udtrækket er ikke i computerens nøglelager. Indlæs udtrækket igen."
        ),
        "extract-unreadable": QCoreApplication.translate("texts", "Filen kan ikke læses."),
        "extract-empty": QCoreApplication.translate("texts", "Udtrækket har ingen personer. Det gamle er beholdt."),
        "extract-real": QCoreApplication.translate(
            "texts", "Udtrækket kan være om virkelige borgere. Træning tager kun opdigtede. Det gamle er beholdt."
        ),
        "extract-not-cpr": QCoreApplication.translate("texts", "Filen er ikke et CPR-udtræk. Det gamle er beholdt."),
        "extract-encoding": QCoreApplication.translate(
            "texts", "Udtrækket har tegn, der ikke hører til dets tegnsæt. Det gamle er beholdt."
        ),
        "extract-truncated": QCoreApplication.translate(
            "texts", "Udtrækket slutter før tid: slutposten mangler. Det gamle er beholdt."
        ),
        "extract-count": QCoreApplication.translate(
            "texts", "Udtrækket har et andet antal poster, end slutposten siger. Det gamle er beholdt."
        ),
        "extract-split": QCoreApplication.translate(
            "texts", "En persons poster ligger flere steder i udtrækket. Det gamle er beholdt."
        ),
        "extract-malformed": QCoreApplication.translate(
            "texts", "Udtrækket har en post, der ikke kan læses. Det gamle er beholdt."
        ),
        "extract-continues": QCoreApplication.translate(
            "texts", "Udtrækket går videre efter slutposten. Det gamle er beholdt."
        ),
        "training-unavailable": QCoreApplication.translate(
            "texts", "Træningens registre kunne ikke startes. Luk Indgang, og start igen."
        ),
        "document-unreadable": QCoreApplication.translate("texts", "Dokumentet er beskadiget og kan ikke vises."),
        "document-timeout": QCoreApplication.translate(
            "texts", "Dokumentet tog for lang tid at tegne og er ikke vist."
        ),
        "document-too-large": QCoreApplication.translate("texts", "Dokumentet er for stort til at blive vist her."),
        "document-encrypted": QCoreApplication.translate("texts", "Dokumentet er låst med adgangskode."),
        "unexpected": QCoreApplication.translate("texts", "Noget gik galt. Prøv igen, eller kontakt support."),
    }
