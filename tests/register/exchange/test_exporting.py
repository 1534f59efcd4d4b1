"""Exports: whole or not at all, safe to open, and complete in what lists and scripts are given."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from register.assess import active_method
from register.book import Book
from register.catalog import Catalog
from register.entities import CUSTOM_FIELD, PERSON, RISK, Person, Risk
from register.entities.risk import RATING_PARTS, RiskKind, RiskStatus, Tier
from register.entity import new_id
from register.errors import Cancelled, RegisterError, StorageError
from register.exchange.applying import apply_import
from register.exchange.exporting import export_book, export_records
from register.exchange.kinds import kinds
from register.exchange.listing import list_rows
from register.exchange.planning import plan_import
from register.exchange.reading import read_workbook
from register.i18n import today
from register.samples import build_sample
from register.shelf import create
from tests.register.exchange.makers import workbook


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> Iterator[Book]:
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSTER_DATA", str(folder / "data"))
        with create(folder / "sample.muster", catalog, by="Li Na") as book:
            build_sample(book, today())
            yield book


def stop(_done: int, _total: int, _note: str = "") -> None:
    raise Cancelled


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_every_format_comes_back_without_change(sample: Book, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out.{ending}"
    export_book(sample, out)
    plan = plan_import(sample, read_workbook(out))
    assert plan.changes_nothing
    assert plan.rows
    assert not plan.all_remarks()


def _rated_otherwise(book: Book) -> dict[str, set[str]]:
    """Return by risk the rating columns that another method than the governing one gave."""
    governing = {kind: active_method(book, kind).id for kind in RiskKind}
    found: dict[str, set[str]] = {}
    for risk in book.table(RISK).all():
        for tier in Tier:
            if getattr(risk, f"{tier}_method") not in (None, governing[risk.kind]):
                found.setdefault(risk.id, set()).update(f"{tier}_{p}" for p in RATING_PARTS)
    assert found
    return found


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_table_fills_an_empty_register_with_the_same_risks(
    sample: Book, book: Book, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"out.{ending}"
    export_book(sample, out)
    apply_import(book, plan_import(book, read_workbook(out)))

    shown_only = {"risk_owners", "risk_units", "risk_controls"}  # records of their own

    others = _rated_otherwise(sample)  # a table rates by the governing method only
    known = {field.name for field in sample.table(CUSTOM_FIELD).all()}  # the rest was off a scale

    def rows(source: Book) -> list[dict[str, object]]:
        found = []
        for row in list_rows(source, "risks"):
            texts = {name: text for name, text in row["custom"].items() if name in known}
            row["custom"] = {name: text.casefold() for name, text in texts.items()}
            without = shown_only | others.get(row["id"], set())
            found.append(
                {k: v for k, v in row.items() if not k.endswith("_id") and k not in without}
            )
        return found

    assert rows(book) == rows(sample)


def test_json_fills_an_empty_register_exactly(sample: Book, book: Book, tmp_path: Path) -> None:
    export_book(sample, tmp_path / "out.json")
    apply_import(book, plan_import(book, read_workbook(tmp_path / "out.json")))
    for entity in kinds(book):
        key = repr
        assert sorted(book.table(entity).all(), key=key) == sorted(
            sample.table(entity).all(), key=key
        )
    export_book(book, tmp_path / "again.json")
    assert plan_import(sample, read_workbook(tmp_path / "again.json")).changes_nothing


def test_the_spreadsheet_has_a_sheet_a_kind_with_header_filter_choices_and_colours(
    sample: Book, tmp_path: Path
) -> None:
    export_book(sample, tmp_path / "out.xlsx")
    found = parts(tmp_path / "out.xlsx")
    names = re.findall(r'<sheet name="([^"]+)"', found["xl/workbook.xml"])
    assert names[0] == "Units"
    assert "Risks" in names
    assert len(names) == len(kinds(sample))
    risks = found[f"xl/worksheets/sheet{names.index('Risks') + 1}.xml"]
    assert 'state="frozen"' in risks
    assert "<autoFilter" in risks
    assert "Candidate,Open,Treating" in risks
    assert all(f"FF{colour}" in found["xl/styles.xml"] for colour in ("9B0019", "F4D03F"))


def test_one_kind_can_be_exported_alone(sample: Book, tmp_path: Path) -> None:
    export_book(sample, tmp_path / "out.xlsx", "plans")
    (sheet,) = read_workbook(tmp_path / "out.xlsx").sheets
    assert sheet.name == "Plans"
    own = ("Filed with the authority", "Printed copies")
    assert sheet.rows[0].cells[-5:] == ("Risks", "Teams", *own, "id")
    export_book(sample, tmp_path / "out.csv", "people")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:2] == ["Name", "Post"]
    assert len(rows) == sample.table(PERSON).count() + 1


def test_text_like_a_formula_is_text_in_both_formats(book: Book, tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "'quoted", "\ttab", "\rreturn", "＝1", "http://a.b"]
    apply_import(book, plan_import(book, workbook(["Title", "Notes"], *([t, t] for t in texts))))
    export_book(book, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        titles = [row[1] for row in csv.reader(file)][1:]
    assert titles == [f"'{text}" for text in texts[:7]] + texts[7:]
    export_book(book, tmp_path / "out.xlsx", "risks")
    sheet = parts(tmp_path / "out.xlsx")["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    for ending in ("csv", "xlsx"):
        assert plan_import(book, read_workbook(tmp_path / f"out.{ending}")).changes_nothing


def test_numbers_are_never_prefixed(sample: Book, tmp_path: Path) -> None:
    export_book(sample, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["Current score"].isdigit() for row in rows if row["Current score"])


def test_days_before_spreadsheets_began_are_kept(book: Book, tmp_path: Path) -> None:
    days = [
        date(1, 1, 1),
        date(1850, 6, 1),
        date(1900, 2, 28),
        date(2026, 3, 31),
        date(9999, 12, 31),
    ]
    with book.change("days"):
        book.table(RISK).save_all(
            Risk(id=new_id(), number=f"R-{n}", title="x", raised_on=day, status=RiskStatus.OPEN)
            for n, day in enumerate(days)
        )
    for ending in ("xlsx", "csv", "json"):
        export_book(book, tmp_path / f"out.{ending}")
        assert plan_import(book, read_workbook(tmp_path / f"out.{ending}")).changes_nothing


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_r13_a_failing_export_leaves_the_older_file_and_nothing_else(
    sample: Book, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"out.{ending}"
    out.write_text("older")
    with pytest.raises(Cancelled):
        export_book(sample, out, progress=stop)
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == [out.name]
    assert out.read_text() == "older"
    with pytest.raises(StorageError):
        export_book(sample, tmp_path / "nowhere" / out.name)


def test_other_endings_and_kinds_are_refused_by_name(sample: Book, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"out\.pdf.*\.xlsx"):
        export_book(sample, tmp_path / "out.pdf")
    with pytest.raises(RegisterError, match=r"“ghosts” is no kind.*risks"):
        export_book(sample, tmp_path / "out.csv", "ghosts")


def test_what_a_list_shows_is_exported_in_its_order(sample: Book, tmp_path: Path) -> None:
    fields = [RISK.by_key[key] for key in ("title", "owner", "current_level")]
    records = sample.table(RISK).all()[5:2:-1]
    export_records(sample, tmp_path / "list.csv", (RISK, records, fields))
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Title", "Owner", "Current level", "id"]
    assert [row[0] for row in rows[1:]] == [record.title for record in records]
    export_records(sample, tmp_path / "list.xlsx", (RISK, records, fields))
    assert len(read_workbook(tmp_path / "list.xlsx").sheets[0].rows) == 4


def test_headings_and_words_are_in_the_language_of_the_reader(sample: Book, tmp_path: Path) -> None:
    from register.i18n import language

    with language("zh_CN"):
        export_book(sample, tmp_path / "zh.xlsx")
    plan = plan_import(sample, read_workbook(tmp_path / "zh.xlsx"))
    assert plan.changes_nothing


def test_list_gives_the_keys_of_the_contract(sample: Book) -> None:
    risk = list_rows(sample, "risks")[0]
    keys = "id number title status source cause event consequence category category_id unit unit_id"
    keys += " owner owner_id strategy controls measures raised_on next_review notes"
    assert list(risk)[:20] == keys.split()
    tiers = ("inherent", "current", "residual", "target")
    parts = ("likelihood", "impact", "score", "level")
    assert [key for key in risk if key.split("_")[0] in tiers] == [
        f"{tier}_{part}" for tier in tiers for part in parts
    ]
    assert risk["custom"]["Season"] == "All year"
    assert risk["owner"] == sample.table(PERSON).get(risk["owner_id"]).name
    assert risk["status"] in set(RiskStatus)
    assert json.loads(json.dumps(risk)) == risk


def test_list_gives_phones_several_links_and_moments(sample: Book) -> None:
    people = list_rows(sample, "people")
    assert people[0]["phones"]
    assert all(isinstance(phone, str) for person in people for phone in person["phones"])
    assert people[0]["active"] is True
    plan = list_rows(sample, "plans")[0]
    assert len(plan["risks"]) == len(plan["risks_id"])
    drill = list_rows(sample, "drills")[0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", drill["starts_at"])
    assert isinstance(drill["plans"], list)


def test_every_kind_of_the_contract_is_listed_in_order(sample: Book) -> None:
    names = "risks assessments categories units methods people phones teams memberships plans steps"
    for name in f"{names} drills log".split():
        rows = list_rows(sample, name)
        assert rows
        assert all(value != "" for row in rows for value in row.values())
    numbers = [row["number"] for row in list_rows(sample, "risks")]
    assert numbers == sorted(numbers, key=lambda number: (len(number), number))
    with pytest.raises(RegisterError, match="no kind"):
        list_rows(sample, "plan_risks")


def test_list_names_linked_records_in_the_language_asked_for(book: Book) -> None:
    apply_import(book, plan_import(book, workbook(["Title", "Category"], ["a", "Technical"])))
    assert list_rows(book, "risks", "en")[0]["category"] == "Technical"
    assert list_rows(book, "risks", "zh_CN")[0]["category"] == "技术"


def test_the_output_of_list_can_be_imported(sample: Book, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps(list_rows(sample, "risks")), encoding="utf-8")
    assert plan_import(sample, read_workbook(path)).changes_nothing


def test_an_owner_named_like_a_department_stays_the_owner(book: Book, tmp_path: Path) -> None:
    people = [Person(id=new_id(), name=name) for name in ("IT", "None", " Li ")]
    with book.change("odd names"):
        book.table(PERSON).save_all(people)
        for n, person in enumerate(people):
            risk = Risk(id=new_id(), number=f"R-{n}", title="x", owner=person.id)
            book.table(RISK).save(risk)
    for ending in ("xlsx", "csv", "json"):
        export_book(book, tmp_path / f"out.{ending}")
        assert plan_import(book, read_workbook(tmp_path / f"out.{ending}")).changes_nothing


def test_a_table_of_another_kind_is_not_taken_for_risks(
    sample: Book, book: Book, tmp_path: Path
) -> None:
    export_book(sample, tmp_path / "plans.xlsx", "plans")
    export_book(sample, tmp_path / "drills.csv", "drills")
    with pytest.raises(RegisterError, match="it holds Plans"):
        plan_import(book, read_workbook(tmp_path / "plans.xlsx"))
    with pytest.raises(RegisterError, match="it holds Drills"):
        plan_import(sample, read_workbook(tmp_path / "drills.csv"))
