"""The pages of reviews, actions and obligations, worked through as a user does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from gui.pages.action_buttons import CHOICES, show_some
from gui.pages.action_list import ActionList
from gui.pages.action_panel import ActionPanel
from gui.pages.obligation_panel import ObligationPanel
from gui.pages.overview import OverviewPage
from gui.pages.record_page import RecordPage
from gui.pages.review_panel import ReviewPanel
from gui.pages.reviews import ReviewsPage
from gui.pages.since_dialog import SinceDialog
from gui.pages.standing_follow import follow_lines
from gui.session import Session
from register.entities import (
    ACTION,
    OBLIGATION,
    OBLIGATION_RISK,
    PERSON,
    REVIEW,
    RISK,
    Action,
)
from register.entities.action import ActionSource, ActionStatus
from register.entities.obligation import ObligationStatus
from register.entity import AnyEntity
from register.i18n import today
from register.review_queue import Why
from register.reviewing import open_requests
from tests.gui.windows import on_screen


@pytest.fixture
def page(qtbot: QtBot, sample: Session) -> ReviewsPage:
    return on_screen(qtbot, ReviewsPage(sample), 1040, 640)


def _panel(qtbot: QtBot, session: Session, entity: AnyEntity, record: str, key: str) -> Any:
    page = on_screen(qtbot, RecordPage(session, entity), 1060, 700)
    page.show_record(record)
    place = next(n for n, tab in enumerate(page.detail.tabs) if tab.key == key)
    page.detail.bar.setCurrentIndex(place)
    return page.detail.tabs[place].panel


def _action(session: Session, number: str) -> Action:
    return session.open_book.table(ACTION).find(number=number)[0]


# the queue -------------------------------------------------------------------------------


def test_queue_begins_with_the_worst_that_is_overdue(page: ReviewsPage) -> None:
    assert page.model.entries[0] == (Why.OVERDUE, None)
    first = page.model.item(1)
    assert first is not None
    assert page.risk.risk is not None
    assert page.risk.risk.id == first.record
    levels = [item.level for why, item in page.model.entries if item and why is Why.OVERDUE]
    assert str(levels[0]) == "extreme"
    assert "overdue" in page.standing.text()


def test_queue_is_worked_through_by_keys_alone(
    qtbot: QtBot, sample: Session, page: ReviewsPage
) -> None:
    book = sample.open_book
    first, second = page.model.item(1), page.model.item(2)
    assert first is not None
    assert second is not None
    page.focus_start()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    form = page.risk.form
    text = form.editors["text"].input
    qtbot.waitUntil(text.hasFocus)
    qtbot.keyClicks(text, "Nothing new")
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.model.place_of(first.record) < 0)
    found = book.table(REVIEW).find(risk=first.record)
    (done,) = [item for item in found if item.text == "Nothing new"]
    assert done.reviewed_by == "Li Na"
    assert done.reviewed_on == today()
    risk = book.table(RISK).get(first.record)
    assert risk is not None
    assert risk.next_review == done.next_review
    assert open_requests(book, first.record) == []
    qtbot.waitUntil(lambda: page.risk.risk is not None and page.risk.risk.id == second.record)
    assert page.risk.form.editors["text"].text() == ""
    assert page.view.hasFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert page.risk.risk is not None
    assert page.risk.risk.id not in (first.record, second.record)


def test_what_was_begun_for_one_risk_is_kept_for_it(qtbot: QtBot, page: ReviewsPage) -> None:
    text = page.risk.form.editors["text"]
    text.put("Half a sentence")
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert text.text() == ""
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    assert text.text() == "Half a sentence"


def test_what_was_begun_outlives_its_page(qtbot: QtBot, sample: Session, page: ReviewsPage) -> None:
    page.risk.form.editors["text"].put("Half a sentence")
    page.hide()
    again = on_screen(qtbot, ReviewsPage(sample), 1060, 660)
    assert again.risk.form.editors["text"].text() == "Half a sentence"
    again.risk.form.editors["text"].put("A whole sentence.")
    again.risk.form.buttons[0].click()
    assert len(sample.begun) == 0


def test_a_review_that_cannot_be_is_not_stored(sample: Session, page: ReviewsPage) -> None:
    before = sample.open_book.head.seq
    form = page.risk.form
    form.editors["next_review"].put(today().isoformat())
    form.buttons[0].click()
    assert "after this one" in form._problem.text()
    form.editors["next_review"].put("soon")
    form.buttons[0].click()
    assert form.editors["next_review"].problem
    assert sample.open_book.head.seq == before


def test_an_obligation_is_looked_at_in_the_queue(
    qtbot: QtBot, sample: Session, page: ReviewsPage
) -> None:
    book = sample.open_book
    item = book.table(OBLIGATION).find(number="O-03")[0]
    page.narrow(item.id)
    assert page.obligation.item == item
    page.obligation.form.editors["what"].put("Third edition")
    page.obligation.form.buttons[0].click()
    assert "It has changed" in page.obligation.form._problem.text()
    page.obligation.form.buttons[1].click()
    stored = book.table(OBLIGATION).get(item.id)
    assert stored is not None
    assert stored.status is ObligationStatus.CHANGED
    assert stored.next_look == today() + timedelta(days=180)
    for link in book.table(OBLIGATION_RISK).find(obligation=item.id):
        texts = [request.text for request in open_requests(book, str(link.risk))]
        assert any("Third edition" in text for text in texts)
    qtbot.waitUntil(lambda: page.model.place_of(item.id) < 0)


def test_another_page_can_ask_for_a_risk(page: ReviewsPage, sample: Session) -> None:
    risk = sample.open_book.table(RISK).find(number="R-003")[0]
    assert page.model.place_of(risk.id) < 0
    page.narrow(risk.id)
    assert page.risk.risk == risk


def test_an_empty_register_has_nothing_to_review(qtbot: QtBot, session: Session) -> None:
    page = on_screen(qtbot, ReviewsPage(session), 1040, 640)
    assert page.model.rowCount() == 0
    assert page._stack.currentWidget() is page._nothing
    assert "Nothing is to be reviewed" in page._nothing.text()


# the tab of a risk -----------------------------------------------------------------------


def test_a_review_is_asked_for_on_the_page_of_a_risk(qtbot: QtBot, sample: Session) -> None:
    risk = sample.open_book.table(RISK).find(number="R-001")[0]
    panel = _panel(qtbot, sample, RISK, risk.id, "reviews")
    assert isinstance(panel, ReviewPanel)
    assert panel.model.rowCount() == 3
    panel.ask()
    panel.form.buttons[0].click()
    assert "Say why" in panel.form._problem.text()
    panel.form.editors["text"].put("The chillers stopped twice")
    panel.form.buttons[0].click()
    (asked,) = open_requests(sample.open_book, risk.id)
    assert asked.text == "The chillers stopped twice"
    assert not panel.form.isVisible()
    with qtbot.waitSignal(sample.narrowing_wanted) as wanted:
        panel.reviewer.click()
    assert wanted.args == ["reviews", risk.id]


def test_the_interval_of_a_risk_is_its_own(qtbot: QtBot, sample: Session) -> None:
    risk = sample.open_book.table(RISK).find(number="R-001")[0]
    panel = _panel(qtbot, sample, RISK, risk.id, "reviews")
    assert "every 90 days" in panel._rhythm.text()
    panel.interval.put("none")
    assert panel.unsettled() == "review_interval"
    panel.interval.put("14")
    assert panel.unsettled() == ""
    assert "every 14 days, as this risk says" in panel._rhythm.text()


def test_an_action_is_added_on_the_page_of_a_risk(qtbot: QtBot, sample: Session) -> None:
    risk = sample.open_book.table(RISK).find(number="R-003")[0]
    panel = _panel(qtbot, sample, RISK, risk.id, "actions")
    assert isinstance(panel, ActionList)
    panel.begin()
    panel.form.buttons[0].click()
    assert "what is to be done" in panel.form._problem.text()
    panel.form.editors["title"].put("Write a rollback script")
    panel.form.buttons[0].click()
    (made,) = sample.open_book.table(ACTION).find(risk=risk.id)
    assert (made.title, made.number, made.source) == (
        "Write a rollback script",
        "A-014",
        ActionSource.MANUAL,
    )
    assert [line.record for line in panel.lines.lines] == [made.id]


# actions ---------------------------------------------------------------------------------


def test_an_action_goes_from_open_to_effective(qtbot: QtBot, sample: Session) -> None:
    action = _action(sample, "A-011")
    panel = _panel(qtbot, sample, ACTION, action.id, "progress")
    assert isinstance(panel, ActionPanel)
    assert panel.buttons["verify"].isHidden()
    panel.start.click()
    assert _action(sample, "A-011").status is ActionStatus.RUNNING
    panel.buttons["finish"].click()
    panel.forms["finish"].editors["evidence"].put("Photograph")
    panel.forms["finish"].buttons[0].click()
    assert _action(sample, "A-011").status is ActionStatus.DONE
    assert panel.start.isHidden()
    panel.buttons["verify"].click()
    panel.forms["verify"].buttons[0].click()
    assert "what shows it" in panel.forms["verify"]._problem.text()
    panel.forms["verify"].editors["check_result"].put("Seen on the round")
    panel.forms["verify"].buttons[0].click()
    done = _action(sample, "A-011")
    assert (done.status, done.evidence) == (ActionStatus.EFFECTIVE, "Photograph")
    assert all(button.isHidden() for button in panel.buttons.values())


def test_an_action_is_put_off_and_cancelled_with_reasons(qtbot: QtBot, sample: Session) -> None:
    action = _action(sample, "A-002")
    panel = _panel(qtbot, sample, ACTION, action.id, "progress")
    panel.open_form("put_off")
    form = panel.forms["put_off"]
    form.buttons[0].click()
    assert "new day" in form._problem.text()
    form.editors["revised_due"].put("2027-01-31")
    form.editors["revised_because"].put("Quote is late")
    form.buttons[0].click()
    later = _action(sample, "A-002")
    assert (str(later.revised_due), later.due_on) == ("2027-01-31", action.due_on)
    panel.open_form("cancel")
    panel.forms["cancel"].editors["revised_because"].put("Bought as a service")
    panel.forms["cancel"].buttons[0].click()
    assert _action(sample, "A-002").status is ActionStatus.CANCELLED
    assert panel.forms["cancel"].isHidden()


def test_a_repeat_is_proposed_and_noted(qtbot: QtBot, sample: Session) -> None:
    book = sample.open_book
    tried, repeat = _action(sample, "A-003"), _action(sample, "A-004")
    with sample.change("Forget"):
        book.table(ACTION).save(replace(repeat, repeat_of=None))
    panel = _panel(qtbot, sample, ACTION, repeat.id, "progress")
    assert tried.number in panel.repeat.text()
    panel.repeat.click()
    stored = book.table(ACTION).get(repeat.id)
    assert stored is not None
    assert stored.repeat_of == tried.id
    assert panel.repeat.isHidden()
    assert any(line.record == tried.id for line in panel.tied.lines)


def test_lists_of_overdue_and_waiting_actions(qtbot: QtBot, sample: Session) -> None:
    for (name, none, where), count in zip(CHOICES, (2, 2), strict=True):
        with qtbot.waitSignal(sample.narrowing_wanted) as wanted:
            show_some(sample, name, none, where)
        assert wanted.args is not None
        assert len(wanted.args[1].ids) == count
    with qtbot.waitSignal(sample.told):
        show_some(sample, "x", "Nothing", "status = 'unknown'")


def test_an_obligation_is_looked_at_on_its_page(qtbot: QtBot, sample: Session) -> None:
    item = sample.open_book.table(OBLIGATION).find(number="O-01")[0]
    panel = _panel(qtbot, sample, OBLIGATION, item.id, "look")
    assert isinstance(panel, ObligationPanel)
    assert len(panel.risks.lines) == 3
    panel.form.buttons[0].click()
    stored = sample.open_book.table(OBLIGATION).get(item.id)
    assert stored is not None
    assert (stored.last_look, stored.status) == (today(), item.status)


# overview and committee ------------------------------------------------------------------


def test_overview_names_what_is_to_be_followed_up(sample: Session) -> None:
    book = sample.open_book
    lines = list(follow_lines(book, "Li Na"))
    assert [line.table for line in lines[:2]] == ["reviews", "reviews"]
    late = [line.record for line in lines if line.word.endswith("late")]
    overdue = [_action(sample, number).id for number in ("A-003", "A-002")]
    assert late[:2] == overdue
    xu_fang = book.table(PERSON).find(name="Xu Fang")[0]
    mine = [line for line in follow_lines(book, xu_fang.name) if line.word == "for you to check"]
    assert [line.record for line in mine] == [_action(sample, "A-007").id]


def test_follow_up_stands_on_the_overview(qtbot: QtBot, sample: Session) -> None:
    page = on_screen(qtbot, OverviewPage(sample), 1040, 640)
    qtbot.waitUntil(lambda: bool(page._found.follow))
    with qtbot.waitSignal(sample.wanted) as wanted:
        sample.show_record(page._found.follow[0].table, "")
    assert wanted.args is not None
    assert wanted.args[0] == "reviews"


def test_what_changed_is_shown_and_printed(qtbot: QtBot, sample: Session, tmp_path: Path) -> None:
    dialog = SinceDialog(sample)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() > 3)
    dialog.choose(None)
    assert dialog.editor.problem
    before = dialog.tree.topLevelItemCount()
    dialog.choose(today() + timedelta(days=1))
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() < before)
    dialog.choose(today() - timedelta(days=60))
    assert sample.preferences.state("committee") == dialog.day.isoformat()
    out = tmp_path / "since.pdf"
    with qtbot.waitSignal(sample.told, timeout=20_000):
        dialog.write(out)
    assert out.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() > 3)
    top = dialog.tree.topLevelItem(0)
    assert isinstance(top, QTreeWidgetItem)
    with qtbot.waitSignal(sample.wanted) as wanted:
        dialog.tree.itemActivated.emit(top.child(0), 0)
    assert wanted.args is not None
    assert wanted.args[0] in (RISK.table, ACTION.table)
    assert not dialog.isVisible()
