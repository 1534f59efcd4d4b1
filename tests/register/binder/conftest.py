"""The sample register in both languages, made once, and a way to print it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from register import shelf
from register.book import Book
from register.catalog import Catalog
from register.i18n import language
from register.samples import build_sample

DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def samples(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> Iterator[dict[str, Book]]:
    folder = tmp_path_factory.mktemp("samples")
    made: dict[str, Book] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSTER_DATA", str(folder / "data"))
        for tongue in ("en", "zh_CN"):
            path = folder / f"{tongue}.muster"
            with language(tongue), shelf.create(path, catalog, by="Li Na", language=tongue) as book:
                build_sample(book, DAY)
                made[tongue] = book.copy()
    yield made
    for book in made.values():
        book.close()
