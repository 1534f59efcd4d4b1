"""Takes a picture of every page and dialog, in every language, theme and size asked for.

    python -m tests.screen.gallery OUT --lang en zh_CN --theme light dark --size 1280x720

Run it on a screen of its own (Xvfb with a window manager), or with QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

if TYPE_CHECKING:
    from gui.pages.record_page import RecordPage

WAIT_S = 20.0
CALM_S = 0.5


class Gallery:
    """One running program, walked from page to page."""

    def __init__(self, out: Path, size: tuple[int, int], lang: str, theme: str) -> None:
        import main
        from gui import app
        from gui.preferences import Preferences

        chosen = Preferences()
        chosen.remember("theme", theme)
        chosen.choose(name="Li Na", language=lang)
        started = app.start(main.catalog, [])
        if isinstance(started, int):
            raise SystemExit(started)
        self.program = started
        self.program.shell.resize(*size)
        self._out = out
        self._prefix = f"{lang}-{theme}-{size[1]}"
        self._wait(lambda: self.program.window is not None)
        assert self.program.window is not None
        self.window = self.program.window

    def take(self) -> None:
        """Take every picture."""
        self.shoot("start")
        self.window.deeds.open_sample()
        self._wait(lambda: self.window.session.book is not None)
        self._places()
        self._details()
        self._dialogs()

    def close(self) -> None:
        """End the program."""
        self.program.close()
        self.program.end()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Save a picture of a widget, or of the whole window."""
        self._calm()
        target = self._out / f"{self._prefix}-{name}.png"
        (widget or self.program.shell).grab().save(str(target))

    # inside ------------------------------------------------------------------------------

    def _places(self) -> None:
        from gui.places import PLACES

        for place in PLACES:
            self.window.go(place.key)
            self._calm(1.5 if place.key in {"binder", "heatmap"} else CALM_S)
            self.shoot(place.key)

    def _details(self) -> None:
        """Every tab of a record of each kind."""
        from gui.pages.record_page import RecordPage
        from gui.places import PLACES

        for place in PLACES:
            if not place.table:
                continue
            self.window.go(place.key)
            page = self.window.page
            assert isinstance(page, RecordPage)
            self._wait(partial(_has_rows, page))
            page.list.view.selectRow(0)
            self._calm()
            bar = page.detail.bar
            for n in range(bar.count()):
                bar.setCurrentIndex(n)
                self.shoot(f"{place.key}-tab{n}")

    def _dialogs(self) -> None:
        self.window.go("risks")
        self._calm()
        for name, act in self._openers():
            before = set(_dialogs())
            act()
            self._calm()
            for made in set(_dialogs()) - before:
                self.shoot(f"dialog-{name}", made)
                made.reject() if isinstance(made, QDialog) else made.close()
            self._calm(0.1)

    def _openers(self) -> Iterator[tuple[str, Callable[[], object]]]:
        deeds = self.window.deeds
        for name in (
            "show_properties", "import_file", "restore_snapshot", "edit_selected", "print_list",
            "sign_as", "show_settings", "find_anything", "show_shortcuts", "show_manual",
            "show_licences", "about", "check_register",
        ):  # fmt: skip
            yield name, getattr(deeds, name)

    def _wait(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + WAIT_S
        while not done():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()
            time.sleep(0.01)

    def _calm(self, seconds: float = CALM_S) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.01)


def _has_rows(page: RecordPage) -> bool:
    return page.list.view.model().rowCount() > 0


def _dialogs() -> Iterator[QWidget]:
    from gui.manual import Manual

    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and isinstance(widget, QDialog | Manual):
            yield widget


def main(arguments: Sequence[str]) -> int:
    """Take the pictures that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lang", nargs="+", default=["en", "zh_CN"])
    parser.add_argument("--theme", nargs="+", default=["light", "dark"])
    parser.add_argument("--size", nargs="+", default=["1280x720"])
    args = parser.parse_args(arguments)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MUSTER_DATA"] = folder
        for lang, theme, size in product(args.lang, args.theme, args.size):
            width, height = size.split("x")
            gallery = Gallery(args.out, (int(width), int(height)), lang, theme)
            gallery.take()
            gallery.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
