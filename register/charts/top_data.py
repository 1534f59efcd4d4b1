"""What the chart of the top risks shows, as plain numbers.

A risk without a rating is never among them; it is counted beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.i18n import NC_, _, date_text, ngettext
from register.scoring import LEVEL_KEYS, Level


class Trend(StrEnum):
    """How a rating stands against the one of an earlier day."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"


TRENDS = {
    Trend.UP: NC_("trend", "Up"),
    Trend.DOWN: NC_("trend", "Down"),
    Trend.SAME: NC_("trend", "Same"),
    Trend.NEW: NC_("trend", "New"),
}
SIGNS = {Trend.UP: "▲", Trend.DOWN: "▼", Trend.SAME: "＝", Trend.NEW: "＋"}


@dataclass(frozen=True, slots=True)
class Rated:
    """A stored rating: level, score (None for direct level) and method."""

    level: str
    score: float | None
    method: str


@dataclass(frozen=True, slots=True)
class TopRisk:
    """One risk; ``share``: its score against the highest of its method, from 0 to 1."""

    id: str
    number: str
    title: str
    owner: str
    level: Level
    score: float | None
    share: float
    trend: Trend

    @property
    def score_text(self) -> str:
        """Return the score, nothing where there is none."""
        return "" if self.score is None else f"{self.score:g}"


@dataclass(frozen=True)
class TopData:
    """The highest risks, the worst first; ``since``: the day their trend is told against."""

    risks: tuple[TopRisk, ...]
    since: date
    not_rated: int = 0
    rated: int = 0


def trend_of(before: Rated | None, now: Rated) -> Trend:
    """Return the trend between two ratings: by level, and within a level by score.

    Scores of different methods are not compared.
    """
    if before is None:
        return Trend.NEW
    then, place = LEVEL_KEYS.index(before.level), LEVEL_KEYS.index(now.level)
    if then == place and before.method == now.method:
        return _way(before.score or 0, now.score or 0)
    return _way(then, place)


def _way(before: float, now: float) -> Trend:
    if before == now:
        return Trend.SAME
    return Trend.UP if now > before else Trend.DOWN


def top_words(data: TopData) -> tuple[str, ...]:
    """Return in sentences what the chart shows, and what it leaves out."""
    shown = ngettext(
        "{count} of {rated} rated threats that are neither closed nor rejected.",
        "{count} of {rated} rated threats that are neither closed nor rejected.",
        len(data.risks),
    ).format(count=len(data.risks), rated=data.rated)
    order = _("By level, then by score, then by velocity and proximity where they are given.")
    length = _(
        "A bar is as long as the score’s share of the highest score of its method: "
        "scores of different methods cannot be compared."
    )
    trend = _("Trend: against {day}.").format(day=date_text(data.since))
    rest = ngettext(
        "{count} risk not rated is not among them.",
        "{count} risks not rated are not among them.",
        data.not_rated,
    ).format(count=data.not_rated)
    both = _("{first} {second}")
    last = both.format(first=trend, second=rest) if data.not_rated else trend
    return (both.format(first=shown, second=order), length, last)
