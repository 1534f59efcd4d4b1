"""Pages of a PDF are read by a thread that nothing on the window's side can trip."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.pdf import PdfPages
from gui.session import Session
from register.progress import Progress


@pytest.fixture
def document(tmp_path: Path) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "pages.pdf"
    canvas = Canvas(str(path))
    for _page in range(3):
        canvas.showPage()
    canvas.save()
    return path


def test_what_the_thread_found_is_told_on_the_windows_thread(qtbot: QtBot, document: Path) -> None:
    pages, heard = PdfPages(), list[tuple[int, int]]()
    pages.opened.connect(lambda sizes: heard.append((len(sizes), threading.get_ident())))
    pages.open(document)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(3, threading.get_ident())]


def test_file_is_let_go_with_the_view_that_showed_it(qtbot: QtBot, document: Path) -> None:
    owner = QObject()
    pages = PdfPages(owner)
    with qtbot.waitSignal(pages.opened):
        pages.open(document)
    for _turn in range(20):
        pages.draw(0, 1.0)
    shiboken6.delete(owner)
    qtbot.waitUntil(lambda: pages._document is None)


def test_task_is_deleted_after_its_thread_has_ended(session: Session, qtbot: QtBot) -> None:
    spoken = threading.Event()

    class Slow(threading.Thread):
        """Goes on for a moment after its last word, as on a busy machine."""

        def run(self) -> None:
            super().run()
            spoken.wait(0.2)

    def work(_progress: Progress) -> None:
        return None

    job = session.run(work)
    job.wait(5)
    job._thread = slow = Slow(target=work, args=(None,))
    slow.start()
    alive = []
    job.destroyed.connect(lambda: alive.append(slow.is_alive()))
    qtbot.waitUntil(lambda: bool(alive))
    assert alive == [False]
