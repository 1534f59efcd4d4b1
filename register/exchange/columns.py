"""Settles what each column holds, once the cells under it are known.

A column is used for one thing; whatever is left over is kept as a custom field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from register.exchange.headings import RATING_FIELDS, Column, assign
from register.exchange.layout import Layout
from register.exchange.workbook import Cell, is_blank
from register.fields import TITLE_LENGTH

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BRACKETED = re.compile(r"\[(.+)\]")
_LINK_ID = re.compile(r"(category|unit|owner)_id")
_TITLE_SOURCES = ("description", "event")


@dataclass(frozen=True, slots=True)
class Table:
    """The risks of a sheet by column.

    ``cells``: for each column the cells of all rows; ``numbers``: the rows' numbers in the
    sheet; ``own``: this program wrote the file, so an empty cell means an empty field;
    ``described``: the title is taken from a description, which may be long.
    """

    sheet: str
    columns: tuple[Column, ...]
    cells: Mapping[int, Sequence[Cell]]
    numbers: tuple[int, ...]
    own: bool
    described: bool

    def column(self, field: str) -> Column | None:
        """Return the column that holds a field of the risk."""
        return next((c for c in self.columns if c.field == field and not c.tier), None)

    def rating_columns(self, field: str, tier: str) -> list[Column]:
        """Return the columns that hold a part of a tier's rating."""
        return [c for c in self.columns if c.field == field and c.tier == tier]

    @property
    def custom_columns(self) -> list[Column]:
        """Return the columns that are known to nobody."""
        return [c for c in self.columns if not c.known]


def settle(layout: Layout, tier: str, mapping: Mapping[int, str] | None = None) -> Table:
    """Return the table under a layout.

    ``mapping``: by column what the user chose: a field, a tier and a part such as
    ``residual_impact``, or "" to keep it as a custom field.
    """
    guessed = assign([_chosen(column, mapping or {}) for column in layout.columns], tier)
    cells = _by_column(layout)
    columns, own = _settle_ids(guessed, cells)
    titled = any(column.field == "title" for column in columns)
    columns = [replace(c, heading=custom_name(c)) for c in _settle_title(columns, titled)]
    numbers = tuple(row.number for row in layout.rows)
    return Table(layout.sheet.name, tuple(columns), cells, numbers, own, not titled)


def custom_name(column: Column) -> str:
    """Return the name of the custom field that a column would become."""
    found = _BRACKETED.fullmatch(column.heading)
    return (found[1] if found else column.heading)[:TITLE_LENGTH]


def _by_column(layout: Layout) -> dict[int, Sequence[Cell]]:
    filled = zip_longest(*(row.cells for row in layout.rows))
    cells: dict[int, Sequence[Cell]] = dict(enumerate(filled))
    empty: Sequence[Cell] = [None] * len(layout.rows)
    return {column.index: cells.get(column.index, empty) for column in layout.columns}


def _chosen(column: Column, mapping: Mapping[int, str]) -> Column:
    """Return the column as the user wants it, or as its heading says."""
    if _BRACKETED.fullmatch(column.heading):
        column = replace(column, field="", tier="")
    if column.index not in mapping:
        return column
    choice = mapping[column.index]
    tier, _mark, part = choice.partition("_")
    if part in RATING_FIELDS:
        return replace(column, field=part, tier=tier, rank=-1)
    return replace(column, field=choice, tier="", rank=-1)


def _settle_ids(
    columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]]
) -> tuple[list[Column], bool]:
    """Take “id” for ours only when UUIDs stand under it; a stranger's is the number."""
    place = next((n for n, column in enumerate(columns) if column.field == "id"), None)
    settled = list(columns)
    if place is None:
        return settled, False
    column = columns[place]
    if _are_ours(cells[column.index]):
        return [c for c in settled if not _LINK_ID.fullmatch(c.heading)], True
    numbered = any(c.field == "number" for c in columns)
    settled[place] = replace(column, field="" if numbered else "number")
    return settled, False


def _are_ours(ids: Sequence[Cell]) -> bool:
    filled = [cell for cell in ids if not is_blank(cell)]
    return bool(filled) and all(UUID.fullmatch(str(cell)) for cell in filled)


def _settle_title(columns: Sequence[Column], titled: bool) -> list[Column]:
    """Let the description be the title where there is no title, and else the event."""
    fields = {column.field for column in columns}
    if titled:
        event = "" if "event" in fields else "event"
        return [replace(c, field=event) if c.field == "description" else c for c in columns]
    source = next((field for field in _TITLE_SOURCES if field in fields), None)
    return [replace(c, field="title") if c.field == source else c for c in columns]
