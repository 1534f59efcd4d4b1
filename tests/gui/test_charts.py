"""The page of charts: figure and table show the same, and lead to the same records."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.lists.paper_dialog import PaperDialog
from gui.pages.chart_table import ChartTable
from gui.pages.charts import TABLE, ChartsPage
from gui.pdf import PdfFile
from gui.session import Session
from gui.tables.narrowing import Narrowing
from register.assess import assess
from register.entities import MEASURE, RISK, Assessment, Measure, Risk
from register.entity import new_id
from tests.gui.windows import on_screen


@pytest.fixture
def page(rated_risks: None, session: Session, qtbot: QtBot) -> ChartsPage:
    return _shown(session, qtbot)


def _shown(session: Session, qtbot: QtBot) -> ChartsPage:
    made = on_screen(qtbot, ChartsPage(session), 1020, 620)
    _wait(qtbot, made)
    return made


def _wait(qtbot: QtBot, page: ChartsPage) -> None:
    def ready() -> bool:
        if page.view is None or page._shown is not page.kind:
            return False
        return page.kind.is_empty(page.data) or page.table.isVisible() or page.view.is_drawn

    qtbot.waitUntil(ready, timeout=20_000)


def _choose(qtbot: QtBot, page: ChartsPage, tab: int) -> None:
    page.tabs.setCurrentIndex(tab)
    _wait(qtbot, page)


def _texts(table: ChartTable, row: int) -> list[str]:
    model = table.model_
    return [model.index(row, n).data() for n in range(model.columnCount())]


def test_a_click_on_a_bar_opens_its_risk(session: Session, page: ChartsPage, qtbot: QtBot) -> None:
    assert page.view
    assert [spot.key for spot in page.view.spots] == [f"r{n}" for n in range(1, 11)]
    assert "10 of 11" in page.standing.text()
    assert "1 risk not rated" in page._words.text()
    with qtbot.waitSignal(session.wanted) as told:
        rect = page.view._rect(page.view.spots[2])
        place = QPoint(round(rect.center().x()), round(rect.center().y()))
        QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["risks", "r3", ""]
    assert page.view.accessibleDescription().startswith("R-003")


def test_keys_alone_reach_a_risk(session: Session, page: ChartsPage, qtbot: QtBot) -> None:
    assert page.view
    page.view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(session.wanted) as told:
        QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert told.args == ["risks", "r2", ""]
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.view.spot is None


def test_the_table_says_the_same_and_leads_there(
    session: Session, page: ChartsPage, qtbot: QtBot
) -> None:
    page.card.ways[TABLE].click()
    assert page.table.isVisible()
    assert _texts(page.table, 0)[0] == "R-001"
    assert _texts(page.table, 0)[3:] == ["Moderate", "12", "Same"]
    with qtbot.waitSignal(session.wanted) as told:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert told.args == ["risks", "r1", ""]


def test_twenty_can_be_asked_for(page: ChartsPage, qtbot: QtBot) -> None:
    page.many.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.table.model_.rowCount() == 11)
    _choose(qtbot, page, 1)
    assert page.many.isHidden()


def test_a_piece_of_a_bar_leads_to_the_risks_in_it(
    session: Session, page: ChartsPage, qtbot: QtBot
) -> None:
    _choose(qtbot, page, 1)
    assert page.view
    spot = next(spot for spot in page.view.spots if "Moderate" in spot.words)
    with qtbot.waitSignal(session.narrowing_wanted) as asked:
        page.view.opened.emit(spot.key)
    assert asked.args is not None
    table, wanted = asked.args
    assert table == "risks"
    assert isinstance(wanted, Narrowing)
    assert set(wanted.ids or ()) == {f"r{n}" for n in range(1, 12)}
    assert "Moderate" in wanted.words
    page.card.ways[TABLE].click()
    sums = [int(_texts(page.table, row)[-1]) for row in range(page.table.model_.rowCount())]
    assert sum(sums) == 2 * 12


def test_measures_are_counted_and_lead_to_their_list(
    session: Session, page: ChartsPage, qtbot: QtBot
) -> None:
    _choose(qtbot, page, 2)
    assert "no measure yet" in page.card._empty_text.text()
    with qtbot.waitSignal(session.wanted) as told:
        page.card._empty_button.click()
    assert told.args == ["risk_measures", "", ""]
    with session.change("Add") as _done:
        late = Measure(id="m1", risk="r1", title="Late", start_on=date(2026, 1, 1),
                       due_on=date(2026, 2, 1))  # fmt: skip
        session.open_book.table(MEASURE).save(late)
    qtbot.waitUntil(lambda: "1 measure open" in page.standing.text())
    assert "1 overdue" in page.standing.text()
    _wait(qtbot, page)
    with qtbot.waitSignal(session.narrowing_wanted) as asked:
        page.table.opened.emit("open")
    assert asked.args
    assert asked.args[0] == "risk_measures"
    assert asked.args[1].ids == {"m1"}


def test_the_chart_follows_a_change(session: Session, page: ChartsPage, qtbot: QtBot) -> None:
    assert page.view
    before = page.view.picture()
    with session.change("Assess") as _done:
        assess(session.open_book, Assessment(id=new_id(), risk="r0", likelihood=5, impact=5,
                                             assessed_on=date(2026, 1, 1)))  # fmt: skip
    qtbot.waitUntil(lambda: _texts(page.table, 0)[3] == "Extreme")
    _wait(qtbot, page)
    assert page.view.picture() != before
    page.copy_picture()
    assert QGuiApplication.clipboard().image().width() == page.view.picture().width()


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_every_chart_is_saved_and_printed(
    session: Session, page: ChartsPage, qtbot: QtBot, tmp_path: Path, tab: int
) -> None:
    with session.change("Add") as _done:
        made = Measure(id="m1", risk="r1", title="M", due_on=date(2026, 2, 1))
        session.open_book.table(MEASURE).save(made)
    _choose(qtbot, page, tab)
    for name in ("chart.png", "chart.svg", "chart.pdf"):
        with qtbot.waitSignal(session.told, timeout=30_000):
            page.save_picture(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000
    dialog = page.print_chart()
    assert isinstance(dialog, PaperDialog)
    with session.open_book.copy() as copy:
        dialog._make(copy, tmp_path / "print.pdf", "zh_CN", lambda *_step: None)
    dialog.close()
    with PdfFile((tmp_path / "print.pdf").read_bytes()) as pdf:
        assert pdf.sizes


def test_an_empty_register_says_what_to_do(session: Session, qtbot: QtBot) -> None:
    page = _shown(session, qtbot)
    assert "rated" in page.card._empty_text.text()
    assert page.print_chart() is None
    with session.change("Add") as _done:
        session.open_book.table(RISK).save(Risk(id="r", number="R-1", title="One"))
    _choose(qtbot, page, 1)
    assert page.data.total == 1


def test_choices_are_kept_for_the_next_time(
    page: ChartsPage, session: Session, qtbot: QtBot
) -> None:
    _choose(qtbot, page, 1)
    page.card.ways[TABLE].click()
    page.hide()
    kept = json.loads(session.preferences.state("charts"))
    assert (kept["chart"], kept["way"]) == ("ageing", TABLE)
    again = _shown(session, qtbot)
    assert again.tabs.currentIndex() == 1
    assert again.table.isVisible()
