"""Pages of a PDF as pictures. pypdfium2 is not thread-safe: one thread here calls it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from register.errors import RegisterError
from register.i18n import _

POINTS = 72
Task = Callable[[], None]
Result = TypeVar("Result")


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


class _Voice(QObject):
    """What the thread speaks with: nobody deletes it while it speaks, as Qt does with pages."""

    said = Signal(str, tuple)


class PdfPages(QObject):
    """An open PDF: how many pages, how large, and their pictures when asked for."""

    opened = Signal(list)  # of (width, height) in points
    outlined = Signal(list)  # of (title, page from 1) for each part
    drawn = Signal(int, float, QImage)  # page, scale, picture
    found = Signal(int, list)  # page from 0, and (left, top, width, height) in points of each hit
    searched = Signal()  # every page was looked through
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Any = None
        self._serial = 0
        self._search = 0
        self._voice = _Voice()
        self._voice.said.connect(self._pass_on)
        self.destroyed.connect(lambda: _later(self._close))

    def open(self, path: Path) -> None:
        """Open a file; ``opened`` or ``failed`` tells."""
        self._serial += 1
        data = path.read_bytes()
        _later(lambda: self._open(data))

    def draw(self, page: int, scale: float) -> None:
        """Draw a page, ``scale`` pixels a point; ``drawn`` tells."""
        serial = self._serial
        _later(lambda: self._draw(page, scale, serial))

    def find(self, text: str) -> None:
        """Look for a text on every page, capitals or not; ``found`` tells of each page with hits.

        The search before is given up.
        """
        self._search += 1
        if text:
            self._find_later(0, text, (self._serial, self._search))

    def close(self) -> None:
        """Let the file go."""
        self._serial += 1
        _later(self._close)

    def _open(self, data: bytes) -> None:
        import pypdfium2

        self._close()
        try:
            self._document = pypdfium2.PdfDocument(data)
            sizes = _sizes(self._document)
        except pypdfium2.PdfiumError:
            self._say("failed")
        else:
            self._say("opened", sizes)
            self._say("outlined", _parts(self._document))

    def _draw(self, page: int, scale: float, serial: int) -> None:
        if self._document is None or serial != self._serial:
            return
        self._say("drawn", page, scale, _picture(self._document, page, scale))

    def _find_later(self, page: int, text: str, search: tuple[int, int]) -> None:
        _later(lambda: self._find(page, text, search))  # page by page, so that drawing goes on

    def _find(self, page: int, text: str, search: tuple[int, int]) -> None:
        if self._document is None or search != (self._serial, self._search):
            return
        if page == len(self._document):
            self._say("searched")
            return
        if hits := _hits(self._document, page, text):
            self._say("found", page, hits)
        self._find_later(page + 1, text, search)

    def _close(self) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None

    def _say(self, what: str, *values: object) -> None:
        self._voice.said.emit(what, values)

    def _pass_on(self, what: str, values: tuple[Any, ...]) -> None:
        """Tell, on the window's thread, what the thread found."""
        getattr(self, what).emit(*values)


class PdfFile:
    """A PDF for a worker, which waits while the one thread reads and draws for it."""

    def __init__(self, data: bytes) -> None:
        """Raise RegisterError when it cannot be opened."""
        self._document = _wait(lambda: _open(data))
        self.sizes: list[tuple[float, float]] = _wait(lambda: _sizes(self._document))

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(self, *_error: object) -> None:
        _wait(self._document.close)

    def picture(self, page: int, scale: float) -> QImage:
        """Return a page, counted from 0, with ``scale`` pixels a point."""
        return _wait(lambda: _picture(self._document, page, scale))


def _wait(task: Callable[[], Result]) -> Result:
    """Return what a task gives on the one thread; raises what it raises."""
    future: Future[Result] = Future()

    def work() -> None:
        try:
            future.set_result(task())
        except Exception as error:  # noqa: BLE001 - it crosses to the thread that waits
            future.set_exception(error)

    _later(work)
    return future.result()


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise RegisterError(_("The pages cannot be read; make them again.")) from None


def _sizes(document: Any) -> list[tuple[float, float]]:
    return [tuple(document.get_page_size(n)) for n in range(len(document))]


def _parts(document: Any) -> list[tuple[str, int]]:
    """Return the upper lines of the outline with their pages, from 1."""
    upper = [mark for mark in document.get_toc() if mark.level == 0]
    marks = [(mark.get_title(), mark.get_dest()) for mark in upper]
    return [(title, target.get_index() + 1) for title, target in marks if target is not None]


def _hits(document: Any, page: int, text: str) -> list[tuple[float, float, float, float]]:
    """Return where a text stands on a page; a hit over two lines gives two rectangles."""
    height = document.get_page_size(page)[1]
    words = document[page].get_textpage()
    search, found = words.search(text), []
    while (place := search.get_next()) is not None:
        for n in range(words.count_rects(*place)):
            left, bottom, right, top = words.get_rect(n)
            found.append((left, height - top, right - left, top - bottom))
    return found


def _picture(document: Any, page: int, scale: float) -> QImage:
    bitmap = document[page].render(scale=scale, rev_byteorder=True)
    form = QImage.Format.Format_RGBX8888 if bitmap.n_channels == 4 else QImage.Format.Format_RGB888
    return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
