"""Opening: locks, versions, journals, and every bad register file."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from register import check, shelf
from register.book import Book
from register.catalog import Catalog
from register.entities import RISK, Risk
from register.entity import new_id
from register.errors import (
    LockedError,
    NewerFileError,
    NotARegisterError,
    ReadOnlyError,
    RegisterError,
    StorageError,
    StrangeSchemaError,
)
from register.i18n import N_
from register.lock import HeldError, Lock, lock_path
from register.migrations import MigrationSet, version
from tests.register.bad_files import REFUSED, Maker, fresh


@pytest.fixture
def closed(book: Book, book_path: Path) -> Path:
    """A register with one risk, closed."""
    with book.change(N_("Add {number}"), number="R-001"):
        book.table(RISK).save(Risk(id=new_id(), number="R-001", title="Fire"))
    book.close()
    return book_path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_bad_register_is_refused_in_one_sentence_and_unchanged(
    make: Maker, closed: Path, catalog: Catalog
) -> None:
    make(closed)
    before = digest(closed) if closed.is_file() else ""
    for action in (shelf.open_book, lambda p, c, by: shelf.read_copy(p, c)):
        with pytest.raises(RegisterError) as caught:
            action(closed, catalog, by="x").close()
        assert str(caught.value).endswith(".")
        assert "\n" not in str(caught.value)
    assert (digest(closed) if closed.is_file() else "") == before
    assert not lock_path(closed).exists()


def test_missing_file_is_refused_by_name(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(NotARegisterError, match="There is no file"):
        shelf.open_book(tmp_path / "none.muster", catalog, by="x")
    assert not (tmp_path / "none.muster").exists()


def test_symlink_opens_the_register_itself(closed: Path, tmp_path: Path, catalog: Catalog) -> None:
    link = tmp_path / "link.muster"
    link.symlink_to(closed)
    with shelf.open_book(link, catalog, by="x") as book:
        assert book.path == closed
        with pytest.raises(LockedError):
            shelf.open_book(closed, catalog, by="x")


@pytest.mark.parametrize("value", ["x'ff'", "null", "1e308", "x'00'"])
def test_strange_value_in_a_text_cell_is_found_and_other_rows_load(
    value: str, closed: Path, catalog: Catalog
) -> None:
    connection = sqlite3.connect(closed, isolation_level=None)
    try:
        connection.execute(f"update risks set title = {value}")
        stored = True
    except sqlite3.IntegrityError:  # STRICT and NOT NULL refuse most of them at the source
        stored = False
    connection.close()
    faults = check.check_file(closed, catalog)
    assert bool(faults) == stored


def test_text_that_is_not_utf8_is_marked_and_other_rows_load(
    closed: Path, catalog: Catalog
) -> None:
    connection = sqlite3.connect(closed, isolation_level=None)
    connection.execute("update risks set title = cast(x'46ff65' as text)")
    connection.close()
    with shelf.open_book(closed, catalog, by="x") as book:
        assert [risk.title for risk in book.table(RISK).all()] == ["F\ufffde"]
        faults = check.check(book)
    assert [(fault.table, "Fire" in fault.text) for fault in faults] == [("risks", True)]


def test_huge_text_cell_is_refused(closed: Path, catalog: Catalog) -> None:
    connection = sqlite3.connect(closed, isolation_level=None)
    connection.execute("update risks set notes = replace(hex(zeroblob(60000000)), '00', 'x')")
    connection.execute("update risks set notes = notes || notes")
    connection.close()
    with shelf.open_book(closed, catalog, by="x") as book, pytest.raises(RegisterError):
        book.table(RISK).all()


def test_file_in_wal_mode_is_opened_from_a_converted_copy(closed: Path, catalog: Catalog) -> None:
    connection = sqlite3.connect(closed)
    connection.execute("pragma journal_mode=wal")
    connection.close()
    before = digest(closed)
    with shelf.open_book(closed, catalog, by="x") as book:
        assert book.path == closed.with_name("test (converted).muster")
        assert any("write-ahead" in notice for notice in book.notices)
        assert book.table(RISK).count() == 1
    assert digest(closed) == before
    with shelf.read_copy(closed, catalog) as copy:
        assert copy.table(RISK).count() == 1


def test_newer_file_is_offered_read_only_and_stays_as_it_is(closed: Path, catalog: Catalog) -> None:
    connection = sqlite3.connect(closed)
    connection.execute("pragma user_version=99")
    connection.close()
    before = digest(closed)
    with pytest.raises(NewerFileError):
        shelf.open_book(closed, catalog, by="x")
    with shelf.open_book(closed, catalog, by="x", terms=shelf.Terms(read_only=True)) as book:
        assert book.table(RISK).count() == 1
        with pytest.raises(ReadOnlyError), book.change("No"):
            pass
    assert digest(closed) == before


def later(catalog: Catalog) -> Catalog:
    """Return a catalogue of a later version: one more step."""
    more = MigrationSet("later", (("extra", "create table extra (id text primary key) strict;"),))
    return replace(catalog, migrations=(*catalog.migrations, more))


def test_older_file_is_upgraded_after_a_snapshot(closed: Path, catalog: Catalog) -> None:
    from register import backup

    with shelf.open_book(closed, later(catalog), by="x") as book:
        assert book.table(RISK).count() == 1
        found = backup.snapshots(book)
        assert [item.reason for item in found] == ["upgrade"]
        newer = book.reader().execute("pragma user_version").fetchone()[0]
        assert newer == version(catalog.migrations) + 1
    copy = closed.with_name("old.muster")
    shutil.copy(found[0].path, copy)
    with shelf.open_book(copy, catalog, by="x") as old:
        assert old.table(RISK).count() == 1


def test_upgrade_that_nobody_agreed_to_leaves_the_bytes(closed: Path, catalog: Catalog) -> None:
    before = digest(closed)
    with pytest.raises(shelf.OlderFileError):
        shelf.open_book(closed, later(catalog), by="x", terms=shelf.Terms(upgrade=False))
    with shelf.read_copy(closed, later(catalog)) as copy:
        assert copy.table(RISK).count() == 1
    assert digest(closed) == before


def test_opening_a_current_file_writes_nothing_to_it(closed: Path, catalog: Catalog) -> None:
    before = digest(closed)
    shelf.open_book(closed, catalog, by="x").close()
    assert digest(closed) == before


def test_upgrade_that_stops_in_the_middle_is_brought_up_by_the_next_start(
    closed: Path, catalog: Catalog
) -> None:
    with shelf.open_book(closed, catalog, by="x") as book, book.change("Add"):
        book.table(RISK).save(Risk(id=new_id(), title="Flood"))

    def with_steps(second: str) -> Catalog:
        steps = (("first", "create table first(x integer) strict;"), ("second", second))
        return replace(catalog, migrations=(*catalog.migrations, MigrationSet("later", steps)))

    with pytest.raises(RegisterError):  # two risks have one status
        shelf.open_book(closed, with_steps("create unique index s on risks(status);"), by="x")
    with pytest.raises(NewerFileError):  # the first step stays, whole, with its number
        shelf.open_book(closed, catalog, by="x")
    with shelf.open_book(closed, with_steps("create index s on risks(status);"), by="x") as book:
        assert book.table(RISK).count() == 2
        assert check.check(book) == []


HOLD = """
import sys; sys.path.insert(0, sys.argv[2])
from pathlib import Path
import main
from register import shelf
book = shelf.open_book(Path(sys.argv[1]), main.catalog(), by="Chen Wei")
print("open", flush=True)
sys.stdin.readline()
"""


def other_process(path: Path) -> subprocess.Popen[str]:
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    return process


def test_second_process_is_told_who_has_the_register(closed: Path, catalog: Catalog) -> None:
    process = other_process(closed)
    try:
        with pytest.raises(HeldError) as caught:
            shelf.open_book(closed, catalog, by="x")
        assert caught.value.holder
        assert caught.value.holder.pid == process.pid
        assert caught.value.holder.host == socket.gethostname()
        with shelf.read_copy(closed, catalog) as copy:
            assert copy.table(RISK).count() == 1
    finally:
        process.kill()
        process.communicate()


def test_lock_of_a_killed_process_is_taken_over_silently(closed: Path, catalog: Catalog) -> None:
    process = other_process(closed)
    process.kill()
    process.communicate()
    assert lock_path(closed).exists()
    with shelf.open_book(closed, catalog, by="x") as book:
        assert book.notices == []


def test_lock_of_another_computer_needs_a_tick(closed: Path, catalog: Catalog) -> None:
    holder = {"host": "elsewhere", "pid": 1, "start": "1", "user": "Wang Jun", "at": "2026-01-01"}
    lock_path(closed).write_text(json.dumps(holder))
    with pytest.raises(HeldError, match="elsewhere by Wang Jun since 2026-01-01"):
        shelf.open_book(closed, catalog, by="x")
    with shelf.open_book(closed, catalog, by="x", terms=shelf.Terms(take_over=True)) as book:
        assert book.table(RISK).count() == 1
    assert not lock_path(closed).exists()


@pytest.mark.parametrize("text", ["", "garbage", "[]", '{"host": 1}', "\x00\xff"])
def test_unreadable_lock_is_told_and_can_be_taken_over(
    text: str, closed: Path, catalog: Catalog
) -> None:
    lock_path(closed).write_text(text)
    with pytest.raises(HeldError, match="cannot be read"):
        shelf.open_book(closed, catalog, by="x")
    shelf.open_book(closed, catalog, by="x", terms=shelf.Terms(take_over=True)).close()


def test_lock_that_is_no_longer_ours_is_left_alone(closed: Path) -> None:
    lock = Lock.acquire(closed)
    lock_path(closed).write_text("someone else's")
    lock.release()
    assert lock_path(closed).exists()


def test_folder_that_cannot_be_written_opens_read_only(
    closed: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, text: str) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("register.lock._create", refuse)
    with shelf.open_book(closed, catalog, by="x") as book:
        assert "folder" in book.read_only
        assert book.table(RISK).count() == 1
        with pytest.raises(ReadOnlyError), book.change("No"):
            pass


def test_read_only_file_opens_read_only(
    closed: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_args: False)
    with shelf.open_book(closed, catalog, by="x") as book:
        assert "read-only" in book.read_only
    assert not lock_path(closed).exists()


def test_file_made_read_only_while_open_is_one_sentence(book: Book) -> None:
    with book.quiet() as connection:
        connection.execute("pragma query_only=on")
    with pytest.raises(StorageError, match="can no longer be written"), book.change("Edit"):
        book.table(RISK).save(Risk(id=new_id(), title="Fire"))


CRASH = """
import sys, os, sqlite3
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("pragma cache_size=1"); c.execute("pragma synchronous=off"); c.execute("begin immediate")
c.execute("update risks set title = 'half done', notes = replace(hex(zeroblob(200000)), '00', 'x')")
os._exit(9)
"""


def test_hot_journal_is_rolled_back_and_kept_aside(
    closed: Path, catalog: Catalog, tmp_path: Path
) -> None:
    subprocess.run([sys.executable, "-c", CRASH, str(closed)], check=False)
    journal = closed.with_name(closed.name + "-journal")
    assert journal.exists()
    with shelf.read_copy(closed, catalog) as copy:
        assert copy.table(RISK).all()[0].title == "Fire"
    assert journal.exists()
    with shelf.open_book(closed, catalog, by="x") as book:
        assert book.table(RISK).all()[0].title == "Fire"
        assert any("not closed properly" in notice for notice in book.notices)
    assert len(list((tmp_path / "data" / "aside").glob("*/*-journal"))) == 1


def test_history_that_lost_its_end_is_noticed_by_the_remembered_head(
    closed: Path, catalog: Catalog, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copy(closed, copy)
    with shelf.open_book(closed, catalog, by="x") as book, book.change("Add"):
        book.table(RISK).save(Risk(id=new_id(), title="Flood"))
    shutil.copy(copy, closed)
    with shelf.open_book(closed, catalog, by="x") as book:
        assert any("not the one last seen" in notice for notice in book.notices)


def test_folder_that_is_synchronised_is_told(
    tmp_path: Path, closed: Path, catalog: Catalog
) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    shutil.copy(closed, folder / "r.muster")
    with shelf.open_book(folder / "r.muster", catalog, by="x") as book:
        assert any("synchronises" in notice for notice in book.notices)


def test_existing_file_is_never_overwritten_by_a_new_register(
    tmp_path: Path, catalog: Catalog
) -> None:
    path = tmp_path / "mine.muster"
    path.write_text("precious")
    with pytest.raises(StorageError, match="exists already"):
        shelf.create(path, catalog, by="x")
    assert path.read_text() == "precious"


def test_damaged_settings_mean_defaults(tmp_path: Path) -> None:
    from register import settings

    settings.settings_path().parent.mkdir(parents=True, exist_ok=True)
    for text in ("", "{", "[]", '{"name": 5, "recent": "x", "language": ["zh"]}'):
        settings.settings_path().write_text(text)
        assert settings.load() == settings.Settings()
    settings.save(settings.Settings(name="Li Na", recent=("a",)))
    assert settings.load().signature() == "Li Na"


def test_unwritable_data_folder_does_not_stop_the_register(
    closed: Path, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from register import backup, settings

    (tmp_path / "blocked").write_text("a file where a folder should be")
    monkeypatch.setenv("MUSTER_DATA", str(tmp_path / "blocked" / "data"))
    settings.save(settings.Settings(name="x"))
    with shelf.open_book(closed, catalog, by="x") as book:
        with book.change("Add"):
            book.table(RISK).save(Risk(id=new_id(), title="Flood"))
        with pytest.raises(StorageError, match="snapshots"):
            backup.snapshot(book, "asked")


def test_foreign_database_with_our_mark_is_refused(closed: Path, catalog: Catalog) -> None:
    fresh("create table risks(id, title)")(closed)
    with pytest.raises(StrangeSchemaError):
        shelf.open_book(closed, catalog, by="x")
