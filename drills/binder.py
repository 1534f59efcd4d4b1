"""The drill record: every rehearsal, its rating, and what was logged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from drills.entities import DRILL, DRILL_PLAN, LOG, Drill
from register.catalog import Section
from register.entities import PLAN
from register.i18n import N_, _, moment_text, ngettext

if TYPE_CHECKING:
    from register.binder.context import Context
    from register.binder.flow import Block
    from register.book import Book


def titles(book: Book) -> Iterator[tuple[str, str]]:
    """Yield key and title of each drill."""
    for drill in _in_order(book):
        yield _key(drill), DRILL.title(drill)


def build(book: Book, context: Context) -> Iterator[Block]:
    """Yield the section; its blocks load reportlab, so they are imported here."""
    from register.binder.blocks import Empty, SectionTitle, Title
    from register.binder.table import Column, Table

    drills = _in_order(book)
    note = ngettext("{count} drill", "{count} drills", len(drills)).format(count=len(drills))
    yield SectionTitle("drills", _("Drill record"), note)
    if not drills:
        yield Empty(_("No drill has been entered yet."))
        return
    columns = [
        Column(_("Drill"), 4),
        Column(_("Kind"), 2),
        Column(_("Starts at"), 2),
        Column(_("Status"), 1.5),
        Column(_("Rating"), 2.6),
    ]
    yield Table(columns, (_row(drill) for drill in drills))
    for drill in drills:
        context.about = DRILL.title(drill)
        yield Title(_key(drill), DRILL.title(drill))
        yield from _drill(book, context, drill)


SECTIONS = (Section("drills", N_("Drill record"), build, titles),)


def _key(drill: Drill) -> str:
    return f"drill-{drill.id}"


def _in_order(book: Book) -> list[Drill]:
    drills = book.table(DRILL).all()
    return sorted(drills, key=lambda d: (d.starts_at is None, moment_text(d.starts_at), d.number))


def _row(drill: Drill) -> list[str]:
    keys = ("kind", "starts_at", "status", "rating")
    return [DRILL.title(drill), *(DRILL.by_key[key].text(drill) for key in keys)]


def _drill(book: Book, context: Context, drill: Drill) -> Iterator[Block]:
    from register.binder.blocks import Facts, Labelled

    plans = [context.name(PLAN, link.plan) for link in book.table(DRILL_PLAN).find(drill=drill.id)]
    keys = ("kind", "status", "rating", "starts_at", "ends_at", "place")
    facts = [(_(DRILL.by_key[key].label), DRILL.by_key[key].text(drill)) for key in keys]
    yield Facts(facts)
    if plans:
        yield Labelled(_("Plans rehearsed"), "\n".join(plans))
    for key in ("purpose", "scenario"):
        if text := DRILL.by_key[key].text(drill):
            yield Labelled(_(DRILL.by_key[key].label), text)
    yield from _log(book, drill)


def _log(book: Book, drill: Drill) -> Iterable[Block]:
    from register.binder.table import Column, Table

    entries = book.table(LOG).find(drill=drill.id)
    if not entries:
        return
    columns = [
        Column(_("Time"), 2),
        Column(_("Kind"), 2.4),
        Column(_("Text"), 7),
        Column(_("By"), 2),
    ]
    keys = ("at", "kind", "text", "by")
    yield Table(columns, ([LOG.by_key[key].text(item) for key in keys] for item in entries))
