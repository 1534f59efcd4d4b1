"""The pages that are made by hand for one kind of record, on the sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.pages.lines import LineList, State, StateLine
from gui.pages.record_page import RecordPage
from gui.pages.risk_panel import RiskPanel
from gui.pages.sentence import risk_sentence
from gui.session import Session
from register import i18n
from register.entities import ASSESSMENT, PLAN, PLAN_RISK, RISK, Risk
from register.entities.risk import Tier
from register.entity import AnyEntity


@pytest.fixture
def chinese() -> Iterator[None]:
    i18n.set_language("zh_CN")
    yield
    i18n.set_language("en")


def _page(qtbot: QtBot, session: Session, entity: AnyEntity, record: str = "") -> RecordPage:
    page = RecordPage(session, entity)
    qtbot.addWidget(page)
    page.resize(1060, 700)
    page.show()
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
    assert wanted.args == [ready.lines[0].table, ready.lines[0].record]


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
