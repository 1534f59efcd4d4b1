"""Looking for the next stop of Tab leaves the widgets that it looks at as they are."""

from __future__ import annotations

import gc

import shiboken6
from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.reading_order import pass_focus
from gui.session import Session


def test_headers_of_a_list_outlive_the_search_for_the_next_stop(
    sample: Session, qtbot: QtBot
) -> None:
    window = MainWindow(sample)
    qtbot.addWidget(window)
    window.show()
    window.go("risks")
    for _turn in range(3):
        pass_focus(window, forward=True)
        gc.collect()
    view = window.page.list.view  # type: ignore[union-attr]
    header = view.horizontalHeader()
    assert isinstance(header, QHeaderView)
    assert shiboken6.isValid(header)
    assert header.count() > 0
    qtbot.waitUntil(lambda: not sample._jobs, timeout=20_000)
