"""How a register stands, read for the overview: levels, cells, findings by check, drills, news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from drills.entities import DRILL, DrillStatus
from gui.matrix import Place
from gui.pages.lines import Line, State
from register import history
from register.book import Book
from register.catalog import Finding, Severity
from register.history import Entry, Wanted
from register.i18n import moment_text, now, today
from register.progress import Progress

MOST_DRILLS, MOST_NEWS, DAYS = 4, 8, 7
LIVE = "ifnull(status, '') not in ('closed', 'rejected')"


@dataclass(slots=True)
class Group:
    """What one standing check found."""

    label: str
    findings: list[Finding]

    @property
    def serious(self) -> bool:
        """Tell whether any finding is an error."""
        return any(item.severity is Severity.ERROR for item in self.findings)


@dataclass(slots=True)
class Standing:
    """Risks by level and by cell, what needs doing, drills to come, changes of this week."""

    levels: Counter[str | None] = field(default_factory=Counter)
    cells: dict[Place, int] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    sound: int = 0
    drills: list[Line] = field(default_factory=list)
    news: list[Line] = field(default_factory=list)

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(len(group.findings) for group in self.groups)


def read_standing(book: Book, progress: Progress) -> Standing:
    """Read how a register stands; ``book`` is a copy, for this reads much."""
    found = Standing()
    _count_risks(book, found)
    for n, check in enumerate(book.catalog.checks):
        progress(n, len(book.catalog.checks))
        findings = list(check.run(book, today()))
        if findings:
            found.groups.append(Group(check.label, findings))
        else:
            found.sound += 1
    found.groups.sort(key=lambda group: not group.serious)
    found.drills = list(_next_drills(book))
    found.news = list(_news(book))
    return found


def _count_risks(book: Book, found: Standing) -> None:
    columns = ("current_level", "current_likelihood", "current_impact")
    cells: Counter[Place] = Counter()
    for level, likelihood, impact in book.table_named("risks").values(*columns, where=LIVE):
        found.levels[level] += 1
        if level is not None:
            cells[int(likelihood), int(impact)] += 1
    found.cells = dict(cells)


def _next_drills(book: Book) -> Iterator[Line]:
    drills = book.table(DRILL)
    where = "starts_at > ? and ifnull(status, '') <> ?"
    args = [now().isoformat(), str(DrillStatus.CANCELLED)]
    rows = drills.values("id", "starts_at", where=where, args=args)
    ids = [row[0] for row in sorted(rows, key=lambda row: str(row[1]))[:MOST_DRILLS]]
    for item in drills.page(ids):
        when = moment_text(item.starts_at)
        yield Line("drill", DRILL.title(item), when, State.PLAIN, DRILL.table, item.id)


def _news(book: Book) -> Iterator[Line]:
    since = now() - timedelta(days=DAYS)
    entries = history.entries(book.reader(), Wanted(since=since), limit=MOST_NEWS + 1)
    for entry in entries:
        if entry.kind == "start":
            continue
        table, record = _record_of(book, entry)
        word = f"{entry.who}, {entry.at.astimezone():%m-%d %H:%M}"
        yield Line("history", entry.text(), word, State.PLAIN, table, record)


def _record_of(book: Book, entry: Entry) -> tuple[str, str]:
    """Return the record with a page of its own that a step is about, else the history."""
    first = history.first_change(book.reader(), entry.seq)
    while first is not None:
        table, record_id = first
        entity = book.catalog.by_table.get(table)
        record = book.table(entity).get(record_id) if entity else None
        if entity is None or record is None:
            break
        if entity.top:
            return table, record_id
        link = entity.owner_link
        owner = getattr(record, link.key) if link else None
        target = next((kind.target for f, kind in entity.links if f is link), "")
        first = (target, owner) if owner else None
    return "history", ""
