"""What a test watches while something plays with the window: rows, faults, files, standstills.

A row is right when the file holds what the change sets said; a fault is anything nobody caught.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    QUrl,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices

from register.book import Book
from register.changes import ChangeSet
from register.storage import fetch

KNOWN_WARNINGS = ("This plugin does not support",)  # the offscreen platform is poor

Key = tuple[str, str]


class Watch:
    """Measures how long the window's thread works, and how long it stands still.

    A machine that others use makes everything wait; what the program is to blame for is the time
    that its thread computes. Waiting for a lock or a disk is bounded as well, more loosely.
    """

    def __init__(self) -> None:
        self._computed, self._begun = time.thread_time(), time.monotonic()

    def taken(self) -> tuple[float, float]:
        """Return the seconds that the thread computed and those that went by."""
        return time.thread_time() - self._computed, time.monotonic() - self._begun


class Acknowledged:
    """The rows as the change sets say that they are; the file must say the same."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.rows = self._stored()
        self.changes = 0
        book.listeners.append(self.take)

    def take(self, done: ChangeSet) -> None:
        """Note what one step is said to have stored."""
        self.changes += 1
        for change in done.changes:
            key = (change.table, change.id)
            if change.after is None:
                del self.rows[key]
            else:
                self.rows[key] = self.rows.get(key, {}) | change.after

    def differences(self) -> list[Key]:
        """Return the rows that the file holds otherwise."""
        stored = self._stored()
        return [
            key
            for key in self.rows.keys() | stored.keys()
            if _given(self.rows.get(key)) != _given(stored.get(key))
        ]

    def _stored(self) -> dict[Key, dict[str, Any]]:
        found = {}
        for entity in self._book.catalog.entities:
            names = [
                row[1] for row in fetch(self._book.reader(), f"pragma table_info({entity.table})")
            ]
            for row in fetch(self._book.reader(), f"select * from {entity.table}"):
                values = dict(zip(names, row, strict=True))
                found[entity.table, values["id"]] = values
        return found


def _given(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """A column that is empty and one that is not named are the same; the id is the key."""
    if row is None:
        return None
    return {key: value for key, value in row.items() if value is not None and key != "id"}


@contextmanager
def watched() -> Iterator[list[str]]:
    """Collect what went wrong meanwhile: exceptions that nobody caught, warnings of Qt."""
    faults: list[str] = []

    def raised(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        import traceback

        faults.append("".join(traceback.format_exception(kind, error, trace)))

    def said(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not any(known in text for known in KNOWN_WARNINGS):
            faults.append(text)

    before, handler = sys.excepthook, qInstallMessageHandler(said)
    unraisable = sys.unraisablehook
    sys.excepthook = raised
    sys.unraisablehook = lambda args: faults.append(f"{args.exc_value!r} in {args.object!r}")
    try:
        yield faults
    finally:
        sys.excepthook, sys.unraisablehook = before, unraisable
        qInstallMessageHandler(handler)


class Nowhere(QObject):
    """Opens what other programs would be asked to open, by doing nothing."""

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Leave it."""


@contextmanager
def at_home_in(folder: Path) -> Iterator[None]:
    """Make a folder the one where programs start and people live, and open nothing outside."""
    nowhere = Nowhere()
    for scheme in ("file", "https"):
        QDesktopServices.setUrlHandler(scheme, nowhere, "open")  # type: ignore[arg-type]
    folder.mkdir(parents=True, exist_ok=True)
    before, home = Path.cwd(), os.environ.get("HOME")
    os.chdir(folder)
    os.environ["HOME"] = str(folder)
    try:
        yield
    finally:
        os.chdir(before)
        if home is not None:
            os.environ["HOME"] = home
        for scheme in ("file", "https"):
            QDesktopServices.unsetUrlHandler(scheme)
