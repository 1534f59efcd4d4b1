"""Reviews move the day of the next one; reasons ask for them before it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from register.book import Book
from register.entities import REVIEW, REVIEW_REQUEST, RISK, Review, Risk
from register.entities.review import ReviewCause
from register.entities.risk import LevelKey, RiskStatus
from register.entity import new_id
from register.errors import FieldError, RegisterError
from register.i18n import today
from register.reviewing import ask_for_review, open_requests, review
from register.rhythm import INTERVALS, next_due

DAY = date(2026, 11, 23)


@pytest.fixture
def risk(book: Book) -> Risk:
    made = Risk(id=new_id(), number="R-001", title="Flood")
    with book.change("Risk"):
        book.table(RISK).save(made)
    return made


def _ask(book: Book, risk: Risk, cause: ReviewCause, text: str) -> None:
    with book.change("Ask"):
        ask_for_review(book, risk.id, cause, text)


@pytest.mark.parametrize("level", [*LevelKey, None])
def test_the_interval_follows_from_the_level_unless_the_risk_has_its_own(
    level: LevelKey | None,
) -> None:
    risk = Risk(id="r", current_level=level)
    assert next_due(risk, DAY) == DAY + timedelta(days=INTERVALS[level])
    assert next_due(Risk(id="r", review_interval=7), DAY) == DAY + timedelta(days=7)
    assert next_due(risk, date.max) == date.max


def test_a_reason_is_kept_until_a_review_answers_it(book: Book, risk: Risk) -> None:
    _ask(book, risk, ReviewCause.DRILL, "D-2026-01 was rated M.")
    _ask(book, risk, ReviewCause.INDICATOR, "I-01 turned red.")
    asked = open_requests(book, risk.id)
    assert [(item.cause, item.raised_by) for item in asked] == [
        (ReviewCause.DRILL, "Li Na"),
        (ReviewCause.INDICATOR, "Li Na"),
    ]
    with book.change("Review"):
        done = review(book, Review(id=new_id(), risk=risk.id, reviewed_on=DAY))
    assert open_requests(book, risk.id) == []
    assert {item.review for item in book.table(REVIEW_REQUEST).all()} == {done.id}


def test_a_second_reason_of_the_same_cause_joins_the_first(book: Book, risk: Risk) -> None:
    for text in ("I-01 turned orange.", "I-02 turned red.", "I-01 turned orange."):
        _ask(book, risk, ReviewCause.INDICATOR, text)
    (asked,) = open_requests(book, risk.id)
    assert asked.text == "I-01 turned orange.\nI-02 turned red."
    assert asked.raised_on == today()


def test_a_closed_risk_is_not_asked_for(book: Book) -> None:
    closed = Risk(id=new_id(), title="Old", status=RiskStatus.CLOSED)
    with book.change("Ask"):
        book.table(RISK).save(closed)
        assert ask_for_review(book, closed.id, ReviewCause.OTHER, "Why") is None
        assert ask_for_review(book, "gone", ReviewCause.OTHER, "Why") is None
    assert book.table(REVIEW_REQUEST).count() == 0


def test_a_review_sets_the_days_of_its_risk(book: Book, risk: Risk) -> None:
    with book.change("Review"):
        review(book, Review(id=new_id(), risk=risk.id, reviewed_on=DAY))
    stored = book.table(RISK).get(risk.id)
    assert stored is not None
    assert (stored.last_review, stored.next_review) == (DAY, DAY + timedelta(days=30))
    book.undo()
    assert book.table(RISK).get(risk.id) == risk
    assert book.table(REVIEW).count() == 0


def test_a_review_entered_late_moves_nothing_back(book: Book, risk: Risk) -> None:
    with book.change("Reviews"):
        review(book, Review(id=new_id(), risk=risk.id, reviewed_on=DAY))
        review(book, Review(id=new_id(), risk=risk.id, reviewed_on=DAY - timedelta(days=90)))
    stored = book.table(RISK).get(risk.id)
    assert stored is not None
    assert stored.last_review == DAY


def test_what_cannot_be_is_refused(book: Book, risk: Risk) -> None:
    with pytest.raises(FieldError), book.change("Review"):
        review(book, Review(id=new_id(), risk=risk.id, reviewed_on=DAY, next_review=DAY))
    with pytest.raises(RegisterError), book.change("Review"):
        review(book, Review(id=new_id(), risk="gone"))
    assert book.table(REVIEW).count() == 0
