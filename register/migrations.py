"""The schema of the register, one frozen step after another.

A step that has shipped is never edited: write the next one. Every step is its own SQL text,
so that "this file's schema is one we know" does not depend on a library's version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from register.schema import CORE, ESCALATED, TREATED

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x4D535452  # "MSTR"

LEDGER = """
create table _sqlite_migrations (
  id integer primary key, migration_set text, name text, applied_at text
) strict;
create unique index idx__sqlite_migrations_migration_set_name
  on _sqlite_migrations (migration_set, name);
"""


@dataclass(frozen=True, slots=True)
class MigrationSet:
    """The steps of one package: (name, SQL text), in order."""

    name: str
    steps: tuple[tuple[str, str], ...]


def version(sets: Iterable[MigrationSet]) -> int:
    """Return the schema version of a file that has every step: the number of all steps."""
    return sum(len(item.steps) for item in sets)


def migrate(connection: sqlite3.Connection, sets: Iterable[MigrationSet]) -> None:
    """Bring a database up to date; each step is one transaction with its version number."""
    from sqlite_utils import Database

    db = Database(connection, recursive_triggers=False)
    exists = "select 1 from sqlite_master where name = '_sqlite_migrations'"
    if not connection.execute(exists).fetchone():
        with db.atomic():
            for statement in statements(LEDGER):
                connection.execute(statement)
    for item in sets:
        _for_sqlite_utils(item).apply(db)


def _for_sqlite_utils(item: MigrationSet) -> Migrations:
    from sqlite_utils import Migrations

    migrations = Migrations(item.name)
    for name, sql in item.steps:
        migrations(name=name)(_step(sql))
    return migrations


def _step(sql: str) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        for statement in statements(sql):
            db.conn.execute(statement)
        done = db.conn.execute("pragma user_version").fetchone()[0]
        db.conn.execute(f"pragma user_version = {done + 1}")

    return run


def known_schema(sets: Iterable[MigrationSet]) -> frozenset[str]:
    """Return every schema text that any version of these sets leaves in a file."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    known: set[str] = set()
    try:
        for sql in (LEDGER, *(text for item in sets for _name, text in item.steps)):
            for statement in statements(sql):
                memory.execute(statement)
            known.update(
                row[0] for row in memory.execute("select sql from sqlite_master") if row[0]
            )
    finally:
        memory.close()
    return frozenset(known)


def statements(sql: str) -> list[str]:
    """Split a script into statements; a trigger's body stays in one piece."""
    found: list[str] = []
    pending = ""
    for line in sql.strip().splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found


REGISTER = MigrationSet(
    "register", (("core", CORE), ("treated", TREATED), ("escalated", ESCALATED))
)
