"""The chart of an indicator, in a picture and on paper, and the sheets around it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from register.binder.build import build_binder
from register.binder.context import BinderOptions
from register.binder.reading_form import MOST_ROWS, ReadingForm, form_rows, print_reading_form
from register.book import Book
from register.charts.drawing import DARK, save_figure
from register.charts.indicator import IndicatorChart
from register.charts.indicator_book import indicator_data
from register.charts.indicator_data import Band, IndicatorData, Point
from register.entities import (
    INDICATOR,
    INDICATOR_RISK,
    READING,
    REVIEW,
    RISK,
    WARNING,
    WARNING_STEP,
    Indicator,
    IndicatorRisk,
    Reading,
    Review,
    Risk,
    WarningOrder,
    WarningStep,
)
from register.entities.indicator import Colour, Direction, Frequency
from register.entities.warning import WarningDeed
from register.entity import new_id
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
