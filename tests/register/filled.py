"""A register that holds a record of every kind, and its rows for comparing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from register.assess import assess
from register.book import Book
from register.entities import (
    ATTACHMENT,
    CUSTOM_FIELD,
    CUSTOM_VALUE,
    MEMBERSHIP,
    PERSON,
    PHONE,
    PLAN,
    PLAN_RISK,
    PLAN_TEAM,
    RISK,
    SERIES,
    STEP,
    TEAM,
    UNIT,
    Assessment,
    Attachment,
    CustomField,
    CustomValue,
    Membership,
    NumberSeries,
    Person,
    PhoneNumber,
    Plan,
    PlanRisk,
    PlanStep,
    PlanTeam,
    Risk,
    Team,
    Unit,
)
from register.entity import AnyEntity, new_id
from register.fields import Choice, Day, Field, Flag, Link, Moment, Number

THRESHOLDS = {"blue": 1, "yellow": 2, "orange": 3, "red": 4}


def fill(book: Book) -> Book:
    """Fill a register with a chain from unit to assessment, in several steps."""
    unit, person = Unit(id=new_id(), name="IT"), Person(id=new_id(), name="Chen Wei")
    person = replace(person, unit=unit.id)
    with book.change("People"):
        book.table(UNIT).save(unit)
        book.table(PERSON).save(person)
        book.table(PHONE).save(PhoneNumber(id=new_id(), person=person.id, number="138 0000 1234"))
    for n in range(60):
        with book.change("Risk"):
            risk = Risk(id=new_id(), number=f"R-{n:03}", title=f"Risk {n} 洪水", owner=person.id)
            book.table(RISK).save(risk)
            assess(book, Assessment(id=new_id(), risk=risk.id, assessed_on=date(2026, 1, 1),
                                    likelihood=n % 5 + 1, impact=3))  # fmt: skip
    with book.change("Team"):
        team = Team(id=new_id(), number="T-01", name="Recovery team")
        book.table(TEAM).save(team)
        book.table(MEMBERSHIP).save(Membership(id=new_id(), team=team.id, post="Lead"))
        field = CustomField(id=new_id(), name="Affected asset", position=1)
        book.table(CUSTOM_FIELD).save(field)
        book.table(CUSTOM_VALUE).save(
            CustomValue(id=new_id(), field=field.id, risk=risk.id, text="ERP")
        )
        book.table(SERIES).save(NumberSeries(id=new_id(), name="R", last=60))
        book.table(ATTACHMENT).save(
            Attachment(id=new_id(), entity="risks", record=risk.id, name="a.pdf", sha256="0" * 64)
        )
    with book.change("Plan"):
        plan = Plan(id=new_id(), number="P-01", title="Flood plan", owner=person.id)
        book.table(PLAN).save(plan)
        book.table(STEP).save(PlanStep(id=new_id(), plan=plan.id, position=1, action="Call"))
        book.table(PLAN_RISK).save(PlanRisk(id=new_id(), plan=plan.id, risk=risk.id))
        book.table(PLAN_TEAM).save(PlanTeam(id=new_id(), plan=plan.id, team=team.id))
        for entity in book.catalog.entities:  # one of each other kind
            if not book.table(entity).count():
                book.table(entity).save(sample(book, entity))
    return book


def value_for(book: Book, field: Field) -> Any:
    """Return a value of the field's kind; a link gets a record to point at."""
    kind = field.kind
    if isinstance(kind, Link):
        if found := book.table_named(kind.target).all():
            return found[0].id
        target = book.catalog.by_table[kind.target]
        record = sample(book, target)
        book.table(target).save(record)
        return record.id
    if isinstance(kind, Choice):
        return next(iter(kind.options))
    if isinstance(kind, Number):
        return THRESHOLDS.get(field.key, 3)
    if isinstance(kind, Flag):
        return True
    if isinstance(kind, Day):
        return date(2026, 3, 31)
    if isinstance(kind, Moment):
        return datetime(2026, 3, 31, 6, 30, tzinfo=UTC)
    return f"{field.key} 洪水"


def sample(book: Book, entity: AnyEntity, *, full: bool = False) -> Any:
    """Return a new record with its required fields, or all fields, filled in."""
    wanted = (f for f in entity.fields if f.required or (full and f.key != "parent"))
    fields = [f for f in wanted if not f.derived]
    values = {f.key: value_for(book, f) for f in fields}
    if "number" in entity.by_key:
        values["number"] = new_id()[:8]
    return entity.record(id=new_id(), **values)


def everything(book: Book) -> dict[str, list[object]]:
    """Return every record by table."""
    return {entity.table: book.table(entity).all() for entity in book.catalog.entities}


def by_id(records: list[object]) -> dict[str, object]:
    """Return records by id, for comparing without their order."""
    return {getattr(record, "id"): record for record in records}  # noqa: B009
