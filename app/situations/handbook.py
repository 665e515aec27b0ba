"""Everything written down about tasks, life situations and the figures of the law, in one hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from app.access.model import Errand
from app.benefits.assess import Comparison, Setting, compare
from app.benefits.declaration import Benefit
from app.benefits.household import with_household
from app.benefits.pension import pension_day
from app.benefits.relevance import why_ruled_out
from app.benefits.rulebook import Rulebook
from app.facts.model import Facts
from app.facts.vocabulary import Term, kinds, load_vocabulary
from app.situations.derived.told import Basis
from app.situations.forms.load import load_forms
from app.situations.forms.model import Form
from app.situations.forms.reckoned import reckoned
from app.situations.guide import Guide, load_guide
from app.situations.load import load_contradictions, load_situations
from app.situations.model import Contradiction, Situation
from app.situations.tasks import Task


@dataclass(frozen=True, slots=True)
class Handbook:
    """`known` is the day of whose knowledge the figures are."""

    vocabulary: Mapping[str, Term]
    guide: Guide
    situations: tuple[Situation, ...]
    contradictions: tuple[Contradiction, ...]
    forms: Mapping[str, Form]
    book: Rulebook
    basis: Basis
    known: date

    @property
    def tasks(self) -> Mapping[str, Task]:
        return {task.key: task for task in self.guide.tasks}

    def reckoned(self, task: Task, facts: Facts) -> tuple[Benefit, ...]:
        """What `task` comes down to, as far as it may be reckoned for the citizen of `facts` and can matter to them."""
        forms = [self.forms[key] for key in task.forms if key in self.forms]
        asked, rates, day = with_household(facts), self.book.rates, self.known
        benefits = reckoned(forms, self.book.benefits, facts)
        return tuple(one for one in benefits if not why_ruled_out(one, asked, on=day, rates=rates, known=day))

    def compare(self, keys: Sequence[str], before: Setting, after: Setting) -> Comparison:
        """The benefits `keys` side by side."""
        return compare(keys, before, after, book=self.book, known=self.known)


def load_handbook(
    resources: Path, *, errands: Sequence[Errand], notes: Path, book: Rulebook, municipality: str, today: date
) -> Handbook:
    """Read from `resources`; `notes` is the municipality's own file on tasks, `municipality` its four-digit code.

    Blocks for some tenths of a second. UserError names the file, the line and what is wrong in it.
    """
    vocabulary = load_vocabulary(resources / "facts.toml")
    guide = load_guide(resources, notes, errands)
    tasks = {task.key for task in guide.tasks}
    return Handbook(
        vocabulary=vocabulary,
        guide=guide,
        situations=load_situations(resources / "situations", vocabulary, tasks),
        contradictions=load_contradictions(
            resources / "contradictions.toml",
            vocabulary,
            errands={errand.key for errand in errands},
            tasks=tasks,
        ),
        forms=load_forms(
            resources / "forms",
            kinds(vocabulary),
            {errand.key for errand in errands},
            benefits=book.benefits,
            tasks=tasks,
        ),
        book=book,
        basis=Basis(vocabulary, municipality, partial(pension_day, rates=book.rates, known=today)),
        known=today,
    )
