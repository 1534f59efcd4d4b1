"""Registers in memory for tests that need many of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from register import storage
from register.book import Book
from register.catalog import Catalog
from register.changes import ChangeSet
from register.migrations import APPLICATION_ID, migrate
from register.seeds import seed


@pytest.fixture(scope="session")
def memory(catalog: Catalog) -> Callable[[], Book]:
    """Return a maker of fresh registers in memory."""

    def make() -> Book:
        connection = storage.memory()
        storage.make_writable(connection)
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        migrate(connection, catalog.migrations)
        book = Book(catalog, connection, by="Li Na")
        with book.step(ChangeSet("start", kind="start")):
            seed(book, "Test", "en")
        return book

    return make
