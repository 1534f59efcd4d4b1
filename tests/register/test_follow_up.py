"""Actions, obligations and the review queue; each of their checks speaks and falls silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from drills.entities import DRILL, DRILL_PLAN, Drill, DrillPlan, DrillRating
from register.acting import (
    add_action,
    cancel,
    due_day,
    earlier_ones,
    finish,
    is_overdue,
    new_action,
    put_off,
    start,
    verify,
)
from register.book import Book
from register.catalog import Finding
from register.entities import (
    ACTION,
    OBLIGATION,
    OBLIGATION_RISK,
    PERSON,
    PLAN,
    PLAN_RISK,
    REVIEW_REQUEST,
    RISK,
    Action,
    Obligation,
    ObligationRisk,
    Person,
    Plan,
    PlanRisk,
    ReviewRequest,
    Risk,
)
from register.entities.action import ActionSource, ActionStatus, Element
from register.entities.obligation import ObligationStatus
from register.entities.review import ReviewCause
from register.entities.risk import LevelKey, RiskStatus
from register.entity import AnyEntity, new_id
from register.errors import FieldError, RegisterError
from register.follow_up import FOLLOW_UP_CHECKS
from register.obliging import look_at
from register.review_queue import MOST, Why, queue
from register.reviewing import open_requests

TODAY = date(2026, 11, 23)
LONG_AGO = TODAY - timedelta(days=40)


def _save(book: Book, entity: AnyEntity, *records: Any) -> None:
    with book.change("Add"):
        book.table(entity).save_all(records)


@pytest.fixture
def people(book: Book) -> Book:
    _save(book, PERSON, Person(id="owner", name="Sun Kai"), Person(id="other", name="Li Na"))
    return book


def _action(**values: Any) -> Action:
    return Action(id="a", title="New cable", owner="owner", verifier="other", **values)


# actions ---------------------------------------------------------------------------------


def test_done_is_not_effective_and_what_had_no_effect_begins_again(people: Book) -> None:
    _save(people, ACTION, _action(due_on=TODAY))
    with people.change("Deeds"):
        assert start(people, "a", TODAY).status is ActionStatus.RUNNING
        assert finish(people, "a", TODAY, "Photo").status is ActionStatus.DONE
        failed = verify(people, "a", TODAY, "It broke again", effective=False)
        assert failed.status is ActionStatus.INEFFECTIVE
        again = start(people, "a", TODAY)
        assert (again.status, again.done_on) == (ActionStatus.RUNNING, None)
        finish(people, "a", TODAY, "")
        done = verify(people, "a", TODAY, "Drill of November", effective=True)
    assert (done.status, done.checked_on, done.evidence) == (
        ActionStatus.EFFECTIVE,
        TODAY,
        "Photo",
    )


@pytest.mark.parametrize(
    ("change", "day", "proof"),
    [
        ({"verifier": None}, TODAY, "Seen"),
        ({"verifier": "owner"}, TODAY, "Seen"),
        ({}, TODAY - timedelta(days=1), "Seen"),
        ({}, TODAY, "  "),
    ],
)
def test_a_check_needs_somebody_else_a_day_and_a_proof(
    people: Book, change: dict[str, Any], day: date, proof: str
) -> None:
    action = replace(_action(status=ActionStatus.DONE, done_on=TODAY), **change)
    _save(people, ACTION, action)
    with pytest.raises(FieldError), people.change("Check"):
        verify(people, "a", day, proof, effective=True)
    assert people.table(ACTION).get("a") == action


def test_the_first_due_day_stays_when_it_is_put_off(people: Book) -> None:
    _save(people, ACTION, _action(due_on=LONG_AGO))
    assert is_overdue(people.table(ACTION).all()[0], TODAY)
    with pytest.raises(FieldError), people.change("Put off"):
        put_off(people, "a", TODAY, " ")
    with people.change("Put off"):
        later = put_off(people, "a", TODAY, "Parts are late")
    assert (later.due_on, due_day(later)) == (LONG_AGO, TODAY)
    assert not is_overdue(later, TODAY)


def test_what_is_over_takes_no_more_deeds(people: Book) -> None:
    _save(people, ACTION, _action(notes="Before"))
    with pytest.raises(FieldError), people.change("Cancel"):
        cancel(people, "a", TODAY, "")
    with people.change("Cancel"):
        gone = cancel(people, "a", TODAY, "The ship was sold")
    assert gone.notes == "Before\nCancelled on 2026-11-23: The ship was sold"
    deeds: tuple[Callable[[], Action], ...] = (
        lambda: start(people, "a", TODAY),
        lambda: finish(people, "a", TODAY, ""),
        lambda: verify(people, "a", TODAY, "Seen", effective=True),
        lambda: put_off(people, "a", TODAY, "Why"),
        lambda: start(people, "gone", TODAY),
    )
    for deed in deeds:
        with pytest.raises(RegisterError), people.change("Deed"):
            deed()


def test_an_action_about_the_same_thing_is_a_repeat(people: Book) -> None:
    _save(people, RISK, Risk(id="r", title="Flood"))
    tried = replace(
        _action(source_table="drills", source_id="d", risk="r", element=Element.TRAINING),
        status=ActionStatus.INEFFECTIVE,
    )
    _save(people, ACTION, tried, replace(tried, id="b", status=ActionStatus.OPEN))
    by_source = new_action(ActionSource.DRILL, "drills", "d", title="Train again")
    by_element = new_action(risk="r", element=Element.TRAINING, title="Train once more")
    other = new_action(risk="r", element=Element.EQUIPMENT, title="Pump")
    with people.change("Add"):
        stored = [add_action(people, item) for item in (by_source, by_element, other)]
    assert [item.number for item in stored] == ["A-001", "A-002", "A-003"]
    earlier = [[item.id for item in earlier_ones(people, made)] for made in stored]
    assert earlier == [["a"], ["a"], []]
    assert earlier_ones(people, tried) == []


# obligations -----------------------------------------------------------------------------


def test_a_change_puts_the_linked_risks_into_the_queue(book: Book) -> None:
    _save(book, RISK, Risk(id="r", title="Leak"))
    _save(book, OBLIGATION, Obligation(id="o", number="O-01", title="Data Security Law"))
    _save(book, OBLIGATION_RISK, ObligationRisk(id="l", obligation="o", risk="r"))
    with book.change("Look"):
        same = look_at(book, "o", TODAY)
    assert (same.last_look, same.next_look) == (TODAY, TODAY + timedelta(days=180))
    assert open_requests(book, "r") == []
    with book.change("Look"):
        changed = look_at(book, "o", TODAY, "New reporting form")
    assert changed.status is ObligationStatus.CHANGED
    (asked,) = open_requests(book, "r")
    assert asked.cause is ReviewCause.OBLIGATION
    assert asked.text == "O-01 Data Security Law has changed: New reporting form"
    with pytest.raises(FieldError), book.change("Look"):
        look_at(book, "o", TODAY - timedelta(days=1))
    with pytest.raises(RegisterError), book.change("Look"):
        look_at(book, "gone", TODAY)


# drills ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rating", "last_review", "asked"),
    [
        (DrillRating.M, None, True),
        (DrillRating.U, TODAY - timedelta(days=9), True),
        (DrillRating.S, None, False),
        (DrillRating.M, TODAY, False),
    ],
)
def test_a_drill_that_went_badly_asks_for_reviews(
    book: Book, rating: DrillRating, last_review: date | None, asked: bool
) -> None:
    day = datetime(2026, 11, 20, 4, tzinfo=UTC)
    _save(book, RISK, Risk(id="r", title="Fire", last_review=last_review))
    _save(book, PLAN, Plan(id="p", number="P-01", title="Fire plan"))
    _save(book, PLAN_RISK, PlanRisk(id="pr", plan="p", risk="r"))
    drill = Drill(id="d", number="D-2026-01", title="Night drill", starts_at=day)
    _save(book, DRILL, drill)
    _save(book, DRILL_PLAN, DrillPlan(id="dp", drill="d", plan="p"))
    assert open_requests(book, "r") == []
    _save(book, DRILL, replace(drill, rating=rating))
    found = open_requests(book, "r")
    assert [item.cause for item in found] == [ReviewCause.DRILL] * asked
    if asked:
        assert "rated" in found[0].text
        assert "Fire plan" in found[0].text
        book.undo()
        assert open_requests(book, "r") == []


# the queue -------------------------------------------------------------------------------


def test_queue_names_each_risk_once_worst_first(book: Book) -> None:
    late, soon = TODAY - timedelta(days=3), TODAY + timedelta(days=29)
    _save(
        book,
        RISK,
        Risk(id="low", title="Low", next_review=LONG_AGO, current_level=LevelKey.LOW),
        Risk(id="unrated", title="Unrated", next_review=LONG_AGO),
        Risk(id="high", title="High", next_review=late, current_level=LevelKey.HIGH),
        Risk(id="new", title="New", raised_on=TODAY - timedelta(days=31)),
        Risk(id="soon", title="Soon", next_review=soon),
        Risk(id="later", title="Later", next_review=soon + timedelta(days=1)),
        Risk(id="closed", title="Closed", next_review=LONG_AGO, status=RiskStatus.CLOSED),
        Risk(id="asked", title="Asked", next_review=soon),
        Risk(id="undated", title="Undated", raised_on=TODAY),
        Risk(id="bare", title="Bare"),
    )
    common = {"raised_on": TODAY, "cause": ReviewCause.OTHER}
    _save(
        book,
        REVIEW_REQUEST,
        ReviewRequest(id="1", risk="asked", **common),  # type: ignore[arg-type]
        ReviewRequest(id="2", risk="high", **common),  # type: ignore[arg-type]
        ReviewRequest(id="3", risk="undated", **common),  # type: ignore[arg-type]
        ReviewRequest(id="4", risk="bare", **common),  # type: ignore[arg-type]
    )
    _save(
        book,
        OBLIGATION,
        Obligation(id="o", title="Law", next_look=TODAY),
        Obligation(id="n", title="Old law", next_look=TODAY, status=ObligationStatus.GONE),
    )
    found = queue(book, TODAY)
    keys = {why: [item.record for item in items] for why, items in found.items.items()}
    assert keys == {
        Why.OVERDUE: ["high", "low", "unrated", "new"],
        Why.ASKED: ["asked", "undated", "bare"],
        Why.SOON: ["soon"],
        Why.OBLIGATION: ["o"],
    }
    assert found.total == 9
    assert found.items[Why.OVERDUE][0].reasons == 1
    assert found.items[Why.OVERDUE][3].day == TODAY - timedelta(days=1)


def test_queue_counts_all_and_reads_the_first(book: Book) -> None:
    many = [Risk(id=new_id(), title=f"R{n}", next_review=LONG_AGO) for n in range(MOST + 5)]
    _save(book, RISK, *many)
    found = queue(book, TODAY)
    assert found.counts[Why.OVERDUE] == MOST + 5
    assert len(found.items[Why.OVERDUE]) == MOST


# checks ----------------------------------------------------------------------------------

DONE = {"status": ActionStatus.DONE, "done_on": LONG_AGO}
RISK_OLD = Risk(id="r", title="Flood", raised_on=date(2024, 1, 1))
LAW = Obligation(id="o", title="Law", owner="owner")
ASKED = ReviewRequest(id="q", risk="r", raised_on=LONG_AGO, cause=ReviewCause.OTHER)
CASES: list[tuple[str, AnyEntity, Any, dict[str, Any]]] = [
    ("action-overdue", ACTION, _action(due_on=LONG_AGO), {"revised_due": TODAY}),
    ("action-overdue", ACTION, _action(due_on=LONG_AGO), {"status": ActionStatus.DONE}),
    ("action-owner", ACTION, replace(_action(), owner=None), {"owner": "owner"}),
    ("action-verifier", ACTION, replace(_action(), verifier="owner"), {"verifier": "other"}),
    ("action-evidence", ACTION, _action(**DONE), {"evidence": "Photo"}),
    ("action-check", ACTION, _action(**DONE), {"done_on": TODAY - timedelta(days=30)}),
    ("action-effective", ACTION, _action(status=ActionStatus.EFFECTIVE), {"checked_on": TODAY}),
    ("action-due", ACTION, _action(), {"due_on": TODAY}),
    ("review-asked", REVIEW_REQUEST, ASKED, {"raised_on": TODAY - timedelta(days=30)}),
    ("review-never", RISK, RISK_OLD, {"last_review": TODAY}),
    ("review-never", RISK, RISK_OLD, {"raised_on": TODAY}),
    ("obligation-look", OBLIGATION, replace(LAW, next_look=LONG_AGO), {"next_look": TODAY}),
    ("obligation-owner", OBLIGATION, replace(LAW, owner=None), {"owner": "owner"}),
    (
        "obligation-risk",
        OBLIGATION,
        replace(LAW, status=ObligationStatus.CHANGED),
        {"status": ObligationStatus.APPLIES},
    ),
]


def _found(book: Book, key: str) -> list[Finding]:
    return list(next(check for check in FOLLOW_UP_CHECKS if check.key == key).run(book, TODAY))


@pytest.mark.parametrize(("key", "entity", "wrong", "mend"), CASES)
def test_each_check_speaks_and_falls_silent(
    people: Book, key: str, entity: AnyEntity, wrong: Any, mend: dict[str, Any]
) -> None:
    if entity is REVIEW_REQUEST:
        _save(people, RISK, Risk(id="r", title="Flood"))
    _save(people, entity, wrong)
    (finding,) = _found(people, key)
    assert finding.text
    assert people.table(finding.entity).get(finding.record) is not None
    assert finding.field in finding.entity.by_key
    _save(people, entity, replace(wrong, **mend))
    assert _found(people, key) == []


def test_a_changed_obligation_with_a_risk_is_in_order(people: Book) -> None:
    _save(people, RISK, RISK_OLD)
    _save(people, OBLIGATION, replace(LAW, status=ObligationStatus.CHANGED))
    _save(people, OBLIGATION_RISK, ObligationRisk(id="l", obligation="o", risk="r"))
    assert _found(people, "obligation-risk") == []


def test_every_check_has_a_case() -> None:
    assert {check.key for check in FOLLOW_UP_CHECKS} == {case[0] for case in CASES}
