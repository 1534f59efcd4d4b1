"""The calendar of readings on paper: a line for each indicator, a column for each week of a month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from register.binder.blocks import Empty, Paragraph, SectionTitle, Space
from register.binder.flow import Block
from register.binder.paper import A4_LYING, Paper, print_blocks
from register.binder.styles import NOTE
from register.binder.table import Column, Table
from register.book import Book
from register.entities import INDICATOR, PERSON
from register.i18n import N_, _, current_language, today, translated
from register.watching.calendar import Row, calendar_rows, weeks_of
from register.watching.calendar_words import SIGNS, STATES, cell_words, standing, week_words

TITLE = N_("Reading calendar")
_GAP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSheet:
    """Which month is printed, and of which rows; as on ``day``."""

    month: date
    wanted: Callable[[Row], bool] = lambda _row: True
    day: date = field(default_factory=today)
    language: str = field(default_factory=current_language)


def print_calendar(book: Book, out: Path, sheet: CalendarSheet) -> int:
    """Write the calendar of a month to ``out`` as PDF; returns the number of pages.

    Raises StorageError when the file cannot be written; then ``out`` is as it was.
    """
    paper = Paper(
        title=lambda: translated(TITLE),
        size=A4_LYING,
        language=sheet.language,
        printed_on=sheet.day,
    )
    return print_blocks(book, out, paper, lambda book, _context: _blocks(book, sheet))


def _blocks(book: Book, sheet: CalendarSheet) -> Iterator[Block]:
    yield SectionTitle("calendar", translated(TITLE), f"{sheet.month:%Y-%m}")
    rows = [row for row in calendar_rows(book, sheet.month, sheet.day) if sheet.wanted(row)]
    if not rows:
        yield Empty(_("No indicator is watched in this time."))
        return
    weeks = weeks_of(sheet.month)
    yield Table(_columns(weeks, sheet.day), (_line(book, row, weeks) for row in rows))
    yield Space(_GAP)
    yield Paragraph("   ".join(f"{SIGNS[key]} {translated(STATES[key])}" for key in STATES), NOTE)


def _columns(weeks: Sequence[date], day: date) -> list[Column]:
    over = [Column("\n".join(week_words(monday, day)), 1.7) for monday in weeks]
    return [Column(_("Indicator"), 3.6), Column(_("Collected by"), 1.6), *over]


def _line(book: Book, row: Row, weeks: Sequence[date]) -> list[str]:
    person = book.table(PERSON).get(row.collector)
    cells = [_cell(row, monday) for monday in weeks]
    return [INDICATOR.title(row.indicator), PERSON.title(person) if person else "", *cells]


def _cell(row: Row, monday: date) -> str:
    marks = row.week(monday)
    state = standing(marks)
    if state is None:
        return ""
    return f"{SIGNS[state]} " + "\n".join(cell_words(row.indicator, marks))
