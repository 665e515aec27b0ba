"""The citizen's print of a what-if."""

from __future__ import annotations

from dataclasses import asdict

from adapters.documents.typeset import day_in_words, typeset
from app.benefits.port import GuidancePaper


class GuidancePaperPress:
    """A `GuidancePress`."""

    def print(self, paper: GuidancePaper) -> bytes:
        days = {"day": day_in_words(paper.day), "known": day_in_words(paper.known)}
        reckoned = [{**asdict(each), "on": day_in_words(each.on)} for each in paper.reckoned]
        told = {**asdict(paper), **days, "reckoned": reckoned, "unit": paper.unit or "Borgerservice"}
        return typeset("guidance", told)
