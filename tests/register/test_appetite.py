"""Appetite and tolerance: which entry holds, and what lies above it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from register.appetite import breaches, entry_for, entry_of, levels_above
from register.assess import assess
from register.book import Book
from register.entities import (
    APPETITE,
    CATEGORY,
    PERSON,
    RISK,
    Appetite,
    Assessment,
    Category,
    Person,
    Risk,
)
from register.entities.risk import LevelKey, RiskKind, RiskStatus, Tier
from register.errors import FieldError

LOW, MODERATE, HIGH, EXTREME = LevelKey
PARENTS = {"it": None, "network": "it", "cable": "network", "money": None}


def _entry(key: str, category: str | None, **values: object) -> Appetite:
    given = {"appetite": LOW, "tolerance": MODERATE, "tier": Tier.CURRENT} | values
    return Appetite(id=key, category=category, **given)  # type: ignore[arg-type]


def test_nearest_category_upwards_decides() -> None:
    entries = [_entry("all", None), _entry("it", "it"), _entry("net", "network", tier=Tier.TARGET)]

    def found(category: str | None, tier: Tier = Tier.CURRENT) -> str | None:
        entry = entry_for(entries, PARENTS, category, tier)
        return entry.id if entry else None

    assert [found(key) for key in ("it", "cable", "money", None)] == ["it", "it", "all", "all"]
    assert found("cable", Tier.TARGET) == "net"
    assert found("it", Tier.TARGET) is None
    assert entry_for(entries, {"a": "b", "b": "a"}, "a", Tier.CURRENT) == entries[0]


def test_levels_above_a_bound() -> None:
    assert levels_above(MODERATE) == ("high", "extreme")
    assert levels_above(EXTREME) == levels_above(None) == ()


@pytest.fixture
def bounded(book: Book) -> Book:
    """Risks of each level under a category that bears little, and one outside of it."""
    with book.change("Add"):
        book.table(PERSON).save(Person(id="p", name="Li Na"))
        for key, parent in PARENTS.items():
            book.table(CATEGORY).save(Category(id=key, name=key, parent=parent))
        for key, likelihood, impact, category in (
            ("a", 1, 1, "cable"),
            ("b", 3, 3, "cable"),
            ("c", 4, 4, "cable"),
            ("d", 4, 4, None),
            ("e", 5, 5, "money"),
        ):
            book.table(RISK).save(Risk(id=key, number=key, title="Risk", category=category))
            assess(book, Assessment(id=key, risk=key, likelihood=likelihood, impact=impact,
                                    assessed_on=date(2026, 1, 1)))  # fmt: skip
        book.table(RISK).save(Risk(id="bare", title="Not rated", category="it"))
        book.table(APPETITE).save(_entry("it", "it", approver="p"))
        book.table(APPETITE).save(_entry("all", None, appetite=MODERATE, tolerance=HIGH))
    return book


def test_what_lies_above_is_found_worst_first(bounded: Book) -> None:
    found = [(b.risk, b.is_breach, b.approver, b.entry.id) for b in breaches(bounded)]
    assert found == [
        ("e", True, "", "all"),
        ("c", True, "Li Na", "it"),
        ("d", False, "", "all"),
        ("b", False, "Li Na", "it"),
    ]
    assert breaches(bounded, Tier.TARGET) == []
    risk = bounded.table(RISK).get("c")
    assert risk is not None
    entry = entry_of(bounded, risk)
    assert entry is not None
    assert entry.id == "it"


@pytest.mark.parametrize(
    "values", [{"status": RiskStatus.CLOSED}, {"kind": RiskKind.OPPORTUNITY}, {"category": "money"}]
)
def test_only_live_threats_can_be_above(bounded: Book, values: dict[str, object]) -> None:
    with bounded.change("Change"):
        risk = bounded.table(RISK).get("c")
        assert risk is not None
        bounded.table(RISK).save(replace(risk, **values))  # type: ignore[arg-type]
    found = {b.risk: b.is_breach for b in breaches(bounded)}
    assert not found.get("c", False)


def test_bearing_less_than_one_wants_is_refused(bounded: Book) -> None:
    with pytest.raises(FieldError, match="below the appetite"), bounded.change("Change"):
        bounded.table(APPETITE).save(_entry("it", "it", appetite=HIGH, tolerance=MODERATE))
    with pytest.raises(FieldError, match="has an entry"), bounded.change("Add"):
        bounded.table(APPETITE).save(_entry("again", "it"))
    with bounded.change("Change"):
        bounded.table(APPETITE).save(_entry("it", "it", appetite=HIGH, tolerance=HIGH))
        bounded.table(APPETITE).save(_entry("target", "it", tier=Tier.TARGET))
    assert bounded.table(APPETITE).count() == 3
