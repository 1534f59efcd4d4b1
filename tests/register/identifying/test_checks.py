"""Each check of identifying speaks when something is wrong, and is silent when it is mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from register.book import Book
from register.catalog import Finding
from register.entities import (
    ASSESSMENT,
    CUSTOM_FIELD,
    PERSON,
    RISK,
    RISK_LINK,
    Assessment,
    CustomField,
    Person,
    Risk,
    RiskLink,
)
from register.entities.assessment import Confidence
from register.entities.custom import CustomKind
from register.entities.risk import CloseReason, LevelKey, RiskStatus, Tier
from register.identifying import custom
from register.identifying.checks import IDENTIFYING_CHECKS
from register.seeds import category_id

TODAY = date(2026, 11, 22)
SOUND = Risk(
    id="r",
    number="R-001",
    title="Fire",
    status=RiskStatus.OPEN,
    cause="Old wires",
    event="a fire",
    consequence="the hall burns",
    category=category_id("technical"),
)
RATED = Assessment(
    id="x", risk="r", tier=Tier.CURRENT, assessed_on=date(2026, 11, 1), method="m", likelihood=1
)


def found(book: Book, key: str) -> list[Finding]:
    check = next(check for check in IDENTIFYING_CHECKS if check.key == key)
    return list(check.run(book, TODAY))


def put(book: Book, **values: Any) -> None:
    with book.change("Put"):
        stored = book.table(RISK).get("r") or SOUND
        book.table(RISK).save(replace(stored, **values))


def rate(book: Book, record_id: str, **values: Any) -> None:
    from register.entities import METHOD

    method = book.table(METHOD).ids()[0]
    with book.change("Rate"):
        book.table(ASSESSMENT).save(replace(RATED, id=record_id, method=method, **values))


def person(book: Book, *, active: bool) -> None:
    with book.change("Person"):
        book.table(PERSON).save(Person(id="p", name="Li Na", active=active))


def other(book: Book, title: str) -> None:
    with book.change("Other"):
        book.table(RISK).save(replace(SOUND, id="s", number="R-002", title=title))


def field(book: Book, text: str) -> None:
    with book.change("Field"):
        definition = CustomField(id="f", name="Sites", kind=CustomKind.NUMBER)
        book.table(CUSTOM_FIELD).save(definition)
        custom.set_value(book, RISK, "r", "f", text)


def link(book: Book, *pairs: str) -> None:
    with book.change("Link"):
        for known in book.table(RISK_LINK).ids():
            book.table(RISK_LINK).delete(known)
        for pair in pairs:
            book.table(RISK_LINK).save(RiskLink(id=pair, risk=pair[0], effect=pair[1]))


Step = Callable[[Book], None]


def both(*steps: Step) -> Step:
    def work(book: Book) -> None:
        for step in steps:
            step(book)

    return work


CASES: dict[str, tuple[Step, str, Step]] = {
    "risk-parts": (
        lambda b: put(b, event=" ", consequence=""),
        "R-001 Fire does not say: event, consequence.",
        lambda b: put(b, event="fire", consequence="loss"),
    ),
    "risk-category": (
        lambda b: put(b, category=None),
        "R-001 Fire has no category.",
        lambda b: put(b, category=category_id("market")),
    ),
    "risk-candidate": (
        lambda b: put(b, status=RiskStatus.CANDIDATE, raised_on=date(2026, 10, 22)),
        "R-001 Fire has been a candidate since 2026-10-22: accept or reject it.",
        lambda b: put(b, raised_on=date(2026, 10, 23)),
    ),
    "risk-closed": (
        lambda b: put(b, status=RiskStatus.CLOSED),
        "R-001 Fire was closed without a reason.",
        lambda b: put(b, close_reason=CloseReason.TREATED),
    ),
    "risk-rejected": (
        lambda b: put(b, status=RiskStatus.REJECTED),
        "R-001 Fire was rejected without a reason.",
        lambda b: put(b, status_reason="Told twice"),
    ),
    "risk-reopened": (
        both(lambda b: rate(b, "x"), lambda b: put(b, reopened_on=date(2026, 11, 2))),
        "R-001 Fire was reopened and not assessed since.",
        lambda b: rate(b, "y", assessed_on=date(2026, 11, 2)),
    ),
    "risk-assessed": (
        lambda b: None,
        "R-001 Fire was never assessed.",
        lambda b: rate(b, "x"),
    ),
    "risk-confidence": (
        both(
            lambda b: rate(b, "x", confidence=Confidence.LOW),
            lambda b: put(b, current_level=LevelKey.HIGH),
        ),
        "R-001 Fire is rated high with low confidence.",
        lambda b: rate(b, "y", confidence=Confidence.HIGH),
    ),
    "risk-owner-active": (
        both(lambda b: person(b, active=False), lambda b: put(b, owner="p")),
        "The owner of R-001 Fire is not active any more.",
        lambda b: person(b, active=True),
    ),
    "risk-title": (
        lambda b: other(b, "Fire"),
        "Another risk has the title of R-001 Fire.",
        lambda b: other(b, "Flood"),
    ),
    "risk-custom": (
        lambda b: field(b, "many"),
        "“many” does not fit the field “Sites” of R-001 Fire.",
        lambda b: field(b, "3"),
    ),
    "risk-circle": (
        both(lambda b: other(b, "Flood"), lambda b: link(b, "rs", "sr")),
        "Risks lead to each other in a circle: ",
        lambda b: link(b, "rs"),
    ),
}


def test_every_check_has_a_case() -> None:
    assert {check.key for check in IDENTIFYING_CHECKS} == set(CASES)


@pytest.mark.parametrize("key", CASES)
def test_check_speaks_and_falls_silent(book: Book, key: str) -> None:
    with book.change("Add"):
        book.table(RISK).save(SOUND)
    if key != "risk-assessed":
        assert found(book, key) == []
    spoil, words, mend = CASES[key]
    spoil(book)
    texts = [item.text for item in found(book, key)]
    assert texts
    assert texts[0].startswith(words)
    mend(book)
    assert found(book, key) == []


@pytest.mark.parametrize("status", [RiskStatus.CLOSED, RiskStatus.REJECTED])
def test_settled_risks_lack_nothing(book: Book, status: RiskStatus) -> None:
    with book.change("Add"):
        book.table(RISK).save(
            Risk(id="r", title="Fire", status=status, status_reason="Done", owner=None)
        )
    assert [item.text for check in IDENTIFYING_CHECKS for item in check.run(book, TODAY)] == []
