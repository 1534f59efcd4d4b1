"""The pages that are made by hand for one kind of record, on the sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from drills.entities import DRILL, LogKind
from gui.charts.time_line import span_text
from gui.pages.lines import LineList, State, StateLine
from gui.pages.log_panel import LogPanel
from gui.pages.plan_panel import PlanPanel
from gui.pages.record_page import RecordPage
from gui.pages.risk_panel import RiskPanel
from gui.pages.sentence import risk_sentence
from gui.pages.step_model import FIELDS
from gui.pages.team_panel import TeamPanel
from gui.pages.tile import Tile
from gui.session import Session
from register import i18n
from register.entities import (
    ASSESSMENT,
    MEMBERSHIP,
    PERSON,
    PHONE,
    PLAN,
    PLAN_RISK,
    RISK,
    STEP,
    TEAM,
    Risk,
    Team,
)
from register.entities.risk import Tier
from register.entity import AnyEntity
from tests.gui.windows import on_screen


@pytest.fixture
def chinese() -> Iterator[None]:
    i18n.set_language("zh_CN")
    yield
    i18n.set_language("en")


def _page(qtbot: QtBot, session: Session, entity: AnyEntity, record: str = "") -> RecordPage:
    page = on_screen(qtbot, RecordPage(session, entity), 1060, 700)
    if record:
        page.show_record(record)
    return page


def _panel(page: RecordPage, key: str) -> Any:
    place = [tab.key for tab in page.detail.tabs].index(key)
    page.detail.bar.setCurrentIndex(place)
    return page.detail.tabs[place].panel


def _planned_risk(session: Session) -> str:
    return str(session.open_book.table(PLAN_RISK).all()[0].risk)


# the risk --------------------------------------------------------------------------------


def test_risk_is_read_back_as_a_sentence() -> None:
    risk = Risk(id="1", cause="The dam is old.", event="a breach", consequence="Hall B\nfloods.")
    assert risk_sentence(risk) == (
        "Because the dam is old, a breach may happen, so that Hall B floods."
    )
    whole = replace(risk, event="The dam breaks.", consequence=" ")
    assert risk_sentence(whole) == (
        "Because the dam is old, it may happen that the dam breaks, so that (consequence missing)."
    )
    assert len(risk_sentence(replace(risk, cause="x" * 20_000))) < 700


def test_risk_page_opens_with_sentence_tiers_and_what_is_ready(
    qtbot: QtBot, sample: Session
) -> None:
    page = _page(qtbot, sample, RISK, _planned_risk(sample))
    panel = _panel(page, "rating")
    assert isinstance(panel, RiskPanel)
    assert panel.sentence.text().startswith("Because ")
    assert panel.sentence.textFormat() is Qt.TextFormat.PlainText
    risk = sample.open_book.table(RISK).get(page.detail.record_id)
    assert risk is not None
    assert panel.rating.matrix.chosen == (risk.current_likelihood, risk.current_impact)
    assert {line.table for line in panel.ready.lines} >= {"plans"}
    assert all(line.word and line.state is not State.PLAIN for line in panel.ready.lines)


def test_line_leads_to_its_record(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, RISK, _planned_risk(sample))
    ready: LineList = _panel(page, "rating").ready
    buttons = ready.findChildren(StateLine)
    assert len(buttons) == len(ready.lines)
    with qtbot.waitSignal(sample.wanted) as wanted:
        buttons[0].click()
    assert wanted.args == [ready.lines[0].table, ready.lines[0].record, ""]


def test_what_is_missing_is_said(qtbot: QtBot, session: Session) -> None:
    with session.change("Add"):
        session.open_book.table(RISK).save(Risk(id="r", title="Fire"))
    ready = _panel(_page(qtbot, session, RISK, "r"), "rating").ready
    assert [(line.text, line.state) for line in ready.lines] == [
        ("No plan answers this risk.", State.BAD)
    ]


def test_ready_follows_what_changes_elsewhere(qtbot: QtBot, sample: Session) -> None:
    book = sample.open_book
    page = _page(qtbot, sample, RISK, _planned_risk(sample))
    ready = _panel(page, "rating").ready
    line = next(line for line in ready.lines if line.table == "plans")
    plan = book.table(PLAN).get(line.record)
    assert plan is not None
    with sample.change("Review"):
        book.table(PLAN).save(replace(plan, next_review=date(2001, 1, 1), status="approved"))  # type: ignore[arg-type]
    again = next(line for line in ready.lines if line.record == plan.id)
    assert again.state is State.BAD
    assert "late" in again.word


def test_rating_that_was_begun_is_stored_when_it_is_left(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, RISK)
    first, panel = page.detail.record_id, _panel(page, "rating").rating
    before = sample.open_book.table(ASSESSMENT).count(risk=first)
    panel.tiers.lines[Tier.TARGET].click()
    panel.matrix.picked.emit(1, 2)
    panel.draft.rationale.setPlainText("Agreed by the board")
    panel.draft.day.line.setText("2026-02-03")
    page.list.view.setCurrentIndex(page.list.model.index(2, 0))
    assert page.detail.record_id != first
    assert not panel.is_drafting
    found = sample.open_book.table(ASSESSMENT).find(risk=first)[before:]
    assert [(a.tier, a.likelihood, a.impact, a.assessed_on, a.rationale) for a in found] == [
        (Tier.TARGET, 1, 2, date(2026, 2, 3), "Agreed by the board")
    ]


def test_rating_that_does_not_fit_holds_the_reader_back(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, RISK)
    first, panel = page.detail.record_id, _panel(page, "rating").rating
    panel.matrix.picked.emit(4, 2)
    panel.draft.day.line.setText("next week")
    page.list.view.setCurrentIndex(page.list.model.index(2, 0))
    assert page.detail.record_id == page.list.current == first
    assert "next week" in panel.draft._problem.text()
    page.detail.bar.setCurrentIndex(1)
    page.show_record(page.list.model.record(2).id)
    assert page.detail.record_id == first
    page.detail.focus_field("rating")
    assert page.detail.bar.currentIndex() == 0
    page.revert()
    assert not panel.is_drafting


def test_cell_is_picked_by_keys_from_where_the_tier_stands(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, RISK)
    panel = _panel(page, "rating").rating
    panel.matrix.choose((2, 2))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(panel.matrix, key)
    assert panel.draft.place == (3, 4)
    assert "Possible" in panel.matrix.accessibleDescription()
    qtbot.keyClick(panel.matrix, Qt.Key.Key_Return)
    panel.save()
    risk = sample.open_book.table(RISK).get(page.detail.record_id)
    assert risk is not None
    assert risk.current_score == 12


def test_focus_is_seen_and_returns_to_the_matrix(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, RISK)
    panel = _panel(page, "rating").rating
    panel.matrix.choose(None)
    page.list.view.setFocus()
    qtbot.waitUntil(page.list.view.hasFocus)
    plain = panel.matrix.grab().toImage()
    panel.matrix.setFocus()
    assert panel.matrix.grab().toImage() != plain
    panel.pick(2, 3, then_why=True)
    panel.save()
    assert panel.matrix.hasFocus()
    panel.pick(2, 4, then_why=True)
    panel.draft.dropped.emit()
    assert panel.matrix.hasFocus()


def test_course_of_the_score_is_told_in_words_too(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, RISK)
    past = _panel(page, "rating").past
    days = [str(record.assessed_on) for record in past.model.records]
    assert days == sorted(days, reverse=True)
    assert past.spark.accessibleDescription().count(";") + 1 == len(past.spark._points) > 0
    assert past._table.model().rowCount() == len(days)


def test_book_for_reading_cannot_be_rated(qtbot: QtBot, sample: Session) -> None:
    sample.open_book.read_only = "a test."
    panel = _panel(_page(qtbot, sample, RISK), "rating").rating
    panel.matrix.picked.emit(1, 1)
    assert not panel.is_drafting


def test_risk_page_speaks_chinese(qtbot: QtBot, sample: Session, chinese: None) -> None:
    panel = _panel(_page(qtbot, sample, RISK, _planned_risk(sample)), "rating")
    assert panel.rating.tiers.lines[Tier.CURRENT].accessibleName()[:2] != "Cu"


# the plan --------------------------------------------------------------------------------


@pytest.fixture
def steps(qtbot: QtBot, sample: Session) -> PlanPanel:
    panel = _panel(_page(qtbot, sample, PLAN), "steps")
    assert isinstance(panel, PlanPanel)
    return panel


def _cell(panel: PlanPanel, row: int, key: str) -> Any:
    return panel.model.index(row, [field.key for field in FIELDS].index(key))


def test_step_is_edited_in_its_cell(qtbot: QtBot, steps: PlanPanel) -> None:
    first = steps.model.records[0].id
    steps.table.setCurrentIndex(_cell(steps, 0, "action"))
    qtbot.keyClick(steps.table, Qt.Key.Key_Return)
    editor = steps.table.cell.editor
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("Call the harbour master")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert steps.table.cell.editor is None
    assert steps.model.records[0].action == "Call the harbour master"
    assert steps.session.open_book.table(STEP).get(first).action == "Call the harbour master"  # type: ignore[union-attr]
    steps.session.undo()
    assert steps.model.records[0].action != "Call the harbour master"


def test_enter_opens_nothing_where_no_cell_is_chosen(qtbot: QtBot, steps: PlanPanel) -> None:
    steps.table.setCurrentIndex(QModelIndex())
    qtbot.keyClick(steps.table, Qt.Key.Key_Return)  # Qt would warn, which fails a test
    assert steps.table.cell.editor is None


def test_open_cell_is_stored_when_the_page_is_left(qtbot: QtBot, steps: PlanPanel) -> None:
    steps.table.edit(_cell(steps, 1, "minutes"))
    editor = steps.table.cell.editor
    assert isinstance(editor, QLineEdit)
    editor.clear()
    qtbot.keyClicks(editor, "17x")
    assert editor.text() == "17"
    assert steps.unsettled() == ""
    assert steps.model.records[1].minutes == 17


def test_last_row_makes_a_step(qtbot: QtBot, steps: PlanPanel) -> None:
    count = len(steps.model.records)
    steps.add()
    editor = steps.table.cell.editor
    assert isinstance(editor, QPlainTextEdit)
    qtbot.keyClicks(editor, "Ring the bell")
    steps.table.cell.settle()
    assert [step.action for step in steps.model.records[count:]] == ["Ring the bell"]
    assert steps.model.records[count].position == count + 1
    assert steps.model.rowCount() == count + 2
    steps.table.setCurrentIndex(_cell(steps, count, "action"))
    qtbot.keyClick(steps.table, Qt.Key.Key_Delete)
    assert len(steps.model.records) == count


def test_another_step_is_begun_while_a_cell_is_open(qtbot: QtBot, steps: PlanPanel) -> None:
    before = len(steps.model.records)
    other = on_screen(qtbot, QLineEdit())
    other.activateWindow()  # then the cell loses no focus, which would store it
    qtbot.waitUntil(other.isActiveWindow)
    steps.add()
    editor = steps.table.cell.editor
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("Close the valve")
    steps.add()
    assert [step.action for step in steps.model.records][before:] == ["Close the valve"]
    assert steps.table.currentIndex().row() == before + 1
    assert steps.table.cell.editor is not None


def test_tab_goes_on_from_the_step_that_was_just_made(qtbot: QtBot, steps: PlanPanel) -> None:
    table, count = steps.table, len(steps.model.records)
    steps.add()
    for text in ("Ring the bell", "Watchman", "4"):
        assert table.cell.editor is not None
        qtbot.waitUntil(table.cell.editor.hasFocus)
        assert table.height() > table.verticalHeader().length() + 60  # the editor is not cut off
        qtbot.keyClicks(table.cell.editor, text)
        qtbot.keyClick(table.cell.editor, Qt.Key.Key_Tab)
    made = steps.model.records[count]
    assert (made.action, made.post, made.minutes) == ("Ring the bell", "Watchman", 4)
    assert table.cell.editor is not None  # of the next new step
    assert table.currentIndex() == _cell(steps, count + 1, "action")
    qtbot.keyClick(table.cell.editor, Qt.Key.Key_Backtab)
    assert table.currentIndex() == _cell(steps, count, "minutes")
    assert isinstance(table.cell.editor, QLineEdit)


def test_step_moves_by_keys_and_by_drag(qtbot: QtBot, steps: PlanPanel) -> None:
    before = [step.id for step in steps.model.records]
    steps.table.setCurrentIndex(_cell(steps, 0, "post"))
    qtbot.keyClick(steps.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [step.id for step in steps.model.records][:2] == [before[1], before[0]]
    assert steps.table.currentIndex().row() == 1
    qtbot.keyClick(steps.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [step.id for step in steps.model.records] == before
    steps.table.drop(0, 3)
    assert [step.id for step in steps.model.records][:3] == [before[1], before[2], before[0]]
    steps.table.drop(2, 0)
    assert [step.id for step in steps.model.records] == before
    assert [step.position for step in steps.model.records] == list(range(1, len(before) + 1))
    qtbot.keyClick(steps.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [step.id for step in steps.model.records] == before


def test_time_line_shows_targets_and_leads_to_steps(qtbot: QtBot, steps: PlanPanel) -> None:
    timed = [step for step in steps.model.records if step.minutes is not None]
    places = {step.id: place for step, place in steps.time_line._places()}
    assert set(places) == {step.id for step in timed}
    last = timed[-1]
    qtbot.mouseClick(steps.time_line, Qt.MouseButton.LeftButton, pos=places[last.id].toPoint())
    assert steps.table.currentIndex().row() == steps.model.row_of(last.id)
    assert last.action in steps.time_line.accessibleDescription()
    assert [span_text(n) for n in (5, 90, 120, 4320)] == ["5 min", "1 h 30", "2 h", "3 d"]


def test_plan_shows_what_it_is_tied_to(steps: PlanPanel) -> None:
    for links, table in ((steps.risks, "risks"), (steps.teams, "teams")):
        assert {line.table for line in links.lines} == {table}
    assert all(line.table in ("drills", "plans") for line in steps.drills.lines)


def test_steps_cannot_be_edited_in_a_book_for_reading(qtbot: QtBot, sample: Session) -> None:
    sample.open_book.read_only = "a test."
    panel = _panel(_page(qtbot, sample, PLAN), "steps")
    assert not panel.model.flags(_cell(panel, 0, "action")) & Qt.ItemFlag.ItemIsEditable
    assert panel.model.rowCount() == len(panel.model.records)


# the team and the person -----------------------------------------------------------------


def _tiles(panel: TeamPanel) -> list[Tile]:
    return [tile for tile in panel.findChildren(Tile) if not tile.isHidden()]


def test_team_shows_who_leads_and_what_is_empty(qtbot: QtBot, sample: Session) -> None:
    empty = next(post for post in sample.open_book.table(MEMBERSHIP).all() if not post.person)
    page = _page(qtbot, sample, TEAM, str(empty.team))
    panel = _panel(page, "who")
    posts = sample.open_book.table(MEMBERSHIP).find(team=empty.team)
    names = [tile.accessibleName() for tile in _tiles(panel)]
    assert len(names) == len(posts)
    assert f"{empty.post}, Empty: name somebody" in names
    gap = next(tile for tile in _tiles(panel) if "Empty" in tile.accessibleName())
    gap.click()
    members = page.detail.tabs[page.detail.bar.currentIndex()]
    assert members.key == "memberships"
    assert members.panel.form.record.id == empty.id


def test_tile_leads_to_its_person_and_shows_numbers(qtbot: QtBot, sample: Session) -> None:
    phone = sample.open_book.table(PHONE).all()[0]
    post = sample.open_book.table(MEMBERSHIP).find(person=phone.person)[0]
    panel = _panel(_page(qtbot, sample, TEAM, str(post.team)), "who")
    tile = next(tile for tile in _tiles(panel) if phone.number in tile.accessibleName())
    with qtbot.waitSignal(sample.wanted) as wanted:
        tile.click()
    assert wanted.args == ["people", phone.person, ""]


def test_tab_goes_on_from_the_post_that_was_just_made(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, TEAM)
    panel = _panel(page, "memberships")
    panel.add()
    qtbot.waitUntil(panel.form.editors["post"].input.hasFocus)
    qtbot.keyClicks(page.focusWidget(), "Watchman")
    panel.form.editors["role"].input.setFocus()  # as Tab does
    assert panel.form.editors["role"].input.hasFocus()
    assert panel.form.record.post == "Watchman"
    assert not panel.form.is_draft
    sample.undo()
    assert panel.form.isHidden() or panel.form.parentWidget().isHidden()


def test_team_without_posts_says_what_is_missing(qtbot: QtBot, session: Session) -> None:
    with session.change("Add"):
        session.open_book.table(TEAM).save(Team(id="t", name="Night crew"))
    panel = _panel(_page(qtbot, session, TEAM, "t"), "who")
    names = [tile.accessibleName() for tile in _tiles(panel)]
    assert names == ["Nobody leads this team., Name somebody", "Nobody stands in., Name somebody"]


def test_person_page_says_where_they_serve_and_how_to_reach_them(
    qtbot: QtBot, sample: Session
) -> None:
    book = sample.open_book
    phone = next(item for item in book.table(PHONE).all()
                 if book.table(MEMBERSHIP).count(person=item.person))  # fmt: skip
    panel = _panel(_page(qtbot, sample, PERSON, str(phone.person)), "where")
    posts = book.table(MEMBERSHIP).find(person=phone.person)
    assert len(panel.teams.lines) == len(posts)
    assert any(phone.number in line.text for line in panel.reach.lines)
    assert len(panel.risks.lines) == min(book.table(RISK).count(owner=phone.person), 12)
    panel.reach.findChildren(StateLine)[0].click()
    assert QGuiApplication.clipboard().text() == panel.reach.lines[0].record


# the drill -------------------------------------------------------------------------------


@pytest.fixture
def log(qtbot: QtBot, sample: Session) -> LogPanel:
    panel = _panel(_page(qtbot, sample, DRILL), "log")
    assert isinstance(panel, LogPanel)
    return panel


def test_line_is_logged_with_the_time_of_its_first_key(
    qtbot: QtBot, log: LogPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(datetime(2026, 11, 22, 9, n, 7, tzinfo=UTC) for n in range(60))
    monkeypatch.setattr("gui.pages.quick_line.now", lambda: next(clock))
    line, count = log.quick.line, len(log.model.records)
    line.setFocus()
    qtbot.keyClicks(line, "Bell rings")
    qtbot.keyClick(line, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == ""
    qtbot.keyClicks(line, "Second")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert len(log.model.records) == count + 2
    new = [entry for entry in log.model.records if entry.text in ("Bell rings", "Second")]
    assert [(e.at, e.kind, e.by) for e in new] == [
        (datetime(2026, 11, 22, 9, 0, 7, tzinfo=UTC), LogKind.DECISION, "Li Na"),
        (datetime(2026, 11, 22, 9, 1, 7, tzinfo=UTC), LogKind.NOTE, "Li Na"),
    ]


def test_composing_does_not_log_and_puts_the_time(qtbot: QtBot, log: LogPanel) -> None:
    count = len(log.model.records)
    QApplication.sendEvent(log.quick.line, QInputMethodEvent("hong", []))
    assert log.quick._at is not None
    assert len(log.model.records) == count


def test_text_in_the_line_is_stored_when_the_page_is_left(qtbot: QtBot, log: LogPanel) -> None:
    count = len(log.model.records)
    qtbot.keyClicks(log.quick.line, "Doors shut")
    assert log.unsettled() == ""
    assert len(log.model.records) == count + 1


def test_entry_is_corrected_in_its_cell_and_deleted(qtbot: QtBot, log: LogPanel) -> None:
    qtbot.keyClicks(log.quick.line, "Dors shut")
    log.quick.store()
    place = next(n for n, e in enumerate(log.model.records) if e.text == "Dors shut")
    log.table.setCurrentIndex(log.model.index(place, 2))
    qtbot.keyClick(log.table, Qt.Key.Key_Return)
    editor = log.table.cell.editor
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("Doors shut")
    log.table.cell.settle()
    assert log.model.records[place].text == "Doors shut"
    count = len(log.model.records)
    qtbot.keyClick(log.table, Qt.Key.Key_Delete)
    assert len(log.model.records) == count - 1
