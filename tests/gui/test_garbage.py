"""Objects of Qt in reference cycles die on the window's thread, whoever allocates meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui import garbage
from gui.garbage import Collector


class Knot(QObject):
    """Refers to itself, so that only a collection frees it."""

    def __init__(self, deaths: list[int]) -> None:
        super().__init__()
        self._itself, self._deaths = self, deaths

    def __del__(self) -> None:
        self._deaths.append(threading.get_ident())


@pytest.fixture
def collector(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    gc.enable()
    monkeypatch.setattr(garbage, "EVERY_MS", 20)
    made = Collector()
    yield made
    made.stop()
    gc.unfreeze()


def test_knots_made_on_this_thread_never_die_on_a_worker(
    qtbot: QtBot, collector: Collector
) -> None:
    deaths: list[int] = []
    Knot(deaths)

    def work() -> None:
        kept = [[n] for n in range(50_000)]  # enough for several collections
        del kept

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert deaths == []
    kept = [[n] for n in range(2_000)]  # makes a collection due
    qtbot.waitUntil(lambda: bool(deaths))
    del kept
    assert deaths == [threading.get_ident()]


def test_what_exists_at_the_start_is_left_out_of_later_collections(collector: Collector) -> None:
    before = gc.get_freeze_count()
    collector.settle()
    assert gc.get_freeze_count() > before


def test_python_collects_again_when_the_window_has_gone(qtbot: QtBot) -> None:
    made = Collector()
    assert not gc.isenabled()
    made.stop()
    assert gc.isenabled()
