"""A workplace whose archive holds one document: real use case, table register, and a renderer of one's choosing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Event
from uuid import UUID

from adapters.training.papers import letter
from app.citizen.model.archive import CaseFile, FilePart, StoredFile
from app.citizen.port import CasesQuery, FileQuery, PageImage, PageRenderer, RegisterKey
from app.citizen.records import Record
from app.errors import UserError
from app.population.desk import Population
from app.workplace import Workplace
from tests.app.desk import CITIZEN, Desk, TableRegister
from tests.widgets.citizen.made_up import case, document
from widgets.citizen.document import DocumentView

PDF = "application/pdf"


def long_letter() -> bytes:
    """Three pages with æøå."""
    return letter(
        kind="afgørelse",
        title="Afgørelse om boligstøtte",
        day=date(2026, 10, 2),
        recipient_name="Åse Ærøskøbing Østergaard",
        paragraphs=["Vi har behandlet din ansøgning om boligstøtte. " * 12] * 16,
        table=(("Husleje", "7.250,00 kr."), ("Boligstøtte", "3.417,00 kr.")),
        case_number="32.06.00-G01-12-26",
        unit="Pension og ældre",
    )


class GreyRenderer:
    """`pages` grey pages, each of its own grey. Page numbers in `broken` fail; `gate` holds pictures back."""

    def __init__(self, pages: int = 3) -> None:
        self.pages = pages
        self.broken: set[int] = set()
        self.drawn: list[tuple[int, int]] = []
        self.gate = Event()
        self.gate.set()
        self.asked = Event()

    def page_count(self, content: bytes) -> int:
        if not content.startswith(b"%PDF"):
            raise UserError("document-unreadable")
        return self.pages

    def render(self, content: bytes, page: int, width: int) -> PageImage:
        self.asked.set()
        self.gate.wait(10)
        self.drawn.append((page, width))
        if page in self.broken:
            raise UserError("document-timeout")
        height = round(width * 1.4)
        stride = (3 * width + 3) // 4 * 4
        return PageImage(width, height, stride, bytes([40 + page % 200]) * (stride * height))


class DocumentDesk:
    """One file in the archive, on a case that the look-up has just fetched; `purpose` opens cases."""

    def __init__(
        self,
        renderer: PageRenderer,
        *,
        content: bytes = b"%PDF-1.7",
        mime_type: str = PDF,
        stated_type: str = PDF,
        errand: str = "kontanthjaelp",
    ) -> None:
        self.desk = Desk()
        self.purpose = self.desk.purpose(errand)
        self.file = FilePart(UUID(int=7), "Afgørelse om boligstøtte", stated_type, "afgoerelse.pdf")
        self.query = FileQuery(self.file)
        self.archive.answers[self.query] = StoredFile(mime_type, content)
        paper = replace(document(self.file.name), id=self.file.document, files=(self.file,))
        fetched = Record(CaseFile((case("Boligydelse", documents=(paper,)),)), self.desk.clock.now(), errand)
        asked = CasesQuery(CITIZEN, self.purpose.errand.kle)
        self.desk.cache.put(CITIZEN, RegisterKey.ARCHIVE, asked, fetched)
        self.workplace = Workplace(
            viewer=self.desk.viewer,
            municipality="Fjordby Kommune",
            errands=(),
            sources=self.desk.sources,
            population=Population(),
            renderer=renderer,
        )

    @property
    def archive(self) -> TableRegister:
        return self.desk.tables[RegisterKey.ARCHIVE]

    def view(self) -> DocumentView:
        return DocumentView(self.workplace, CITIZEN, self.purpose, self.file)
