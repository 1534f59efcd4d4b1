"""What tests of the core share."""

from __future__ import annotations

import pytest

from register.book import Book
from tests.register.filled import fill


@pytest.fixture
def filled(book: Book) -> Book:
    """A register with a record of every kind."""
    return fill(book)
