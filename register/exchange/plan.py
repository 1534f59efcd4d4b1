"""What an import would do, row by row, before anything is written.

A plan is data: the window and the command line show it, ``apply_import`` carries it out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from register.assess import COLUMNS
from register.entities.risk import LevelKey, RiskKind, Tier
from register.entity import AnyEntity
from register.exchange.headings import Column
from register.i18n import _, ngettext


class Verdict(StrEnum):
    """What becomes of one row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem or a warning: where it is, and one sentence.

    ``cell`` is a name such as C7, a column such as C, or "" for a whole row or sheet.
    """

    sheet: str
    cell: str
    text: str
    problem: bool = False

    def line(self) -> str:
        """Return the remark with its place, on one line."""
        place = " ".join(part for part in (self.sheet, self.cell) if part)
        return f"{place}: {self.text}" if place else self.text


def removed_text(count: int) -> str:
    """Return the sentence that says how many characters were removed."""
    sentence = ngettext(
        "{count} character that cannot be shown was removed.",
        "{count} characters that cannot be shown were removed.",
        count,
    )
    return sentence.format(count=count)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record before and after, as people read it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Rate:
    """A rating that a row brings, with the score and level that the method gives."""

    tier: Tier
    likelihood: int
    impact: int
    score: float | None
    level: LevelKey | None
    method: str

    @cached_property
    def columns(self) -> Mapping[str, Any]:
        """The rating columns of a risk, by key."""
        return {f"{self.tier}_{part}": getattr(self, part) for part in COLUMNS}


@dataclass(slots=True)
class Draft:
    """What one row holds, converted: the source of a plan row.

    ``values``: by key of a risk's field; ``links``: by key of a link the text of the record
    linked to; ``custom``: by name of a custom field; ``known_as``: the id the sheet gives;
    ``elsewhere``: likelihood and impact of the tiers that another method rates.
    """

    number: int
    known_as: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    rates: list[Rate] = field(default_factory=list)
    assessment: dict[str, Any] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    kind: RiskKind = RiskKind.THREAT
    elsewhere: dict[Tier, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row: what becomes of it, and the record it makes or changes.

    ``number``: the row's number in its sheet; ``changes``: what a changed record gets;
    ``record``: the record as it will be, None for a problem; ``rates``, ``custom``: the ratings
    and custom texts to be stored with it.
    """

    sheet: str
    number: int
    verdict: Verdict
    title: str
    entity: AnyEntity
    record: Any = None
    changes: tuple[FieldChange, ...] = ()
    rates: tuple[Rate, ...] = ()
    custom: Mapping[str, str] = field(default_factory=dict)
    assessment: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class ScaleUse:
    """How the words of one rating column were read: by word, as typed, the step."""

    heading: str
    words: Mapping[str, int]
    length: int

    def line(self) -> str:
        """Return how the words were read, on one line."""
        steps = sorted(self.words.items(), key=lambda item: item[1])
        text = ", ".join(f"{word} → {step}" for word, step in steps)
        return _("“{heading}” was read on a scale of {length}: {steps}.").format(
            heading=self.heading, length=self.length, steps=text
        )


@dataclass(frozen=True)
class ImportPlan:
    """Everything an import would do, and everything it noticed.

    ``columns``: what each column was taken for; ``notes``: rows skipped as notes, with their
    text; ``extras``: records that rows need and that are made with them (people, units,
    categories), by id; ``base``: the step of the history that the plan was made against.
    """

    file: str
    sheet: str
    rows: Sequence[PlanRow]
    base: int
    columns: Sequence[Column] = ()
    notes: Sequence[tuple[int, str]] = ()
    scales: Sequence[ScaleUse] = ()
    extras: Mapping[str, tuple[AnyEntity, Any]] = field(default_factory=dict)
    remarks: Sequence[Remark] = ()
    encoding: str = ""

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have a verdict."""
        return self._counts[verdict]

    @cached_property
    def _counts(self) -> Counter[Verdict]:
        return Counter(row.verdict for row in self.rows)

    @property
    def has_problems(self) -> bool:
        """Tell whether any row cannot come in."""
        return bool(self.count(Verdict.PROBLEM))

    @property
    def changes_nothing(self) -> bool:
        """Tell whether no row is new or changed."""
        return not (self.count(Verdict.NEW) or self.count(Verdict.CHANGED))

    def all_remarks(self) -> list[Remark]:
        """Return every problem and warning, in the order of the sheet."""
        return [*self.remarks, *(remark for row in self.rows for remark in row.remarks)]

    def summary(self) -> str:
        """Return the counts as one line, with “no change” where that is so."""
        line = _("new {new}, changed {changed}, same {same}, problems {problems}").format(
            new=self.count(Verdict.NEW),
            changed=self.count(Verdict.CHANGED),
            same=self.count(Verdict.SAME),
            problems=self.count(Verdict.PROBLEM),
        )
        return _("{counts}, no change").format(counts=line) if self.changes_nothing else line
