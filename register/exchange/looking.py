"""Looks at a table before it is imported: what each column would be taken for, and why.

Only the first rows are looked at; the plan of the import reads them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from register.errors import ImportFileError
from register.exchange.columns import Table, mapped_table, tidy
from register.exchange.headings import Column
from register.exchange.layout import Layout, find_layout, lay_out
from register.exchange.mapping import CUSTOM, LEAVE_OUT, ColumnMapping, doubles, target
from register.exchange.ratings import column_scale
from register.exchange.workbook import Sheet, Workbook, cell_text, is_blank
from register.scoring import Method

_LOOKED_AT = 3_000
_SAMPLES = 3
_MOST_WORDS = 24
_SCALES = ("likelihood", "impact")


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """One column as the user sees it.

    ``target``: what it would be mapped to, as in ColumnMapping.fields; ``samples``: its first
    texts; ``words``: for a likelihood or an impact its words with their steps, 0 for none;
    ``length``: steps of the scale that the words are from; ``double``: another column, from 0,
    that the user mapped to the same field, or -1.
    """

    index: int
    heading: str
    target: str
    samples: tuple[str, ...] = ()
    words: tuple[tuple[str, int], ...] = ()
    length: int = 0
    double: int = -1


def guess_layout(workbook: Workbook) -> Layout | None:
    """Return where the risks stand, or None when nothing looks like it."""
    try:
        return find_layout(workbook)
    except ImportFileError:
        return None


def layout_of(workbook: Workbook, sheet: Sheet, header: int = 0) -> Layout:
    """Return the layout of a sheet; without a guess its first row holds the headings."""
    if not header:
        alone = guess_layout(replace(workbook, sheets=(sheet,)))
        if alone is not None:
            return alone
        header = sheet.rows[0].number
    return lay_out(workbook, sheet.name, header)


def see(layout: Layout, mapping: ColumnMapping, method: Method, *, csv: bool) -> list[SeenColumn]:
    """Return every column under a layout, as it would be read."""
    first = replace(layout, rows=layout.rows[:_LOOKED_AT])
    table = mapped_table(first, mapping, csv=csv)
    settled = {column.index: column for column in table.columns}
    twice = doubles(mapping.fields)
    return [
        _seen(table, settled.get(c.index), c, method, twice.get(c.index, -1))
        for c in tidy(layout.columns)
        if c.index in settled or mapping.fields.get(c.index) == LEAVE_OUT
    ]


def has_title(columns: Sequence[SeenColumn]) -> bool:
    """Tell whether any column names the risks, or tells which of the register they are."""
    return any(column.target in {"title", "number", "id"} for column in columns)


def _seen(
    table: Table, settled: Column | None, column: Column, method: Method, double: int
) -> SeenColumn:
    texts = _samples(table, column)
    if settled is None:
        return SeenColumn(column.index, column.heading, LEAVE_OUT, texts)
    seen = SeenColumn(column.index, column.heading, target(settled) or CUSTOM, texts, double=double)
    if settled.field not in _SCALES:
        return seen
    steps = method.likelihood if settled.field == "likelihood" else method.impact
    reading = column_scale(table, settled, steps)
    given = {cell_text(cell).strip() for cell, step in reading.values.items() if step is None}
    unread = dict.fromkeys(sorted(given - {""} - set(reading.words)), 0)
    words = sorted({**reading.words, **unread}.items(), key=lambda item: (-item[1], item[0]))
    return replace(seen, words=tuple(words[:_MOST_WORDS]), length=reading.length)


def _samples(table: Table, column: Column) -> tuple[str, ...]:
    cells = table.cells.get(column.index, ())
    filled = (cell_text(cell).strip() for cell in cells if not is_blank(cell))
    return tuple(dict.fromkeys(text for text, _n in zip(filled, range(40), strict=False)))[
        :_SAMPLES
    ]
