from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.commands import commands, plain
from gui.main_window import MainWindow
from gui.palette.palette import Palette
from register.entities import PHONE, RISK, STEP, Risk
from register.entity import new_id


def _palette(window: MainWindow) -> Palette:
    window.deeds.find_anything()
    return window.findChildren(Palette)[-1]


def _asked(qtbot: QtBot, palette: Palette, query: str) -> list[str]:
    palette.line.setText(query)
    palette._soon.stop()
    palette._find()
    qtbot.waitUntil(lambda: palette._job is None)
    rows = (palette.list.topLevelItem(n) for n in range(palette.list.topLevelItemCount()))
    return [row.text(0) for row in rows if row is not None]


def test_record_is_found_by_number_and_shown(qtbot: QtBot, window: MainWindow) -> None:
    risk = window.session.open_book.table(RISK).all()[7]
    palette = _palette(window)
    assert _asked(qtbot, palette, risk.number)[0] == RISK.title(risk)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.place == "risks"
    assert window.page.list.current == risk.id  # type: ignore[union-attr]


def test_chinese_is_found_by_part_and_by_initials(qtbot: QtBot, window: MainWindow) -> None:
    with window.session.change("Add"):
        risk = Risk(id=new_id(), number="R-900", title="重庆数据中心停电")
        window.session.open_book.table(RISK).save(risk)
    palette = _palette(window)
    for query in ("数据中心", "cqsj", "sjzx", "zqsjzxtd"):
        assert "R-900 重庆数据中心停电" in _asked(qtbot, palette, query)


def test_part_leads_to_the_record_it_belongs_to(qtbot: QtBot, window: MainWindow) -> None:
    book = window.session.open_book
    step, phone = book.table(STEP).all()[3], book.table(PHONE).all()[0]
    palette = _palette(window)
    assert STEP.title(step) in _asked(qtbot, palette, step.action)
    assert PHONE.title(phone) in _asked(qtbot, palette, phone.number)
    palette._take()
    assert window.place == "people"
    assert window.page.list.current == phone.person  # type: ignore[union-attr]


def test_command_is_found_with_its_keys_and_done(qtbot: QtBot, window: MainWindow) -> None:
    palette = _palette(window)
    assert _asked(qtbot, palette, "heat map")[0] == "Heat map"
    first = palette.list.topLevelItem(0)
    assert first is not None
    assert first.text(1) == "Ctrl+3"
    palette._take()
    qtbot.waitUntil(lambda: window.place == "heatmap")


def test_enter_waits_for_the_answer_to_what_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    palette = _palette(window)
    qtbot.keyClicks(palette.line, "trash")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.place == "trash")


def test_arrows_move_in_the_list_while_the_line_has_the_focus(
    qtbot: QtBot, window: MainWindow
) -> None:
    palette = _palette(window)
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.indexOfTopLevelItem(palette.list.currentItem()) == 1


def test_nothing_found_is_said(qtbot: QtBot, window: MainWindow) -> None:
    palette = _palette(window)
    assert _asked(qtbot, palette, "qqqqqqqqqq") == []
    assert palette._state.text() == "Nothing was found."


def test_commands_are_those_of_the_menus(window: MainWindow) -> None:
    found = commands(window.menuBar())
    assert {"Delete", "Find anything…", "Risks", "Theme: Dark"} <= {item.name for item in found}
    names = {item.name: item for item in found}
    assert names["Find anything…"].keys == "Ctrl+K"
    assert names["Theme: Dark"].path == ("View", "Theme")


@pytest.mark.parametrize(
    ("text", "seen"), [("&Open…", "Open…"), ("打开（&O）…", "打开…"), ("R && D", "R & D")]
)
def test_access_key_is_not_shown(text: str, seen: str) -> None:
    assert plain(text) == seen
