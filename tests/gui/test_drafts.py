"""Text that was typed and not stored outlives the program (fault cases R09, R69)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.notice import Notice
from gui.pages.log_panel import LogPanel
from gui.pages.record_page import RecordPage
from gui.pages.review_form import ReviewForm
from gui.pages.reviews import ReviewsPage
from gui.session import Session
from register import shelf
from register.catalog import Catalog
from register.entities.review import ReviewResult
from register.settings import data_folder

ROOT = Path(__file__).parents[2]
WAIT_S = 30
TYPE_AND_DIE = """
import os, sys, time
import main
from gui import app, drafts
drafts.EVERY_MS = 50
program = app.start(main.catalog, [sys.argv[1]])
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
def until(done):
    end = time.monotonic() + 30
    while not done() and time.monotonic() < end:
        QApplication.processEvents()
until(lambda: program.window is not None and program.window.session.book is not None)
window = program.window
window.go("risks")
risk = window.session.open_book.table_named("risks").ids()[0]
window.page.show_record(risk)
window.page.detail.form.editors["cause"].put("half a sentence")
folder = os.path.join(os.environ["MUSTER_DATA"], "drafts")
until(lambda: os.path.isdir(folder) and any(n.endswith(".json") for n in os.listdir(folder)))
print(risk, flush=True)
QTimer.singleShot(0, lambda: os.kill(os.getpid(), int(sys.argv[2])))
app.run(program)
"""


@pytest.fixture
def window(qtbot: QtBot, themed: QApplication, sample: Session) -> Iterator[MainWindow]:
    made = MainWindow(sample)
    qtbot.addWidget(made)
    sample.opened.emit()
    made.show()
    yield made
    made.close_anyway()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _page(window: MainWindow, key: str) -> RecordPage:
    window.go(key)
    assert isinstance(window.page, RecordPage)
    return window.page


def _typed(window: MainWindow, key: str, text: str) -> RecordPage:
    """Type in a field of the first risk, and keep the draft."""
    page = _page(window, "risks")
    page.show_record(window.session.open_book.table_named("risks").ids()[0])
    page.detail.form.editors[key].put(text)
    window.keep_drafts()
    return page


def _files() -> list[Path]:
    return sorted((data_folder() / "drafts").glob("*.json"))


def _open_again(window: MainWindow, catalog: Catalog) -> list[Notice]:
    """Open the register as after a crash: what was kept is still there."""
    path = window.session.open_book.path
    assert path is not None
    kept = [(file, file.read_bytes()) for file in _files()]
    window.close_anyway()
    for file, data in kept:
        file.write_bytes(data)
    told: list[Notice] = []
    window.session.told.connect(told.append)
    window.session.attach(shelf.open_book(path, catalog, by="Li Na"))
    return [notice for notice in told if notice.verb == "Show it"]


def test_typed_text_is_offered_after_a_crash(window: MainWindow, catalog: Catalog) -> None:
    page = _page(window, "risks")
    risk = window.session.open_book.table_named("risks").ids()[3]
    page.show_record(risk)
    page.detail.form.editors["cause"].put("half a sentence")
    window.keep_drafts()
    page.revert()  # what a crash does not store
    offers = _open_again(window, catalog)
    assert len(offers) == 1
    assert offers[0].act is not None
    offers[0].act()
    shown = window.page
    assert isinstance(shown, RecordPage)
    assert shown.detail.record_id == risk
    assert shown.detail.form.editors["cause"].text() == "half a sentence"
    assert shown.detail.form.editors["cause"].pending()


def test_new_record_that_was_never_stored_is_offered_whole(
    window: MainWindow, catalog: Catalog
) -> None:
    page = _page(window, "risks")
    page.add()
    page.detail.form.editors["cause"].put("rust")
    page.detail.form.editors["cause"].commit()
    page.detail.form.editors["event"].put("the crane fa")
    window.keep_drafts()
    offers = _open_again(window, catalog)
    assert offers[0].act is not None
    offers[0].act()
    form = _page(window, "risks").detail.form
    assert form.is_draft
    assert (form.editors["cause"].text(), form.editors["event"].text()) == ("rust", "the crane fa")
    form.revert()


def test_half_a_line_of_the_log_is_offered(window: MainWindow, catalog: Catalog) -> None:
    page = _page(window, "drills")
    drill = window.session.open_book.table_named("drills").ids()[0]
    page.show_record(drill)
    panel = page.findChild(LogPanel)
    assert panel is not None
    panel.quick.line.setText("pump 2 sta")
    window.keep_drafts()
    panel.quick.clear()
    offers = _open_again(window, catalog)
    assert offers[0].act is not None
    offers[0].act()
    line = _page(window, "drills").findChild(LogPanel)
    assert line is not None
    assert line.quick.line.text() == "pump 2 sta"


def test_stored_text_is_no_draft_any_more(window: MainWindow) -> None:
    page = _typed(window, "cause", "half a sentence")
    assert len(_files()) == 1
    assert page.unsettled() == ""
    window.keep_drafts()
    assert _files() == []


def test_text_given_up_at_closing_is_no_draft(window: MainWindow) -> None:
    _typed(window, "title", "")
    assert len(_files()) == 1
    window.close_anyway()
    assert _files() == []


def test_damaged_draft_is_no_hindrance(window: MainWindow, catalog: Catalog) -> None:
    _typed(window, "cause", "half a sentence")
    _files()[0].write_text("[{", encoding="utf-8")
    assert _open_again(window, catalog) == []


def _review(window: MainWindow) -> ReviewForm:
    window.go("reviews")
    assert isinstance(window.page, ReviewsPage)
    return window.page.risk.form


def _forms() -> list[Path]:
    return [file for file in _files() if file.name.endswith(" forms.json")]


def test_review_that_was_begun_is_there_when_the_register_is_opened_again(
    window: MainWindow, catalog: Catalog
) -> None:
    path = window.session.open_book.path
    assert path is not None
    form = _review(window)
    form.editors["text"].put("Half a sentence")
    form.editors["result"].put(form.editors["result"].format(ReviewResult.TREATED))
    form.editors["result"].commit()
    form.editors["next_review"].put("some day")
    window.deeds.close_register()
    assert len(_forms()) == 1
    window.deeds.choose_language("zh_CN")
    window.session.attach(shelf.open_book(path, catalog, by="Li Na"))
    again = _review(window)
    assert again.editors["text"].text() == "Half a sentence"
    assert again.values["result"] is ReviewResult.TREATED
    assert again.editors["result"].text() == again.editors["result"].format(ReviewResult.TREATED)
    assert again.editors["next_review"].text() == "some day"
    again.editors["next_review"].put("")
    again.buttons[0].click()
    window.session.begun.keep()
    assert _forms() == []


def test_what_stands_in_a_form_that_is_seen_is_kept_for_the_case_of_a_kill(
    window: MainWindow,
) -> None:
    form = _review(window)
    form.editors["text"].put("Half a sentence")
    window.session.begun.keep()
    assert "Half a sentence" in _forms()[0].read_text(encoding="utf-8")
    assert form.editors["text"].pending()  # nothing was taken while one types
    form.editors["text"].revert()
    window.session.begun.keep()
    assert _forms() == []


@pytest.mark.parametrize("text", ["[{", "[[1]]", '[[["ReviewForm"], {"values": 1}]]', "3"])
def test_damaged_forms_are_no_hindrance(window: MainWindow, catalog: Catalog, text: str) -> None:
    path = window.session.open_book.path
    assert path is not None
    form = _review(window)
    form.editors["text"].put("Half a sentence")
    window.deeds.close_register()
    _forms()[0].write_text(text, encoding="utf-8")
    window.session.attach(shelf.open_book(path, catalog, by="Li Na"))
    assert _review(window).editors["text"].text() == ""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 0)])
def test_ended_program_leaves_a_sound_file(
    sample_file: Path, tmp_path: Path, catalog: Catalog, number: int, code: int
) -> None:
    path = tmp_path / "own.muster"
    shutil.copyfile(sample_file, path)
    done = subprocess.run(
        [sys.executable, "-c", TYPE_AND_DIE, str(path), str(int(number))],
        cwd=ROOT,
        env=os.environ | {"MUSTER_DATA": str(data_folder())},
        capture_output=True,
        text=True,
        timeout=WAIT_S * 2,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert not path.with_name("own.muster-journal").exists()
    with shelf.open_book(path, catalog, by="Li Na") as book:
        risk = book.table_named("risks").get(done.stdout.strip())
        cause = risk.cause if risk is not None else ""
    if number is signal.SIGTERM:
        assert cause == "half a sentence"
        assert not path.with_name("own.muster.lock").exists()
    else:
        assert "half a sentence" in _files()[0].read_text(encoding="utf-8")
