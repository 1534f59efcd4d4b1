from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

import main
from gui.forms.day_editor import DayEditor
from gui.forms.editor import ChoiceEditor, FlagEditor
from gui.forms.forms_of import form_for
from gui.forms.inputs import Line
from gui.forms.link_editor import LinkEditor
from gui.forms.record_form import RecordForm
from gui.session import Session
from register.entities import CUSTOM_FIELD, PERSON, PLAN, RISK, STEP, UNIT, CustomField
from register.entities.risk import RiskStatus, Strategy
from register.entity import AnyEntity, new_id
from register.fields import (
    Choice,
    Day,
    Field,
    Flag,
    Kind,
    Link,
    Moment,
    Note,
    Number,
    Phone,
    Text,
    Whole,
)
from register.identifying.lifecycle import BY_DEED
from tests.gui.windows import on_screen

FORMS = [
    entity
    for entity in main.catalog().entities
    if not entity.unchanging and entity.table not in {"series", "attachments"}
]


def _form(qtbot: QtBot, session: Session, entity: AnyEntity) -> RecordForm:
    return on_screen(qtbot, form_for(session, entity, None))


EXAMPLES: dict[type[Kind], Any] = {
    Flag: True,
    Day: date(2027, 2, 28),
    Moment: datetime(2027, 2, 28, 14, 30, tzinfo=UTC),
    Whole: 7,
    Number: 7,
    Note: "Line one\nzweite Zeile, 第三行",
    Phone: "021-5550 0101",
}


OF_A_RISK = {"status": RiskStatus.MONITORED, "strategy": Strategy.SHARE}


def _example(session: Session, field: Field) -> Any:
    kind = field.kind
    if kind is RISK.by_key.get(field.key, field).kind and field.key in OF_A_RISK:
        return OF_A_RISK[field.key]
    if isinstance(kind, Link):
        return session.open_book.table_named(kind.target).ids()[0]
    if isinstance(kind, Whole):
        return min(7, int(kind.high))
    if isinstance(kind, Choice):
        return list(kind.options)[-1]
    if isinstance(kind, Text) and type(kind) is Text:
        return "Tab <b>7</b> & more 文字"[: kind.limit]
    return EXAMPLES[type(kind)]


def _type(editor: Any, field: Field, value: Any) -> None:
    editor.put(editor.format(value))
    editor.commit()


@pytest.mark.parametrize("entity", FORMS, ids=lambda entity: entity.table)
def test_every_field_round_trips_through_its_editor(
    qtbot: QtBot, sample: Session, entity: AnyEntity
) -> None:
    with sample.change("Add a custom field"):
        field = CustomField(id=new_id(), name="Loss band")
        sample.open_book.table(CUSTOM_FIELD).save(field)
    table = sample.open_book.table(entity)
    stored = table.all()
    form = _form(qtbot, sample, entity)
    if not stored:
        form.start_draft()
    else:
        live = [record for record in stored if getattr(record, "status", "") not in BY_DEED]
        form.show_record((live or stored)[-1])
    for key, editor in form.editors.items():
        value = _example(sample, editor.field)
        _type(editor, editor.field, value)
        refused = (
            "already in use",
            "below the appetite",
            "not worse than",
        )  # the sample has what stands against
        assert not editor.problem or any(words in editor.problem for words in refused)
        if editor.problem == "":
            assert getattr(table.get(form.record.id) or form.record, key) == value
            assert editor.text() == editor.format(value)
        else:
            editor.revert()


def test_each_field_is_one_change_and_unchanged_ones_are_none(
    qtbot: QtBot, sample: Session
) -> None:
    form = _form(qtbot, sample, RISK)
    form.show_record(sample.open_book.table(RISK).all()[0])
    before = sample.open_book.head.seq
    for editor in form.editors.values():
        editor.commit()
    assert sample.open_book.head.seq == before
    form.editors["title"].put("New words")
    form.editors["title"].commit()
    assert sample.open_book.head.seq == before + 1
    assert "Title" in sample.open_book.undo_label()


@pytest.mark.parametrize(
    ("key", "text"),
    [("raised_on", "31.02."), ("title", "x" * 501), ("title", "   "), ("owner", "Nobody Here")],
)
def test_text_that_does_not_fit_stays_with_its_reason(
    qtbot: QtBot, sample: Session, key: str, text: str
) -> None:
    form = _form(qtbot, sample, RISK)
    record = sample.open_book.table(RISK).all()[0]
    form.show_record(record)
    form.editors[key].put(text)
    assert form.unsettled() == key
    assert form.editors[key].text() == text
    assert form.editors[key].problem
    assert sample.open_book.table(RISK).get(record.id) == record
    form.revert()
    assert form.unsettled() == ""


def test_control_characters_go_and_are_counted(qtbot: QtBot, sample: Session) -> None:
    form = _form(qtbot, sample, RISK)
    form.show_record(sample.open_book.table(RISK).all()[0])
    form.editors["cause"].put("a\x07b\x00c")
    form.editors["cause"].commit()
    assert sample.open_book.table(RISK).get(form.record.id).cause.replace("\n", "") == "abc"  # type: ignore[union-attr]


def test_new_record_exists_from_its_first_needed_field(qtbot: QtBot, session: Session) -> None:
    form = _form(qtbot, session, PLAN)
    form.start_draft()
    form.editors["scope"].put("All sites")
    form.editors["scope"].commit()
    assert session.open_book.table(PLAN).count() == 0
    with qtbot.waitSignal(form.created):
        form.editors["title"].put("Flood plan")
        form.editors["title"].commit()
    plan = session.open_book.table(PLAN).all()[0]
    assert (plan.number, plan.title, plan.scope) == ("P-01", "Flood plan", "All sites")
    assert form.editors["number"].text() == "P-01"
    assert session.open_book.undo_label() == "Add Flood plan"


def test_number_typed_into_a_draft_is_kept(qtbot: QtBot, session: Session) -> None:
    form = _form(qtbot, session, PLAN)
    form.start_draft()
    form.editors["number"].put("P-77")
    form.editors["number"].commit()
    form.editors["title"].put("Flood plan")
    form.editors["title"].commit()
    assert session.open_book.table(PLAN).all()[0].number == "P-77"


def test_enter_saves_and_escape_puts_back(qtbot: QtBot, sample: Session) -> None:
    form = _form(qtbot, sample, RISK)
    record = sample.open_book.table(RISK).all()[0]
    form.show_record(record)
    line = form.editors["title"].input
    assert isinstance(line, Line)
    line.clear()
    qtbot.keyClicks(line, "half a thought")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == record.title
    line.setText("Whole thought")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sample.open_book.table(RISK).get(record.id).title == "Whole thought"  # type: ignore[union-attr]


def test_ctrl_enter_saves_long_text(qtbot: QtBot, sample: Session) -> None:
    form = _form(qtbot, sample, RISK)
    record = sample.open_book.table(RISK).all()[0]
    form.show_record(record)
    lines = form.editors["cause"].input
    form.editors["cause"].put("Because of the rain")
    qtbot.keyClick(lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sample.open_book.table(RISK).get(record.id).cause == "Because of the rain"  # type: ignore[union-attr]


def test_form_follows_undo(qtbot: QtBot, sample: Session) -> None:
    form = _form(qtbot, sample, RISK)
    record = sample.open_book.table(RISK).all()[0]
    form.show_record(record)
    form.editors["title"].put("Other")
    form.editors["title"].commit()
    sample.undo()
    assert form.editors["title"].text() == record.title


def test_choice_and_flag_save_when_picked(qtbot: QtBot, sample: Session) -> None:
    form = _form(qtbot, sample, RISK)
    form.show_record(sample.open_book.table(RISK).all()[0])
    status = form.editors["status"]
    assert isinstance(status, ChoiceEditor)
    status.combo.setCurrentIndex(status.combo.findText("Accepted"))
    status.combo.activated.emit(status.combo.currentIndex())
    assert sample.open_book.table(RISK).get(form.record.id).status == "accepted"  # type: ignore[union-attr]
    people = _form(qtbot, sample, PERSON)
    people.show_record(sample.open_book.table(PERSON).all()[0])
    outside = people.editors["outside"]
    assert isinstance(outside, FlagEditor)
    outside.box.click()
    assert sample.open_book.table(PERSON).get(people.record.id).outside is True  # type: ignore[union-attr]


@pytest.mark.qt_log_ignore("does not support grabbing")
def test_calendar_fills_in_the_day(qtbot: QtBot, sample: Session) -> None:
    form = _form(qtbot, sample, RISK)
    form.show_record(sample.open_book.table(RISK).all()[0])
    editor = form.editors["raised_on"]
    assert isinstance(editor, DayEditor)
    calendar = editor.open_calendar()
    calendar.clicked.emit(QDate(2027, 5, 1))
    assert sample.open_book.table(RISK).get(form.record.id).raised_on == date(2027, 5, 1)  # type: ignore[union-attr]


def test_unknown_name_can_be_added_on_the_spot(qtbot: QtBot, sample: Session) -> None:
    form = _form(qtbot, sample, RISK)
    form.show_record(sample.open_book.table(RISK).all()[0])
    editor = form.editors["owner"]
    assert isinstance(editor, LinkEditor)
    editor.put("Zhao Zilong")
    editor.commit()
    assert editor.problem
    editor.add_new()
    owner = sample.open_book.table(RISK).get(form.record.id).owner  # type: ignore[union-attr]
    assert sample.names("people").text(owner) == "Zhao Zilong"
    assert editor.problem == ""


def test_link_is_picked_from_the_list(qtbot: QtBot, sample: Session) -> None:
    form = _form(qtbot, sample, RISK)
    form.show_record(sample.open_book.table(RISK).all()[0])
    editor = form.editors["unit"]
    assert isinstance(editor, LinkEditor)
    editor.fill()
    unit = sample.open_book.table(UNIT).all()[3]
    place = editor.combo.findData(unit.id)
    editor.combo.setCurrentIndex(place)
    editor.combo.activated.emit(place)
    assert sample.open_book.table(RISK).get(form.record.id).unit == unit.id  # type: ignore[union-attr]


def test_name_is_picked_with_the_keys(qtbot: QtBot, sample: Session) -> None:
    form = _form(qtbot, sample, RISK)
    risk = sample.open_book.table(RISK).all()[0]
    form.show_record(risk)
    editor = form.editors["unit"]
    assert isinstance(editor, LinkEditor)
    unit = next(unit for unit in sample.open_book.table(UNIT).all() if unit.id != risk.unit)
    editor.put("")
    editor.combo.setFocus()
    qtbot.waitUntil(editor.combo.hasFocus)
    steps = sample.open_book.head.seq
    qtbot.keyClicks(editor.combo, unit.name[:6])
    completer = editor.combo.completer()
    assert completer is not None
    qtbot.waitUntil(completer.popup().isVisible)
    qtbot.keyClick(completer.popup(), Qt.Key.Key_Down)
    qtbot.keyClick(completer.popup(), Qt.Key.Key_Return)
    assert sample.open_book.table(RISK).get(risk.id).unit == unit.id  # type: ignore[union-attr]
    assert editor.text() == unit.name
    assert sample.open_book.head.seq == steps + 1  # one change, not one back and forth


def test_twin_names_must_be_picked(qtbot: QtBot, sample: Session) -> None:
    form = _form(qtbot, sample, STEP)
    form.show_record(sample.open_book.table(STEP).all()[0])
    people = _form(qtbot, sample, PERSON)
    for _n in range(2):
        people.start_draft()
        people.editors["name"].put("Li Wei Twin")
        people.editors["name"].commit()
    risk = _form(qtbot, sample, RISK)
    risk.show_record(sample.open_book.table(RISK).all()[0])
    risk.editors["owner"].put("Li Wei Twin")
    assert risk.unsettled() == "owner"
    assert "Several" in risk.editors["owner"].problem


def test_every_input_has_a_name(qtbot: QtBot, sample: Session) -> None:
    for entity in FORMS:
        form = _form(qtbot, sample, entity)
        for editor in form.editors.values():
            assert editor.input.accessibleName()
