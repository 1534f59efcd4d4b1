"""Faults of disk, neighbours and power that have no other home; the numbers are the fault list's."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from register import attachments, backup, check, files, shelf, trash
from register.book import Book
from register.catalog import Catalog
from register.entities import ATTACHMENT, RISK, STEP, Plan, PlanStep, Risk
from register.entities.plan import PLAN
from register.entity import new_id
from register.errors import BusyError, RegisterError, StorageError
from register.exchange.exporting import export_book

ROOT = Path(__file__).parents[2]


def add(book: Book, title: str) -> Risk:
    risk = Risk(id=new_id(), title=title)
    with book.change("Add"):
        book.table(RISK).save(risk)
    return risk


EXPORT = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
import main
from register import shelf
from register.exchange.exporting import export_book
with shelf.read_copy(Path(sys.argv[2]), main.catalog()) as book:
    print("ready", flush=True)
    while True:
        export_book(book, Path(sys.argv[3]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_r08_kill_during_an_export_leaves_the_older_file(
    ending: str, book: Book, book_path: Path, tmp_path: Path, catalog: Catalog
) -> None:
    add(book, "Fire")
    book.close()
    out = tmp_path / f"out.{ending}"
    with shelf.read_copy(book_path, catalog) as copy:
        export_book(copy, out)
    for delay in (0.005, 0.02, 0.05, 0.11):
        process = subprocess.Popen(
            [sys.executable, "-c", EXPORT, ROOT, book_path, out], stdout=subprocess.PIPE
        )
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        content = out.read_bytes()
        whole = content.rstrip().endswith(b"}") if ending == "json" else b"PK\x05\x06" in content
        assert whole


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_r13_full_disk_during_an_export_leaves_no_file(
    ending: str, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(book, "Fire")

    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "sync_file", full)
    with pytest.raises(StorageError, match="No space left"):
        export_book(book, tmp_path / f"out.{ending}")
    monkeypatch.undo()
    assert [item.name for item in tmp_path.glob("*out*")] == []
    assert check.check(book) == []


def test_r17_register_overwritten_in_place_is_noticed_before_the_next_write(
    book: Book, book_path: Path, tmp_path: Path, catalog: Catalog
) -> None:
    add(book, "Fire")
    other = tmp_path / "other.muster"
    with shelf.create(other, catalog, by="x") as second:
        for n in range(5):
            add(second, f"Other {n}")
    with book_path.open("r+b") as file:  # what a careless copy program does
        file.truncate(0)
        file.write(other.read_bytes())
    with pytest.raises(RegisterError) as caught:
        add(book, "Flood")
    assert isinstance(caught.value, BusyError)
    book.reload()
    assert book.table(RISK).count() == 5
    add(book, "Flood")
    assert check.check(book) == []


def test_r23_another_register_opens_beside_it(book: Book, tmp_path: Path, catalog: Catalog) -> None:
    with shelf.create(tmp_path / "second.muster", catalog, by="x") as second:
        add(second, "Flood")
        add(book, "Fire")
        assert [risk.title for risk in second.table(RISK).all()] == ["Flood"]


def test_r30_foreign_journal_is_copied_aside_and_told(
    book: Book, book_path: Path, tmp_path: Path, catalog: Catalog
) -> None:
    add(book, "Fire")
    book.close()
    moved = tmp_path / "carried" / "here.muster"
    moved.parent.mkdir()
    shutil.copy(book_path, moved)
    journal = moved.with_name("here.muster-journal")
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(504))
    with shelf.open_book(moved, catalog, by="x") as opened:
        assert any("not closed properly" in notice for notice in opened.notices)
        assert opened.table(RISK).count() == 1
    kept = list((tmp_path / "data" / "aside").glob("here-*/here.muster*"))
    assert {item.name for item in kept} == {"here.muster", "here.muster-journal"}


def test_r43_snapshots_of_a_damaged_register_are_not_thinned(
    book: Book, book_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(40):
        add(book, f"Risk {n} " + "x" * 400)
    monkeypatch.setattr(backup, "KEEP_LATEST", 1)
    made = backup.snapshot(book, "asked")
    book.close()
    data = bytearray(book_path.read_bytes())
    data[40_960:45_056] = bytes(4096)
    book_path.write_bytes(data)
    with pytest.raises(RegisterError):
        shelf.open_book(book_path, catalog, by="x")
    assert made.path.exists()
    assert [item.path for item in backup.snapshots_of(book_path)] == [made.path]


def test_r54_temporary_folder_that_cannot_be_written_stops_nothing_but_what_needs_it(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    add(book, "Fire")
    export_book(book, tmp_path / "out.json")
    assert (tmp_path / "out.json").exists()


def test_r57_undo_of_a_deletion_brings_back_fifty_steps_and_the_files(
    book: Book, tmp_path: Path
) -> None:
    source = tmp_path / "photo.jpg"
    source.write_bytes(b"picture")
    plan = Plan(id=new_id(), title="Flood plan")
    with book.change("Add"):
        book.table(PLAN).save(plan)
        steps = [
            PlanStep(id=new_id(), plan=plan.id, position=n + 1, action="Call") for n in range(50)
        ]
        book.table(STEP).save_all(steps)
    attachment = attachments.attach(book, PLAN, plan.id, source)
    trash.delete(book, PLAN, [plan.id])
    assert book.table(STEP).count() == book.table(ATTACHMENT).count() == 0
    book.undo()
    assert {item.id: item for item in book.table(STEP).all()} == {item.id: item for item in steps}
    assert attachments.content(book, attachment) == b"picture"
    assert check.check(book) == []
