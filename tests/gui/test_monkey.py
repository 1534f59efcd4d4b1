"""A bounded run of the monkey; ``python -m tests.gui.monkey`` lets it play for longer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.main_window import MainWindow
from gui.session import Session
from tests.gui.monkey import let_loose
from tests.gui.watching import Acknowledged

STEPS = 400


@pytest.fixture
def window(qtbot: QtBot, themed: QApplication, sample: Session) -> Iterator[MainWindow]:
    made = MainWindow(sample)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.go("risks")
    yield made
    made.close_anyway()
    theme.apply(themed, "light")


@pytest.mark.parametrize("seed", [1, 2])
def test_monkey_breaks_nothing(window: MainWindow, seed: int) -> None:
    assert let_loose(window, seed, steps=STEPS).steps == STEPS


def test_row_that_was_not_acknowledged_is_noticed(sample: Session) -> None:
    rows = Acknowledged(sample.open_book)
    assert rows.differences() == []
    key = next(key for key in rows.rows if key[0] == "risks")
    rows.rows[key]["title"] = "another"
    assert rows.differences() == [key]
