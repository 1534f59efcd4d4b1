"""Readings from pasted rows and from files, and indicators from the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from register.book import Book
from register.entities import INDICATOR, READING, Indicator
from register.entities.indicator import Colour
from register.entity import new_id
from register.errors import FieldError, RegisterError
from register.exchange.clip import read_clip
from register.exchange.plan import Verdict
from register.exchange.reading import read_workbook
from register.starter import indicators
from register.watching.picking import add_indicators, is_known, known_names
from register.watching.rows import apply_readings, plan_readings, read_figure

RESPONSE = Indicator(
    id=new_id(), number="K-02", name="Response", name_zh="响应时间", measure="minutes", red=60
)


@pytest.fixture
def indicator(book: Book) -> Indicator:
    with book.change("Indicator"):
        book.table(INDICATOR).save(RESPONSE)
    return RESPONSE


def paste(book: Book, text: str, indicator: Indicator | None = RESPONSE) -> list[Verdict]:
    plan = plan_readings(book, read_clip(text), indicator)
    verdicts = [row.verdict for row in plan.rows]
    apply_readings(book, plan, skip_problems=True)
    return verdicts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("82", 82), ("82 %", 82), ("８２．５", 82.5), ("1,234.5", 1234.5), ("1,234", 1234),
        ("82,5", 82.5), ("1.234,5", 1234.5), ("-3", -3), ("¥ 1,200", 1200), ("45 minutes", 45),
        ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(text: str, value: float | None) -> None:
    assert read_figure(text, "minutes") == value


@pytest.mark.parametrize("text", ["many", "nan", "inf", "1e300", "12 apples", "3 %%x"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(FieldError):
        read_figure(text)


def test_rows_without_headings_are_day_value_and_note(book: Book, indicator: Indicator) -> None:
    text = "2026-09-01\t41\tquiet\n2026-10-01\t62,5 minutes\tstorm\n"
    assert paste(book, text) == [Verdict.NEW, Verdict.NEW]
    found = [(r.taken_on, r.value, r.note) for r in book.table(READING).all()]
    assert found == [(date(2026, 9, 1), 41, "quiet"), (date(2026, 10, 1), 62.5, "storm")]
    assert book.table(READING).all()[0].entered_by == "Li Na"
    stored = book.table(INDICATOR).get(indicator.id)
    assert stored is not None
    assert stored.colour is Colour.RED


def test_typed_rows_are_cut_at_blanks(book: Book, indicator: Indicator) -> None:
    assert paste(book, "2026-09-01 41 a quiet month") == [Verdict.NEW]
    assert book.table(READING).all()[0].note == "a quiet month"


def test_a_day_that_is_known_is_changed_or_the_same(book: Book, indicator: Indicator) -> None:
    paste(book, "2026-09-01\t41\tquiet")
    assert paste(book, "2026-09-01\t41\tquiet") == [Verdict.SAME]
    assert paste(book, "日期\t数值\n2026年9月1日\t44") == [Verdict.CHANGED]
    (reading,) = book.table(READING).all()
    assert (reading.value, reading.note) == (44, "quiet")


def test_each_problem_is_told_with_its_cell(book: Book, indicator: Indicator) -> None:
    text = (
        "day,value\nsoon,41\n2026-09-01,much\n2026-09-02,\n2999-01-01,3\n2026-09-03,1\n2026-09-03,2"
    )
    plan = plan_readings(book, read_clip(text), indicator)
    assert [row.verdict is Verdict.PROBLEM for row in plan.rows] == [
        True, True, True, True, False, True,
    ]  # fmt: skip
    assert [remark.cell for remark in plan.all_remarks()] == ["A2", "B3", "B4", "A5", "A7"]
    with pytest.raises(RegisterError):
        apply_readings(book, plan)
    assert not book.table(READING).count()
    apply_readings(book, plan, skip_problems=True)
    assert [r.value for r in book.table(READING).all()] == [1]


def test_a_plan_is_not_carried_out_on_another_state(book: Book, indicator: Indicator) -> None:
    plan = plan_readings(book, read_clip("2026-09-01\t41"), indicator)
    with book.change("Edit"):
        book.table(INDICATOR).save(replace(indicator, measure="min"))
    with pytest.raises(RegisterError):
        apply_readings(book, plan)


def test_a_file_names_the_indicator_by_number_or_name(
    book: Book, indicator: Indicator, tmp_path: Path
) -> None:
    path = tmp_path / "readings.csv"
    path.write_text(
        "指标,日期,数值,备注\nk-02,2026-09-01,40,\n响应时间,2026-10-01,50,\nK-99,2026-10-01,1,\n",
        encoding="utf-8",
    )
    plan = plan_readings(book, read_workbook(path))
    assert [row.verdict for row in plan.rows] == [Verdict.NEW, Verdict.NEW, Verdict.PROBLEM]
    assert "K-99" in plan.all_remarks()[0].text
    apply_readings(book, plan, skip_problems=True)
    assert book.table(READING).count() == 2
    book.undo()
    assert not book.table(READING).count()


def test_a_spreadsheet_is_read_as_well(book: Book, indicator: Indicator, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "readings.xlsx"
    with xlsxwriter.Workbook(str(path)) as out:
        sheet = out.add_worksheet()
        day = out.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["Indicator", "Date", "Value"])
        sheet.write(1, 0, "K-02")
        sheet.write_datetime(1, 1, date(2026, 9, 1), day)
        sheet.write(1, 2, 40.5)
    apply_readings(book, plan_readings(book, read_workbook(path)))
    assert [(r.taken_on, r.value) for r in book.table(READING).all()] == [(date(2026, 9, 1), 40.5)]


# library ---------------------------------------------------------------------------------


def test_indicators_of_the_library_come_in_once(book: Book) -> None:
    with book.change("Library"):
        assert len(add_indicators(book, indicators())) == len(indicators())
    with book.change("Library"):
        assert add_indicators(book, indicators()) == []
    first = book.table(INDICATOR).all()[0]
    assert first.name == indicators()[0].name["en"]
    assert first.name_zh == indicators()[0].name["zh_CN"]
    assert first.measure == indicators()[0].measure["en"]
    assert first.active_from is not None
    assert first.number == "K-01"


def test_a_name_in_either_language_is_known(book: Book) -> None:
    item = indicators()[0]
    with book.change("Indicator"):
        book.table(INDICATOR).save(Indicator(id=new_id(), name=item.name["zh_CN"]))
    assert is_known(item, known_names(book))
    assert not is_known(indicators()[1], known_names(book))
