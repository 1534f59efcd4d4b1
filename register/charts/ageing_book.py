"""Counts from a register how long open threats have stood; the database counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from register import storage
from register.assess import active_method
from register.book import Book
from register.charts.ageing_data import ENDS, NOT_RATED, Age, AgeingData, Since
from register.charts.top_book import THREATS
from register.errors import RegisterError
from register.i18n import today
from register.scoring import DEFAULT_METHOD, Method


def ageing(book: Book, day: date | None = None) -> AgeingData:
    """Return the open threats by age on a day (default: today) and by their current level."""
    counts = {since: _counts(book, since, day or today()) for since in Since}
    return AgeingData(_method(book).levels, counts)


def aged_risks(
    book: Book, since: Since, age: Age, level: str | None = None, day: date | None = None
) -> frozenset[str]:
    """Return the ids of the risks that ``ageing`` counts there; None for every level."""
    sql, args = _age(since, day or today())
    terms, more = [f"({sql}) = ?"], [str(age)]
    if level is not None:
        terms.append(f"ifnull(current_level, '{NOT_RATED}') = ?")
        more.append(level)
    where = " and ".join([THREATS, *terms])
    rows = storage.fetch(book.reader(), f"select id from risks where {where}", [*args, *more])
    return frozenset(row[0] for row in rows)


def _counts(book: Book, since: Since, day: date) -> dict[tuple[Age, str], int]:
    sql, args = _age(since, day)
    rows = storage.fetch(
        book.reader(),
        f"select {sql} as age, ifnull(current_level, '{NOT_RATED}') as level, count(*) "
        f"from risks where {THREATS} group by age, level",
        args,
    )
    return {(Age(age), level): count for age, level, count in rows}


def _age(since: Since, day: date) -> tuple[str, list[Any]]:
    """Return SQL for the age of a risk, and its arguments."""
    bands = " ".join(f"when {since} >= ? then '{age}'" for age in ENDS)
    args = [(day - timedelta(days=end)).isoformat() for end in ENDS.values()]
    return f"case when {since} is null then '{Age.UNKNOWN}' {bands} else '{Age.MORE}' end", args


def _method(book: Book) -> Method:
    """Return the method whose words and looks the levels have."""
    try:
        return active_method(book)
    except RegisterError:
        return DEFAULT_METHOD
