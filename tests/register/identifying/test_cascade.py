"""Chains of risks: what falls, what causes, and no circles."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.book import Book
from register.entities import RISK, RISK_LINK, Risk, RiskLink
from register.errors import RegisterError
from register.identifying.cascade import _path, causes, circle, circles, falls, lead


@pytest.fixture
def risks(book: Book) -> Book:
    with book.change("Add"):
        for key in "abcde":
            book.table(RISK).save(Risk(id=key, number=f"R-{key}", title=key))
        for pair in ("ab", "bc", "ac", "cd"):
            lead(book, pair[0], pair[1])
    return book


def test_what_falls_is_counted_by_the_shortest_way(risks: Book) -> None:
    found = [(item.risk.id, item.distance) for item in falls(risks, "a")]
    assert found == [("b", 1), ("c", 1), ("d", 2)]
    assert [(item.risk.id, item.distance) for item in causes(risks, "d")] == [
        ("c", 1),
        ("b", 2),
        ("a", 2),
    ]
    assert falls(risks, "e") == causes(risks, "e") == []


def test_a_link_that_closes_a_circle_is_refused_by_its_path(risks: Book) -> None:
    assert circle(risks, "a", "d") == ""
    with pytest.raises(RegisterError, match="R-a → R-c → R-d leads back here"), risks.change("Add"):
        lead(risks, "d", "a")
    with pytest.raises(RegisterError, match="does not lead to itself"), risks.change("Add"):
        lead(risks, "a", "a")
    with pytest.raises(RegisterError, match="Choose a risk"), risks.change("Add"):
        lead(risks, "a", "gone")


def test_a_pair_is_linked_once_and_takes_the_new_note(risks: Book) -> None:
    with risks.change("Add"):
        lead(risks, "a", "b", "within an hour")
    assert [link.note for link in risks.table(RISK_LINK).find(risk="a", effect="b")] == [
        "within an hour"
    ]


def test_circles_from_elsewhere_are_found_once(risks: Book) -> None:
    assert circles(risks) == []
    with risks.change("Import"):
        risks.table(RISK_LINK).save(RiskLink(id="x", risk="d", effect="b"))
        risks.table(RISK_LINK).save(RiskLink(id="y", risk="e", effect="e"))
    assert {frozenset(path) for path in circles(risks)} == {frozenset("bcd"), frozenset("e")}
    assert [item.risk.id for item in falls(risks, "b")] == ["c", "d"]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=18))
def test_links_that_are_checked_never_close_a_circle(pairs: set[tuple[int, int]]) -> None:
    steps: dict[str, list[str]] = {}
    for start, end in sorted(pairs):
        if start != end and not _path(steps, str(end), str(start)):
            steps.setdefault(str(start), []).append(str(end))
    order: list[str] = []
    left = {str(n) for n in range(7)}
    while ready := {key for key in left if not left & set(steps.get(key, ()))}:
        order += ready
        left -= ready
    assert not left
