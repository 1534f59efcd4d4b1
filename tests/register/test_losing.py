"""What going back to a snapshot would take away is told before it is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from register import backup, losing
from register.backup import Snapshot
from register.book import Book
from register.catalog import Catalog
from register.entities import PLAN, RISK, Plan, Risk
from register.entity import new_id
from register.errors import RegisterError


def _add(book: Book, title: str) -> None:
    with book.change("Add {title}", title=title):
        book.table(RISK).save(Risk(id=new_id(), title=title))


def _loss(book: Book, chosen: Snapshot, catalog: Catalog) -> losing.Loss:
    assert book.path is not None
    return losing.loss(chosen, losing.present(book, book.path, catalog), catalog)


def test_counts_and_later_steps_are_told(book: Book, catalog: Catalog) -> None:
    _add(book, "Flood")
    chosen = backup.snapshot(book, "asked")
    _add(book, "Fire")
    with book.change("Plan"):
        book.table(PLAN).save(Plan(id=new_id(), title="Evacuate"))
    found = _loss(book, chosen, catalog)
    assert found.now is not None
    assert (found.then["risks"], found.now["risks"]) == (1, 2)
    assert (found.then["plans"], found.now["plans"]) == (0, 1)
    assert (found.steps, found.again) == (2, 0)
    assert [entry.text() for entry in found.later] == ["Plan", "Add Fire"]


def test_nothing_later_means_nothing_is_lost(book: Book, catalog: Catalog) -> None:
    _add(book, "Flood")
    found = _loss(book, backup.snapshot(book, "asked"), catalog)
    assert (found.steps, found.again, found.later) == (0, 0, [])
    assert found.then == found.now


def test_steps_of_another_line_of_the_history_are_counted_on_both_sides(
    book: Book, catalog: Catalog
) -> None:
    from register import shelf

    _add(book, "Flood")
    early = backup.snapshot(book, "asked")
    _add(book, "Fire")
    _add(book, "Storm")
    late = backup.snapshot(book, "asked")
    path = book.path
    assert path is not None
    book.close()
    backup.restore(path, early, catalog)
    with shelf.open_book(path, catalog, by="Li Na") as again:
        _add(again, "Leak")
        found = _loss(again, late, catalog)
    assert (found.steps, found.again) == (1, 2)
    assert [entry.text() for entry in found.later] == ["Add Leak"]


def test_damaged_register_leaves_what_is_lost_unknown(book: Book, catalog: Catalog) -> None:
    _add(book, "Flood")
    chosen = backup.snapshot(book, "asked")
    path = book.path
    assert path is not None
    book.close()
    data = bytearray(path.read_bytes())
    data[100:5000] = b"\xff" * 4900
    path.write_bytes(data)
    found = losing.loss(chosen, losing.present(None, path, catalog), catalog)
    assert found.now is None
    assert found.why.endswith(".")
    assert found.then["risks"] == 1


def test_damaged_snapshot_is_refused(book: Book, catalog: Catalog, tmp_path: Path) -> None:
    chosen = backup.snapshot(book, "asked")
    chosen.path.write_bytes(b"nothing")
    with pytest.raises(RegisterError):
        _loss(book, chosen, catalog)
