"""Records as a spreadsheet: one sheet a kind, with frozen header, filter, choices and colours.

Text is written as text, never as a formula or a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from register.book import Book
from register.exchange.out_columns import ID, OutColumn
from register.exchange.workbook import cell_text
from register.fields import Link
from register.files import whole_file
from register.i18n import _
from register.methods import Looks
from register.progress import Progress
from register.scoring import Level

_STEP = 500
_SPARE_ROWS = 500  # below the records, with the same choices
_LONGEST_LIST = 255
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FIRST_YEAR = 1900  # spreadsheets know no day before, and count that year wrongly
_INK = "#1E2428"
_HEADER = "#E8EDF2"


@dataclass(frozen=True, slots=True)
class OutSheet:
    """What goes on one sheet."""

    name: str
    columns: Sequence[OutColumn]
    records: Sequence[Any]


def write_xlsx(book: Book, path: Path, sheets: Sequence[OutSheet], progress: Progress) -> None:
    """Write the sheets whole or not at all; raises StorageError or Cancelled."""
    import xlsxwriter

    total = sum(len(sheet.records) for sheet in sheets)
    with whole_file(path) as temporary, temporary.open("wb") as out:
        workbook = xlsxwriter.Workbook(out, _OPTIONS)
        writer = _Writer(workbook, book, progress, total)
        try:
            for sheet in sheets:
                writer.add(sheet)
        finally:
            workbook.close()


class _Writer:
    def __init__(self, workbook: Any, book: Book, progress: Progress, total: int) -> None:
        self._workbook = workbook
        self._progress = progress
        self._total = total
        self._done = 0
        self._header = workbook.add_format(
            {"bold": True, "bg_color": _HEADER, "font_color": _INK, "bottom": 1, "valign": "top"}
        )
        top = {"valign": "top"}
        self._plain = workbook.add_format(top)
        self._wrapped = workbook.add_format(top | {"text_wrap": True})
        self._day = workbook.add_format(top | {"num_format": "yyyy-mm-dd"})
        self._moment = workbook.add_format(top | {"num_format": "yyyy-mm-dd hh:mm"})
        self._looks = Looks(book)
        self._levels: dict[str, Any] = {}

    def add(self, sheet: OutSheet) -> None:
        """Write one sheet from top to bottom, as constant memory demands."""
        page = self._workbook.add_worksheet(_NO_SHEET_NAME.sub(" ", sheet.name)[:31])
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(sheet.records), len(sheet.columns) - 1)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, _width(column), None, {"hidden": column.key == ID})
            _offer_choices(page, place, column, len(sheet.records))
            page.write_string(0, place, column.heading, self._header)
        for number, record in enumerate(sheet.records, 1):
            if self._done % _STEP == 0:
                self._progress(self._done, self._total, _("Exporting"))
            self._done += 1
            self._row(page, number, sheet.columns, record)

    def _row(self, page: Any, number: int, columns: Sequence[OutColumn], record: Any) -> None:
        for place, column in enumerate(columns):
            value = column.value(record)
            if value is None or value == "":
                continue
            if isinstance(value, str):
                page.write_string(number, place, value, self._format(column, record))
            elif isinstance(value, date):
                self._date(page, number, place, value)
            else:
                page.write_number(number, place, value, self._plain)

    def _date(self, page: Any, number: int, place: int, value: date) -> None:
        form = self._moment if isinstance(value, datetime) else self._day
        if value.year <= _FIRST_YEAR:
            page.write_string(number, place, cell_text(value), self._plain)
        else:
            page.write_datetime(number, place, value, form)

    def _format(self, column: OutColumn, record: Any) -> Any:
        if column.is_level:
            return self._level_format(self._looks.level(record, column.key))
        return self._wrapped if column.is_note else self._plain

    def _level_format(self, level: Level | None) -> Any:
        if level is None:
            return self._plain
        if level.colour not in self._levels:
            look = {"valign": "top", "bg_color": level.colour, "font_color": level.text_colour}
            self._levels[level.colour] = self._workbook.add_format(look)
        return self._levels[level.colour]


def _width(column: OutColumn) -> int:
    if column.is_note or column.key == "title":
        return 44
    return 24 if isinstance(column.kind, Link) or not column.key else 14


def _offer_choices(page: Any, place: int, column: OutColumn, rows: int) -> None:
    choices = [choice for choice in column.choices if choice]
    if not choices or len(",".join(choices)) > _LONGEST_LIST:
        return
    page.data_validation(
        1,
        place,
        rows + _SPARE_ROWS,
        place,
        {"validate": "list", "source": choices, "error_type": "warning"},
    )
