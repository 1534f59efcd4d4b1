"""Escalation and plans to consider in the window: the order's cards, the path's steps, the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.notice import Notice
from gui.pages.escalation_card import EscalationCard
from gui.pages.lines import State
from gui.pages.path_panel import PathPanel
from gui.pages.plan_panel import PlanPanel
from gui.pages.plans_card import PlansCard
from gui.pages.standing import read_standing
from gui.pages.warning_panel import WarningPanel
from gui.session import Session
from gui.widgets import Combo
from register.entities import (
    ACTIVATION_RULE,
    ESCALATION_NOTICE,
    ESCALATION_PATH,
    ESCALATION_STEP,
    INDICATOR,
    PERSON,
    PHONE,
    PLAN,
    PLAN_DECISION,
    READING,
    WARNING,
    EscalationNotice,
    WarningStep,
)
from register.entities.activation import PlanChoice
from register.entities.escalation import Channel
from register.entities.indicator import Colour
from register.entities.warning import WarningDeed
from register.entity import AnyEntity, new_id
from register.i18n import now, today
from register.progress import silent
from register.watching.orders import carry_out

LI, PATH, DESK, HEAD, BOARD, ITEM, PUMPS, ORDER = (new_id() for _n in range(8))


def put(session: Session, entity: AnyEntity, **values: Any) -> None:
    table = session.open_book.table(entity)
    known = table.get(str(values.get("id", "")))
    with session.change("Put"):
        made = entity.record(**{"id": new_id(), **values})
        table.save(replace(known, **values) if known else made)


def do(session: Session, deed: WarningDeed, level: Colour, minutes: int = 0) -> None:
    """Do something with the order, so many minutes ago."""
    at = now() - timedelta(minutes=minutes)
    step = WarningStep(id=new_id(), warning=ORDER, deed=deed, level=level, at=at, reason="So.")
    with session.change("Do"):
        carry_out(session.open_book, step)


@pytest.fixture
def warned(session: Session) -> Session:
    """An order issued at orange half an hour ago, with three steps and a plan to consider."""
    put(session, PERSON, id=LI, name="Li Na", post="Director")
    put(session, PHONE, person=LI, number="138 0000 1001")
    put(session, ESCALATION_PATH, id=PATH, number="E-01", name="IT")
    put(session, ESCALATION_STEP, id=DESK, path=PATH, colour=Colour.YELLOW, role="Desk", within=10)
    put(session, ESCALATION_STEP, id=HEAD, path=PATH, colour=Colour.ORANGE, person=LI, within=60,
        channel=Channel.PHONE, message="Say how much.")  # fmt: skip
    put(session, ESCALATION_STEP, id=BOARD, path=PATH, colour=Colour.RED, role="Board")
    put(session, INDICATOR, id=ITEM, number="K-01", name="Rain", path=PATH)
    put(session, PLAN, id=PUMPS, number="P-01", title="Pumps")
    put(session, ACTIVATION_RULE, indicator=ITEM, colour=Colour.ORANGE, plan=PUMPS)
    put(session, WARNING, id=ORDER, title="Storm", level=Colour.ORANGE, indicator=ITEM, path=PATH)
    do(session, WarningDeed.ISSUE, Colour.ORANGE, 30)
    return session


def shown(qtbot: QtBot, panel: Any, owner: str) -> Any:
    qtbot.addWidget(panel)
    panel.resize(560, 1200)
    panel.show_owner(owner)
    panel.show()
    return panel


@pytest.fixture
def order(qtbot: QtBot, warned: Session) -> WarningPanel:
    made: WarningPanel = shown(qtbot, WarningPanel(warned), ORDER)
    return made


@pytest.fixture
def path(qtbot: QtBot, warned: Session) -> PathPanel:
    made: PathPanel = shown(qtbot, PathPanel(warned), PATH)
    return made


def notices(session: Session) -> list[EscalationNotice]:
    return session.open_book.table(ESCALATION_NOTICE).all()


def words(card: EscalationCard | PlansCard) -> list[str]:
    return [line.word.text() for line in card.lines]


# telling ---------------------------------------------------------------------------------


def test_due_steps_stand_in_order_with_who_how_and_state(order: WarningPanel) -> None:
    late, due = order.escalation.lines
    assert late.key == DESK
    assert late.word.text().startswith("Late: it was due at")
    assert late.word.property("role") == "problem"
    assert due.word.text().startswith("Due at")
    texts = " ".join(made.text() for made in due.findChildren(type(due.word)))
    for part in ("Li Na (Director)", "Orange", "within 1 h", "Phone", "138 0000 1001", "how much"):
        assert part in texts


def test_one_press_records_and_the_focus_goes_on(
    qtbot: QtBot, warned: Session, order: WarningPanel
) -> None:
    told: list[Notice] = []
    warned.told.connect(told.append)
    order.activateWindow()
    first = order.escalation.lines[0].verbs[0]
    assert isinstance(first, QPushButton)
    assert (first.text(), first.accessibleName()) == ("Told", "Desk was told")
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Space)
    (stored,) = notices(warned)
    assert (stored.who, stored.step, stored.told_by) == ("Desk", DESK, "Li Na")
    assert words(order.escalation)[0].startswith("Told at")
    assert "20 min late" in words(order.escalation)[0]
    assert not order.escalation.lines[0].verbs
    qtbot.waitUntil(order.escalation.lines[1].verbs[0].hasFocus)
    assert told[-1].text == "Recorded: Desk was told."
    assert told[-1].act is not None
    told[-1].act()
    assert notices(warned) == []
    assert words(order.escalation)[0].startswith("Late")


def test_a_deputy_reached_by_other_means_is_recorded_with_time_and_note(
    warned: Session, order: WarningPanel
) -> None:
    card = order.escalation
    more = card.lines[1].verbs[1]
    more.click()  # type: ignore[attr-defined]
    editors = card.form.editors
    assert editors["who"].text() == "Li Na (Director)"
    assert editors["channel"].text() == "Phone"
    editors["who"].put("Her deputy")
    editors["note"].put("She is on a flight.")
    card.form.buttons[0].click()
    (stored,) = notices(warned)
    assert (stored.who, stored.step, stored.note) == ("Her deputy", HEAD, "She is on a flight.")
    assert card.form.isHidden() or not card.form.isVisible()
    assert words(card)[1].startswith("Told at")


def test_somebody_whom_no_step_names_is_listed_apart(warned: Session, order: WarningPanel) -> None:
    card = order.escalation
    card.other.click()
    card.form.buttons[0].click()
    assert notices(warned) == []
    assert card.form._problem.text() == "Say who was told."
    card.form.editors["who"].put("The client")
    card.form.buttons[0].click()
    assert [item.who for item in notices(warned)] == ["The client"]
    assert card._done.count() == 2  # the heading and the entry
    card.other.click()
    card.form.buttons[-1].click()
    assert not card.form.isVisible()
    assert len(notices(warned)) == 1


def test_a_proposed_order_shows_whom_it_will_call(qtbot: QtBot, warned: Session) -> None:
    other = new_id()
    put(warned, WARNING, id=other, title="Wind", level=Colour.RED, indicator=ITEM, path=PATH)
    panel = shown(qtbot, WarningPanel(warned), other)
    assert words(panel.escalation) == ["Once it is issued"] * 3
    assert not any(line.verbs for line in panel.escalation.lines)
    assert panel.plans.lines[0].word.text() == "Nobody has decided yet"
    above = [panel.box, panel.escalation, panel.plans]
    assert [panel._lines.indexOf(part) for part in above] == [1, 2, 3]


def test_what_is_done_with_an_issued_order_stands_below_whom_it_calls(order: WarningPanel) -> None:
    parts = [order.escalation, order.plans, order.box]
    assert [order._lines.indexOf(part) for part in parts] == [1, 2, 3]


def test_an_order_without_a_path_says_so(warned: Session, order: WarningPanel) -> None:
    put(warned, WARNING, id=ORDER, path=None)
    assert order.escalation._nothing.text().startswith("It follows no escalation path")
    assert order.escalation.lines == []
    do(warned, WarningDeed.LIFT, Colour.ORANGE)
    assert order.escalation.isHidden()
    assert order.plans.isHidden()


def test_a_step_that_becomes_late_is_seen_without_a_touch(
    warned: Session, order: WarningPanel
) -> None:
    assert order.escalation._clock.isActive()
    put(warned, ESCALATION_STEP, id=HEAD, within=0)
    assert not order.escalation._clock.isActive()
    assert words(order.escalation)[0].startswith("Late")


def test_a_late_step_stands_on_the_overview(warned: Session) -> None:
    found = read_standing(warned.open_book.copy(), silent)
    texts = [item.text for group in found.groups for item in group.findings]
    assert any(text.startswith("Desk was to be told of Storm") for text in texts)


# plans -----------------------------------------------------------------------------------


def test_a_decision_needs_its_reason_and_is_shown(warned: Session, order: WarningPanel) -> None:
    card = order.plans
    (line,) = card.lines
    assert line.word.property("role") == "problem"  # the plan is not approved
    line.verbs[0].click()  # type: ignore[attr-defined]
    activate, wait, decline, _cancel = card.form.buttons
    decline.click()
    assert card.form._problem.text() == "Say why, in a sentence."
    card.form.editors["reason"].put("The rain stops.")
    decline.click()
    card.lines[0].verbs[0].click()  # type: ignore[attr-defined]
    wait.click()
    stored = warned.open_book.table(PLAN_DECISION).all()
    assert [(item.decision, item.reason) for item in stored] == [
        (PlanChoice.DECLINE, "The rain stops."),
        (PlanChoice.WAIT, ""),
    ]
    assert words(card)[0].startswith("Stand by  •  Li Na")
    assert card._done.count() == 2
    assert activate.isEnabled()


def test_the_plan_shows_who_calls_for_it_and_what_was_decided(
    qtbot: QtBot, warned: Session, order: WarningPanel
) -> None:
    panel = shown(qtbot, PlanPanel(warned), PUMPS)
    (line,) = panel.callers.lines
    assert (line.text, line.word, line.state) == ("K-01 Rain", "from orange on", State.PLAIN)
    put(warned, INDICATOR, id=ITEM, blue=1, orange=5)
    put(warned, READING, indicator=ITEM, taken_on=today(), value=6)
    assert panel.callers.lines[0].state is State.SOON
    order.plans.lines[0].verbs[0].click()  # type: ignore[attr-defined]
    order.plans.form.buttons[0].click()
    assert panel.decisions.lines[0].text.startswith("Activate")


# paths -----------------------------------------------------------------------------------


def cell(panel: PathPanel, row: int, key: str) -> Any:
    return panel.model.index(row, panel.model.column_of(key))


def test_a_step_is_added_and_edited_in_its_row(
    qtbot: QtBot, warned: Session, path: PathPanel
) -> None:
    path.add()
    editor = path.table.cell.editor
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Watchman")
    path.table.cell.settle()
    made = path.model.records[3]
    assert (made.role, made.colour, made.path) == ("Watchman", Colour.RED, PATH)
    path.table.edit(cell(path, 3, "person"))
    box = path.table.cell.editor
    assert isinstance(box, Combo)
    box.setEditText("li na")
    path.table.cell.settle()
    path.table.edit(cell(path, 3, "colour"))
    box = path.table.cell.editor
    assert isinstance(box, Combo)
    box.setCurrentText("Blue")
    path.table.cell.settle()
    first = path.model.records[0]  # the mildest colour stands first
    assert (first.id, first.person, first.colour) == (made.id, LI, Colour.BLUE)


def test_the_message_belongs_to_the_step_that_was_chosen(warned: Session, path: PathPanel) -> None:
    path.table.setCurrentIndex(cell(path, 1, "role"))
    assert path.message.text() == "Say how much."
    path.message.put("Say when.")
    path.table.setCurrentIndex(cell(path, 0, "role"))
    assert path.message.text() == ""
    path.message.put("Call twice.")
    assert not path.unsettled()
    table = warned.open_book.table(ESCALATION_STEP)
    messages = {step.id: step.message for step in table.all()}
    assert (messages[DESK], messages[HEAD]) == ("Call twice.", "Say when.")


def test_the_line_of_time_has_a_lane_for_each_colour(path: PathPanel) -> None:
    assert path.time_line._lanes == ["Yellow", "Orange"]
    path.time_line.chosen.emit(HEAD)
    assert path.table.currentIndex().row() == 1
    assert "Li Na" in path.time_line.accessibleDescription()


def test_a_path_shows_what_follows_it(warned: Session, path: PathPanel) -> None:
    assert [line.text for line in path.indicators.lines] == ["K-01 Rain"]
    assert [line.record for line in path.orders.lines] == [ORDER]
    do(warned, WarningDeed.LIFT, Colour.ORANGE)
    assert path.orders.lines == []


def test_a_step_is_deleted_with_a_way_back(warned: Session, path: PathPanel) -> None:
    path.table.setCurrentIndex(cell(path, 2, "role"))
    path.remover.click()
    assert [step.id for step in path.model.records] == [DESK, HEAD]
    warned.undo()
    assert len(path.model.records) == 3


def test_nothing_is_offered_where_nothing_can_be_written(
    qtbot: QtBot, warned: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(warned), "read_only", property(lambda _self: "read only"))
    panel = shown(qtbot, WarningPanel(warned), ORDER)
    verbs = [line.verbs for line in (*panel.escalation.lines, *panel.plans.lines)]
    assert not any(made.isEnabled() for made in (*verbs[0], *verbs[1], verbs[2][0]))
    steps = shown(qtbot, PathPanel(warned), PATH)
    assert not steps.adder.isEnabled()
    assert not steps.model.flags(cell(steps, 0, "role")) & Qt.ItemFlag.ItemIsEditable
