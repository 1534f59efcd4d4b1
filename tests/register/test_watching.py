"""Indicators: colours, late readings, what a worse colour sets going, and warning orders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from register import trash
from register.book import Book
from register.entities import (
    INDICATOR,
    INDICATOR_RISK,
    READING,
    REVIEW_REQUEST,
    RISK,
    WARNING,
    WARNING_STEP,
    Indicator,
    IndicatorRisk,
    Reading,
    Risk,
    WarningOrder,
    WarningStep,
)
from register.entities.indicator import Colour, Direction, Frequency
from register.entities.review import ReviewCause
from register.entities.risk import RiskStatus
from register.entities.warning import WarningDeed, WarningStatus
from register.entity import new_id
from register.errors import FieldError, RegisterError
from register.watching.colours import bands, colour_of, colours_after, disorder, rank
from register.watching.days import Due, due_days, gaps, is_late, next_due
from register.watching.deeds import late, readings_of, take_reading
from register.watching.orders import after_steps, carry_out, propose
from register.watching.words import due_text, trend_text

DAY = date(2026, 11, 2)
TURNOVER = Indicator(
    id=new_id(), number="K-03", name="Turnover", measure="%",
    blue=20, yellow=30, orange=40, red=55, response_orange="Call the provider",
)  # fmt: skip
B, Y, O, R = Colour  # noqa: E741 - the four colours in their order


def stored(book: Book, indicator: Indicator = TURNOVER, *, risks: int = 1) -> Indicator:
    with book.change("Indicator"):
        book.table(INDICATOR).save(indicator)
        for n in range(risks):
            risk = Risk(id=new_id(), title=f"Risk {n}")
            book.table(RISK).save(risk)
            link = IndicatorRisk(id=new_id(), indicator=indicator.id, risk=risk.id)
            book.table(INDICATOR_RISK).save(link)
    return indicator


def read(book: Book, value: float, day: date = DAY, **more: object) -> Reading:
    reading = Reading(id=new_id(), indicator=TURNOVER.id, taken_on=day, value=value)
    with book.change("Reading"):
        return take_reading(book, replace(reading, **more))


def now(book: Book) -> Indicator:
    found = book.table(INDICATOR).get(TURNOVER.id)
    assert found is not None
    return found


# colours ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "value", "colour"),
    [
        (Direction.HIGHER, 19.9, None), (Direction.HIGHER, 20, B), (Direction.HIGHER, 55, R),
        (Direction.OUTSIDE, 100, None), (Direction.OUTSIDE, 80, B), (Direction.OUTSIDE, 160, R),
    ],
)  # fmt: skip
def test_a_value_has_the_worst_colour_it_reaches(
    direction: Direction, value: float, colour: Colour | None
) -> None:
    assert colour_of(replace(TURNOVER, direction=direction, target=100), value) is colour


def test_lower_is_worse_counts_downwards() -> None:
    cover = Indicator(id="k", direction=Direction.LOWER, blue=90, yellow=80, orange=70, red=50)
    assert [colour_of(cover, n) for n in (91, 90, 79, 50)] == [None, B, Y, R]


def test_thresholds_may_be_partly_filled() -> None:
    partly = Indicator(id="k", orange=40)
    assert [colour_of(partly, n) for n in (39, 40, 1000)] == [None, O, O]
    assert bands(partly) == [(O, 40, None)]


def test_away_from_no_target_has_no_colour() -> None:
    assert colour_of(replace(TURNOVER, direction=Direction.OUTSIDE), 1e6) is None


def test_a_worse_colour_waits_for_as_many_readings_as_it_is_told_to() -> None:
    twice = replace(TURNOVER, raise_after=2)
    assert [*colours_after(twice, [60, 60, 10, 45, 60, 60])] == [None, R, None, None, O, R]


def test_a_better_colour_waits_for_the_margin() -> None:
    careful = replace(TURNOVER, margin=5)
    assert [*colours_after(careful, [60, 51, 50.1, 50, 36, 35, 15.1, 15])] == [
        R, R, R, O, O, Y, B, None,
    ]  # fmt: skip


def test_a_margin_in_tenths_is_exact() -> None:
    fine = Indicator(id="k", blue=0.3, margin=0.1)
    assert [*colours_after(fine, [0.3, 0.2])] == [B, None]


def _with_rules(
    values: list[int], direction: Direction, after: int | None, margin: float | None,
    keep: set[Colour],
) -> Indicator:  # fmt: skip
    ordered = sorted((n / 10 for n in values), reverse=direction is Direction.LOWER)
    filled = {str(c): v for c, v in zip(Colour, ordered, strict=True) if c in keep}
    return Indicator(
        id=new_id(), name="K", direction=direction, target=0, raise_after=after, margin=margin,
        **filled,
    )  # fmt: skip


figure = some.integers(-200, 200).map(lambda n: n / 10)
rules = some.builds(
    _with_rules,
    some.lists(some.integers(1, 200), min_size=4, max_size=4, unique=True),
    some.sampled_from(Direction),
    some.one_of(some.none(), some.integers(1, 4)),
    some.one_of(some.none(), some.integers(0, 50).map(lambda n: n / 10)),
    some.sets(some.sampled_from(Colour)),
)


@given(rules, some.lists(figure, max_size=12))
def test_no_colour_is_raised_early_or_cleared_early(rule: Indicator, values: list[float]) -> None:
    assert not disorder(rule)
    before, count = None, rule.raise_after or 1
    for n, colour in enumerate(colours_after(rule, values)):
        alone = [rank(colour_of(rule, value)) for value in values[max(0, n + 1 - count) : n + 1]]
        if rank(colour) > rank(before):
            assert len(alone) == count
            assert min(alone) == rank(colour)
        elif len(alone) == count:
            assert min(alone) <= rank(colour)
        if rank(colour) < rank(before):
            assert alone[-1] < rank(before)
            assert before is not None
            assert _clears(rule, before, values[n])
        before = colour


def _clears(rule: Indicator, colour: Colour, value: float) -> bool:
    line, margin = getattr(rule, colour), rule.margin or 0
    bad = {Direction.HIGHER: value, Direction.LOWER: -value, Direction.OUTSIDE: abs(value)}
    line = -line if rule.direction is Direction.LOWER else line
    return round(line - bad[rule.direction or Direction.HIGHER], 6) >= margin


@given(rules, figure)
def test_without_margin_and_waiting_the_colour_is_that_of_the_value(
    rule: Indicator, value: float
) -> None:
    plain = replace(rule, margin=None, raise_after=None)
    assert [*colours_after(plain, [1e6, value])][-1] is colour_of(plain, value)


def test_thresholds_out_of_order_are_named() -> None:
    text = disorder(replace(TURNOVER, orange=60))
    assert "Red" in text
    assert "Orange" in text
    assert disorder(replace(TURNOVER, orange=60), {"blue"}) == ""
    assert disorder(replace(TURNOVER, direction=Direction.LOWER))


def test_a_threshold_that_stands_in_the_wrong_place_is_refused(book: Book) -> None:
    stored(book)
    with pytest.raises(FieldError, match="Yellow"), book.change("Edit"):
        book.table(INDICATOR).save(replace(TURNOVER, yellow=45))
    assert now(book).yellow == 30


# readings in the register ----------------------------------------------------------------


def test_the_indicator_repeats_its_latest_reading(book: Book) -> None:
    stored(book)
    read(book, 32, DAY)
    read(book, 44, DAY - timedelta(30))
    assert (now(book).colour, now(book).last_value, now(book).last_reading) == (Y, 32, DAY)


def test_a_reading_of_the_same_day_is_changed(book: Book) -> None:
    stored(book)
    first = read(book, 32)
    assert read(book, 41, note="again").id == first.id
    assert [item.value for item in book.table(READING).all()] == [41]
    assert now(book).colour is O


def test_whatever_changes_a_reading_recolours_its_indicator(book: Book) -> None:
    stored(book)
    read(book, 10, DAY - timedelta(9))
    last = read(book, 60)
    trash.delete(book, READING, [last.id])
    assert (now(book).colour, now(book).last_value) == (None, 10)
    book.undo()
    assert now(book).colour is R
    with book.change("Edit"):
        book.table(READING).save(replace(last, value=25))
    assert now(book).colour is B
    with book.change("Edit"):
        book.table(INDICATOR).save(replace(now(book), blue=26))
    assert now(book).colour is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(rules, some.lists(some.tuples(some.integers(0, 8), figure), max_size=8))
def test_stored_colours_are_those_of_all_readings(
    book: Book, rule: Indicator, taken: list[tuple[int, float]]
) -> None:
    stored(book, rule, risks=0)
    for offset, value in taken:
        with book.change("Reading"):
            day = DAY + timedelta(offset)
            take_reading(book, Reading(id=new_id(), indicator=rule.id, taken_on=day, value=value))
    readings = readings_of(book, rule.id)
    assert [item.taken_on for item in readings] == sorted({DAY + timedelta(n) for n, _v in taken})
    colours = [*colours_after(rule, [item.value or 0 for item in readings])]
    assert [item.colour for item in readings] == colours
    found = book.table(INDICATOR).get(rule.id)
    assert found is not None
    assert found.colour is (colours[-1] if colours else None)


# what a worse colour sets going ----------------------------------------------------------


def test_a_worse_colour_asks_for_reviews_with_its_reason(book: Book) -> None:
    stored(book, risks=2)
    read(book, 42)
    asked = book.table(REVIEW_REQUEST).all()
    assert [item.cause for item in asked] == [ReviewCause.INDICATOR] * 2
    assert asked[0].text == "K-03 Turnover turned orange: 42 % on 2026-11-02"
    read(book, 60, DAY + timedelta(30))
    asked = book.table(REVIEW_REQUEST).all()
    assert len(asked) == 2
    assert asked[0].text.startswith("K-03 Turnover turned red: 60 % on 2026-12-02")


def test_a_better_or_equal_colour_asks_for_nothing(book: Book) -> None:
    stored(book)
    read(book, 42)
    count = book.table(REVIEW_REQUEST).count(), book.table(WARNING_STEP).count()
    read(book, 43, DAY + timedelta(30))
    read(book, 22, DAY + timedelta(60))
    assert (book.table(REVIEW_REQUEST).count(), book.table(WARNING_STEP).count()) == count


def test_a_closed_risk_is_not_asked_about(book: Book) -> None:
    stored(book)
    risk = book.table(RISK).all()[0]
    with book.change("Close"):
        book.table(RISK).save(replace(risk, status=RiskStatus.CLOSED))
    read(book, 42)
    assert not book.table(REVIEW_REQUEST).count()


def test_orange_proposes_a_warning_order_and_red_makes_it_worse(book: Book) -> None:
    stored(book)
    read(book, 25)
    assert not book.table(WARNING).count()
    read(book, 42, DAY + timedelta(1))
    (order,) = book.table(WARNING).all()
    assert (order.status, order.level) == (WarningStatus.PROPOSED, O)
    assert order.preparation == "Call the provider"
    assert order.number
    read(book, 70, DAY + timedelta(2))
    (order,) = book.table(WARNING).all()
    assert order.level is R
    assert [step.level for step in book.table(WARNING_STEP).all()] == [O, R]


def test_an_issued_order_is_left_to_a_person(book: Book) -> None:
    stored(book)
    read(book, 42)
    (order,) = book.table(WARNING).all()
    do(book, order, WarningDeed.ISSUE)
    read(book, 70, DAY + timedelta(2))
    (order,) = book.table(WARNING).all()
    assert (order.status, order.level) == (WarningStatus.ISSUED, O)


def test_undo_takes_back_what_a_reading_set_going(book: Book) -> None:
    stored(book)
    read(book, 42)
    book.undo()
    assert not book.table(WARNING).count()
    assert not book.table(REVIEW_REQUEST).count()
    assert now(book).colour is None
    book.redo()
    assert book.table(WARNING).count() == 1
    assert now(book).colour is O


def test_texts_are_in_the_language_of_the_register(book: Book) -> None:
    stored(book, replace(TURNOVER, name_zh="流动率"))
    with book.change("Language"):
        book.table_named("about").save(replace(book.about, language="zh_CN"))
    read(book, 42)
    assert "流动率" in book.table(REVIEW_REQUEST).all()[0].text


# warning orders --------------------------------------------------------------------------


def do(book: Book, order: WarningOrder, deed: WarningDeed, **more: object) -> WarningOrder:
    step = WarningStep(id=new_id(), warning=order.id, deed=deed)
    with book.change("Step"):
        return carry_out(book, replace(step, **more))


def proposed(book: Book) -> WarningOrder:
    with book.change("Propose"):
        return propose(book, WarningOrder(id=new_id(), title="Storm", level=Y))


def test_an_order_goes_from_proposed_over_issued_and_adjusted_to_lifted(book: Book) -> None:
    order = do(book, proposed(book), WarningDeed.ISSUE, by="Zhou Lei")
    assert (order.status, order.issued_by) == (WarningStatus.ISSUED, "Zhou Lei")
    order = do(book, order, WarningDeed.ADJUST, level=R, reason="It grows")
    assert (order.level, bool(order.adjusted_at)) == (R, True)
    order = do(book, order, WarningDeed.LIFT, reason="Gone")
    assert (order.status, order.lifted_by, order.level) == (WarningStatus.LIFTED, "Li Na", R)
    assert book.table(WARNING).all() == [order]


@pytest.mark.parametrize(
    ("done", "deed"),
    [
        ([], WarningDeed.ADJUST), ([], WarningDeed.LIFT),
        ([WarningDeed.ISSUE], WarningDeed.ISSUE), ([WarningDeed.ISSUE], WarningDeed.DECLINE),
        ([WarningDeed.DECLINE], WarningDeed.ISSUE),
        ([WarningDeed.ISSUE, WarningDeed.LIFT], WarningDeed.ADJUST),
        ([], WarningDeed.PROPOSE),
    ],
)  # fmt: skip
def test_deeds_in_the_wrong_order_are_refused(
    book: Book, done: list[WarningDeed], deed: WarningDeed
) -> None:
    order = proposed(book)
    for one in done:
        order = do(book, order, one, reason="Why")
    with pytest.raises(RegisterError, match=order.number):
        do(book, order, deed, reason="Why")
    assert book.table(WARNING).all() == [order]


@pytest.mark.parametrize("deed", [WarningDeed.ADJUST, WarningDeed.LIFT])
def test_a_deed_that_changes_a_warning_needs_a_reason(book: Book, deed: WarningDeed) -> None:
    order = do(book, proposed(book), WarningDeed.ISSUE)
    with pytest.raises(FieldError):
        do(book, order, deed, level=R)


def test_a_step_is_not_earlier_than_the_one_before(book: Book) -> None:
    order = do(book, proposed(book), WarningDeed.ISSUE)
    assert order.issued_at is not None
    with pytest.raises(FieldError):
        do(book, order, WarningDeed.LIFT, reason="Why", at=order.issued_at - timedelta(hours=1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    some.lists(some.tuples(some.sampled_from(WarningDeed), some.sampled_from(Colour)), max_size=6)
)
def test_the_columns_of_an_order_repeat_its_steps(
    book: Book, deeds: list[tuple[WarningDeed, Colour]]
) -> None:
    order = proposed(book)
    for deed, level in deeds:
        try:
            do(book, order, deed, level=level, reason="Why")
        except RegisterError:
            continue
    steps = book.table(WARNING_STEP).find(warning=order.id)
    bare = WarningOrder(id=order.id, number=order.number, title="Storm")
    assert book.table(WARNING).get(order.id) == after_steps(bare, steps)


# days ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "due", "late_after"),
    [
        (Frequency.DAILY, date(2026, 2, 1), 1), (Frequency.WEEKLY, date(2026, 2, 7), 8),
        (Frequency.MONTHLY, date(2026, 2, 28), 32), (Frequency.QUARTERLY, date(2026, 4, 30), 95),
        (Frequency.YEARLY, date(2027, 1, 31), 370),
    ],
)  # fmt: skip
def test_a_reading_is_late_after_its_frequency_and_grace(
    frequency: Frequency, due: date, late_after: int
) -> None:
    last = date(2026, 1, 31)
    item = Indicator(id="k", frequency=frequency, last_reading=last)
    found = next_due(item)
    assert found is not None
    assert found.day == due
    assert not is_late(item, last + timedelta(late_after))
    assert is_late(item, last + timedelta(late_after + 1))


def test_nothing_is_due_before_it_is_watched_or_after() -> None:
    item = Indicator(id="k", active_from=DAY, active_to=DAY + timedelta(40))
    assert next_due(item) == Due(DAY, DAY + timedelta(33))
    assert not is_late(item, DAY - timedelta(1))
    assert not is_late(item, DAY + timedelta(41))
    assert is_late(item, DAY + timedelta(40))
    assert next_due(replace(item, last_reading=DAY + timedelta(30))) is None
    assert next_due(Indicator(id="k")) is None
    assert next_due(replace(item, frequency=None)) is None


def test_days_at_the_end_of_the_calendar_do_no_harm() -> None:
    item = Indicator(id="k", last_reading=date.max)
    assert [*due_days(item, DAY, date.max)] == [date.max]


def test_the_calendar_names_each_day_on_which_a_reading_falls_due() -> None:
    item = Indicator(id="k", frequency=Frequency.WEEKLY, last_reading=DAY)
    days = [*due_days(item, DAY + timedelta(8), DAY + timedelta(22))]
    assert days == [DAY + timedelta(14), DAY + timedelta(21)]


def test_gaps_are_where_a_reading_was_missing() -> None:
    days = [DAY, DAY + timedelta(7), DAY + timedelta(21), DAY + timedelta(29)]
    assert gaps(Frequency.WEEKLY, days) == [(days[1], days[2])]


def test_late_readings_come_longest_late_first(book: Book) -> None:
    old = replace(TURNOVER, id=new_id(), number="K-01", active_from=DAY - timedelta(90))
    ended = replace(old, id=new_id(), number="K-02", active_to=DAY - timedelta(30))
    stored(book)
    stored(book, old)
    stored(book, ended)
    read(book, 1, DAY - timedelta(60))
    assert [item.number for item, _due in late(book, DAY)] == ["K-01", "K-03"]


# words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "No reading yet"), ([5], "The first reading"), ([5, 5], "As before"),
        ([5, 6], "Worse than before"), ([9, 5, 6, 7], "Worse 2 times in a row"),
        ([5, 4], "Better than before"), ([1, 5, 4, 3, 2], "Better 3 times in a row"),
    ],
)  # fmt: skip
def test_the_trend_is_told_in_words(values: list[float], words: str) -> None:
    readings = [Reading(id=str(n), value=value) for n, value in enumerate(values)]
    assert trend_text(TURNOVER, readings) == words


def test_what_is_due_is_told_in_words() -> None:
    item = replace(TURNOVER, last_reading=DAY)
    assert due_text(item, DAY) == "Next reading due on 2026-12-02"
    assert due_text(item, DAY + timedelta(40)) == "Late: it was due on 2026-12-02"
    assert due_text(replace(item, active_to=DAY), DAY + timedelta(1)) == "Not watched now"
    assert due_text(TURNOVER, DAY) == "Due now"
    assert due_text(replace(item, frequency=None), DAY) == "No reading is due"
