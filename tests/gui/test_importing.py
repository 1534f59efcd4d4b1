"""The steps of an import: file, sheet, columns, preview, and one change that undo takes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.importing.dialog import ImportDialog
from gui.importing.file_step import FOLDER
from gui.importing.mapping_step import HOW
from gui.importing.plan_view import NOTES, SCALES, WARNINGS
from gui.session import Session
from register import shelf
from register.book import Book
from register.catalog import Catalog
from register.entities import RISK, Risk
from register.entity import new_id
from register.exchange import saved_mappings
from register.exchange.mapping import CUSTOM, LEAVE_OUT
from register.exchange.plan import Verdict
from tests.gui.windows import on_screen
from tests.register.exchange.makers import write_xlsx

Made = Callable[[], ImportDialog]


@pytest.fixture
def made(session: Session, qtbot: QtBot) -> Made:
    def make() -> ImportDialog:
        return on_screen(qtbot, ImportDialog(session))

    return make


def csv(folder: Path, text: str, name: str = "risks.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    dialog.look_at(path)
    qtbot.waitUntil(lambda: dialog.step is not dialog.file, timeout=10_000)


def to_preview(qtbot: QtBot, dialog: ImportDialog) -> None:
    while dialog.step is not dialog.preview:
        dialog.go_on()
    qtbot.waitUntil(lambda: dialog.preview.plan is not None, timeout=10_000)


def choose(dialog: ImportDialog, column: int, target: str) -> None:
    combo = dialog.columns.combos[column]
    combo.setCurrentIndex(combo.findData(target))
    combo.activated.emit(combo.currentIndex())


def how(dialog: ImportDialog, column: int) -> str:
    item = dialog.columns.table.item(column, HOW)
    assert item is not None
    return item.text()


def texts(dialog: ImportDialog) -> list[str]:
    tree = dialog.preview.view.tree
    items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return [item.text(2) for item in items if item is not None]


def add(session: Session, title: str) -> None:
    with session.change("Add"):
        session.open_book.table(RISK).save(Risk(id=new_id(), number="R-001", title=title))


def test_sheet_comes_in_as_one_change_that_the_notice_takes_back(
    made: Made, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    book = session.open_book
    add(session, "Old")
    dialog = made()
    lines = "Risk ID,Title,Likelihood,Impact\nR-100,Theft,2,3\nR-001,Renamed,3,4\n"
    read(qtbot, dialog, csv(tmp_path, lines))
    to_preview(qtbot, dialog)
    assert dialog.preview.summary.text().startswith("new 1, changed 1")
    changed = dialog.preview.view.tree.topLevelItem(1)
    assert changed is not None
    assert changed.child(0).text(3) == "Old → Renamed"
    told: list[Any] = []
    session.told.connect(told.append)
    dialog.go_on()
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert book.table(RISK).count() == 2
    assert told[0].act is not None
    told[0].act()
    assert [risk.title for risk in book.table(RISK).all()] == ["Old"]


def test_file_that_cannot_be_read_is_told_in_a_sentence(
    made: Made, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 not really")
    dialog = made()
    told: list[Any] = []
    session.told.connect(told.append)
    dialog.look_at(bad)
    qtbot.waitUntil(lambda: dialog.file.problem.text() != "", timeout=10_000)
    assert dialog.file.problem.text().endswith(".")
    assert dialog.step is dialog.file
    assert told == []


def test_read_only_register_shows_the_plan_but_takes_nothing(
    book: Book, book_path: Path, catalog: Catalog, qtbot: QtBot, tmp_path: Path
) -> None:
    book.close()
    session = Session(catalog)
    terms = shelf.Terms(read_only=True)
    session.attach(shelf.open_book(book_path, catalog, by="x", terms=terms))
    dialog = ImportDialog(session)
    qtbot.addWidget(dialog)
    read(qtbot, dialog, csv(tmp_path, "Risk ID,Title\nR-100,Theft\n"))
    to_preview(qtbot, dialog)
    assert dialog.preview.summary.text().startswith("new 1")
    assert not dialog.import_button.isEnabled()
    dialog.close()
    session.detach()


def test_typed_path_is_read_when_enter_is_pressed(
    made: Made, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = made()
    assert not dialog.next_button.isEnabled()
    dialog.file.path.setText(str(csv(tmp_path, "Title\nFlood\n")))
    qtbot.keyClick(dialog.file.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.step is dialog.sheet, timeout=10_000)
    assert session.preferences.state(FOLDER) == str(tmp_path)
    qtbot.keyClick(dialog.sheet.rows, Qt.Key.Key_Return)
    assert dialog.step is dialog.columns
    dialog.back_button.click()
    dialog.back_button.click()
    assert dialog.step is dialog.file
    dialog.go_on()  # it is read already
    assert dialog.step is dialog.sheet


def test_file_dropped_on_the_dialog_is_read(made: Made, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = made()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(csv(tmp_path, "Title\nFlood\n")))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(dialog, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(dialog, QDropEvent(QPoint(9, 9), copy, data, left, none))
    qtbot.waitUntil(lambda: dialog.step is dialog.sheet, timeout=10_000)


def test_dropped_file_stays_where_it_was(made: Made, tmp_path: Path) -> None:
    dialog = made()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(csv(tmp_path, "Title\nFlood\n")))])
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    QApplication.sendEvent(dialog, QDragEnterEvent(QPoint(9, 9), both, data, left, shift))
    drop = QDropEvent(QPoint(9, 9), both, data, left, shift)
    assert drop.proposedAction() is Qt.DropAction.MoveAction
    QApplication.sendEvent(dialog, drop)
    assert drop.isAccepted()
    assert drop.dropAction() is Qt.DropAction.CopyAction


def test_another_sheet_and_another_row_of_headings_can_be_chosen(
    made: Made, qtbot: QtBot, tmp_path: Path
) -> None:
    first = [["Title", "Owner", "Status"], ["Flood", "Li", "Open"]]
    second = [["Alpha", "Beta"], ["Name of it", "Site"], ["Leak", "North"]]
    dialog = made()
    read(qtbot, dialog, write_xlsx(tmp_path / "two.xlsx", first, second))
    assert "guessed" in dialog.sheet.sheets.item(0).text()
    assert "3 rows" in dialog.sheet.sheets.item(1).text()
    dialog.sheet.sheets.setCurrentRow(1)
    dialog.sheet.rows.setCurrentCell(1, 0)
    assert "Row 2 holds" in dialog.sheet.words.text()
    dialog.go_on()
    assert [seen.heading for seen in dialog.columns.columns] == ["Name of it", "Site"]
    assert "title" in dialog.columns.problem.text()
    assert not dialog.next_button.isEnabled()
    choose(dialog, 0, "title")
    assert dialog.next_button.isEnabled()
    to_preview(qtbot, dialog)
    assert [text.split()[-1] for text in texts(dialog)] == ["Leak"]


def test_guess_is_marked_until_it_is_touched_and_doubles_are_told(
    made: Made, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = made()
    read(qtbot, dialog, csv(tmp_path, "Title,Owner,Site\nFlood,Li,North\n"))
    dialog.go_on()
    assert [how(dialog, n) for n in range(3)] == ["guessed", "guessed", "not known"]
    choose(dialog, 2, "notes")
    choose(dialog, 1, "notes")
    assert how(dialog, 1) == "chosen"
    assert "column B" in how(dialog, 2)
    assert "Columns B and C" in dialog.columns.problem.text()
    assert not dialog.next_button.isEnabled()
    choose(dialog, 1, LEAVE_OUT)
    assert dialog.columns.combos[2].currentData() == "notes"
    assert dialog.next_button.isEnabled()


def test_word_of_a_scale_can_be_given_another_step(
    made: Made, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = made()
    read(qtbot, dialog, csv(tmp_path, "Title,Likelihood,Impact\nFlood,Low,odd\nFire,High,High\n"))
    dialog.go_on()
    dialog.columns.table.setCurrentCell(2, 1)
    panel = dialog.columns.words
    assert {word: combo.currentData() for word, combo in panel.combos.items()} == {
        "High": 5,
        "odd": 0,
    }
    combo = panel.combos["odd"]
    combo.setCurrentIndex(combo.findData(2))
    combo.activated.emit(combo.currentIndex())
    to_preview(qtbot, dialog)
    plan = dialog.preview.plan
    assert plan is not None
    assert [(rate.likelihood, rate.impact) for rate in plan.rows[0].rates] == [(1, 2)]
    dialog.preview.view.show_only(SCALES)
    assert texts(dialog) == ["Likelihood", "Impact"]


def test_saved_mapping_is_offered_for_a_file_with_the_same_headings(
    made: Made, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = made()
    read(qtbot, dialog, csv(tmp_path, "Title,Site,Who\nFlood,North,Li\n"))
    dialog.go_on()
    choose(dialog, 1, "notes")
    choose(dialog, 2, LEAVE_OUT)
    dialog.columns.bar.name.setText("Plant")
    qtbot.keyClick(dialog.columns.bar.name, Qt.Key.Key_Return)
    assert dialog.step is dialog.columns  # Enter saved, and did not go on
    later = made()
    read(qtbot, later, csv(tmp_path, "Who,Title,Site\nLi,Fire,South\n", "later.csv"))
    later.go_on()
    assert "Plant" in later.columns.bar.said.text()
    assert [combo.currentData() for combo in later.columns.combos] == [LEAVE_OUT, "title", "notes"]
    assert "Plant" in how(later, 0)
    bar = later.columns.bar
    bar.saved.setCurrentIndex(0)
    bar.saved.activated.emit(0)
    assert later.columns.combos[2].currentData() == CUSTOM
    bar.saved.setCurrentIndex(1)
    bar.saved.activated.emit(1)
    bar.forget()
    assert saved_mappings.kept() == []
    assert later.columns.combos[2].currentData() == "notes"


def test_rows_with_problems_stop_the_import_until_they_are_left_out(
    made: Made, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = made()
    lines = "Title,Risk ID,Status\nFlood,R-1,odd\nFire,R-1,Open\nOnly a note,,\n"
    read(qtbot, dialog, csv(tmp_path, lines))
    to_preview(qtbot, dialog)
    view = dialog.preview.view
    assert view.chosen == str(Verdict.PROBLEM)  # what stops it is seen first
    assert texts(dialog) == ["Fire"]
    assert not dialog.import_button.isEnabled()
    view.show_only(WARNINGS)
    assert len(texts(dialog)) == 1
    view.show_only(NOTES)
    assert texts(dialog) == ["Only a note"]
    dialog.preview.skip.setChecked(True)
    assert dialog.import_button.isEnabled()
    with qtbot.waitSignal(session.told, timeout=10_000):
        dialog.go_on()
    assert [risk.title for risk in session.open_book.table(RISK).all()] == ["Flood"]


def test_document_of_ours_goes_straight_to_the_preview(
    made: Made, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    from register.exchange.exporting import export_book

    add(session, "Flood")
    export_book(session.open_book, tmp_path / "all.json", None)
    dialog = made()
    read(qtbot, dialog, tmp_path / "all.json")
    assert dialog.step is dialog.preview
    qtbot.waitUntil(lambda: dialog.preview.plan is not None, timeout=10_000)
    assert not dialog.import_button.isEnabled()
    dialog.go_back()
    assert dialog.step is dialog.file


def test_plan_is_made_again_when_the_register_changed_meanwhile(
    made: Made, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = made()
    read(qtbot, dialog, csv(tmp_path, "Title\nFlood\n"))
    to_preview(qtbot, dialog)
    add(session, "Flood")
    dialog.go_on()
    qtbot.waitUntil(lambda: "same 1" in dialog.preview.summary.text(), timeout=10_000)
    assert dialog.isVisible()


def test_escape_stops_reading(made: Made, session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = made()
    dialog.look_at(csv(tmp_path, "Title\nFlood\n"))
    assert dialog.file.task.is_running
    assert not dialog.next_button.isEnabled()
    dialog.file.task._stop_asked()
    assert not dialog.file.task.is_running
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not session._jobs, timeout=10_000)


def test_tab_goes_from_column_to_column(made: Made, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = made()
    read(qtbot, dialog, csv(tmp_path, "Title,Owner,Site\nFlood,Li,North\n"))
    dialog.go_on()
    dialog.activateWindow()
    first, second = dialog.columns.combos[:2]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert dialog.columns.table.currentRow() == 1
