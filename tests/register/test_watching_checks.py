"""Each standing check of indicators and warning orders speaks once, and falls silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from register.book import Book
from register.entities import (
    INDICATOR,
    INDICATOR_RISK,
    PERSON,
    PLAN,
    PLAN_RISK,
    READING,
    RISK,
    WARNING,
    WARNING_STEP,
)
from register.entities.indicator import Direction
from register.entities.plan import PlanStatus
from register.entities.warning import WarningDeed, WarningStatus
from register.entity import AnyEntity, new_id
from register.watching.checks import CHECKS

DAY = date(2026, 11, 2)
CHECK = {check.key: check for check in CHECKS}
PERSON_ID, KPI, RISK_ID = new_id(), new_id(), new_id()


def put(book: Book, entity: AnyEntity, **values: object) -> None:
    """Save a record, or change the one of this id."""
    table = book.table(entity)
    known = table.get(str(values.get("id", "")))
    with book.change("Put"):
        table.save(
            replace(known, **values) if known else entity.record(**{"id": new_id(), **values})
        )


@pytest.fixture
def kept(book: Book) -> Book:
    """A register whose one indicator is as it should be."""
    put(book, PERSON, id=PERSON_ID, name="Zhou Lei")
    put(book, RISK, id=RISK_ID, title="Flood")
    put(book, INDICATOR, id=KPI, name="Rain", owner=PERSON_ID, blue=10, yellow=20, red=30)
    put(book, INDICATOR_RISK, indicator=KPI, risk=RISK_ID)
    put(book, READING, indicator=KPI, taken_on=DAY, value=1)
    return book


def found(book: Book, key: str, day: date = DAY) -> list[str]:
    return [item.text for item in CHECK[key].run(book, day)]


def test_a_well_kept_indicator_is_silent(kept: Book) -> None:
    assert {key: found(kept, key) for key in CHECK} == {key: [] for key in CHECK}


def test_thresholds_out_of_order_after_a_change_of_direction(kept: Book) -> None:
    put(kept, INDICATOR, id=KPI, direction=Direction.LOWER)
    assert "Rain" in found(kept, "indicator-order")[0]
    put(kept, INDICATOR, id=KPI, direction=Direction.HIGHER)
    assert not found(kept, "indicator-order")


def test_an_indicator_without_owner(kept: Book) -> None:
    put(kept, INDICATOR, id=KPI, owner=None)
    assert found(kept, "indicator-owner") == ["Rain has no owner."]
    put(kept, INDICATOR, id=KPI, active_to=DAY - timedelta(1))
    assert not found(kept, "indicator-owner")


def test_an_indicator_without_risk(kept: Book) -> None:
    other = new_id()
    put(kept, INDICATOR, id=other, name="Wind")
    assert found(kept, "indicator-risk") == ["Wind watches no risk."]
    put(kept, INDICATOR_RISK, indicator=other, risk=RISK_ID)
    assert not found(kept, "indicator-risk")


def test_an_indicator_that_was_never_read(kept: Book) -> None:
    other = new_id()
    put(kept, INDICATOR, id=other, name="Wind", active_from=DAY - timedelta(99))
    assert found(kept, "indicator-read") == ["Wind was never read."]
    assert not found(kept, "indicator-late")
    put(kept, READING, indicator=other, taken_on=DAY, value=1)
    assert not found(kept, "indicator-read")


def test_a_late_reading(kept: Book) -> None:
    after = DAY + timedelta(33)
    assert found(kept, "indicator-late", after) == ["The reading of Rain was due on 2026-12-02."]
    put(kept, READING, indicator=KPI, taken_on=after, value=1)
    assert not found(kept, "indicator-late", after)


def test_a_red_indicator_whose_risk_has_no_approved_plan(kept: Book) -> None:
    put(kept, READING, indicator=KPI, taken_on=DAY + timedelta(1), value=31)
    assert found(kept, "indicator-plan") == ["Rain is red, and Flood has no approved plan."]
    plan = new_id()
    put(kept, PLAN, id=plan, title="Pumps", status=PlanStatus.DRAFT)
    put(kept, PLAN_RISK, plan=plan, risk=RISK_ID)
    assert found(kept, "indicator-plan")
    put(kept, PLAN, id=plan, status=PlanStatus.APPROVED)
    assert not found(kept, "indicator-plan")


def order_of(book: Book, status: WarningStatus, **values: object) -> str:
    key = new_id()
    put(book, WARNING, id=key, title="Storm", status=status, **values)
    return key


def at(days: int) -> datetime:
    return datetime(2026, 11, 2, 12, tzinfo=UTC) - timedelta(days)


def test_an_order_left_proposed(kept: Book) -> None:
    key = order_of(kept, WarningStatus.PROPOSED)
    put(kept, WARNING_STEP, warning=key, at=at(9), deed=WarningDeed.PROPOSE)
    assert "Storm" in found(kept, "warning-proposed")[0]
    assert not found(kept, "warning-proposed", DAY - timedelta(3))
    put(kept, WARNING, id=key, status=WarningStatus.DECLINED)
    assert not found(kept, "warning-proposed")


def test_an_order_left_issued(kept: Book) -> None:
    key = order_of(kept, WarningStatus.ISSUED, issued_at=at(40))
    assert "Storm" in found(kept, "warning-issued")[0]
    put(kept, WARNING, id=key, adjusted_at=at(10))
    assert not found(kept, "warning-issued")
