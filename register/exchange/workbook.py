"""Sheets as they were read: cells with the numbers of their rows and columns.

Rows without content are left out, so a row's number is not its place in the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple

Cell = str | int | float | bool | date | datetime | None
MergedRange = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, as (row, column) counted from 0."""


class Row(NamedTuple):
    """One row of a sheet; ``number`` counts from 1, ``cells`` begin at column A."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled rows of one sheet; ``refusal`` says why it was not read, if it was not."""

    name: str
    rows: tuple[Row, ...] = ()
    hidden: bool = False
    merged: tuple[MergedRange, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a file held.

    ``name``: the file's name; ``kind``: xlsx, xls, ods, csv or json; ``encoding`` and
    ``delimiter``: how a text file was read; ``epoch_1904``: bare day numbers count from 1904;
    ``document``: the content of a JSON file that this program exported;
    ``unread``: cells, such as C7, whose formula has no stored value.
    """

    name: str
    kind: str
    sheets: tuple[Sheet, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    epoch_1904: bool = False
    document: Mapping[str, Any] = field(default_factory=dict)
    unread: tuple[tuple[str, str], ...] = ()


def column_name(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return a cell's name as spreadsheets write it; row from 1, column from 0."""
    return f"{column_name(column)}{row}"


def cell_text(cell: object) -> str:
    """Return a cell as text: whole numbers without a point, days as 2026-03-31."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds" if cell.second else "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def is_blank(cell: object) -> bool:
    """Tell whether a cell holds nothing, or only blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
