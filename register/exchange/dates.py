"""Days as people write them, judged by the column: 31.03.2026, 2026年3月31日, 31 Mar 2026, 46112.

Where nothing in a column tells day and month apart, the day is taken to stand first and the
reading is called ambiguous; where both orders occur, what fits both is not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from register.exchange.workbook import Cell

_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_SERIALS = range(14_000, 110_000)  # the years 1938 to 2201
_CLOCK = re.compile(r"(?<=[\d日])[t ]+\d{1,2}:\d{2}.*$")
_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?[\s.,-]*([^\W\d]+)[\s.,-]*(\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"([^\W\d]+)[\s.]*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})")
_WEEKDAY = re.compile(r"^[^\W\d]+,\s*(?=\d)")
_MONTHS = {
    1: ("january", "jan", "janvier", "janv"),
    2: ("february", "feb", "fevrier", "fevr", "fev"),
    3: ("march", "mar", "mars"),
    4: ("april", "apr", "avril", "avr"),
    5: ("may", "mai"),
    6: ("june", "jun", "juin"),
    7: ("july", "jul", "juillet", "juil"),
    8: ("august", "aug", "aout"),
    9: ("september", "sep", "sept", "septembre"),
    10: ("october", "oct", "octobre"),
    11: ("november", "nov", "novembre"),
    12: ("december", "dec", "decembre"),
}
_MONTH_OF = {word: month for month, words in _MONTHS.items() for word in words}


class _Order(Enum):
    DAY = "day first"
    MONTH = "month first"
    MIXED = "both"


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one column by cell, None where a cell names none.

    ``ambiguous``: some cells could be read day first or month first, and nothing decides.
    """

    values: Mapping[Cell, date | None]
    ambiguous: bool = False


def read_days(cells: Iterable[Cell], epoch_1904: bool = False) -> Days:
    """Read a column of days; ``epoch_1904``: bare numbers count from 1904 instead of 1900."""
    found = {cell: _folded(cell) for cell in set(cells)}
    order, ambiguous = _order(text for text in found.values() if isinstance(text, str))
    epoch = _EPOCH_1904 if epoch_1904 else _EPOCH
    return Days({cell: _day(v, order, epoch) for cell, v in found.items()}, ambiguous)


def _folded(cell: Cell) -> Cell:
    """Return text in plain form without a time of day; other cells as they are."""
    if not isinstance(cell, str):
        return cell
    narrow = unicodedata.normalize("NFKD", cell).casefold()
    bare = "".join(c for c in narrow if not unicodedata.combining(c)).strip()
    return _WEEKDAY.sub("", _CLOCK.sub("", bare))


def _order(texts: Iterable[str]) -> tuple[_Order, bool]:
    """Return which of day and month stands first, and whether that is a mere guess."""
    day_first = month_first = unsure = False
    for text in texts:
        if found := _YEAR_LAST.fullmatch(text):
            first, second = int(found[1]), int(found[3])
            day_first |= first > 12 or found[2] == "."
            month_first |= second > 12
            unsure |= first != second and max(first, second) <= 12
    if day_first and month_first:
        return _Order.MIXED, False
    return _Order.MONTH if month_first else _Order.DAY, unsure and not day_first | month_first


def _day(value: Cell, order: _Order, epoch: date) -> date | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return _text_day(value, order, epoch)
    return _serial_day(value, epoch)


def _serial_day(number: float, epoch: date) -> date | None:
    in_range = _SERIALS.start <= number < _SERIALS.stop
    return epoch + timedelta(days=int(number)) if in_range else None


def _text_day(text: str, order: _Order, epoch: date) -> date | None:
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _valid(found[1], found[2], found[3])
    if found := _YEAR_LAST.fullmatch(text):
        return _ordered(found[1], found[3], found[4], order)
    if found := _DAY_MONTH.fullmatch(text):
        return _valid(found[3], _MONTH_OF.get(found[2], 0), found[1])
    if found := _MONTH_DAY.fullmatch(text):
        return _valid(found[3], _MONTH_OF.get(found[1], 0), found[2])
    return _serial_day(float(text), epoch) if re.fullmatch(r"\d{5,6}(\.\d+)?", text) else None


def _ordered(first: str, second: str, year: str, order: _Order) -> date | None:
    """Return the day that two numbers and a year name; what the numbers allow beats the order."""
    if int(first) > 12 or first == second:
        return _valid(year, second, first)
    if int(second) > 12 or order is _Order.MONTH:
        return _valid(year, first, second)
    return _valid(year, second, first) if order is _Order.DAY else None


def _valid(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(_full_year(year), int(month), int(day))
    except ValueError:
        return None


def _full_year(year: str) -> int:
    number = int(year)
    if len(year) > 2:
        return number
    return number + (2000 if number < 70 else 1900)
