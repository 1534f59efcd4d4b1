"""Plans and drills have custom fields as risks have: the catalogue says whose values stand where."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drills.entities import DRILL, DRILL_CUSTOM_VALUE
from register.book import Book
from register.bulk import clone_many
from register.catalog import Catalog
from register.contents import CATALOG
from register.entities import CUSTOM_FIELD, CUSTOM_VALUE, PLAN, PLAN_CUSTOM_VALUE, RISK, CustomField
from register.entities.custom import CUSTOM_OWNERS, CustomKind, CustomOwner
from register.entity import AnyEntity, new_id, seed_id
from register.errors import FieldError
from register.exchange.applying import apply_import
from register.exchange.exporting import export_book, export_records
from register.exchange.kinds import kinds
from register.exchange.listing import list_rows
from register.exchange.out_columns import out_columns
from register.exchange.planning import plan_import
from register.exchange.reading import read_workbook
from register.fields import Link
from register.i18n import N_, translated
from register.identifying import custom
from register.identifying.checks import IDENTIFYING_CHECKS
from register.shelf import create
from register.trash import delete, deletions, restore

OWNERS: tuple[AnyEntity, ...] = (RISK, PLAN, DRILL)
VALUES: dict[str, AnyEntity] = {
    "risks": CUSTOM_VALUE,
    "plans": PLAN_CUSTOM_VALUE,
    "drills": DRILL_CUSTOM_VALUE,
}
DAY = date(2026, 3, 1)
A, B = seed_id("test a"), seed_id("test b")
MINE = seed_id("test field of mine")
N, T, D = (seed_id(f"test field {key}") for key in "ntd")


@pytest.fixture(params=OWNERS, ids=lambda entity: entity.table)
def entity(request: pytest.FixtureRequest) -> AnyEntity:
    found: AnyEntity = request.param
    return found


@pytest.fixture
def filled(book: Book, entity: AnyEntity) -> Book:
    owner = CustomOwner(entity.table)
    with book.change("Fill"):
        for place, (key, kind) in enumerate(((N, "number"), (T, "text"), (D, "day"))):
            field = CustomField(
                id=key, entity=owner, name=f"Own {kind}", position=place + 1, kind=CustomKind(kind)
            )
            book.table(CUSTOM_FIELD).save(field)
        for n, (key, title) in enumerate(((A, "a"), (B, "b"))):
            book.table(entity).save(entity.record(id=key, number=f"X-{n}", title=title))
        custom.set_value(book, entity, A, N, "12.5")
        custom.set_value(book, entity, A, D, "2026-03-01")
        custom.set_value(book, entity, B, T, "words")
    return book


def found(book: Book) -> list[str]:
    run = next(check.run for check in IDENTIFYING_CHECKS if check.key == "risk-custom")
    return [finding.text for finding in run(book, DAY)]


def test_the_catalogue_knows_where_the_values_of_each_stand(catalog: Catalog) -> None:
    assert {table: held.entity for table, held in catalog.value_tables.items()} == VALUES
    assert set(catalog.value_tables) == {str(owner) for owner in CustomOwner}
    assert catalog.tables_of_values == {item.table for item in VALUES.values()}
    for table, held in catalog.value_tables.items():
        assert held.entity.by_key[held.owner].kind == Link(table, belongs=True)
        plural = catalog.by_table[table].plural
        assert translated(CUSTOM_OWNERS[CustomOwner(table)]) == translated(plural)


def test_without_drills_a_catalogue_has_only_its_own() -> None:
    assert set(CATALOG.value_tables) == {"risks", "plans"}


def test_values_are_set_shown_and_taken_away(filled: Book, entity: AnyEntity) -> None:
    book, values = filled, filled.catalog.value_tables[entity.table].entity
    texts = {A: {N: "12.5", D: "2026-03-01"}, B: {T: "words"}}
    assert custom.texts_of(book, entity, [A, B]) == texts
    assert [text for _row, text in custom.column_values(book, entity, T)] == ["", "words"]
    assert [column.definition for column in custom.columns(book, entity)] == [N, T, D]
    others = [custom.columns(book, other) for other in book.catalog.entities if other != entity]
    assert not any(others)
    with book.change("Clear"):
        custom.set_value(book, entity, B, T, "")
    assert book.table(values).count() == 2
    book.undo()
    assert custom.texts_of(book, entity, [B]) == {B: {T: "words"}}


def test_a_value_that_does_not_fit_is_found(filled: Book, entity: AnyEntity) -> None:
    assert found(filled) == []
    with filled.change("Misfit"):
        custom.set_value(filled, entity, B, N, "many")
    assert found(filled) == ["“many” does not fit the field “Own number” of X-1 b."]


def test_values_go_with_their_record_and_come_back(filled: Book, entity: AnyEntity) -> None:
    book = filled
    delete(book, entity, [A])
    assert custom.texts_of(book, entity, [A]) == {}
    gone = deletions(book)[0]
    assert [item.title for item in gone.records] == ["X-0 a"]
    restore(book, gone.seq)
    assert custom.texts_of(book, entity, [A])[A] == {N: "12.5", D: "2026-03-01"}
    with book.change("Clear"):
        custom.set_value(book, entity, A, N, "")
    assert deletions(book) == []  # an emptied field is no deletion


def test_a_copy_has_the_values_of_the_original(filled: Book, entity: AnyEntity) -> None:
    made = clone_many(filled, entity, [B])
    assert custom.texts_of(filled, entity, made) == {made[0]: {T: "words"}}


def test_a_field_with_values_stays_with_its_records(filled: Book, entity: AnyEntity) -> None:
    book, table = filled, filled.table(CUSTOM_FIELD)
    other = next(owner for owner in CustomOwner if owner != entity.table)
    moved = replace(table.all()[0], entity=other)
    with pytest.raises(FieldError, match="holds values already"), book.change(N_("Move")):
        table.save(moved)
    assert table.get(N).entity == entity.table  # type: ignore[union-attr]
    with book.change("Empty and move"):
        custom.set_value(book, entity, A, N, "")
        table.save(moved)
    assert table.get(N) == moved


def test_values_are_sent_with_their_record(filled: Book, entity: AnyEntity, tmp_path: Path) -> None:
    book = filled
    export_book(book, tmp_path / "all.xlsx")
    plural = translated(entity.plural)
    sheet = next(s for s in read_workbook(tmp_path / "all.xlsx").sheets if s.name == plural)
    headings = sheet.rows[0].cells
    cells = dict(zip(headings, sheet.rows[1].cells, strict=False))
    assert (cells["Own number"], cells["Own day"]) == (12.5, DAY)
    row = list_rows(book, entity.table)[0]
    assert row["custom"] == {"Own number": "12.5", "Own day": "2026-03-01"}
    export_records(
        book,
        tmp_path / "some.csv",
        (entity, book.table(entity).all(), custom.columns(book, entity)),
    )
    lines = (tmp_path / "some.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == ["Own number,Own text,Own day,id", f"12.5,,2026-03-01,{A}", f",words,,{B}"]


def test_values_are_no_kind_of_their_own(book: Book) -> None:
    assert not {kind.table for kind in kinds(book)} & book.catalog.tables_of_values
    names = [translated(kind.plural)[:31] for kind in kinds(book)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", ["Title", "Plans", "id", "[x]"])
def test_no_two_columns_of_a_sheet_have_one_heading(book: Book, name: str) -> None:
    with book.change("Define"):
        field = CustomField(id="f", entity=CustomOwner.DRILLS, name=name)
        book.table(CUSTOM_FIELD).save(field)
    headings = [column.heading for column in out_columns(book, DRILL)]
    assert f"[{name}]" in headings or name == "[x]"
    assert len(set(headings)) == len(headings)


def test_a_document_carries_values_to_another_register(
    filled: Book, entity: AnyEntity, tmp_path: Path
) -> None:
    export_book(filled, tmp_path / "out.json")
    assert plan_import(filled, read_workbook(tmp_path / "out.json")).changes_nothing
    data: dict[str, Any] = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    values = filled.catalog.value_tables[entity.table].entity.table
    with create(tmp_path / "other.muster", filled.catalog, by="Wang") as other:
        with other.change("A field of the same name"):
            field = CustomField(id=MINE, entity=CustomOwner(entity.table), name="Own text")
            other.table(CUSTOM_FIELD).save(field)
        apply_import(other, plan_import(other, read_workbook(tmp_path / "out.json")))
        assert custom.texts_of(other, entity, [B]) == {B: {MINE: "words"}}
        assert custom.texts_of(other, entity, [A])[A][N] == "12.5"
        for row in data["tables"][values]:
            row["id"] = new_id()
        (tmp_path / "again.json").write_text(json.dumps(data), encoding="utf-8")
        assert plan_import(other, read_workbook(tmp_path / "again.json")).changes_nothing
