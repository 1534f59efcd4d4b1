"""Typed custom fields: one canonical text for each value, shown and sorted by its kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register import i18n
from register.book import Book
from register.entities import CUSTOM_FIELD, CUSTOM_VALUE, RISK, CustomField, Risk
from register.entities.custom import CustomKind
from register.errors import FieldError
from register.identifying import custom
from register.identifying.custom import Given, canonical, fits, read, sort_key

NUMBER, DAY, FLAG = (Given(kind) for kind in (CustomKind.NUMBER, CustomKind.DAY, CustomKind.FLAG))
CHOICE = Given(CustomKind.CHOICE, ("North", "South", "东区"))


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (Given(), " as typed ", " as typed "),
        (NUMBER, "12.50", "12.5"),
        (NUMBER, "1e3", "1000"),
        (NUMBER, "-0", "0"),
        (NUMBER, "100", "100"),
        (NUMBER, "１２", "12"),
        (NUMBER, "0.10000000000000000001", "0.10000000000000000001"),
        (DAY, " 2026-03-31 ", "2026-03-31"),
        (FLAG, "是", "yes"),
        (FLAG, "No", "no"),
        (FLAG, "", ""),
        (CHOICE, "south", "South"),
        (CHOICE, "东区", "东区"),
    ],
)
def test_what_is_typed_is_stored_in_one_form(kind: Given, typed: str, stored: str) -> None:
    assert canonical(kind, typed) == stored
    assert fits(kind, stored)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [(NUMBER, "many"), (NUMBER, "inf"), (NUMBER, "1e999"), (DAY, "31.3.2026"), (FLAG, "perhaps"),
     (CHOICE, "West")],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_a_field_and_kept_from_elsewhere(
    kind: Given, typed: str
) -> None:
    with pytest.raises(FieldError):
        canonical(kind, typed)
    assert read(kind, typed) == typed
    assert kind.format(typed) == f"⚠ {typed}"
    assert kind.native(typed) == typed


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12),
                   max_value=10**12))  # fmt: skip
def test_a_number_keeps_its_value_and_its_form(value: Decimal) -> None:
    text = canonical(NUMBER, str(value))
    assert Decimal(text) == value
    assert canonical(NUMBER, text) == text


def test_cells_of_a_spreadsheet_are_typed_where_nothing_is_lost() -> None:
    assert NUMBER.native("12.5") == 12.5
    assert NUMBER.native("12345678901234567890.5") == "12345678901234567890.5"
    assert DAY.native("2026-03-31") == date(2026, 3, 31)
    assert FLAG.native("yes") == "Yes"
    i18n.set_language("zh_CN")
    assert FLAG.format("no") == "否"


def test_numbers_and_choices_are_sorted_by_what_they_mean() -> None:
    texts = ["10", "9", "many", "-1"]
    assert sorted(texts, key=lambda t: sort_key(NUMBER, t)) == ["-1", "9", "10", "many"]
    words = ["东区", "West", "North"]
    assert sorted(words, key=lambda t: sort_key(CHOICE, t)) == ["North", "东区", "West"]
    days = ["2026-10-01", "soon", "2026-02-01"]
    assert sorted(days, key=lambda t: sort_key(DAY, t)) == ["2026-02-01", "2026-10-01", "soon"]


def test_values_are_set_changed_and_taken_away(book: Book) -> None:
    with book.change("Add"):
        book.table(RISK).save(Risk(id="r", title="Fire"))
        book.table(RISK).save(Risk(id="s", title="Flood"))
        field = CustomField(id="f", name="Owner", kind=CustomKind.CHOICE, choices="A\n\n B \nA")
        book.table(CUSTOM_FIELD).save(field)
        custom.set_value(book, RISK, "r", "f", "A")
    with book.change("Set"):
        custom.set_value(book, RISK, "r", "f", "B")
    assert custom.texts_of(book, RISK, ["r", "s"]) == {"r": {"f": "B"}}
    assert [text for _rowid, text in custom.column_values(book, RISK, "f")] == ["B", ""]
    column = custom.columns(book, RISK)[0]
    assert isinstance(column.kind, Given)
    assert column.kind.choices == ("A", "B")
    with book.change("Clear"):
        custom.set_value(book, RISK, "r", "f", "")
    assert book.table(CUSTOM_VALUE).count() == 0


def test_the_name_of_a_field_is_never_translated(book: Book) -> None:
    i18n.set_language("zh_CN")
    assert i18n.translated(custom.as_given("Owner")) == "Owner"
    assert i18n.english(custom.as_given("Owner")) == "Owner"
