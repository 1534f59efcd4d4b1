"""A table of plain text over as many pages as it needs.

Each cell is broken into lines once; the header stands on every page; only a row that is taller
than a page is divided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from register.binder.flow import Flow
from register.binder.font import face
from register.binder.pen import TextStyle
from register.binder.styles import CELL, CELL_HEAD, LINE, SUNK
from register.binder.text import break_lines, clean

_PAD_X, _PAD_Y = 4.0, 4.0
_LEAST_LINES = 2  # of a divided row, on each page
SWATCH = (14.0, 9.0)
_SWATCH_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its share of the width."""

    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Swatch:
    """A cell that begins with a small picture, a form of that name, before its text."""

    text: str
    form: str


Cell = str | Swatch
Lines = list[list[str]]


@dataclass(slots=True)
class _Row:
    """The lines of each cell, and the picture each begins with."""

    cells: Lines
    forms: list[str]

    @property
    def lines(self) -> int:
        return max(map(len, self.cells))

    @property
    def height(self) -> float:
        return self.lines * CELL.leading + 2 * _PAD_Y

    def divided(self, lines: int) -> tuple[_Row, _Row]:
        """Return the first lines, and the others."""
        first = _Row([cell[:lines] for cell in self.cells], self.forms)
        return first, _Row([cell[lines:] for cell in self.cells], [""] * len(self.forms))


class Table:
    """Rows of cells under a header; the rows may be a stream."""

    def __init__(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
        self._columns = columns
        self._rows = rows

    def place(self, flow: Flow) -> None:
        """Show the table from where the flow stands."""
        flow.space(4)
        whole = sum(column.share for column in self._columns)
        widths = [flow.width * column.share / whole for column in self._columns]
        head = _broken([column.title for column in self._columns], widths, CELL_HEAD)
        part = _Part(flow, widths, head)
        for cells in self._rows:
            part.add(_broken(cells, widths, CELL))
        part.draw()


def _broken(cells: Sequence[Cell], widths: Sequence[float], style: TextStyle) -> _Row:
    measure, scale = face(style.font).widths, 1000 / style.size
    lines: Lines = []
    forms: list[str] = []
    for cell, width in zip(cells, widths, strict=True):
        room = width - 2 * _PAD_X
        if isinstance(cell, Swatch):
            forms.append(cell.form)
            text, room = cell.text, room - SWATCH[0] - _SWATCH_GAP
        else:
            forms.append("")
            text = cell
        lines.append(break_lines(clean(text), room * scale, measure))
    return _Row(lines, forms)


class _Part:
    """The rows of a table that share a page."""

    def __init__(self, flow: Flow, widths: Sequence[float], head: _Row) -> None:
        self._flow = flow
        self._widths = widths
        self._head = head
        self._rows: list[_Row] = []
        self._room = 0.0

    def add(self, row: _Row) -> None:
        """Take a row in, turning the page before it or within it where needed."""
        height = row.height
        if not self._rows:
            self._begin(row)
        if height > self._room and height <= self._flow.full - self._head.height:
            self._turn(row)
        while row.height > self._room:
            row = self._divide(row)
        self._rows.append(row)
        self._room -= row.height

    def draw(self) -> None:
        """Show the rows taken in so far."""
        if not self._rows:
            return
        rows = [self._head, *self._rows]
        top = self._flow.take(sum(row.height for row in rows))
        _draw(self._flow, top, self._widths, rows)
        self._rows = []

    def _begin(self, row: _Row) -> None:
        least = min(row.lines, _LEAST_LINES) * CELL.leading + 2 * _PAD_Y
        self._flow.need(self._head.height + least)
        self._room = self._flow.room - self._head.height

    def _turn(self, row: _Row) -> None:
        if self._rows or not self._flow.fresh:
            self.draw()
            self._flow.new_page()
        self._begin(row)

    def _divide(self, row: _Row) -> _Row:
        fits = int((self._room - 2 * _PAD_Y) / CELL.leading)
        if fits < _LEAST_LINES and (self._rows or not self._flow.fresh):
            self._turn(row)
            return row
        first, rest = row.divided(max(fits, 1))
        self._rows.append(first)
        self._turn(rest)
        return rest


def _draw(flow: Flow, top: float, widths: Sequence[float], rows: Sequence[_Row]) -> None:
    pen, left, right = flow.pen, flow.left, flow.left + sum(widths)
    lefts = [left + sum(widths[:place]) + _PAD_X for place in range(len(widths))]
    tops = [top]
    for row in rows:
        tops.append(tops[-1] - row.height)
    pen.box(SUNK, left, tops[1], right - left, rows[0].height)
    pen.write(CELL_HEAD, _runs(rows[:1], lefts, tops))
    pen.write(CELL, _runs(rows[1:], lefts, tops[1:]))
    pen.rules(LINE, 0.5, [(left, y, right, y) for y in tops[1:]])
    for row, y in zip(rows, tops, strict=False):
        for form, x in zip(row.forms, lefts, strict=True):
            if form:
                bottom = y - _PAD_Y - (CELL.leading + SWATCH[1]) / 2
                flow.show_form(form, x, bottom)


def _runs(
    rows: Sequence[_Row], lefts: Sequence[float], tops: Sequence[float]
) -> Iterable[tuple[float, float, list[str]]]:
    shift = SWATCH[0] + _SWATCH_GAP
    for row, top in zip(rows, tops, strict=False):
        for cell, form, left in zip(row.cells, row.forms, lefts, strict=True):
            if cell:
                yield (left + shift if form else left, top - _PAD_Y, cell)
