"""Where a register lies (fault case R32)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from register import shelf, surroundings
from register.book import Book
from register.catalog import Catalog
from register.comparing import apart
from register.entities import UNIT, Unit
from register.entity import new_id
from register.errors import RegisterError


def _add(book: Book, name: str) -> None:
    with book.change("Add {title}", title=name):
        book.table(UNIT).save(Unit(id=new_id(), name=name))


def _make(path: Path, catalog: Catalog) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    shelf.create(path, catalog, by="Li Na").close()
    return path


def test_synchronised_folder_is_warned_of_once(tmp_path: Path, catalog: Catalog) -> None:
    path = _make(tmp_path / "Dropbox" / "own.muster", catalog)
    with shelf.open_book(path, catalog, by="x") as book:
        assert not any("synchronises" in notice for notice in book.notices)
    moved = tmp_path / "OneDrive - Harbour" / "own.muster"
    moved.parent.mkdir()
    path.rename(moved)
    with shelf.open_book(moved, catalog, by="x") as book:
        assert any("synchronises" in notice for notice in book.notices)


def test_network_drive_is_told_by_its_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "the share"
    escaped = str(share).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//server/share {escaped} cifs rw 0 0\n")
    monkeypatch.setattr(surroundings, "MOUNTS", mounts)
    assert "network drive" in surroundings.warnings(share / "own.muster")[0]
    assert surroundings.warnings(tmp_path / "own.muster") == []


@pytest.mark.parametrize(
    "name",
    [
        "own (Li Na's conflicted copy 2026-11-20).muster",
        "own.sync-conflict-20261120-101500-ABCDEFG.muster",
        "own(冲突的副本 2026-11-20).muster",
        "own_conflict-20261120-101500.muster",
    ],
)
def test_copies_that_a_sync_left_are_found(tmp_path: Path, name: str) -> None:
    path = tmp_path / "own.muster"
    for item in (path, tmp_path / name, tmp_path / "own 2.muster", tmp_path / "conflict.muster"):
        item.touch()
    assert surroundings.conflicted_copies(path) == [tmp_path / name]


def test_two_copies_tell_what_only_one_of_them_has(tmp_path: Path, catalog: Catalog) -> None:
    path = _make(tmp_path / "own.muster", catalog)
    with shelf.open_book(path, catalog, by="x") as book:
        _add(book, "Port")
    other = tmp_path / "own conflicted copy.muster"
    shutil.copyfile(path, other)
    with shelf.open_book(other, catalog, by="Wu Jian") as book:
        _add(book, "Quay")
        _add(book, "Pier")
    with shelf.open_book(path, catalog, by="x") as book:
        _add(book, "Yard")
        found = apart(book, other)
    assert (found.here_count, found.there_count) == (1, 2)
    assert [entry.args["title"] for entry in found.there] == ["Pier", "Quay"]
    assert found.there[0].who == "Wu Jian"
    assert [entry.args["title"] for entry in found.here] == ["Yard"]


def test_another_register_is_no_copy(tmp_path: Path, catalog: Catalog) -> None:
    path = _make(tmp_path / "own.muster", catalog)
    other = _make(tmp_path / "other.muster", catalog)
    with shelf.open_book(path, catalog, by="x") as book, pytest.raises(RegisterError):
        apart(book, other)
