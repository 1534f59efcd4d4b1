"""A real register of every released version opens, is sound, and prints."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
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
ESCALATED = {
    *("escalation_paths", "escalation_steps", "escalation_notices", "activation_rules"),
    *("plan_decisions", "plan_custom_values", "drill_custom_values"),
}
LATER = {
    "part-1": TREATED | ESCALATED,
    "part-2": TREATED | ESCALATED,
    "part-3": ESCALATED,
    "part-3b": set[str](),
}
"""By release: tables that came after it, and are empty in its register."""


def test_there_is_a_book_of_every_release() -> None:
    assert [path.stem for path in BOOKS] == [*LATER]


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
def test_released_register_loses_nothing_when_it_is_brought_up_to_date(
    released: Path, tmp_path: Path, catalog: Catalog
) -> None:
    path = tmp_path / released.name
    shutil.copy(released, path)
    before = _rows(path)
    with shelf.open_book(path, catalog, by="Li Na"):
        pass
    after = _rows(path, {table: columns for table, (columns, _rows) in before.items()})
    assert after == before


def _rows(
    path: Path, wanted: dict[str, tuple[str, ...]] | None = None
) -> dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]]:
    """Return by table its columns (default: those it has) and every row, sorted."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "select name from sqlite_master where type = 'table' and name not like '\\_%' "
                "escape '\\' and name not like 'sqlite%' order by name"
            )
        ]
        found = {}
        for name in [name for name in names if wanted is None or name in wanted]:
            info = connection.execute(f"pragma table_info({name})").fetchall()
            columns = wanted[name] if wanted else tuple(row[1] for row in info)
            listed = ", ".join(f'"{column}"' for column in columns)
            order = ", ".join(str(n) for n in range(1, len(columns) + 1))
            sql = f"select {listed} from {name} order by {order}"
            found[name] = (columns, connection.execute(sql).fetchall())
    return found


@by_book
def test_released_register_prints_in_every_language(
    released: Path, tmp_path: Path, catalog: Catalog
) -> None:
    with shelf.read_copy(released, catalog) as book:
        for tongue in LANGUAGES:
            out = tmp_path / f"{tongue}.pdf"
            build_binder(book, out, BinderOptions(language=tongue))
            assert out.read_bytes().startswith(b"%PDF")
