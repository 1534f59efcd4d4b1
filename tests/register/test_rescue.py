"""Snapshots, restore, check, repair and attachments."""

from __future__ import annotations

import errno
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from register import attachments, backup, check, history, repair, shelf, trash
from register.book import Book
from register.catalog import Catalog
from register.contents import CATALOG
from register.entities import (
    ASSESSMENT,
    ATTACHMENT,
    RISK,
)
from register.errors import DamagedError, RegisterError, StorageError
from register.lock import lock_path
from tests.register.filled import by_id, everything


def outside(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


# check ---------------------------------------------------------------------------------------


def test_sound_register_has_no_faults(filled: Book, catalog: Catalog) -> None:
    assert check.check(filled) == []
    assert filled.path
    filled.close()
    assert check.check_file(filled.path, catalog) == []


def test_flipped_bit_in_a_title_names_record_and_old_value(filled: Book, catalog: Catalog) -> None:
    assert filled.path
    filled.close()
    outside(filled.path, "update risks set title = 'Rosk 7' where number = 'R-007'")
    (fault,) = check.check_file(filled.path, catalog)
    assert fault.table == "risks"
    assert "“Risk 7 洪水”" in fault.text
    assert "“Rosk 7”" in fault.text


@pytest.mark.parametrize("table", [e.table for e in CATALOG.entities])
def test_change_behind_our_back_is_noticed_in_every_table(
    table: str, filled: Book, catalog: Catalog
) -> None:
    assert filled.path
    assert filled.table_named(table).count()
    column = catalog.by_table[table].fields[0].key
    filled.close()
    outside(
        filled.path,
        "pragma foreign_keys=off",
        f'update {table} set "{column}" = 7 where rowid = (select max(rowid) from {table})',
    )
    assert [f for f in check.check_file(filled.path, catalog) if f.table == table]


def test_row_added_or_removed_outside_is_named(filled: Book, catalog: Catalog) -> None:
    assert filled.path
    filled.close()
    outside(
        filled.path,
        "delete from phones",
        "insert into units values ('u', 'Ghost', null)",
    )
    texts = [fault.text for fault in check.check_file(filled.path, catalog)]
    assert any("Ghost was added outside" in text for text in texts)
    assert any("is missing" in text for text in texts)


def test_edited_history_names_the_first_broken_step(filled: Book, catalog: Catalog) -> None:
    assert filled.path
    filled.close()
    outside(
        filled.path,
        "drop trigger history_is_never_edited",
        "update history set who = 'nobody' where seq = 5",
        "create trigger history_is_never_edited before update on history\n"
        "  begin select raise(abort, 'the history is append-only'); end",
    )
    texts = [fault.text for fault in check.check_file(filled.path, catalog)]
    assert any("at step 5" in text and "Risk R-" in text for text in texts)


def test_wrong_rating_column_is_named(filled: Book) -> None:
    risk = filled.table(RISK).all()[0]
    with filled.change("Cheat"):
        filled.table(RISK).save(replace(risk, current_score=1))
    assert [fault.record for fault in check.check(filled)] == [risk.id]


# snapshots -----------------------------------------------------------------------------------


def test_snapshot_opens_and_equals_the_register(filled: Book, catalog: Catalog) -> None:
    made = backup.snapshot(filled, "asked")
    with shelf.read_copy(made.path, catalog) as copy:
        assert everything(copy) == everything(filled)
        assert copy.head == filled.head


def test_kept_snapshots_follow_the_rule() -> None:
    start = datetime(2026, 11, 22, 12, tzinfo=UTC)
    moments = [start - timedelta(hours=6 * n) for n in range(4 * 400)]
    kept = backup.to_keep(moments)
    assert kept >= set(moments[:10])
    assert len(kept) <= 10 + 7 + 4 + 12
    assert len({moment.strftime("%Y-%m") for moment in kept}) == 12
    assert {(start - timedelta(days=n)).date() for n in range(7)} <= {m.date() for m in kept}


def test_damaged_register_is_not_snapshotted_and_nothing_is_thinned(
    filled: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = [backup.snapshot(filled, "asked") for _ in range(3)]
    monkeypatch.setattr(backup, "_verify_copy", _refuse)
    with pytest.raises(DamagedError):
        backup.snapshot(filled, "asked")
    assert {item.path for item in backup.snapshots(filled)} == {item.path for item in good}


def _refuse(*_args: object) -> None:
    raise DamagedError("The snapshot does not equal the register.")


def test_full_disk_during_a_snapshot_leaves_no_file(
    filled: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup, "sync_file", full)
    with pytest.raises(StorageError):
        backup.snapshot(filled, "asked")
    assert backup.snapshots(filled) == []
    assert list(backup.folder_for(filled.about.register).iterdir()) == []


def test_leftover_of_a_killed_snapshot_is_removed(filled: Book) -> None:
    first = backup.snapshot(filled, "asked")
    leftover = first.path.with_suffix(".tmp")
    leftover.write_text("half")
    backup.snapshot(filled, "asked")
    assert not leftover.exists()
    assert first.path.exists()


def test_restore_keeps_the_old_file_beside_and_can_be_taken_back(
    filled: Book, catalog: Catalog
) -> None:
    assert filled.path
    made = backup.snapshot(filled, "asked")
    before = everything(filled)
    trash.delete(filled, RISK, [filled.table(RISK).ids()[0]])
    after = everything(filled)
    filled.close()
    aside = backup.restore(filled.path, made, catalog)
    with shelf.open_book(filled.path, catalog, by="x") as book:
        assert everything(book) == before
    with shelf.read_copy(aside, catalog) as old:
        assert everything(old) == after
    reasons = [item.reason for item in backup.snapshots_of(filled.path)]
    assert reasons.count("restore") == 1


def test_damaged_snapshot_is_refused_before_anything_is_moved(
    filled: Book, catalog: Catalog
) -> None:
    assert filled.path
    made = backup.snapshot(filled, "asked")
    filled.close()
    before = filled.path.read_bytes()
    data = bytearray(made.path.read_bytes())
    data[8192:12288] = bytes(4096)
    made.path.write_bytes(data)
    with pytest.raises(RegisterError):
        backup.restore(filled.path, made, catalog)
    assert filled.path.read_bytes() == before
    assert not lock_path(filled.path).exists()


def test_daily_snapshot_is_made_once(filled: Book) -> None:
    assert backup.snapshot_if_due(filled) is not None
    assert backup.snapshot_if_due(filled) is None


# repair --------------------------------------------------------------------------------------


def repaired(path: Path, catalog: Catalog) -> tuple[repair.Report, Path]:
    new = path.with_name("new.muster")
    before = path.read_bytes()
    report = repair.repair(path, new, catalog, by="Li Na")
    assert path.read_bytes() == before
    assert check.check_file(new, catalog) == []
    return report, new


def test_sound_register_is_repaired_to_an_equal_one(filled: Book, catalog: Catalog) -> None:
    assert filled.path
    before = everything(filled)
    filled.close()
    _report, new = repaired(filled.path, catalog)
    with shelf.open_book(new, catalog, by="x") as book:
        assert everything(book) == before


def test_repair_refuses_an_existing_file(filled: Book, catalog: Catalog) -> None:
    assert filled.path
    filled.close()
    with pytest.raises(StorageError, match="exists already"):
        repair.repair(filled.path, filled.path, catalog, by="x")


def test_strange_trigger_is_left_behind_and_the_rows_come_in(
    filled: Book, catalog: Catalog
) -> None:
    assert filled.path
    before = everything(filled)
    filled.close()
    outside(
        filled.path,
        "create trigger x after insert on risks begin delete from people; end",
        "create table stranger(a)",
    )
    _report, new = repaired(filled.path, catalog)
    with shelf.open_book(new, catalog, by="x") as book:
        assert everything(book) == before
        assert book.undo_label() == "Plan"


def test_changed_and_removed_rows_are_mended_from_the_history(
    filled: Book, catalog: Catalog
) -> None:
    assert filled.path
    before = everything(filled)
    filled.close()
    outside(
        filled.path,
        "update risks set title = 'x'",
        "delete from phones",
        "create table stranger(a)",
    )
    report, new = repaired(filled.path, catalog)
    assert (report.mended["risks"], report.mended["phones"]) == (60, 1)
    with shelf.open_book(new, catalog, by="x") as book:
        assert {t: by_id(r) for t, r in everything(book).items()} == {
            t: by_id(r) for t, r in before.items()
        }


def test_broken_chain_is_cut_and_the_tables_give_the_rest(filled: Book, catalog: Catalog) -> None:
    assert filled.path
    before = everything(filled)
    filled.close()
    outside(
        filled.path,
        "drop trigger history_is_never_edited",
        "update history set who = 'nobody' where seq = 20",
    )
    _report, new = repaired(filled.path, catalog)
    with shelf.open_book(new, catalog, by="x") as book:
        assert by_id(book.table(RISK).all()) == by_id(before["risks"])
        assert len(book.table(ASSESSMENT).all()) == 60
        assert history.entries(book.reader())[0].text() == "Recover from “test.muster”"


def test_zeroed_pages_are_bridged_with_the_newest_snapshot(filled: Book, catalog: Catalog) -> None:
    assert filled.path
    backup.snapshot(filled, "asked")
    before = everything(filled)
    filled.close()
    data = bytearray(filled.path.read_bytes())
    middle = len(data) // 8192 * 4096
    data[middle : middle + 5 * 4096] = bytes(5 * 4096)
    filled.path.write_bytes(data)
    _report, new = repaired(filled.path, catalog)
    with shelf.open_book(new, catalog, by="x") as book:
        assert by_id(book.table(RISK).all()) == by_id(before["risks"])


def test_file_of_nothing_is_refused(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "x.muster"
    path.write_bytes(b"nothing at all" * 500)
    with pytest.raises(RegisterError):
        repair.repair(path, tmp_path / "new.muster", catalog, by="x")
    assert not (tmp_path / "new.muster").exists()


# attachments ---------------------------------------------------------------------------------


def test_attachment_comes_back_byte_for_byte_and_is_stored_once(
    filled: Book, tmp_path: Path
) -> None:
    source = tmp_path / "会议 记录.pdf"
    source.write_bytes(bytes(range(256)) * 100)
    risks = filled.table(RISK).ids()[:2]
    made = [attachments.attach(filled, RISK, risk, source) for risk in risks]
    assert attachments.content(filled, made[0]) == source.read_bytes()
    assert filled.reader().execute("select count(*) from blobs").fetchone() == (1,)
    attachments.save_as(filled, made[1], tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == source.read_bytes()
    filled.undo()
    assert [filled.table(ATTACHMENT).count(record=risk) for risk in risks] == [1, 0]


def test_attachment_over_the_limit_is_refused_before_reading(filled: Book, tmp_path: Path) -> None:
    source = tmp_path / "huge.iso"
    with source.open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises(RegisterError, match="20 MB"):
        attachments.attach(filled, RISK, filled.table(RISK).ids()[0], source)
    assert filled.table(ATTACHMENT).count(record=filled.table(RISK).ids()[0]) == 0


def test_attachment_whose_source_vanishes_is_not_attached(filled: Book, tmp_path: Path) -> None:
    source = tmp_path / "gone.txt"
    source.write_bytes(b"x" * 3_000_000)

    def vanish(_done: int, _total: int, _note: str = "") -> None:
        raise OSError(errno.ENOENT, "gone")

    risk = filled.table(RISK).ids()[0]
    with pytest.raises(StorageError, match="not attached"):
        attachments.attach(filled, RISK, risk, source, vanish)
    source.unlink()
    with pytest.raises(StorageError, match="not attached"):
        attachments.attach(filled, RISK, risk, source)
    assert filled.table(ATTACHMENT).count(record=filled.table(RISK).ids()[0]) == 0
    assert filled.reader().execute("select count(*) from blobs").fetchone() == (0,)


def test_copy_of_an_open_register_is_saved_elsewhere_and_never_over_itself(
    filled: Book, tmp_path: Path, catalog: Catalog
) -> None:
    assert filled.path
    target = tmp_path / "copy.muster"
    target.write_text("an older file")
    backup.save_copy(filled, target)
    with shelf.read_copy(target, catalog) as copy:
        assert everything(copy) == everything(filled)
    with pytest.raises(StorageError, match="the open register itself"):
        backup.save_copy(filled, filled.path)
    trash.delete(filled, RISK, [filled.table(RISK).ids()[0]])  # and it can still be written


def test_copy_of_a_register_open_for_reading_is_saved(
    filled: Book, tmp_path: Path, catalog: Catalog
) -> None:
    assert filled.path
    filled.close()
    terms = shelf.Terms(read_only=True)
    with shelf.open_book(filled.path, catalog, by="x", terms=terms) as book:
        backup.save_copy(book, tmp_path / "copy.muster")
        with shelf.read_copy(tmp_path / "copy.muster", catalog) as copy:
            assert everything(copy) == everything(book)


def test_copy_to_a_folder_that_is_gone_leaves_the_older_file(filled: Book, tmp_path: Path) -> None:
    with pytest.raises(RegisterError):
        backup.save_copy(filled, tmp_path / "no" / "copy.muster")
