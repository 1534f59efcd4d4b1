"""What a package brings to the program, as data that adds up with ``+``.

Only ``main.py`` sees every package; everyone else is given the sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from register.entity import AnyEntity

if TYPE_CHECKING:
    import argparse

    from register.migrations import MigrationSet


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the binder; ``build`` imports what it needs when it is called.

    ``build(book, frame)`` yields flowables; ``label`` is marked for translation.
    """

    key: str
    label: str
    build: Callable[[Any, Any], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Command:
    """A verb of the command line; ``add`` declares its arguments, ``run`` returns the exit code."""

    name: str
    help: str
    add: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Catalog], int]


@dataclass(frozen=True)
class Catalog:
    """The entities, migrations, binder sections and commands of one package or of all."""

    entities: tuple[AnyEntity, ...] = ()
    migrations: tuple[MigrationSet, ...] = ()
    sections: tuple[Section, ...] = ()
    commands: tuple[Command, ...] = ()

    def __add__(self, other: Catalog) -> Catalog:
        return Catalog(
            self.entities + other.entities,
            self.migrations + other.migrations,
            self.sections + other.sections,
            self.commands + other.commands,
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
