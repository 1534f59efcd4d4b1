"""What changed since a day: levels from assessments, statuses from the history; and its print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from register import i18n
from register.assess import assess
from register.binder.since_pdf import print_since
from register.book import Book
from register.entities import RISK, Assessment, Review, Risk
from register.entities.risk import LevelKey, RiskStatus, Strategy, Tier
from register.entity import new_id
from register.i18n import today
from register.reviewing import review
from register.since import Row, changed_since, moved_levels
from tests.register.binder.reading import whole

DAY = today() - timedelta(days=30)


def _rate(book: Book, risk: str, day: date, likelihood: float, impact: float) -> None:
    with book.change("Rate"):
        assess(book, Assessment(id=new_id(), risk=risk, tier=Tier.CURRENT, assessed_on=day,
                                likelihood=likelihood, impact=impact))  # fmt: skip


@pytest.fixture
def kept(book: Book) -> Book:
    with book.change("Add"):
        for key in ("up", "down", "same", "first"):
            long_ago = DAY - timedelta(days=90)
            book.table(RISK).save(Risk(id=key, number=key, title=key, raised_on=long_ago))
        book.table(RISK).save(Risk(id="new", number="new", title="new", raised_on=today()))
    before, after = DAY, DAY + timedelta(days=1)
    for key in ("up", "down", "same"):
        _rate(book, key, before, 3, 4)
    _rate(book, "up", after, 5, 5)
    _rate(book, "down", after, 1, 1)
    _rate(book, "same", after, 3, 4)
    _rate(book, "first", after, 3, 4)
    return book


def _part(book: Book, label: str, day: date = DAY) -> list[Row]:
    (part,) = [part for part in changed_since(book, day) if part.label == label]
    return list(part.rows)


def test_levels_move_between_the_day_and_now(kept: Book) -> None:
    moved = {item.risk: (item.before, item.now) for item in moved_levels(kept, DAY)}
    assert set(moved) == {"up", "down", "first"}
    assert moved["up"][1] is LevelKey.EXTREME
    assert moved["first"][0] is None
    assert [row.record for row in _part(kept, "Levels that went up")] == ["up"]
    assert [row.record for row in _part(kept, "Levels that went down")] == ["down"]
    assert [row.record for row in _part(kept, "First rated")] == ["first"]
    assert "→ Extreme" in _part(kept, "Levels that went up")[0].words


def test_new_and_closed_risks_are_named(kept: Book) -> None:
    assert [row.record for row in _part(kept, "New risks")] == ["new"]
    with kept.change("Close"):
        risk = kept.table(RISK).get("same")
        assert risk is not None
        kept.table(RISK).save(replace(risk, status=RiskStatus.CLOSED))
    assert [row.record for row in _part(kept, "Closed or rejected")] == ["same"]
    assert _part(kept, "Closed or rejected", today()) == []


def test_what_was_changed_and_changed_back_is_not_named(kept: Book) -> None:
    for strategy in (Strategy.TREAT, Strategy.SHARE):
        with kept.change("Decide"):
            for key in ("up", "down"):
                risk = kept.table(RISK).get(key)
                assert risk is not None
                kept.table(RISK).save(replace(risk, strategy=strategy, status=RiskStatus.TREATING))
    with kept.change("Back"):
        risk = kept.table(RISK).get("down")
        assert risk is not None
        kept.table(RISK).save(replace(risk, strategy=None))
    assert [(row.record, row.words) for row in _part(kept, "Strategy changed")] == [
        ("up", "– → Share")
    ]
    assert {row.words for row in _part(kept, "Status changed")} == {"Open → Treating"}


def test_reviews_are_named_with_what_they_came_to(kept: Book) -> None:
    with kept.change("Review"):
        review(kept, Review(id=new_id(), risk="up", reviewed_on=today(), text="Pumps\nare in"))
    (row,) = _part(kept, "Reviewed")
    assert row.words == f"{today()} · Nothing changed · Pumps are in"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_is_printed_in_both_languages(kept: Book, tmp_path: Path, language: str) -> None:
    out = tmp_path / "since.pdf"
    with i18n.language(language):
        assert print_since(kept, out, DAY) >= 1
    text = whole(out)
    assert "up" in text
    assert str(DAY) in text
    if language == "en":
        assert "Levelsthatwentup" in text  # without its spaces
