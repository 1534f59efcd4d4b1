"""Emergency contacts: whom to call first, and how everybody can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from register.binder.blocks import Empty, Heading, SectionTitle
from register.binder.context import Context
from register.binder.flow import Block
from register.binder.sections.directory import Directory, in_rank
from register.binder.table import Cell, Column, Table
from register.book import Book
from register.entities import MEMBERSHIP, TEAM, UNIT, Person
from register.entities.team import Role
from register.i18n import _, ngettext


def build(book: Book, context: Context) -> Iterator[Block]:
    """Yield the section."""
    directory = Directory(book)
    active = [person for person in directory.people.values() if person.active]
    gone = [person for person in directory.people.values() if not person.active]
    yield SectionTitle("contacts", _("Emergency contacts"), _note(active))
    yield Heading(_("Call first"))
    first = list(_first_calls(book, directory))
    if first:
        columns = [
            Column(_("Team"), 3),
            Column(_("Role"), 1.6),
            Column(_("Name"), 2.2),
            Column(_("Post"), 2.6),
            Column(_("Phone"), 3),
        ]
        yield Table(columns, first)
    else:
        yield Empty(_("No team has a lead or an alternate yet."))
    yield Heading(_("Everybody"))
    if active:
        yield _people(active, directory, context)
    else:
        yield Empty(_("Nobody is in the register yet."))
    if gone:
        yield Heading(_("No longer active"))
        yield _people(gone, directory, context)


def _note(people: list[Person]) -> str:
    text = ngettext("{count} person can be called", "{count} people can be called", len(people))
    return text.format(count=len(people))


def _first_calls(book: Book, directory: Directory) -> Iterator[list[Cell]]:
    for team in book.table(TEAM).all():
        title = TEAM.title(team)
        for member in in_rank(book.table(MEMBERSHIP).find(team=team.id)):
            if member.role in {Role.LEAD, Role.ALTERNATE}:
                yield [
                    title,
                    MEMBERSHIP.by_key["role"].text(member),
                    directory.name(member.person),
                    member.post,
                    directory.phones(member.person),
                ]
                title = team.number or title


def _people(people: list[Person], directory: Directory, context: Context) -> Table:
    columns = [
        Column(_("Name"), 1.8),
        Column(_("Post"), 2.5),
        Column(_("Unit"), 1.9),
        Column(_("Phone"), 3.1),
        Column(_("E-mail"), 3.7),
    ]
    rows = [
        [
            person.name,
            person.post,
            _place(person, context),
            directory.phones(person.id),
            person.email,
        ]
        for person in _by_name(people)
    ]
    return Table(columns, rows)


def _place(person: Person, context: Context) -> str:
    unit = context.name(UNIT, person.unit)
    return "\n".join(part for part in (unit, _("outside") if person.outside else "") if part)


def _by_name(people: list[Person]) -> list[Person]:
    from pypinyin import lazy_pinyin

    return sorted(people, key=lambda person: "".join(lazy_pinyin(person.name)).casefold())
