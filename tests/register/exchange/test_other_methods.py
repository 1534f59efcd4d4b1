"""Tables rate by the method that governs; what other methods rate comes through untouched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from register.assess import assess
from register.book import Book
from register.entities import ASSESSMENT, RISK, Assessment, Risk
from register.entities.risk import LevelKey, RiskKind
from register.entity import new_id
from register.exchange.applying import apply_import
from register.exchange.exporting import export_book
from register.exchange.plan import ImportPlan
from register.exchange.planning import plan_import
from register.exchange.reading import read_workbook
from register.methods import new_version
from register.scoring import DEFAULT_METHOD, DIRECT_METHOD, LEC_METHOD, OPPORTUNITY_METHOD

DAY = date(2026, 1, 5)


def add(book: Book, number: str, kind: RiskKind = RiskKind.THREAT, **rating: object) -> Risk:
    risk = Risk(id=new_id(), number=number, title=f"Risk {number}", kind=kind)
    book.table(RISK).save(risk)
    if rating:
        assess(book, Assessment(id=new_id(), risk=risk.id, assessed_on=DAY, **rating))  # type: ignore[arg-type]
    return risk


@pytest.fixture
def mixed(book: Book) -> Book:
    """A register of which one risk is rated by each method."""
    with book.change("Fill"):
        add(book, "R-001", likelihood=4, impact=5)
        add(book, "R-002", method=LEC_METHOD.id, likelihood=0.5, exposure=6, impact=15)
        add(book, "R-003", method=DIRECT_METHOD.id, level=LevelKey.HIGH, rationale="Seen it.")
        add(book, "R-004", RiskKind.OPPORTUNITY, likelihood=2, impact=5)
    return book


def planned(book: Book, folder: Path, text: str) -> ImportPlan:
    path = folder / "in.csv"
    path.write_text(text, encoding="utf-8")
    return plan_import(book, read_workbook(path))


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_ratings_of_every_method_come_back_unchanged(
    mixed: Book, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"out.{ending}"
    export_book(mixed, out, *([] if ending == "json" else ["risks"]))
    plan = plan_import(mixed, read_workbook(out))
    assert plan.changes_nothing
    assert plan.all_remarks() == []


def test_ratings_under_a_version_before_come_back_unchanged(mixed: Book, tmp_path: Path) -> None:
    smaller = replace(
        DEFAULT_METHOD,
        likelihood=DEFAULT_METHOD.likelihood[:3],
        grid=DEFAULT_METHOD.grid[:3],
    )
    export_book(mixed, tmp_path / "out.csv", "risks")
    with mixed.change("Edit"):
        new_version(mixed, smaller)
    plan = plan_import(mixed, read_workbook(tmp_path / "out.csv"))
    assert plan.changes_nothing
    assert plan.all_remarks() == []


def test_table_leaves_what_another_method_rates_and_says_so(mixed: Book, tmp_path: Path) -> None:
    plan = planned(mixed, tmp_path, "No.,Title,Likelihood,Impact\nR-002,Risk R-002,3,4\n")
    assert ["another method rates this risk" in item.text for item in plan.all_remarks()] == [True]
    apply_import(mixed, plan)
    (risk,) = mixed.table(RISK).find(number="R-002")
    assert (risk.current_method, risk.current_score) == (LEC_METHOD.id, 45)
    assert mixed.table(ASSESSMENT).count() == 4


def test_opportunity_is_rated_by_its_own_method(mixed: Book, tmp_path: Path) -> None:
    plan = planned(mixed, tmp_path, "No.,Title,Likelihood,Impact\nR-004,Risk R-004,4,4\n")
    apply_import(mixed, plan)
    (risk,) = mixed.table(RISK).find(number="R-004")
    assert (risk.current_method, risk.current_level) == (OPPORTUNITY_METHOD.id, LevelKey.EXTREME)
