"""A sheet of paper for collecting readings: a line to fill in for each indicator and due day.

It is one page: of many readings those that fall due first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from register.binder.blocks import Empty, Paragraph, SectionTitle, Space
from register.binder.flow import Block
from register.binder.paper import Paper, print_blocks
from register.binder.styles import NOTE
from register.binder.table import Column, Table
from register.book import Book
from register.entities import INDICATOR, PERSON, Indicator
from register.i18n import N_, _, current_language, date_text, today, translated
from register.watching.days import due_days, is_active, next_due

TITLE = N_("Readings to take")
MOST_ROWS = 16
DAYS, _GAP = 31, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingForm:
    """Which readings the form asks for: those that fall due up to ``until``, late ones too."""

    first: date = field(default_factory=today)
    days: int = DAYS
    language: str = field(default_factory=current_language)

    @property
    def until(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.days)


def form_rows(book: Book, wanted: ReadingForm) -> list[tuple[date, Indicator]]:
    """Return each reading that falls due, the earliest first; a late one is due on its day."""
    found = []
    for item in book.table(INDICATOR).all():
        if not is_active(item, wanted.first) and not is_active(item, wanted.until):
            continue
        due = next_due(item)
        days = list(due_days(item, wanted.first, wanted.until)) if due else [wanted.first]
        if due and due.day < wanted.first:
            days.insert(0, due.day)
        found += [(day, item) for day in days]
    return sorted(found, key=lambda pair: (pair[0], pair[1].number))


def print_reading_form(book: Book, out: Path, wanted: ReadingForm) -> int:
    """Write the form to ``out`` as PDF; returns how many readings had no room on the page.

    Raises StorageError when the file cannot be written; then ``out`` is as it was.
    """
    rows = form_rows(book, wanted)
    paper = Paper(
        title=lambda: translated(TITLE), language=wanted.language, printed_on=wanted.first
    )
    print_blocks(book, out, paper, lambda book, _context: _blocks(book, wanted, rows))
    return max(0, len(rows) - MOST_ROWS)


def _blocks(book: Book, wanted: ReadingForm, rows: list[tuple[date, Indicator]]) -> Iterator[Block]:
    until = rows[:MOST_ROWS][-1][0] if rows else wanted.until
    note = _("Due up to {day}").format(day=date_text(until))
    yield SectionTitle("readings", translated(TITLE), note)
    if not rows:
        yield Empty(_("No reading falls due in this time."))
        return
    yield Table(_columns(), _lines(book, rows[:MOST_ROWS]))
    yield Space(_GAP)
    yield Paragraph(_("Collected by: ____________________   Date: ______________"), NOTE)


def _columns() -> list[Column]:
    return [
        Column(_("Due"), 2),
        Column(_("No."), 1),
        Column(_("Indicator"), 4.4),
        Column(_("Collected by"), 1.7),
        Column(_("Unit of measure"), 1.4),
        Column(_("Value"), 2.2),
        Column(_("Note"), 2.6),
    ]


def _lines(book: Book, rows: list[tuple[date, Indicator]]) -> Iterator[list[str]]:
    for day, item in rows:
        person = book.table(PERSON).get(item.collector or item.owner)
        name = INDICATOR.title(item).removeprefix(item.number).strip()
        # an empty second line leaves room to write by hand
        yield [
            f"{day.isoformat()}\n ",
            item.number,
            name,
            PERSON.title(person) if person else "",
            item.measure,
            " ___________",
            "",
        ]
