"""Looking at an obligation again; what has changed puts its risks into the review queue.

Called inside a change.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from register.book import Book
from register.entities import OBLIGATION, OBLIGATION_RISK, Obligation
from register.entities.obligation import ObligationStatus
from register.entities.review import ReviewCause
from register.errors import FieldError, RegisterError
from register.i18n import _, language
from register.reviewing import ask_for_review

INTERVAL = 180
"""Days between two looks, where the obligation says nothing else."""


def next_look(item: Obligation, day: date) -> date:
    """Return the day of the look that follows one on ``day``."""
    try:
        return day + timedelta(days=item.interval or INTERVAL)
    except OverflowError:
        return date.max


def look_at(book: Book, obligation_id: str, day: date, change: str = "") -> Obligation:
    """Note that somebody looked at an obligation; returns it as stored.

    change: what is new, "" for nothing; then its status says so, and each linked risk is asked
    for. Raises RegisterError when it is gone, FieldError for a day before the last look.
    """
    item = book.table(OBLIGATION).get(obligation_id)
    if item is None:
        raise RegisterError(_("This obligation is not in the register."))
    if item.last_look and day < item.last_look:
        raise FieldError(
            _("It was last looked at on {day}; this look cannot be before.").format(
                day=item.last_look
            )
        )
    status = ObligationStatus.CHANGED if change else item.status
    seen = replace(item, last_look=day, next_look=next_look(item, day), status=status)
    book.table(OBLIGATION).save(seen)
    if change:
        _ask(book, seen, change)
    return seen


def _ask(book: Book, item: Obligation, change: str) -> None:
    with language(book.about.language):
        text = _("{obligation} has changed: {what}").format(
            obligation=OBLIGATION.title(item), what=change
        )
    for link in book.table(OBLIGATION_RISK).find(obligation=item.id):
        if link.risk:
            ask_for_review(book, link.risk, ReviewCause.OBLIGATION, text)
