"""Emergency teams: where they meet, how they talk, and who holds which post."""

from __future__ import annotations

from collections.abc import Iterator

from register.binder.blocks import Empty, Facts, Labelled, SectionTitle, Title
from register.binder.context import Context
from register.binder.flow import Block
from register.binder.sections.directory import Directory, in_rank
from register.binder.table import Column, Table
from register.book import Book
from register.entities import MEMBERSHIP, PLAN, PLAN_TEAM, TEAM, Team
from register.entities.team import Role
from register.i18n import _, ngettext


def titles(book: Book) -> Iterator[tuple[str, str]]:
    """Yield key and title of each team."""
    for team in book.table(TEAM).all():
        yield _key(team), TEAM.title(team)


def build(book: Book, context: Context) -> Iterator[Block]:
    """Yield the section."""
    teams = book.table(TEAM).all()
    note = ngettext("{count} team", "{count} teams", len(teams)).format(count=len(teams))
    yield SectionTitle("teams", _("Emergency teams"), note)
    directory = Directory(book)
    for team in teams:
        context.about = TEAM.title(team)
        yield Title(_key(team), TEAM.title(team))
        yield from _facts(book, context, team)
        yield from _members(book, directory, team)


def _key(team: Team) -> str:
    return f"team-{team.id}"


def _facts(book: Book, context: Context, team: Team) -> Iterator[Block]:
    fields = [TEAM.by_key[key] for key in ("kind", "place", "channel")]
    yield Facts([(_(field.label), field.text(team)) for field in fields])
    plans = [context.name(PLAN, link.plan) for link in book.table(PLAN_TEAM).find(team=team.id)]
    if plans:
        yield Labelled(_("Called by"), "\n".join(plans))


def _members(book: Book, directory: Directory, team: Team) -> Iterator[Block]:
    members = in_rank(book.table(MEMBERSHIP).find(team=team.id))
    if not members:
        yield Empty(_("This team has no posts yet."))
        return
    columns = [
        Column(_("Role"), 1.6),
        Column(_("Post"), 3.2),
        Column(_("Name"), 2.4),
        Column(_("Phone"), 3),
    ]
    role = MEMBERSHIP.by_key["role"]
    yield Table(
        columns,
        [
            [role.text(item), item.post, directory.name(item.person), directory.phones(item.person)]
            for item in members
        ],
    )
    if not any(item.role is Role.ALTERNATE and item.person for item in members):
        yield Empty(_("Nobody is named to stand in for the lead."))
