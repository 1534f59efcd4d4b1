"""Pages of a PDF as pictures. pypdfium2 is not thread-safe: one thread here calls it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

POINTS = 72
Task = Callable[[], None]


class _Reader(threading.Thread):
    """The one thread that calls pypdfium2; it ends with the program."""

    def __init__(self) -> None:
        super().__init__(name="pdf", daemon=True)
        self.tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()

    def run(self) -> None:
        while True:
            self.tasks.get()()


_reader: _Reader | None = None


def _later(task: Task) -> None:
    global _reader  # noqa: PLW0603 - the one thread, made when it is first needed
    if _reader is None:
        _reader = _Reader()
        _reader.start()
    _reader.tasks.put(task)


class PdfPages(QObject):
    """An open PDF: how many pages, how large, and their pictures when asked for."""

    opened = Signal(list)  # of (width, height) in points
    drawn = Signal(int, float, QImage)  # page, scale, picture
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Any = None
        self._serial = 0

    def open(self, path: Path) -> None:
        """Open a file; ``opened`` or ``failed`` tells."""
        self._serial += 1
        data = path.read_bytes()
        _later(lambda: self._open(data))

    def draw(self, page: int, scale: float) -> None:
        """Draw a page, ``scale`` pixels a point; ``drawn`` tells."""
        serial = self._serial
        _later(lambda: self._draw(page, scale, serial))

    def close(self) -> None:
        """Let the file go."""
        self._serial += 1
        _later(self._close)

    def _open(self, data: bytes) -> None:
        import pypdfium2

        self._close()
        try:
            self._document = pypdfium2.PdfDocument(data)
            sizes = [tuple(self._document.get_page_size(n)) for n in range(len(self._document))]
        except pypdfium2.PdfiumError:
            self._say(self.failed)
        else:
            self._say(self.opened, sizes)

    def _draw(self, page: int, scale: float, serial: int) -> None:
        if self._document is None or serial != self._serial:
            return
        bitmap = self._document[page].render(scale=scale, rev_byteorder=True)
        width, height = bitmap.width, bitmap.height
        form = (
            QImage.Format.Format_RGBX8888
            if bitmap.n_channels == 4
            else (QImage.Format.Format_RGB888)
        )
        image = QImage(bitmap.buffer, width, height, bitmap.stride, form).copy()
        self._say(self.drawn, page, scale, image)

    def _close(self) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None

    def _say(self, signal: Any, *values: object) -> None:
        try:
            signal.emit(*values)
        except RuntimeError:  # the page went before its picture was drawn
            self._document = None
