"""Escalation paths and activation rules: who is due when, what is recorded, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from register.book import Book
from register.entities import (
    ACTIVATION_RULE,
    ESCALATION_NOTICE,
    ESCALATION_PATH,
    ESCALATION_STEP,
    INDICATOR,
    PERSON,
    PHONE,
    PLAN,
    PLAN_DECISION,
    READING,
    WARNING,
    WARNING_STEP,
    EscalationNotice,
    PlanDecision,
    WarningOrder,
    WarningStep,
)
from register.entities.activation import PlanChoice
from register.entities.escalation import Channel
from register.entities.indicator import Colour
from register.entities.plan import PlanStatus
from register.entities.warning import WarningDeed, WarningStatus
from register.entity import AnyEntity, new_id
from register.errors import FieldError, RegisterError
from register.i18n import now, set_language, today
from register.standing import CHECKS as STANDING
from register.watching.activation import decide, decisions_of, plans_to_consider
from register.watching.escalation import calls_of, lateness, moment_of, notices_of, steps_of, tell
from register.watching.escalation_checks import ESCALATION_CHECKS
from register.watching.orders import carry_out

NOW = datetime(2025, 11, 3, 12, tzinfo=UTC)
PATH, ITEM, ORDER, LI, PUMPS = (new_id() for _n in range(5))
DESK, HEAD, BOARD = (new_id() for _n in range(3))
CHECK = {check.key: check for check in ESCALATION_CHECKS}


def put(book: Book, entity: AnyEntity, **values: object) -> None:
    """Save a record, or change the one of this id."""
    table = book.table(entity)
    known = table.get(str(values.get("id", "")))
    with book.change("Put"):
        table.save(
            replace(known, **values) if known else entity.record(**{"id": new_id(), **values})
        )


def order_of(book: Book) -> WarningOrder:
    order = book.table(WARNING).get(ORDER)
    assert order is not None
    return order


def do(book: Book, deed: WarningDeed, level: Colour, at: datetime) -> None:
    step = WarningStep(id=new_id(), warning=ORDER, deed=deed, level=level, at=at, reason="So.")
    with book.change("Do"):
        carry_out(book, step)


@pytest.fixture
def watched(book: Book) -> Book:
    """A path over three colours and a plan; an order of its indicator is proposed."""
    put(book, PERSON, id=LI, name="Li Na", post="Director")
    put(book, PHONE, person=LI, number="138 0000 1001")
    put(book, PHONE, person=LI, number="021-5550 0100")
    put(book, ESCALATION_PATH, id=PATH, number="E-01", name="IT")
    put(book, ESCALATION_STEP, id=BOARD, path=PATH, colour="red", role="Board", within=120)
    put(book, ESCALATION_STEP, id=HEAD, path=PATH, colour="orange", person=LI, role="Head",
        within=60, channel=Channel.PHONE)  # fmt: skip
    put(book, ESCALATION_STEP, id=DESK, path=PATH, colour="yellow", role="Duty desk", within=10)
    put(book, INDICATOR, id=ITEM, name="Rain", path=PATH, yellow=10, orange=20, red=30)
    put(book, PLAN, id=PUMPS, number="P-01", title="Pumps", status=PlanStatus.APPROVED)
    put(book, ACTIVATION_RULE, indicator=ITEM, colour="orange", plan=PUMPS)
    put(book, WARNING, id=ORDER, title="Storm", level=Colour.YELLOW, indicator=ITEM, path=PATH)
    return book


@pytest.fixture
def issued(watched: Book) -> Book:
    do(watched, WarningDeed.ISSUE, Colour.ORANGE, NOW)
    return watched


# who is due when -------------------------------------------------------------------------


def test_steps_stand_by_colour_then_by_minutes(watched: Book) -> None:
    later, open_ended = new_id(), new_id()
    put(watched, ESCALATION_STEP, id=open_ended, path=PATH, colour="orange", role="Anybody")
    put(watched, ESCALATION_STEP, id=later, path=PATH, colour="orange", role="Later", within=90)
    assert [step.id for step in steps_of(watched, PATH)] == [DESK, HEAD, later, open_ended, BOARD]
    assert steps_of(watched, None) == []


def test_a_proposed_order_shows_whom_it_would_call_and_no_time(watched: Book) -> None:
    (call,) = calls_of(watched, order_of(watched))
    assert (call.who, call.due_at, call.is_late(now())) == ("Duty desk", None, False)


def test_due_is_the_moment_the_colour_was_first_reached_and_the_minutes(issued: Book) -> None:
    calls = calls_of(issued, order_of(issued))
    assert [(call.who, call.phone, call.due_at) for call in calls] == [
        ("Duty desk", "", NOW + timedelta(minutes=10)),
        ("Li Na (Director)", "138 0000 1001", NOW + timedelta(minutes=60)),
    ]
    at = NOW + timedelta(hours=3)
    do(issued, WarningDeed.ADJUST, Colour.RED, at)
    do(issued, WarningDeed.ADJUST, Colour.RED, at + timedelta(hours=1))
    due = {call.step.id: call.due_at for call in calls_of(issued, order_of(issued))}
    assert due[BOARD] == at + timedelta(minutes=120)
    assert due[HEAD] == NOW + timedelta(minutes=60)


def test_a_milder_level_calls_fewer_and_a_lifted_order_nobody(issued: Book) -> None:
    do(issued, WarningDeed.ADJUST, Colour.YELLOW, NOW + timedelta(1))
    assert [call.step.id for call in calls_of(issued, order_of(issued))] == [DESK]
    do(issued, WarningDeed.LIFT, Colour.YELLOW, NOW + timedelta(2))
    assert calls_of(issued, order_of(issued)) == []


def test_a_level_written_into_an_issued_order_counts_from_its_issue(issued: Book) -> None:
    put(issued, WARNING, id=ORDER, level=Colour.RED)
    due = {call.step.id: call.due_at for call in calls_of(issued, order_of(issued))}
    assert due[BOARD] == NOW + timedelta(minutes=120)


def test_a_step_without_minutes_is_never_late(issued: Book) -> None:
    put(issued, ESCALATION_STEP, id=DESK, within=None)
    calls = calls_of(issued, order_of(issued))
    assert [call.step.id for call in calls] == [HEAD, DESK]
    assert not calls[1].is_late(NOW + timedelta(99))


# telling ---------------------------------------------------------------------------------


def told(book: Book, **values: object) -> EscalationNotice:
    with book.change("Tell"):
        return tell(book, EscalationNotice(id=new_id(), warning=ORDER, **values))  # type: ignore[arg-type]


def test_a_notice_freezes_what_its_step_asks_for(issued: Book) -> None:
    made = told(issued, step=HEAD, note="Comes at once.")
    put(issued, ESCALATION_STEP, id=HEAD, person=None, role="Other", within=1, channel=None)
    (stored,) = notices_of(issued, ORDER)
    assert stored == made
    assert (stored.who, stored.colour, stored.channel) == (
        "Li Na (Director)", Colour.ORANGE, Channel.PHONE,
    )  # fmt: skip
    assert (stored.due_at, stored.told_by) == (NOW + timedelta(minutes=60), "Li Na")
    assert stored.told_at is not None
    assert lateness(stored) == stored.told_at - NOW - timedelta(minutes=60)
    (call,) = [item for item in calls_of(issued, order_of(issued)) if item.step.id == HEAD]
    assert call.notice == stored
    assert not call.is_late(now())


def test_a_notice_in_time_is_not_late(issued: Book) -> None:
    assert not lateness(told(issued, step=DESK, told_at=NOW + timedelta(minutes=10)))
    assert not lateness(told(issued, who="The client"))


def test_undo_takes_a_notice_back(issued: Book) -> None:
    told(issued, step=DESK)
    issued.undo()
    assert notices_of(issued, ORDER) == []


def test_nobody_is_told_of_an_order_that_is_not_issued(watched: Book) -> None:
    with pytest.raises(RegisterError, match="while it is issued"):
        told(watched, step=DESK)
    assert watched.table(ESCALATION_NOTICE).count() == 0


def test_a_notice_names_somebody_and_a_time_that_has_come(issued: Book) -> None:
    put(issued, ESCALATION_STEP, id=DESK, role=" ")
    with pytest.raises(FieldError, match="who was told"):
        told(issued, step=DESK)
    with pytest.raises(FieldError, match="still to come"):
        told(issued, step=HEAD, told_at=now() + timedelta(hours=1))
    told(issued, step=DESK, who="Whoever was there")


# plans -----------------------------------------------------------------------------------


def decided(book: Book, choice: PlanChoice | None, reason: str = "") -> PlanDecision:
    made = PlanDecision(id=new_id(), warning=ORDER, plan=PUMPS, decision=choice, reason=reason)
    with book.change("Decide"):
        return decide(book, made)


def test_rules_call_for_a_plan_from_their_colour_on(watched: Book) -> None:
    assert plans_to_consider(watched, order_of(watched)) == []
    do(watched, WarningDeed.ISSUE, Colour.YELLOW, NOW)
    do(watched, WarningDeed.ADJUST, Colour.RED, NOW + timedelta(hours=1))
    (item,) = plans_to_consider(watched, order_of(watched))
    assert (item.plan.id, item.colour) == (PUMPS, Colour.ORANGE)
    assert (item.since, item.decision) == (NOW + timedelta(hours=1), None)


def test_decisions_are_kept_and_the_last_one_counts(issued: Book) -> None:
    decided(issued, PlanChoice.WAIT)
    last = decided(issued, PlanChoice.DECLINE, "The rain stops.")
    assert (last.by, last.at is not None) == ("Li Na", True)
    (item,) = plans_to_consider(issued, order_of(issued))
    assert item.decision == last
    assert [made.decision for made in decisions_of(issued, ORDER)] == [
        PlanChoice.WAIT, PlanChoice.DECLINE,
    ]  # fmt: skip


def test_a_decision_is_refused_without_choice_reason_or_issued_order(issued: Book) -> None:
    with pytest.raises(FieldError, match="what was decided"):
        decided(issued, None)
    with pytest.raises(FieldError, match="why"):
        decided(issued, PlanChoice.DECLINE)
    do(issued, WarningDeed.LIFT, Colour.ORANGE, now())
    with pytest.raises(RegisterError, match="while the warning order is issued"):
        decided(issued, PlanChoice.ACTIVATE)
    assert issued.table(PLAN_DECISION).count() == 0


def test_a_proposed_order_has_the_path_and_names_the_plans(watched: Book) -> None:
    set_language("zh_CN")  # of who looks on; the text is in the language of the register
    put(watched, WARNING, id=ORDER, status=WarningStatus.DECLINED)
    put(watched, READING, indicator=ITEM, taken_on=today(), value=25)
    (order,) = watched.table(WARNING).find(status=WarningStatus.PROPOSED)
    assert order.path == PATH
    (step,) = watched.table(WARNING_STEP).find(warning=order.id)
    assert step.reason.splitlines()[1] == "Plans to consider: P-01 Pumps."


def test_a_proposal_without_rules_says_nothing_of_plans(watched: Book) -> None:
    put(watched, WARNING, id=ORDER, status=WarningStatus.DECLINED)
    for rule in watched.table(ACTIVATION_RULE).all():
        put(watched, ACTIVATION_RULE, id=rule.id, colour=Colour.RED)
    put(watched, READING, indicator=ITEM, taken_on=today(), value=25)
    (order,) = watched.table(WARNING).find(status=WarningStatus.PROPOSED)
    assert "Plans" not in order.reason


# checks ----------------------------------------------------------------------------------


def found(book: Book, key: str, after: timedelta = timedelta()) -> list[str]:
    return [item.text for item in CHECK[key].run(book, (NOW + after).date())]


def test_a_well_kept_path_is_silent(watched: Book) -> None:
    assert {key: found(watched, key) for key in CHECK} == {key: [] for key in CHECK}
    assert not CHECK.keys() & {check.key for check in STANDING}


def test_a_step_that_is_late(issued: Book) -> None:
    assert len(found(issued, "escalation-late")) == 2
    assert found(issued, "escalation-late")[0].startswith("Duty desk was to be told of Storm by")
    assert not found(issued, "escalation-late", timedelta(-1))
    told(issued, step=DESK)
    told(issued, step=HEAD)
    assert not found(issued, "escalation-late")


def test_today_is_looked_at_as_it_is_now(issued: Book) -> None:
    assert abs(moment_of(today()) - now()) < timedelta(minutes=1)
    assert moment_of(NOW.date()) >= NOW


def test_an_issued_order_beside_the_path_of_its_indicator(issued: Book) -> None:
    put(issued, WARNING, id=ORDER, path=None)
    assert "Storm follows no escalation path" in found(issued, "escalation-followed")[0]
    put(issued, INDICATOR, id=ITEM, path=None)
    assert not found(issued, "escalation-followed")


def test_a_path_without_steps(watched: Book) -> None:
    other = new_id()
    put(watched, ESCALATION_PATH, id=other, name="Weather")
    assert found(watched, "escalation-steps") == ["Weather has no steps."]
    put(watched, ESCALATION_STEP, path=other, colour="blue", role="Desk")
    assert not found(watched, "escalation-steps")


def test_a_step_that_names_nobody(watched: Book) -> None:
    put(watched, ESCALATION_STEP, id=DESK, role=" ")
    assert found(watched, "escalation-who") == ["A step of E-01 IT from yellow on names nobody."]
    put(watched, ESCALATION_STEP, id=DESK, person=LI)
    assert not found(watched, "escalation-who")


def test_a_step_that_names_somebody_who_left(watched: Book) -> None:
    put(watched, PERSON, id=LI, active=False)
    assert found(watched, "escalation-active") == [
        "A step of E-01 IT from orange on names Li Na, who is not active."
    ]
    put(watched, PERSON, id=LI, active=True)
    assert not found(watched, "escalation-active")


def test_a_plan_that_nobody_decides_about(issued: Book) -> None:
    assert not found(issued, "plan-decided")
    assert "Storm calls for P-01 Pumps since" in found(issued, "plan-decided", timedelta(2))[0]
    decided(issued, PlanChoice.WAIT)
    assert not found(issued, "plan-decided", timedelta(2))


def test_a_rule_that_names_a_plan_not_approved(watched: Book) -> None:
    put(watched, PLAN, id=PUMPS, status=PlanStatus.DRAFT)
    assert found(watched, "rule-approved") == ["Rain calls for P-01 Pumps, which is not approved."]
    put(watched, PLAN, id=PUMPS, status=PlanStatus.APPROVED)
    assert not found(watched, "rule-approved")
