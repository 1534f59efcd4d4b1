"""Two files of one register side by side (fault case R32)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.dialogs.compare_dialog import CompareDialog
from gui.main_window import MainWindow
from gui.notice import Notice
from gui.preferences import Preferences
from gui.session import Session
from register import shelf
from register.book import Book
from register.catalog import Catalog
from register.entities import UNIT, Unit
from register.entity import new_id
from tests.gui.windows import on_screen


@pytest.fixture
def window(qtbot: QtBot, themed: QApplication, catalog: Catalog) -> Iterator[MainWindow]:
    made = on_screen(qtbot, MainWindow(Session(catalog, Preferences())))
    yield made
    made.close_anyway()


def _add(book: Book, name: str) -> None:
    with book.change("Add {title}", title=name):
        book.table(UNIT).save(Unit(id=new_id(), name=name))


def test_copy_that_a_sync_left_is_found_and_compared(
    qtbot: QtBot, window: MainWindow, catalog: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "own.muster"
    shelf.create(path, catalog, by="x").close()
    other = tmp_path / "own (conflicted copy).muster"
    shutil.copyfile(path, other)
    with shelf.open_book(other, catalog, by="Wu Jian") as book:
        _add(book, "Quay")
    told: list[Notice] = []
    window.session.told.connect(told.append)
    window.deeds.open_path(path)
    qtbot.waitUntil(lambda: any(notice.verb == "Compare…" for notice in told))
    offer = next(notice for notice in told if notice.verb == "Compare…")
    assert other.name in offer.text
    assert offer.act is not None
    offer.act()
    dialog = window.findChild(CompareDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() == 2)
    here, there = dialog.tree.topLevelItem(0), dialog.tree.topLevelItem(1)
    assert here is not None
    assert there is not None
    assert here.childCount() == 0
    assert there.childCount() == 1
    first = there.child(0)
    assert first is not None
    assert "Quay" in first.text(2)
    dialog.reject()


def test_file_of_another_register_is_refused_in_a_sentence(
    qtbot: QtBot, session: Session, catalog: Catalog, tmp_path: Path
) -> None:
    other = tmp_path / "other.muster"
    shelf.create(other, catalog, by="x").close()
    dialog = CompareDialog(session, [other])
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "another register" in dialog.said.text())
    assert dialog.tree.topLevelItemCount() == 0
