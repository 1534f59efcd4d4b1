"""What changed since a day, such as that of the last committee: for the screen and for paper.

Levels come from the assessments, statuses and strategies from the history.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from register import storage
from register.acting import OVERDUE
from register.book import Book
from register.entities import RISK
from register.entities.review import REVIEW_RESULTS, ReviewResult
from register.entities.risk import LEVELS, STATUSES, STRATEGIES, TIERS, LevelKey, RiskStatus, Tier
from register.i18n import N_, _, today, translated
from register.review_queue import DUE, LIVE

RANK = {level: n for n, level in enumerate(LevelKey)}
_OVER = (RiskStatus.CLOSED, RiskStatus.REJECTED)


@dataclass(frozen=True, slots=True)
class Row:
    """One record and what happened to it."""

    table: str
    record: str
    number: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of change, and the records that changed so; ``label`` is marked for translation."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A risk whose level under a tier is another one than on that day; None: not rated."""

    risk: str
    tier: Tier
    before: LevelKey | None
    now: LevelKey | None


def changed_since(book: Book, day: date) -> list[Part]:
    """Return what changed after a day, in the order of a committee's agenda; empty parts too."""
    titles = _Titles(book)
    moved = list(moved_levels(book, day))
    statuses = dict(_fields(book, day, "status"))
    strategies = dict(_fields(book, day, "strategy"))
    closed = {key: pair for key, pair in statuses.items() if pair[1] in _OVER}
    others = {key: pair for key, pair in statuses.items() if pair[1] not in _OVER}
    return [
        Part(N_("New risks"), tuple(_new(book, day))),
        Part(N_("Closed or rejected"), tuple(_closed(book, day, titles, closed))),
        Part(N_("Levels that went up"), tuple(_levels(titles, moved, 1))),
        Part(N_("Levels that went down"), tuple(_levels(titles, moved, -1))),
        Part(N_("First rated"), tuple(_levels(titles, moved, 0))),
        Part(N_("Status changed"), tuple(_pairs(titles, others, STATUSES))),
        Part(N_("Strategy changed"), tuple(_pairs(titles, strategies, STRATEGIES))),
        Part(N_("Accepted"), tuple(_accepted(book, day))),
        Part(N_("Reviewed"), tuple(_reviewed(book, day))),
        Part(N_("Reviews overdue"), tuple(_reviews_overdue(book))),
        Part(N_("Actions overdue"), tuple(_actions_overdue(book))),
    ]


def moved_levels(book: Book, day: date) -> Iterator[Moved]:
    """Yield the tiers of risks whose level is another one than at the end of a day."""
    sql = (
        "select risk, tier, assessed_on, level from assessments where risk in "
        "(select risk from assessments where assessed_on > ?) order by assessed_on, rowid"
    )
    before: dict[tuple[str, str], Any] = {}
    now: dict[tuple[str, str], Any] = {}
    for risk, tier, on, level in storage.fetch(book.reader(), sql, [day.isoformat()]):
        now[risk, tier] = level
        if on <= day.isoformat():
            before[risk, tier] = level
    for (risk, tier), level in now.items():
        if before.get((risk, tier)) != level:
            yield Moved(risk, Tier(tier), _level(before.get((risk, tier))), _level(level))


class _Titles:
    """Number and title of risks, read when they are asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[str, tuple[str, str]] = {}

    def row(self, risk_id: str, words: str) -> Row | None:
        """Return a row about a risk, None when it is gone."""
        if risk_id not in self._known:
            risk = self._book.table(RISK).get(risk_id)
            if risk is None:
                return None
            self._known[risk_id] = (risk.number, risk.title)
        return Row(RISK.table, risk_id, *self._known[risk_id], words)


def _level(key: Any) -> LevelKey | None:
    return LevelKey(key) if key in set(LevelKey) else None


def _words(level: LevelKey | None) -> str:
    return translated(LEVELS[level]) if level else _("Not rated")


def _new(book: Book, day: date) -> Iterator[Row]:
    rows = book.table(RISK).values(
        "id", "number", "title", "raised_on", "current_level",
        where="raised_on > ? and ifnull(status, '') <> 'rejected'", args=[day.isoformat()],
    )  # fmt: skip
    for key, number, title, raised, level in rows:
        words = _("raised on {day}, {level}").format(day=raised, level=_words(_level(level)))
        yield Row(RISK.table, key, number, title, words)


def _closed(
    book: Book, day: date, titles: _Titles, changed: dict[str, tuple[Any, Any]]
) -> Iterator[Row]:
    rows = book.table(RISK).values("id", where="closed_on > ?", args=[day.isoformat()])
    for key in dict.fromkeys([*(row[0] for row in rows), *changed]):
        risk = book.table(RISK).get(key)
        if risk is None or risk.status not in _OVER:
            continue
        reason = RISK.by_key["close_reason"].text(risk) or risk.status_reason
        words = " · ".join(part for part in (translated(STATUSES[risk.status]), reason) if part)
        if (row := titles.row(key, words)) is not None:
            yield row


def _levels(titles: _Titles, moved: list[Moved], way: int) -> Iterator[Row]:
    """Yield those that went up (1), down (-1), or whose current level was rated first (0)."""
    for item in moved:
        if item.before is None or item.now is None:
            went = 0 if item.tier is Tier.CURRENT else None
        else:
            went = 1 if RANK[item.now] > RANK[item.before] else -1
        if went != way:
            continue
        words = _("{tier}: {before} → {now}").format(
            tier=translated(TIERS[item.tier]), before=_words(item.before), now=_words(item.now)
        )
        if (row := titles.row(item.risk, words)) is not None:
            yield row


def _fields(book: Book, day: date, key: str) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield by risk the first and the last value of a field that was changed after a day."""
    start = datetime.combine(day + timedelta(days=1), time()).astimezone(UTC)
    sql = (
        "select record, before, after from history_changes where seq >= "
        "(select min(seq) from history where at >= ?) and tbl = 'risks' "
        "and before is not null and after is not null and instr(after, ?) order by seq, n"
    )
    args = [start.strftime("%Y-%m-%dT%H:%M:%SZ"), f'"{key}"']
    found: dict[str, tuple[Any, Any]] = {}
    for record, before, after in storage.fetch(book.reader(), sql, args):
        old, new = json.loads(before), json.loads(after)
        if key in new:
            found[record] = (found.get(record, (old.get(key),))[0], new[key])
    yield from ((record, pair) for record, pair in found.items() if pair[0] != pair[1])


def _pairs(titles: _Titles, changed: dict[str, tuple[Any, Any]], labels: Any) -> Iterator[Row]:
    for key, pair in changed.items():
        texts = [translated(labels[value]) if value in labels else "–" for value in pair]
        if (row := titles.row(key, " → ".join(texts))) is not None:
            yield row


def _accepted(book: Book, day: date) -> Iterator[Row]:
    rows = book.table_named("acceptances").values(
        "id", "number", "title", "expires_on",
        where="accepted_on > ? and status = 'accepted'", args=[day.isoformat()],
    )  # fmt: skip
    for key, number, title, until in rows:
        yield Row("acceptances", key, number, title, _("until {day}").format(day=until or "–"))


def _reviewed(book: Book, day: date) -> Iterator[Row]:
    sql = (
        "select risks.id, number, title, reviewed_on, result, text from reviews join risks "
        "on risks.id = risk where reviewed_on > ? order by reviewed_on, reviews.rowid"
    )
    for key, number, title, on, result, text in storage.fetch(
        book.reader(), sql, [day.isoformat()]
    ):
        known = result in set(ReviewResult)
        came_to = translated(REVIEW_RESULTS[ReviewResult(result)]) if known else ""
        words = " · ".join(part for part in (on, came_to, " ".join(text.split())) if part)
        yield Row(RISK.table, key, number, title, words)


def _reviews_overdue(book: Book) -> Iterator[Row]:
    sql = f"select id, number, title, {DUE} from risks where {LIVE} and {DUE} < ? order by 4"
    rows = storage.fetch(book.reader(), sql, [today().isoformat()])
    for key, number, title, due in rows:
        yield Row(RISK.table, key, number, title, _("since {day}").format(day=due))


def _actions_overdue(book: Book) -> Iterator[Row]:
    rows = book.table_named("actions").values(
        "id", "number", "title", "due_on", "revised_due",
        where=OVERDUE, args=[today().isoformat()],
    )  # fmt: skip
    for key, number, title, due, revised in rows:
        words = _("since {day}").format(day=revised or due)
        yield Row("actions", key, number, title, words)
