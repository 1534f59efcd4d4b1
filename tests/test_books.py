"""A real register of every released version opens, is sound, and prints."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from register import check, shelf
from register.binder.build import build_binder
from register.binder.context import BinderOptions
from register.catalog import Catalog
from register.i18n import LANGUAGES

BOOKS = sorted((Path(__file__).parent / "books").glob("*.muster"))
by_book = pytest.mark.parametrize("released", BOOKS, ids=lambda path: path.stem)


TREATED = {
    *("risk_owners", "risk_units", "risk_links", "appetites", "acceptances", "acceptance_risks"),
    *("controls", "risk_controls", "risk_measures", "indicators", "indicator_risks", "readings"),
    *("warnings", "warning_steps", "reviews", "review_requests", "obligations"),
    *("obligation_risks", "actions", "waivers"),
}
LATER = {"part-1": TREATED, "part-2": TREATED}
"""By release: tables that came after it, and are empty in its register."""


def test_there_is_a_book_of_every_release() -> None:
    assert [path.stem for path in BOOKS] == ["part-1", "part-2"]


@by_book
def test_released_register_opens_for_writing_and_is_sound(
    released: Path, tmp_path: Path, catalog: Catalog
) -> None:
    path = tmp_path / released.name
    shutil.copy(released, path)
    with shelf.open_book(path, catalog, by="Li Na") as book:
        assert check.check(book) == []
        tables = {e.table for e in catalog.entities} - LATER[released.stem]
        assert [name for name in tables if not book.table_named(name).count()] == []
        label = book.undo_label()
        assert label
        book.undo()
        book.redo()
        assert book.undo_label() == label
        assert check.check(book) == []


@by_book
def test_released_register_prints_in_every_language(
    released: Path, tmp_path: Path, catalog: Catalog
) -> None:
    with shelf.read_copy(released, catalog) as book:
        for tongue in LANGUAGES:
            out = tmp_path / f"{tongue}.pdf"
            build_binder(book, out, BinderOptions(language=tongue))
            assert out.read_bytes().startswith(b"%PDF")
