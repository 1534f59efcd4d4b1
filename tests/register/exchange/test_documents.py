"""Our own JSON coming back: exact, checked value by value, and never trusted for ratings."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from register.assess import assess
from register.book import Book
from register.catalog import Catalog
from register.entities import (
    ASSESSMENT,
    CUSTOM_FIELD,
    PLAN,
    PLAN_RISK,
    RISK,
    UNIT,
    Assessment,
    CustomField,
    CustomValue,
    Plan,
    PlanRisk,
    Risk,
    Unit,
)
from register.entities.custom import CUSTOM_VALUE
from register.entity import new_id
from register.errors import RegisterError
from register.exchange.applying import apply_import
from register.exchange.exporting import export_book
from register.exchange.plan import ImportPlan, Verdict
from register.exchange.planning import plan_import
from register.exchange.reading import read_workbook
from register.i18n import today
from register.shelf import create

Document = dict[str, Any]


@pytest.fixture
def other(tmp_path: Path, catalog: Catalog) -> Any:
    """Another register, with a risk, its rating, a plan that answers it, and a custom text."""
    with create(tmp_path / "other.muster", catalog, by="Wang") as book:
        unit = Unit(id=new_id(), name="Hall B")
        inner = Unit(id=new_id(), name="Pump room", parent=unit.id)
        risk = Risk(id=new_id(), number="R-001", title="Flood", unit=inner.id)
        plan = Plan(id=new_id(), number="P-01", title="Pumps", approved_on=date(2026, 1, 2))
        asset = CustomField(id=new_id(), name="Asset", position=1)
        with book.change("fill"):
            book.table(UNIT).save_all([unit, inner])
            book.table(RISK).save(risk)
            book.table(PLAN).save(plan)
            book.table(PLAN_RISK).save(PlanRisk(id=new_id(), plan=plan.id, risk=risk.id))
            book.table(CUSTOM_FIELD).save(asset)
            value = CustomValue(id=new_id(), field=asset.id, risk=risk.id, text="Pump 1")
            book.table(CUSTOM_VALUE).save(value)
            rating = Assessment(id=new_id(), risk=risk.id, assessed_on=today())
            assess(book, replace(rating, likelihood=4, impact=5))
        yield book


def document(book: Book, tmp_path: Path) -> Document:
    export_book(book, tmp_path / "out.json")
    data: Document = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    return data


def planned(book: Book, data: Document, tmp_path: Path) -> ImportPlan:
    (tmp_path / "in.json").write_text(json.dumps(data), encoding="utf-8")
    return plan_import(book, read_workbook(tmp_path / "in.json"))


def problems(plan: ImportPlan) -> list[str]:
    return [remark.text for remark in plan.all_remarks() if remark.problem]


def test_every_table_comes_in_and_the_second_time_is_the_same(
    book: Book, other: Book, tmp_path: Path
) -> None:
    data = document(other, tmp_path)
    plan = planned(book, data, tmp_path)
    assert plan.count(Verdict.NEW) == 8
    apply_import(book, plan)
    assert planned(book, data, tmp_path).changes_nothing
    (risk,) = book.table(RISK).all()
    assert (risk.current_score, risk.title) == (20, "Flood")
    assert book.undo_label() == "Import in.json"
    book.undo()
    assert book.table(RISK).count() == book.table(UNIT).count() == 0


def test_a_changed_field_is_told_and_written(other: Book, tmp_path: Path) -> None:
    data = document(other, tmp_path)
    data["tables"]["risks"][0]["title"] = "High water"
    plan = planned(other, data, tmp_path)
    (row,) = [row for row in plan.rows if row.verdict is Verdict.CHANGED]
    assert [(c.label, c.before, c.after) for c in row.changes] == [("Title", "Flood", "High water")]
    apply_import(other, plan)
    assert other.table(RISK).all()[0].title == "High water"


def test_ratings_are_computed_and_never_taken_from_the_file(
    book: Book, other: Book, tmp_path: Path
) -> None:
    data = document(other, tmp_path)
    data["tables"]["risks"][0] |= {"current_score": 1, "current_level": "low"}
    data["tables"]["assessments"][0] |= {"score": 1, "level": "low"}
    apply_import(book, planned(book, data, tmp_path))
    assert book.table(RISK).all()[0].current_score == 20
    assert book.table(ASSESSMENT).all()[0].score == 20


def test_a_new_assessment_moves_the_rating_of_a_risk_that_is_here(
    other: Book, tmp_path: Path
) -> None:
    data = document(other, tmp_path)
    rating = {**data["tables"]["assessments"][0], "id": new_id(), "likelihood": 1}
    data["tables"]["assessments"].append(rating)
    plan = planned(other, data, tmp_path)
    assert (plan.count(Verdict.NEW), plan.count(Verdict.CHANGED)) == (1, 1)
    apply_import(other, plan)
    assert other.table(RISK).all()[0].current_score == 5
    assert planned(other, data, tmp_path).changes_nothing


def test_an_assessment_that_is_here_is_never_changed(other: Book, tmp_path: Path) -> None:
    data = document(other, tmp_path)
    data["tables"]["assessments"][0]["rationale"] = "rewritten"
    plan = planned(other, data, tmp_path)
    assert plan.changes_nothing
    assert "never changed" in plan.all_remarks()[0].text


def _cycle(data: Document) -> None:
    one, two = data["tables"]["units"]
    one["parent"], two["parent"] = two["id"], one["id"]


SPOILERS: dict[str, tuple[Callable[[Document], None], str]] = {
    "no id": (lambda d: d["tables"]["risks"][0].pop("id"), "no record with an id"),
    "no record": (lambda d: d["tables"]["risks"].append(7), "no record with an id"),
    "title a number": (lambda d: d["tables"]["risks"][0].update(title=7), "“Title” holds no such"),
    "title empty": (lambda d: d["tables"]["risks"][0].update(title=" "), "“Title” is needed"),
    "title long": (lambda d: d["tables"]["risks"][0].update(title="x" * 501), "500 is the most"),
    "status unknown": (lambda d: d["tables"]["risks"][0].update(status="x"), "“Status” holds no"),
    "day impossible": (
        lambda d: d["tables"]["risks"][0].update(next_review="2026-13-45"),
        "“Next review” holds no such",
    ),
    "off the scale": (lambda d: d["tables"]["assessments"][0].update(impact=9), "not on the scale"),
    "likelihood true": (
        lambda d: d["tables"]["assessments"][0].update(likelihood=True),
        "“Likelihood” holds no such",
    ),
    "nobody's unit": (
        lambda d: d["tables"]["risks"][0].update(unit=new_id()),
        "“Unit” leads to a record that is not there",
    ),
    "J10 a cycle": (_cycle, "“Part of” leads to a record that is not there"),
    "number twice": (
        lambda d: d["tables"]["risks"].append({**d["tables"]["risks"][0], "id": new_id()}),
        "number R-001 belongs to another record",
    ),
}


@pytest.mark.parametrize(("spoil", "sentence"), SPOILERS.values(), ids=SPOILERS)
def test_j08_j10_a_spoilt_record_is_a_problem_with_its_sentence(
    book: Book,
    other: Book,
    tmp_path: Path,
    spoil: Callable[[Document], None],
    sentence: str,
) -> None:
    data = document(other, tmp_path)
    spoil(data)
    plan = planned(book, data, tmp_path)
    assert any(sentence in text for text in problems(plan))
    with pytest.raises(RegisterError):
        apply_import(book, plan)
    apply_import(book, plan, skip_problems=True)


def test_unknown_tables_and_keys_do_no_harm(book: Book, other: Book, tmp_path: Path) -> None:
    data = document(other, tmp_path)
    data["tables"]["ghosts"] = [{"id": new_id()}]
    data["tables"]["risks"][0]["__proto__"] = "x"
    plan = planned(book, data, tmp_path)
    assert not plan.has_problems
    assert [remark.text for remark in plan.all_remarks()] == [
        "“ghosts” is no table of this register; it was left out."
    ]


@pytest.mark.parametrize("tables", [None, [], {"risks": {}}, {"risks": [None]}, {}])
def test_a_document_of_the_wrong_shape_is_no_traceback(
    book: Book, tmp_path: Path, tables: Any
) -> None:
    plan = planned(book, {"format": "muster-register", "tables": tables}, tmp_path)
    assert plan.count(Verdict.NEW) == 0


def test_custom_fields_and_pairs_of_two_registers_are_joined_by_what_they_say(
    book: Book, other: Book, tmp_path: Path
) -> None:
    data = document(other, tmp_path)
    with book.change("a field of the same name"):
        book.table(CUSTOM_FIELD).save(CustomField(id=new_id(), name="Asset", position=1))
    apply_import(book, planned(book, data, tmp_path))
    assert book.table(CUSTOM_FIELD).count() == 1
    assert book.table(CUSTOM_VALUE).all()[0].field == book.table(CUSTOM_FIELD).all()[0].id
    for row in (*data["tables"]["plan_risks"], *data["tables"]["custom_values"]):
        row["id"] = new_id()
    assert planned(book, data, tmp_path).changes_nothing


def test_characters_that_cannot_be_shown_are_removed_and_told(
    book: Book, other: Book, tmp_path: Path
) -> None:
    data = document(other, tmp_path)
    data["tables"]["risks"][0]["title"] = "Fl\0o\ud800od"
    plan = planned(book, data, tmp_path)
    assert "2 characters" in plan.all_remarks()[0].text
    apply_import(book, plan)
    assert book.table(RISK).all()[0].title == "Flood"


def test_the_number_series_continues_after_an_import(
    book: Book, other: Book, tmp_path: Path
) -> None:
    data = document(other, tmp_path)
    data["tables"]["risks"][0]["number"] = "R-088"
    apply_import(book, planned(book, data, tmp_path))
    from register.series import next_number

    with book.change("next"):
        assert next_number(book, RISK) == "R-089"
