"""Rows for the clipboard, as spreadsheet programs take and give them: tabs, and a table in HTML.

Text that a spreadsheet would take for a formula gets one leading apostrophe, which it drops.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from register.book import Book
from register.entity import AnyEntity
from register.exchange.out_columns import ID, out_columns
from register.exchange.text_table import read_table
from register.exchange.workbook import Row, Sheet, Workbook, cell_text
from register.fields import Field
from register.i18n import _
from register.progress import silent

_DANGEROUS = ("=", "+", "-", "@", "'")
_TEXT_CELL = "mso-number-format:'\\@'"


@dataclass(frozen=True, slots=True)
class Clip:
    """The same rows twice, with a line of headings."""

    tabs: str
    html: str


def clip_of(book: Book, entity: AnyEntity, records: Iterable[Any], fields: Sequence[Field]) -> Clip:
    """Return the shown texts of these fields of these records."""
    columns = [column for column in out_columns(book, entity, fields) if column.key != ID]
    rows = [[cell_text(column.value(record)) for column in columns] for record in records]
    return _clip([column.heading for column in columns], rows)


def _clip(headings: list[str], rows: list[list[str]]) -> Clip:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_safe(text) for text in row] for row in rows)
    head = "".join(f"<th>{html.escape(text)}</th>" for text in headings)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    page = '<html><head><meta charset="utf-8"></head><body><table>'
    return Clip(out.getvalue(), f"{page}<tr>{head}</tr>{body}</table></body></html>")


def read_clip(text: str) -> Workbook:
    """Return pasted text as a workbook with one sheet; raises ImportFileError."""
    name = _("Clipboard")
    found = read_table(name, text, "utf-8", silent)
    rows = tuple(Row(row.number, tuple(map(_plain, row.cells))) for row in found.sheets[0].rows)
    return Workbook(name, "csv", (Sheet(name, rows),), "utf-8", found.delimiter)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_DANGEROUS) and not _is_number(text) else text


def _plain(cell: Any) -> Any:
    marked = isinstance(cell, str) and cell.startswith("'") and cell[1:].startswith(_DANGEROUS)
    return cell[1:] if marked else cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _cell(text: str) -> str:
    shown = html.escape(text).replace("\n", "<br>")
    return f'<td style="{_TEXT_CELL}">{shown}</td>'
