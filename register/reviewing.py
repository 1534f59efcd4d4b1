"""Reviewing a risk: asking for a review before its day, and storing what a review came to.

Only these functions move the day of a risk's next review; each is called inside a change.
"""

from __future__ import annotations

from dataclasses import replace

from register.book import Book
from register.entities import REVIEW, REVIEW_REQUEST, RISK, Review, ReviewRequest, Risk
from register.entities.review import ReviewCause
from register.entities.risk import RiskStatus
from register.entity import new_id
from register.errors import FieldError, RegisterError
from register.i18n import _, today
from register.rhythm import next_due

SETTLED = (RiskStatus.CLOSED, RiskStatus.REJECTED)
MOST_REASONS = 5


def ask_for_review(book: Book, risk_id: str, cause: ReviewCause, text: str) -> ReviewRequest | None:
    """Put a risk into the review queue with a reason; inside a change.

    An open request of the same cause takes the new reason as its first line, so that a risk is
    not asked for twice. Returns the request; None when the risk is gone, closed or rejected.
    """
    risk = book.table(RISK).get(risk_id)
    if risk is None or risk.status in SETTLED:
        return None
    open_ones = book.table(REVIEW_REQUEST).find(risk=risk_id, cause=cause, review=None)
    known = open_ones[0] if open_ones else ReviewRequest(id=new_id(), risk=risk_id, cause=cause)
    asked = replace(known, raised_on=today(), text=_newest(text, known.text), raised_by=book.by)
    book.table(REVIEW_REQUEST).save(asked)
    return asked


def _newest(text: str, known: str) -> str:
    """Return the reasons line by line, the new one first, each once."""
    lines = dict.fromkeys(line for line in (text.strip(), *known.split("\n")) if line)
    return "\n".join([*lines][:MOST_REASONS])


def review(book: Book, done: Review) -> Review:
    """Store a review, and bring its risk and the open requests up to date; inside a change.

    The next review is that of the record, else it follows from the interval; a risk that the
    review closes has none. Returns the review as stored. Raises RegisterError when the risk is
    gone, FieldError when the next review is not after this one.
    """
    risk = book.table(RISK).get(done.risk)
    if risk is None:
        raise RegisterError(_("The risk of this review is not in the register."))
    done = _complete(risk, done)
    book.table(REVIEW).save(done)
    book.table(RISK).save(_reviewed(risk, done))
    for request in open_requests(book, risk.id):
        book.table(REVIEW_REQUEST).save(replace(request, review=done.id))
    return done


def open_requests(book: Book, risk_id: str) -> list[ReviewRequest]:
    """Return the reasons for a review that none has answered, the oldest first."""
    found = book.table(REVIEW_REQUEST).find(risk=risk_id, review=None)
    return sorted(found, key=lambda request: str(request.raised_on))


def _complete(risk: Risk, done: Review) -> Review:
    day = done.reviewed_on or today()
    following = done.next_review or next_due(risk, day)
    if following <= day:
        raise FieldError(_("The next review has to be after this one."))
    return replace(done, reviewed_on=day, next_review=following)


def _reviewed(risk: Risk, done: Review) -> Risk:
    """Return the risk after a review; one that was entered late moves nothing back."""
    if risk.last_review and done.reviewed_on and done.reviewed_on < risk.last_review:
        return risk
    return replace(risk, last_review=done.reviewed_on, next_review=done.next_review)
