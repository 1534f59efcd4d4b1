"""What a list shows of each entity: its columns, a caption under the title, and their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gui import theme
from gui.levels import level_in, level_text
from gui.session import Session
from register.entities.risk import LEVEL_KIND
from register.entity import AnyEntity
from register.fields import Choice, Field, Flag, Link, Text
from register.i18n import current_language
from register.identifying.custom import CustomColumn, Given

ONE_LINE, TALL = 40, 70


@dataclass(frozen=True, slots=True)
class Layout:
    """``shown``: keys of the columns at first; ``wide``: the one that takes the room left;
    ``caption``: keys whose texts stand under it; ``facets``: keys to choose values of, where
    not every short field is one."""

    shown: tuple[str, ...]
    wide: str
    caption: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()

    @property
    def row_height(self) -> int:
        return theme.dense(TALL if self.caption else ONE_LINE)


_LAYOUTS = {
    "risks": Layout(
        ("number", "title", "current_level", "next_review"),
        "title",
        ("category", "owner"),
        ("current_level", "category", "owner", "status", "kind"),
    ),
    "plans": Layout(("number", "title", "status", "next_review"), "title", ("kind", "owner")),
    "drills": Layout(("number", "title", "status", "starts_at"), "title", ("kind", "rating")),
    "teams": Layout(("number", "name", "kind"), "name", ("place", "channel")),
    "actions": Layout(
        ("number", "title", "status", "due_on"),
        "title",
        ("owner", "priority"),
        ("status", "owner", "verifier", "priority", "source"),
    ),
    "obligations": Layout(
        ("number", "title", "status", "next_look"),
        "title",
        ("kind", "owner"),
        ("status", "kind", "owner"),
    ),
    "indicators": Layout(
        ("number", "name", "last_value", "colour"),
        "name",
        ("owner", "frequency", "last_reading"),
        ("colour", "owner", "frequency", "kind"),
    ),
    "warnings": Layout(("number", "title", "status", "level"), "title", ("issued_by", "issued_at")),
    "escalation_paths": Layout(("number", "name", "note"), "name"),
    "people": Layout(("name", "unit", "active"), "name", ("post", "email")),
    "units": Layout(("name", "parent"), "name"),
    "categories": Layout(("name", "parent"), "name"),
    "risk_measures": Layout(
        ("number", "title", "due_on", "status"), "title", ("risk", "owner"), ("status", "owner")
    ),
    "controls": Layout(("number", "title", "state", "next_test"), "title", ("kind", "owner")),
    "acceptances": Layout(("number", "title", "status", "expires_on"), "title", ("approver",)),
    "methods": Layout(("name", "version", "active"), "name", ("kind", "subject")),
}


def layout_of(entity: AnyEntity) -> Layout:
    """Return how a list of these records looks at first."""
    shown = tuple(item.key for item in entity.fields if item.in_table and not item.hidden)
    texts = [key for key in shown if isinstance(entity.by_key[key].kind, Text)]
    wide = texts[-1] if texts else shown[-1]
    return _LAYOUTS.get(entity.table, Layout(shown, wide))


def list_fields(entity: AnyEntity) -> tuple[Field, ...]:
    """Return every field that a list can show: those shown at first, then the others."""
    first = layout_of(entity).shown
    rest = (item for item in entity.fields if not item.hidden and item.key not in first)
    return (*(entity.by_key[key] for key in first), *rest)


def facet_fields(entity: AnyEntity) -> tuple[Field, ...]:
    """Return the fields whose values a list can be narrowed to: choices, links and flags."""
    keys = layout_of(entity).facets
    if keys:
        return tuple(entity.by_key[key] for key in keys)
    return tuple(
        item
        for item in entity.fields
        if isinstance(item.kind, Choice | Link | Flag) and item.in_table and not item.hidden
    )


def facets_of(entity: AnyEntity, given: Sequence[CustomColumn]) -> tuple[Field, ...]:
    """Return the fields to narrow by: those of the entity, and custom fields of a few words."""
    chosen = (field for field in given if isinstance(field.kind, Given) and field.kind.is_chosen)
    return (*facet_fields(entity), *chosen)


def is_level(field: Field) -> bool:
    """Tell whether a field holds a level of risk, which is shown as a chip."""
    return field.kind is LEVEL_KIND


def shown_text(session: Session, field: Field, record: object) -> str:
    """Return what a list or a read-only form shows of one field."""
    value = field.value(record)
    if isinstance(field.kind, Link):
        return session.names(field.kind.target).text(value)
    if is_level(field):
        return level_text(level_in(session, record, field.key))
    return local_name(field, record) or field.kind.format(value)


def local_name(field: Field, record: object) -> str:
    """Return the record's second name, where it has one in the reader's language, for its first."""
    key = f"{field.key}_{current_language().partition('_')[0]}"
    return str(getattr(record, key, "") or "") if field.key == "name" else ""
