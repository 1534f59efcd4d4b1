"""Finds the sheet that holds the risks, and its headings under titles, notes and blank rows.

A row is a heading when its cells are words for columns; two heading rows may stand together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from register.errors import ImportFileError
from register.exchange import limits
from register.exchange.heading_words import HEADINGS
from register.exchange.headings import RATING_FIELDS, Column, guess, tier_of
from register.exchange.workbook import Cell, Row, Sheet, Workbook, cell_text, is_blank
from register.i18n import _

_SEARCHED_ROWS = 60
_SURE_FIELDS = 6
_NAMES_A_RISK = {"title", "description", "event"}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the risks stand: a sheet, its guessed columns, and the rows of data and of notes.

    ``header``: the number of the last row of headings.
    """

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Row, ...]
    header: int = 0


@dataclass(frozen=True, slots=True)
class _Header:
    """A candidate: the place of its last row in the sheet's rows, and its columns."""

    last: int
    columns: tuple[Column, ...]
    rows: int = 1

    @property
    def score(self) -> tuple[int, int]:
        """How many different things the columns hold, 0 when nothing names a risk; one row first."""
        fields = {(c.field, c.tier) for c in self.columns if c.known}
        if not any(field in _NAMES_A_RISK for field, _tier in fields):
            return 0, 0
        return len(fields), -self.rows


def find_layout(workbook: Workbook) -> Layout:
    """Return where the risks stand; raises ImportFileError when no sheet holds any."""
    found = []
    for sheet in workbook.sheets:
        header = max(_candidates(sheet), key=lambda item: item.score, default=None)
        if header and header.score > (0, 0):
            found.append((sheet, header))
    if not found:
        raise _nothing_found(workbook)
    sheet, header = max(found, key=lambda pair: (not pair[0].hidden, pair[1].score))
    return _layout(sheet, header)


def lay_out(workbook: Workbook, name: str, header: int = 0) -> Layout:
    """Return the layout of one sheet whose last row of headings is the user's, or 0 for a guess.

    Raises ImportFileError when there is no such sheet or row, or nothing to guess.
    """
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == name), None)
    if sheet is None or sheet.refusal:
        raise _nothing_found(workbook)
    if not header:
        return find_layout(replace(workbook, sheets=(sheet,)))
    place = next((n for n, row in enumerate(sheet.rows) if row.number == header), None)
    if place is None:
        raise _nothing_found(workbook)
    return _layout(sheet, max(_at(sheet, place), key=lambda item: item.score))


def _nothing_found(workbook: Workbook) -> ImportFileError:
    for sheet in workbook.sheets:
        if sheet.refusal:
            return limits.refuse(workbook.name, limits.too_many(sheet.refusal))
    return limits.refuse(
        workbook.name,
        _("no row in it looks like headings; one column must be called “Title” or “Description”."),
    )


def _candidates(sheet: Sheet) -> Iterator[_Header]:
    """Yield what each of the first rows, and each two of them together, would be as a header.

    A row that names many fields ends the search, once the row below was tried with it.
    """
    last = _SEARCHED_ROWS
    for place in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        if place > last:
            return
        found = list(_at(sheet, place))
        yield from found
        if found[0].score[0] >= _SURE_FIELDS:
            last = min(last, place + 1)


def _at(sheet: Sheet, place: int) -> Iterator[_Header]:
    """Yield a row as a header, alone and with the one above it."""
    row = sheet.rows[place]
    yield _Header(place, _single(row))
    above = sheet.rows[place - 1] if place else None
    if above and above.number == row.number - 1:
        yield _Header(place, _double(sheet, above, row), rows=2)


def _texts(row: Row) -> list[str]:
    return [cell_text(cell).strip() for cell in row.cells]


def _single(row: Row) -> tuple[Column, ...]:
    texts = (cell_text(cell) for cell in row.cells)
    return tuple(guess(index, text) for index, text in enumerate(texts) if text.strip())


def _double(sheet: Sheet, upper: Row, lower: Row) -> tuple[Column, ...]:
    """Return the columns under two rows: above the groups, below their parts."""
    triples = zip_longest(_groups(sheet, upper), _texts(upper), _texts(lower), fillvalue="")
    return tuple(
        _part(index, group, part) if part else guess(index, alone)
        for index, (group, alone, part) in enumerate(triples)
        if part or alone
    )


def _part(index: int, group: str, part: str) -> Column:
    """Return the column under a part of a group: “Likelihood” under “Residual risk”."""
    column = guess(index, part)
    if column.field in RATING_FIELDS and not column.tier:
        return replace(column, tier=tier_of(group))
    return column if column.known else replace(guess(index, f"{group} {part}"), heading=part)


def _groups(sheet: Sheet, row: Row) -> list[str]:
    """Return a row's texts, each repeated to the right as far as its group reaches."""
    texts = _texts(row)
    areas = [area for area in sheet.merged if area[0][0] <= row.number - 1 <= area[1][0]]
    for (_top, left), (_bottom, right) in areas:
        reach = min(right + 1, limits.COLUMNS)
        texts += [""] * (reach - len(texts))
        texts[left:reach] = [texts[left]] * (reach - left)
    if not areas:
        for place in range(1, len(texts)):
            texts[place] = texts[place] or texts[place - 1]
    return texts


def _layout(sheet: Sheet, header: _Header) -> Layout:
    rows: list[Row] = []
    notes: list[Row] = []
    first = [column for column in header.columns if column.known][:2]
    for row in sheet.rows[header.last + 1 :]:
        filled = list(islice((cell for cell in row.cells if not is_blank(cell)), 2))
        if not filled:
            continue
        is_note = (len(filled) == 1 and len(header.columns) > 1) or _repeats(row, first)
        (notes if is_note else rows).append(row)
    return Layout(sheet, header.columns, tuple(rows), tuple(notes), sheet.rows[header.last].number)


def _repeats(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether a row only says the headings again, in these words or in another language."""
    return len(columns) == 2 and all(
        column.index < len(row.cells) and _says(column, row.cells[column.index])
        for column in columns
    )


def _says(column: Column, cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    return cell == column.heading or cell.strip().casefold() in HEADINGS[column.field]
