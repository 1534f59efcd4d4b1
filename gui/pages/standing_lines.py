"""The line under a page's title: how the records of a kind stand, in one glance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from register.acting import OVERDUE, UNDONE
from register.book import Book
from register.entities import INDICATOR, WARNING
from register.entities.indicator import Colour
from register.entities.warning import WarningStatus
from register.entity import AnyEntity
from register.i18n import _, ngettext, today, translated
from register.review_queue import LOOK_DUE
from register.watching.colours import rank
from register.watching.days import is_active
from register.watching.deeds import late

WEEK = timedelta(days=7)
DOT = "  •  "


def standing_line(book: Book, entity: AnyEntity) -> str:
    """Return how the records of an entity stand."""
    make = _LINES.get(entity.table)
    if make is not None and book.table(entity).count():
        return DOT.join(part for part in make(book) if part)
    count = book.table(entity).count()
    return _("{field}: {value}").format(field=translated(entity.plural), value=count)


def _risks(book: Book) -> list[str]:
    risks = book.table_named("risks")
    live = "ifnull(status, '') not in ('closed', 'rejected')"
    serious = f"{live} and current_level = ? and ifnull(kind, '') <> 'opportunity'"
    due = f"{live} and next_review between ? and ?"
    late = f"{live} and next_review < ?"
    count = len(risks.values("rowid", where=live))
    extreme = len(risks.values("rowid", where=serious, args=["extreme"]))
    week = [today().isoformat(), (today() + WEEK).isoformat()]
    soon = len(risks.values("rowid", where=due, args=week))
    overdue = len(risks.values("rowid", where=late, args=week[:1]))
    return [
        ngettext("{count} open", "{count} open", count).format(count=count),
        ngettext("{count} extreme", "{count} extreme", extreme).format(count=extreme),
        ngettext("{count} review due this week", "{count} reviews due this week", soon).format(
            count=soon
        ),
        ngettext("{count} review overdue", "{count} reviews overdue", overdue).format(
            count=overdue
        ),
    ]


def _plans(book: Book) -> list[str]:
    plans = book.table_named("plans")
    approved = len(plans.values("rowid", where="status = ?", args=["approved"]))
    late = len(
        plans.values(
            "rowid",
            where="ifnull(status, '') <> 'retired' and next_review < ?",
            args=[today().isoformat()],
        )
    )
    return [
        ngettext("{count} approved", "{count} approved", approved).format(count=approved),
        ngettext("{count} review overdue", "{count} reviews overdue", late).format(count=late),
    ]


def _teams(book: Book) -> list[str]:
    posts = book.table_named("memberships")
    empty = len(posts.values("rowid", where="person is null"))
    count = book.table_named("teams").count()
    return [
        ngettext("{count} team", "{count} teams", count).format(count=count),
        ngettext("{count} empty post", "{count} empty posts", empty).format(count=empty),
    ]


def _drills(book: Book) -> list[str]:
    drills = book.table_named("drills")
    held = "status in ('done', 'evaluated', 'closed')"
    done = len(drills.values("rowid", where=held))
    ahead = len(drills.values("rowid", where="status in ('planned', 'designing', 'approved')"))
    unrated = len(drills.values("rowid", where=f"{held} and rating is null"))
    return [
        ngettext("{count} held", "{count} held", done).format(count=done),
        ngettext("{count} ahead", "{count} ahead", ahead).format(count=ahead),
        ngettext("{count} not rated", "{count} not rated", unrated).format(count=unrated),
    ]


def _actions(book: Book) -> list[str]:
    actions = book.table_named("actions")
    undone = len(actions.values("rowid", where=UNDONE))
    late = len(actions.values("rowid", where=OVERDUE, args=[today().isoformat()]))
    waiting = len(actions.values("rowid", where="status = 'done'"))
    return [
        ngettext("{count} to be done", "{count} to be done", undone).format(count=undone),
        ngettext("{count} overdue", "{count} overdue", late).format(count=late),
        ngettext("{count} to be checked", "{count} to be checked", waiting).format(count=waiting),
    ]


def _obligations(book: Book) -> list[str]:
    table = book.table_named("obligations")
    count = len(table.values("rowid", where="ifnull(status, '') <> 'gone'"))
    due = len(table.values("rowid", where=LOOK_DUE, args=[today().isoformat()]))
    changed = len(table.values("rowid", where="status = 'changed'"))
    return [
        ngettext("{count} watched", "{count} watched", count).format(count=count),
        ngettext("{count} to look at", "{count} to look at", due).format(count=due),
        ngettext("{count} changed", "{count} changed", changed).format(count=changed),
    ]


def _indicators(book: Book) -> list[str]:
    active = [item for item in book.table(INDICATOR).all() if is_active(item, today())]
    serious = sum(rank(item.colour) >= rank(Colour.ORANGE) for item in active)
    behind = len(late(book, today()))
    count = len(active)
    return [
        ngettext("{count} indicator watched", "{count} indicators watched", count).format(
            count=count
        ),
        ngettext("{count} orange or red", "{count} orange or red", serious).format(count=serious),
        ngettext("{count} reading late", "{count} readings late", behind).format(count=behind),
    ]


def _warnings(book: Book) -> list[str]:
    orders = book.table(WARNING)
    proposed = orders.count(status=WarningStatus.PROPOSED)
    issued = orders.count(status=WarningStatus.ISSUED)
    return [
        ngettext("{count} proposed", "{count} proposed", proposed).format(count=proposed),
        ngettext("{count} issued", "{count} issued", issued).format(count=issued),
    ]


_LINES: dict[str, Callable[[Book], list[str]]] = {
    "risks": _risks,
    "actions": _actions,
    "obligations": _obligations,
    "plans": _plans,
    "teams": _teams,
    "drills": _drills,
    "indicators": _indicators,
    "warnings": _warnings,
}
