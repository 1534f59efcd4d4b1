"""Takes a picture of every page, popup and dialog, in every language, theme and size asked for.

    python -m tests.screen.gallery OUT --lang en zh_CN --theme light dark --size 1280x720
    python -m tests.screen.gallery --manual

Run it on a screen of its own (Xvfb with a window manager), or with QT_QPA_PLATFORM=offscreen.
``--manual`` takes the pictures of the manual anew.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

import main as program
import resources
from gui import app
from gui.preferences import Preferences
from register import backup, i18n, shelf, trash
from register.entities import RISK
from register.i18n import LANGUAGES, today
from register.samples import build_sample
from tests.gui.walkers.tour import Tour, settle

COLOURS = 128  # of a picture of the manual; more cannot be told apart
OF_MANUAL = {
    "overview": "start",
    "risks, tab 0": "risks",
    "bulk": "lists",
    "heatmap": "heat-map",
    "reviews": "reviews",
    "checks": "checks",
    "charts": "charts",
    "risks, tab 2": "treatment",
    "appetites": "appetite",
    "actions, tab 0": "actions",
    "obligations, tab 0": "obligations",
    "indicators, tab 0": "indicators",
    "escalation, tab 0": "escalation",
    "people, tab 0": "people",
    "teams, tab 0": "teams",
    "plans, tab 0": "plans",
    "drills, tab 0": "drills",
    "binder": "binder",
    "history": "history",
    "import: PreviewStep": "import",
    "restore": "snapshots",
    "method editor, matrix": "methods",
}
"""Stop of the tour → page of the manual that shows it."""


class Gallery:
    """One running program, led through everything that it can show."""

    def __init__(self, folder: Path, size: tuple[int, int], lang: str, theme: str) -> None:
        """``folder``: empty; the register and the program's own files are made there."""
        os.environ["MUSTER_DATA"] = str(folder / "data")
        chosen = Preferences()
        chosen.remember("theme", theme)
        chosen.choose(name="Li Na", language=lang)
        i18n.set_language(lang)
        path = folder / "harbour.muster"
        _make_register(path, lang)
        started = app.start(program.catalog, [str(path)])
        if isinstance(started, int):
            raise SystemExit(started)
        self._program, self._folder = started, folder
        started.shell.resize(*size)
        while started.window is None or started.window.session.book is None:
            QApplication.processEvents()
        self.window = started.window

    def take(self, out: Path, wanted: dict[str, str] | None = None) -> None:
        """Save a picture of every stop to ``out``; or of those ``wanted``, under other names."""

        def see(stop: str, widget: QWidget) -> None:
            if wanted is not None and stop not in wanted:
                return
            settle(self.window)
            target = out / f"{wanted[stop] if wanted else _as_file(stop)}.png"
            widget.grab().save(str(target))
            if wanted:
                _lighten(target)

        Tour(self.window, self._folder).everything(see)

    def close(self) -> None:
        """End the program."""
        self._program.close()
        self._program.end()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _make_register(path: Path, lang: str) -> None:
    """Make a filled register that has a snapshot, and changes after it."""
    with shelf.create(path, program.catalog(), by="Li Na", language=lang) as book:
        build_sample(book, today())
        backup.snapshot(book, "asked")
        trash.delete(book, RISK, book.table(RISK).ids()[-1:])


def _as_file(stop: str) -> str:
    return re.sub(r"\W+", "-", stop).strip("-")


def _lighten(path: Path) -> None:
    """Write a picture again with fewer colours, for it is shipped with the program."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def _walk(out: Path, size: str, lang: str, theme: str, wanted: dict[str, str] | None) -> None:
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.gettempdir()) / "muster"  # the path is seen on the pictures
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    width, height = (int(side) for side in size.split("x"))
    gallery = Gallery(folder, (width, height), lang, theme)
    gallery.take(out, wanted)
    gallery.close()
    shutil.rmtree(folder, ignore_errors=True)


def main(arguments: Sequence[str]) -> int:
    """Take the pictures that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=Path("pictures"))
    parser.add_argument("--lang", nargs="+", default=[*LANGUAGES])
    parser.add_argument("--theme", nargs="+", default=["light", "dark"])
    parser.add_argument("--size", nargs="+", default=["1280x720"])
    parser.add_argument("--manual", action="store_true")
    args = parser.parse_args(arguments)
    if args.manual:
        for lang in LANGUAGES:
            pictures = resources.path("help", lang, "pictures")
            _walk(pictures, "1280x720", lang, "light", OF_MANUAL)
        return 0
    for lang, theme, size in product(args.lang, args.theme, args.size):
        _walk(args.out / f"{lang}-{theme}-{size}", size, lang, theme, None)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
