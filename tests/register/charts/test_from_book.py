"""Counts from the book equal the risks themselves, under any filter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from register.assess import assess
from register.book import Book
from register.charts.from_book import (
    heat_map_data,
    risks_elsewhere,
    risks_in,
    risks_not_rated,
)
from register.entities import CATEGORY, PERSON, RISK, UNIT, Assessment, Person, Risk, Unit
from register.entities.risk import LevelKey, RiskKind, RiskStatus, Tier
from register.entity import new_id
from register.errors import RegisterError
from register.i18n import N_
from register.methods import add_method
from register.scoring import (
    DIRECT_METHOD,
    LEC_METHOD,
    OPPORTUNITY_METHOD,
    WEIGHTED_METHOD,
    Method,
)
from register.seeds import category_id

DAY = date(2026, 1, 5)


def add(book: Book, number: str, current: tuple[int, int] | None, **values: object) -> Risk:
    risk = Risk(id=new_id(), number=number, title=number, **values)  # type: ignore[arg-type]
    book.table(RISK).save(risk)
    if current:
        rated(book, risk, Tier.CURRENT, current)
    return risk


def rated(book: Book, risk: Risk, tier: Tier, pair: tuple[int, int]) -> None:
    likelihood, impact = pair
    item = Assessment(
        id=new_id(), risk=risk.id, tier=tier, assessed_on=DAY, likelihood=likelihood, impact=impact
    )
    assess(book, item)


@pytest.fixture
def filled(book: Book) -> Book:
    with book.change(N_("Add")):
        whole = Unit(id="u1", name="Operations")
        book.table(UNIT).save_all([whole, Unit(id="u2", name="West", parent="u1")])
        book.table(PERSON).save(Person(id="p1", name="Li Na"))
        add(book, "R-001", (4, 5), unit="u2", owner="p1", category=category_id("systems"))
        moved = add(book, "R-002", (4, 5), unit="u1", category=category_id("technical"))
        rated(book, moved, Tier.RESIDUAL, (2, 3))
        add(book, "R-003", (1, 1), category=category_id("market"), status=None)
        add(book, "R-004", None, owner="p1")
        add(book, "R-005", (5, 5), status=RiskStatus.CLOSED)
        add(book, "R-006", (4, 5), status=RiskStatus.REJECTED)
    return book


def counts(book: Book, **only: str) -> dict[tuple[int, int], int]:
    data = heat_map_data(book, Tier.CURRENT, None, only)
    return {place: cell.count for place, cell in data.cells.items()}


def test_cells_hold_the_standing_risks_and_no_closed_ones(filled: Book) -> None:
    data = heat_map_data(filled, Tier.CURRENT)
    assert {place: cell.numbers for place, cell in data.cells.items()} == {
        (4, 5): ("R-001", "R-002"),
        (1, 1): ("R-003",),
    }
    assert (data.rated, data.not_rated, data.closed) == (3, 1, 2)


def test_other_tiers_count_their_own_ratings(filled: Book) -> None:
    data = heat_map_data(filled, Tier.RESIDUAL)
    assert list(data.cells) == [(2, 3)]
    assert data.not_rated == 3


def test_filters_include_what_lies_below(filled: Book) -> None:
    assert counts(filled, unit="u1") == {(4, 5): 2}
    assert counts(filled, unit="u2") == {(4, 5): 1}
    assert counts(filled, owner="p1") == {(4, 5): 1}
    assert counts(filled, category=category_id("technical")) == {(4, 5): 2}
    assert counts(filled, category=category_id("systems")) == {(4, 5): 1}
    assert counts(filled, category=category_id("technical"), owner="p1") == {(4, 5): 1}
    assert filled.table(CATEGORY).count() > 9


def test_movements_lead_from_tier_to_tier(filled: Book) -> None:
    data = heat_map_data(filled, Tier.CURRENT, Tier.RESIDUAL)
    assert [(m.start, m.end, m.count, m.numbers) for m in data.moves] == [
        ((4, 5), (2, 3), 1, ("R-002",))
    ]
    assert data.second == "residual"


def test_a_circle_of_units_ends(filled: Book) -> None:
    with filled.change(N_("Bend")):
        unit = filled.table(UNIT).get("u1")
        assert unit
        filled.table(UNIT).save(replace(unit, parent="u2"))
    assert counts(filled, unit="u1") == {(4, 5): 2}


def test_a_new_register_has_an_empty_map(book: Book) -> None:
    data = heat_map_data(book, Tier.CURRENT)
    assert (dict(data.cells), data.not_rated) == ({}, 0)


def by(book: Book, risk: Risk, method: Method, **values: object) -> None:
    item = Assessment(id=new_id(), risk=risk.id, method=method.id, assessed_on=DAY, **values)  # type: ignore[arg-type]
    assess(book, item)


def test_risks_of_another_method_stand_beside_the_map(filled: Book) -> None:
    with filled.change(N_("Rate otherwise")):
        by(filled, add(filled, "R-007", (4, 5)), LEC_METHOD, likelihood=3, impact=7, exposure=6)
        by(filled, add(filled, "R-008", None), DIRECT_METHOD, level=LevelKey.HIGH, rationale="x")
        add(filled, "O-001", (4, 5), kind=RiskKind.OPPORTUNITY)
    data = heat_map_data(filled, Tier.CURRENT)
    assert (data.rated, data.not_rated, data.elsewhere, data.closed) == (3, 1, 2, 2)
    assert data.cells[4, 5].numbers == ("R-001", "R-002")
    assert [number for _id, number, _title in risks_elsewhere(filled, Tier.CURRENT)] == [
        "R-007",
        "R-008",
    ]
    assert [item[1] for item in risks_not_rated(filled, Tier.CURRENT)] == ["R-004"]
    assert [item[1] for item in risks_in(filled, Tier.CURRENT, [(4, 5)])] == ["R-001", "R-002"]


def test_map_of_opportunities_shows_them_alone(filled: Book) -> None:
    with filled.change(N_("Add opportunities")):
        add(filled, "O-001", (4, 5), kind=RiskKind.OPPORTUNITY)
        add(filled, "O-002", None, kind=RiskKind.OPPORTUNITY)
    data = heat_map_data(filled, Tier.CURRENT, method=OPPORTUNITY_METHOD)
    assert {place: cell.numbers for place, cell in data.cells.items()} == {(4, 5): ("O-001",)}
    assert (data.not_rated, data.elsewhere, data.closed) == (1, 0, 0)
    found = risks_not_rated(filled, Tier.CURRENT, method=OPPORTUNITY_METHOD)
    assert [number for _id, number, _title in found] == ["O-002"]


def test_cells_of_a_formula_are_found_by_its_own_scores(filled: Book) -> None:
    with filled.change(N_("Rate by formula")):
        made = add_method(filled, WEIGHTED_METHOD)
        for n, cell in enumerate([(4, 5), (5, 4), (1, 1)]):
            risk = add(filled, f"F-{n}", None)
            by(filled, risk, made, likelihood=cell[0], impact=cell[1])
        by(filled, risk, made, tier=Tier.RESIDUAL, likelihood=3, impact=1)
    data = heat_map_data(filled, Tier.CURRENT, Tier.RESIDUAL, method=made)
    assert {place: cell.numbers for place, cell in data.cells.items()} == {
        (4, 5): ("F-0",),
        (5, 4): ("F-1",),
        (1, 1): ("F-2",),
    }
    assert [(move.start, move.end, move.numbers) for move in data.moves] == [
        ((1, 1), (3, 1), ("F-2",))
    ]
    for place, cell in data.cells.items():
        found = risks_in(filled, Tier.CURRENT, [place], method=made)
        assert tuple(number for _id, number, _title in found) == cell.numbers


def test_no_arrow_leads_from_one_method_to_another(filled: Book) -> None:
    with filled.change(N_("Rate otherwise")):
        made = add_method(filled, WEIGHTED_METHOD)
        risk = filled.table(RISK).find(number="R-002")[0]
        by(filled, risk, made, tier=Tier.RESIDUAL, likelihood=2, impact=3)
    assert heat_map_data(filled, Tier.CURRENT, Tier.RESIDUAL).moves == ()
    assert heat_map_data(filled, Tier.RESIDUAL).elsewhere == 1


def test_ratings_from_before_the_methods_were_named_are_the_oldest_ones(filled: Book) -> None:
    with filled.change(N_("Forget the methods")):
        risks = [
            replace(risk, **{f"{tier}_method": None for tier in Tier})  # type: ignore[arg-type]
            for risk in filled.table(RISK).all()
        ]
        filled.table(RISK).save_all(risks)
    data = heat_map_data(filled, Tier.CURRENT, Tier.RESIDUAL)
    assert (data.rated, data.elsewhere, len(data.moves)) == (3, 0, 1)
    assert len(risks_in(filled, Tier.CURRENT, data.cells)) == 3
    assert risks_elsewhere(filled, Tier.CURRENT) == []


@pytest.mark.parametrize("method", [LEC_METHOD, DIRECT_METHOD])
def test_method_without_a_matrix_has_no_heat_map(book: Book, method: Method) -> None:
    with pytest.raises(RegisterError, match="has no matrix"):
        heat_map_data(book, Tier.CURRENT, method=method)


def test_counts_need_no_sorting(filled: Book) -> None:
    asked: list[str] = []
    reader = filled.reader()
    reader.set_trace_callback(asked.append)
    heat_map_data(filled, Tier.CURRENT)
    reader.set_trace_callback(None)
    counting = next(sql for sql in asked if "count(*)" in sql)
    plan = " ".join(str(row) for row in reader.execute(f"explain query plan {counting}"))
    assert "COVERING INDEX risks_current" in plan
    assert "TEMP B-TREE" not in plan
