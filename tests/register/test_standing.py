"""What the standing checks find, risk by risk and post by post."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from register.book import Book
from register.catalog import Finding
from register.entities import (
    MEMBERSHIP,
    PERSON,
    PLAN,
    PLAN_RISK,
    RISK,
    TEAM,
    Membership,
    Person,
    Plan,
    PlanRisk,
    Risk,
    Team,
)
from register.entities.plan import PlanStatus
from register.entities.risk import LevelKey, RiskKind, RiskStatus
from register.entities.team import Role
from register.standing import CHECKS

TODAY = date(2026, 11, 22)


def _found(book: Book, key: str) -> list[Finding]:
    return list(next(check for check in CHECKS if check.key == key).run(book, TODAY))


@pytest.fixture
def risks(book: Book) -> Book:
    common = {"current_level": LevelKey.HIGH, "current_score": 15.0}
    low = {"residual_level": LevelKey.LOW, "residual_score": 4.0}
    with book.change("Add"):
        book.table(PERSON).save(Person(id="p", name="Li Na"))
        for risk in (
            Risk(id="bare", number="R-001", title="Fire", next_review=date(2026, 11, 21), **common),  # type: ignore[arg-type]
            Risk(id="none", title="Flood", status=None, owner="p", **low),  # type: ignore[arg-type]
            Risk(id="kept", title="Theft", owner="p", next_review=TODAY, **common),  # type: ignore[arg-type]
            Risk(id="gone", title="Old", status=RiskStatus.CLOSED, residual_score=25.0, **common),  # type: ignore[arg-type]
        ):
            book.table(RISK).save(risk)
        book.table(PLAN).save(Plan(id="plan", title="Alarm", status=PlanStatus.APPROVED))
        book.table(PLAN).save(Plan(id="draft", title="Draft"))
        book.table(PLAN_RISK).save(PlanRisk(id="1", plan="plan", risk="kept"))
        book.table(PLAN_RISK).save(PlanRisk(id="2", plan="draft", risk="bare"))
    return book


def test_risks_are_named_that_lack_something(risks: Book) -> None:
    assert [(item.record, item.text) for item in _found(risks, "risk-owner")] == [
        ("bare", "R-001 Fire has no owner.")
    ]
    assert [item.text for item in _found(risks, "risk-review")] == [
        "The review of R-001 Fire was due on 2026-11-21."
    ]
    assert [item.text for item in _found(risks, "risk-plan")] == [
        "R-001 Fire is High and has no approved plan."
    ]
    assert [item.record for item in _found(risks, "risk-residual")] == ["none"]


def test_empty_posts_and_missing_leads_are_named(risks: Book) -> None:
    with risks.change("Add"):
        risks.table(TEAM).save(Team(id="t", name="Crew"))
        risks.table(TEAM).save(Team(id="u", name="Desk"))
        for n, (team, role, person) in enumerate(
            (("t", Role.LEAD, "p"), ("t", Role.MEMBER, None), ("u", Role.LEAD, None))
        ):
            post = Membership(id=str(n), team=team, post=f"Post {n}", role=role, person=person)
            risks.table(MEMBERSHIP).save(post)
    assert [item.text for item in _found(risks, "team-posts")] == [
        "The post “Post 1” of Crew is empty.",
        "Desk has no lead.",
        "The post “Post 2” of Desk is empty.",
    ]


def test_overdue_plans_are_named_unless_they_are_retired(risks: Book) -> None:
    day = date(2026, 11, 21)
    with risks.change("Add"):
        for key, status in (("late", PlanStatus.REVIEW), ("old", PlanStatus.RETIRED)):
            plan = Plan(id=key, number=key, title="Fire", status=status, next_review=day)
            risks.table(PLAN).save(plan)
        risks.table(PLAN).save(Plan(id="none", title="Flood", status=None, next_review=day))
        risks.table(PLAN).save(Plan(id="now", title="Theft", next_review=TODAY))
    assert [(item.record, item.text) for item in _found(risks, "plan-review")] == [
        ("late", "The review of late Fire was due on 2026-11-21."),
        ("none", "The review of Flood was due on 2026-11-21."),
    ]


def test_people_who_left_and_still_hold_posts_are_named(risks: Book) -> None:
    assert _found(risks, "team-active") == []
    with risks.change("Add"):
        risks.table(PERSON).save(Person(id="q", name="Wang Wei", active=False))
        risks.table(TEAM).save(Team(id="t", number="T-01", name="Crew"))
        for n, person in enumerate(("p", "q", None)):
            post = Membership(id=str(n), team="t", post=f"Post {n}", person=person)
            risks.table(MEMBERSHIP).save(post)
    found = _found(risks, "team-active")
    assert [(item.entity.table, item.record) for item in found] == [("teams", "t")]
    expected = "Wang Wei, who is not active, holds the post “Post 1” of T-01 Crew."
    assert found[0].text == expected


@pytest.mark.parametrize("key", ["risk-plan", "risk-residual"])
def test_opportunities_need_no_plan_and_may_grow(book: Book, key: str) -> None:
    grown = Risk(
        id="r",
        title="Night slots",
        current_level=LevelKey.HIGH,
        current_score=9.0,
        residual_level=LevelKey.EXTREME,
        residual_score=16.0,
    )
    with book.change("Add"):
        book.table(RISK).save(grown)
    assert _found(book, key)
    with book.change("Turn"):
        book.table(RISK).save(replace(grown, kind=RiskKind.OPPORTUNITY))
    assert _found(book, key) == []
