"""The binder page and the import dialog, on a real register."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from gui.importing.dialog import ImportDialog
from gui.pages.binder import BinderPage
from gui.session import Session
from register.book import Book
from register.catalog import Catalog
from register.entities import RISK, Risk
from register.entity import new_id
from tests.gui.windows import on_screen


@pytest.mark.usefixtures("rated_risks")
def test_binder_page_shows_and_saves_what_will_be_printed(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = on_screen(qtbot, BinderPage(session))
    qtbot.waitUntil(page._save_button.isEnabled, timeout=20_000)
    qtbot.waitUntil(lambda: page.view._sheet.count > 0)
    page.save(tmp_path / "binder.pdf")
    assert (tmp_path / "binder.pdf").read_bytes().startswith(b"%PDF")
    page.choices.holder.setText("Night desk")
    page.choices.holder.textEdited.emit("Night desk")
    qtbot.waitUntil(lambda: not page._save_button.isEnabled(), timeout=5_000)
    qtbot.waitUntil(page._save_button.isEnabled, timeout=20_000)


def test_snapshot_is_made_in_time_and_at_the_end_only_after_a_change(
    book: Book, catalog: Catalog, qtbot: QtBot
) -> None:
    from register import backup

    session = Session(catalog)
    session.attach(book)
    session.snapshot_in_time()
    assert backup.snapshots(book) == []
    with session.change("Add"):
        book.table(RISK).save(Risk(id=new_id(), title="Fire"))
    session.snapshot_in_time()
    qtbot.waitUntil(lambda: len(backup.snapshots(book)) == 1)
    qtbot.waitUntil(lambda: session._jobs == [])
    with session.change("Add"):
        book.table(RISK).save(Risk(id=new_id(), title="Flood"))
    assert book.path
    session.detach()
    reasons = [item.reason for item in backup.snapshots_of(book.path)]
    assert sorted(reasons) == ["closed", "timed"]


@pytest.mark.usefixtures("rated_risks")
def test_nothing_is_raised_when_a_page_goes_while_its_task_runs(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = tmp_path / "risks.csv"
    sheet.write_text("Risk ID,Title\nR-100,Theft\n")
    page, dialog = BinderPage(session), ImportDialog(session)
    page._make()
    dialog.look_at(sheet)
    assert len(session._jobs) == 2
    for gone in (page, dialog):
        shiboken6.delete(gone)
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: not session._jobs, timeout=20_000)
    assert raised == []
