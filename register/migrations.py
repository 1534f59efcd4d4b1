"""The schema of the register, one frozen step after another.

A step that has shipped is never edited: write the next one. Every step is its own SQL text,
so that "this file's schema is one we know" does not depend on a library's version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


CORE = """
create table about (
  id text primary key not null, register text not null, title text not null,
  organisation text not null, language text not null, prefix text not null,
  created_at text, trash_emptied integer
) strict;
create table series (id text primary key not null, name text not null, last integer) strict;
create table units (
  id text primary key not null, name text not null,
  parent text references units(id) on delete restrict
) strict;
create index units_parent on units(parent);
create table categories (
  id text primary key not null, name text not null, name_zh text not null,
  parent text references categories(id) on delete restrict
) strict;
create index categories_parent on categories(parent);
create table methods (
  id text primary key not null, name text not null, name_zh text not null,
  version integer, active integer not null, definition text not null
) strict;
create table people (
  id text primary key not null, name text not null, post text not null,
  unit text references units(id) on delete restrict,
  email text not null, outside integer not null, active integer not null
) strict;
create index people_unit on people(unit);
create table phones (
  id text primary key not null, person text not null references people(id) on delete restrict,
  kind text, number text not null, verified_on text
) strict;
create index phones_person on phones(person);
create table risks (
  id text primary key not null, number text not null, title text not null,
  status text, source text, cause text not null, event text not null, consequence text not null,
  category text references categories(id) on delete restrict,
  unit text references units(id) on delete restrict,
  owner text references people(id) on delete restrict,
  strategy text, controls text not null, measures text not null,
  raised_on text, next_review text, notes text not null,
  inherent_likelihood real, inherent_impact real, inherent_score real, inherent_level text,
  current_likelihood real, current_impact real, current_score real, current_level text,
  residual_likelihood real, residual_impact real, residual_score real, residual_level text,
  target_likelihood real, target_impact real, target_score real, target_level text
) strict;
create unique index risks_number on risks(number) where number <> '';
create index risks_in_order on risks(length(number), number);
create index risks_category on risks(category);
create index risks_unit on risks(unit);
create index risks_owner on risks(owner);
create index risks_next_review on risks(next_review);
create index risks_inherent
  on risks(inherent_score, inherent_likelihood, inherent_impact, inherent_level, status);
create index risks_current
  on risks(current_score, current_likelihood, current_impact, current_level, status);
create index risks_residual
  on risks(residual_score, residual_likelihood, residual_impact, residual_level, status);
create index risks_target
  on risks(target_score, target_likelihood, target_impact, target_level, status);
create table assessments (
  id text primary key not null, risk text not null references risks(id) on delete restrict,
  tier text not null, assessed_on text not null, assessed_by text not null,
  method text not null references methods(id) on delete restrict,
  likelihood real not null, impact real not null, score real, level text, rationale text not null
) strict;
create index assessments_risk on assessments(risk, tier, assessed_on);
create index assessments_method on assessments(method);
create table teams (
  id text primary key not null, number text not null, name text not null, kind text,
  place text not null, channel text not null
) strict;
create unique index teams_number on teams(number) where number <> '';
create table memberships (
  id text primary key not null, team text not null references teams(id) on delete restrict,
  post text not null, role text, person text references people(id) on delete restrict
) strict;
create index memberships_team on memberships(team);
create index memberships_person on memberships(person);
create table plans (
  id text primary key not null, number text not null, title text not null,
  kind text, status text, scope text not null, "trigger" text not null,
  unit text references units(id) on delete restrict,
  owner text references people(id) on delete restrict,
  approved_on text, next_review text
) strict;
create unique index plans_number on plans(number) where number <> '';
create index plans_unit on plans(unit);
create index plans_owner on plans(owner);
create table steps (
  id text primary key not null, plan text not null references plans(id) on delete restrict,
  position integer not null, phase text, action text not null, post text not null, minutes integer
) strict;
create index steps_plan on steps(plan, position);
create table plan_risks (
  id text primary key not null, plan text not null references plans(id) on delete restrict,
  risk text not null references risks(id) on delete restrict
) strict;
create unique index plan_risks_pair on plan_risks(plan, risk);
create index plan_risks_risk on plan_risks(risk);
create table plan_teams (
  id text primary key not null, plan text not null references plans(id) on delete restrict,
  team text not null references teams(id) on delete restrict
) strict;
create unique index plan_teams_pair on plan_teams(plan, team);
create index plan_teams_team on plan_teams(team);
create table custom_fields (
  id text primary key not null, entity text not null, name text not null, position integer
) strict;
create unique index custom_fields_name on custom_fields(entity, name);
create table custom_values (
  id text primary key not null,
  field text not null references custom_fields(id) on delete restrict,
  risk text not null references risks(id) on delete restrict, text text not null
) strict;
create unique index custom_values_pair on custom_values(risk, field);
create index custom_values_field on custom_values(field);
create table blobs (sha256 text primary key not null, bytes blob not null) strict;
create table attachments (
  id text primary key not null, entity text not null, record text not null, name text not null,
  size integer, sha256 text not null, added_at text
) strict;
create index attachments_record on attachments(record);
create index attachments_sha256 on attachments(sha256);
create table history (
  seq integer primary key, id text not null, at text not null, who text not null,
  kind text not null, target integer, label text not null, args text not null,
  previous text not null, hash text not null
) strict;
create table history_changes (
  seq integer not null references history(seq), n integer not null, tbl text not null,
  record text not null, before text, after text, digest text not null,
  primary key (seq, n)
) strict, without rowid;
create index history_by_record on history_changes(record, seq, n);
create index history_deletions on history_changes(seq, tbl) where after is null;
create trigger history_is_never_edited before update on history
  begin select raise(abort, 'the history is append-only'); end;
create trigger history_is_never_cut before delete on history
  begin select raise(abort, 'the history is append-only'); end;
create trigger history_changes_are_never_edited before update on history_changes
  begin select raise(abort, 'the history is append-only'); end;
create trigger history_changes_are_never_cut before delete on history_changes
  begin select raise(abort, 'the history is append-only'); end;
"""

REGISTER = MigrationSet("register", (("core", CORE),))
