"""A cell of the list that is open when one goes on: what stands in it is stored, or holds back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from drills.entities import DRILL, LOG
from gui.drafts import DETAILS, Draft
from gui.main_window import MainWindow
from gui.pages.cell_table import CellTable
from gui.pages.record_page import RecordPage
from gui.tables.open_cell import text_of
from register import shelf
from register.entities import (
    ESCALATION_PATH,
    ESCALATION_STEP,
    INDICATOR,
    MEASURE,
    PLAN,
    READING,
    RISK,
    STEP,
    Risk,
)
from register.entity import AnyEntity
from tests.gui.windows import free_risk

TYPED, WRONG = "Typed in a cell", "soon"


def _page(window: MainWindow) -> RecordPage:
    page = window.page
    assert isinstance(page, RecordPage)
    return page


def _open_cell(qtbot: QtBot, window: MainWindow, key: str) -> tuple[Risk, QLineEdit]:
    """Open the cell of a field of a risk, as F2 does."""
    risk = free_risk(window.session)
    window.show_record(RISK.table, risk.id)
    view = _page(window).list.view
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    columns = [field.key for field in view.records.fields]
    view.setColumnHidden(columns.index(key), False)
    view.setCurrentIndex(view.records.index(view.current_row(), columns.index(key)))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    return risk, _cell(window)


def _cell(window: MainWindow) -> QLineEdit:
    view = _page(window).list.view
    cell = view.indexWidget(view.currentIndex())
    assert isinstance(cell, QLineEdit)
    return cell


def _type(qtbot: QtBot, cell: QLineEdit, text: str) -> None:
    cell.selectAll()
    qtbot.keyClicks(cell, text)


@pytest.mark.parametrize(
    "leave",
    [
        lambda window: window.close(),
        lambda window: window.close_soon(),
        lambda window: window.deeds.close_register(),
    ],
    ids=["the window", "the system", "the register"],
)
def test_closing_stores_it(
    qtbot: QtBot, window: MainWindow, leave: Callable[[MainWindow], object]
) -> None:
    path, catalog = window.session.open_book.path, window.session.catalog
    assert path is not None
    risk, cell = _open_cell(qtbot, window, "title")
    _type(qtbot, cell, TYPED)
    leave(window)
    assert window.session.book is None
    with shelf.read_copy(path, catalog) as book:
        stored = book.table(RISK).get(risk.id)
    assert stored is not None
    assert stored.title == TYPED


@pytest.mark.parametrize(
    "leave",
    [
        lambda window: window.go("teams"),
        lambda window: window.deeds.choose_theme("dark"),
        lambda window: window.deeds.choose_language("zh_CN"),
        lambda window: window.show_record("teams", ""),
    ],
    ids=["place", "theme", "language", "record"],
)
def test_going_on_stores_it(
    qtbot: QtBot, window: MainWindow, light_again: None, leave: Callable[[MainWindow], object]
) -> None:
    risk, cell = _open_cell(qtbot, window, "title")
    _type(qtbot, cell, TYPED)
    leave(window)
    QApplication.processEvents()
    stored = window.session.open_book.table(RISK).get(risk.id)
    assert stored is not None
    assert stored.title == TYPED


def test_what_does_not_fit_holds_back_and_stands_there_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    risk, cell = _open_cell(qtbot, window, "raised_on")
    _type(qtbot, cell, WRONG)
    window.go("teams")
    assert window.place == "risks"
    qtbot.waitUntil(lambda: _cell(window).text() == WRONG)
    window.close()
    assert window.isVisible()
    assert window.session.open_book.table(RISK).get(risk.id) == risk
    qtbot.waitUntil(lambda: _cell(window).text() == WRONG)
    window.close_anyway()
    assert window.session.book is None


def test_text_that_is_typed_at_once_after_a_refusal_stays(qtbot: QtBot, window: MainWindow) -> None:
    _risk, cell = _open_cell(qtbot, window, "raised_on")
    _type(qtbot, cell, WRONG)
    view = _page(window).list.view
    qtbot.keyClick(cell, Qt.Key.Key_Return)
    QApplication.sendPostedEvents()
    assert view.indexWidget(view.currentIndex()) is None
    qtbot.keyClick(view, "2")  # before the input could open again
    QApplication.processEvents()
    assert _cell(window).text() == "2"


def test_text_that_is_typed_at_once_into_another_cell_stays(
    qtbot: QtBot, window: MainWindow
) -> None:
    _risk, cell = _open_cell(qtbot, window, "raised_on")
    _type(qtbot, cell, WRONG)
    view = _page(window).list.view
    qtbot.keyClick(cell, Qt.Key.Key_Return)
    QApplication.sendPostedEvents()
    keys = [field.key for field in view.records.fields]
    view.setCurrentIndex(view.records.index(view.current_row(), keys.index("title")))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    _type(qtbot, _cell(window), TYPED)
    QApplication.processEvents()
    assert _cell(window).text() == TYPED
    assert _page(window).typed()[0].texts == {"title": TYPED}
    _page(window).revert()


def test_it_is_kept_for_the_case_that_the_program_is_killed(
    qtbot: QtBot, window: MainWindow
) -> None:
    risk, cell = _open_cell(qtbot, window, "title")
    page = _page(window)
    assert page.typed() == []
    _type(qtbot, cell, TYPED)
    kept = [Draft(RISK.table, risk.id, DETAILS, {"title": TYPED})]
    assert page.typed() == kept
    qtbot.keyClick(cell, Qt.Key.Key_Escape)
    assert page.typed() == []
    page.retype(kept)
    assert page.detail.form.editors["title"].text() == TYPED
    page.revert()


def test_list_that_is_read_again_leaves_what_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    risk, cell = _open_cell(qtbot, window, "title")
    _type(qtbot, cell, TYPED)
    other = window.session.open_book.table(RISK).all()[-1]
    assert other.id != risk.id
    window.session.delete(RISK, [other.id])
    qtbot.waitUntil(lambda: not _page(window).list.model.is_finding)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: _cell(window).text() == TYPED)
    assert _page(window).typed() == [Draft(RISK.table, risk.id, DETAILS, {"title": TYPED})]
    _page(window).revert()


# the tables under the tabs of a record


def _cell_of_tab(
    qtbot: QtBot, window: MainWindow, entity: AnyEntity, tab: str, key: str
) -> tuple[CellTable, QLineEdit]:
    """Open a cell of the first row of a table that stands under a tab."""
    child = window.session.catalog.by_table[tab]
    link = next(f.key for f, kind in child.links if kind.target == entity.table)
    owner = getattr(window.session.open_book.table(child).all()[0], link)
    window.show_record(entity.table, owner)
    page = _page(window)
    page.detail.bar.setCurrentIndex([item.key for item in page.detail.tabs].index(tab))
    panel = page.detail.tabs[page.detail.bar.currentIndex()].panel
    table = panel.measure_table if tab == MEASURE.table else panel.table
    window.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    index = table.model().index(0, table.model().column_of(key))
    table.setCurrentIndex(index)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert isinstance(table.cell.editor, QLineEdit)
    return table, table.cell.editor


@pytest.mark.parametrize(
    ("entity", "tab", "key"),
    [
        (DRILL, LOG.table, "at"),
        (RISK, MEASURE.table, "due_on"),
        (INDICATOR, READING.table, "value"),
    ],
)
def test_cell_of_a_tab_that_does_not_fit_holds_back_and_stands_there_again(
    qtbot: QtBot, window: MainWindow, entity: AnyEntity, tab: str, key: str
) -> None:
    table, editor = _cell_of_tab(qtbot, window, entity, tab, key)
    _type(qtbot, editor, WRONG)
    window.close()
    assert window.isVisible()
    assert window.session.book is not None
    qtbot.waitUntil(lambda: table.cell.editor is not None)
    assert text_of(table.cell.editor) == WRONG
    window.go("people")
    assert window.place != "people"
    qtbot.waitUntil(lambda: table.cell.editor is not None)
    table.cell.forget()
    window.go("people")
    assert window.place == "people"


@pytest.mark.parametrize(
    ("entity", "tab", "key", "text"),
    [
        (DRILL, LOG.table, "by", "Somebody"),
        (RISK, MEASURE.table, "title", "Another measure"),
        (INDICATOR, READING.table, "value", "7"),
        (PLAN, STEP.table, "minutes", "33"),
        (ESCALATION_PATH, ESCALATION_STEP.table, "role", "Another role"),
    ],
)
def test_cell_of_a_tab_is_kept_for_the_case_that_the_program_is_killed(
    qtbot: QtBot, window: MainWindow, entity: AnyEntity, tab: str, key: str, text: str
) -> None:
    table, editor = _cell_of_tab(qtbot, window, entity, tab, key)
    assert _page(window).typed() == []
    _type(qtbot, editor, text)
    kept = _page(window).typed()
    assert [(item.part, list(item.texts.values())) for item in kept] == [(tab, [text])]
    table.cell.forget()
    assert _page(window).typed() == []
    _page(window).retype(kept)
    qtbot.waitUntil(lambda: table.cell.editor is not None)
    assert text_of(table.cell.editor) == text
    assert _page(window).typed() == kept
    table.cell.forget()
