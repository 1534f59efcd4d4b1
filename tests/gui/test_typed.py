"""What was typed or begun under a tab and is not stored can be taken along and put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.forms.rating_panel import RatingPanel
from gui.main_window import MainWindow
from gui.pages.record_page import RecordPage
from register.entities import ESCALATION_PATH, ESCALATION_STEP, RISK
from register.scoring import DEFAULT_METHOD, DIRECT_METHOD, LEC_METHOD

Begin = Callable[[Any], dict[str, str]]


def _panel(window: MainWindow, tab: str) -> Any:
    page = window.page
    assert isinstance(page, RecordPage)
    place = [item.key for item in page.detail.tabs].index(tab)
    page.detail.bar.setCurrentIndex(place)
    return page.detail.tabs[place].panel


def _rating(panel: Any, method: str) -> RatingPanel:
    rating: RatingPanel = panel.rating
    assert rating.chooser.choose(method)
    rating.chooser.chosen.emit()
    rating.begin()
    rating.draft.rationale.setPlainText("Seen twice")
    return rating


def _by_matrix(panel: Any) -> dict[str, str]:
    rating = _rating(panel, DEFAULT_METHOD.id)
    rating.draft.likelihood.put(2)
    key, box = next(iter(rating.draft.grid.boxes.items()))
    box.combo.put(3)
    rating.draft.more.put({"evidence": "A count"})
    return {"rationale": "Seen twice", "likelihood": "2", f"impact of {key}": "3"}


def _by_lec(panel: Any) -> dict[str, str]:
    rating = _rating(panel, LEC_METHOD.id)
    rating.draft.lec.boxes[0].put("6.0")
    rating.draft.lec.boxes[1].put("4.5")
    return {"rationale": "Seen twice", "value 0": "6.0", "value 1": "4.5"}


def _directly(panel: Any) -> dict[str, str]:
    rating = _rating(panel, DIRECT_METHOD.id)
    rating.pick_level("high")
    return {"rationale": "Seen twice", "level": "high"}


def _interval(panel: Any) -> dict[str, str]:
    panel.interval.put("often")
    return {"review_interval": "often"}


def _strategy(panel: Any) -> dict[str, str]:
    panel.strategy.editors["strategy_reason"].put("Half a reason")
    return {"strategy_reason": "Half a reason"}


@pytest.mark.parametrize(
    ("tab", "begin"),
    [
        ("rating", _by_matrix),
        ("rating", _by_lec),
        ("rating", _directly),
        ("reviews", _interval),
        ("measures", _strategy),
    ],
)
def test_what_was_begun_for_a_risk_is_put_back(
    qtbot: QtBot, window: MainWindow, tab: str, begin: Begin
) -> None:
    risk = window.session.open_book.table(RISK).all()[3]
    window.show_record(RISK.table, risk.id)
    page = window.page
    assert isinstance(page, RecordPage)
    keys = [item.key for item in page.detail.tabs]
    tab = next(key for key in keys if key.endswith(tab))
    panel = _panel(window, tab)
    assert page.typed() == []
    wanted = begin(panel)
    kept = page.typed()
    assert [draft.part for draft in kept] == [tab]
    assert wanted.items() <= kept[0].texts.items()
    page.revert()
    assert page.typed() == []
    page.retype(kept)
    assert page.typed() == kept
    page.revert()


def test_row_of_a_child_that_does_not_fit_is_put_back(qtbot: QtBot, window: MainWindow) -> None:
    book = window.session.open_book
    link = next(iter(book.table_named("drill_plans").all()))
    window.show_record("drills", link.drill)
    panel = _panel(window, "drill_plans")
    panel.choose(link.id)
    panel.form.editors["plan"].put("No such plan")
    page = window.page
    assert isinstance(page, RecordPage)
    kept = page.typed()
    assert kept[0].texts == {f"{link.id}/plan": "No such plan"}
    assert page.unsettled() == "plan"
    page.revert()
    assert page.typed() == []
    page.retype(kept)
    assert page.typed() == kept
    page.revert()


def test_message_of_a_step_is_put_back(qtbot: QtBot, window: MainWindow) -> None:
    book = window.session.open_book
    step = book.table(ESCALATION_STEP).all()[-1]
    window.show_record(ESCALATION_PATH.table, step.path or "")
    panel = _panel(window, ESCALATION_STEP.table)
    panel.table.setCurrentIndex(panel.model.place_of(step.id, "role"))
    panel.message.put("Half a message")
    page = window.page
    assert isinstance(page, RecordPage)
    kept = page.typed()
    assert kept[0].texts == {f"{step.id}/message": "Half a message"}
    panel.message.revert()
    panel.table.setCurrentIndex(panel.model.index(0, 0))
    page.retype(kept)
    QApplication.processEvents()
    assert page.typed() == kept
    page.revert()
