"""Qt dresses a widget, and all that stands in it, whenever it is put into another one."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from gui.main_window import HOME, MainWindow
from gui.widgets import Ear

MOST_TIMES = 2.0  # 1 is out of reach: what makes its own parts, as a combo box, puts them together


@pytest.mark.parametrize("key", ["risks", "plans", "indicators", "warnings", "reviews"])
def test_page_is_made_where_it_stands(themed: QApplication, window: MainWindow, key: str) -> None:
    heard: Counter[QEvent.Type] = Counter()

    def count(watched: QObject, event: QEvent) -> bool:
        heard[event.type()] += isinstance(watched, QWidget)
        return False

    window.go(HOME)
    assert key not in window._pages
    before, ear = len(QApplication.allWidgets()), Ear(window, count)
    themed.installEventFilter(ear)
    window.go(key)
    themed.removeEventFilter(ear)
    made = len(QApplication.allWidgets()) - before
    assert made > 100
    assert 0 < heard[QEvent.Type.StyleChange] < MOST_TIMES * made
