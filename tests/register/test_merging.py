"""Two records that mean the same become one, in one step, and nothing is left pointing nowhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from register import attachments, history
from register.book import Book
from register.check import check
from register.entities import (
    APPETITE,
    ATTACHMENT,
    MEMBERSHIP,
    PERSON,
    PHONE,
    RISK,
    TEAM,
    UNIT,
    Person,
    PhoneNumber,
    Risk,
    Team,
    Unit,
)
from register.entities.team import Membership
from register.errors import RegisterError
from register.merging import MERGEABLE, links_to, merge, uses
from register.samples import build_sample


@pytest.fixture
def two(book: Book, tmp_path: Path) -> Book:
    with book.change("Add"):
        book.table(PERSON).save(Person(id="a", name="Li Na", post="Head of IT"))
        book.table(PERSON).save(Person(id="b", name="Na Li", post="CIO", email="na@example.org"))
        for n, (person, number) in enumerate((("a", "110"), ("b", "110"), ("b", "119"))):
            book.table(PHONE).save(PhoneNumber(id=f"t{n}", person=person, number=number))
        book.table(RISK).save(Risk(id="r", number="R-001", title="Flood", owner="b"))
        book.table(TEAM).save(Team(id="m", number="T-01", name="Command"))
        book.table(MEMBERSHIP).save(Membership(id="s", team="m", post="Lead", person="b"))
    badge = tmp_path / "badge.txt"
    badge.write_text("badge")
    attachments.attach(book, PERSON, "b", badge)
    return book


def test_links_phones_and_values_go_to_the_one_that_stays(two: Book) -> None:
    assert uses(two, PERSON, "b") == {"Phone numbers": 2, "Risks": 1, "Memberships": 1}
    merge(two, PERSON, "a", "b")
    assert two.table(PERSON).get("b") is None
    stays = two.table(PERSON).get("a")
    assert stays == Person(id="a", name="Li Na", post="Head of IT", email="na@example.org")
    assert two.table(RISK).get("r").owner == "a"  # type: ignore[union-attr]
    assert two.table(MEMBERSHIP).get("s").person == "a"  # type: ignore[union-attr]
    assert [phone.number for phone in two.table(PHONE).find(person="a")] == ["110", "119"]
    assert [item.record for item in two.table(ATTACHMENT).all()] == ["a"]
    assert check(two) == []


def test_merge_is_one_step_and_its_history_remains(two: Book) -> None:
    before = two.head.seq
    merge(two, PERSON, "a", "b")
    assert two.head.seq == before + 1
    assert two.undo_label() == "Merge Na Li into Li Na"
    assert any(change.id == "b" for change in history.changes(two.reader(), before + 1))
    two.undo()
    assert two.table(PERSON).get("b").email == "na@example.org"  # type: ignore[union-attr]
    assert two.table(RISK).get("r").owner == "b"  # type: ignore[union-attr]
    assert len(two.table(PHONE).find(person="b")) == 2


@pytest.mark.parametrize(
    ("stays", "goes", "parents"),
    [
        ("top", "low", {"top": None, "mid": "top", "leaf": "top"}),
        ("low", "top", {"low": None, "mid": "low", "leaf": "low"}),
        ("mid", "top", {"mid": None, "low": "mid", "leaf": "low"}),
        ("leaf", "low", {"top": None, "mid": "top", "leaf": "mid"}),
    ],
)
def test_trees_stay_trees(
    book: Book, stays: str, goes: str, parents: dict[str, str | None]
) -> None:
    with book.change("Add"):
        above = None
        for key in ("top", "mid", "low", "leaf"):
            book.table(UNIT).save(Unit(id=key, name=key, parent=above))
            above = key
    merge(book, UNIT, stays, goes)
    assert {unit.id: unit.parent for unit in book.table(UNIT).all()} == parents


def _drop_appetites(book: Book, category: str) -> None:
    with book.change("Drop"):
        for item in book.table(APPETITE).find(category=category):
            book.table(APPETITE).delete(item.id)


def test_every_link_of_every_kind_moves(book: Book) -> None:
    build_sample(book, date(2026, 11, 20))
    for entity in MERGEABLE:
        counts = {
            record.id: sum(uses(book, entity, record.id).values())
            for record in book.table(entity).all()
        }
        goes = max(counts, key=counts.__getitem__)
        stays = next(key for key in counts if key != goes)
        _drop_appetites(book, stays)  # of one category there is one for each tier
        merge(book, entity, stays, goes)
        assert uses(book, entity, goes) == {}
        assert len(links_to(book, entity)) > 1
        assert check(book) == []


def test_merging_with_itself_or_with_nothing_is_refused(two: Book) -> None:
    for goes in ("a", "gone"):
        with pytest.raises(RegisterError):
            merge(two, PERSON, "a", goes)
