from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.dialogs.about_dialog import AboutDialog, LicencesDialog
from gui.dialogs.shortcuts_dialog import ShortcutsDialog
from gui.main_window import MainWindow
from gui.manual import IMAGE, Manual, page_of_place, pages
from gui.places import PLACES
from register import i18n
from register.catalog import Catalog


@pytest.fixture
def manual(qtbot: QtBot, themed: QApplication) -> Manual:
    made = Manual()
    made.show_page("start")
    qtbot.addWidget(made)
    return made


def test_every_place_has_its_page(catalog: Catalog) -> None:
    known = {page.name for page in pages()}
    found = {place.key: page_of_place(catalog, place.key) for place in PLACES}
    assert set(found.values()) <= known
    assert (found["risks"], found["heatmap"], found["trash"]) == ("risks", "heat-map", "history")


def test_help_is_about_the_page_that_is_shown(window: MainWindow) -> None:
    window.go("plans")
    window.deeds.show_manual()
    shown = window.findChild(Manual)
    assert shown.isVisible()
    assert shown.name == "plans"
    assert not shown._back.isEnabled()
    window.go("teams")
    window.deeds.show_manual()
    assert shown.name == "teams"
    assert window.findChildren(Manual) == [shown]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_page_is_shown_under_its_title(manual: Manual, language: str) -> None:
    i18n.set_language(language)
    manual.speak()
    for n, page in enumerate(pages()):
        manual.contents.setCurrentRow(n)
        assert manual.text.toPlainText().startswith(page.title)


def test_links_lead_to_pages_and_nowhere_else(manual: Manual) -> None:
    manual._follow(QUrl("register.md"))
    assert manual.name == "register"
    for link in ("https://example.org/risks", "file:///etc/passwd", "#x", "../../main.py"):
        manual._follow(QUrl(link))
        assert manual.name == "register"
    manual.go_back()
    assert manual.name == "start"


def test_language_changes_in_the_open_manual(window: MainWindow) -> None:
    window.deeds.show_manual()
    shown = window.findChild(Manual)
    window.deeds.choose_language("zh_CN")
    assert shown.text.toPlainText().startswith("入门")


def test_sheet_of_keys_is_made_from_the_menus(window: MainWindow) -> None:
    window.deeds.show_shortcuts()
    tree = window.findChild(ShortcutsDialog).list
    groups = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    found = {
        group.child(n).text(1): group.child(n).text(0)
        for group in groups
        if group is not None
        for n in range(group.childCount())
    }
    assert found["Ctrl+K"] == "Find anything…"
    assert found["F1"] == "Manual"
    assert found["Ctrl+Enter"] == "Save a field of several lines"


def test_diagnostics_say_versions_and_nothing_of_the_register(window: MainWindow) -> None:
    window.deeds.about()
    window.findChild(AboutDialog).copy_diagnostics()
    text = QApplication.clipboard().text()
    assert {"Muster", "SQLite", "System", "Data folder"} <= {
        line.partition(":")[0] for line in text.splitlines()
    }
    assert window.session.open_book.about.title not in text


def test_licences_are_shown_whole(window: MainWindow) -> None:
    window.deeds.show_licences()
    text = window.findChild(LicencesDialog).text.toPlainText()
    assert "SIL OPEN FONT LICENSE" in text
    assert "Paweł Kuna" in text


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_pictures_fit_the_page(qtbot: QtBot, manual: Manual, language: str) -> None:
    i18n.set_language(language)
    manual.show()
    manual.show_page("risks")
    picture = manual.text.loadResource(IMAGE, QUrl("pictures/risks.png"))
    assert isinstance(picture, QImage)
    assert 0 < picture.deviceIndependentSize().width() <= manual.text.viewport().width()
    assert manual.text.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    "name", ["/etc/hostname", "file:///etc/hostname", "../../../icons/risk.svg", "../risks.md", ""]
)
def test_nothing_but_a_picture_of_the_manual_is_loaded(manual: Manual, name: str) -> None:
    picture = manual.text.loadResource(IMAGE, QUrl(name))
    assert isinstance(picture, QImage)
    assert picture.isNull() or picture.size() == QSize(1, 1)
