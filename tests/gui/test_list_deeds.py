from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.lists.bulk_dialog import BulkDialog
from gui.lists.delete_dialog import DeleteDialog
from gui.lists.merge_dialog import MergeDialog
from gui.lists.paste_dialog import PasteDialog
from gui.lists.views import ViewNameDialog
from gui.notice import Notice
from gui.pages.record_page import RecordPage
from gui.session import Session
from register.book import Book
from register.entities import ACTION, PERSON, RISK, UNIT
from register.entities.risk import RiskStatus, Source
from register.entity import AnyEntity
from tests.gui.windows import on_screen


def _page(qtbot: QtBot, session: Session, entity: AnyEntity = RISK) -> RecordPage:
    return on_screen(qtbot, RecordPage(session, entity), 1180, 700)


def _choose(page: RecordPage, *rows: int) -> list[str]:
    view = page.list.view
    view.clearSelection()
    flags = view.selectionModel().SelectionFlag
    for row in rows:
        index = page.list.model.index(row, 0)
        view.selectionModel().select(index, flags.Select | flags.Rows)
    return view.chosen_ids()


def _book(page: RecordPage) -> Book:
    return page.session.open_book


def _dialog(page: QWidget, kind: type[QDialog]) -> QDialog:
    found = [dialog for dialog in page.findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def _bulk(page: RecordPage) -> BulkDialog:
    page.lists.edit_selected()
    dialog = _dialog(page, BulkDialog)
    assert isinstance(dialog, BulkDialog)
    return dialog


# choosing ------------------------------------------------------------------------------------


def test_shift_and_ctrl_choose_several(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    view, left = page.list.view, Qt.MouseButton.LeftButton
    spots = [view.visualRect(page.list.model.index(row, 1)).center() for row in range(5)]
    qtbot.mouseClick(view.viewport(), left, pos=spots[0])
    qtbot.mouseClick(view.viewport(), left, Qt.KeyboardModifier.ShiftModifier, spots[2])
    qtbot.mouseClick(view.viewport(), left, Qt.KeyboardModifier.ControlModifier, spots[4])
    assert view.chosen_rows() == [0, 1, 2, 4]
    page.lists.select_all()
    assert len(view.chosen_ids()) == page.list.model.total


def test_few_are_deleted_at_once_and_many_after_a_question(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    total = page.list.model.total
    acted = {row[0] for row in _book(page).table(ACTION).values("risk")}  # these must stay
    free = [n for n in range(total) if page.list.model.record(n).id not in acted]
    _choose(page, *free[:10])
    page.delete()
    assert page.list.model.total == total - 10
    sample.undo()
    ids = _choose(page, *free[:11])
    page.delete()
    dialog = _dialog(page, DeleteDialog)
    assert isinstance(dialog, DeleteDialog)
    assert dialog.verb.text() == "&Delete 11 risks"
    assert page.list.model.total == total
    with qtbot.waitSignal(sample.told):
        dialog.verb.click()
    assert page.list.model.total == total - 11
    assert _book(page).table(RISK).page(ids) == []
    qtbot.waitUntil(lambda: not sample._jobs)
    sample.undo()
    assert page.list.model.total == total


# bulk edit, copies ---------------------------------------------------------------------------


def test_bulk_edit_changes_only_what_was_touched(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    ids = _choose(page, *range(5))
    before = {risk.id: risk for risk in _book(page).table(RISK).page(ids)}
    steps = _book(page).head.seq
    dialog = _bulk(page)
    assert not dialog.verb.isEnabled()
    controls = dialog.editors["controls"].input
    assert controls.placeholderText() == "Multiple values"  # type: ignore[attr-defined]
    status = dialog.editors["status"]
    status.put("Monitored")
    status.commit()
    dialog.editors["raised_on"].put("2027-01-31")
    dialog.editors["raised_on"].commit()
    assert dialog.ticks["status"].isChecked()
    changes = dialog._changes
    assert changes.topLevelItemCount() == len(dialog._lines()) > 0
    with qtbot.waitSignal(sample.told):
        dialog.verb.click()
    for risk in _book(page).table(RISK).page(ids):
        old = before[risk.id]
        assert risk.status is RiskStatus.MONITORED
        assert str(risk.raised_on) == "2027-01-31"
        assert (risk.title, risk.controls, risk.owner) == (old.title, old.controls, old.owner)
    assert _book(page).head.seq == steps + 1
    qtbot.waitUntil(lambda: not sample._jobs)
    sample.undo()
    assert {risk.id: risk for risk in _book(page).table(RISK).page(ids)} == before


def test_ticked_field_is_emptied_and_unticked_left_alone(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    ids = _choose(page, *range(4))
    dialog = _bulk(page)
    dialog.ticks["owner"].click()
    dialog.ticks["notes"].click()
    dialog.ticks["notes"].click()
    assert dialog._values == {"owner": None}
    with qtbot.waitSignal(sample.told):
        dialog.verb.click()
    assert {risk.owner for risk in _book(page).table(RISK).page(ids)} == {None}
    qtbot.waitUntil(lambda: not sample._jobs)


def test_nothing_can_be_chosen_for_many_by_key(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    _choose(page, *range(10))
    dialog = _bulk(page)
    source = dialog.editors["source"].input
    qtbot.keyClick(source, Qt.Key.Key_Down)
    assert dialog._values == {"source": None}
    assert dialog.ticks["source"].isChecked()
    qtbot.keyClick(source, Qt.Key.Key_Down)
    assert dialog._values == {"source": Source.WORKSHOP}


def test_bulk_edit_stays_with_what_does_not_fit(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    _choose(page, 0, 1)
    dialog = _bulk(page)
    dialog.touch("status", RiskStatus.OPEN)
    dialog.editors["raised_on"].put("soon")
    dialog.carry_out()
    assert dialog.isVisible()
    assert dialog.editors["raised_on"].problem
    dialog.reject()


def test_flags_of_many_people_are_changed(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, PERSON)
    ids = _choose(page, 0, 1, 2)
    dialog = _bulk(page)
    dialog.ticks["active"].click()
    with qtbot.waitSignal(sample.told):
        dialog.verb.click()
    assert {person.active for person in _book(page).table(PERSON).page(ids)} == {False}
    qtbot.waitUntil(lambda: not sample._jobs)


def test_copy_of_a_record_is_shown(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    sample.wanted.connect(lambda _table, record_id: page.show_record(record_id))
    (first,) = _choose(page, 3)
    title = _book(page).table(RISK).get(first).title  # type: ignore[union-attr]
    page.lists.clone_records()
    made = _book(page).table(RISK).get(page.list.current)
    assert made is not None
    assert made.title == f"{title} (copy)"
    sample.undo()
    assert _book(page).table(RISK).get(made.id) is None


# menus ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["menu", "shift"])
def test_menu_of_a_row_comes_by_key(qtbot: QtBot, sample: Session, key: str) -> None:
    page = _page(qtbot, sample)
    _choose(page, 0)
    if key == "menu":
        qtbot.keyClick(page.list.view, Qt.Key.Key_Menu)
    else:
        qtbot.keyClick(page.list.view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (menu,) = [m for m in page.findChildren(QMenu) if m.isVisible()]
    assert any(action.text().startswith("Dup&licate") for action in menu.actions())
    menu.close()


def test_menu_of_a_row_comes_by_right_click(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    with qtbot.waitSignal(page.list.view.menu_asked):
        page.list.view.customContextMenuRequested.emit(page.list.view.rect().center())
    for menu in page.findChildren(QMenu):
        menu.close()


@pytest.mark.parametrize("entity", [RISK, PERSON], ids=["risks", "people"])
def test_access_keys_are_unique_in_the_menus(
    qtbot: QtBot, sample: Session, entity: AnyEntity
) -> None:
    page = _page(qtbot, sample, entity)
    _choose(page, 0, 1)
    for menu in (page.lists.list_menu(), page.lists.row_menu()):
        keys = [a.text().split("&")[1][0].upper() for a in menu.actions() if "&" in a.text()]
        assert len(keys) == len(set(keys))
        assert len(keys) == len([a for a in menu.actions() if not a.isSeparator()])


# clipboard -----------------------------------------------------------------------------------


def test_rows_are_copied_as_tabs_and_html(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    ids = _choose(page, 2, 4)
    page.lists.copy()
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().splitlines()
    assert lines[0].split("\t")[:2] == ["No.", "Title"]
    titles = [risk.title for risk in _book(page).table(RISK).page(ids)]
    assert [line.split("\t")[1] for line in lines[1:]] == titles
    assert data.html().count("<tr>") == 3


def test_pasted_rows_are_previewed_and_written_in_one_step(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    first = page.list.model.record(0)
    steps = _book(page).head.seq
    QGuiApplication.clipboard().setText(
        f"No.\tTitle\tNext review\n{first.number}\tAnother title\t2027-02-01\n\tNew one\t2027-02-02\n"
    )
    page.lists.paste()
    dialog = _dialog(page, PasteDialog)
    assert isinstance(dialog, PasteDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.summary.text() == "new 1, changed 1, same 0, problems 0"
    with qtbot.waitSignal(sample.told):
        dialog.verb.click()
    assert _book(page).table(RISK).get(first.id).title == "Another title"  # type: ignore[union-attr]
    assert _book(page).table(RISK).count(title="New one") == 1
    assert _book(page).head.seq == steps + 1
    qtbot.waitUntil(lambda: not sample._jobs)
    sample.undo()
    assert _book(page).table(RISK).get(first.id) == first


def test_problems_of_pasted_rows_stop_it_unless_left_out(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, UNIT)
    QGuiApplication.clipboard().setText("Name\tPart of\nHarbour\tNowhere\nQuay\t\n")
    page.lists.paste()
    dialog = _dialog(page, PasteDialog)
    assert isinstance(dialog, PasteDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert not dialog.verb.isEnabled()
    problem = dialog.rows.tree.topLevelItem(0)
    assert problem is not None
    assert problem.isExpanded()
    assert problem.child(0).text(0) == "B2"
    dialog.skip.setChecked(True)
    with qtbot.waitSignal(sample.told):
        dialog.verb.click()
    names = {unit.name for unit in _book(page).table(UNIT).all()}
    assert "Quay" in names
    assert "Harbour" not in names
    qtbot.waitUntil(lambda: not sample._jobs)


def test_empty_clipboard_says_so(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    QGuiApplication.clipboard().setText(" ")
    with qtbot.waitSignal(sample.told) as told:
        page.lists.paste()
    assert isinstance(told.args[0], Notice)


# editing in the list -------------------------------------------------------------------------


def _edit(page: RecordPage, key: str, row: int = 0) -> None:
    view = page.list.view
    view._show_column(view._section(key), True)
    view.setFocus()
    view.setCurrentIndex(page.list.model.index(row, view._section(key)))


def test_cell_is_edited_by_f2_and_saved_by_enter(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    _edit(page, "title")
    qtbot.keyClick(page.list.view, Qt.Key.Key_F2)
    line = page.list.view.viewport().findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    record = page.list.model.record(0)
    assert line.text() == record.title
    line.setText("Edited in place")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _book(page).table(RISK).get(record.id).title == "Edited in place")  # type: ignore[union-attr]
    sample.undo()
    assert _book(page).table(RISK).get(record.id) == record


def test_typing_begins_to_edit_and_what_does_not_fit_stays(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    _edit(page, "raised_on")
    record = page.list.model.record(0)
    qtbot.keyClick(page.list.view, "s")
    line = page.list.view.viewport().findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("soon")
    with qtbot.waitSignal(sample.told) as told:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told.args[0].problem
    index = page.list.view.currentIndex()
    qtbot.waitUntil(lambda: isinstance(page.list.view.indexWidget(index), QLineEdit))
    again = page.list.view.indexWidget(index)
    assert isinstance(again, QLineEdit)
    assert again.text() == "soon"
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    assert _book(page).table(RISK).get(record.id) == record


def test_choice_and_link_are_picked_in_the_list(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    record = page.list.model.record(0)
    for key, text in (("status", "Monitored"), ("owner", "")):
        _edit(page, key)
        qtbot.keyClick(page.list.view, Qt.Key.Key_F2)
        combo = page.list.view.indexWidget(page.list.view.currentIndex())
        assert isinstance(combo, QComboBox)
        place = combo.findText(text) if text else 0
        combo.setCurrentIndex(place)
        combo.activated.emit(place)
        qtbot.waitUntil(lambda: page.list.view.findChild(QComboBox) is None)
    stored = _book(page).table(RISK).get(record.id)
    assert stored is not None
    assert (stored.status, stored.owner) == (RiskStatus.MONITORED, None)


def test_ratings_and_long_texts_are_not_edited_in_the_list(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    for key in ("current_level", "cause"):
        _edit(page, key)
        qtbot.keyClick(page.list.view, Qt.Key.Key_F2)
        assert page.list.view.indexWidget(page.list.view.currentIndex()) is None


# views, merging ------------------------------------------------------------------------------


def test_view_is_saved_shown_and_removed(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    model, view = page.list.model, page.list.view
    model.narrow({"status": frozenset({"open"})})
    view._show_column(view._section("source"), True)
    model.sort_by("title", down=True)
    shown = list(model.rowids)
    page.lists.views.ask_name()
    dialog = _dialog(page, ViewNameDialog)
    assert isinstance(dialog, ViewNameDialog)
    dialog.name.setText("Open ones")
    dialog.carry_out()
    page.list.clear_filter()
    view.reset_columns()
    assert list(model.rowids) != shown
    again = _page(qtbot, sample)
    menu = again.lists.views.menu(again)
    menu.actions()[0].trigger()
    assert list(again.list.model.rowids) == shown
    assert "source" in [field.key for field in again.list.view.shown_fields()]
    again.lists.views.remove("Open ones")
    assert again.lists.views.names() == []


def test_view_of_another_register_leaves_out_what_is_unknown(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    state = {"filter": {"facets": {"owner": ["somebody else"], "status": ["open"]}}}
    sample.preferences.remember("views.risks", json.dumps({"Old": state, "Bad": 3}))
    assert page.lists.views.names() == ["Old"]
    page.lists.views.show("Old")
    assert page.list.model.facets == {"status": frozenset({"open"})}


def test_two_people_are_merged(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample, PERSON)
    stays, goes = _choose(page, 0, 1)
    texts = [action.text() for action in page.lists.row_menu().actions()]
    assert "&Merge…" in texts
    page.lists.merge_records()
    dialog = _dialog(page, MergeDialog)
    assert isinstance(dialog, MergeDialog)
    dialog.choices[stays].setChecked(True)
    dialog.carry_out()
    assert _book(page).table(PERSON).get(goes) is None
    assert _book(page).table(RISK).count(owner=goes) == 0
    sample.undo()
    assert _book(page).table(PERSON).get(goes) is not None


def test_read_only_list_offers_no_change(qtbot: QtBot, sample: Session) -> None:
    _book_ = sample.open_book
    _book_.read_only = "because"
    page = _page(qtbot, sample)
    _choose(page, 0, 1)
    page.lists.edit_selected()
    page.lists.clone_records()
    page.lists.paste()
    assert page.findChildren(QDialog) == []
    enabled = [a.text() for a in page.lists.row_menu().actions() if a.isEnabled()]
    assert not any("&Edit" in text or "Dup" in text for text in enabled)
    _edit(page, "title")
    qtbot.keyClick(page.list.view, Qt.Key.Key_F2)
    assert page.list.view.indexWidget(page.list.view.currentIndex()) is None


def test_enter_in_an_open_cell_stores_it_and_opens_nothing(qtbot: QtBot, sample: Session) -> None:
    page = _page(qtbot, sample)
    opened: list[int] = []
    page.list.view.activated_row.connect(opened.append)
    _edit(page, "title")
    qtbot.keyClick(page.list.view, Qt.Key.Key_F2)
    line = page.list.view.findChild(QLineEdit)
    assert line is not None
    line.setText("Another title")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.list.view.findChild(QLineEdit) is None)
    assert opened == []
    titles = [risk.title for risk in _book(page).table(RISK).all()]
    assert "Another title" in titles
