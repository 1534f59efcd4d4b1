"""What the user says about a table beats every guess, and can be kept for the next file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from register.book import Book
from register.entities import CUSTOM_VALUE, RISK
from register.errors import ImportFileError, StorageError
from register.exchange import saved_mappings
from register.exchange.applying import apply_import
from register.exchange.layout import Layout, find_layout, lay_out
from register.exchange.looking import guess_layout, has_title, layout_of, see
from register.exchange.mapping import CUSTOM, LEAVE_OUT, ColumnMapping, doubles
from register.exchange.planning import plan_mapped
from register.exchange.saved_mappings import SavedMapping, named
from register.exchange.workbook import Row, Sheet, Workbook
from register.scoring import DEFAULT_METHOD
from tests.register.exchange.makers import workbook

HEAD = ["Ref", "Hazard", "Prob", "Damage", "Site"]
FLOOD = ["A-1", "Flood", "rarely", "Medium", "North"]
FIRE = ["A-2", "Fire", "often", "High", "South"]


def _seen(layout: Layout, **said: Any) -> dict[str, Any]:
    columns = see(layout, ColumnMapping(**said), DEFAULT_METHOD, csv=False)
    return {column.heading: column for column in columns}


def test_chosen_fields_and_scale_words_are_imported(book: Book) -> None:
    fields = {0: "number", 1: "title", 2: "current_likelihood", 3: "current_impact", 4: LEAVE_OUT}
    steps = {2: {"rarely": 2, "often": 4}}
    mapping = ColumnMapping(fields=fields, steps=steps)
    plan = plan_mapped(book, workbook(HEAD, FLOOD, FIRE), mapping)
    apply_import(book, plan)
    found = {risk.number: risk for risk in book.table(RISK).all()}
    assert (found["A-1"].current_likelihood, found["A-2"].current_likelihood) == (2, 4)
    assert found["A-1"].current_impact == 3
    assert book.table(CUSTOM_VALUE).count() == 0


def test_word_that_means_no_step_leaves_the_risk_not_rated(book: Book) -> None:
    fields = {1: "title", 2: "current_likelihood", 3: "current_impact"}
    mapping = ColumnMapping(fields=fields, steps={2: {"rarely": 1}, 3: {"Medium": 0}})
    apply_import(book, plan_mapped(book, workbook(HEAD, FLOOD), mapping))
    assert book.table(RISK).all()[0].current_level is None


def test_sheet_and_heading_row_are_those_that_the_user_names(book: Book) -> None:
    rows = (Row(1, ("Old list",)), Row(2, ("Word", "Site")), Row(3, ("Leak", "North")))
    guessed = Sheet("Risks", (Row(1, ("Title", "Owner")), Row(2, ("Flood", "Li"))))
    book_read = Workbook("a.xlsx", "xlsx", (guessed, Sheet("Other", rows)))
    mapping = ColumnMapping(sheet="Other", header=2, fields={0: "title"})
    plan = plan_mapped(book, book_read, mapping)
    assert [row.title for row in plan.rows] == ["Leak"]
    assert find_layout(book_read).sheet.name == "Risks"
    assert lay_out(book_read, "Risks").header == 1
    for wrong in (("No such", 1), ("Other", 9)):
        with pytest.raises(ImportFileError):
            lay_out(book_read, *wrong)


def test_long_description_that_is_made_the_title_is_shortened(book: Book) -> None:
    text = "It rains. " + "x" * 600
    fields = {0: "title"}
    plan = plan_mapped(book, workbook(["Description"], [text]), ColumnMapping(fields=fields))
    assert not plan.has_problems
    assert plan.rows[0].record.title == "It rains."
    assert plan.rows[0].record.event == text


def test_columns_are_seen_as_they_would_be_read() -> None:
    layout = find_layout(workbook(["Title", "Likelihood", "Impact", "Site"],
                                  ["Flood", "Low", "odd", "North"],
                                  ["Fire", "High", "High", "North"]))  # fmt: skip
    columns = _seen(layout)
    assert columns["Title"].target == "title"
    assert columns["Likelihood"].target == "current_likelihood"
    assert columns["Likelihood"].words == (("High", 5), ("Low", 1))
    assert columns["Impact"].words == (("High", 5), ("odd", 0))
    assert columns["Site"].target == CUSTOM
    assert columns["Site"].samples == ("North",)
    left_out = _seen(layout, fields={3: LEAVE_OUT})
    assert left_out["Site"].target == LEAVE_OUT


def test_field_that_is_mapped_twice_is_found() -> None:
    layout = find_layout(workbook(["Title", "Owner", "Site"], ["Flood", "Li", "North"]))
    columns = _seen(layout, fields={1: "title", 2: "title"})
    assert columns["Site"].double == 1
    assert columns["Title"].target != "title"
    assert doubles({0: "current_likelihood", 1: "current_likelihood", 2: CUSTOM, 3: CUSTOM}) == {}


def test_sheet_without_known_headings_can_still_be_laid_out() -> None:
    read = workbook(["Alpha", "Beta"], ["Flood", "North"])
    assert guess_layout(read) is None
    layout = layout_of(read, read.sheets[0])
    assert layout.header == 1
    columns = see(layout, ColumnMapping(), DEFAULT_METHOD, csv=False)
    assert not has_title(columns)
    assert [column.heading for column in columns] == ["Alpha", "Beta"]


def test_mapping_is_kept_and_offered_for_the_same_headings_in_another_order() -> None:
    columns = find_layout(workbook(HEAD, FLOOD)).columns
    mapping = ColumnMapping(fields={1: "title", 4: LEAVE_OUT}, steps={2: {"rarely": 2}})
    saved_mappings.keep(named("Plant", columns, mapping))
    moved = find_layout(workbook(["Site", *HEAD[:4]], ["North", *FLOOD[:4]])).columns
    found = saved_mappings.fitting(moved)
    assert found is not None
    assert found.name == "Plant"
    assert found.on(moved) == ({2: "title", 0: LEAVE_OUT}, {3: {"rarely": 2}})
    other = find_layout(workbook(HEAD[:3], FLOOD[:3])).columns
    assert saved_mappings.fitting(other) is None


def test_mapping_of_the_same_name_is_replaced_and_can_be_forgotten() -> None:
    for tier in ("current", "residual"):
        saved_mappings.keep(SavedMapping("Plant", ("Title",), tier))
    assert [item.tier for item in saved_mappings.kept()] == ["residual"]
    saved_mappings.forget("Plant")
    assert saved_mappings.kept() == []


@pytest.mark.parametrize("text", ["", "{", "{}", '[1, {"name": "a"}]'])
def test_damaged_file_of_mappings_means_none(text: str) -> None:
    path = saved_mappings._path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert saved_mappings.kept() == []


def test_mapping_that_cannot_be_written_is_told(monkeypatch: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MUSTER_DATA", str(tmp_path / "file"))
    with pytest.raises(StorageError):
        saved_mappings.keep(SavedMapping("Plant", ("Title",), "current"))
