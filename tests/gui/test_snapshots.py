"""The dialog of snapshots says what would be gone before one goes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.dialogs.snapshots_dialog import REASONS, SnapshotsDialog
from gui.session import Session
from register import backup, shelf
from register.catalog import Catalog
from register.entities import RISK, Risk
from register.entity import new_id
from tests.gui.windows import on_screen


def _open(qtbot: QtBot, session: Session, path: Path) -> SnapshotsDialog:
    return on_screen(qtbot, SnapshotsDialog(session, path))


def test_later_steps_and_counts_are_shown(qtbot: QtBot, sample: Session) -> None:
    book = sample.open_book
    assert book.path is not None
    backup.snapshot(book, "timed")
    with sample.change("Add {title}", title="Fire"):
        book.table(RISK).save(Risk(id=new_id(), title="Fire"))
    dialog = _open(qtbot, sample, book.path)
    assert "while it was open" in dialog.list.item(0).text()
    assert not dialog._ok.isEnabled()
    qtbot.waitUntil(dialog._ok.isEnabled, timeout=10_000)
    assert dialog._ok.text().startswith("&Go back to 20")
    assert "1 later step" in dialog.view.steps.text()
    line = dialog.view.list.topLevelItem(0)
    assert line is not None
    assert (line.text(1), line.text(2)) == ("Li Na", "Add Fire")
    assert f"{book.path.name}.before-" in dialog._aside.text()
    taken: list[object] = []
    dialog.chosen.connect(taken.append)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert len(taken) == 1


def test_damaged_register_can_go_back_too(qtbot: QtBot, catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "own.muster"
    with shelf.create(path, catalog, by="Li Na") as book:
        backup.snapshot(book, "asked")
    data = bytearray(path.read_bytes())
    data[100:5000] = b"\xff" * 4900
    path.write_bytes(data)
    session = Session(catalog)
    dialog = _open(qtbot, session, path)
    qtbot.waitUntil(dialog._ok.isEnabled, timeout=10_000)
    assert "not known" in dialog.view.steps.text()
    qtbot.waitUntil(lambda: not session._jobs)


def test_damaged_snapshot_cannot_be_chosen(qtbot: QtBot, sample: Session) -> None:
    book = sample.open_book
    assert book.path is not None
    made = backup.snapshot(book, "asked")
    made.path.write_bytes(b"nothing")
    dialog = _open(qtbot, sample, book.path)
    qtbot.waitUntil(lambda: not sample._jobs, timeout=10_000)
    qtbot.waitUntil(lambda: dialog.view.steps.text().endswith("."))
    assert not dialog._ok.isEnabled()


def test_register_without_snapshots_says_so(qtbot: QtBot, sample: Session) -> None:
    assert sample.open_book.path is not None
    dialog = _open(qtbot, sample, sample.open_book.path)
    assert "no snapshots" in dialog.view.steps.text()
    assert not dialog._ok.isEnabled()


@pytest.mark.parametrize("reason", ["open", "import", "restore", "upgrade", "timed", "closed"])
def test_every_reason_is_worded(reason: str) -> None:
    assert reason in REASONS
