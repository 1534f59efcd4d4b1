"""Methods on the screen: shown as they are, edited by keys and mouse, and re-mapped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from gui.forms.forms_of import form_for
from gui.methods.editor import MethodEditor
from gui.methods.grid_editor import GridEditor
from gui.methods.lec_parts import BandsPart, TablesPart
from gui.methods.level_part import LevelPart
from gui.methods.matrix_part import MatrixPart
from gui.methods.remap_dialog import RemapDialog
from gui.methods.scale_part import ScalePart
from gui.pages.method_buttons import add, offer
from gui.pages.method_panel import MethodPanel
from gui.pages.record_page import RecordPage
from gui.session import Session
from gui.widgets import button
from register import check
from register.assess import active_method, assess
from register.entities import ASSESSMENT, METHOD, RISK, Assessment
from register.entities.risk import Tier
from register.entity import new_id
from register.methods import method_of, rated_counts, versions_of
from register.scoring import (
    DEFAULT_METHOD,
    DIRECT_METHOD,
    LEC_METHOD,
    WEIGHTED_METHOD,
    Boundary,
    FormulaName,
    Pattern,
)
from tests.gui.windows import on_screen

pytestmark = pytest.mark.usefixtures("rated_risks")


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """Close the dialogs that saving opened."""
    yield
    for dialog in open_dialogs():
        dialog.close()


def editor_of(qtbot: QtBot, session: Session, method: str = DEFAULT_METHOD.id) -> MethodEditor:
    made = MethodEditor(session, method)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return on_screen(qtbot, made)


def grid_of(editor: MethodEditor) -> GridEditor:
    return editor.show_part(MatrixPart).grid


def field_of(editor: MethodEditor, name: str) -> QLineEdit:
    """Return the field of an accessible name; after a rebuild the last one is in its place."""
    found = [field for field in editor.findChildren(QLineEdit) if field.accessibleName() == name]
    assert found, name
    return found[-1]


def retype(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)


def press(grid: GridEditor, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(grid, key)


def drag(grid: GridEditor, *places: tuple[int, int]) -> None:
    kinds = [QEvent.Type.MouseButtonPress] + [QEvent.Type.MouseMove] * (len(places) - 1)
    left = Qt.MouseButton.LeftButton
    for kind, place in zip(kinds, places, strict=True):
        at = QPointF(grid.cell(place).center())
        event = QMouseEvent(kind, at, grid.mapToGlobal(at), left, left,
                            Qt.KeyboardModifier.NoModifier)  # fmt: skip
        QApplication.sendEvent(grid, event)


def open_dialogs() -> Iterator[RemapDialog]:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, RemapDialog) and widget.isVisible():
            yield widget


def test_cells_are_edited_by_keys_alone(qtbot: QtBot, session: Session) -> None:
    editor = editor_of(qtbot, session)
    grid = grid_of(editor)
    assert not editor.saver.isEnabled()
    press(grid, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up)
    assert grid.at == (2, 4)
    press(grid, Qt.Key.Key_Space)
    assert editor.draft.method.grid[1][3] == "moderate"
    assert "Moderate" in grid.accessibleDescription()
    assert editor.draft.problems() == []
    assert editor.saver.isEnabled()
    press(grid, Qt.Key.Key_1)
    assert editor.draft.method == DEFAULT_METHOD
    editor.undo_button.click()
    assert editor.draft.method.grid[1][3] == "moderate"
    editor.redo_button.click()
    assert not editor.saver.isEnabled()


def test_falling_grid_is_refused_with_the_cell_named(qtbot: QtBot, session: Session) -> None:
    editor = editor_of(qtbot, session)
    grid = grid_of(editor)
    press(grid, Qt.Key.Key_Right, Qt.Key.Key_4)
    told = editor.problems.text().splitlines()
    assert told == [
        "The level falls at likelihood 1 Rare, impact 3 Moderate; it may only rise.",
        "The level falls at likelihood 2 Unlikely, impact 2 Limited; it may only rise.",
    ]
    assert editor.problems.isVisible()
    assert not editor.saver.isEnabled()
    assert grid.place_words((2, 2)).endswith("the level falls here")
    press(grid, Qt.Key.Key_1)
    assert editor.problems.isHidden()
    assert grid.place_words((2, 2)) == "Unlikely × Limited: Low"


def test_mouse_takes_the_next_level_or_paints_with_one(qtbot: QtBot, session: Session) -> None:
    editor = editor_of(qtbot, session)
    grid = grid_of(editor)
    drag(grid, (5, 5))
    assert editor.draft.method.grid[4][4] == "low"
    editor.draft.undo()
    grid.brush = "extreme"
    drag(grid, (5, 5), (5, 4), (5, 3), (5, 2))
    assert editor.draft.method.grid[4] == ("low", *("extreme",) * 4)
    editor.draft.undo()
    assert editor.draft.method == DEFAULT_METHOD
    assert grid.place_at(QPointF(QPoint(2, 2))) is None


@pytest.mark.parametrize("size", [3, 7])
def test_smallest_and_largest_matrix_are_made_and_saved(
    qtbot: QtBot, session: Session, size: int
) -> None:
    editor = editor_of(qtbot, session)
    part = editor.show_part(MatrixPart)
    for combo in part._fields[:2]:
        place = combo.findData(str(size))  # type: ignore[union-attr]
        combo.setCurrentIndex(place)  # type: ignore[union-attr]
        combo.activated.emit(place)  # type: ignore[union-attr]
    assert editor.draft.method.size == (size, size)
    assert len(editor.problems.text().splitlines()) == (0 if size == 3 else 4)
    for scale in ("Likelihood", "Impact"):
        editor.bar.setCurrentIndex(1 if scale == "Likelihood" else 2)
        for step in range(6, size + 1):
            retype(field_of(editor, f"{scale}, name of step {step}, in English"), f"Step {step}")
    assert editor.draft.problems() == []
    editor.save()
    made = active_method(session.open_book)
    assert (made.size, made.version) == ((size, size), 2)
    assert check.check(session.open_book) == []


def test_formula_gives_the_cells_and_its_cut_points_are_checked(
    qtbot: QtBot, session: Session
) -> None:
    editor = editor_of(qtbot, session)
    part = editor.show_part(MatrixPart)
    source = part._fields[2]
    place = source.findData(str(FormulaName.IMPACT_TWICE))  # type: ignore[union-attr]
    source.setCurrentIndex(place)  # type: ignore[union-attr]
    source.activated.emit(place)  # type: ignore[union-attr]
    assert str(editor.draft.method.kind) == "formula"
    cut = field_of(editor, "Cut point of “High”")
    retype(cut, "2")
    assert "Cut point 2 does not lie above 13; they must rise." in editor.problems.text()
    retype(cut, "20")
    assert editor.draft.problems() == []
    retype(cut, "x")
    assert editor.problems.text() == "Cut point of “High”: “x” is no whole number."
    assert not editor.saver.isEnabled()
    retype(cut, "20")
    assert editor.draft.problems() == []
    assert str(cut.property("wrong")) == "False"
    press(part.grid, Qt.Key.Key_Space)
    assert editor.draft.method.formula is None


def test_levels_are_named_coloured_and_their_contrast_told(qtbot: QtBot, session: Session) -> None:
    editor = editor_of(qtbot, session)
    part = editor.show_part(LevelPart)
    retype(field_of(editor, "Name of level 4, in English"), "Red")
    colour = field_of(editor, "Colour of “High”")
    retype(colour, "#12")
    assert "“#12” is no colour" in editor.problems.text()
    retype(colour, "#747474")
    assert part._contrasts["high"].text() == "4.7"
    retype(colour, "#808080")
    assert part._contrasts["high"].text() == "4.0: hard to read"
    assert part._contrasts["high"].property("role") == "warning"
    dialog = part.pick("high")
    dialog.colorSelected.emit(dialog.currentColor().fromString("#ff0000"))
    dialog.close()
    levels = editor.draft.method.levels
    assert (levels[3].words["en"], levels[2].colour) == ("Red", "#FF0000")
    assert colour.text() == "#FF0000"
    assert levels[2].pattern is Pattern.STRIPES


def test_dimensions_and_criteria_are_edited(qtbot: QtBot, session: Session) -> None:
    editor = editor_of(qtbot, session)
    editor.bar.setCurrentIndex(2)
    part = editor.parts[2]
    assert isinstance(part, ScalePart)
    part._switch("service", False)
    part._switch("money", False)
    assert [item.key for item in editor.draft.method.dimensions] == [
        "people", "compliance", "reputation",
    ]  # fmt: skip
    part._show_aspect(1)
    retype(field_of(editor, "Impact, how step 5 is recognised, in English"), "licence lost")
    found = editor.draft.method.criterion("compliance", 5)
    assert found is not None
    assert found.text["en"] == "licence lost"
    assert editor.draft.problems() == []


def test_escape_keeps_a_way_back(qtbot: QtBot, session: Session) -> None:
    editor = editor_of(qtbot, session)
    grid = grid_of(editor)
    press(grid, Qt.Key.Key_Space)
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert editor.asking.isVisible()
    assert editor.keep_button.hasFocus() or not editor.isActiveWindow()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert editor.asking.isHidden()
    editor.close()
    assert editor.isVisible()
    editor.leave_button.click()
    assert editor.isHidden()
    assert session.open_book.table(METHOD).count() == 4
    unchanged = editor_of(qtbot, session)
    QTest.keyClick(unchanged, Qt.Key.Key_Escape)
    assert unchanged.isHidden()


def test_new_version_and_remapping_do_what_the_preview_shows(
    qtbot: QtBot, session: Session
) -> None:
    book = session.open_book
    editor = editor_of(qtbot, session)
    grid = grid_of(editor)
    grid.go((3, 4))
    press(grid, Qt.Key.Key_3)  # where the current ratings are: moderate becomes high
    editor.save()
    assert editor.result() == QDialog.DialogCode.Accepted
    versions = versions_of(book, DEFAULT_METHOD.id)
    assert [record.version for record in versions] == [1, 2]
    assert rated_counts(book) == {DEFAULT_METHOD.id: 11}
    qtbot.waitUntil(lambda: any(dialog.preview for dialog in open_dialogs()))
    dialog = next(open_dialogs())
    assert dialog.summary.text() == "11 go up, 0 go down, 11 stay."
    assert [dialog.table.counts[key].text().split()[-1] for key in ("all", "changes", "same")] == [
        "22", "11", "11",
    ]  # fmt: skip
    dialog.table.show_only("changes")
    assert dialog.table.model.rowCount() == 11
    texts = [dialog.table.model.index(0, n).data() for n in range(6)]
    assert texts[0].startswith("R-001 Risk 1")
    assert texts[1:] == ["Current", "3 × 4 (12)", "Moderate", "3 × 4 (12)", "High"]
    combo = dialog.mapping.combos["impact", 3]
    assert combo.accessibleName() == "Impact: “4 Major” becomes"
    combo.setCurrentIndex(4)
    combo.activated.emit(4)
    qtbot.waitUntil(lambda: dialog.preview is not None)
    wanted = dialog.preview
    assert wanted is not None
    expected = Counter((row.tier, row.after.level) for row in wanted.rows)
    assert expected == {(Tier.CURRENT, "high"): 11, (Tier.TARGET, "low"): 11}
    dialog.carry_out()
    qtbot.waitUntil(lambda: rated_counts(book) == {versions[1].id: 11})
    stored = Counter(
        (tier, str(getattr(risk, f"{tier}_level")))
        for risk in book.table(RISK).all()
        for tier in (Tier.CURRENT, Tier.TARGET)
        if getattr(risk, f"{tier}_level")
    )
    assert stored == expected
    assert book.table(ASSESSMENT).count() == 44
    assert check.check(book) == []
    session.undo()
    assert rated_counts(book) == {DEFAULT_METHOD.id: 11}


def test_mapping_that_falls_is_asked_about_and_a_write_asks_for_another_look(
    qtbot: QtBot, session: Session
) -> None:
    book = session.open_book
    with session.change("Add"):
        from register.methods import add_method

        other = add_method(book, WEIGHTED_METHOD)
    dialog = on_screen(qtbot, RemapDialog(session, DEFAULT_METHOD.id, other.id))
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert dialog.target.currentData() == other.id
    combo = dialog.mapping.combos["likelihood", 2]
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert "is that meant?" in dialog.problem.text()
    qtbot.waitUntil(lambda: dialog.preview is not None)
    before = dialog.preview
    with session.change("Rate"):
        assess(book, Assessment(id=new_id(), risk="r0", tier=Tier.CURRENT, method=LEC_METHOD.id,
                                assessed_on=date(2026, 1, 2), likelihood=3, exposure=6,
                                impact=7))  # fmt: skip
    dialog.carry_out()
    qtbot.waitUntil(lambda: dialog.preview is not None and dialog.preview is not before)
    assert dialog.isVisible()
    assert rated_counts(book) == {DEFAULT_METHOD.id: 11, LEC_METHOD.id: 1}


def test_nothing_to_carry_over_is_said(qtbot: QtBot, session: Session) -> None:
    dialog = on_screen(qtbot, RemapDialog(session))
    qtbot.waitUntil(lambda: bool(dialog.problem.text()))
    assert dialog.problem.text() == "No method has ratings that another one could take over."
    assert not dialog.doer.isEnabled()


def test_bands_and_tables_of_lec_are_edited(qtbot: QtBot, session: Session) -> None:
    editor = editor_of(qtbot, session, LEC_METHOD.id)
    bands = editor.show_part(BandsPart)
    retype(field_of(editor, "Band 3, lowest score"), "10")
    assert editor.problems.text() == "The band from 10 does not lie above the one from 20."
    retype(field_of(editor, "Band 3, lowest score"), "72.5")
    bands._remove(1)
    bands._add()
    assert editor.problems.text() == "The band from 640 has no name."
    retype(field_of(editor, "Band 5, in English"), "Beyond words")
    rule = bands._fields[-1]
    rule.setCurrentIndex(1)  # type: ignore[union-attr]
    rule.activated.emit(1)  # type: ignore[union-attr]
    editor.show_part(TablesPart)
    retype(field_of(editor, "Exposure (E), line 1"), "0.25")
    assert editor.draft.problems() == []
    editor.save()
    made = method_of(session.open_book, versions_of(session.open_book, LEC_METHOD.id)[-1].id)
    assert made.lec is not None
    assert [band.start for band in made.lec.bands] == [0, 72.5, 160, 320, 640]
    assert made.lec.boundary is Boundary.LOWER
    assert made.lec.exposure[0].value == 0.25


def test_lines_of_a_table_come_and_go(qtbot: QtBot, session: Session) -> None:
    editor = editor_of(qtbot, session, LEC_METHOD.id)
    part = editor.show_part(TablesPart)
    part._add_line("likelihood")
    assert editor.problems.text() == "Likelihood of an accident (L): value 20 has no words."
    retype(field_of(editor, "Likelihood of an accident (L), line 8"), "abc")
    assert len(editor.problems.text().splitlines()) == 2
    part._remove("likelihood", 7)
    assert editor.problems.text() == ""
    assert not editor.draft.is_changed


def test_direct_level_has_only_levels_to_edit(qtbot: QtBot, session: Session) -> None:
    editor = editor_of(qtbot, session, DIRECT_METHOD.id)
    assert [type(part) for part in editor.parts] == [LevelPart]


def test_page_shows_the_method_its_versions_and_what_it_rated(
    qtbot: QtBot, session: Session
) -> None:
    page = on_screen(qtbot, RecordPage(session, METHOD), 1100, 700)
    session.wanted.connect(lambda _table, key, _field: page.show_record(key))
    page.show_record(DEFAULT_METHOD.id)
    panel = page.detail.tabs[0].panel
    assert isinstance(panel, MethodPanel)
    assert panel.standing.text() == "Version 1  •  Matrix  •  Threat  •  in use  •  11 risks rated"
    qtbot.waitUntil(panel.isVisible)
    panel.copier.click()
    copy = page.detail.record_id
    assert copy != DEFAULT_METHOD.id
    assert "not in use" in panel.standing.text()
    panel.user.click()
    assert panel.user.text() == "Do not use"
    for method in (LEC_METHOD, DIRECT_METHOD):
        page.show_record(method.id)
        assert panel._drawn == method
    panel.user.click()
    assert session.open_book.table(METHOD).get(DIRECT_METHOD.id).active is False  # type: ignore[union-attr]
    session.undo()
    assert session.open_book.table(METHOD).get(DIRECT_METHOD.id).active is True  # type: ignore[union-attr]


def test_details_of_a_method_are_read_only(qtbot: QtBot, session: Session) -> None:
    form = on_screen(qtbot, form_for(session, METHOD, None))
    record = session.open_book.table(METHOD).get(DEFAULT_METHOD.id)
    assert record is not None
    form.show_record(record)
    assert form.editors == {}
    assert record.name in {item.text() for item in form.findChildren(QLabel)}


def test_shipped_method_is_added_once(qtbot: QtBot, session: Session) -> None:
    shown: list[str] = []
    session.wanted.connect(lambda _table, key, _field: shown.append(key))
    below = on_screen(qtbot, button("x", lambda: None))
    menu = offer(session, below)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Impact counts more, L × I + 2 I"]
    menu.close()
    add(session, WEIGHTED_METHOD)
    assert shown == [WEIGHTED_METHOD.id]
    told: list[object] = []
    session.told.connect(told.append)
    assert offer(session, below) is None
    assert len(told) == 1
