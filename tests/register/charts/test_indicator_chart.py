"""The chart of an indicator, in a picture and on paper, and the sheets around it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from drills.entities import DRILL, DRILL_PLAN, Drill, DrillPlan
from drills.entities.drill import DrillStatus
from register.binder.build import build_binder
from register.binder.context import BinderOptions
from register.binder.reading_form import MOST_ROWS, ReadingForm, form_rows, print_reading_form
from register.book import Book
from register.charts.drawing import DARK, LIGHT, save_figure
from register.charts.indicator import IndicatorChart
from register.charts.indicator_book import indicator_data
from register.charts.indicator_data import EVENTS, Band, Event, IndicatorData, Point
from register.charts.indicator_events import STEP, grouped, mark, stack_height
from register.entities import (
    INDICATOR,
    INDICATOR_RISK,
    MEASURE,
    PLAN,
    PLAN_RISK,
    READING,
    REVIEW,
    RISK,
    WARNING,
    WARNING_STEP,
    Indicator,
    IndicatorRisk,
    Measure,
    Plan,
    PlanRisk,
    Reading,
    Review,
    Risk,
    WarningOrder,
    WarningStep,
)
from register.entities.indicator import Colour, Direction, Frequency
from register.entities.treatment import MeasureStatus
from register.entities.warning import WarningDeed
from register.entity import new_id
from register.samples import build_sample
from register.scoring.colour import contrast
from register.watching.shades import SHADES
from tests.register.binder.reading import pages

DAY = date(2026, 11, 2)
ITEM = Indicator(
    id=new_id(), number="K-01", name="Rain 雨量", measure="mm", target=5,
    blue=10, yellow=20, orange=30, red=40, frequency=Frequency.MONTHLY,
)  # fmt: skip


@pytest.fixture
def watched(book: Book) -> Book:
    risk = Risk(id=new_id(), number="R-001", title="Flood")
    order = WarningOrder(id=new_id(), number="W-07", title="Storm", indicator=ITEM.id)
    with book.change("Fill"):
        book.table(INDICATOR).save(ITEM)
        book.table(RISK).save(risk)
        book.table(INDICATOR_RISK).save(IndicatorRisk(id=new_id(), indicator=ITEM.id, risk=risk.id))
        for days, value in ((150, 3), (120, 12), (90, 33), (20, 25)):
            day = DAY - timedelta(days)
            book.table(READING).save(
                Reading(id=new_id(), indicator=ITEM.id, taken_on=day, value=value)
            )
        book.table(WARNING).save(order)
        at = datetime(2026, 8, 5, 12, tzinfo=UTC)
        for deed in (WarningDeed.PROPOSE, WarningDeed.ISSUE):
            book.table(WARNING_STEP).save(
                WarningStep(id=new_id(), warning=order.id, at=at, deed=deed)
            )
        book.table(REVIEW).save(Review(id=new_id(), risk=risk.id, reviewed_on=DAY - timedelta(10)))
    return book


def texts(chart: IndicatorChart) -> list[str]:
    figure = chart.figure
    legends = [text.get_text() for legend in figure.legends for text in legend.get_texts()]
    return [text.get_text() for text in figure.texts] + legends


def data_of(book: Book) -> IndicatorData:
    item = book.table(INDICATOR).get(ITEM.id)
    assert item is not None
    return indicator_data(book, item, DAY)


def test_a_chart_names_its_bands_target_gaps_and_events(watched: Book) -> None:
    found = texts(IndicatorChart(data_of(watched), heading=True))
    for words in ("Blue", "Orange", "Red", "Target 5", "Reading missing", "Warning issued",
                  "Risk reviewed", "W-07", "R-001", "mm", "K-01 Rain 雨量"):  # fmt: skip
        assert words in found
    assert "Warning lifted" not in found


def test_data_hold_readings_gaps_and_events_in_order(watched: Book) -> None:
    data = data_of(watched)
    assert [point.colour for point in data.points] == [
        None,
        Colour.BLUE,
        Colour.ORANGE,
        Colour.YELLOW,
    ]
    assert data.gaps == [(DAY - timedelta(90), DAY - timedelta(20))]
    assert [(event.kind, event.text) for event in data.events] == [
        ("issued", "W-07"), ("review", "R-001"),
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_chart_is_saved(watched: Book, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"chart{suffix}"
    save_figure(IndicatorChart(data_of(watched), DARK, (3, 2)).figure, path)
    assert path.stat().st_size > 1000


@pytest.mark.parametrize(
    "data",
    [
        IndicatorData("empty"),
        IndicatorData("one", points=[Point(DAY, 0)], until=DAY),
        IndicatorData("ends", points=[Point(date.min, -1e12), Point(date.max, 1e12)]),
        IndicatorData("$x^2$", "$", bands=[Band(Colour.RED, None, None)], target=0),
        IndicatorData("day", points=[Point(DAY, 1), Point(DAY + timedelta(3), 1)]),
    ],
    ids=lambda data: data.title,
)
def test_a_chart_of_little_or_of_extremes_is_drawn(data: IndicatorData, tmp_path: Path) -> None:
    save_figure(IndicatorChart(data, size=(2, 1)).figure, tmp_path / "chart.png")


def test_away_from_the_target_has_a_band_on_both_sides(watched: Book) -> None:
    away = Indicator(id=ITEM.id, direction=Direction.OUTSIDE, target=5, blue=1, red=3)
    assert indicator_data(watched, away, DAY).bands == (
        Band(Colour.BLUE, 6, 8), Band(Colour.BLUE, 2, 4),
        Band(Colour.RED, 8, None), Band(Colour.RED, None, 2),
    )  # fmt: skip


def test_an_indicator_without_thresholds_has_no_bands(watched: Book) -> None:
    assert indicator_data(watched, Indicator(id=ITEM.id), DAY).bands == ()


def test_the_four_colours_differ_in_pattern_and_can_be_read() -> None:
    assert len({shade.pattern for shade in SHADES.values()}) == len(Colour)
    assert all(contrast(s.text_colour, s.colour) >= 4.5 for s in SHADES.values())


# paper -----------------------------------------------------------------------------------


def test_the_binder_shows_each_indicator_with_its_readings(watched: Book, tmp_path: Path) -> None:
    out = tmp_path / "binder.pdf"
    options = BinderOptions(parts=frozenset({"indicators"}), issued_on=DAY)
    build_binder(watched, out, options)
    text = "\n".join(pages(out))
    for words in ("K-01 Rain 雨量", "Flood", "25 mm", "Orange", "Warning issued"):
        assert words in text


def test_the_form_asks_for_late_and_coming_readings_on_one_page(
    watched: Book, tmp_path: Path
) -> None:
    daily = Indicator(id=new_id(), number="K-02", name="Wind", frequency=Frequency.DAILY,
                      active_from=DAY)  # fmt: skip
    with watched.change("Add"):
        watched.table(INDICATOR).save(daily)
    wanted = ReadingForm(first=DAY + timedelta(30))
    rows = form_rows(watched, wanted)
    assert [(day, item.number) for day, item in rows[:2]] == [
        (DAY, "K-02"),
        (date(2026, 11, 13), "K-01"),
    ]
    out = tmp_path / "form.pdf"
    assert print_reading_form(watched, out, wanted) == len(rows) - MOST_ROWS
    assert len(pages(out)) == 1


def test_a_form_of_nothing_says_so(book: Book, tmp_path: Path) -> None:
    assert print_reading_form(book, tmp_path / "form.pdf", ReadingForm(first=DAY)) == 0


# what happened -----------------------------------------------------------------------------


def plan_and_drills(book: Book) -> None:
    """Answer the risk by two plans; one drill of both was held, one was cancelled."""
    risk = book.table(RISK).all()[0].id
    with book.change("Drill"):
        plans = [Plan(id=new_id(), number=f"P-0{n}", title="Flood") for n in (1, 2)]
        book.table(PLAN).save_all(plans)
        at = datetime(2026, 8, 5, 12, tzinfo=UTC)
        held = Drill(id=new_id(), number="D-01", title="Night", status=DrillStatus.CLOSED,
                     starts_at=at)  # fmt: skip
        off = Drill(
            id=new_id(), number="D-02", title="Off", status=DrillStatus.CANCELLED, starts_at=at
        )
        book.table(DRILL).save_all([held, off])
        for plan in plans:
            book.table(PLAN_RISK).save(PlanRisk(id=new_id(), plan=plan.id, risk=risk))
            for drill in (held, off):
                book.table(DRILL_PLAN).save(DrillPlan(id=new_id(), drill=drill.id, plan=plan.id))


def measures(book: Book) -> None:
    risk = book.table(RISK).all()[0].id
    day = DAY - timedelta(40)
    with book.change("Measure"):
        for number, status, done_on in (
            ("M-01", MeasureStatus.DONE, day),
            ("M-02", MeasureStatus.RUNNING, day),
            ("M-03", MeasureStatus.DONE, DAY + timedelta(1)),
        ):
            book.table(MEASURE).save(
                Measure(id=new_id(), number=number, risk=risk, title="Pump", status=status,
                        done_on=done_on)
            )  # fmt: skip


def test_held_drills_and_finished_measures_of_linked_risks_are_events(watched: Book) -> None:
    plan_and_drills(watched)
    measures(watched)
    data = data_of(watched)
    assert [(event.kind, event.text) for event in data.happened] == [
        ("issued", "W-07"), ("drill", "D-01"), ("measure", "M-01"), ("review", "R-001"),
    ]  # fmt: skip
    assert [event.words for event in data.happened[1:3]] == [
        "Drill held: D-01 Night",
        "Measure finished: M-01 Pump",
    ]
    found = texts(IndicatorChart(data))
    assert {"Drill held", "Measure finished", "Warning issued", "Risk reviewed"} <= set(found)
    assert {"W-07 +1", "M-01", "R-001"} <= set(found)


def test_each_kind_of_event_has_a_shape_of_its_own() -> None:
    shapes = {mark(kind, LIGHT)["marker"] for kind in EVENTS}
    assert len(shapes) == len(EVENTS)


def test_events_of_a_day_are_stacked_by_weight_and_share_a_label() -> None:
    days = [Point(DAY - timedelta(200), 1), Point(DAY, 2)]
    events = [Event(DAY - timedelta(50), kind, kind.upper()) for kind in ("review", "drill")]
    events += [Event(DAY - timedelta(9), "review", "R-1"), Event(DAY - timedelta(900), "drill", "")]
    groups = grouped(IndicatorData("x", points=days, events=events), 0, 400)
    assert [(group.kinds, group.label) for group in groups] == [
        (["drill", "review"], "DRILL +1"),
        (["review"], "R-1"),
    ]
    assert stack_height(groups) == 2 * STEP
    assert stack_height([]) == 0


def test_the_binder_tells_what_happened_in_words(watched: Book, tmp_path: Path) -> None:
    plan_and_drills(watched)
    out = tmp_path / "binder.pdf"
    build_binder(watched, out, BinderOptions(parts=frozenset({"indicators"}), issued_on=DAY))
    text = "\n".join(pages(out))
    assert "What happened meanwhile" in text
    assert "Drill held: D-01 Night" in text


def test_an_indicator_of_the_sample_shows_every_kind_of_event(book: Book) -> None:
    build_sample(book, DAY)
    shown = [{event.kind for event in indicator_data(book, item, DAY).happened}
             for item in book.table(INDICATOR).all()]  # fmt: skip
    assert set(EVENTS) in shown
