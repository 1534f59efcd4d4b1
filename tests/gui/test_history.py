from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from gui.notice import Notice
from gui.pages.history_page import HistoryPage
from gui.session import Session
from register.entities import RISK, UNIT, Risk, Unit
from register.entity import new_id
from register.i18n import today
from tests.gui.windows import on_screen


@pytest.fixture
def page(qtbot: QtBot, sample: Session) -> HistoryPage:
    return on_screen(qtbot, HistoryPage(sample), 1000, 640)


def _rename(session: Session, title: str) -> Risk:
    risk = session.open_book.table(RISK).all()[3]
    with session.change("Rename"):
        session.open_book.table(RISK).save(replace(risk, title=title))
    return risk


def _steps(page: HistoryPage) -> list[int]:
    return [entry.seq for entry in page.panel._entries]


def test_steps_are_narrowed_while_one_types(qtbot: QtBot, page: HistoryPage) -> None:
    risk = _rename(page.session, "Crane falls over")
    head = page.session.open_book.head.seq
    page.search()
    page.filter.text.setText("crane falls")
    qtbot.waitUntil(lambda: 0 < len(_steps(page)) < head)
    assert _steps(page)[0] == head
    page.filter.clear()
    assert len(_steps(page)) > 2
    page.filter.text.setText(risk.number)
    qtbot.waitUntil(lambda: _steps(page)[0] == head)


def test_steps_of_one_person_are_shown(page: HistoryPage) -> None:
    page.session.open_book.by = "Chen Wei"
    _rename(page.session, "Crane falls over")
    place = page.filter.who.findData("Chen Wei")
    page.filter.who.setCurrentIndex(place)
    page.filter.who.activated.emit(place)
    assert _steps(page) == [page.session.open_book.head.seq]


def test_days_narrow_and_a_day_that_cannot_be_read_is_marked(
    qtbot: QtBot, page: HistoryPage
) -> None:
    page.filter.since.setText("2199-01-01")
    qtbot.waitUntil(lambda: _steps(page) == [])
    page.filter.since.setText("soon")
    qtbot.waitUntil(lambda: bool(_steps(page)))
    assert page.filter.since.property("wrong")
    page.filter.since.clear()
    page.filter.until.setText(today().isoformat())
    qtbot.waitUntil(lambda: not page.filter._soon.isActive())
    assert page.filter.wanted().until is not None
    assert not page.filter.since.property("wrong")


def test_record_is_brought_back_and_that_can_be_undone(page: HistoryPage) -> None:
    told: list[Notice] = []
    page.session.told.connect(told.append)
    first = _rename(page.session, "Crane falls over")
    with page.session.change("Rename again"):
        stored = page.session.open_book.table(RISK).get(first.id)
        assert stored is not None
        page.session.open_book.table(RISK).save(replace(stored, title="Crane breaks"))
    assert not page.panel._return.isEnabled()
    page.panel.list.setCurrentRow(1)
    assert page.panel._return.isEnabled()
    page.panel._return.click()
    stored = page.session.open_book.table(RISK).get(first.id)
    assert stored is not None
    assert stored.title == "Crane falls over"
    assert told[-1].verb == "Undo"
    page.session.undo()
    stored = page.session.open_book.table(RISK).get(first.id)
    assert stored is not None
    assert stored.title == "Crane breaks"


def test_line_of_a_field_stands_for_its_record(page: HistoryPage) -> None:
    _rename(page.session, "Crane falls over")
    top = page.panel.detail.topLevelItem(0)
    assert isinstance(top, QTreeWidgetItem)
    page.panel.detail.setCurrentItem(top.child(0))
    chosen = page.panel._chosen()
    assert chosen is not None
    assert chosen[0] is RISK
    assert top.data(0, Qt.ItemDataRole.UserRole).id == chosen[1]


def test_page_begins_at_its_steps_and_older_ones_come_while_one_scrolls(
    qtbot: QtBot, page: HistoryPage
) -> None:
    book = page.session.open_book
    unit = book.table(UNIT).all()[0]
    for n in range(130):
        with page.session.change("Rename"):
            book.table(UNIT).save(replace(unit, name=f"Unit {n}"))
    page.focus_start()
    assert page.focusWidget() is page.panel.list
    assert page.panel.list.count() == 100
    qtbot.keyClick(page.panel.list, Qt.Key.Key_End)
    assert page.panel.list.count() == book.head.seq
    assert page.panel._more.isHidden()


def test_what_did_not_exist_before_has_no_column(page: HistoryPage) -> None:
    book, detail = page.session.open_book, page.panel.detail
    unit = Unit(id=new_id(), name="Night shift")
    with page.session.change("Add"):
        book.table(UNIT).save(unit)
    assert (detail.isColumnHidden(1), detail.isColumnHidden(2)) == (True, False)
    with page.session.change("Rename"):
        book.table(UNIT).save(replace(unit, name="Day shift"))
    assert (detail.isColumnHidden(1), detail.isColumnHidden(2)) == (False, False)
    page.session.delete(UNIT, [unit.id])
    assert (detail.isColumnHidden(1), detail.isColumnHidden(2)) == (False, True)
