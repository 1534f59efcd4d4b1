"""What a package brings to the program, as data that adds up with ``+``.

Only ``main.py`` sees every package; everyone else is given the sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from register.entity import AnyEntity

if TYPE_CHECKING:
    from datetime import date

    from register.binder.context import Context
    from register.binder.flow import Block
    from register.book import Book
    from register.changes import ChangeSet
    from register.charts.indicator_data import Event
    from register.migrations import MigrationSet

DEFINITIONS = "custom_fields"
"""The table of custom fields: what belongs to one of them and to another record is a value."""


class Severity(StrEnum):
    """How much a finding of a standing check weighs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the binder; ``build`` and ``titles`` import what they need when they are called.

    ``build(book, context)`` yields blocks (see register.binder.flow), of which the first is the
    title with this ``key``; ``label`` is marked for translation. ``titles(book)`` yields key and
    text of each further title, for the contents.
    """

    key: str
    label: str
    build: Callable[[Book, Context], Iterable[Block]]
    titles: Callable[[Book], Iterable[tuple[str, str]]] = lambda _book: ()


@dataclass(frozen=True, slots=True)
class Command:
    """A verb of the command line; its module (imported when asked for) has HELP, add and run."""

    name: str
    module: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a standing check found about one record; ``field``: the key to look at."""

    severity: Severity
    entity: AnyEntity
    record: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class StandingCheck:
    """A rule that always holds in a well-kept register; ``run`` is given the day of today."""

    key: str
    label: str
    run: Callable[[Book, date], Iterable[Finding]]


Follower = Callable[["Book", "ChangeSet"], None]
"""Runs at the end of every change, inside it, and brings up to date what follows from it.

It is not run by undo and redo, which take back and bring back what it did as well.
"""

RiskEvents = Callable[["Book", Sequence[str]], Iterable["Event"]]
"""Given the ids of risks, yields what happened about them and belongs over a course of time."""


@dataclass(frozen=True, slots=True)
class ValueTable:
    """Where values of custom fields stand; ``owner``: the key of the link to their record."""

    entity: AnyEntity
    owner: str


@dataclass(frozen=True)
class Catalog:
    """What packages bring: entities, migrations, binder sections, commands, checks and more."""

    entities: tuple[AnyEntity, ...] = ()
    migrations: tuple[MigrationSet, ...] = ()
    sections: tuple[Section, ...] = ()
    commands: tuple[Command, ...] = ()
    checks: tuple[StandingCheck, ...] = ()
    followers: tuple[Follower, ...] = ()
    events: tuple[RiskEvents, ...] = ()

    def __add__(self, other: Catalog) -> Catalog:
        return Catalog(
            self.entities + other.entities,
            self.migrations + other.migrations,
            self.sections + other.sections,
            self.commands + other.commands,
            self.checks + other.checks,
            self.followers + other.followers,
            self.events + other.events,
        )

    @cached_property
    def by_table(self) -> dict[str, AnyEntity]:
        return {entity.table: entity for entity in self.entities}

    @cached_property
    def children(self) -> dict[str, tuple[AnyEntity, ...]]:
        """By table: the entities whose records belong to a record of that table."""
        found: dict[str, list[AnyEntity]] = {entity.table: [] for entity in self.entities}
        for entity in self.entities:
            for _field, kind in entity.links:
                if kind.belongs:
                    found[kind.target].append(entity)
        return {table: tuple(entities) for table, entities in found.items()}

    @cached_property
    def value_tables(self) -> dict[str, ValueTable]:
        """By table: where the values of its custom fields stand; only those that have any."""
        owners = (
            (entity, field.key, kind.target)
            for entity in self.children.get(DEFINITIONS, ())
            for field, kind in entity.links
            if kind.target != DEFINITIONS
        )
        return {table: ValueTable(entity, owner) for entity, owner, table in owners}

    @cached_property
    def tables_of_values(self) -> frozenset[str]:
        """The tables that hold values of custom fields: parts of a record, nothing of their own."""
        return frozenset(item.entity.table for item in self.value_tables.values())
