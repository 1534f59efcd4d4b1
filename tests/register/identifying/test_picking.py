"""Risks of the library come into a register with what is usual against them, and never twice."""

from __future__ import annotations

from register import starter
from register.book import Book
from register.catalog import Catalog
from register.entities import (
    CATEGORY,
    CONTROL,
    INDICATOR,
    INDICATOR_RISK,
    RISK,
    RISK_CONTROL,
    Control,
)
from register.entities.risk import RiskKind, RiskStatus
from register.entities.treatment import ControlState
from register.identifying.picking import Picking, is_known, known_titles, pick
from register.seeds import category_id

WATCHED = next(risk for risk in starter.risks() if risk.indicators)
CHANCE = next(risk for risk in starter.risks() if risk.opportunity)


def test_a_risk_comes_with_controls_and_indicators_as_a_candidate(book: Book) -> None:
    with book.change("Pick"):
        (made,) = pick(book, [WATCHED.key], Picking())
    risk = book.table(RISK).get(made)
    assert risk is not None
    assert (risk.status, risk.kind, risk.number) == (
        RiskStatus.CANDIDATE, RiskKind.THREAT, "R-001"
    )  # fmt: skip
    assert (risk.title, risk.cause) == (WATCHED.title["en"], WATCHED.cause["en"])
    assert risk.category == category_id(WATCHED.category)
    assert book.table(RISK_CONTROL).count(risk=made) == len(WATCHED.controls)
    assert {control.state for control in book.table(CONTROL).all()} == {ControlState.PLANNED}
    assert book.table(INDICATOR_RISK).count(risk=made) == len(WATCHED.indicators)


def test_what_is_there_already_is_linked_and_not_doubled(book: Book) -> None:
    title = WATCHED.controls[0].title["zh_CN"]
    with book.change("Add"):
        book.table(CONTROL).save(Control(id="c", number="C-001", title=title))
        pick(book, [WATCHED.key], Picking())
    assert book.table(RISK_CONTROL).count(control="c") == 1
    assert book.table(CONTROL).count() == len(WATCHED.controls)
    before = book.table(INDICATOR).count()
    with book.change("Again"):
        assert pick(book, [WATCHED.key], Picking()) == []
        assert len(pick(book, [risk.key for risk in starter.risks()], Picking())) == (
            len(starter.risks()) - 1
        )
    titles = [control.title for control in book.table(CONTROL).all()]
    assert len(titles) == len(set(titles))
    names = [indicator.name for indicator in book.table(INDICATOR).all()]
    assert len(names) == len(set(names)) > before
    assert all(is_known(risk, known_titles(book)) for risk in starter.risks())


def test_only_what_is_wanted_comes_along(book: Book) -> None:
    with book.change("Pick"):
        (made,) = pick(
            book, [CHANCE.key], Picking(RiskStatus.OPEN, controls=False, indicators=False)
        )
    risk = book.table(RISK).get(made)
    assert risk is not None
    assert (risk.status, risk.kind) == (RiskStatus.OPEN, RiskKind.OPPORTUNITY)
    assert book.table(CONTROL).count() == book.table(INDICATOR).count() == 0


def test_a_category_that_is_gone_gives_way_to_its_group_or_to_none(book: Book) -> None:
    deep = next(risk for risk in starter.risks() if risk.category != risk.group)
    with book.change("Delete"):
        for item in book.table(CATEGORY).all():
            if item.id == category_id(deep.category):
                book.table(CATEGORY).delete(item.id)
        (made,) = pick(book, [deep.key], Picking())
    assert getattr(book.table(RISK).get(made), "category", "") == category_id(deep.group)


def test_the_whole_step_is_undone_at_once(book: Book, catalog: Catalog) -> None:
    with book.change("Pick"):
        pick(book, [WATCHED.key], Picking())
    book.undo()
    tables = (RISK, CONTROL, INDICATOR, RISK_CONTROL)
    assert not any(book.table_named(entity.table).count() for entity in tables)
