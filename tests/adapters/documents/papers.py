"""PDFs for the tests: good ones, and such as somebody with bad intentions would hand in."""

from __future__ import annotations

import io
import random
import zlib
from datetime import date

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from adapters.training import papers


def good(pages: int = 1) -> bytes:
    """A4 pages with black text."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    for number in range(pages):
        canvas.setFont("Helvetica", 40)
        canvas.drawString(60, 700, f"Side {number + 1}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def sized(width: float, height: float) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(width, height), invariant=1)
    canvas.rect(0, 0, width / 2, height / 2, fill=1)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def encrypted() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption("hemmelig", canPrint=0))
    canvas.drawString(60, 700, "Hemmeligt")
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def filled_form() -> bytes:
    """A form whose only ink is what was filled in."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842))
    canvas.acroForm.textfield(value="UDFYLDT", x=100, y=600, width=300, height=60, borderWidth=0, fontSize=40)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def endless() -> bytes:
    """One page shaded ten thousand times over: hours of work in little memory."""
    shading = b"<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 600 800] /Function 5 0 R /Extend [true true] >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Shading << /S %s >> >> >>"
    )
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            page % shading,
            _stream(b"/S sh " * 10_000),
            b"<< /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >>",
        ]
    )


def nested() -> bytes:
    """Forms that draw forms that draw forms: some kB that ask for 20 ** 12 strokes, and the memory for them."""
    levels = 12
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</XObject <</X 5 0 R>>>> >>",
        _stream(b"/X Do"),
    ]
    for level in range(levels):
        following = b"/Resources << /XObject << /X %d 0 R >> >>" % (6 + level) if level < levels - 1 else b""
        drawn = b"/X Do " * 20 if level < levels - 1 else b"0 0 m 600 800 l 300 20 l S " * 20
        objects.append(_stream(drawn, b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] " + following))
    return _file(objects)


def bomb() -> bytes:
    """A page whose content is some 3 GB of paths, in a file of some MB."""
    packer = zlib.compressobj(9)
    start = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    megabyte = packer.compress(b"0 0 m 9 9 l S\n" * (1_000_000 // 14)) + packer.flush(zlib.Z_FULL_FLUSH)
    content = _stream(start + megabyte * 3_000, b"/Filter /FlateDecode")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>"
    return _file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, content])


def mutated(how_many: int) -> list[bytes]:
    """Letters with bytes changed, removed, doubled or swapped; the same list every time."""
    draw = random.Random(1999)  # noqa: S311 - mutants, nothing secret
    whole = papers.letter(
        kind="brev", title="Prøve", day=date(2026, 3, 1), recipient_name="Prøve", paragraphs=["Hej med dig."] * 60
    )
    return [_mutant(whole, draw) for _ in range(how_many)]


def _mutant(whole: bytes, draw: random.Random) -> bytes:
    content = bytearray(whole)
    for _ in range(draw.choice((1, 3, 30))):
        at, end = sorted(draw.randrange(len(content)) for _ in range(2))
        end = min(end, at + draw.choice((1, 8, 400)))
        match draw.randrange(4):
            case 0:
                content[at:end] = draw.randbytes(end - at)
            case 1:
                del content[at:end]
            case 2:
                content[at:at] = content[at:end]
            case _:
                content[at:end] = content[at:end][::-1]
    return bytes(content)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(data), entries, data)


def _file(objects: list[bytes]) -> bytes:
    target = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(target))
        target += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(target)
    target += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    target += b"".join(b"%010d 00000 n \n" % place for place in places)
    target += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(target)
