"""Licences, keys, messages, what the language and the size of texts change, and what moves."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from gui import environment, theme
from gui.dialogs.about_dialog import LICENCES, LicencesDialog
from gui.dialogs.messages_dialog import MessagesDialog
from gui.dialogs.properties_dialog import PropertiesDialog
from gui.dialogs.settings_dialog import SettingsDialog
from gui.dialogs.shortcuts_dialog import ShortcutsDialog
from gui.forms.rating_panel import RatingPanel
from gui.main_window import MainWindow
from gui.manual import Manual
from gui.pages.record_page import RecordPage
from gui.preferences import Preferences

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("light_again")


@pytest.fixture
def window(bare_window: MainWindow, themed: QApplication) -> MainWindow:
    bare_window.spoke.connect(lambda: environment.translate_qt(themed))
    bare_window.go("risks")
    return bare_window


def test_every_package_that_is_shipped_stands_in_the_licences(window: MainWindow) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=!~\[ ]", text)[0].lower() for text in project["dependencies"]}
    assert needed <= {name.lower() for name, _licence in LICENCES}
    window.deeds.show_licences()
    text = window.findChild(LicencesDialog).text.toPlainText()
    for words in ("SIL OPEN FONT LICENSE", "MIT License", "matplotlib: "):
        assert words in text


def test_keys_are_saved_as_text_and_as_pdf(window: MainWindow, tmp_path: Path) -> None:
    window.deeds.show_shortcuts()
    dialog = window.findChild(ShortcutsDialog)
    dialog.save(tmp_path / "keys.txt")
    text = (tmp_path / "keys.txt").read_text(encoding="utf-8")
    for words in ("Ctrl+K", "Find anything…", "Alt+Up, Alt+Down", "Change the cell in place"):
        assert words in text
    dialog.save(tmp_path / "keys.pdf")
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")
    dialog.save(tmp_path / "none" / "keys.txt")
    assert "cannot be written" in window.notices.text.text()


def test_messages_are_kept_and_announced(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    window.session.tell("First")
    window.session.tell("Second")
    assert said == ["First", "Second"]
    window.deeds.show_messages()
    shown = window.findChild(MessagesDialog).list
    assert [shown.item(n).text()[10:] for n in range(shown.count())] == ["Second", "First"]


def test_focus_goes_to_the_message_and_to_what_can_be_done(window: MainWindow) -> None:
    done: list[bool] = []
    window.session.tell("Deleted", "Undo", lambda: done.append(True))
    window.deeds.go_to_notice()
    assert QApplication.focusWidget() is window.notices.verb
    assert not window.notices._timer.isActive()
    QTest.keyClick(window.notices.verb, Qt.Key.Key_Space)
    assert done == [True]
    window.deeds.go_to_notice()
    assert window.findChild(MessagesDialog).isVisible()


def test_larger_texts_are_kept(window: MainWindow) -> None:
    before = QFontInfo(QApplication.font()).pixelSize()
    window.menus.actions["zoom_in"].trigger()
    assert QFontInfo(QApplication.font()).pixelSize() > before
    assert Preferences().zoom == 110
    window.menus.actions["zoom_normal"].trigger()
    assert QFontInfo(QApplication.font()).pixelSize() == before
    window.menus.actions["zoom_out"].trigger()
    assert Preferences().zoom == 90
    window.menus.actions["zoom_out"].trigger()
    assert Preferences().zoom == 90


def test_nothing_moves_when_reduced_motion_is_chosen(window: MainWindow) -> None:
    window.deeds.show_settings()
    combo = window.findChild(SettingsDialog).motion
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert theme.is_still()
    assert QApplication.cursorFlashTime() == 0
    assert "widget-animation-duration: 0" in QApplication.instance().styleSheet()
    window.deeds.choose_motion("")
    assert not theme.is_still()


def test_ring_of_the_focus_is_wider_in_high_contrast(window: MainWindow) -> None:
    assert theme.ring() == 2
    window.deeds.choose_theme("contrast")
    assert theme.ring() == 3
    assert "border: 3px solid #00403F" in QApplication.instance().styleSheet()


def test_register_speaks_one_of_the_languages(window: MainWindow) -> None:
    window.deeds.show_properties()
    dialog = window.findChild(PropertiesDialog)
    place = dialog.language.findData("zh_CN")
    dialog.language.setCurrentIndex(place)
    dialog.language.activated.emit(place)
    assert window.session.open_book.about.language == "zh_CN"


def test_language_changes_in_every_open_window(window: MainWindow) -> None:
    window.deeds.show_manual()
    window.deeds.choose_language("zh_CN")
    page = window.page
    assert isinstance(page, RecordPage)
    model = page.list.model
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert "标题" in heads
    assert window.menuBar().actions()[0].text().startswith("文件")
    assert window.windowTitle().startswith("风险")
    assert window.findChild(Manual).contents.accessibleName() == "手册目录"
    line = QLineEdit()
    menu = line.createStandardContextMenu()
    texts = " ".join(action.text() for action in menu.actions())
    menu.deleteLater()
    line.deleteLater()
    assert "粘贴" in texts
    window.deeds.show_shortcuts()
    assert window.findChildren(ShortcutsDialog)[-1].windowTitle() == "键盘快捷键"


def test_title_is_marked_while_a_field_holds_what_is_not_stored(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.page
    assert isinstance(page, RecordPage)
    assert window.windowTitle().startswith("Risks[*] — ")
    page.detail.focus_first()
    line = page.detail.form.editors["title"].input
    QTest.keyClicks(line, "x")
    qtbot.waitUntil(window.isWindowModified)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.isWindowModified())


def test_size_of_texts_is_in_points_for_the_dialogs_of_printing(themed: QApplication) -> None:
    assert themed.font().pointSizeF() > 0
    assert QFontInfo(themed.font()).pixelSize() == theme.font().pixelSize()


def test_rating_that_was_begun_is_not_lost(window: MainWindow) -> None:
    page = window.page
    assert isinstance(page, RecordPage)
    rating = page.detail.findChild(RatingPanel)
    rating.pick(2, 2)
    rating.draft.impact.setCurrentIndex(0)
    window.deeds.choose_theme("dark")
    page = window.page
    assert isinstance(page, RecordPage)
    rating = page.detail.findChild(RatingPanel)
    assert rating.is_drafting
    assert (rating.draft.likelihood.step, rating.draft.impact.step) == (2, None)
    window.go("plans")
    assert window.place == "risks"
    assert QApplication.focusWidget() is rating.draft.likelihood
    rating.draft.impact.setCurrentIndex(3)
    before = window.session.open_book.head.seq
    window.go("plans")
    assert window.place == "plans"
    assert window.session.open_book.head.seq == before + 1
