"""The schema of drills, one frozen step after another."""

from register.migrations import MigrationSet

CORE = """
create table drills (
  id text primary key not null, number text not null, title text not null,
  kind text, status text, starts_at text, ends_at text, place text not null,
  purpose text not null, scenario text not null, rating text
) strict;
create unique index drills_number on drills(number) where number <> '';
create table log (
  id text primary key not null, drill text not null references drills(id) on delete restrict,
  at text not null, kind text, text text not null, by text not null
) strict;
create index log_drill on log(drill, at);
create table drill_plans (
  id text primary key not null, drill text not null references drills(id) on delete restrict,
  plan text not null references plans(id) on delete restrict
) strict;
create unique index drill_plans_pair on drill_plans(drill, plan);
create index drill_plans_plan on drill_plans(plan);
"""

CUSTOM = """
create table drill_custom_values (
  id text primary key not null,
  field text not null references custom_fields(id) on delete restrict,
  drill text not null references drills(id) on delete restrict, text text not null
) strict;
create unique index drill_custom_values_pair on drill_custom_values(drill, field);
create index drill_custom_values_field on drill_custom_values(field);
"""

DRILLS = MigrationSet("drills", (("core", CORE), ("custom", CUSTOM)))
