"""How a register stands, read for the overview: levels, cells, findings by check, drills, news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from drills.entities import DRILL, DrillStatus
from gui.matrix import Place
from gui.pages.lines import Line, State
from gui.pages.standing_follow import follow_lines
from gui.pages.watched import alarm_lines, reading_lines
from register import history, news
from register.book import Book
from register.catalog import Finding, Severity
from register.checking import run_checks
from register.entities import MEMBERSHIP, PERSON, PLAN, RISK, TEAM
from register.entities.risk import RiskKind
from register.entities.team import Role
from register.entity import AnyEntity
from register.errors import RegisterError
from register.history import Entry, Wanted
from register.i18n import N_, moment_text, now, today
from register.methods import active_method, oldest_method
from register.news import News
from register.progress import Progress

MOST_DRILLS, MOST_NEWS, MOST_DUE, DAYS = 4, 8, 6, 7
YOURS = N_("Yours")
WEEK = timedelta(days=DAYS)
CLOSED = ("closed", "rejected")
_OPEN = {RISK.table: CLOSED, PLAN.table: ("retired",)}


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
    """Threats by level and by cell, what needs doing, drills to come, changes of this week.

    cells: of the method that governs; elsewhere: how many threats another method rated.
    """

    levels: Counter[str | None] = field(default_factory=Counter)
    closed: Counter[str | None] = field(default_factory=Counter)
    cells: dict[Place, int] = field(default_factory=dict)
    elsewhere: int = 0
    opportunities: int = 0
    groups: list[Group] = field(default_factory=list)
    sound: int = 0
    follow: list[Line] = field(default_factory=list)
    alarms: list[Line] = field(default_factory=list)
    due: list[Line] = field(default_factory=list)
    drills: list[Line] = field(default_factory=list)
    news: list[Line] = field(default_factory=list)
    unseen: News | None = None

    @property
    def own(self) -> int:
        """How many findings are about what belongs to who asks."""
        return sum(len(group.findings) for group in self.groups if group.label == YOURS)

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(len(group.findings) for group in self.groups)


def read_standing(
    book: Book, progress: Progress, by: str = "", unseen: tuple[int, int] = (0, 0)
) -> Standing:
    """Read how a register stands; ``book`` is a copy, for this reads much.

    by: who asks, whose own things come first; unseen: between which steps others wrote to it
    since it was last open here.
    """
    found = Standing(unseen=news.between(book.reader(), *unseen))
    _count_risks(book, found)
    for result in run_checks(book, today(), progress):
        if result.findings:
            found.groups.append(Group(result.check.label, list(result.findings)))
        else:
            found.sound += 1
    found.groups.sort(key=lambda group: not group.serious)
    found.groups = _own_first(found.groups, _own(book, by))
    found.follow = list(follow_lines(book, by))
    found.alarms = list(alarm_lines(book, today()))
    found.due = list(_due(book))
    found.due += [line for _day, line in reading_lines(book, today(), today() + WEEK)]
    found.drills = list(_next_drills(book))
    found.news = list(_news(book))
    return found


def _count_risks(book: Book, found: Standing) -> None:
    """Count the threats; opportunities have levels of another kind."""
    columns = ("current_level", "current_likelihood", "current_impact", "current_method", "status")
    where = "ifnull(kind, ?) = ?"
    rows = book.table(RISK).values(*columns, where=where, args=[str(RiskKind.THREAT)] * 2)
    cells: Counter[Place] = Counter()
    governing, oldest = _governing(book), oldest_method(book)
    for level, likelihood, impact, method, status in rows:
        if status in CLOSED:
            found.closed[level] += 1
            continue
        found.levels[level] += 1
        if level is not None and (method or oldest) == governing and likelihood and impact:
            cells[int(likelihood), int(impact)] += 1
        elif level is not None:
            found.elsewhere += 1
    found.cells = dict(cells)
    found.opportunities = book.table(RISK).count(kind=RiskKind.OPPORTUNITY)


def _governing(book: Book) -> str:
    """Return the id of the method that governs threats, "" while none is in use."""
    try:
        return active_method(book).id
    except RegisterError:
        return ""


def _own(book: Book, by: str) -> dict[str, set[str]]:
    """Return by table the records that a person of this name owns or leads."""
    name = by.strip().casefold()
    me = {key for key, text in book.table(PERSON).values("id", "name") if name == text.casefold()}
    posts = book.table(MEMBERSHIP).values("team", "person", where="role = ?", args=[str(Role.LEAD)])
    own = {TEAM.table: {team for team, person in posts if person in me}}
    for entity in (RISK, PLAN):
        rows = book.table_named(entity.table).values("id", "owner", where="owner is not null")
        own[entity.table] = {key for key, owner in rows if owner in me}
    return own


def _own_first(groups: list[Group], own: dict[str, set[str]]) -> list[Group]:
    """Return the groups with what belongs to somebody gathered in a group of its own."""
    mine = Group(YOURS, [])
    others = []
    for group in groups:
        left: list[Finding] = []
        for item in group.findings:
            is_own = item.record in own.get(item.entity.table, ())
            (mine.findings if is_own else left).append(item)
        others.append(Group(group.label, left))
    return [group for group in (mine, *others) if group.findings]


def _due(book: Book) -> Iterator[Line]:
    """Yield the reviews of risks and plans that fall due within a week, the earliest first."""
    rows: list[tuple[str, AnyEntity, Any]] = []
    week = [today().isoformat(), (today() + timedelta(days=DAYS)).isoformat()]
    for entity in (RISK, PLAN):
        live = " and ".join(["ifnull(status, '') <> ?"] * len(_OPEN[entity.table]))
        rows += (
            (day, entity, key)
            for day, key in book.table_named(entity.table).values(
                "next_review",
                "id",
                where=f"next_review between ? and ? and {live}",
                args=[*week, *_OPEN[entity.table]],
            )
        )
    for day, entity, key in sorted(rows, key=lambda row: row[0])[:MOST_DUE]:
        record = book.table_named(entity.table).get(key)
        if record is not None:
            yield Line("clock", entity.title(record), day, State.PLAIN, entity.table, key)


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
