"""Starts the window: a plain page is painted before the rest of the program is imported.

What comes after the first paint is done in steps, so that the window never stands still for long.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from gui import environment, theme
from gui.garbage import Collector
from gui.jobs import Job
from gui.preferences import Preferences
from gui.shell import Shell
from register import i18n
from register.i18n import LANGUAGES, _
from register.progress import Progress

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from register.catalog import Catalog

NO_DISPLAY = 2
SOON = ("gui.main_window", "gui.pages.overview", "gui.pages.record_page")
CALM_MS = 3_000  # by then the register is on the screen
WARM = ("sqlite_utils", "matplotlib.figure", "reportlab.platypus")


class Program(QObject):
    """The shell and, soon after it was painted, the main window inside it."""

    filled = Signal()

    def __init__(
        self, catalog: Callable[[], Catalog], preferences: Preferences, args: argparse.Namespace
    ) -> None:
        super().__init__()
        self.shell = Shell(preferences)
        self.window: MainWindow | None = None
        self._catalog, self._preferences, self._args = catalog, preferences, args
        self._importing = Job(self._import)
        self._importing.succeeded.connect(self._fill)
        self._importing.failed.connect(_fail)
        self._warming = Job(_warm_up)
        # a turn of the event loop later, when the picture has reached the screen
        self.shell.painted.connect(lambda: QTimer.singleShot(0, self._begin))

    def close(self) -> None:
        """Close whatever stands in a field."""
        if self.window is None:
            self.shell.close()
        else:
            self.window.close_soon()

    def keep(self, _manager: object = None) -> None:
        """Store what was typed; the desktop's session is about to end."""
        if self.window is not None:
            self.window.keep()

    def end(self) -> None:
        """Let go of the register, the threads and the window.

        The window goes by Qt's hand, in Qt's order, while everything it asks for still exists.
        """
        self._importing.wait(5)
        if self.window is not None:
            self.window.session.detach()
        environment.let_go_of_clipboard()
        self.shell.deleteLater()
        _app().sendPostedEvents(self.shell, QEvent.Type.DeferredDelete)

    def report(self, error: BaseException) -> None:
        """Show a fault that nobody caught; may be called on any thread."""
        if self.window is not None:
            self.window.session.report(error)

    # inside ------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._importing.start()
        app = _app()
        theme.load_fonts()
        theme.wear(app, self._preferences)
        environment.translate_qt(app)

    def _import(self, _progress: Progress) -> Catalog:
        """Import what the window needs, on a thread."""
        catalog = self._catalog()
        for name in SOON:
            import_module(name)
        return catalog

    def _fill(self, catalog: Catalog) -> None:
        from gui.main_window import MainWindow
        from gui.session import Session

        session = Session(catalog, self._preferences)
        self.window = MainWindow(session, self._args.by or "")
        self.window.spoke.connect(lambda: environment.translate_qt(_app()))
        if self._args.file is None and not self._args.sample:
            self.window.show_start()
        self.shell.fill(self.window)
        self.filled.emit()
        QTimer.singleShot(0, self._open)

    def _open(self) -> None:
        assert self.window is not None
        if self._args.sample:
            self.window.deeds.open_sample()
        elif self._args.file is not None:
            self.window.deeds.open_path(self._args.file)
        QTimer.singleShot(CALM_MS, self._warming.start)


def show(catalog: Callable[[], Catalog], arguments: Sequence[str]) -> int:
    """Show the window until it is closed; returns the exit code."""
    started = start(catalog, arguments)
    return started if isinstance(started, int) else run(started)


def start(catalog: Callable[[], Catalog], arguments: Sequence[str]) -> Program | int:
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
    _make_application(preferences)
    program = Program(catalog, preferences, args)
    program.shell.show()
    return program


def run(program: Program) -> int:
    """Give the window the process until it is closed."""
    environment.log_faults()
    environment.keep_window_first()
    environment.catch_faults(program.report)
    signals = environment.Signals(program.close, program)
    _app().commitDataRequest.connect(program.keep)
    collector = Collector(program)
    program.filled.connect(collector.settle)
    code = _app().exec()
    signals.stop()
    program.end()
    collector.stop()
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


def _make_application(preferences: Preferences) -> None:
    environment.choose_input_method()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("muster")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("muster")
    theme.choose(app, preferences.theme)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _fail(error: BaseException) -> None:
    raise error


def _warm_up(_progress: Progress) -> None:
    """Import what later steps need, so that the first chart or binder does not wait for it."""
    for name in WARM:
        import_module(name)
