"""How the measures agreed on were worked off, week by week: as planned, and as it went.

A measure counts from its start, or from the day it was done where that is earlier; without a start
it counts from the first week shown. Cancelled measures never count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from register.i18n import _, date_text, ngettext

WEEK = timedelta(days=7)
WEEKS = 52


@dataclass(frozen=True, slots=True)
class Work:
    """One measure that was not cancelled; ``done`` tells that it is, ``done_on`` when."""

    start_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    done: bool = False

    @property
    def begun(self) -> date:
        """The day from which it counts; date.min where no day says so."""
        if self.start_on is None:
            return date.min
        return min(self.start_on, self._end or self.start_on)

    @property
    def known_on(self) -> date | None:
        """The first day that it names."""
        return min((day for day in (self.start_on, self.due_on, self._end) if day), default=None)

    @property
    def _end(self) -> date | None:
        return self.done_on if self.done else None

    @property
    def drawn(self) -> bool:
        """Whether it can be drawn: one that is done needs the day."""
        return not self.done or self.done_on is not None


@dataclass(frozen=True, slots=True)
class Week:
    """A day, and at its end how many measures were open, were to be open, and were overdue."""

    day: date
    actual: int
    planned: int
    overdue: int


@dataclass(frozen=True)
class BurnData:
    """Weeks in order, the last is today; below how it stands today.

    ``later``: of the open ones, those that start after today. ``undated``: done on a day that
    nobody wrote down, so not drawn.
    """

    weeks: tuple[Week, ...]
    open: int = 0
    done: int = 0
    overdue: int = 0
    later: int = 0
    undated: int = 0

    @property
    def total(self) -> int:
        """Return how many measures count."""
        return self.open + self.done


def burn_down(works: Iterable[Work], day: date) -> BurnData:
    """Return the burn-down of measures up to a day, at most a year of it."""
    works = list(works)
    drawn = [work for work in works if work.drawn]
    opened = [work for work in works if not work.done]
    return BurnData(
        weeks=tuple(_week(drawn, end) for end in _ends(drawn, day)) if works else (),
        open=len(opened),
        done=len(works) - len(opened),
        overdue=sum(work.due_on is not None and work.due_on < day for work in opened),
        later=sum(work.begun > day for work in opened),
        undated=len(works) - len(drawn),
    )


def _ends(works: list[Work], day: date) -> Iterator[date]:
    known = [work.known_on for work in works if work.known_on]
    first = max(min(known, default=day), day - WEEKS * WEEK)
    weeks = max((day - first).days, 0)
    yield from (day - n * WEEK for n in range(-(-weeks // 7), -1, -1))


def _week(works: list[Work], day: date) -> Week:
    """Return the state at the end of a day; what is due on the day itself is not yet overdue."""
    begun = [work for work in works if work.begun <= day]
    opened = [work for work in begun if not (work.done and work.done_on and work.done_on <= day)]
    return Week(
        day,
        actual=len(opened),
        planned=sum(work.due_on is None or work.due_on >= day for work in begun),
        overdue=sum(work.due_on is not None and work.due_on < day for work in opened),
    )


def burn_words(data: BurnData) -> tuple[str, ...]:
    """Return in sentences how it stands, and what counts."""
    today_words = [
        ngettext("{count} measure open", "{count} measures open", data.open),
        _("{done} done"),
        _("{overdue} overdue"),
    ]
    counts = {"count": data.open, "done": data.done, "overdue": data.overdue}
    first = _(", ").join(text.format(**counts) for text in today_words)
    if data.later:
        later = ngettext("{count} starts later", "{count} start later", data.later)
        first = _(", ").join([first, later.format(count=data.later)])
    what = _(
        "A measure counts from its start, or all the time when it has none; it is planned as open "
        "up to its due day, and is open until it is done. Cancelled measures are left out."
    )
    if data.undated:
        text = ngettext(
            "{count} measure is done without a day and is not drawn.",
            "{count} measures are done without a day and are not drawn.",
            data.undated,
        )
        undated = text.format(count=data.undated)
        what = _("{first} {second}").format(first=what, second=undated)
    return (first, what)


def week_words(week: Week) -> str:
    """Return one week in words."""
    text = _("{day}: {actual} open, {planned} planned, {overdue} overdue")
    return text.format(
        day=date_text(week.day), actual=week.actual, planned=week.planned, overdue=week.overdue
    )
