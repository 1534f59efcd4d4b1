"""A monkey at the window: seeded, guided so that it edits, and watched by what it may not break.

    python -m tests.gui.monkey --minutes 10 --seed 1

It fails on an exception, a warning of Qt, a freeze, a row that differs from what was acknowledged,
or a register that does not check out afterwards. A freeze is a second in which the window's thread
computes, or five that go by for whatever reason; where a step does not end at all, the process
tells where every thread stands and ends. Nothing is written outside a folder of its own.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog

from gui.forms.editor import Editor
from gui.garbage import Collector
from gui.main_window import MainWindow
from register.book import Book
from register.check import check
from tests.gui.monkey_deeds import Monkey, dialog_in_front
from tests.gui.watching import Acknowledged, at_home_in, watched

if TYPE_CHECKING:
    from gui.app import Program

PATIENCE_S = 60.0  # for an opening, for writers, for a step that hangs
LOOK_EVERY = 100  # steps between two looks at the rows


def let_loose(
    window: MainWindow,
    seed: int,
    *,
    steps: int = sys.maxsize,
    seconds: float = 1e9,
    before_step: Callable[[], None] = lambda: None,
) -> Monkey:
    """Let a monkey at a window with an open register; raises AssertionError where it breaks it."""
    book = window.session.open_book
    assert book.path is not None
    path, folder = book.path, book.path.parent / "files"
    monkey = Monkey(window, seed, folder)
    rows, changes = Acknowledged(book), 0
    end = time.monotonic() + seconds
    with at_home_in(folder), watched() as faults:
        while monkey.steps < steps and time.monotonic() < end:
            before_step()
            monkey.step()
            assert not faults, (monkey.done[-8:], faults)
            if window.session.book is not book:  # it restored a snapshot, or opened another
                book = _follow(window, path)
                rows, changes = Acknowledged(book), changes + rows.changes
            if monkey.steps % LOOK_EVERY == 0:
                _wait_for_writers(window)
                assert rows.differences() == [], monkey.done[-LOOK_EVERY:]
        _come_to_rest(window)
        assert not faults, faults
    assert rows.differences() == []
    assert check(book) == []
    print(
        f"{monkey.steps} steps, {changes + rows.changes} changes, "
        f"at most {monkey.standstill * 1000:.0f} ms at once; of work:"
    )
    for worked, what in monkey.slowest:
        print(f"{worked * 1000:5.0f} ms  {what}")
    return monkey


def _follow(window: MainWindow, path: Path) -> Book:
    """Return the register that is open now; where none is, have the first one opened again."""
    if not _comes(lambda: window.session.book is not None, PATIENCE_S / 10):
        window.window().show()
        window.deeds.open_path(path)
        assert _comes(lambda: window.session.book is not None), "no register opened"
    return window.session.open_book


def _comes(state: Callable[[], bool], seconds: float = PATIENCE_S) -> bool:
    """Process events until a state is reached; False when it was not in time."""
    end = time.monotonic() + seconds
    while not (reached := state()) and time.monotonic() < end:
        QApplication.processEvents()
    return reached


def _wait_for_writers(window: MainWindow) -> None:
    session = window.session
    assert _comes(
        lambda: session.writes.flush() and not any(job.writes for job in session._jobs)
    ), "changes stayed unsaved"


def _nothing_in_front() -> bool:
    """Close one thing that stands before the window; True when there is none."""
    front = QApplication.activePopupWidget() or dialog_in_front()
    if isinstance(front, QDialog):
        for editor in front.findChildren(Editor):
            editor.revert()  # a dialog stays while a field holds what does not fit
        front.reject()
    elif front is not None:
        front.close()
    return front is None


def _come_to_rest(window: MainWindow) -> None:
    assert _comes(_nothing_in_front), f"{dialog_in_front()} stays"
    if not window.may_leave() and window.page is not None:
        window.page.revert()
    window.session.stop_jobs()
    _wait_for_writers(window)
    QApplication.processEvents()


def main(arguments: Sequence[str]) -> int:
    """Let the monkey at a register of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--risks", type=int, default=2_000)
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="muster-monkey-") as folder:
        os.environ["MUSTER_DATA"] = str(Path(folder) / "data")
        started = _program(Path(folder) / "own.muster", args.risks)
        assert started.window is not None
        collector = Collector(started)
        unharmed = _plays(started.window, args.seed, args.minutes * 60)
        started.close()
        started.end()
        collector.stop()
    return 0 if unharmed else 1


def _plays(window: MainWindow, seed: int, seconds: float) -> bool:
    """Let the monkey play, and print what it broke; its frames are left before the window goes."""
    try:
        let_loose(window, seed, seconds=seconds, before_step=_watch_for_hang)
    except AssertionError:
        traceback.print_exc()
        return False
    finally:
        faulthandler.cancel_dump_traceback_later()
    return True


def _watch_for_hang() -> None:
    faulthandler.dump_traceback_later(PATIENCE_S, exit=True)


def _program(path: Path, risks: int) -> Program:
    """Start the program on a register with so many risks, and a sample of the rest."""
    import main as program
    from gui import app
    from register.samples import build_sample
    from tests.benchmarks.big import big_register

    with big_register(path, risks) as book:
        build_sample(book, date(2026, 11, 20))
    started = app.start(program.catalog, [str(path)])
    assert not isinstance(started, int)
    while started.window is None or started.window.session.book is None:
        QApplication.processEvents()
    return started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
