"""Custom fields of plans and drills stand in form and list as those of risks; cells take them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from drills.entities import DRILL
from gui.forms.editor import ChoiceEditor
from gui.lists.bulk_dialog import bulk_fields
from gui.lists.sending import make_pages
from gui.lists.showing import showing
from gui.notice import Notice
from gui.pages.record_page import RecordPage
from gui.palette.records import Records
from gui.session import Session
from gui.tables.facet_row import value_text
from gui.tables.model import RecordModel
from register.entities import CUSTOM_FIELD, PLAN, RISK, CustomField
from register.entities.custom import CustomKind, CustomOwner
from register.entity import AnyEntity
from register.identifying import custom
from register.pinyin import patterns
from register.progress import silent
from tests.gui.windows import on_screen

KINDS = {"n": CustomKind.NUMBER, "d": CustomKind.DAY, "f": CustomKind.FLAG, "c": CustomKind.CHOICE,
         "t": CustomKind.TEXT}  # fmt: skip
HELD = {
    "a": {"n": "10", "d": "2026-03-01", "f": "yes", "c": "South", "t": "zebra"},
    "b": {"n": "9", "d": "2026-01-01", "f": "no", "c": "North"},
    "c": {"n": "many", "c": "West"},
    "e": {},
}


@pytest.fixture(params=[PLAN, DRILL], ids=lambda entity: entity.table)
def entity(request: pytest.FixtureRequest) -> AnyEntity:
    found: AnyEntity = request.param
    return found


def define(session: Session, entity: AnyEntity) -> None:
    book, owner = session.open_book, CustomOwner(entity.table)
    with session.change("Define"):
        for place, (key, kind) in enumerate(KINDS.items(), 1):
            choices = "North\nSouth" if kind is CustomKind.CHOICE else ""
            field = CustomField(
                id=key, entity=owner, name=f"Own {key}", position=place, kind=kind, choices=choices
            )
            book.table(CUSTOM_FIELD).save(field)
        for n, (key, values) in enumerate(HELD.items()):
            book.table(entity).save(entity.record(id=key, number=f"X-{n}", title=f"Record {key}"))
            for definition, text in values.items():
                custom.set_value(book, entity, key, definition, text)


@pytest.fixture
def given(session: Session, entity: AnyEntity) -> Session:
    define(session, entity)
    return session


def page_of(qtbot: QtBot, session: Session, entity: AnyEntity) -> RecordPage:
    return on_screen(qtbot, RecordPage(session, entity), 1180, 700)


def ids(model: RecordModel) -> str:
    return "".join(model.record(row).id for row in range(model.rowCount()))


def text(session: Session, entity: AnyEntity, record: str, definition: str) -> str:
    held = custom.texts_of(session.open_book, entity, [record])
    return held.get(record, {}).get(definition, "")


# lists ---------------------------------------------------------------------------------------


def test_a_list_shows_sorts_searches_and_narrows(given: Session, entity: AnyEntity) -> None:
    model = RecordModel(given, entity)
    shown = [model.text(row, model.by_key["custom f"]) for row in range(4)]
    assert shown == ["Yes", "No", "", ""]
    model.sort_by("custom n")
    assert ids(model) == "bace"
    model.sort_by("")
    model.filter("zebra")
    assert ids(model) == "a"
    model.filter("")
    assert [field.key for field in model.facet_fields][-2:] == ["custom f", "custom c"]
    assert dict(model.facet_counts("custom c")) == {"South": 1, "North": 1, "West": 1, "": 1}
    model.narrow({"custom c": frozenset({"South"})})
    with given.change("Set"):
        custom.set_value(given.open_book, entity, "b", "c", "South")
    model.narrow({"custom c": frozenset({"South"}), "custom f": frozenset({"no"})})
    assert ids(model) == "b"


def test_columns_follow_the_definitions_of_the_same_records(
    given: Session, entity: AnyEntity
) -> None:
    model, other = RecordModel(given, entity), RecordModel(given, RISK)
    assert "custom n" in model.by_key
    assert "custom n" not in other.by_key
    with given.change("Define"):
        field = CustomField(id="z", entity=CustomOwner(entity.table), name="Later", position=9)
        given.open_book.table(CUSTOM_FIELD).save(field)
    assert "custom z" in model.by_key
    given.undo()
    assert "custom z" not in model.by_key


def test_a_list_is_printed_with_custom_columns(
    qtbot: QtBot, given: Session, entity: AnyEntity, tmp_path: Path
) -> None:
    from pypdfium2 import PdfDocument

    page = page_of(qtbot, given, entity)
    page.list.view.arrange({"shown": ["number", "title", "custom f"]})
    shown = showing(page.list.view, page.list.model)
    with given.open_book.copy() as copy:
        make_pages(shown, "A4", tmp_path / "list.pdf", copy, silent)
    with PdfDocument(tmp_path / "list.pdf") as pdf:
        words = pdf[0].get_textpage().get_text_bounded()
    assert "Own f" in words
    assert "Yes" in words


def test_find_anything_leads_from_a_value_to_its_record(given: Session, entity: AnyEntity) -> None:
    found = Records(given.open_book, silent).find(patterns("zebra"), 10, silent)
    assert [(item.table, item.id) for item in found] == [(entity.table, "a")]


# forms ---------------------------------------------------------------------------------------


def test_the_form_edits_values_by_their_kind(
    qtbot: QtBot, given: Session, entity: AnyEntity
) -> None:
    page = page_of(qtbot, given, entity)
    page.show_record("a")
    form = page.detail.form
    form.given["custom n"].put("12.50")
    form.given["custom n"].commit()
    assert text(given, entity, "a", "n") == form.given["custom n"].text() == "12.5"
    assert given.open_book.undo_label() == "Change Own n of X-0 Record a"
    form.given["custom n"].put("lots")
    assert page.unsettled() == "custom n"
    assert form.typed() == {"custom n": "lots"}
    form.revert()
    assert page.unsettled() == ""
    given.undo()
    assert form.given["custom n"].text() == "10"
    form.retype({"custom d": "2026-05"})
    assert form.unsettled() == "custom d"


def test_values_have_no_tab_of_their_own(qtbot: QtBot, given: Session, entity: AnyEntity) -> None:
    page = page_of(qtbot, given, entity)
    titles = [page.detail.bar.tabText(n) for n in range(page.detail.bar.count())]
    assert "Custom values" not in titles
    assert "Details" in titles


def test_custom_fields_of_a_draft_wait_until_it_is_stored(
    qtbot: QtBot, given: Session, entity: AnyEntity
) -> None:
    page = page_of(qtbot, given, entity)
    page.add()
    form = page.detail.form
    assert not form.given["custom f"].input.isEnabled()
    form.editors["title"].put("New")
    form.editors["title"].commit()
    assert form.given["custom f"].input.isEnabled()
    form.given["custom f"].put("Yes")
    form.given["custom f"].commit()
    assert text(given, entity, form.record.id, "f") == "yes"


def test_without_custom_fields_the_form_has_no_such_part(
    qtbot: QtBot, session: Session, entity: AnyEntity
) -> None:
    page = page_of(qtbot, session, entity)
    page.add()
    assert page.detail.form.given == {}
    assert page.detail.form._own.isHidden()
    with session.change("Define"):
        field = CustomField(id="z", entity=CustomOwner(entity.table), name="Later")
        session.open_book.table(CUSTOM_FIELD).save(field)
    assert page.detail.form._own.isVisible()


# definitions ---------------------------------------------------------------------------------


def test_a_definition_chooses_its_records_from_words(qtbot: QtBot, session: Session) -> None:
    define(session, DRILL)
    page = page_of(qtbot, session, CUSTOM_FIELD)
    form = page.detail.form
    editor = form.editors["entity"]
    assert isinstance(editor, ChoiceEditor)
    words = [editor.combo.itemText(n) for n in range(editor.combo.count())]
    assert words == ["Risks", "Plans", "Drills"]
    page.add()
    assert editor.text() == "Risks"
    page.show_record("f")
    assert editor.text() == "Drills"
    assert value_text(session, CUSTOM_FIELD.by_key["entity"], "drills") == "Drills"
    editor.put("Plans")
    editor.commit()
    assert editor.problem == (
        "“Own f” holds values already: it stays a field of Drills; add another one."
    )
    definition = session.open_book.table(CUSTOM_FIELD).get("f")
    assert definition is not None
    assert definition.entity is CustomOwner.DRILLS
    assert "entity" in [field.key for field in bulk_fields(CUSTOM_FIELD)]


def test_a_definition_shows_the_values_of_its_own_records(qtbot: QtBot, session: Session) -> None:
    define(session, DRILL)
    with session.change("Another"):
        book = session.open_book
        book.table(CUSTOM_FIELD).save(CustomField(id="r", name="Own r", position=1))
        book.table(RISK).save(RISK.record(id="risk", number="R-1", title="Fire"))
        custom.set_value(book, RISK, "risk", "r", "words")
    page = page_of(qtbot, session, CUSTOM_FIELD)
    page.show_record("n")
    place = [tab.key for tab in page.detail.tabs].index("values")
    titles = [page.detail.bar.tabText(n) for n in range(page.detail.bar.count())]
    assert titles == ["Details", "Custom values  3", "Files", "History"]
    page.detail.bar.setCurrentIndex(place)
    panel = page.detail.tabs[place].panel
    (shown,) = panel.panels.values()
    assert [shown.model.text(record, 1) for record in shown.model.records] == ["10", "9", "⚠ many"]
    texts = [shown.model.text(record, 0) for record in shown.model.records]
    assert texts == ["X-0 Record a", "X-1 Record b", "X-2 Record c"]
    page.show_record("r")
    assert [child.isVisible() for child in panel.panels.values()] == [False, True]
    assert page.detail.bar.tabText(place) == "Custom values  1"
    assert page.unsettled() == ""


def test_a_value_is_typed_under_its_definition_as_in_its_record(
    qtbot: QtBot, session: Session
) -> None:
    define(session, DRILL)
    page = page_of(qtbot, session, CUSTOM_FIELD)
    page.detail.bar.setCurrentIndex([tab.key for tab in page.detail.tabs].index("values"))
    panel = page.detail.tabs[page.detail.bar.currentIndex()].panel
    page.show_record("f")
    shown = next(child for child in panel.panels.values() if child.isVisible())
    assert [shown.model.text(record, 1) for record in shown.model.records] == ["Yes", "No"]
    shown.view.selectRow(1)
    editor = shown.form.editors["text"]
    assert editor.text() == "No"
    editor.put("Yes")
    editor.commit()
    assert text(session, DRILL, "b", "f") == "yes"
    with session.change("As text"):
        table = session.open_book.table(CUSTOM_FIELD)
        definition = table.get("f")
        assert definition is not None
        table.save(replace(definition, kind=CustomKind.TEXT))
    shown = next(child for child in panel.panels.values() if child.isVisible())
    assert [shown.model.text(record, 1) for record in shown.model.records] == ["yes", "yes"]
    page.show_record("n")
    shown = next(child for child in panel.panels.values() if child.isVisible())
    shown.view.selectRow(0)
    shown.form.editors["text"].put("lots")
    assert page.unsettled() == "text"
    assert "is not a number" in shown.form.editors["text"].problem
    page.detail.revert()


# cells ---------------------------------------------------------------------------------------


def open_cell(qtbot: QtBot, page: RecordPage, key: str, record: str) -> QWidget | None:
    view, model = page.list.view, page.list.model
    view.arrange({"shown": ["number", "title", *(f"custom {kind}" for kind in KINDS)]})
    index = model.index(model.row_of(record), view._section(f"custom {key}"))
    view.setFocus()
    view.setCurrentIndex(index)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    return view.indexWidget(index)


@pytest.fixture(params=[RISK, PLAN], ids=lambda entity: entity.table)
def page(request: pytest.FixtureRequest, qtbot: QtBot, session: Session) -> RecordPage:
    define(session, request.param)
    return page_of(qtbot, session, request.param)


def stored(page: RecordPage, record: str, definition: str) -> str:
    return text(page.session, page.entity, record, definition)


def test_a_number_is_typed_into_its_cell(qtbot: QtBot, page: RecordPage) -> None:
    line = open_cell(qtbot, page, "n", "a")
    assert isinstance(line, QLineEdit)
    assert line.text() == "10"
    line.setText("8.50")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, "a", "n") == "8.5")
    assert page.session.open_book.undo_label() == "Change Own n of X-0 Record a"
    assert page.list.model.text(0, page.list.model.by_key["custom n"]) == "8.5"


def test_a_word_is_chosen_in_its_cell(qtbot: QtBot, page: RecordPage) -> None:
    combo = open_cell(qtbot, page, "f", "a")
    assert isinstance(combo, QComboBox)
    assert [combo.itemText(n) for n in range(combo.count())] == ["", "Yes", "No"]
    assert combo.currentText() == "Yes"
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    qtbot.waitUntil(lambda: stored(page, "a", "f") == "")


@pytest.mark.parametrize("key", ["n", "c"])
def test_a_value_that_does_not_fit_stays_where_nothing_is_changed(
    qtbot: QtBot, page: RecordPage, key: str
) -> None:
    before = page.session.open_book.head.seq
    cell = open_cell(qtbot, page, key, "c")
    assert cell is not None
    if isinstance(cell, QComboBox):
        assert cell.currentText() == "⚠ West"
        cell.activated.emit(cell.currentIndex())
    else:
        qtbot.keyClick(cell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.list.view.viewport().findChild(type(cell)) is None)
    assert page.session.open_book.head.seq == before


def test_a_cell_that_does_not_fit_opens_again(qtbot: QtBot, page: RecordPage) -> None:
    line = open_cell(qtbot, page, "d", "a")
    assert isinstance(line, QLineEdit)
    line.setText("soon")
    told: list[Notice] = []
    page.session.told.connect(told.append)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    view = page.list.view
    index = view.currentIndex()
    qtbot.waitUntil(lambda: view.indexWidget(index) not in (None, line))
    again = view.indexWidget(index)
    assert isinstance(again, QLineEdit)
    assert again.text() == "soon"
    assert "is not a date" in told[0].text
    assert stored(page, "a", "d") == "2026-03-01"
    qtbot.keyClick(again, Qt.Key.Key_Escape)


def test_texts_are_written_in_the_form_only(qtbot: QtBot, page: RecordPage) -> None:
    assert open_cell(qtbot, page, "t", "a") is None
