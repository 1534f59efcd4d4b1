"""The page of the standing checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.pages.checks import ChecksPage
from gui.session import Session
from register.entities import ACTION, WAIVER
from register.entities.action import ActionSource
from register.i18n import today
from tests.gui.windows import on_screen


@pytest.fixture
def page(qtbot: QtBot, sample: Session) -> Iterator[ChecksPage]:
    made = on_screen(qtbot, ChecksPage(sample), 1060, 660)
    qtbot.waitUntil(lambda: bool(made.results))
    yield made
    qtbot.waitUntil(lambda: not sample._jobs)


def test_nothing_can_be_done_before_the_checks_have_run(qtbot: QtBot, session: Session) -> None:
    page = ChecksPage(session)
    qtbot.addWidget(page)
    verbs = (page._opener, page._actor, page._waiver, page._lifter)
    assert all(made.isHidden() for made in verbs)
    page._waiver.click()
    assert page.form.isHidden()


def test_worst_rules_stand_first_and_those_that_hold_last(page: ChecksPage) -> None:
    serious = [item.serious for item in page.results if item.findings]
    assert serious == sorted(serious, reverse=True)
    assert page.results[0].findings
    assert not page.results[-1].findings
    assert page.rules.count() == len(page.session.catalog.checks)


def test_enter_leads_to_the_record_and_its_field(qtbot: QtBot, page: ChecksPage) -> None:
    finding = page.results[0].findings[0]
    with qtbot.waitSignal(page.session.wanted) as caught:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert caught.args == [finding.entity.table, finding.record, finding.field]


def test_finding_is_waived_with_a_reason_and_the_waiver_is_lifted(
    qtbot: QtBot, page: ChecksPage
) -> None:
    rule = page.results[0]
    finding = rule.findings[0]
    page._waiver.click()
    assert page.form.isVisible()
    page.form.buttons[0].click()
    assert page.session.open_book.table(WAIVER).count() == 0  # a reason is needed
    page.form.editors["reason"].put("It is being replaced.")
    page.form.buttons[0].click()
    (waiver,) = page.session.open_book.table(WAIVER).all()
    assert (waiver.check_key, waiver.record) == (rule.check.key, finding.record)
    assert waiver.expires_on == today() + timedelta(days=90)
    qtbot.waitUntil(lambda: any(row.waiver for row in page.model.rows))
    place = next(n for n, row in enumerate(page.model.rows) if row.waiver)
    page.view.setCurrentIndex(page.model.index(place, 0))
    assert "It is being replaced." in page._text.text()
    page._lifter.click()
    assert page.session.open_book.table(WAIVER).count() == 0


def test_action_is_begun_from_a_finding(qtbot: QtBot, page: ChecksPage) -> None:
    finding = page.results[0].findings[0]
    known = set(page.session.open_book.table(ACTION).ids())
    page._actor.click()
    (made,) = set(page.session.open_book.table(ACTION).ids()) - known
    action = page.session.open_book.table(ACTION).get(made)
    assert action is not None
    assert action.source is ActionSource.CHECK
    assert (action.source_table, action.source_id) == (finding.entity.table, finding.record)
    assert action.finding == finding.text
