"""Prints what changed since a day, for a committee: one table for each kind of change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from register.binder.blocks import Empty, Heading, SectionTitle
from register.binder.context import Context
from register.binder.flow import Block
from register.binder.paper import Paper, print_blocks
from register.binder.table import Cell, Column, Table
from register.book import Book
from register.i18n import _, date_text, today, translated
from register.since import Part, changed_since


def print_since(book: Book, out: Path, day: date) -> int:
    """Write what changed after a day to a PDF; returns the number of pages.

    Raises StorageError when the file cannot be written; then ``out`` is as it was.
    """
    return print_blocks(book, out, Paper(title=partial(_title, day)), partial(_build, day))


def _title(day: date) -> str:
    return _("What changed since {day}").format(day=date_text(day))


def _build(day: date, book: Book, _context: Context) -> Iterator[Block]:
    note = _("From {day} to {today}").format(day=date_text(day), today=date_text(today()))
    yield SectionTitle("since", _title(day), note)
    for part in changed_since(book, day):
        yield Heading(f"{translated(part.label)} ({len(part.rows)})")
        yield _table(part) if part.rows else Empty(_("None."))


def _table(part: Part) -> Table:
    columns = [Column(_("No."), 1.0), Column(_("Title"), 4.0), Column(_("What happened"), 4.0)]
    rows: list[list[Cell]] = [[row.number, row.title, row.words] for row in part.rows]
    return Table(columns, rows)
