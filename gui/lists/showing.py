"""What a list shows, as plain data that a worker can take: rows, fields, and how it is narrowed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gui.tables.facet_row import in_order, value_text
from gui.tables.model import RecordModel
from gui.tables.view import RecordView
from register.book import Book
from register.entity import AnyEntity
from register.fields import Field
from register.i18n import _, translated

_STEP = 500


@dataclass(frozen=True, slots=True)
class Showing:
    """``fields``: the columns from left to right, those under the title after it."""

    entity: AnyEntity
    fields: tuple[Field, ...]
    rowids: array[int]
    note: str

    def records(self, book: Book) -> Iterator[Any]:
        """Yield the records in their order from a book with the same rows."""
        table = book.table(self.entity)
        for start in range(0, len(self.rowids), _STEP):
            found = table.page_by_rowid(self.rowids[start : start + _STEP])
            yield from (record for record in found if record is not None)


def showing(view: RecordView, model: RecordModel) -> Showing:
    """Return what a list shows now."""
    return Showing(model.entity, shown_fields(view, model), model.rowids[:], narrowed(model))


def shown_fields(view: RecordView, model: RecordModel) -> tuple[Field, ...]:
    """Return the fields of the columns, with those that stand under the title after it."""
    found: dict[str, Field] = {}
    for field in view.shown_fields():
        found[field.key] = field
        if field.key == model.layout_.wide:
            found.update((key, model.entity.by_key[key]) for key in model.layout_.caption)
    return tuple(found.values())


def narrowed(model: RecordModel) -> str:
    """Return in one line how many records are shown and by what the list is narrowed."""
    if not model.is_filtered:
        return _("All {total}").format(total=model.total)
    parts = [_("{shown} of {total}").format(shown=model.rowCount(), total=model.total)]
    if model.query:
        parts.append(_("with “{text}”").format(text=model.query))
    for key, values in model.facets.items():
        field = model.by_key[key]
        words = (
            value_text(model.session, field, value)
            for value in in_order(model.session, field, list(values))
        )
        name = translated(field.label)
        parts.append(_("{field}: {value}").format(field=name, value=", ".join(words)))
    return " · ".join(parts)
