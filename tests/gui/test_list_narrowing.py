from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.commands import plain
from gui.forms.keeping import save_field
from gui.session import Session
from gui.tables import model as model_module
from gui.tables.facet_row import FacetButton, FacetPopup
from gui.tables.facets import Value
from gui.tables.model import RecordModel
from gui.tables.panel import ListPanel
from register.entities import RISK, UNIT
from register.entities.risk import LevelKey, Risk
from tests.gui.windows import on_screen


def _panel(qtbot: QtBot, session: Session) -> ListPanel:
    return on_screen(qtbot, ListPanel(session, RISK, lambda: None), 620, 700)


def _records(model: RecordModel) -> list[Risk]:
    return [model.record(row) for row in range(model.rowCount())]


def _button(panel: ListPanel, key: str) -> FacetButton:
    return next(made for made in panel.facet_row.buttons if made.field.key == key)


def _texts(popup: FacetPopup) -> dict[str, str]:
    tree = popup.values
    items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return {item.text(0): item.text(1) for item in items if item is not None}


def _click_header(qtbot: QtBot, panel: ListPanel, key: str, *, shift: bool = False) -> None:
    header = panel.view.horizontalHeader()
    place = header.sectionViewportPosition(panel.view._section(key)) + 20
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    button = Qt.MouseButton.LeftButton
    qtbot.mouseClick(header.viewport(), button, modifier, QPoint(place, 8))


def test_facet_counts_are_those_of_the_records(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    everything = _records(model)
    assert model.facet_counts("status") == Counter(r.status for r in everything)
    level: Value = "high"
    model.narrow({"current_level": frozenset({level})})
    high = [r for r in everything if r.current_level == "high"]
    assert _records(model) == high
    assert 0 < len(high) < len(everything)
    assert model.facet_counts("status") == Counter(r.status for r in high)
    assert model.facet_counts("current_level") == Counter(r.current_level for r in everything)


def test_facets_and_text_narrow_together(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    model.filter("power")
    found = _records(model)
    status = found[0].status
    model.narrow({"status": frozenset({str(status)})})
    wanted = [r.id for r in found if r.status == status]
    assert [r.id for r in _records(model)] == wanted
    model.filter("powe")
    assert set(wanted) <= {r.id for r in _records(model)}
    assert sum(model.facet_counts("status").values()) >= len(found)
    model.filter("")
    model.narrow({})
    assert model.rowCount() == model.total
    assert not model.is_filtered


def test_facet_follows_edits_and_new_rows(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    record = model.record(0)
    model.facet_counts("status")
    save_field(sample, RISK, record, RISK.by_key["status"], None)
    assert model.facet_counts("status")[None] == 1
    other = replace(record, id="new", number="R-900", status=None)
    sample.write("Add", lambda book: book.table(RISK).save(other))
    model.narrow({"status": frozenset({None})})
    assert {r.id for r in _records(model)} == {record.id, "new"}
    sample.delete(RISK, ["new"])
    assert [r.id for r in _records(model)] == [record.id]


def test_values_of_unknown_fields_are_no_facets(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    model.narrow({"nonsense": frozenset({"x"}), "status": frozenset()})
    assert model.facets == {}
    assert model.rowCount() == model.total


def test_value_is_chosen_from_the_drop_down_and_escape_clears(
    qtbot: QtBot, sample: Session
) -> None:
    panel = _panel(qtbot, sample)
    total = panel.model.total
    popup = _button(panel, "current_level").open()
    counts = _texts(popup)
    assert next(iter(counts)) == "Extreme"
    qtbot.keyClick(popup.values, Qt.Key.Key_Space)
    shown = panel.model.rowCount()
    assert str(shown) == counts["Extreme"]
    assert panel._count.text() == f"{shown} of {total}"
    assert _button(panel, "current_level").text() == "Current level: Extreme"
    qtbot.keyClick(popup.values, Qt.Key.Key_Down)
    qtbot.keyClick(popup.values, Qt.Key.Key_Return)
    assert panel.model.rowCount() == shown + int(counts["High"])
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert panel.model.rowCount() == total
    assert panel._count.text() == str(total)
    assert _button(panel, "current_level").text() == "Current level"


def test_long_drop_down_is_searched(qtbot: QtBot, sample: Session) -> None:
    panel = _panel(qtbot, sample)
    popup = _button(panel, "category").open()
    name = next(iter(_texts(popup)))
    popup._find(name)
    hidden = [popup.values.topLevelItem(n).isHidden() for n in range(len(_texts(popup)))]  # type: ignore[union-attr]
    assert not hidden[0]
    assert any(hidden)
    popup.close()


def test_filter_is_remembered_for_the_same_register(qtbot: QtBot, sample: Session) -> None:
    panel = _panel(qtbot, sample)
    panel.filter_box.setText("power")
    panel.model.narrow({"status": frozenset({"open", None})})
    again = _panel(qtbot, sample)
    assert again.filter_box.text() == "power"
    assert again.model.facets == {"status": frozenset({"open", None})}
    assert again.model.rowCount() == panel.model.rowCount()
    again.clear_filter()
    assert _panel(qtbot, sample).model.rowCount() == panel.model.total


def test_clicks_on_headers_sort_by_several_columns(qtbot: QtBot, sample: Session) -> None:
    panel = _panel(qtbot, sample)
    panel.view._show_column(panel.view._section("status"), True)
    _click_header(qtbot, panel, "status")
    _click_header(qtbot, panel, "title", shift=True)
    model = panel.model
    assert model.sorted_by == (("status", False), ("title", False))
    found = [(list(type(r.status)).index(r.status), r.title.casefold()) for r in _records(model)]  # type: ignore[arg-type]
    assert found == sorted(found)
    _click_header(qtbot, panel, "title", shift=True)
    assert model.sorted_by == (("status", False), ("title", True))
    places = [place for place, _title in found]
    again = [list(type(r.status)).index(r.status) for r in _records(model)]  # type: ignore[arg-type]
    assert again == places
    section = panel.view._section("title")
    heading = model.headerData(section, Qt.Orientation.Horizontal)
    assert heading == "Title ↓2"
    _click_header(qtbot, panel, "title")
    assert model.sorted_by == (("title", True),) or model.sorted_by == (("title", False),)
    first = model.sorted_by[0][1]
    _click_header(qtbot, panel, "title")
    assert model.sorted_by == (("title", not first),)


def _rank(risk: Risk) -> tuple[int, float]:
    ranks = {None: -1} | {level: n for n, level in enumerate(LevelKey)}
    return ranks[risk.current_level], risk.current_score or 0


def test_numbers_dates_and_texts_mix_in_one_order(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    model.sort_all([("current_level", True), ("category", False), ("number", True)])
    names = sample.names("categories")
    rows = [(_rank(r), names.text(r.category)) for r in _records(model)]
    assert [rank for rank, _name in rows] == sorted((rank for rank, _name in rows), reverse=True)
    model.sort_all([("current_level", True), ("next_review", False)])
    ranks = [_rank(r) for r in _records(model)]
    assert ranks == sorted(ranks, reverse=True)


def test_numbers_inside_texts_sort_by_value(session: Session) -> None:
    with session.change("Add"):
        for n, name in enumerate(("Hall 10", "Hall 2", "hall 1")):
            session.open_book.table(UNIT).save(UNIT.record(id=str(n), name=name))
    model = RecordModel(session, UNIT)
    model.sort_by("name")
    assert [model.record(n).name for n in range(3)] == ["hall 1", "Hall 2", "Hall 10"]


def test_long_list_sorts_by_several_texts_on_threads(
    qtbot: QtBot, sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = RecordModel(sample, RISK)
    short.sort_all([("owner", False), ("title", False)])
    monkeypatch.setattr(model_module, "AT_ONCE", 5)
    model = RecordModel(sample, RISK)
    with qtbot.waitSignal(model.modelReset):
        model.sort_all([("owner", False), ("title", False)])
    assert list(model.rowids) == list(short.rowids)


def test_columns_keep_their_places_and_widths(qtbot: QtBot, sample: Session) -> None:
    panel = _panel(qtbot, sample)
    view, header = panel.view, panel.view.horizontalHeader()
    first = [field.key for field in view.shown_fields()]
    header.moveSection(header.visualIndex(view._section("next_review")), 0)
    view.setColumnWidth(view._section("number"), 133)
    view.remember_columns()
    again = _panel(qtbot, sample).view
    assert again.shown_fields()[0].key == "next_review"
    assert again.columnWidth(again._section("number")) == 133
    again.reset_columns()
    assert [field.key for field in again.shown_fields()] == first


def test_header_menu_offers_every_column(qtbot: QtBot, sample: Session) -> None:
    view = _panel(qtbot, sample).view
    menu = view.column_menu(view)
    actions = [a for a in menu.actions() if a.isCheckable()]
    inner = [a for m in menu.actions() if m.menu() for a in m.menu().actions()]  # type: ignore[union-attr]
    assert len(actions) + len(inner) == len(view.records.fields)
    next(a for a in actions if plain(a.text()) == "Owner").trigger()
    assert "owner" in [field.key for field in view.shown_fields()]


@pytest.mark.parametrize("state", ["[]", "{", '{"shown": 3, "sort": [["x", 1], 7], "widths": []}'])
def test_damaged_memory_of_columns_is_no_harm(qtbot: QtBot, sample: Session, state: str) -> None:
    sample.preferences.remember("columns.risks", state)
    sample.preferences.remember("filter.risks", state)
    panel = _panel(qtbot, sample)
    assert [f.key for f in panel.view.shown_fields()] == list(panel.model.layout_.shown)
    assert panel.model.rowCount() == panel.model.total
