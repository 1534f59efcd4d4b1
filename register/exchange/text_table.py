"""Tables in text files: CSV with whatever delimiter, quoting and line ends it has.

Rows are numbered as a spreadsheet numbers them: one a record, the ``sep=`` line not counted.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from register.exchange import limits
from register.exchange.workbook import Row, Sheet, Workbook
from register.i18n import _
from register.progress import Progress

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r'"?sep=([^\w\s"]|\t)"?[ ]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_LONGEST_CELL = 1_000_000
_SNIFFED_ROWS = 60
_END = "\udfff"  # no decoded text can hold a lone surrogate
_STEP = 5_000
_LAST_ROW = 1_048_576  # of a spreadsheet, blank rows counted


def read_table(name: str, text: str, encoding: str, progress: Progress) -> Workbook:
    """Return the text as a workbook with one sheet; raises ImportFileError."""
    declared = _SEPARATOR_LINE.match(text)
    if declared:
        delimiter, text = declared[1], text[declared.end() :]
    else:
        delimiter = find_delimiter(text)
    rows = tuple(_rows(name, text, delimiter, progress))
    return Workbook(name, "csv", (Sheet(name, rows),), encoding, delimiter)


def find_delimiter(text: str) -> str:
    """Return the delimiter that cuts the first rows most evenly; a comma when none does."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter):
            if any(row):
                widths[len(row)] += 1
            if widths.total() == _SNIFFED_ROWS:
                break
    except csv.Error:
        pass
    width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
    return (round(count / widths.total(), 1), width) if width > 1 else (0.0, 0)


def _rows(name: str, text: str, delimiter: str, progress: Progress) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(_lines(text), delimiter=delimiter)
    number, filled, started = 0, 0, 1
    try:
        for number, cells in enumerate(reader, 1):
            if cells and cells[-1].endswith(_END):
                break
            started = reader.line_num + 1
            if number > _LAST_ROW:
                raise limits.refuse(name, limits.too_many("rows"))
            if any(cells):
                filled += 1
                _check_size(name, filled, cells)
                yield Row(number, tuple(cells))
            if number % _STEP == 0:
                progress(number, 0, _("Reading “{file}”").format(file=name))
    except csv.Error:
        raise limits.refuse(
            name,
            _("line {line} holds a cell of more than a million characters.").format(
                line=reader.line_num
            ),
        ) from None
    if cells != [_END]:
        raise limits.refuse(
            name,
            _("a quotation mark that opens on line {line} is never closed.").format(line=started),
        )


def _lines(text: str) -> Iterator[str]:
    """Yield the lines and then an end that shows whether a quotation is still open."""
    yield from io.StringIO(text, newline="")
    if text and text[-1] not in "\r\n":
        yield "\n"
    yield _END


def _check_size(name: str, filled: int, cells: list[str]) -> None:
    while cells and not cells[-1]:
        cells.pop()
    if filled > limits.ROWS:
        raise limits.refuse(name, limits.too_many("rows"))
    if len(cells) > limits.COLUMNS:
        raise limits.refuse(name, limits.too_many("columns"))
