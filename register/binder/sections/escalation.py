"""Who is told from which colour of an indicator on, and which plans are then to be considered."""

from __future__ import annotations

from collections.abc import Iterator

from register.binder.blocks import Heading, Labelled
from register.binder.context import Context
from register.binder.flow import Block
from register.binder.table import Column, Table
from register.book import Book
from register.entities import (
    ACTIVATION_RULE,
    ESCALATION_PATH,
    ESCALATION_STEP,
    PERSON,
    PHONE,
    PLAN,
    EscalationStep,
    Indicator,
)
from register.i18n import _
from register.watching.activation import rules_of
from register.watching.escalation import person_text, steps_of

_FIRST_ROW = 120  # points: the head of the table, and a person with a few numbers


def escalation(book: Book, context: Context, item: Indicator) -> Iterator[Block]:
    """Yield the escalation path of an indicator with every number, and the plans it calls for."""
    path = book.table(ESCALATION_PATH).get(item.path)
    if path is not None:
        yield Heading(_("Escalation: {path}").format(path=ESCALATION_PATH.title(path)), _FIRST_ROW)
        yield Table(_columns(), (_row(book, step) for step in steps_of(book, path.id)))
        if path.note:
            yield Labelled(_("Note"), path.note)
    if rules := rules_of(book, item.id):
        yield Heading(_("Plans to consider"))
        columns = [Column(_("From colour"), 1.4), Column(_("Plan"), 4), Column(_("Note"), 4.4)]
        colour = ACTIVATION_RULE.by_key["colour"]
        yield Table(
            columns,
            ([colour.text(rule), context.name(PLAN, rule.plan), rule.note] for rule in rules),
        )


def _columns() -> list[Column]:
    return [
        Column(_("From colour"), 1.4),
        Column(_("Who is told"), 3.4),
        Column(_("Phone"), 2),
        Column(_("Within"), 1.2),
        Column(_("Means"), 1.4),
        Column(_("Message"), 3),
        Column(_("Told at"), 1.4),
    ]


def _row(book: Book, step: EscalationStep) -> list[str]:
    text = {key: field.text(step) for key, field in ESCALATION_STEP.by_key.items()}
    person = book.table(PERSON).get(step.person)
    who = [person_text(person) if person else "", step.role]
    numbers = book.table(PHONE).find(person=person.id) if person else []
    within = "" if step.within is None else _("{count} min").format(count=step.within)
    return [
        text["colour"],
        "\n".join(part for part in who if part),
        "\n".join(item.number for item in numbers),
        within,
        text["channel"],
        step.message,
        "",
    ]
