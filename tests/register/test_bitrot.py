"""One flipped bit anywhere in the file's content is noticed, or changes nothing that is read."""

from __future__ import annotations

import random
from pathlib import Path

from register import check, shelf
from register.book import Book
from register.catalog import Catalog
from register.entities import RISK, Risk
from register.entity import new_id
from register.errors import RegisterError

FLIPS = 60


def everything(book: Book) -> dict[str, list[object]]:
    return {entity.table: book.table(entity).all() for entity in book.catalog.entities}


def test_no_flipped_bit_changes_what_is_read_without_being_noticed(
    book: Book, book_path: Path, tmp_path: Path, catalog: Catalog
) -> None:
    with book.change("Add"):
        for n in range(80):
            book.table(RISK).save(Risk(id=new_id(), number=f"R-{n:03}", title=f"Risk {n} 洪水"))
    before, head = everything(book), book.head
    book.close()
    good = book_path.read_bytes()
    chance = random.Random(20261122)
    used = [place for place in range(100, len(good)) if good[place]]
    noticed = 0
    for n in range(FLIPS):
        data = bytearray(good)
        data[chance.choice(used)] ^= 1 << chance.randrange(8)
        path = tmp_path / f"flip{n}.muster"
        path.write_bytes(data)
        faults = check.check_file(path, catalog)
        noticed += bool(faults)
        if not faults:
            with shelf.read_copy(path, catalog) as copy:
                assert (everything(copy), copy.head) == (before, head)
        path.unlink()
    assert noticed > FLIPS // 3


def test_damage_is_told_in_sentences_only(book: Book, book_path: Path, catalog: Catalog) -> None:
    book.close()
    good = book_path.read_bytes()
    chance = random.Random(7)
    for _round in range(60):
        data = bytearray(good)
        for _hit in range(12):
            data[chance.randrange(len(data))] = chance.randrange(256)
        book_path.write_bytes(data)
        try:
            said = [fault.text for fault in check.check_file(book_path, catalog)]
        except RegisterError as error:
            said = [str(error)]
        assert all(said)
