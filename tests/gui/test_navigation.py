"""The navigation: its groups fold where the window is low, and as somebody chose."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.fold import Fold
from gui.main_window import MainWindow
from gui.places import FOLD_FIRST, PLACES, Place


def _folds(window: MainWindow) -> dict[str, Fold]:
    return window.navigation._folds


def _open(window: MainWindow) -> set[str]:
    return {group for group, fold in _folds(window).items() if fold.isChecked()}


def test_every_group_can_fold() -> None:
    assert set(FOLD_FIRST) == {place.group for place in PLACES if place.group}


def test_low_window_folds_the_lists_first_and_needs_no_scrolling(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.window().resize(1280, 720)
    window.go("risks")
    qtbot.waitUntil(lambda: "Lists" not in _open(window))
    assert "Prepared" in _open(window)
    assert not window.navigation._area.verticalScrollBar().isVisible()
    window.window().resize(1280, 1400)
    qtbot.waitUntil(lambda: _open(window) == set(FOLD_FIRST))


def test_place_in_a_folded_group_unfolds_it(qtbot: QtBot, window: MainWindow) -> None:
    window.window().resize(1280, 720)
    window.go("risks")
    qtbot.waitUntil(lambda: "Lists" not in _open(window))
    window.go("methods")
    assert "Lists" in _open(window)


def test_choice_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    window.window().resize(1280, 1300)
    qtbot.waitUntil(lambda: _open(window) == set(FOLD_FIRST))
    qtbot.mouseClick(_folds(window)["Prepared"], Qt.MouseButton.LeftButton)
    hidden = {made.accessibleName() for made in window.navigation.findChildren(QPushButton)
              if made.isHidden()}  # fmt: skip
    assert {"Plans", "Teams", "People", "Drills"} <= hidden
    window.window().resize(1280, 1400)
    assert "Prepared" not in _open(window)


@pytest.mark.parametrize("place", [place for place in PLACES if place.digit], ids=lambda p: p.key)
def test_digit_leads_to_its_place(window: MainWindow, place: Place) -> None:
    shortcuts = {action.shortcut().toString() for action in window.menus._places}
    assert f"Ctrl+{place.digit}" in shortcuts
