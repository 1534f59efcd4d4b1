"""Indicators and warning orders in the window: readings, chart, deeds, library, paste."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.charts.indicator_view import IndicatorView
from gui.colours import ColourChip
from gui.dialogs.indicator_library import IndicatorLibrary
from gui.forms.forms_of import form_for
from gui.pages.indicator_buttons import indicator_buttons
from gui.pages.indicator_panel import IndicatorPanel
from gui.pages.reading_paste import import_readings, paste_readings
from gui.pages.record_page import RecordPage
from gui.pages.standing import read_standing
from gui.pages.standing_lines import standing_line
from gui.pages.warning_panel import WarningPanel
from gui.pages.watch_panel import WatchLine, WatchPanel
from gui.session import Session
from register.entities import (
    ACTION,
    INDICATOR,
    INDICATOR_RISK,
    MEASURE,
    READING,
    RISK,
    WARNING,
    WARNING_STEP,
    Indicator,
    IndicatorRisk,
    Measure,
    Reading,
    Risk,
)
from register.entities.action import ActionSource
from register.entities.indicator import Colour
from register.entities.treatment import MeasureStatus
from register.entities.warning import WarningDeed, WarningStatus
from register.entity import new_id
from register.i18n import date_text, today
from register.progress import silent
from register.starter import indicators
from register.watching.deeds import take_reading

DAY = today()
ITEM = Indicator(id=new_id(), number="K-01", name="Rain", measure="mm", blue=10, orange=30, red=40)
FLOOD = Risk(id=new_id(), number="R-001", title="Flood")


@pytest.fixture
def watched(session: Session) -> Session:
    with session.change("Fill"):
        book = session.open_book
        book.table(INDICATOR).save(ITEM)
        book.table(RISK).save(FLOOD)
        book.table(INDICATOR_RISK).save(
            IndicatorRisk(id=new_id(), indicator=ITEM.id, risk=FLOOD.id)
        )
    return session


def read(session: Session, value: float, days: int = 0) -> None:
    day = DAY - timedelta(days)
    with session.change("Read"):
        reading = Reading(id=new_id(), indicator=ITEM.id, taken_on=day, value=value)
        take_reading(session.open_book, reading)


def panel_of(qtbot: QtBot, session: Session) -> IndicatorPanel:
    panel = IndicatorPanel(session)
    qtbot.addWidget(panel)
    panel.resize(560, 900)
    panel.show_owner(ITEM.id)
    panel.show()
    return panel


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def readings(session: Session) -> list[Reading]:
    return session.open_book.table(READING).all()


# what happened ---------------------------------------------------------------------------


def test_what_happened_is_told_by_tip_and_list(qtbot: QtBot, watched: Session) -> None:
    read(watched, 31, 60)
    read(watched, 32)
    panel = panel_of(qtbot, watched)
    qtbot.waitUntil(lambda: panel.chart.is_drawn)
    assert not panel.events.isVisible()
    day = DAY - timedelta(30)
    measure = Measure(id=new_id(), number="M-1", title="Pump", risk=FLOOD.id,
                      status=MeasureStatus.DONE, done_on=day)  # fmt: skip
    with watched.change("Measure"):
        watched.open_book.table(MEASURE).save(measure)
    words = "Measure finished: M-1 Pump"
    qtbot.waitUntil(lambda: [line.text for line in panel.events.lines] == [words])
    (line,) = panel.events.lines
    assert (line.word, line.table, line.record) == (date_text(day), MEASURE.table, measure.id)
    qtbot.waitUntil(lambda: words in panel.chart.words_at(panel.chart.width() * 0.48))
    assert panel.chart.words_at(2) == ""
    assert f"{day.isoformat()} {words}" in panel.chart.accessibleDescription()


# readings --------------------------------------------------------------------------------


def test_a_reading_is_typed_and_stored_by_enter(qtbot: QtBot, watched: Session) -> None:
    panel = panel_of(qtbot, watched)
    panel.quick.value.setText("32,5 mm")
    panel.quick.note.setText("storm")
    qtbot.keyClick(panel.quick.note, Qt.Key.Key_Return)
    (stored,) = readings(watched)
    assert (stored.value, stored.note, stored.taken_on) == (32.5, "storm", DAY)
    assert stored.entered_by == "Li Na"
    qtbot.waitUntil(lambda: panel.chip.colour is Colour.ORANGE)
    assert panel.model.rowCount() == 1
    assert panel.quick.value.text() == ""
    assert not panel.unsettled()


@pytest.mark.parametrize(
    ("day", "value"), [("soon", "3"), ("2999-01-01", "3"), ("", "much"), ("", "")]
)
def test_what_is_no_reading_is_kept_and_told(
    qtbot: QtBot, watched: Session, day: str, value: str
) -> None:
    panel = panel_of(qtbot, watched)
    panel.quick.day.setText(day or DAY.isoformat())
    panel.quick.value.setText(value)
    panel.quick.note.setText("note")
    assert panel.unsettled() == "reading"
    assert panel.typed()["note"] == "note"
    assert not readings(watched)
    panel.revert()
    assert not panel.unsettled()


def test_a_cell_is_edited_in_place(qtbot: QtBot, watched: Session) -> None:
    read(watched, 5, 2)
    read(watched, 6, 1)
    panel = panel_of(qtbot, watched)
    model = panel.model
    assert model.setData(model.index(0, 1), "-41.5")
    assert [item.value for item in readings(watched)] == [5, -41.5]
    assert not model.setData(model.index(0, 1), "much")
    assert not model.setData(model.index(0, 0), (DAY - timedelta(2)).isoformat())
    assert not model.setData(model.index(0, 0), "2999-01-01")
    assert not model.flags(model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable


def test_a_reading_is_deleted_with_a_way_back(qtbot: QtBot, watched: Session) -> None:
    read(watched, 45)
    panel = panel_of(qtbot, watched)
    panel.table.setCurrentIndex(panel.model.index(0, 1))
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert not readings(watched)
    watched.undo()
    assert [item.value for item in readings(watched)] == [45]


def test_the_chart_is_drawn_with_the_readings(qtbot: QtBot, watched: Session) -> None:
    read(watched, 5, 60)
    read(watched, 35, 30)
    panel = panel_of(qtbot, watched)
    qtbot.waitUntil(lambda: panel.chart.is_drawn, timeout=10_000)
    assert "35 Orange" in panel.chart.accessibleDescription()
    before = panel.chart.picture()
    read(watched, 45)
    qtbot.waitUntil(
        lambda: panel.chart.is_drawn and panel.chart.picture() != before, timeout=10_000
    )


def test_a_new_indicator_shows_its_readings_before_it_has_thresholds(
    qtbot: QtBot, watched: Session
) -> None:
    with watched.change("New"):
        watched.open_book.table(INDICATOR).save(Indicator(id=ITEM.id, number="K-01", name="Rain"))
    panel = panel_of(qtbot, watched)
    panel.quick.value.setText("12")
    panel.quick.store()
    assert [item.value for item in readings(watched)] == [12]


def test_nothing_is_taken_where_nothing_can_be_changed(qtbot: QtBot, watched: Session) -> None:
    watched.open_book.read_only = "for a test"
    panel = panel_of(qtbot, watched)
    assert not panel.quick.isEnabled()
    assert not panel.paster.isEnabled()


# an action -------------------------------------------------------------------------------


def test_an_action_is_begun_from_how_the_indicator_stands(qtbot: QtBot, watched: Session) -> None:
    read(watched, 32)
    panel = panel_of(qtbot, watched)
    panel.quick.value.setText("41")
    with qtbot.waitSignal(watched.wanted) as shown:
        panel.actor.click()
    (action,) = watched.open_book.table(ACTION).all()
    assert shown.args[:2] == [ACTION.table, action.id]
    assert action.source is ActionSource.INDICATOR
    assert (action.source_table, action.source_id) == (INDICATOR.table, ITEM.id)
    assert action.title == action.finding == f"K-01 Rain is red: 41 mm on {date_text(DAY)}"
    assert (action.risk, action.number) == (FLOOD.id, "A-001")
    watched.undo()
    assert not watched.open_book.table(ACTION).all()


def test_an_action_names_no_risk_where_there_are_two(qtbot: QtBot, watched: Session) -> None:
    other = replace(FLOOD, id=new_id(), number="R-002")
    with watched.change("Link"):
        watched.open_book.table(RISK).save(other)
        link = IndicatorRisk(id=new_id(), indicator=ITEM.id, risk=other.id)
        watched.open_book.table(INDICATOR_RISK).save(link)
    panel_of(qtbot, watched).act()
    (action,) = watched.open_book.table(ACTION).all()
    assert (action.risk, action.title) == (None, "K-01 Rain: no reading yet")


def test_no_action_is_begun_while_something_does_not_fit(qtbot: QtBot, watched: Session) -> None:
    panel = panel_of(qtbot, watched)
    panel.quick.value.setText("much")
    panel.act()
    assert not watched.open_book.table(ACTION).all()


def test_what_steps_made_of_an_order_is_edited_by_no_form(watched: Session) -> None:
    editors = form_for(watched, WARNING, None).editors
    assert {"title", "scope"} <= set(editors)
    assert not {"status", "level", "issued_at", "lifted_by"} & set(editors)


# many at once ----------------------------------------------------------------------------


def test_pasted_rows_are_shown_before_they_are_taken(
    qtbot: QtBot, watched: Session, window: QWidget
) -> None:
    QGuiApplication.clipboard().setText("2026-01-01\t5\n2026-02-01\tmuch\n2026-03-01\t35\tstorm\n")
    dialog = paste_readings(watched, ITEM, window)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert not dialog.verb.isEnabled()
    dialog.skip.setChecked(True)
    dialog.carry_out()
    qtbot.waitUntil(lambda: len(readings(watched)) == 2)
    qtbot.waitUntil(lambda: not watched._jobs)
    assert readings(watched)[1].note == "storm"


def test_an_empty_clipboard_is_told(qtbot: QtBot, watched: Session, window: QWidget) -> None:
    QGuiApplication.clipboard().setText(" ")
    with qtbot.waitSignal(watched.told):
        assert paste_readings(watched, ITEM, window) is None


def test_a_file_of_readings_is_imported(
    qtbot: QtBot, watched: Session, window: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "readings.csv"
    path.write_text("indicator,day,value\nK-01,2026-01-01,31\n", encoding="utf-8")
    dialog = import_readings(watched, path, window)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    dialog.carry_out()
    qtbot.waitUntil(lambda: len(readings(watched)) == 1)
    qtbot.waitUntil(lambda: not watched._jobs)


# library ---------------------------------------------------------------------------------


def test_ticked_indicators_come_in_as_one_step(session: Session, window: QWidget) -> None:
    dialog = IndicatorLibrary(session, window)
    assert not dialog.verb.isEnabled()
    for place in (0, 3):
        dialog.list.item(place).setCheckState(Qt.CheckState.Checked)
    dialog.add()
    names = [item.name for item in session.open_book.table(INDICATOR).all()]
    assert names == [indicators()[0].name["en"], indicators()[3].name["en"]]
    session.undo()
    assert not session.open_book.table(INDICATOR).count()


def test_the_library_is_filtered_and_greys_what_is_known(session: Session, window: QWidget) -> None:
    with session.change("Add"):
        name = indicators()[1].name["en"]
        session.open_book.table(INDICATOR).save(Indicator(id=new_id(), name=name))
    dialog = IndicatorLibrary(session, window)
    assert not dialog.list.item(1).flags() & Qt.ItemFlag.ItemIsEnabled
    dialog.filter.setText(indicators()[2].name["zh_CN"])
    shown = [n for n in range(dialog.list.count()) if not dialog.list.item(n).isHidden()]
    assert shown == [2]


def test_the_buttons_offer_library_import_and_form(qtbot: QtBot, session: Session) -> None:
    sheets, library = indicator_buttons(session)
    for made in (sheets, library):
        qtbot.addWidget(made)
    assert [action.text() for action in sheets.menu().actions()] == [
        "&Import readings…", "Reading &calendar…", "&Print reading form…",
    ]  # fmt: skip


# warning orders --------------------------------------------------------------------------


def test_a_proposed_order_is_issued_on_the_page_of_its_indicator(
    qtbot: QtBot, watched: Session
) -> None:
    read(watched, 35)
    panel = panel_of(qtbot, watched)
    assert not panel.order.isHidden()
    panel.order.decider.click()
    form = panel.order.box.forms[WarningStatus.PROPOSED]
    form.editors["scope"].input.setPlainText("Both halls")
    form.editors["by"].input.setText("Zhou Lei")
    form.buttons[0].click()
    (order,) = watched.open_book.table(WARNING).all()
    assert (order.status, order.scope) == (WarningStatus.ISSUED, "Both halls")
    assert order.issued_by == "Zhou Lei"
    qtbot.waitUntil(lambda: not panel.order.box.forms[WarningStatus.ISSUED].isHidden())
    watched.undo()
    (order,) = watched.open_book.table(WARNING).all()
    assert (order.status, order.scope) == (WarningStatus.PROPOSED, "")


def test_an_order_is_adjusted_and_lifted_with_reasons(qtbot: QtBot, watched: Session) -> None:
    read(watched, 35)
    (order,) = watched.open_book.table(WARNING).all()
    panel = WarningPanel(watched)
    qtbot.addWidget(panel)
    panel.show_owner(order.id)
    panel.box.forms[WarningStatus.PROPOSED].buttons[0].click()
    form = panel.box.forms[WarningStatus.ISSUED]
    qtbot.waitUntil(lambda: panel.box.form is form)
    form.buttons[1].click()
    (order,) = watched.open_book.table(WARNING).all()
    assert order.status is WarningStatus.ISSUED
    form.editors["reason"].input.setPlainText("It is over")
    form.buttons[1].click()
    (order,) = watched.open_book.table(WARNING).all()
    assert order.status is WarningStatus.LIFTED
    steps = watched.open_book.table(WARNING_STEP).all()
    assert [step.deed for step in steps] == [
        WarningDeed.PROPOSE, WarningDeed.ISSUE, WarningDeed.LIFT,
    ]  # fmt: skip
    qtbot.waitUntil(panel.box.isHidden)


# elsewhere -------------------------------------------------------------------------------


def test_a_risk_shows_how_it_is_watched(qtbot: QtBot, watched: Session) -> None:
    read(watched, 5, 30)
    read(watched, 35)
    panel = WatchPanel(watched)
    qtbot.addWidget(panel)
    panel.show_owner(FLOOD.id)
    (line,) = panel.findChildren(WatchLine)
    assert "Rain" in line.accessibleName()
    assert "Orange" in line.accessibleName()
    assert [item.word for item in panel.orders.lines] == ["Orange · Proposed"]
    with qtbot.waitSignal(watched.wanted) as asked:
        line.click()
    assert asked.args[:2] == [INDICATOR.table, ITEM.id]


def test_the_overview_names_alarms_and_readings(watched: Session) -> None:
    read(watched, 45, 90)
    found = read_standing(watched.open_book, silent)
    assert [(line.text, line.word) for line in found.alarms] == [("K-01 Rain", "Red")]
    assert any("Rain" in line.text and "late" in line.word for line in found.due)
    read(watched, 1)
    found = read_standing(watched.open_book, silent)
    assert not found.alarms
    assert not any("Rain" in line.text for line in found.due)


def test_the_pages_tell_how_things_stand(qtbot: QtBot, watched: Session) -> None:
    read(watched, 45, 90)
    line = standing_line(watched.open_book, INDICATOR)
    assert line == "1 indicator watched  •  1 orange or red  •  1 reading late"
    assert standing_line(watched.open_book, WARNING) == "1 proposed  •  0 issued"


def test_the_page_of_indicators_begins_with_the_readings(qtbot: QtBot, watched: Session) -> None:
    read(watched, 35)
    page = RecordPage(watched, INDICATOR)
    qtbot.addWidget(page)
    page.show_record(ITEM.id)
    keys = [tab.key for tab in page.detail.tabs]
    assert keys[:2] == [READING.table, "details"]
    assert keys.count(READING.table) == 1


def test_every_colour_has_its_word_and_look(qtbot: QtBot, themed: object) -> None:
    chips = [ColourChip(colour) for colour in (*Colour, None)]
    for chip in chips:
        qtbot.addWidget(chip)
    words = ["Blue", "Yellow", "Orange", "Red", "No warning"]
    assert [chip.accessibleName() for chip in chips] == words
    looks = [chip.grab().toImage() for chip in chips]
    assert not any(one == other for n, one in enumerate(looks) for other in looks[:n])


def test_a_chart_that_was_never_seen_builds_nothing(qtbot: QtBot, watched: Session) -> None:
    view = IndicatorView(watched.run)
    qtbot.addWidget(view)
    assert not view.is_drawn
    assert not watched._jobs


def test_a_changed_threshold_shows_at_once(qtbot: QtBot, watched: Session) -> None:
    read(watched, 35)
    panel = panel_of(qtbot, watched)
    with watched.change("Edit"):
        item = watched.open_book.table(INDICATOR).get(ITEM.id)
        assert item is not None
        watched.open_book.table(INDICATOR).save(replace(item, red=33))
    qtbot.waitUntil(lambda: panel.chip.colour is Colour.RED)
