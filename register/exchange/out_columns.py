"""The columns of an exported table: headings in the reader's language, cells as values.

The last column is ``id``, by which the file is matched when it comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from register.book import Book
from register.entities import PERSON, PHONE, RISK
from register.entity import AnyEntity
from register.exchange.columns import custom_heading
from register.exchange.kinds import Several, Surroundings
from register.fields import Choice, Document, Field, Flag, Kind, Link, Note, Text
from register.i18n import english, translated
from register.identifying.custom import CustomColumn, Given, columns

ID = "id"
_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class OutColumn:
    """One column: ``value(record)`` gives text, a number, a date, a datetime or None.

    ``kind``: of the field, None for columns that no field stands behind; ``choices``: what may
    be chosen, as shown; ``key``: of the field, "" for a custom one.
    """

    key: str
    heading: str
    value: Callable[[Any], Any]
    kind: Kind | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_note(self) -> bool:
        """Tell whether the column holds text of several lines."""
        return isinstance(self.kind, Note)

    @property
    def is_level(self) -> bool:
        """Tell whether the column holds levels of risk."""
        return self.key.endswith("_level") or self.key == "level"


def out_columns(
    book: Book, entity: AnyEntity, fields: Sequence[Field] | None = None
) -> list[OutColumn]:
    """Return the columns for records of an entity; ``fields``: those shown (default: all)."""
    around = Surroundings(book, entity)
    shown = [f for f in entity.fields if _is_shown(f)] if fields is None else fields
    columns = [_column(around, field) for field in shown]
    if fields is None:
        columns += [*_several(around), *_phones(around), *_custom(around)]
    return [*columns, OutColumn(ID, ID, lambda record: record.id)]


def _is_shown(field: Field) -> bool:
    return not field.hidden and not isinstance(field.kind, Document)


def _column(around: Surroundings, field: Field) -> OutColumn:
    if isinstance(field, CustomColumn):
        return _given(around, field)
    key, kind = field.key, field.kind
    heading = translated(field.label)
    if isinstance(kind, Link):
        target = kind.target
        return OutColumn(
            key, heading, lambda record: around.name(target, getattr(record, key)), kind
        )
    if isinstance(kind, Choice):
        words = {str(option): kind.format(option) for option in kind.options}
        choices = tuple(words.values())
        return OutColumn(
            key, heading, lambda record: words.get(getattr(record, key) or ""), kind, choices
        )
    if isinstance(kind, Flag):
        yes, no = kind.format(True), kind.format(False)
        return OutColumn(
            key, heading, lambda record: yes if getattr(record, key) else no, kind, (yes, no)
        )
    if isinstance(kind, Text):
        return OutColumn(key, heading, lambda record: getattr(record, key), kind)
    return OutColumn(key, heading, lambda record: kind.native(getattr(record, key)), kind)


def _several(around: Surroundings) -> list[OutColumn]:
    return [
        OutColumn(links.key, translated(links.label), partial(_names, around, links))
        for links in around.several
    ]


def _names(around: Surroundings, links: Several, record: Any) -> str:
    ids = links.ids.get(record.id, ())
    return _SEPARATOR.join(around.name(links.target.table, item) for item in ids)


def _phones(around: Surroundings) -> list[OutColumn]:
    if around.entity is not PERSON:
        return []
    return [OutColumn("phones", translated(PHONE.plural), partial(_numbers, around))]


def _numbers(around: Surroundings, record: Any) -> str:
    return _SEPARATOR.join(around.phones.get(record.id, ()))


def _custom(around: Surroundings) -> list[OutColumn]:
    return [_given(around, column) for column in columns(around.book, around.entity)]


def _given(around: Surroundings, column: CustomColumn) -> OutColumn:
    """Return a custom field: typed cells where nothing is lost, else the text that is stored."""
    kind, name = column.kind, english(column.label)
    assert isinstance(kind, Given)
    words = tuple(str(kind.native(word)) for word in kind.words)
    held = around.custom.values

    def value(record: Any) -> Any:
        return kind.native(held.get(record.id, {}).get(name, ("", ""))[1])

    return OutColumn("", _own_heading(around, name), value, None, words)


def _own_heading(around: Surroundings, name: str) -> str:
    """Return the heading of a custom field: in brackets where another column is called so."""
    if around.entity is RISK:
        return custom_heading(name)
    others = {ID, *(translated(field.label) for field in around.entity.fields)}
    others |= {translated(links.label) for links in around.several}
    return f"[{name}]" if name in others else name
