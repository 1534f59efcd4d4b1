"""The heat-map page: figure and table show the same, and lead to the same risks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.lists.paper_dialog import PaperDialog
from gui.notice import Notice
from gui.pages.heat_map_choices import DAYS
from gui.pages.heatmap import FIGURE, TABLE, HeatMapPage
from gui.pdf import PdfFile
from gui.session import Session
from gui.tables.narrowing import Narrowing
from register.assess import assess
from register.book import Book
from register.catalog import Catalog
from register.entities import Assessment
from register.entities.risk import Tier
from register.entity import new_id
from tests.gui.windows import on_screen


@pytest.fixture
def session(rated_risks: None, session: Session) -> Session:
    return session


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> HeatMapPage:
    return _shown(session, qtbot)


def _shown(session: Session, qtbot: QtBot) -> HeatMapPage:
    made = on_screen(qtbot, HeatMapPage(session), 1020, 620)
    qtbot.waitUntil(lambda: _is_drawn(made), timeout=20_000)
    return made


def _is_drawn(page: HeatMapPage) -> bool:
    view = page.view
    return view is not None and (view.is_drawn or not view.isVisible())


def _asked(qtbot: QtBot, session: Session, act: object) -> Narrowing:
    with qtbot.waitSignal(session.narrowing_wanted) as asked:
        act()  # type: ignore[operator]
    assert asked.args is not None
    assert asked.args[0] == "risks"
    wanted = asked.args[1]
    assert isinstance(wanted, Narrowing)
    return wanted


def test_a_cell_opens_its_risks_beside_the_map_and_in_their_list(
    session: Session, page: HeatMapPage, qtbot: QtBot
) -> None:
    assert page.view
    assert page.view.data.cells[(3, 4)].count == 11
    assert "1 not rated" in page.standing.text()
    page.view.choose((3, 4))
    assert page.cell.list.count() == 11
    with qtbot.waitSignal(session.wanted) as told:
        page.cell.list.itemActivated.emit(page.cell.list.item(0))
    assert told.args == ["risks", "r1", ""]
    wanted = _asked(qtbot, session, page.cell.to_list.click)
    assert set(wanted.ids or ()) == {f"r{n}" for n in range(1, 12)}
    assert "Possible × Major" in wanted.words
    page.view.choose((1, 1))
    assert not page.cell.to_list.isVisible()


def test_keys_alone_reach_a_cell_and_its_risks(
    session: Session, page: HeatMapPage, qtbot: QtBot
) -> None:
    assert page.view
    page.view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.view, Qt.Key.Key_Up)
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert page.view.place == (3, 4)
    assert "11 risks" in page.view.accessibleDescription()
    wanted = _asked(qtbot, session, lambda: QTest.keyClick(page.view, Qt.Key.Key_Return))
    assert wanted.ids is not None
    assert len(wanted.ids) == 11
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.view.accessibleDescription() == ""
    assert page.cell.list.count() == 0


def test_the_table_has_the_same_numbers_and_its_totals(
    session: Session, page: HeatMapPage, qtbot: QtBot
) -> None:
    page.card.ways[TABLE].click()
    table = page.table
    assert table
    assert table.isVisible()
    numbers = table.numbers
    cell = numbers.index_of((3, 4))
    assert cell.data().splitlines()[:2] == ["11", "Moderate"]
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Possible × Major: Moderate, 11 risks")
    assert numbers.index(cell.row(), numbers.columnCount() - 1).data() == "11"
    corner = numbers.index(numbers.rowCount() - 1, numbers.columnCount() - 1)
    assert corner.data() == "11"
    assert numbers.headerData(0, Qt.Orientation.Vertical).startswith("5")
    table.setCurrentIndex(cell)
    assert page.view
    assert page.view.place == (3, 4)
    assert page.cell.list.count() == 11
    table.setCurrentIndex(corner)
    wanted = _asked(qtbot, session, lambda: QTest.keyClick(table, Qt.Key.Key_Return))
    assert set(wanted.ids or ()) == {f"r{n}" for n in range(1, 12)}


def test_hovering_names_eight_risks_as_plain_text_and_counts_the_rest(page: HeatMapPage) -> None:
    lines = page.who((3, 4)).splitlines()
    assert lines[:3] == ["Possible × Major: Moderate", "11 risks", "R-001 Risk 1 <b>洪水</b>"]
    assert lines[-1] == "and 3 more"
    assert len(lines) == 11


def test_arrows_are_counted_everywhere(page: HeatMapPage) -> None:
    page.choices.second.setCurrentIndex(page.choices.second.findData(Tier.TARGET))
    assert "11 risks move" in page.standing.text()
    assert page.who((3, 4)).endswith("11 leave")
    assert page.who((3, 1)).endswith("11 arrive")
    assert page.table
    assert page.table.numbers.index_of((3, 4)).data().splitlines()[-1] == "11 out"


def test_not_rated_risks_lead_to_their_list(
    session: Session, page: HeatMapPage, qtbot: QtBot
) -> None:
    assert page.cell.not_rated.text() == "1 risk not rated"
    wanted = _asked(qtbot, session, page.cell.not_rated.click)
    assert list(wanted.ids or ()) == ["r0"]


def test_the_map_follows_a_change_and_a_choice(
    session: Session, page: HeatMapPage, qtbot: QtBot
) -> None:
    assert page.view
    before = page.view.picture()
    with session.change("Assess") as _done:
        assess(session.open_book, Assessment(id=new_id(), risk="r0", likelihood=5, impact=5,
                                             assessed_on=date(2026, 1, 1)))  # fmt: skip
    qtbot.waitUntil(lambda: page.view is not None and page.view.data.not_rated == 0)
    assert page.view.picture() != before
    page.choices.tier.setCurrentIndex(page.choices.tier.findData(Tier.TARGET))
    assert page.view.data.cells[(3, 1)].count == 11
    page.copy_picture()
    assert QGuiApplication.clipboard().image().width() == page.view.picture().width()


def test_pictures_are_saved_and_the_folder_is_kept(
    session: Session, page: HeatMapPage, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[Notice] = []
    session.told.connect(told.append)
    for name in ("map.png", "map.svg", "map.pdf"):
        with qtbot.waitSignal(session.told):
            page.save_picture(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000
    assert [notice.verb for notice in told] == ["Open folder"] * 3
    dialog = page.ask_where()
    assert dialog
    assert Path(dialog.directory().absolutePath()) == tmp_path
    dialog.close()
    with qtbot.waitSignal(session.told) as refused:
        page.save_picture(tmp_path / "map.jpg")
    assert refused.args
    assert refused.args[0].problem


def test_choices_are_kept_for_the_next_time(session: Session, qtbot: QtBot) -> None:
    page = _shown(session, qtbot)
    page.choices.tier.setCurrentIndex(page.choices.tier.findData(Tier.TARGET))
    page.card.ways[TABLE].click()
    page.hide()
    kept = json.loads(session.preferences.state("heatmap"))
    assert (kept["tier"], kept["way"]) == ("target", TABLE)
    again = _shown(session, qtbot)
    assert again.choices.tier.currentData() == Tier.TARGET
    assert again.table
    assert again.table.isVisible()
    session.preferences.remember("heatmap", '{"tier": 7, "filters": [], "way": null}')
    third = _shown(session, qtbot)
    assert third.choices.tier.currentData() == Tier.CURRENT
    assert third.card.ways[FIGURE].isChecked()


def test_an_empty_map_says_what_to_do(
    book: Book, catalog: Catalog, themed: QApplication, qtbot: QtBot
) -> None:
    session = Session(catalog)
    session.attach(book)
    page = _shown(session, qtbot)
    assert page.card._empty.isVisible()
    with qtbot.waitSignal(session.wanted) as wanted:
        page.card._empty_button.click()
    assert wanted.args == ["risks", "", ""]
    session.detach()


def test_arrows_from_an_earlier_day_come_with_the_risks_of_the_later_one(
    session: Session, page: HeatMapPage, qtbot: QtBot
) -> None:
    assert page.view
    with session.change("Assess") as _done:
        assess(session.open_book, Assessment(id=new_id(), risk="r1", likelihood=5, impact=5,
                                             assessed_on=date(2026, 3, 1)))  # fmt: skip
    page.choices.days.put({"since": "2026-02-01", "until": "2026-04-01"})
    page.choices.second.setCurrentIndex(page.choices.second.findData(DAYS))
    assert page.choices.days.isVisible()
    qtbot.waitUntil(lambda: "1 risk moved" in page.standing.text())
    assert "2026-02-01 to 2026-04-01" in page.standing.text()
    assert page.who((5, 5)).endswith("1 arrived")
    assert page.who((3, 4)).endswith("1 left")
    assert page.table
    assert page.table.numbers.index_of((5, 5)).data().splitlines()[-1] == "1 in"
    page.view.choose((5, 5))
    assert page.cell.list.count() == 1
    wanted = _asked(qtbot, session, page.cell.to_list.click)
    assert list(wanted.ids or ()) == ["r1"]
    assert wanted.words.startswith("2026-04-01")
    page.choices.second.setCurrentIndex(0)
    assert "moved" not in page.standing.text()


def test_the_first_day_stays_before_the_other(session: Session, page: HeatMapPage) -> None:
    days = page.choices.days
    days.put({"since": "2026-02-01", "until": "2026-04-01"})
    days.first.line.setText("2026-05-01")
    days.first.commit()
    assert "before" in days.first.problem
    assert days.since == date(2026, 2, 1)
    days.first.line.setText("2026-03-01")
    days.first.commit()
    assert (days.since, days.first.problem) == (date(2026, 3, 1), "")
    page.choices.second.setCurrentIndex(page.choices.second.findData(DAYS))
    page.hide()
    kept = json.loads(session.preferences.state("heatmap"))
    assert (kept["second"], kept["since"], kept["until"]) == (DAYS, "2026-03-01", "2026-04-01")


def test_the_map_is_printed_with_its_words(
    session: Session, page: HeatMapPage, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = page.print_map()
    assert isinstance(dialog, PaperDialog)
    with session.open_book.copy() as copy:
        dialog._make(copy, tmp_path / "map.pdf", "zh_CN", lambda *_step: None)
    dialog.close()
    with PdfFile((tmp_path / "map.pdf").read_bytes()) as pdf:
        assert len(pdf.sizes) == 1
