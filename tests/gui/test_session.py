from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread
from pytestqt.qtbot import QtBot

from gui.jobs import while_alive
from gui.notice import Notice
from gui.session import AT_ONCE, Session
from register.book import Book
from register.entities import RISK, UNIT, Risk, Unit
from register.entity import new_id
from register.errors import RegisterError
from register.progress import Progress


def _add_unit(book: Book, name: str) -> None:
    with book.change("Add {title}", title=name):
        book.table(UNIT).save(Unit(id=new_id(), name=name))


def test_change_of_a_worker_arrives_on_the_windows_thread(qtbot: QtBot, session: Session) -> None:
    threads: list[QThread] = []
    session.changed.connect(lambda _done: threads.append(QThread.currentThread()))
    book = session.open_book
    with qtbot.waitSignal(session.changed):
        session.run(lambda _progress: _add_unit(book, "Port"), writes=True)
    assert threads == [session.thread()]


def test_names_follow_changes(session: Session) -> None:
    _add_unit(session.open_book, "Port")
    unit = session.open_book.table(UNIT).all()[0]
    assert session.names("units").text(unit.id) == "Port"
    session.write("Rename", lambda book: book.table(UNIT).save(Unit(id=unit.id, name="Yard")))
    assert session.names("units").text(unit.id) == "Yard"


def test_saving_waits_for_a_task_that_writes(qtbot: QtBot, session: Session) -> None:
    go_on = threading.Event()
    job = session.run(lambda _progress: go_on.wait(10), writes=True)
    waiting: list[int] = []
    session.waiting.connect(waiting.append)
    unit = Unit(id=new_id(), name="Port")
    session.write("Add {title}", lambda book: book.table(UNIT).save(unit), title="Port")
    assert session.open_book.table(UNIT).count() == 0
    with qtbot.waitSignal(job.finished):
        go_on.set()
    assert session.open_book.table(UNIT).count() == 1
    assert waiting == [1, 0]


def test_cancelled_job_tells_only_that(qtbot: QtBot, session: Session) -> None:
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress(1, 2)

    job = session.run(work)
    outcomes: list[str] = []
    job.succeeded.connect(lambda _value: outcomes.append("succeeded"))
    job.cancelled.connect(lambda: outcomes.append("cancelled"))
    begun.wait(10)
    with qtbot.waitSignal(job.finished):
        job.cancel()
    assert outcomes == ["cancelled"]


def test_failure_of_a_job_is_told_in_its_words(qtbot: QtBot, session: Session) -> None:
    def work(_progress: Progress) -> None:
        raise RegisterError("The disk is full.")

    notices: list[Notice] = []
    session.told.connect(notices.append)
    job = session.run(work)
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[0].text == "The disk is full."
    assert notices[0].problem
    assert job.title == ""


@pytest.mark.expects_log
def test_mistake_of_the_program_shows_its_kind_only(qtbot: QtBot, session: Session) -> None:
    def work(_progress: Progress) -> None:
        raise ValueError("secret of the register")

    notices: list[Notice] = []
    session.told.connect(notices.append)
    session.run(work)
    qtbot.waitUntil(lambda: bool(notices))
    assert "ValueError" in notices[0].text
    assert "secret" not in notices[0].text


def test_deleting_tells_and_offers_undo(session: Session) -> None:
    _add_unit(session.open_book, "Port")
    notices: list[Notice] = []
    session.told.connect(notices.append)
    session.delete(UNIT, session.open_book.table(UNIT).ids())
    assert session.open_book.table(UNIT).count() == 0
    assert notices[0].act is not None
    notices[0].act()
    assert session.open_book.table(UNIT).count() == 1


def test_refused_deletion_names_the_user(sample: Session) -> None:
    notices: list[Notice] = []
    sample.told.connect(notices.append)
    owner = next(r.owner for r in sample.open_book.table_named("risks").all() if r.owner)
    sample.delete(sample.catalog.by_table["people"], [owner])
    assert notices[0].problem
    assert sample.open_book.table_named("people").get(owner) is not None


def test_copy_is_saved_beside(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    target = tmp_path / "copy.muster"
    with qtbot.waitSignal(session.told) as told:
        session.save_copy(target)
    assert target.exists()
    assert "copy.muster" in told.args[0].text


def test_result_for_an_owner_that_is_gone_is_dropped(session: Session) -> None:
    owner, heard = QObject(), list[object]()
    slot = while_alive(owner, heard.append)
    slot(1)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    slot(2)
    assert heard == [1]


def test_large_step_is_undone_beside_the_window(qtbot: QtBot, session: Session) -> None:
    book = session.open_book
    risks = [Risk(id=str(n), title=f"Risk {n}") for n in range(AT_ONCE + 1)]
    with session.change("Add many"):
        book.table(RISK).save_all(risks)
    for act, count in ((session.undo, 0), (session.redo, len(risks))):
        with qtbot.waitSignal(session.started) as started:
            act()
        assert started.args[0].writes
        qtbot.waitUntil(lambda count=count: book.table(RISK).count() == count)
        qtbot.waitUntil(lambda: not session._jobs)
    assert session.open_book.undo_size() == len(risks)
