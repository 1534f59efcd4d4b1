"""Each standing check of treatment: what makes it speak, and what makes it fall silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from register.assess import assess
from register.book import Book
from register.catalog import Finding
from register.entities import (
    ACCEPTANCE,
    ACCEPTANCE_RISK,
    APPETITE,
    CONTROL,
    MEASURE,
    PERSON,
    RISK,
    RISK_CONTROL,
    Acceptance,
    AcceptanceRisk,
    Assessment,
    Control,
    Person,
    Risk,
    RiskControl,
)
from register.entities.acceptance import AcceptanceStatus
from register.entities.risk import LevelKey, Strategy, Tier
from register.entities.treatment import ControlState, MeasureStatus, Strength
from register.entity import AnyEntity
from register.treatment_checks import TREATMENT_CHECKS

TODAY = date(2026, 6, 15)
YESTERDAY, SOON, LATER = (TODAY + timedelta(days=days) for days in (-1, 20, 200))
STRONG: dict[str, Any] = {
    "design": Strength.STRONG,
    "operation": Strength.STRONG,
    "last_test": YESTERDAY,
}
CHECKS = {check.key: check for check in TREATMENT_CHECKS}


def _found(book: Book, key: str) -> list[Finding]:
    return [*CHECKS[key].run(book, TODAY)]


def _rate(book: Book, tier: Tier, likelihood: int, impact: int) -> None:
    key = f"{tier}-{likelihood}-{impact}"
    assess(book, Assessment(id=key, risk="r", tier=tier, likelihood=likelihood, impact=impact,
                            assessed_on=TODAY))  # fmt: skip


def _change(book: Book, entity: AnyEntity, key: str = "x", **values: Any) -> None:
    with book.change("Change"):
        record = book.table(entity).get(key) or entity.record(id=key)
        book.table(entity).save(replace(record, **values))


@pytest.fixture
def high(book: Book) -> Book:
    """A risk that is high now and was extreme without controls, and a person."""
    with book.change("Add"):
        book.table(PERSON).save(Person(id="p", name="Li Na"))
        book.table(RISK).save(Risk(id="r", number="R-1", title="Fire"))
        _rate(book, Tier.INHERENT, 5, 5)
        _rate(book, Tier.CURRENT, 4, 4)
    return book


def _control(book: Book, key: str = "x", **values: Any) -> None:
    with book.change("Add"):
        book.table(CONTROL).save(Control(id=key, **({"title": "Alarm"} | STRONG | values)))
        book.table(RISK_CONTROL).save(RiskControl(id=key, risk="r", control=key))


def _measure(book: Book, **values: Any) -> None:
    given: dict[str, Any] = {"risk": "r", "title": "Build a wall", "owner": "p", "due_on": LATER}
    _change(book, MEASURE, **(given | values))


def _acceptance(book: Book, **values: Any) -> None:
    given: dict[str, Any] = {
        "title": "Fire",
        "status": AcceptanceStatus.ACCEPTED,
        "level": LevelKey.HIGH,
        "expires_on": LATER,
    }
    with book.change("Add"):
        book.table(ACCEPTANCE).save(Acceptance(id="x", **(given | values)))
        book.table(ACCEPTANCE_RISK).save(AcceptanceRisk(id="x", acceptance="x", risk="r"))


def _bound(book: Book, tolerance: LevelKey) -> None:
    _change(book, APPETITE, tier=Tier.CURRENT, appetite=LevelKey.LOW, tolerance=tolerance)


def _residual(book: Book) -> None:
    with book.change("Rate"):
        _rate(book, Tier.RESIDUAL, 2, 2)


def _rated_low(book: Book) -> None:
    _control(book, "x")
    with book.change("Rate"):
        _rate(book, Tier.CURRENT, 1, 1)


def _rated_again(book: Book) -> None:
    with book.change("Rate"):
        assess(book, Assessment(id="again", risk="r", tier=Tier.CURRENT, likelihood=4, impact=5,
                                assessed_on=TODAY))  # fmt: skip


def _tolerate(book: Book) -> None:
    _change(book, RISK, "r", strategy=Strategy.TOLERATE)


def _both(book: Book) -> None:
    _control(book, "x")
    _control(book, "y", state=ControlState.PLANNED, title=" ALARM ")


Deed = Callable[[Book], None]
CASES: dict[str, tuple[Deed, Deed, str]] = {
    "risk-explained": (_residual, _measure, "R-1 Fire is to become lower"),
    "risk-gap": (_rated_low, _rated_again, "is rated Low (Current)"),
    "risk-tolerated": (
        _tolerate,
        lambda book: _change(book, RISK, "r", strategy_reason="It is cheap"),
        "R-1 Fire is tolerated",
    ),
    "risk-tolerance": (
        lambda book: _bound(book, LevelKey.MODERATE),
        _acceptance,
        "R-1 Fire is High, above the tolerance Moderate",
    ),
    "control-twice": (
        _both,
        lambda book: _change(book, CONTROL, "x", state=ControlState.RETIRED),
        "both planned and in operation",
    ),
    "control-test": (
        lambda book: _control(book, last_test=None),
        lambda book: _change(book, CONTROL, last_test=TODAY, next_test=LATER),
        "Alarm was never tested.",
    ),
    "control-only": (
        lambda book: _control(book, state=ControlState.SUSPENDED),
        lambda book: _control(book, "y", title="Guard"),
        "Alarm is suspended, and R-1 Fire has no other control.",
    ),
    "measure-overdue": (
        lambda book: _measure(book, due_on=YESTERDAY),
        lambda book: _change(book, MEASURE, status=MeasureStatus.DONE),
        f"Build a wall was due on {YESTERDAY}.",
    ),
    "measure-owner": (
        lambda book: _measure(book, owner=None),
        lambda book: _change(book, MEASURE, owner="p"),
        "Build a wall has no owner.",
    ),
    "acceptance-expired": (
        lambda book: _acceptance(book, expires_on=YESTERDAY),
        lambda book: _change(book, ACCEPTANCE, status=AcceptanceStatus.REVOKED),
        f"Fire expired on {YESTERDAY}.",
    ),
    "acceptance-ending": (
        lambda book: _acceptance(book, expires_on=SOON),
        lambda book: _change(book, ACCEPTANCE, expires_on=LATER),
        f"Fire expires on {SOON}.",
    ),
    "acceptance-end": (
        lambda book: _acceptance(book, expires_on=None),
        lambda book: _change(book, ACCEPTANCE, expires_on=LATER),
        "Fire has no day on which it expires.",
    ),
    "acceptance-level": (
        lambda book: _acceptance(book, level=LevelKey.MODERATE),
        lambda book: _change(book, ACCEPTANCE, level=LevelKey.HIGH),
        "R-1 Fire is High now; Fire accepts no more than Moderate.",
    ),
}


@pytest.mark.parametrize("key", CASES)
def test_check_speaks_and_falls_silent(high: Book, key: str) -> None:
    wrong, mend, words = CASES[key]
    assert _found(high, key) == []
    wrong(high)
    found = _found(high, key)
    assert [words in item.text for item in found] == [True], found
    assert high.table(found[0].entity).get(found[0].record) is not None
    mend(high)
    assert _found(high, key) == []


def test_measure_that_an_import_brings_done_without_a_day_is_named(high: Book) -> None:
    _measure(high)
    plain = replace(high.catalog, followers=())
    found = high.table(MEASURE).all()[0]
    high.catalog, whole = plain, high.catalog
    with high.change("Import"):
        high.table(MEASURE).save(replace(found, status=MeasureStatus.DONE))
    high.catalog = whole
    assert [item.text for item in _found(high, "measure-day")] == [
        "Build a wall is done, and no day says since when."
    ]
    _change(high, MEASURE, done_on=TODAY)
    assert _found(high, "measure-day") == []


def test_overdue_test_of_a_control_is_named(high: Book) -> None:
    _control(high, next_test=YESTERDAY)
    assert [item.text for item in _found(high, "control-test")] == [
        f"The test of Alarm was due on {YESTERDAY}."
    ]
    _change(high, CONTROL, next_test=TODAY)
    assert _found(high, "control-test") == []


def test_every_check_has_its_cases() -> None:
    assert CASES.keys() | {"measure-day"} == CHECKS.keys()


def test_text_of_measures_explains_a_lower_rating(high: Book) -> None:
    _residual(high)
    _change(high, RISK, "r", measures="Build a wall")
    assert _found(high, "risk-explained") == []


def test_expired_acceptance_bears_nothing(high: Book) -> None:
    _bound(high, LevelKey.MODERATE)
    _acceptance(high, expires_on=YESTERDAY)
    assert len(_found(high, "risk-tolerance")) == 1
