"""What is watched, as lines of the overview: indicators at orange or red, and readings to take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gui.colours import shade_words
from gui.pages.lines import Line, State
from register.book import Book
from register.entities import INDICATOR, Indicator
from register.entities.indicator import Colour
from register.i18n import _, date_text
from register.watching.days import is_active, next_due

SERIOUS = (Colour.RED, Colour.ORANGE)
MOST = 6


def alarm_lines(book: Book, today: date) -> Iterator[Line]:
    """Yield the indicators that stand at red, then those at orange."""
    for colour in SERIOUS:
        for item in book.table(INDICATOR).find(colour=colour):
            if is_active(item, today):
                yield _line(item, shade_words(colour), State.BAD)


def reading_lines(book: Book, today: date, until: date) -> Iterator[tuple[str, Line]]:
    """Yield day and line of each reading that is late or falls due, the earliest first."""
    found = [(next_due(item), item) for item in book.table(INDICATOR).all()]
    rows = [(due, item) for due, item in found if due and is_active(item, today)]
    for due, item in sorted(rows, key=lambda row: (row[0].day, row[1].number))[:MOST]:
        day = date_text(due.day)
        if due.is_late(today):
            yield day, _line(item, _("Reading late since {day}").format(day=day), State.BAD)
        elif due.day <= until:
            yield day, _line(item, _("Reading due {day}").format(day=day), State.PLAIN)


def _line(item: Indicator, word: str, state: State) -> Line:
    return Line("indicator", INDICATOR.title(item), word, state, INDICATOR.table, item.id)
