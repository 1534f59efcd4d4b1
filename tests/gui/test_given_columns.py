"""Custom fields stand in the form and in the list like any other: shown, sorted, narrowed, sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.forms.risk_form import RiskForm
from gui.lists.showing import showing
from gui.pages.record_page import RecordPage
from gui.palette.records import Records
from gui.session import Session
from gui.tables.facet_row import value_text
from gui.tables.model import RecordModel
from register.book import Book
from register.entities import CATEGORY, CUSTOM_FIELD, CUSTOM_VALUE, RISK, CustomField, Risk
from register.entities.custom import CustomKind
from register.entity import seed_id
from register.exchange.exporting import export_book, export_records
from register.exchange.planning import plan_import
from register.exchange.reading import read_workbook
from register.identifying import custom
from register.pinyin import patterns
from register.progress import silent
from register.seeds import category_id
from tests.gui.windows import on_screen

DEFINED = (
    CustomField(id="n", name="Sites", position=1, kind=CustomKind.NUMBER),
    CustomField(id="d", name="Seen on", position=2, kind=CustomKind.DAY),
    CustomField(id="f", name="Insured", position=3, kind=CustomKind.FLAG),
    CustomField(id="c", name="Region", position=4, kind=CustomKind.CHOICE, choices="North\nSouth"),
    CustomField(id="t", name="Owner", position=5),
)
HELD = {
    "a": {"n": "10", "d": "2026-03-01", "f": "yes", "c": "South", "t": "zebra"},
    "b": {"n": "9", "d": "2026-01-01", "f": "no", "c": "North"},
    "c": {"n": "many", "c": "West"},
    "e": {},
}
ID = {key: seed_id(f"test {key}") for key in HELD}


@pytest.fixture
def given(session: Session) -> Session:
    with session.change("Define"):
        book = session.open_book
        book.table(CUSTOM_FIELD).save_all(DEFINED)
        for n, (key, values) in enumerate(HELD.items()):
            book.table(RISK).save(Risk(id=ID[key], number=f"R-{n}", title=f"Risk {key}"))
            for field, text in values.items():
                custom.set_value(book, RISK, ID[key], field, text)
    return session


def ids(model: RecordModel) -> str:
    return "".join(model.record(row).title[-1] for row in range(model.rowCount()))


def column(model: RecordModel, key: str) -> list[str]:
    field = model.by_key[f"custom {key}"]
    return [model.text(row, field) for row in range(model.rowCount())]


def test_a_list_shows_values_by_their_kind(given: Session) -> None:
    model = RecordModel(given, RISK)
    assert column(model, "f") == ["Yes", "No", "", ""]
    assert column(model, "n") == ["10", "9", "⚠ many", ""]
    given.open_book.by = "x"
    with given.change("Set"):
        custom.set_value(given.open_book, RISK, ID["e"], "n", "3")
    assert column(model, "n")[3] == "3"


@pytest.mark.parametrize(
    ("key", "up"), [("n", "bace"), ("d", "bace"), ("f", "abce"), ("c", "bace"), ("t", "abce")]
)
def test_a_list_is_sorted_by_what_the_values_mean(given: Session, key: str, up: str) -> None:
    model = RecordModel(given, RISK)
    model.sort_by(f"custom {key}")
    assert ids(model) == up
    with given.change("Set"):
        custom.set_value(given.open_book, RISK, ID["e"], key, HELD["a"][key])
    model.sort_by("")
    model.sort_by(f"custom {key}")
    assert ids(model).index("e") - ids(model).index("a") == 1
    model.sort_all([("status", False), (f"custom {key}", True)])
    assert sorted(ids(model)) == sorted("abce")


def test_a_list_is_searched_and_narrowed_by_custom_values(given: Session) -> None:
    model = RecordModel(given, RISK)
    model.filter("zebra")
    assert ids(model) == "a"
    model.filter("")
    keys = [field.key for field in model.facet_fields]
    assert keys[-2:] == ["custom f", "custom c"]
    assert dict(model.facet_counts("custom c")) == {"South": 1, "North": 1, "West": 1, "": 1}
    model.narrow({"custom c": frozenset({"South", ""})})
    assert ids(model) == "ae"
    with given.change("Set"):
        custom.set_value(given.open_book, RISK, ID["b"], "c", "South")
    model.narrow({"custom c": frozenset({"South"})})
    assert ids(model) == "ab"
    assert value_text(given, model.by_key["custom f"], "yes") == "Yes"
    assert value_text(given, model.by_key["custom f"], "") == "Not set"


def test_columns_follow_the_definitions(qtbot: QtBot, given: Session) -> None:
    page = on_screen(qtbot, RecordPage(given, RISK))
    view, model = page.list.view, page.list.model
    view.arrange({"shown": ["number", "title", "custom n"], "sort": [["custom n", False]]})
    assert [field.key for field in view.shown_fields()] == ["number", "title", "custom n"]
    view.remember_columns()
    with given.change("Drop"):
        book = given.open_book
        for value in book.table(CUSTOM_VALUE).find(field="n"):
            book.table(CUSTOM_VALUE).delete(value.id)
        book.table(CUSTOM_FIELD).delete("n")
    assert [field.key for field in view.shown_fields()] == ["number", "title"]
    assert model.sorted_by == ()
    given.undo()
    assert "custom n" in model.by_key
    assert [b.field.key for b in page.list.facet_row.buttons][-2:] == ["custom f", "custom c"]


def test_the_form_edits_values_by_their_kind(qtbot: QtBot, given: Session) -> None:
    book = given.open_book
    form = on_screen(qtbot, RiskForm(given, without=set()))
    form.show_record(book.table(RISK).get(ID["a"]))
    form.given["custom n"].put("12.50")
    form.given["custom n"].commit()
    assert custom.texts_of(book, RISK, [ID["a"]])[ID["a"]]["n"] == "12.5"
    assert form.given["custom n"].text() == "12.5"
    assert book.undo_label() == "Change Sites of R-0 Risk a"
    form.given["custom n"].put("lots")
    assert form.unsettled() == "custom n"
    assert "not a number" in form.given["custom n"].problem
    form.revert()
    form.given["custom f"].put("")
    form.given["custom f"].commit()
    assert "f" not in custom.texts_of(book, RISK, [ID["a"]])[ID["a"]]
    form.show_record(book.table(RISK).get(ID["c"]))
    assert form.given["custom c"].text() == "⚠ West"
    assert form.unsettled() == ""
    assert custom.texts_of(book, RISK, [ID["c"]])[ID["c"]]["c"] == "West"


def test_a_list_is_sent_with_typed_cells(given: Session, tmp_path: Path) -> None:
    model = RecordModel(given, RISK)
    book, fields = given.open_book, [model.by_key[f"custom {key}"] for key in "ndfct"]
    path = tmp_path / "list.xlsx"
    export_records(book, path, (RISK, book.table(RISK).all(), fields))
    rows = read_workbook(path).sheets[0].rows
    assert rows[0].cells[:5] == ("Sites", "Seen on", "Insured", "Region", "[Owner]")
    assert rows[1].cells[:5] == (10.0, date(2026, 3, 1), "Yes", "South", "zebra")
    assert rows[3].cells[0] == "many"


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_what_was_sent_comes_back_without_a_change(
    given: Session, tmp_path: Path, ending: str
) -> None:
    book: Book = given.open_book
    path = tmp_path / f"all.{ending}"
    export_book(book, path)
    plan = plan_import(book, read_workbook(path))
    assert [row.changes for row in plan.rows if row.entity is RISK and row.changes] == []


def test_a_list_is_printed_with_custom_columns(
    qtbot: QtBot, given: Session, tmp_path: Path
) -> None:
    from pypdfium2 import PdfDocument

    from gui.lists.sending import make_pages

    page = on_screen(qtbot, RecordPage(given, RISK))
    page.list.view.arrange({"shown": ["number", "title", "custom f"]})
    shown = showing(page.list.view, page.list.model)
    with given.open_book.copy() as copy:
        make_pages(shown, "A4", tmp_path / "list.pdf", copy, silent)
    with PdfDocument(tmp_path / "list.pdf") as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    assert "Insured" in text
    assert "Yes" in text


def test_find_anything_leads_from_a_custom_value_to_its_risk(given: Session) -> None:
    records = Records(given.open_book, silent)
    found = records.find(patterns("zebra"), 10, silent)
    assert [(item.table, item.id) for item in found] == [("risks", ID["a"])]


def test_who_chooses_a_category_chooses_those_below_it(given: Session) -> None:
    book = given.open_book
    model = RecordModel(given, RISK)
    places = {"a": "systems", "b": "technical", "c": "market"}
    with given.change("Place"):
        for key, name in places.items():
            risk = book.table(RISK).get(ID[key])
            assert risk is not None
            book.table(RISK).save(replace(risk, category=category_id(name)))
    counts = model.facet_counts("category")
    assert counts[category_id("technical")] == 2
    model.narrow({"category": frozenset({category_id("technical")})})
    assert ids(model) == "ab"
    with given.change("Move"):
        systems = book.table(CATEGORY).get(category_id("systems"))
        assert systems is not None
        book.table(CATEGORY).save(replace(systems, parent=category_id("market")))
    model.narrow({})
    model.narrow({"category": frozenset({category_id("technical")})})
    assert ids(model) == "b"
