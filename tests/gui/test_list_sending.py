from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.lists import sending as sending_module
from gui.lists.print_dialog import PrintListDialog
from gui.lists.sending import Sending
from gui.notice import Notice
from gui.pages.record_page import RecordPage
from gui.session import Session
from register.entities import RISK
from register.exchange.reading import read_workbook
from tests.gui.windows import on_screen


@pytest.fixture
def page(qtbot: QtBot, sample: Session) -> RecordPage:
    return on_screen(qtbot, RecordPage(sample, RISK), 1060, 700)


@pytest.fixture
def sending(sample: Session, page: QWidget) -> Sending:
    return Sending(sample, page)


def _narrow(page: RecordPage) -> list[str]:
    page.list.model.narrow({"status": frozenset({"open"})})
    page.list.model.sort_by("title", down=True)
    model = page.list.model
    return [model.record(row).title for row in range(model.rowCount())]


def test_csv_holds_what_the_list_shows(
    qtbot: QtBot, sample: Session, page: RecordPage, sending: Sending, tmp_path: Path
) -> None:
    titles = _narrow(page)
    path = tmp_path / "out" / "list.csv"
    path.parent.mkdir()
    with qtbot.waitSignal(sample.told) as told:
        sending.write_list(page.lists.showing(), path)  # type: ignore[union-attr]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Title"] for row in rows] == titles
    heads = ["No.", "Title", "Category", "Owner", "Current level", "Next review", "id"]
    assert list(rows[0]) == heads
    notice = told.args[0]
    assert isinstance(notice, Notice)
    assert notice.verb == "Open folder"


def test_spreadsheet_and_pdf_are_written_from_the_list(
    qtbot: QtBot, sample: Session, page: RecordPage, sending: Sending, tmp_path: Path
) -> None:
    titles = _narrow(page)
    shown = page.lists.showing()  # type: ignore[union-attr]
    with qtbot.waitSignal(sample.told):
        sending.write_list(shown, tmp_path / "list.xlsx")
    rows = read_workbook(tmp_path / "list.xlsx").sheets[0].rows
    assert [row.cells[1] for row in rows[1:]] == titles
    with qtbot.waitSignal(sample.told):
        sending.write_pages(shown, "A3", tmp_path / "list.pdf")
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
    assert shown.note == f"{len(titles)} of {page.list.model.total} · Status: Open"


def test_whole_register_is_written(
    qtbot: QtBot, sample: Session, sending: Sending, tmp_path: Path
) -> None:
    with qtbot.waitSignal(sample.told):
        sending.write_book(tmp_path / "all.json")
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))


def test_folder_is_remembered_and_opened(
    qtbot: QtBot,
    sample: Session,
    sending: Sending,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    with qtbot.waitSignal(sample.told) as told:
        sending.write_book(folder / "all.xlsx")
    dialog = sending.export_book()
    assert Path(dialog.directory().absolutePath()) == folder
    dialog.reject()
    opened: list[str] = []
    monkeypatch.setattr(
        sending_module.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile())
    )
    told.args[0].act()
    assert opened == [str(folder)]


def test_failed_export_is_one_sentence(
    qtbot: QtBot, sample: Session, sending: Sending, tmp_path: Path
) -> None:
    with qtbot.waitSignal(sample.told) as told:
        sending.write_book(tmp_path / "gone" / "all.xlsx")
    assert told.args[0].problem
    assert "all.xlsx" in told.args[0].text


def test_print_asks_for_paper_then_for_the_file(
    qtbot: QtBot, sample: Session, page: RecordPage
) -> None:
    page.lists.print_list()  # type: ignore[union-attr]
    dialog = page.findChild(PrintListDialog)
    assert dialog is not None
    dialog.paper.setCurrentIndex(1)
    dialog.go_on()
    asked = page.findChild(QFileDialog)
    assert asked is not None
    asked.reject()
    assert sample.preferences.state("print.paper") == "A3"


def test_menu_of_the_list_offers_its_verbs(page: RecordPage) -> None:
    menu = page.lists.list_menu()  # type: ignore[union-attr]
    texts = {action.text().split("\t")[0] for action in menu.actions()}
    assert {"&Columns", "&Sort by", "Saved &views", "E&xport list…", "Pr&int list…"} <= texts
