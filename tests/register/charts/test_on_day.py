"""The map of a day equals the stored columns today, and what moves adds up between two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register import shelf
from register.assess import assess
from register.book import Book
from register.catalog import Catalog
from register.charts.from_book import heat_map_data, risks_in, risks_not_rated
from register.charts.on_day import BetweenDays, Spell, between_days
from register.entities import RISK, UNIT, Assessment, Risk, Unit
from register.entities.risk import RiskStatus, Tier
from register.entity import new_id
from register.i18n import N_
from register.scoring import LEC_METHOD
from register.series import next_number

DAY = date(2026, 5, 1)
days = st.integers(-5, 5).map(lambda n: DAY + timedelta(days=n))
ratings = st.tuples(st.sampled_from(list(Tier)), days, st.integers(1, 5), st.integers(1, 5))
risks = st.fixed_dictionaries(
    {
        "raised_on": st.none() | days,
        "closed_on": st.none() | days,
        "status": st.sampled_from([RiskStatus.OPEN, RiskStatus.OPEN, RiskStatus.CLOSED]),
        "ratings": st.lists(ratings, max_size=4),
    }
)


@pytest.fixture
def filled(book: Book) -> Book:
    """Three risks: one moved in May, one was raised in May, one was closed in May."""
    with book.change(N_("Add")):
        _add(book, "R-001", {date(2026, 1, 5): (4, 5), date(2026, 5, 20): (2, 3)})
        _add(book, "R-002", {date(2026, 5, 10): (1, 1)}, raised_on=date(2026, 5, 9))
        closed = {"status": RiskStatus.CLOSED, "closed_on": date(2026, 5, 15)}
        _add(book, "R-003", {date(2026, 1, 5): (5, 5)}, **closed)
        _add(book, "R-004", {})
    return book


def _add(book: Book, number: str, ratings: dict[date, tuple[int, int]], **values: object) -> None:
    risk = Risk(id=number, number=number, title=number, **values)  # type: ignore[arg-type]
    book.table(RISK).save(risk)
    for day, pair in ratings.items():
        _rate(book, risk.id, Tier.CURRENT, day, pair)


def _rate(book: Book, risk: str, tier: Tier, day: date, pair: tuple[int, int]) -> None:
    item = Assessment(
        id=new_id(), risk=risk, tier=tier, assessed_on=day, likelihood=pair[0], impact=pair[1]
    )
    assess(book, item)


def _numbers(found: BetweenDays) -> dict[tuple[int, int], tuple[str, ...]]:
    return {place: cell.numbers for place, cell in found.data.cells.items()}


def test_arrows_lead_from_where_risks_stood_to_where_they_stand(filled: Book) -> None:
    found = between_days(filled, Spell(Tier.CURRENT, DAY))
    assert _numbers(found) == {(1, 1): ("R-002",), (2, 3): ("R-001",)}
    assert [(m.start, m.end, m.count, m.numbers) for m in found.data.moves] == [
        ((4, 5), (2, 3), 1, ("R-001",))
    ]
    assert (found.data.came, found.data.left) == (1, 1)
    assert (found.data.not_rated, found.data.closed) == (1, 1)


def test_an_earlier_end_shows_the_map_of_that_day(filled: Book) -> None:
    found = between_days(filled, Spell(Tier.CURRENT, date(2026, 1, 1), DAY))
    assert _numbers(found) == {(4, 5): ("R-001",), (5, 5): ("R-003",)}
    assert (found.data.came, found.data.left, found.data.moved) == (2, 0, 0)
    assert found.data.on == DAY
    assert [risk[1] for risk in found.without] == ["R-004"]


def test_a_rating_counts_from_its_own_day(filled: Book) -> None:
    eve, day = date(2026, 5, 19), date(2026, 5, 20)
    assert between_days(filled, Spell(Tier.CURRENT, eve, day)).data.moved == 1
    assert between_days(filled, Spell(Tier.CURRENT, day)).data.moved == 0


def test_the_last_rating_of_a_day_counts(book: Book) -> None:
    with book.change(N_("Add")):
        _add(book, "R-001", {DAY: (4, 5)})
        _rate(book, "R-001", Tier.CURRENT, DAY, (1, 2))
    assert _numbers(between_days(book, Spell(Tier.CURRENT, DAY, DAY))) == {(1, 2): ("R-001",)}


def test_only_the_risks_asked_for_are_read(filled: Book) -> None:
    found = between_days(filled, Spell(Tier.CURRENT, DAY), {"owner": "nobody"})
    assert (found.data.cells, found.data.moves) == ({}, ())


def test_a_rating_by_another_method_stands_beside_the_map(filled: Book) -> None:
    with filled.change(N_("Rate")):
        item = Assessment(
            id=new_id(), risk="R-001", assessed_on=date(2026, 6, 1), method=LEC_METHOD.id,
            likelihood=6, exposure=6, impact=15,
        )  # fmt: skip
        assess(filled, item)
    found = between_days(filled, Spell(Tier.CURRENT, DAY))
    assert found.data.elsewhere == 1
    assert (found.data.moves, found.data.left) == ((), 2)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> Iterator[Book]:
    """One register for all examples; each has a unit of its own there."""
    with shelf.create(tmp_path_factory.mktemp("days") / "s.muster", catalog, by="Li Na") as book:
        yield book


@settings(max_examples=25)
@given(items=st.lists(risks, max_size=6), since=days, until=days)
def test_the_present_equals_the_stored_columns_and_moves_add_up(
    shared: Book, items: list[dict[str, object]], since: date, until: date
) -> None:
    unit = new_id()
    with shared.change(N_("Add")):
        shared.table(UNIT).save(Unit(id=unit, name=unit))
        for item in items:
            _fill(shared, dict(item) | {"unit": unit})
    for tier in Tier:
        _agrees(shared, tier, since, {"unit": unit})
        _adds_up(shared, tier, *sorted((since, until)), {"unit": unit})


def _fill(book: Book, item: dict[str, object]) -> None:
    ratings = item.pop("ratings")
    number = next_number(book, RISK)
    risk = Risk(id=new_id(), number=number, title=number, **item)  # type: ignore[arg-type]
    book.table(RISK).save(risk)
    for tier, day, likelihood, impact in ratings:  # type: ignore[attr-defined]
        _rate(book, risk.id, tier, day, (likelihood, impact))


def _agrees(book: Book, tier: Tier, since: date, wanted: dict[str, str | None]) -> None:
    """The present is what is stored; so is a day after every day of the register."""
    stored = heat_map_data(book, tier, None, wanted)
    for until in (None, date(2027, 1, 1)):
        found = between_days(book, Spell(tier, since, until), wanted)
        assert found.data.cells == stored.cells
        assert found.data.not_rated == stored.not_rated
        assert found.data.closed == stored.closed
        assert found.data.elsewhere == stored.elsewhere
        for place in stored.cells:
            assert found.risks_in([place]) == risks_in(book, tier, [place], wanted)
        assert list(found.without) == risks_not_rated(book, tier, wanted)


def _adds_up(
    book: Book, tier: Tier, since: date, until: date, wanted: dict[str, str | None]
) -> None:
    """Who stands on the later map stayed, moved or came; who stood on the earlier stayed or left."""
    now = between_days(book, Spell(tier, since, until), wanted).data
    before = between_days(book, Spell(tier, since, since), wanted).data
    assert before.moves == ()
    assert now.rated - now.came == before.rated - now.left >= now.moved
    for move in now.moves:
        assert before.cells[move.start].count >= move.count <= now.cells[move.end].count
