"""A few tasks as the shipped files write them, enough to try schema, search and page; every fact is made up."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.situations.tasks import Task, load_tasks

ERRANDS: Final = (
    "identitet",
    "flytning",
    "beskyttelse",
    "pas",
    "boligstoette",
    "pension",
    "helbredstillaeg",
    "enkeltudgift",
)
SUBJECTS: Final = ("23.05.08", "32.03.14", "27.36.04")

MOVING: Final = """\
[flytning-indenlands]
title = "Flytning inden for Danmark"
synonyms = ["ny adresse", "flytte", "folkeregister"]
area = "folkeregister"
summary = "Borgeren er flyttet og skal have sin nye adresse i CPR."
owner = [ { who = "kommune", unit = "Borgerservice", from = 1968-04-02 } ]
level = 2
errand = "flytning"
kle = "23.05.08"
law = ["CPR-loven § 12"]
deadline = { text = "Senest fem dage efter flytningen.", days = 5, ground = "CPR-loven § 12", source = "Prøve" }
complaint = { body = "Ministeriet", weeks = 4, law = "CPR-loven § 56", source = "Prøve" }
bring = ["Gyldig legitimation", "Lejekontrakt"]
steps = ["Bed om legitimation.", "Spørg om dato og adresse.", "Tjek, hvem der bor i boligen.", "Registrér flytningen."]
forms = ["flytteanmeldelse"]
letters = ["Kvittering for flytning"]
offline = { can = "queued", text = "Anmeldelsen kan skrives og sendes senere." }
situations = ["flytning-inden-for"]
check_locally = ["opening", "phone"]
origin = ["Folkeregister (flytteanmeldelser)"]
sources = ["Prøve"]

[adressebeskyttelse]
title = "Navne- og adressebeskyttelse"
synonyms = ["hemmelig adresse", "beskyttet adresse"]
area = "folkeregister"
summary = "Borgeren vil ikke have, at andre kan få adressen oplyst."
owner = [ { who = "kommune", unit = "Borgerservice" } ]
level = 2
errand = "beskyttelse"
steps = ["Forklar, hvad beskyttelsen betyder.", "Registrér den med dato."]
next = { who = "CPR-kontoret" }
check_locally = ["law", "deadline", "bring", "phone"]
none = ["complaint"]

[gaebyr-udgaaet]
title = "Adresseopslag på papir"
synonyms = ["bestille adresse"]
area = "folkeregister"
summary = "Tidligere kunne en adresse bestilles på papir."
owner = [ { who = "kommune", unit = "Borgerservice" } ]
level = 1
errand = "identitet"
ended = { on = 2015-12-01, why = "Bestillingen blev digital.", now = "flytning-indenlands" }
"""

MONEY: Final = """\
[boligstoette]
title = "Boligstøtte"
synonyms = ["boligsikring", "boligydelse", "hjælp til huslejen"]
area = "ydelser"
summary = "Tilskud til huslejen. Borgerservice vejleder; Udbetaling Danmark afgør."
level = 1
errand = "boligstoette"
kle = "32.03.14"
steps = ["Vis borgeren selvbetjeningen.", "Hjælp med lejekontrakten."]
forms = ["boligstoette"]
situations = ["flytning-inden-for", "indkomst-aendret"]
law = ["Boligstøtteloven"]
sources = ["Prøve"]
next = { who = "Udbetaling Danmark", what = "Boligstøtte", phone = "70 00 00 00", web = "eksempel.dk" }
fee = { amount = "0", source = "Prøve", as_of = 2026-01-01 }

[[boligstoette.owner]]
who = "kommune"
to = 2013-02-28

[[boligstoette.owner]]
who = "udbetaling_danmark"
from = 2013-03-01
source = "Prøve"

[helbredstillaeg]
title = "Helbredstillæg"
synonyms = ["tilskud til briller", "tandlæge", "medicin"]
unshown = ["bisser"]
area = "ydelser"
summary = "Tilskud til pensionisters udgifter til medicin, tandlæge og fodbehandling."
owner = [ { who = "kommune", unit = "Pension og ældre" } ]
level = 3
errand = "helbredstillaeg"
kle = "27.36.04"
steps = ["Find helbredstillægsprocenten.", "Spørg om formue."]
check_locally = ["phone", "law", "deadline", "complaint"]

[pas]
title = "Pas"
synonyms = ["rejsepas", "nyt pas"]
area = "ydelser"
summary = "Borgeren skal bruge et pas til at rejse."
owner = [ { who = "politi" } ]
level = 2
errand = "pas"
steps = ["Bed om det gamle pas.", "Optag foto og fingeraftryk."]
check_locally = ["fee", "bring"]
"""


def write_tasks(folder: Path, **files: str) -> Path:
    """The made-up files, or those of `files`, by area."""
    folder.mkdir(parents=True, exist_ok=True)
    for area, text in (files or {"folkeregister": MOVING, "ydelser": MONEY}).items():
        (folder / f"{area}.toml").write_text(text, encoding="utf-8")
    return folder


def read_tasks(folder: Path, **files: str) -> tuple[Task, ...]:
    return load_tasks(write_tasks(folder, **files), errands=ERRANDS, subjects=SUBJECTS)
