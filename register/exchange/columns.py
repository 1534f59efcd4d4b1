"""Settles what each column holds, once the cells under it are known.

A column is used for one thing; whatever is left over is kept as a custom field.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import zip_longest

from register.entities import RISK_CONTROL, RISK_OWNER, RISK_UNIT
from register.exchange.headings import RATING_FIELDS, Column, assign, guess
from register.exchange.layout import Layout
from register.exchange.mapping import LEAVE_OUT, ColumnMapping
from register.exchange.workbook import Cell, is_blank
from register.fields import TITLE_LENGTH, clean
from register.i18n import LANGUAGES, language, translated

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LINK_ID = re.compile(r"(?:category|unit|owner|reviewer|approver)_id")
_BRACKETED = re.compile(r"\[(.+)\]", re.DOTALL)
_LONGEST_HEADING = TITLE_LENGTH - 20  # room to tell doubles apart
_TITLE_SOURCES = ("description", "event")


@dataclass(frozen=True, slots=True)
class Table:
    """The risks of a sheet by column.

    ``cells``: for each column the cells of all rows; ``numbers``: the rows' numbers in the
    sheet; ``own``: this program wrote the file, so an empty cell means an empty field;
    ``described``: the title is taken from a description, which may be long; ``steps``: by rating
    column and text the step that the user chose.
    """

    sheet: str
    columns: tuple[Column, ...]
    cells: Mapping[int, Sequence[Cell]]
    numbers: tuple[int, ...]
    own: bool
    described: bool
    steps: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

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


def settle(
    layout: Layout, tier: str, mapping: Mapping[int, str] | None = None, *, csv: bool = False
) -> Table:
    """Return the table under a layout.

    ``mapping``: by column what the user chose: a field, a tier and a part such as
    ``residual_impact``, "" to keep it as a custom field, LEAVE_OUT to pass it over; ``csv``: our own file may have put
    an apostrophe before a heading.
    """
    cells = _by_column(layout)
    own = any(c.field == "id" and _are_ours(cells[c.index]) for c in layout.columns)
    named = _ours(layout.columns, csv) if own else tidy(layout.columns)
    chosen = [_chosen(column, mapping or {}) for column in named]
    columns = assign([column for column in chosen if column.field != LEAVE_OUT], tier)
    if not own:
        columns = _with_number(columns)
    titled = any(column.field == "title" for column in columns)
    numbers = tuple(row.number for row in layout.rows)
    settled = tuple(_settle_title(columns, titled))
    described = not titled or _is_description(settled, named)
    return Table(layout.sheet.name, settled, cells, numbers, own, described)


def mapped_table(layout: Layout, mapping: ColumnMapping, *, csv: bool = False) -> Table:
    """Return the table under a layout as the user maps it."""
    table = settle(layout, mapping.tier, mapping.fields, csv=csv)
    return replace(table, steps=mapping.steps)


def _by_column(layout: Layout) -> dict[int, Sequence[Cell]]:
    filled = zip_longest(*(row.cells for row in layout.rows))
    cells: dict[int, Sequence[Cell]] = dict(enumerate(filled))
    empty: Sequence[Cell] = [None] * len(layout.rows)
    return {column.index: cells.get(column.index, empty) for column in layout.columns}


def _ours(columns: Sequence[Column], csv: bool) -> list[Column]:
    """Return the columns of a file of ours: headings to the letter, brackets for custom fields."""
    found = []
    for column in columns:
        heading = clean(column.heading.removeprefix("'") if csv else column.heading)[0]
        if bracketed := _BRACKETED.fullmatch(heading):
            found.append(Column(column.index, bracketed[1]))
        elif not LINK_ID.fullmatch(heading) and heading not in _pairs():
            found.append(replace(column, heading=heading))
    return found


@cache
def _pairs() -> frozenset[str]:
    """Return the headings of what a risk is tied to several of; our tables show them only."""
    found = set()
    for pair in (RISK_OWNER, RISK_UNIT, RISK_CONTROL):
        found |= {pair.table, f"{pair.table}_id"}
        for tongue in LANGUAGES:
            with language(tongue):
                found.add(translated(pair.plural))
    return frozenset(found)


def tidy(columns: Sequence[Column]) -> list[Column]:
    """Return a stranger's columns with headings on one line, doubles told apart: “Notes (2)”."""
    seen: Counter[str] = Counter()
    found = []
    for column in columns:
        heading = " ".join(clean(column.heading)[0].split())[:_LONGEST_HEADING] or "-"
        seen[heading] += 1
        if seen[heading] > 1:
            heading = f"{heading} ({seen[heading]})"
        found.append(replace(column, heading=heading))
    return found


def _chosen(column: Column, mapping: Mapping[int, str]) -> Column:
    """Return the column as the user wants it, or as its heading says."""
    if column.index not in mapping:
        return column
    choice = mapping[column.index]
    tier, _mark, part = choice.partition("_")
    if part in RATING_FIELDS:
        return replace(column, field=part, tier=tier, rank=-1)
    return replace(column, field=choice, tier="", rank=-1)


def _with_number(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Take a stranger's “id” for the number, unless another column is."""
    numbered = any(column.field == "number" for column in columns)
    field = "" if numbered else "number"
    return tuple(replace(c, field=field) if c.field == "id" else c for c in columns)


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


def _is_description(settled: Sequence[Column], named: Sequence[Column]) -> bool:
    """Tell whether the user made a title of a column whose heading says description."""
    title = next((column.index for column in settled if column.field == "title"), None)
    return any(c.index == title and c.field in _TITLE_SOURCES for c in named)


def custom_heading(name: str) -> str:
    """Return the heading of a custom field: in brackets where it would be read as a field."""
    ours = guess(0, name).known or LINK_ID.fullmatch(name) or name in _pairs()
    ours = ours or name.startswith("[")
    return f"[{name}]" if ours else name
