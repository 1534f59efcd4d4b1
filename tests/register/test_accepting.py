"""Acceptances: from created to accepted, and what happens when one ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from register import accepting
from register.assess import assess
from register.book import Book
from register.entities import (
    ACCEPTANCE,
    ACCEPTANCE_RISK,
    APPETITE,
    PERSON,
    REVIEW_REQUEST,
    RISK,
    Acceptance,
    AcceptanceRisk,
    Appetite,
    Assessment,
    Person,
    Risk,
)
from register.entities.acceptance import AcceptanceStatus
from register.entities.review import ReviewCause
from register.entities.risk import LevelKey, RiskStatus, Strategy
from register.errors import FieldError
from register.i18n import today

YEAR = timedelta(days=365)


@pytest.fixture
def asked(book: Book) -> Book:
    """Two high risks and a submitted acceptance of both."""
    with book.change("Add"):
        for key in ("p", "q"):
            book.table(PERSON).save(Person(id=key, name=key.upper()))
        for key, values in (("r", {}), ("s", {"strategy": Strategy.TREAT})):
            book.table(RISK).save(Risk(id=key, number=key, title="Fire", **values))  # type: ignore[arg-type]
            assess(book, Assessment(id=key, risk=key, likelihood=4, impact=4,
                                    assessed_on=today()))  # fmt: skip
        made = Acceptance(
            id="a",
            number="AC-01",
            title="Fire",
            status=AcceptanceStatus.SUBMITTED,
            justification="It costs too much",
            approver="p",
            expires_on=today() + YEAR,
        )
        book.table(ACCEPTANCE).save(made)
        for risk in ("r", "s"):
            book.table(ACCEPTANCE_RISK).save(AcceptanceRisk(id=risk, acceptance="a", risk=risk))
    return book


def _stored(book: Book, key: str = "a") -> Acceptance:
    found = book.table(ACCEPTANCE).get(key)
    assert found is not None
    return found


def _do(book: Book, deed: Callable[..., object], *more: object, **values: object) -> Acceptance:
    with book.change("Do"):
        deed(book, replace(_stored(book), **values), *more)  # type: ignore[arg-type]
    return _stored(book)


def _risks(book: Book) -> list[tuple[RiskStatus | None, Strategy | None, str]]:
    return [(r.status, r.strategy, r.strategy_reason) for r in book.table(RISK).all()]


def test_accepting_says_so_on_the_risks(asked: Book) -> None:
    done = _do(asked, accepting.accept)
    assert (done.status, done.level, done.accepted_on) == (
        AcceptanceStatus.ACCEPTED,
        LevelKey.HIGH,
        today(),
    )
    assert _risks(asked) == [
        (RiskStatus.ACCEPTED, Strategy.TOLERATE, "It costs too much"),
        (RiskStatus.ACCEPTED, Strategy.TREAT, ""),
    ]
    asked.undo()
    assert _stored(asked).status is AcceptanceStatus.SUBMITTED
    assert RiskStatus.ACCEPTED not in {risk[0] for risk in _risks(asked)}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"approver": None}, "approver"),
        ({"justification": " "}, "justification"),
        ({"expires_on": None}, "until when"),
        ({"expires_on": today()}, "after the day"),
        ({"status": AcceptanceStatus.CREATED}, "Created"),
        ({"status": AcceptanceStatus.REVOKED}, "Revoked"),
    ],
)
def test_incomplete_acceptance_is_refused(
    asked: Book, values: dict[str, object], words: str
) -> None:
    with pytest.raises(FieldError, match=words):
        _do(asked, accepting.accept, **values)


def test_acceptance_of_nothing_is_refused(asked: Book) -> None:
    with asked.change("Delete"):
        for key in ("r", "s"):
            asked.table(ACCEPTANCE_RISK).delete(key)
    with pytest.raises(FieldError, match="at least one"):
        _do(asked, accepting.submit, status=AcceptanceStatus.CREATED)


def test_rejected_acceptance_may_be_submitted_again(asked: Book) -> None:
    assert _do(asked, accepting.reject).status is AcceptanceStatus.REJECTED
    assert _do(asked, accepting.submit).status is AcceptanceStatus.SUBMITTED


def test_revoking_opens_the_risks_and_asks_for_reviews(asked: Book) -> None:
    _do(asked, accepting.accept)
    with pytest.raises(FieldError, match="why"):
        _do(asked, accepting.revoke, " ")
    done = _do(asked, accepting.revoke, "The insurer left")
    assert (done.status, done.revoked_on, done.revoked_because) == (
        AcceptanceStatus.REVOKED,
        today(),
        "The insurer left",
    )
    assert {risk[0] for risk in _risks(asked)} == {RiskStatus.OPEN}
    requests = asked.table(REVIEW_REQUEST).all()
    assert [(item.risk, item.cause) for item in requests] == [
        ("r", ReviewCause.ACCEPTANCE),
        ("s", ReviewCause.ACCEPTANCE),
    ]
    assert "The insurer left" in requests[0].text


def test_only_an_expired_acceptance_is_opened_again(asked: Book) -> None:
    done = _do(asked, accepting.accept)
    with pytest.raises(FieldError, match="not expired"):
        _do(asked, accepting.reopen)
    assert accepting.is_valid(done, today() + YEAR)
    assert accepting.has_expired(done, today() + YEAR + timedelta(1))
    with asked.change("Later"):
        asked.table(ACCEPTANCE).save(replace(done, expires_on=today() - timedelta(1)))
    assert [item.id for item in accepting.expired_acceptances(asked, today())] == ["a"]
    assert _do(asked, accepting.reopen).status is AcceptanceStatus.REVOKED
    assert {risk[0] for risk in _risks(asked)} == {RiskStatus.OPEN}
    assert asked.table(REVIEW_REQUEST).count() == 2
    assert accepting.expired_acceptances(asked, today()) == []


def test_risk_that_another_acceptance_covers_stays_accepted(asked: Book) -> None:
    done = _do(asked, accepting.accept)
    with asked.change("Add"):
        asked.table(ACCEPTANCE).save(replace(done, id="b", number="AC-02"))
        asked.table(ACCEPTANCE_RISK).save(AcceptanceRisk(id="b", acceptance="b", risk="s"))
    _do(asked, accepting.revoke, "Enough")
    statuses = [risk.status for risk in asked.table(RISK).all()]
    assert statuses == [RiskStatus.OPEN, RiskStatus.ACCEPTED]
    assert [item.risk for item in asked.table(REVIEW_REQUEST).all()] == ["r"]


def test_other_approver_is_a_warning_and_no_refusal(asked: Book) -> None:
    entry = Appetite(id="e", appetite=LevelKey.LOW, tolerance=LevelKey.LOW, approver="q")
    assert [*accepting.warnings(asked, _stored(asked))] == []
    with asked.change("Name"):
        asked.table(APPETITE).save(entry)
    found = [*accepting.warnings(asked, _stored(asked))]
    assert found == ["r Fire may be accepted by Q; somebody else is named here."]
    low = replace(_stored(asked), level=LevelKey.LOW, approver="q")
    assert [text[-40:] for text in accepting.warnings(asked, low)] == [
        "is now above the level that is accepted."
    ] * 2
    assert _do(asked, accepting.accept).status is AcceptanceStatus.ACCEPTED


def test_acceptance_is_begun_from_a_risk(asked: Book) -> None:
    entry = Appetite(id="e", appetite=LevelKey.LOW, tolerance=LevelKey.LOW, approver="q")
    risk = asked.table(RISK).get("s")
    assert risk is not None
    with asked.change("Begin"):
        asked.table(APPETITE).save(entry)
        made = accepting.begin(asked, risk)
    assert (made.status, made.level, made.approver) == (
        AcceptanceStatus.CREATED,
        LevelKey.HIGH,
        "q",
    )
    assert [item.id for item in accepting.acceptances_of(asked, "s")] == ["a", made.id]
    assert accepting.covered_risks(asked, made.id) == [risk]


def test_highest_level_leaves_out_what_is_not_rated() -> None:
    assert accepting.highest([None, LevelKey.HIGH, LevelKey.LOW]) is LevelKey.HIGH
    assert accepting.highest([None]) is None
    assert not accepting.is_above(None, LevelKey.LOW)
    assert accepting.is_valid(Acceptance(id="x"), date(2026, 1, 1)) is False
