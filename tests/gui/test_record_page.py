from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import main
from gui.forms.attachment_panel import AttachmentPanel
from gui.notice import Notice
from gui.pages.history_page import HistoryPage
from gui.pages.history_panel import HistoryPanel
from gui.pages.record_page import RecordPage
from gui.session import Session
from register.entities import ASSESSMENT, ATTACHMENT, MEMBERSHIP, PLAN, RISK, TEAM
from register.entity import AnyEntity
from tests.gui.windows import on_screen

CATALOG = main.catalog()
TOP = [entity for entity in CATALOG.entities if entity.top]


def _page(qtbot: QtBot, session: Session, entity: AnyEntity) -> RecordPage:
    return on_screen(qtbot, RecordPage(session, entity), 1060, 700)


def _tab(page: RecordPage, key: str) -> Any:
    place = [tab.key for tab in page.detail.tabs].index(key)
    page.detail.bar.setCurrentIndex(place)
    return page.detail.tabs[place].panel


@pytest.mark.parametrize("entity", TOP, ids=lambda entity: entity.table)
def test_every_page_shows_its_records_under_every_tab(
    qtbot: QtBot, sample: Session, entity: AnyEntity
) -> None:
    page = _page(qtbot, sample, entity)
    assert page.detail.record_id == page.list.current != ""
    for n in range(page.detail.bar.count()):
        page.detail.bar.setCurrentIndex(n)
    assert page.unsettled() == ""


def test_risk_is_added_edited_deleted_and_brought_back(qtbot: QtBot, session: Session) -> None:
    page = _page(qtbot, session, RISK)
    page.add()
    form = page.detail.form
    form.editors["title"].put("Dock crane fails")
    form.editors["title"].commit()
    assert page.list.view.chosen_ids() == [form.record.id]
    form.editors["cause"].put("Worn cables")
    form.editors["cause"].commit()
    risk = session.open_book.table(RISK).all()[0]
    assert (risk.number, risk.title, risk.cause) == ("R-001", "Dock crane fails", "Worn cables")
    page.delete()
    assert session.open_book.table(RISK).count() == 0
    assert page.detail.record_id == ""
    session.undo()
    assert page.list.model.rowCount() == 1
    session.undo()
    session.undo()
    assert session.open_book.table(RISK).count() == 0


def test_page_stays_with_what_does_not_fit(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, RISK)
    first = page.detail.record_id
    page.detail.form.editors["raised_on"].put("soon")
    page.list.view.setCurrentIndex(page.list.model.index(2, 0))
    assert page.detail.record_id == page.list.current == first
    assert page.detail.form.editors["raised_on"].text() == "soon"
    page.revert()
    page.list.view.setCurrentIndex(page.list.model.index(2, 0))
    assert page.detail.record_id != first


def test_typed_text_is_stored_when_another_record_is_chosen(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, RISK)
    first = page.detail.record_id
    page.detail.form.editors["notes"].put("Ask the port authority")
    page.list.view.setCurrentIndex(page.list.model.index(1, 0))
    assert sample.open_book.table(RISK).get(first).notes == "Ask the port authority"  # type: ignore[union-attr]


def test_risk_is_rated(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, RISK)
    panel = _tab(page, "rating").rating
    before = sample.open_book.table(ASSESSMENT).count(risk=page.detail.record_id)
    panel.matrix.picked.emit(5, 5)
    panel.draft.rationale.setPlainText("Seen twice")
    panel.save()
    risk = sample.open_book.table(RISK).get(page.detail.record_id)
    assert risk is not None
    assert (risk.current_score, risk.current_level) == (25, "extreme")
    assert sample.open_book.table(ASSESSMENT).count(risk=risk.id) == before + 1
    sample.undo()
    assert sample.open_book.table(RISK).get(risk.id).current_score != 25  # type: ignore[union-attr]


def test_member_is_added_to_a_team(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, TEAM)
    panel = _tab(page, "memberships")
    before = sample.open_book.table(MEMBERSHIP).count(team=page.detail.record_id)
    panel.add()
    panel.form.editors["post"].put("Runner")
    panel.form.editors["post"].commit()
    assert sample.open_book.table(MEMBERSHIP).count(team=page.detail.record_id) == before + 1


def test_linked_record_is_one_step_away(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, PLAN)
    panel = _tab(page, "plan_risks")
    panel.view.selectRow(0)
    with qtbot.waitSignal(sample.wanted) as wanted:
        panel._open()
    assert wanted.args == ["risks", panel.model.records[0].risk, ""]


def test_file_is_kept_saved_and_removed(qtbot: QtBot, sample: Session, tmp_path: Path) -> None:
    page = _page(qtbot, sample, RISK)
    panel = _tab(page, "files")
    assert isinstance(panel, AttachmentPanel)
    (tmp_path / "report.txt").write_text("as found", encoding="utf-8")
    with qtbot.waitSignal(sample.changed):
        panel.add(tmp_path / "report.txt")
    panel.list.setCurrentRow(0)
    panel.save_as(tmp_path / "again.txt")
    assert (tmp_path / "again.txt").read_text(encoding="utf-8") == "as found"
    panel.remove()
    assert sample.open_book.table(ATTACHMENT).count() == 0


def test_history_of_a_record_shows_before_and_after(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, RISK)
    editor = page.detail.form.editors["title"]
    old = editor.text()
    editor.put("New title")
    editor.commit()
    panel = _tab(page, "history")
    assert isinstance(panel, HistoryPanel)
    change = panel.detail.topLevelItem(0).child(0)
    assert [change.text(n) for n in range(3)] == ["Title", old, "New title"]


def test_history_page_lists_steps_and_verifies_the_chain(qtbot: QtBot, sample: Session) -> None:
    page = on_screen(qtbot, HistoryPage(sample))
    assert page.panel.list.count() == sample.open_book.head.seq
    with qtbot.waitSignal(sample.told) as told:
        page.verify()
    assert sample.open_book.head.short in told.args[0].text
    assert sample.open_book.head.short in page.standing.text()


def test_read_only_book_shows_and_refuses(qtbot: QtBot, sample: Session) -> None:
    sample.open_book.read_only = "a test."
    page = _page(qtbot, sample, RISK)
    assert not page.adder.isEnabled()
    assert page.detail.form.editors["title"].input.property("readOnly")
    assert not page.detail.form.editors["status"].input.isEnabled()
    notices: list[Notice] = []
    sample.told.connect(notices.append)
    page.delete()
    assert notices == []


def test_markup_in_texts_is_shown_as_typed(qtbot: QtBot, sample: Session) -> None:
    risk = sample.open_book.table(RISK).all()[0]
    with sample.change("Rename"):
        sample.open_book.table(RISK).save(replace(risk, title="<img src=x> <b>bold</b>"))
    page = _page(qtbot, sample, RISK)
    assert page.detail._title.text() == "<img src=x> <b>bold</b>"
    assert page.detail._title.textFormat() is Qt.TextFormat.PlainText
    hint = page.list.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in hint


def test_keys_turn_to_the_parts_of_a_record(qtbot: QtBot, sample: Session) -> None:
    page = on_screen(qtbot, RecordPage(sample, sample.catalog.by_table["plans"]))
    page.activateWindow()
    qtbot.waitUntil(lambda: page.detail.record_id != "")
    count = page.detail.bar.count()
    seen = []
    for _n in range(count):
        page.detail.turn(1)
        seen.append(page.detail.bar.currentIndex())
    assert sorted(seen) == list(range(count))
    page.detail.turn(-1)
    assert page.detail.bar.currentIndex() == count - 1
    page.add()
    page.detail.turn(1)  # a draft has its form only
    assert page.detail.bar.isTabEnabled(page.detail.bar.currentIndex())
    page.revert()
