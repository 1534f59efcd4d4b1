"""The overview: what it counts, what it names, and where its lines lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.pages.lines import StateLine
from gui.pages.overview import OverviewPage
from gui.pages.standing import read_standing
from gui.session import Session
from gui.widgets import LineButton
from register.entities import RISK, STEP


@pytest.fixture
def page(qtbot: QtBot, sample: Session) -> OverviewPage:
    made = OverviewPage(sample)
    qtbot.addWidget(made)
    made.resize(1060, 660)
    made.show()
    qtbot.waitUntil(lambda: bool(made.findChildren(LineButton)))
    return made


def _texts(page: OverviewPage) -> list[str]:
    return [line.accessibleName() for line in page.findChildren(LineButton) if line.isVisible()]


def test_every_finding_is_counted_and_can_be_reached(
    qtbot: QtBot, sample: Session, page: OverviewPage
) -> None:
    found = read_standing(sample.open_book, lambda *_done: None)
    assert f"{found.findings} thing" in page.standing.text()
    big = max(found.groups, key=lambda group: len(group.findings))
    more = [
        b for b in page.findChildren(QPushButton) if b.text() == f"Show all {len(big.findings)}"
    ]
    more[0].click()
    assert page._stack.currentWidget() is page.all
    assert page.all.model.rowCount() == len(big.findings)
    page.all.view.setCurrentIndex(page.all.model.index(len(big.findings) - 1))
    with qtbot.waitSignal(sample.wanted) as wanted:
        qtbot.keyClick(page.all.view, Qt.Key.Key_Return)
    assert wanted.args == [big.findings[-1].entity.table, big.findings[-1].record]
    qtbot.keyClick(page.all.view, Qt.Key.Key_Escape)
    assert page._stack.currentIndex() == 0


def test_what_was_mended_leaves_the_list(qtbot: QtBot, sample: Session, page: OverviewPage) -> None:
    found = read_standing(sample.open_book, lambda *_done: None)
    late = next(g for g in found.groups if "review" in g.label)
    page._show_all(late)
    risk = sample.open_book.table(RISK).get(late.findings[0].record)
    assert risk is not None
    with sample.change("Review"):
        sample.open_book.table(RISK).save(replace(risk, next_review=date(2999, 1, 1)))
    qtbot.waitUntil(lambda: page.all.model.rowCount() == len(late.findings) - 1)


def test_change_of_this_week_leads_to_its_record(
    qtbot: QtBot, sample: Session, page: OverviewPage
) -> None:
    step = sample.open_book.table(STEP).all()[0]
    with sample.change("Shorten a step"):
        sample.open_book.table(STEP).save(replace(step, minutes=3))
    qtbot.waitUntil(lambda: any("Shorten a step" in text for text in _texts(page)))
    line = next(
        line for line in page.findChildren(StateLine) if "Shorten a step" in line.accessibleName()
    )
    with qtbot.waitSignal(sample.wanted) as wanted:
        line.click()
    assert wanted.args == ["plans", step.plan]


def test_levels_and_map_count_the_same_risks(sample: Session, page: OverviewPage) -> None:
    found = read_standing(sample.open_book, lambda *_done: None)
    names = [b.accessibleName() for b in page.findChildren(QPushButton)]
    for level in sample.method().levels:
        assert any(name.endswith(f": {found.levels[level.key]}") for name in names)
    assert sum(found.cells.values()) == sum(found.levels.values()) - found.levels[None]
    page.matrix.choose((3, 4))
    assert f"({found.cells.get((3, 4), 0)})" in page.matrix.accessibleDescription()
