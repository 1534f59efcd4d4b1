"""Controls and measures of a register: what they propose, and what follows when they change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register import i18n
from register.assess import assess
from register.book import Book
from register.entities import (
    CONTROL,
    MEASURE,
    REVIEW_REQUEST,
    RISK,
    RISK_CONTROL,
    Assessment,
    Control,
    Measure,
    Risk,
    RiskControl,
)
from register.entities.review import ReviewCause
from register.entities.risk import LevelKey, RiskKind, RiskStatus, Strategy, Tier
from register.entities.treatment import ControlKind, ControlState, MeasureStatus, Side, Strength
from register.errors import FieldError
from register.methods import add_method, use_method
from register.proposing import steps_text
from register.rules import refuse
from register.scoring import DIRECT_METHOD
from register.treating import (
    gaps,
    if_it_failed,
    moves,
    overdue_measures,
    propose,
    proposes_done,
    settle,
)

TODAY = date(2026, 6, 15)
GOOD = {"design": Strength.STRONG, "operation": Strength.STRONG, "last_test": TODAY}


@pytest.fixture
def treated(book: Book) -> Book:
    """A risk of 5 × 4 inherent and 4 × 3 current, with controls and measures of every sort."""
    with book.change("Add"):
        for key in ("r", "other"):
            book.table(RISK).save(Risk(id=key, number=key.upper(), title="Fire"))
            for tier, likelihood, impact in ((Tier.INHERENT, 5, 4), (Tier.CURRENT, 4, 3)):
                assess(book, Assessment(id=f"{key}-{tier}", risk=key, tier=tier,
                                        likelihood=likelihood, impact=impact,
                                        assessed_on=TODAY))  # fmt: skip
        for item, side in (
            (Control(id="lock", number="C-1", title="Lock", **GOOD), None),  # type: ignore[arg-type]
            (Control(id="alarm", title="Alarm", kind=ControlKind.DETECTIVE, **GOOD), Side.BOTH),  # type: ignore[arg-type]
            (Control(id="new", title="Sprinkler", kind=ControlKind.CORRECTIVE,
                     state=ControlState.PLANNED, design=Strength.ADEQUATE), None),
            (Control(id="old", title="Bucket", state=ControlState.RETIRED, **GOOD), None),  # type: ignore[arg-type]
            (Control(id="never", title="Patrol", design=Strength.STRONG,
                     operation=Strength.STRONG), None),
        ):  # fmt: skip
            book.table(CONTROL).save(item)
            link = RiskControl(id=f"r-{item.id}", risk="r", control=item.id, side=side)
            book.table(RISK_CONTROL).save(link)
        link = RiskControl(id="other-lock", risk="other", control="lock")
        book.table(RISK_CONTROL).save(link)
        for key, status, steps in (
            ("m1", MeasureStatus.RUNNING, 1),
            ("m2", MeasureStatus.DONE, 2),
            ("m3", MeasureStatus.CANCELLED, 2),
            ("m4", MeasureStatus.PLANNED, None),
        ):
            book.table(MEASURE).save(
                Measure(id=key, risk="r", title=key, status=status, lowers_likelihood=steps)
            )
    return book


def _risk(book: Book, key: str = "r") -> Risk:
    found = book.table(RISK).get(key)
    assert found is not None
    return found


def _control(book: Book, key: str) -> Control:
    found = book.table(CONTROL).get(key)
    assert found is not None
    return found


# proposals ---------------------------------------------------------------------------------


def test_current_is_proposed_from_inherent_and_the_controls_in_operation(treated: Book) -> None:
    made = propose(treated, _risk(treated), Tier.CURRENT)
    assert [
        (line.title, steps_text(line.likelihood), steps_text(line.impact)) for line in made.lines
    ] == [
        ("C-1 Lock", "1½", "0"),
        ("Alarm", "1½", "1½"),
        ("Patrol", "0", "0"),  # never tested
    ]
    assert (made.likelihood.step, made.impact.step) == (2, 3)  # 5 − 3, 4 − 1½
    assert made.rating.level == LevelKey.LOW


def test_residual_is_proposed_from_current_less_what_is_agreed(treated: Book) -> None:
    made = propose(treated, _risk(treated), Tier.RESIDUAL)
    assert [line.title for line in made.lines] == ["Sprinkler", "m1", "m4"]
    assert (made.likelihood.step, made.impact.step) == (3, 2)
    assert made.lines[1].table == "risk_measures"


def test_reason_is_given_where_nothing_can_be_proposed(treated: Book) -> None:
    book = treated
    with book.change("Add"):
        book.table(RISK).save(Risk(id="bare", title="Bare"))
        book.table(RISK).save(Risk(id="luck", title="Luck", kind=RiskKind.OPPORTUNITY))
        made = add_method(book, replace(DIRECT_METHOD, id="direct"))
        use_method(book, made.id, in_use=True)
        assess(book, Assessment(id="d", risk="other", tier=Tier.INHERENT, method=made.id,
                                level=LevelKey.HIGH, assessed_on=TODAY,
                                rationale="The board says so"))  # fmt: skip
    for key, tier, words in (
        ("bare", Tier.CURRENT, "rate the inherent risk first"),
        ("bare", Tier.RESIDUAL, "rate the current risk first"),
        ("luck", Tier.CURRENT, "opportunity"),
        ("other", Tier.CURRENT, "has no steps"),
    ):
        with pytest.raises(FieldError, match=words):
            propose(book, _risk(book, key), tier)


def test_gap_is_named_where_a_rating_is_lower_than_proposed(treated: Book) -> None:
    found = [(item.risk.id, item.tier, item.proposed, item.rated) for item in gaps(treated)]
    assert found == [("other", Tier.CURRENT, LevelKey.HIGH, LevelKey.MODERATE)]
    before = _risk(treated, "other")
    with treated.change("Rate"):
        assess(treated, Assessment(id="high", risk="other", tier=Tier.CURRENT, likelihood=4,
                                   impact=4, assessed_on=TODAY))  # fmt: skip
    assert [*gaps(treated)] == []
    with treated.change("Close"):
        treated.table(RISK).save(replace(before, status=RiskStatus.CLOSED))
    assert [*gaps(treated)] == []


# controls ----------------------------------------------------------------------------------


def test_weaker_control_shows_which_risks_move(treated: Book) -> None:
    lock = _control(treated, "lock")
    for weaker in (
        replace(lock, operation=Strength.NONE),
        replace(lock, state=ControlState.SUSPENDED),
        replace(lock, last_test=None),
    ):
        found = [(move.risk.id, move.before, move.after) for move in moves(treated, lock, weaker)]
        assert found == [
            ("r", LevelKey.LOW, LevelKey.MODERATE),
            ("other", LevelKey.HIGH, LevelKey.EXTREME),
        ]
    assert moves(treated, lock, replace(lock, title="Bolt")) == []
    assert if_it_failed(treated, lock)["other"] == (LevelKey.HIGH, LevelKey.EXTREME)


def test_weaker_control_puts_its_risks_into_the_review_queue(treated: Book) -> None:
    lock = _control(treated, "lock")
    with treated.change("Weaken"):
        treated.table(CONTROL).save(replace(lock, state=ControlState.SUSPENDED))
    asked = treated.table(REVIEW_REQUEST).all()
    assert [(item.risk, item.cause) for item in asked] == [
        ("r", ReviewCause.CONTROL),
        ("other", ReviewCause.CONTROL),
    ]
    assert asked[0].text == "Control C-1 Lock is now: Suspended."
    treated.undo()
    assert treated.table(REVIEW_REQUEST).count() == 0
    assert _control(treated, "lock") == lock


def test_stronger_control_asks_for_no_review(treated: Book) -> None:
    with treated.change("Test"):
        treated.table(CONTROL).save(replace(_control(treated, "never"), last_test=TODAY))
    assert treated.table(REVIEW_REQUEST).count() == 0


# measures ----------------------------------------------------------------------------------


@given(
    st.none() | st.sampled_from(MeasureStatus),
    st.none() | st.sampled_from(MeasureStatus),
    st.none() | st.integers(0, 100),
    st.none() | st.just(TODAY - timedelta(days=3)),
)
def test_status_progress_and_day_agree(
    before: MeasureStatus | None,
    after: MeasureStatus | None,
    progress: int | None,
    done_on: date | None,
) -> None:
    was = Measure(id="m", status=before, progress=100 if before is MeasureStatus.DONE else None)
    found = settle(was, Measure(id="m", status=after, progress=progress, done_on=done_on), TODAY)
    if found.status is MeasureStatus.DONE:
        assert (found.progress, found.done_on) == (100, done_on or TODAY)
    if before is MeasureStatus.DONE and found.status is not MeasureStatus.DONE:
        assert found.done_on is None
    assert settle(found, found, TODAY) == found


def test_finished_measure_is_completed_in_the_same_change(treated: Book) -> None:
    measure = treated.table(MEASURE).find(id="m1")[0]
    with treated.change("Done"):
        treated.table(MEASURE).save(replace(measure, status=MeasureStatus.DONE))
    stored = treated.table(MEASURE).find(id="m1")[0]
    assert (stored.progress, stored.done_on) == (100, i18n.today())
    with treated.change("Not done"):
        treated.table(MEASURE).save(replace(stored, progress=80))
    stored = treated.table(MEASURE).find(id="m1")[0]
    assert (stored.status, stored.done_on) == (MeasureStatus.RUNNING, None)
    assert not proposes_done(stored)
    assert proposes_done(replace(stored, progress=100))


def test_measures_never_wait_in_a_circle(treated: Book) -> None:
    table = treated.table(MEASURE)
    for key, waits_for in (("m1", "m2"), ("m2", "m3")):
        with treated.change("Wait"):
            table.save(replace(table.find(id=key)[0], waits_for=waits_for))
    for key, waits_for in (("m3", "m1"), ("m4", "m4")):
        with pytest.raises(FieldError, match="wait for itself"), treated.change("Wait"):
            table.save(replace(table.find(id=key)[0], waits_for=waits_for))
    assert table.find(id="m3")[0].waits_for is None


def test_overdue_measures_are_those_not_finished(treated: Book) -> None:
    with treated.change("Due"):
        for n, measure in enumerate(treated.table(MEASURE).all()):
            due = TODAY - timedelta(days=n)
            treated.table(MEASURE).save(replace(measure, due_on=due))
    assert [item.id for item in overdue_measures(treated, TODAY)] == ["m4"]
    assert [item.id for item in overdue_measures(treated, TODAY + timedelta(1))] == ["m4", "m1"]


# strategy ----------------------------------------------------------------------------------


def test_tolerating_asks_for_a_reason() -> None:
    risk = Risk(id="r", title="Fire")
    tolerated = replace(risk, strategy=Strategy.TOLERATE)
    with pytest.raises(FieldError, match="why this risk is tolerated"):
        refuse(RISK, risk, tolerated)
    refuse(RISK, risk, replace(tolerated, strategy_reason="Costs more than it may do"))
    refuse(RISK, risk, replace(risk, strategy=Strategy.TREAT))
    refuse(RISK, tolerated, replace(tolerated, title="Imported so"))
