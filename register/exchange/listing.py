"""Records as plain values for ``list --json``: the shape that scripts rely on.

Keys are the field keys; choices are stored keys, never translated; empty is None.
"""

from __future__ import annotations

from typing import Any

from register.book import Book
from register.entities import PERSON
from register.exchange.kinds import Surroundings, in_order, kind_named
from register.fields import Link
from register.i18n import current_language, language


def list_rows(book: Book, kind: str, lang: str | None = None) -> list[dict[str, Any]]:
    """Return the records of a kind, by number, else in the order of creation.

    ``kind``: the name of a table, such as risks; ``lang``: of the names of linked records
    (default: the language in force). Raises RegisterError for an unknown kind.
    """
    entity = kind_named(book, kind)
    with language(lang or current_language()):
        around = Surroundings(book, entity)
        return [_row(around, r) for r in in_order(entity, book.table(entity).all())]


def _row(around: Surroundings, record: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"id": record.id}
    for field in around.entity.fields:
        if field.hidden and field.derived:
            continue
        value = getattr(record, field.key)
        if isinstance(field.kind, Link):
            row[field.key] = around.name(field.kind.target, value) or None
            row[f"{field.key}_id"] = value
        else:
            row[field.key] = field.kind.to_json(value)
    for links in around.several:
        ids = links.ids.get(record.id, ())
        row[links.key] = [around.name(links.target.table, item) for item in ids]
        row[f"{links.key}_id"] = list(ids)
    if around.entity is PERSON:
        row["phones"] = list(around.phones.get(record.id, ()))
    if around.entity.table in around.book.catalog.value_tables:
        row["custom"] = around.custom.texts(record.id)
    return row
