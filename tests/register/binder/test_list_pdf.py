"""A printed list holds the rows and columns that were shown, on lying pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from register.binder.list_pdf import PAPERS, ListPrint, print_list
from register.book import Book
from register.entities import PERSON, RISK, Person, Risk
from register.errors import Cancelled
from tests.register.binder.reading import pages

DAY = date(2026, 11, 20)


@pytest.fixture
def filled(book: Book) -> Book:
    with book.change("Add"):
        book.table(PERSON).save(Person(id="p", name="Li Na"))
        for n in range(60):
            title = f"Risk of kind {n} 洪水 <b>&amp;"
            book.table(RISK).save(Risk(id=f"r{n}", number=f"R-{n:03}", title=title, owner="p"))
    return book


def _wanted(book: Book, paper: str = "A4") -> ListPrint:
    fields = [RISK.by_key[key] for key in ("title", "owner", "current_level")]
    rowids = book.table(RISK).rowids()[:50]
    return ListPrint(
        entity=RISK, fields=fields, rowids=rowids, note="50 of 60", paper=paper, printed_on=DAY
    )


@pytest.mark.parametrize("paper", PAPERS)
def test_list_prints_its_rows_and_columns(filled: Book, tmp_path: Path, paper: str) -> None:
    out = tmp_path / "list.pdf"
    count = print_list(filled, out, _wanted(filled, paper))
    texts = pages(out)
    assert len(texts) == count
    whole = "\n".join(texts)
    assert "50 of 60" in texts[0]
    assert whole.count("Li Na") == 50
    assert whole.count("Not rated") == 50
    assert "Risk of kind 49 洪水 <b>&amp;" in whole
    assert "Risk of kind 50" not in whole
    assert all("Current level" in text for text in texts)
    assert "R-001" not in whole
    document = pypdfium2.PdfDocument(out)
    assert [round(side) for side in document[0].get_size()] == [round(s) for s in PAPERS[paper]]
    document.close()


def test_same_list_gives_the_same_bytes(filled: Book, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        print_list(filled, tmp_path / name, _wanted(filled))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_cancelled_print_leaves_the_older_file(filled: Book, tmp_path: Path) -> None:
    out = tmp_path / "list.pdf"
    out.write_text("older")

    def stop(_done: int, _total: int, _note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        print_list(filled, out, _wanted(filled), stop)
    assert out.read_text() == "older"
    assert list(tmp_path.glob(".*.tmp")) == []


def test_missing_characters_are_listed(book: Book, tmp_path: Path) -> None:
    with book.change("Add"):
        book.table(RISK).save(Risk(id="r", number="R-001", title="\U0001f469 alone"))
    wanted = ListPrint(entity=RISK, fields=[RISK.by_key["title"]], rowids=book.table(RISK).rowids())
    print_list(book, tmp_path / "list.pdf", wanted)
    assert "U+1F469" in "\n".join(pages(tmp_path / "list.pdf"))
