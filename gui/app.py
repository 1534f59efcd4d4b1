"""Starts the window: it is painted before the register is opened.

Nothing heavy is imported before that; a thread warms it up afterwards.
"""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gui import environment, theme
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.session import Session
from register import i18n
from register.catalog import Catalog
from register.i18n import LANGUAGES, _

NO_DISPLAY = 2
WARM = ("sqlite_utils", "matplotlib.figure", "reportlab.platypus")


def show(catalog: Catalog, arguments: Sequence[str]) -> int:
    """Show the window until it is closed; returns the exit code."""
    started = start(catalog, arguments)
    return started if isinstance(started, int) else run(started)


def start(catalog: Catalog, arguments: Sequence[str]) -> MainWindow | int:
    """Make and show the window; or return the exit code where there can be none."""
    preferences = Preferences()
    i18n.set_language(preferences.settings.tongue())
    args = _parser().parse_args(arguments)
    if args.lang:
        i18n.set_language(args.lang)
    reason = environment.no_display()
    if reason:
        sys.stderr.write(reason + "\n")
        return NO_DISPLAY
    app = _application(preferences)
    window = MainWindow(Session(catalog, preferences), args.by or "")
    window.spoke.connect(lambda: environment.translate_qt(app))
    # a turn of the event loop later, when the picture has reached the screen
    window.painted.connect(lambda: QTimer.singleShot(0, lambda: _after_paint(window, args)))
    if args.file is None and not args.sample:
        window.show_start()
    window.show()
    return window


def run(window: MainWindow) -> int:
    """Give the window the process until it is closed."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    environment.log_faults()
    environment.catch_faults(window.session.report)
    signals = environment.Signals(window.close_anyway, window)
    code = app.exec()
    signals.stop()
    window.session.detach()
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py", description=_("Muster: risks, and what is ready for the day they happen.")
    )
    parser.add_argument("file", nargs="?", type=Path, metavar=_("FILE"), help=_("the register"))
    parser.add_argument("--sample", action="store_true", help=_("open a copy of the sample"))
    parser.add_argument("--lang", choices=sorted(LANGUAGES), help=_("language of the window"))
    parser.add_argument("--by", metavar=_("NAME"), help=_("who signs the changes"))
    return parser


def _application(preferences: Preferences) -> QApplication:
    environment.choose_input_method()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("muster")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("muster")
    theme.load_fonts()
    theme.apply(app, preferences.state("theme", theme.SYSTEM_THEME))
    environment.translate_qt(app)
    return app


def _after_paint(window: MainWindow, args: argparse.Namespace) -> None:
    if args.sample:
        window.deeds.open_sample()
    elif args.file is not None:
        window.deeds.open_path(args.file)
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()


def _warm_up() -> None:
    """Import what later steps need, so that the first chart or binder does not wait for it."""
    for name in WARM:
        import_module(name)
