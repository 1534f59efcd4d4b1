"""Counts from the book equal the risks themselves, under any filter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from register.assess import assess
from register.book import Book
from register.charts.from_book import heat_map_data
from register.entities import CATEGORY, PERSON, RISK, UNIT, Assessment, Person, Risk, Unit
from register.entities.risk import RiskStatus, Tier
from register.entity import new_id
from register.i18n import N_
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
    data = heat_map_data(book, Tier.CURRENT, **only)  # type: ignore[arg-type]
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
