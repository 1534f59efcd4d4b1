"""The book: changes, undo, history, and what is refused."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from register import history, shelf
from register.assess import assess
from register.book import Book, ChangedElsewhereError
from register.catalog import Catalog
from register.changes import Change, ChangeSet
from register.entities import ASSESSMENT, CATEGORY, METHOD, PERSON, RISK, Assessment, Person, Risk
from register.entities.risk import LevelKey, Tier
from register.entity import new_id
from register.errors import BusyError, ReadOnlyError, RegisterError, StorageError
from register.i18n import N_, language
from register.scoring import SEEDED
from register.series import next_number, take_numbers


def add_risk(book: Book, title: str = "Fire") -> Risk:
    with book.change(N_("Add {number}"), number=title):
        risk = Risk(id=new_id(), number=next_number(book, RISK), title=title)
        book.table(RISK).save(risk)
    return risk


def test_new_register_holds_the_seeds(book: Book) -> None:
    tops = [item for item in book.table(CATEGORY).all() if item.parent is None]
    assert [item.name_zh for item in tops] == [
        "技术", "市场", "财务", "操作", "人员", "信息安全", "合规", "自然灾害", "服务商"
    ]  # fmt: skip
    assert [m.id for m in book.table(METHOD).all() if m.active] == [m.id for m in SEEDED]
    assert book.undo_label() == ""
    assert book.undo() is None


def test_write_outside_a_change_is_refused_before_it_happens(book: Book) -> None:
    with pytest.raises(RuntimeError):
        book.table(RISK).save(Risk(id=new_id(), title="Fire"))
    assert book.table(RISK).count() == 0


def test_failed_change_leaves_nothing(book: Book) -> None:
    before = book.head
    with pytest.raises(ZeroDivisionError), book.change("Bad"):
        book.table(RISK).save(Risk(id=new_id(), title="Fire"))
        _ = 1 // 0
    assert book.table(RISK).count() == 0
    assert book.head == before
    assert add_risk(book).number == "R-001"


def test_change_inside_a_change_is_refused(book: Book) -> None:
    with pytest.raises(RuntimeError), book.change("Outer"), book.change("Inner"):
        pass
    assert add_risk(book)


def test_empty_change_leaves_no_trace(book: Book) -> None:
    before = book.head
    with book.change("Nothing"):
        pass
    assert book.head == before


def test_listeners_hear_once_after_commit(book: Book, book_path: Path) -> None:
    heard: list[tuple[ChangeSet, int]] = []

    def listen(done: ChangeSet) -> None:
        other = sqlite3.connect(book_path)
        heard.append((done, other.execute("select count(*) from risks").fetchone()[0]))
        other.close()

    book.listeners.append(listen)
    add_risk(book)
    assert [(item.text(), count) for item, count in heard] == [("Add Fire", 1)]
    assert heard[0][0].touches("risks")


def test_a_change_set_knows_its_tables_while_it_grows() -> None:
    done = ChangeSet("Fill")
    assert not done.touches("risks", "plans")
    done.changes.append(Change("risks", "1", None, {}))
    assert done.touches("plans", "risks")
    assert not done.touches("plans")
    done.changes.append(Change("plans", "2", None, {}))
    assert done.tables == {"risks", "plans"}
    assert done == ChangeSet("Fill", changes=list(done.changes))


def test_undo_and_redo_survive_a_restart(book: Book, book_path: Path, catalog: Catalog) -> None:
    first, second = add_risk(book, "Fire"), add_risk(book, "Flood")
    book.undo()
    book.close()
    with shelf.open_book(book_path, catalog, by="Chen Wei") as again:
        assert again.undo_label() == "Add Fire"
        assert again.redo_label() == "Add Flood"
        again.redo()
        assert again.table(RISK).all() == [first, second]
        again.undo()
        again.undo()
        assert again.table(RISK).count() == 0
        assert again.undo() is None


def test_a_new_step_ends_redo(book: Book) -> None:
    add_risk(book, "Fire")
    book.undo()
    add_risk(book, "Flood")
    assert book.redo_label() == ""
    assert book.undo_label() == "Add Flood"


def test_two_hundred_steps_undo_and_redo_to_the_same_states(book: Book) -> None:
    risk = add_risk(book)
    states = []
    for n in range(200):
        with book.change("Edit"):
            book.table(RISK).save(replace(risk, title=f"Fire {n}"))
        states.append(book.table(RISK).all())
    for expected in reversed(states):
        assert book.table(RISK).all() == expected
        book.undo()
    for expected in states:
        book.redo()
        assert book.table(RISK).all() == expected
    assert history.verify(book.reader()) is None


def test_history_tells_who_when_and_what_in_either_language(book: Book) -> None:
    risk = add_risk(book)
    with book.change(N_("Delete {title}"), title="x"):
        book.table(RISK).save(replace(risk, title="Smoke"))
    entry = history.entries(book.reader(), history.Wanted(record=risk.id))[0]
    assert (entry.who, entry.text()) == ("Li Na", "Delete x")
    with language("zh_CN"):
        assert entry.text() != "Delete x"
    change = history.changes(book.reader(), entry.seq, risk.id)[0]
    assert (change.before, change.after) == ({"title": "Fire"}, {"title": "Smoke"})


def test_history_cannot_be_edited_or_cut(book: Book) -> None:
    add_risk(book)
    with book.quiet() as connection:
        for statement in (
            "update history set who = 'x'",
            "delete from history",
            "update history_changes set after = null",
            "delete from history_changes",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_undo_of_a_failed_constraint_changes_nothing(book: Book) -> None:
    person = Person(id=new_id(), name="Li Na")
    with book.change("Add"):
        book.table(PERSON).save(person)
    with pytest.raises(RegisterError), book.change("Bad"):
        book.table(RISK).save(Risk(id=new_id(), title="Fire", owner="nobody"))
    assert book.table(PERSON).count() == 1
    assert book.table(RISK).count() == 0


def test_numbers_continue_and_never_repeat(book: Book) -> None:
    assert [add_risk(book).number for _ in range(3)] == ["R-001", "R-002", "R-003"]
    with book.change("Take"):
        take_numbers(book, RISK, ["R-041", "R7", "none"])
    assert add_risk(book).number == "R-042"


def test_site_prefix_stands_before_numbers(book: Book) -> None:
    from register.entities import ABOUT

    with book.change("Name"):
        book.table(ABOUT).save(replace(book.about, prefix="BJ"))
    assert add_risk(book).number == "BJ-R-001"


def test_drill_numbers_carry_the_year(book: Book) -> None:
    from drills.entities import DRILL

    with book.change("Add"):
        numbers = [next_number(book, DRILL, day) for day in (date(2026, 5, 1), date(2027, 1, 1))]
    assert numbers == ["D-2026-01", "D-2027-01"]


def test_same_number_twice_is_refused_and_changes_nothing(book: Book) -> None:
    risk = add_risk(book)
    with pytest.raises(RegisterError, match="already in use"), book.change("Bad"):
        book.table(RISK).save(Risk(id=new_id(), number=risk.number, title="Other"))
    assert book.table(RISK).count() == 1


def test_too_long_a_title_is_refused_with_the_limit(book: Book) -> None:
    with pytest.raises(RegisterError, match="500"), book.change("Bad"):
        book.table(RISK).save(Risk(id=new_id(), title="x" * 501))


def test_constraint_error_in_the_middle_of_500_changes_none(book: Book) -> None:
    risks = [Risk(id=new_id(), number=f"R-{n}", title="x") for n in range(500)]
    with book.change("Add"):
        book.table(RISK).save_all(risks)
    bad = [replace(risk, title="y") for risk in risks]
    bad[250] = replace(bad[250], title="")
    with pytest.raises(RegisterError, match="Title"), book.change("Bulk"):
        book.table(RISK).save_all(bad)
    assert {risk.title for risk in book.table(RISK).all()} == {"x"}


def test_rating_columns_show_the_latest_assessment_of_each_tier(book: Book) -> None:
    risk = add_risk(book)

    def rate(day: date, likelihood: float, impact: float, tier: Tier = Tier.CURRENT) -> None:
        with book.change("Assess"):
            assess(book, Assessment(id=new_id(), risk=risk.id, tier=tier, assessed_on=day,
                                    likelihood=likelihood, impact=impact))  # fmt: skip

    rate(date(2026, 5, 1), 5, 5)
    rate(date(2026, 1, 1), 1, 1)
    rate(date(2026, 6, 1), 2, 3, Tier.TARGET)
    stored = book.table(RISK).get(risk.id)
    assert stored is not None
    assert (stored.current_score, stored.current_level) == (25, LevelKey.EXTREME)
    assert (stored.target_likelihood, stored.target_level) == (2, LevelKey.LOW)
    assert stored.inherent_level is None
    rate(date(2026, 5, 1), 1, 2)
    stored = book.table(RISK).get(risk.id)
    assert stored is not None
    assert stored.current_score == 2
    book.undo()
    assert book.table(ASSESSMENT).count(risk=risk.id) == 3


def test_rating_off_the_scale_is_refused(book: Book) -> None:
    risk = add_risk(book)
    with pytest.raises(RegisterError), book.change("Assess"):
        assess(book, Assessment(id=new_id(), risk=risk.id, assessed_on=date(2026, 1, 1),
                                likelihood=6, impact=1))  # fmt: skip
    assert book.table(ASSESSMENT).count() == 0


def test_other_thread_waits_then_is_told_who_holds_the_register(book: Book) -> None:
    said: list[str] = []

    def write() -> None:
        try:
            with book.change("Late"):
                pass
        except BusyError as error:
            said.append(str(error))

    with book.change("Long"):
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert len(said) == 1


def test_window_reads_while_a_worker_writes(book: Book) -> None:
    risk = add_risk(book)
    seen: list[str] = []

    def read() -> None:
        stored = book.table(RISK).get(risk.id)
        seen.append(stored.title if stored else "")

    with book.change("Edit"):
        book.table(RISK).save(replace(risk, title="Smoke"))
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert seen == ["Fire"]


def test_copy_in_memory_is_equal_and_cannot_be_written(book: Book) -> None:
    risk = add_risk(book)
    with book.copy() as copy:
        assert copy.table(RISK).all() == [risk]
        with pytest.raises(ReadOnlyError), copy.change("No"):
            pass


def test_full_disk_is_one_sentence_and_saving_resumes_when_there_is_room(book: Book) -> None:
    risk = add_risk(book)
    with book.quiet() as connection:
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count={pages}")
    with pytest.raises(StorageError, match="full"):
        for _ in range(50):
            with book.change("Edit"):
                book.table(RISK).save(replace(risk, notes=new_id() * 500))
    stored = book.table(RISK).get(risk.id)
    with book.quiet() as connection:
        connection.execute("pragma max_page_count=1073741823")
    add_risk(book, "Flood")
    assert book.table(RISK).get(risk.id) == stored
    assert history.verify(book.reader()) is None


def test_register_deleted_or_replaced_while_open_is_refused_and_can_be_saved(
    book: Book, book_path: Path, tmp_path: Path, catalog: Catalog
) -> None:
    from register.backup import save_copy

    risk = add_risk(book)
    book_path.rename(tmp_path / "elsewhere.muster")
    with pytest.raises(StorageError, match="moved, deleted or replaced"):
        add_risk(book, "Flood")
    book_path.write_bytes(b"another file")
    with pytest.raises(StorageError, match="moved, deleted or replaced"):
        add_risk(book, "Flood")
    save_copy(book, tmp_path / "copy.muster")
    with shelf.open_book(tmp_path / "copy.muster", catalog, by="x") as saved:
        assert saved.table(RISK).all() == [risk]


def test_change_by_another_program_is_noticed_before_the_next_write(
    book: Book, book_path: Path
) -> None:
    risk = add_risk(book)
    other = sqlite3.connect(book_path)
    other.execute("update risks set title = 'behind our back'")
    other.commit()
    other.close()
    with pytest.raises(ChangedElsewhereError):
        add_risk(book, "Flood")
    book.reload()
    add_risk(book, "Flood")
    stored = book.table(RISK).get(risk.id)
    assert stored is not None
    assert stored.title == "behind our back"


def test_lock_of_another_program_is_told_within_a_moment(book: Book, book_path: Path) -> None:
    other = sqlite3.connect(book_path, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(BusyError, match="Another program"):
        add_risk(book)
    other.execute("rollback")
    other.close()
    assert add_risk(book)
