"""The training municipality's paper: letters and forms as PDF, the same bytes for the same row every time.

ReportLab is imported with the first document. Whoever sees a page sees that it is training material.
"""

from __future__ import annotations

import io
import random
from datetime import date, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from adapters.training.people import DocumentRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_REGULAR, _BOLD = "SourceSansPro", "SourceSansPro-Bold"
_LETTERHEAD = ("Fjordby Kommune", "Havnegade 1, 9990 Fjordby", "Telefon 99 99 99 99 · fjordby.example")
_FOOTER = "Øvelsesmateriale: Fjordby Kommune og alle personer i dette dokument er opdigtede."
_MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_DRAWING = Lock()

Table = tuple[tuple[str, str], ...]


def make_document(row: DocumentRow, *, recipient: str, case_number: str, unit: str, seed: int) -> bytes:
    """The paper that `row` describes; `seed` varies its amounts and wording."""
    if row.hostile:
        return hostile()
    kind = _kind(row)
    draw = random.Random(f"{seed}:{row.id}")  # noqa: S311 - made-up letters, nothing secret
    table = _TABLES[kind](draw, row.letter_date) if kind in _TABLES else ()
    paragraphs = _paragraphs(kind)
    if kind == "afgørelse":
        paragraphs += _paragraphs("begrundelse")[: draw.randint(1, 9)] + _paragraphs("klagevejledning")
    return letter(
        kind=kind,
        title=row.title,
        day=row.letter_date,
        recipient_name=recipient,
        paragraphs=paragraphs,
        table=table,
        case_number=case_number,
        unit=unit,
    )


def letter(
    *,
    kind: str,
    title: str,
    day: date,
    recipient_name: str,
    paragraphs: Sequence[str],
    table: Table = (),
    case_number: str = "",
    unit: str = "",
) -> bytes:
    """An A4 document of one to three pages. What the municipality sends carries its letterhead, the rest does not."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    target = io.BytesIO()
    with _DRAWING:
        _register_fonts()
        document = SimpleDocTemplate(
            target,
            pagesize=A4,
            invariant=1,
            title=title,
            author=_LETTERHEAD[0],
            lang="da",
            leftMargin=25 * mm - 6,
            rightMargin=25 * mm - 6,
            topMargin=40 * mm,
            bottomMargin=25 * mm,
        )
        sent = kind in _SENT_BY_THE_MUNICIPALITY
        story = _story(title, recipient_name, paragraphs, table, _heading(day, case_number, unit), sent=sent)

        def frame(canvas: Any, template: Any) -> None:
            _draw_frame(canvas, template.page, sent=sent)

        document.build(story, onFirstPage=frame, onLaterPages=frame)
    return target.getvalue()


def hostile() -> bytes:
    """A damaged PDF: a page tree that contains itself, a page as wide as a town, a stream that never ends."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 2147483647 /Kids [2 0 R 2 0 R 3 0 R] /Parent 2 0 R >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99999999 99999999] /Contents 4 0 R /Resources 3 0 R >>",
        b"<< /Length 4 0 R /Filter [/FlateDecode /FlateDecode /FlateDecode] >> stream\n" + bytes(range(256)),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, text) for number, text in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"xref\n0 99999999\ntrailer << /Root 3 0 R /Prev 9 /Size -1 >>\nstartxref\n9\n"


def _register_fonts() -> None:
    import font_source_sans_pro  # type: ignore[import-untyped] # no stubs exist
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if _BOLD in pdfmetrics.getRegisteredFontNames():
        return
    for name in (_REGULAR, _BOLD):
        pdfmetrics.registerFont(TTFont(name, font_source_sans_pro.font_files_ttf[name.replace("-", "")]))


def _heading(day: date, case_number: str, unit: str) -> tuple[str, ...]:
    lines = (_written(day), case_number and f"Sag {case_number}", unit)
    return tuple(line for line in lines if line)


def _story(
    title: str,
    recipient: str,
    paragraphs: Sequence[str],
    table: Table,
    heading: tuple[str, ...],
    *,
    sent: bool,
) -> list[Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Spacer
    from reportlab.platypus import Table as Grid

    text = ParagraphStyle("text", fontName=_REGULAR, fontSize=11, leading=15.5, spaceAfter=9)
    small = ParagraphStyle("small", parent=text, fontSize=9.5, leading=12.5, spaceAfter=0, textColor="#555555")
    large = ParagraphStyle("large", parent=text, fontName=_BOLD, fontSize=16, leading=20, spaceBefore=10, spaceAfter=12)
    story: list[Any] = [Paragraph(_escaped(recipient if sent else f"Fra: {recipient}"), text), Spacer(1, 12)]
    story += [Paragraph(_escaped(line), small) for line in heading]
    story += [Spacer(1, 10), Paragraph(_escaped(title), large)]
    story += [Paragraph(_escaped(paragraph), text) for paragraph in paragraphs]
    if table:
        rows = [[Paragraph(_escaped(left), text), Paragraph(_escaped(right), text)] for left, right in table]
        style = [("LINEBELOW", (0, 0), (-1, -1), 0.4, "#bbbbbb"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        story += [Spacer(1, 6), Grid(rows, colWidths=(200, 240), style=style, hAlign="LEFT"), Spacer(1, 14)]
    if sent:
        story += [Spacer(1, 12), Paragraph("Med venlig hilsen", text), Paragraph(_LETTERHEAD[0], text)]
    else:
        story += [Spacer(1, 24), Paragraph("Dato og underskrift: " + "_" * 42, text)]
    return story


def _draw_frame(canvas: Any, page: int, *, sent: bool) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm

    width, height = A4
    canvas.saveState()
    if sent:
        canvas.setFillColorRGB(0.08, 0.30, 0.42)
        canvas.rect(25 * mm, height - 31 * mm, width - 50 * mm, 0.6, stroke=0, fill=1)
        canvas.setFont(_BOLD, 15)
        canvas.drawString(25 * mm, height - 22 * mm, _LETTERHEAD[0])
        canvas.setFont(_REGULAR, 8.5)
        canvas.drawString(25 * mm, height - 27 * mm, " · ".join(_LETTERHEAD[1:]))
    canvas.setFillColorRGB(0.4, 0.4, 0.4)
    canvas.setFont(_REGULAR, 8)
    canvas.drawString(25 * mm, 14 * mm, _FOOTER)
    canvas.drawRightString(width - 25 * mm, 14 * mm, f"Side {page}")
    canvas.restoreState()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _written(day: date) -> str:
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def _kroner(amount: int) -> str:
    return f"{amount:,} kr.".replace(",", ".")


def _kind(row: DocumentRow) -> str:
    said = f"{row.kind} {row.title}".casefold()
    return next((kind for kind, signs in _SIGNS.items() if any(sign in said for sign in signs)), "brev")


def _paragraphs(kind: str) -> list[str]:
    return [" ".join(block.split()) for block in _WORDING[kind].split("\n\n")]


def _application(draw: random.Random, day: date) -> Table:
    return (
        ("Søges fra", _written(day.replace(day=1))),
        ("Antal voksne i husstanden", str(draw.randint(1, 2))),
        ("Antal børn i husstanden", str(draw.randint(0, 4))),
        ("Husstandens indkomst pr. måned før skat", _kroner(draw.randrange(9_000, 46_000, 250))),
        ("Formue", _kroner(draw.randrange(0, 90_000, 1_000))),
        ("Vedlagte bilag", draw.choice(("Lejekontrakt", "Tre lønsedler", "Årsopgørelse", "Ingen"))),
    )


def _decision(draw: random.Random, day: date) -> Table:
    granted = draw.random() < 0.8
    return (
        ("Afgørelse", "Bevilget" if granted else "Afslag"),
        ("Virkning fra", _written((day.replace(day=1) + timedelta(days=32)).replace(day=1))),
        ("Beløb pr. måned før skat", _kroner(draw.randrange(600, 14_000, 50)) if granted else "0 kr."),
    )


def _lease(draw: random.Random, day: date) -> Table:
    rooms = draw.randint(1, 5)
    return (
        ("Overtagelse", _written(day.replace(day=1))),
        ("Bruttoetageareal", f"{rooms * 21 + draw.randint(4, 18)} m²"),
        ("Antal værelser", str(rooms)),
        ("Husleje pr. måned", _kroner(draw.randrange(3_200, 11_500, 25))),
        ("Á conto varme pr. måned", _kroner(draw.randrange(250, 1_100, 25))),
        ("Á conto vand pr. måned", _kroner(draw.randrange(100, 400, 25))),
        ("Depositum", "Tre måneders husleje"),
        ("Fælleskøkken", draw.choice(("Nej", "Nej", "Ja"))),
    )


def _medical(draw: random.Random, day: date) -> Table:
    return (
        ("Undersøgt den", _written(day - timedelta(days=draw.randint(0, 20)))),
        ("Timer om ugen, patienten kan arbejde", str(draw.randint(0, 18))),
        ("Fornyet vurdering", f"Om {draw.choice((6, 12, 24))} måneder"),
    )


def _move(draw: random.Random, day: date) -> Table:
    return (
        ("Flyttedato", _written(day - timedelta(days=draw.randint(0, 5)))),
        ("Antal personer, der flytter", str(draw.randint(1, 5))),
        ("Børn, der ikke flytter med begge forældre", draw.choice(("Ingen", "Ingen", "1 barn", "2 børn"))),
        ("Boligens ejer er orienteret", draw.choice(("Ja", "Nej"))),
    )


def _income(draw: random.Random, day: date) -> Table:
    first = (day.replace(day=1) - timedelta(days=70)).replace(day=1)
    months = [first, (first + timedelta(days=32)).replace(day=1), (first + timedelta(days=63)).replace(day=1)]
    wage = draw.randrange(14_000, 41_000, 100)
    return tuple(
        (f"Løn før skat, {_MONTHS[month.month - 1]} {month.year}", _kroner(wage + draw.randrange(-900, 900, 50)))
        for month in months
    )


_SENT_BY_THE_MUNICIPALITY = frozenset({"afgørelse", "brev"})
_SIGNS = {
    "lejekontrakt": ("lejekontrakt", "lejeaftale"),
    "lægeerklæring": ("læge",),
    "flytteanmeldelse": ("flytte", "flytning"),
    "indkomstoplysning": ("indkomst", "lønsed"),
    "afgørelse": ("afgørelse", "bevilling", "afslag"),
    "ansøgning": ("ansøgning",),
}
_TABLES: dict[str, Callable[[random.Random, date], Table]] = {
    "lejekontrakt": _lease,
    "lægeerklæring": _medical,
    "flytteanmeldelse": _move,
    "indkomstoplysning": _income,
    "afgørelse": _decision,
    "ansøgning": _application,
}
_WORDING = {
    "ansøgning": """
Jeg søger hermed om den ydelse, som er nævnt ovenfor, og oplyser følgende på tro og love.

Kommunen må indhente de oplysninger, der er nødvendige for at behandle ansøgningen, hos andre myndigheder. Jeg ved, at
jeg skal sige til, hvis mine forhold ændrer sig.""",
    "afgørelse": """
Vi har nu truffet afgørelse i din sag. Resultatet står i skemaet nederst i brevet.

Vi har lagt vægt på de oplysninger, du selv har givet, og på oplysninger fra CPR, BBR og eIndkomst, som vi har
indhentet for at behandle sagen. Oplysningerne er vurderet samlet efter reglerne, som er gengivet nedenfor.

Hvis dine forhold ændrer sig, skal du sige det til os med det samme. Det gælder for eksempel, hvis du flytter, hvis
nogen flytter ind hos dig, eller hvis jeres indtægter bliver større eller mindre.""",
    "begrundelse": """
Boligens størrelse og antallet af værelser er hentet fra BBR. Huslejen er den, som står i lejekontrakten, uden varme,
vand og el. Er der fejl i oplysningerne om boligen, skal du bede ejeren om at få dem rettet.

Indkomsten er gjort op som den samlede indkomst før skat for alle i husstanden. Børns indkomst tæller med efter
særlige regler. Engangsbeløb er fordelt over de måneder, de er tjent i.

Vi har talt dagene fra den første i måneden efter din ansøgning. En ansøgning kan normalt ikke få virkning for tiden
før den er modtaget, medmindre særlige forhold har gjort det umuligt at søge i tide.

Reglerne står i loven og i den vejledning, som hører til. Du kan få teksten udleveret i Borgerservice, og du har ret
til at se de papirer, som ligger i din sag. Bed om aktindsigt, så får du svar inden syv arbejdsdage.

Får du andre ydelser, kan de blive sat ned som følge af denne afgørelse. Det sker af sig selv, og du får besked om det
fra den myndighed, som udbetaler dem. Du skal ikke søge om noget i den anledning.

Formue er det, som husstanden ejede den 1. januar, minus gæld. Den bolig, I selv bor i, tæller ikke med. Penge på
bundne konti tæller med, når de kan hæves, og værdipapirer tæller med til kursen ved årets slutning.

Vi har set på, hvem der er tilmeldt adressen i CPR. Bor der andre, eller er nogen flyttet uden at melde det, skal du
sige det til os, for antallet af personer har betydning for, hvor stor en del af udgiften der kan dækkes.

Vi ser på sagen igen om et år. Du får brev forinden og skal kun svare, hvis noget af det, der står i brevet, er
forkert. Har du fået for meget, kan vi kræve pengene tilbage, hvis du burde vide, at du ikke havde ret til dem.""",
    "klagevejledning": """
Du kan klage over afgørelsen inden fire uger, fra du har fået brevet. Du kan klage skriftligt eller mundtligt. Send
klagen til os. Vi vurderer sagen igen, og hvis vi ikke giver dig medhold, sender vi den til Ankestyrelsen.""",
    "lejekontrakt": """
Mellem udlejer og lejer er der indgået aftale om leje af en bolig til beboelse på disse vilkår.

Lejemålet er tidsubegrænset. Lejer kan opsige det med tre måneders varsel til den første i en måned.

Lejer overtager boligen, som den er ved indflytningssynet, og skal melde mangler inden 14 dage.""",
    "lægeerklæring": """
Erklæringen er afgivet på grundlag af lægens journal og en undersøgelse på den dato, som er nævnt nedenfor.

Patienten har gennem længere tid haft nedsat funktionsevne. Tilstanden er undersøgt og behandlet, og der ventes ikke
væsentlig bedring inden for det næste år.

Patienten kan møde personligt, hvis der tages hensyn til gangbesvær og behov for pauser.""",
    "flytteanmeldelse": """
Jeg anmelder flytning for mig selv og de personer, der flytter med.

Alle nævnte har fast bopæl på adressen.""",
    "indkomstoplysning": """
Jeg oplyser her mine indtægter i de seneste tre måneder.

Lønsedler er vedlagt.""",
    "brev": """
Vi skriver til dig om din sag hos os.

For at komme videre skal vi have flere oplysninger fra dig senest 14 dage efter, at du har fået brevet. Du kan sende
dem digitalt, eller du kan komme forbi Borgerservice og få hjælp.

Har du spørgsmål, er du velkommen til at ringe. Oplys sagens nummer, så finder vi dig hurtigere.""",
}
