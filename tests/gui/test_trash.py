from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.pages.trash_page import TrashPage
from gui.session import Session
from register import attachments, trash
from register.entities import PLAN, RISK, STEP
from tests.gui.windows import free_risk, on_screen


@pytest.fixture
def page(qtbot: QtBot, sample: Session) -> TrashPage:
    return on_screen(qtbot, TrashPage(sample))


def test_trash_restores_and_empties(sample: Session, page: TrashPage) -> None:
    risk = free_risk(sample)
    sample.delete(RISK, [risk.id])
    page.list.setCurrentRow(0)
    assert risk.title in page.list.item(0).text()
    page.restore()
    assert sample.open_book.table(RISK).get(risk.id) == risk
    assert page.list.count() == 0
    sample.delete(RISK, [risk.id])
    page._emptier.click()
    assert page._question.isVisible()
    page.empty()
    assert page.list.count() == 0
    assert not page._emptier.isEnabled()


def test_trash_names_parts_deleted_alone_and_restores_them_by_key(
    qtbot: QtBot, sample: Session, page: TrashPage
) -> None:
    step = sample.open_book.table(STEP).all()[0]
    plan = sample.open_book.table(PLAN).get(step.plan)
    assert plan is not None
    sample.delete(STEP, [step.id])
    assert step.action in page.list.item(0).text()
    assert plan.title in page.list.item(0).text()
    with qtbot.waitSignal(sample.told) as told:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert step.action in told.args[0].text
    assert sample.open_book.table(STEP).get(step.id) == step
    told.args[0].act()
    assert page.list.count() == 1


def test_trash_tells_what_a_plan_held(sample: Session, page: TrashPage) -> None:
    plan = sample.open_book.table(PLAN).all()[0]
    count = sample.open_book.table(STEP).count(plan=plan.id)
    sample.delete(PLAN, [plan.id])
    assert f"Steps {count}" in page.list.item(0).text()


def test_trash_empties_files_that_no_deletion_names(
    qtbot: QtBot, sample: Session, page: TrashPage, tmp_path: Path
) -> None:
    source = tmp_path / "photo.jpg"
    source.write_bytes(bytes(2_000))
    plan = sample.open_book.table(PLAN).all()[0]
    attachments.attach(sample.open_book, PLAN, plan.id, source)
    assert not page._emptier.isEnabled()
    sample.undo()
    assert page._emptier.isEnabled()
    page._emptier.click()
    assert "1 file" in page._words.text()
    assert page.focusWidget() is page._keeper
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page._question.isVisible()
    page.empty()
    assert trash.unused_files(sample.open_book) == (0, 0)
