"""What the process needs around the window: a display, input methods, and where faults go.

Nothing that is logged here holds text of a register: only kinds and places of faults.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
import traceback
import zlib
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from types import TracebackType

from PySide6.QtCore import (
    QLibraryInfo,
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from register.i18n import _, current_language
from register.settings import data_folder

log = logging.getLogger("muster")
IN_PROCESS = ("offscreen", "minimal")  # platforms that keep the clipboard within the process
LOG_BYTES, LOG_FILES = 1_000_000, 4
TURN_SECONDS = 0.0005


def no_display() -> str:
    """Return why no window can be shown on this system, or ""."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    return _(
        "There is no display: start Muster on a desktop, or use a command such as "
        "“main.py list FILE risks” (see “main.py --help”)."
    )


def choose_input_method() -> None:
    """Reach fcitx through the ibus protocol, which is the one that Qt's wheel has."""
    if os.environ.get("QT_IM_MODULE") in {"fcitx", "fcitx5"}:
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
        with suppress(OSError):
            if any("fcitx" in name for name in os.listdir(f"{folder}/platforminputcontexts")):  # noqa: PTH208
                return
        os.environ["QT_IM_MODULE"] = "ibus"


def keep_window_first() -> None:
    """Let the window's thread wait less for Python while a worker computes.

    A worker gives way at most every so often, and the window asks for its turn with each call to
    Qt: at Python's 5 ms, opening a menu beside a busy worker took 0.3 s.
    """
    sys.setswitchinterval(TURN_SECONDS)


def log_faults() -> None:
    """Write kinds and places of faults to a small log in the data folder."""
    with suppress(OSError):
        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / "muster.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.propagate = False


def catch_faults(tell: Callable[[BaseException], None]) -> None:
    """Log what nobody caught and tell the user; Qt's own messages are only logged.

    ``tell`` is called on the thread on which the fault happened.
    """

    def caught(
        _kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.error("uncaught %s %s at %s", fault_id(error), type(error).__name__, places(trace))
        tell(error)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            caught(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = in_thread
    qInstallMessageHandler(_qt_message)


def places(trace: TracebackType | None) -> str:
    """Return where a fault passed: modules and lines, no values."""
    frames = traceback.extract_tb(trace)[-6:]
    return " < ".join(f"{os.path.basename(f.filename)}:{f.lineno}" for f in reversed(frames))  # noqa: PTH119


def fault_id(error: BaseException) -> str:
    """Return the short name of a fault: the same kind at the same place has the same name."""
    where = f"{type(error).__name__} {places(error.__traceback__)}"
    return f"{zlib.crc32(where.encode()):08X}"


def _qt_message(kind: QtMsgType, context: QMessageLogContext, _text: str) -> None:
    if kind is not QtMsgType.QtDebugMsg:
        log.warning("qt %s in %s", kind.name, context.category or "?")


def let_go_of_clipboard() -> None:
    """Leave in the clipboard nothing that Qt would delete after Python has ended.

    Where the clipboard is the process's own, what was copied is an object of Python until the end.
    """
    if QGuiApplication.platformName() in IN_PROCESS:
        board = QGuiApplication.clipboard()
        board.setText(board.text())


def translate_qt(app: QApplication) -> None:
    """Let Qt's own words speak the language in force."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if current_language() == "en":
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{current_language()}", folder):
        app.installTranslator(translator)


class Signals(QObject):
    """Closes the window when the system asks the process to end."""

    def __init__(self, close: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._close = close
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            end.setblocking(False)
        signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _ignored)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._asked)

    def stop(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._here.close()
        self._there.close()

    def _asked(self) -> None:
        with suppress(BlockingIOError):
            self._here.recv(64)
        self._close()


def _ignored(_number: int, _frame: object) -> None:
    """The byte in the socket tells; a handler must stand, or the process would end at once."""
