"""What follows from readings: the colour of the indicator, reviews of its risks, warning orders.

``follow`` runs at the end of every change (see catalog.Follower), so that no way of changing a
reading or a threshold can leave a colour behind. Everything here is called inside a change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from register.book import Book
from register.changes import ChangeSet
from register.entities import INDICATOR, INDICATOR_RISK, READING, Indicator, Reading
from register.entities.indicator import COLOURS, Colour
from register.entities.review import ReviewCause
from register.errors import FieldError, RegisterError
from register.i18n import _, date_text, language, translated
from register.reviewing import ask_for_review
from register.watching.activation import plans_text
from register.watching.colours import COLOUR_KEYS, colours_after, disorder, rank
from register.watching.days import Due, is_late, next_due
from register.watching.orders import propose_for

_RULES = frozenset(
    {*COLOUR_KEYS, "direction", "target", "raise_after", "margin", "colour", "last_reading"}
)
"""The columns of an indicator from which its colour follows, or in which it stands."""


def take_reading(book: Book, reading: Reading) -> Reading:
    """Store a reading; one of the same indicator and day is changed. Returns it as stored.

    Raises RegisterError when the indicator is gone.
    """
    if book.table(INDICATOR).get(reading.indicator) is None:
        raise RegisterError(_("The indicator of this reading is not in the register."))
    same_day = book.table(READING).find(indicator=reading.indicator, taken_on=reading.taken_on)
    known = next((item for item in same_day if item.id != reading.id), None)
    stored = replace(reading, id=known.id) if known else reading
    book.table(READING).save(stored)
    return stored


def readings_of(book: Book, indicator_id: str) -> list[Reading]:
    """Return the readings of an indicator in order of their days."""
    found = book.table(READING).find(indicator=indicator_id)
    return sorted(found, key=lambda reading: reading.taken_on or date.min)


def recolour(book: Book, indicator_id: str) -> Indicator | None:
    """Bring the colours of an indicator and its readings up to date; returns it as stored."""
    indicator = book.table(INDICATOR).get(indicator_id)
    if indicator is None:
        return None
    readings = [item for item in readings_of(book, indicator_id) if item.value is not None]
    colours = list(colours_after(indicator, (item.value or 0 for item in readings)))
    for reading, colour in zip(readings, colours, strict=True):
        if reading.colour is not colour:
            book.table(READING).save(replace(reading, colour=colour))
    stored = replace(
        indicator,
        colour=colours[-1] if colours else None,
        last_value=readings[-1].value if readings else None,
        last_reading=readings[-1].taken_on if readings else None,
    )
    book.table(INDICATOR).save(stored)
    return stored


def follow(book: Book, done: ChangeSet) -> None:
    """Recolour the indicators that a change touches, and set going what a worse colour asks for.

    Raises FieldError when a change puts thresholds out of order.
    """
    for indicator_id, edited in _touched(book, done).items():
        before = book.table(INDICATOR).get(indicator_id)
        if before is None:
            continue
        if problem := disorder(before, edited):
            raise FieldError(problem)
        after = recolour(book, indicator_id)
        if after is not None and rank(after.colour) > rank(before.colour):
            raise_alarm(book, after)


def raise_alarm(book: Book, indicator: Indicator) -> None:
    """Ask for reviews of an indicator's risks, and propose a warning order where it is bad."""
    with language(book.about.language):
        text = turn_text(indicator)
        for link in book.table(INDICATOR_RISK).find(indicator=indicator.id):
            if link.risk:
                ask_for_review(book, link.risk, ReviewCause.INDICATOR, text)
        if rank(indicator.colour) >= rank(Colour.ORANGE):
            plans = plans_text(book, indicator.id, indicator.colour)
            propose_for(book, indicator, "\n".join(part for part in (text, plans) if part))


def turn_text(indicator: Indicator) -> str:
    """Return in a sentence how an indicator turned: “K-03 … turned orange: 82 % on 2026-11-02”."""
    return _("{indicator} turned {colour}: {value} on {day}").format(
        indicator=INDICATOR.title(indicator),
        colour=translated(COLOURS[indicator.colour]).lower() if indicator.colour else "",
        value=value_text(indicator, indicator.last_value),
        day=date_text(indicator.last_reading),
    )


def value_text(indicator: Indicator, value: float | None) -> str:
    """Return a value with the unit of the indicator."""
    if value is None:
        return ""
    digits = INDICATOR.by_key["last_value"].kind.format(value)
    return f"{digits} {indicator.measure}".strip()


def late(book: Book, today: date) -> list[tuple[Indicator, Due]]:
    """Return the indicators whose reading is late, with the one that is due, longest late first."""
    found = [(item, next_due(item)) for item in _watched(book, today) if is_late(item, today)]
    return sorted(
        ((item, due) for item, due in found if due), key=lambda pair: (pair[1].day, pair[0].number)
    )


def _watched(book: Book, today: date) -> Iterable[Indicator]:
    where = "ifnull(active_from, '') <= ? and ifnull(active_to, '9999-12-31') >= ?"
    rows = book.table(INDICATOR).values("id", where=where, args=[today.isoformat()] * 2)
    return book.table(INDICATOR).page([row[0] for row in rows])


def _touched(book: Book, done: ChangeSet) -> dict[str, set[str]]:
    """Return by indicator whose colour may change which of its thresholds were edited."""
    found: dict[str, set[str]] = {}
    edited = []
    for change in done.changes:
        before, after = change.before or {}, change.after or {}
        if change.table == INDICATOR.table and _RULES & after.keys():
            filled = {key for key in COLOUR_KEYS if after.get(key) is not None}
            found.setdefault(change.id, set()).update(filled)
        elif change.table == READING.table:
            edited += [] if "indicator" in {*before, *after} else [change.id]
            owners = {row["indicator"] for row in (before, after) if row.get("indicator")}
            found.update({str(owner): found.get(str(owner), set()) for owner in owners})
    for reading in book.table(READING).page(edited):
        found.setdefault(reading.indicator or "", set())
    return found
