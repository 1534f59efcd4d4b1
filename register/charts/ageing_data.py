"""How long open risks have stood, and how long nobody has reviewed them, as plain numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from register.i18n import N_, NC_, _, ngettext, translated
from register.scoring import Level, words_in

NOT_RATED = ""
"""Stands for a level where there is none."""


class Since(StrEnum):
    """From what the days are counted."""

    RAISED = "raised_on"
    REVIEWED = "last_review"


class Age(StrEnum):
    """How many days it is, in bands."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    MORE = "more"
    UNKNOWN = "unknown"


SINCES = {
    Since.RAISED: N_("Days since the risk was raised"),
    Since.REVIEWED: N_("Days since its last review"),
}
ENDS = {Age.MONTH: 30, Age.QUARTER: 90, Age.HALF: 180, Age.YEAR: 365}
"""The last day of each band; a day that is to come counts as today."""
_UNKNOWN = {Since.RAISED: NC_("age", "Unknown"), Since.REVIEWED: NC_("age", "Never")}
Counts = Mapping[tuple[Age, str], int]
"""By age and key of the level, or NOT_RATED, how many risks; none for 0."""


@dataclass(frozen=True)
class AgeingData:
    """Open threats by age and level; ``levels`` from the lowest to the highest."""

    levels: tuple[Level, ...]
    counts: Mapping[Since, Counts]

    @property
    def total(self) -> int:
        """Return how many risks there are."""
        return sum(self.counts[Since.RAISED].values())

    def count(self, since: Since, age: Age, level: str | None = None) -> int:
        """Return how many risks are of an age, and of a level; None for all of them."""
        counts = self.counts[since]
        if level is not None:
            return counts.get((age, level), 0)
        return sum(count for (other, _level), count in counts.items() if other is age)

    def level_words(self, key: str) -> str:
        """Return the words of a level, or of none."""
        found = next((level for level in self.levels if level.key == key), None)
        return words_in(found.words) if found else _("Not rated")


def age_words(since: Since, age: Age) -> str:
    """Return a band in words: 31–90 days, or why there is no number."""
    if age is Age.UNKNOWN:
        return translated(_UNKNOWN[since])
    if age is Age.MORE:
        return _("more than {days} days").format(days=ENDS[Age.YEAR])
    starts = [0, *(end + 1 for end in ENDS.values())]
    start = starts[list(ENDS).index(age)]
    return _("{first}–{last} days").format(first=start, last=ENDS[age])


def ageing_words(data: AgeingData) -> tuple[str, ...]:
    """Return in sentences what the chart counts."""
    text = ngettext(
        "{count} threat that is neither closed nor rejected, by its current level.",
        "{count} threats that are neither closed nor rejected, by their current level.",
        data.total,
    )
    return (text.format(count=data.total),)
