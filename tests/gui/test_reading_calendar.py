"""The calendar of readings in the window: months, people, cells that lead to their indicator."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.lists.paper_dialog import PaperDialog
from gui.main_window import MainWindow
from gui.pages.calendar_table import COLLECTOR, NAME, WEEKS
from gui.pages.indicator_panel import IndicatorPanel
from gui.pages.reading_calendar import NOBODY, ReadingCalendar
from gui.pages.record_page import RecordPage
from gui.session import Session
from register.entities import INDICATOR, PERSON, READING, Indicator, Person, Reading
from register.entities.indicator import Frequency
from register.entity import new_id
from register.i18n import today
from register.watching.calendar import WEEK, month_after, weeks_of
from tests.gui.walkers.tour import settle

DAY = today()
LUO = Person(id=new_id(), name="Luo Ting")
LOAD = Indicator(id=new_id(), number="K-01", name="Load", measure="%", collector=LUO.id,
                 frequency=Frequency.DAILY)  # fmt: skip
RAIN = Indicator(id=new_id(), number="K-02", name="Rain", frequency=None)


@pytest.fixture
def watched(session: Session) -> Session:
    with session.change("Fill"):
        book = session.open_book
        book.table(PERSON).save(LUO)
        book.table(INDICATOR).save_all([LOAD, RAIN])
        book.table(READING).save(Reading(id=new_id(), indicator=LOAD.id, taken_on=DAY, value=88))
    return session


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def shown(qtbot: QtBot, watched: Session, owner: QWidget) -> ReadingCalendar:
    dialog = ReadingCalendar(watched, owner)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.table.calendar.rowCount() == 2)
    return dialog


def column_now(dialog: ReadingCalendar) -> int:
    weeks = dialog.table.calendar.weeks
    return next(WEEKS + n for n, day in enumerate(weeks) if day <= DAY < day + WEEK)


def cell(dialog: ReadingCalendar, line: int, column: int, role: Qt.ItemDataRole) -> str:
    return str(dialog.table.calendar.index(line, column).data(role) or "")


def test_a_cell_tells_its_reading_by_words_sign_and_tip(shown: ReadingCalendar) -> None:
    display = Qt.ItemDataRole.DisplayRole
    assert cell(shown, 0, NAME, display) == "K-01 Load"
    assert cell(shown, 0, COLLECTOR, display) == "Luo Ting"
    column = column_now(shown)
    spoken = cell(shown, 0, column, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.splitlines()[0] == f"{DAY.isoformat()}  Taken: 88 %"
    assert "88 %" in cell(shown, 0, column, display) or "1 of " in cell(shown, 0, column, display)
    index = shown.table.calendar.index(0, column)
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert cell(shown, 1, column, display) == ""
    assert "This week" in shown.table.calendar.headerData(column, Qt.Orientation.Horizontal)
    assert shown.said.text() == "2 indicators"


def test_the_month_is_turned_and_comes_back(qtbot: QtBot, shown: ReadingCalendar) -> None:
    this = DAY.replace(day=1)
    shown.go(1)
    shown.go(1)
    following = month_after(this, 2)
    assert shown.name.text() == f"{following:%Y-%m}"
    qtbot.waitUntil(lambda: shown.table.calendar.weeks == weeks_of(following))
    shown.go(-1)
    shown.go(0)
    assert shown.name.text() == f"{this:%Y-%m}"
    qtbot.waitUntil(lambda: shown.table.calendar.weeks == weeks_of(this))


def test_it_is_narrowed_to_who_collects(qtbot: QtBot, shown: ReadingCalendar) -> None:
    for chosen, name in ((LUO.id, "K-01 Load"), (NOBODY, "K-02 Rain")):
        shown.collector.setCurrentIndex(shown.collector.findData(chosen))
        shown.collector.activated.emit(shown.collector.currentIndex())
        assert shown.table.calendar.rowCount() == 1
        assert cell(shown, 0, NAME, Qt.ItemDataRole.DisplayRole) == name
    month = month_after(DAY, 1)
    shown.go(1)
    qtbot.waitUntil(lambda: shown.table.calendar.weeks == weeks_of(month))
    assert shown.collector.currentData() == NOBODY


def test_what_is_written_meanwhile_is_seen(qtbot: QtBot, shown: ReadingCalendar) -> None:
    session = shown._session
    reading = Reading(id=new_id(), indicator=RAIN.id, taken_on=DAY, value=3)
    with session.change("Read"):
        session.open_book.table(READING).save(reading)
    column = column_now(shown)
    qtbot.waitUntil(lambda: "3" in cell(shown, 1, column, Qt.ItemDataRole.DisplayRole))


def test_a_late_reading_is_counted(qtbot: QtBot, shown: ReadingCalendar) -> None:
    session = shown._session
    with session.change("Read"):
        for reading in session.open_book.table(READING).all():
            session.open_book.table(READING).delete(reading.id)
        old = Reading(id=new_id(), indicator=LOAD.id, taken_on=DAY - timedelta(9), value=3)
        session.open_book.table(READING).save(old)
    qtbot.waitUntil(lambda: shown.said.text() == "2 indicators  •  1 late")


def test_enter_and_a_click_go_to_the_readings_of_the_indicator(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.go("indicators")
    settle(window)
    page = window.page
    assert isinstance(page, RecordPage)
    page.list.choose_first()
    page.detail.bar.setCurrentIndex(1)
    for place, click in ((2, False), (3, True)):
        dialog = ReadingCalendar(window.session, window)
        dialog.open()
        settle(window)
        table = dialog.table
        wanted = table.calendar.rows[place].indicator.id
        index = table.calendar.index(place, WEEKS)
        if click:
            spot = table.visualRect(index).center()
            qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        else:
            table.setCurrentIndex(index)
            qtbot.keyClick(table, Qt.Key.Key_Return)
        settle(window)
        assert page.detail.record_id == wanted
        panel = page.detail.tabs[page.detail.bar.currentIndex()].panel
        assert isinstance(panel, IndicatorPanel)
        page.detail.bar.setCurrentIndex(1)


def test_the_tables_focus_begins_at_the_first_cell(shown: ReadingCalendar) -> None:
    shown.table.setFocus()
    assert shown.table.currentIndex().row() == 0


def test_both_papers_are_asked_for(qtbot: QtBot, shown: ReadingCalendar) -> None:
    for ask, title in ((shown.print, "Reading calendar"), (shown.print_form, "Readings to take")):
        ask()
        dialog = next(d for d in shown.findChildren(PaperDialog) if d.isVisible())
        assert title in dialog.windowTitle()
        dialog.reject()
