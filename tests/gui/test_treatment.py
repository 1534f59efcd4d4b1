"""How risks are treated on the screen: the tabs of risk, control and acceptance, and the appetite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gui.notice import Notice
from gui.pages.acceptance_panel import AcceptancePanel, make_form
from gui.pages.appetite_page import LEVEL_KEYS, AppetitePage
from gui.pages.control_panel import ControlPanel
from gui.pages.record_page import RecordPage
from gui.pages.treatment_panel import TreatmentPanel
from gui.session import Session
from gui.widgets import Combo
from register import i18n
from register.entities import (
    ACCEPTANCE,
    APPETITE,
    CATEGORY,
    CONTROL,
    MEASURE,
    PERSON,
    REVIEW_REQUEST,
    RISK,
    RISK_CONTROL,
    Measure,
)
from register.entities.acceptance import AcceptanceStatus
from register.entities.review import ReviewCause
from register.entities.risk import LevelKey, RiskStatus, Strategy, Tier
from register.entities.treatment import ControlState, MeasureStatus, Side, Strength
from register.entity import AnyEntity, new_id
from register.i18n import today
from register.progress import silent
from register.seeds import category_id
from tests.gui.windows import on_screen


@pytest.fixture
def chinese() -> Iterator[None]:
    i18n.set_language("zh_CN")
    yield
    i18n.set_language("en")


@pytest.fixture
def told(sample: Session) -> list[Notice]:
    found: list[Notice] = []
    sample.told.connect(found.append)
    return found


def _record(session: Session, entity: AnyEntity, number: str) -> Any:
    return session.open_book.table(entity).find(number=number)[0]


def _panel(qtbot: QtBot, session: Session, entity: AnyEntity, number: str, key: str) -> Any:
    page = on_screen(qtbot, RecordPage(session, entity), 1060, 700)
    page.show_record(_record(session, entity, number).id)
    place = [tab.key for tab in page.detail.tabs].index(key)
    page.detail.bar.setCurrentIndex(place)
    return page.detail.tabs[place].panel


@pytest.fixture
def treated(qtbot: QtBot, sample: Session) -> TreatmentPanel:
    panel = _panel(qtbot, sample, RISK, "R-001", MEASURE.table)
    assert isinstance(panel, TreatmentPanel)
    return panel


# the risk --------------------------------------------------------------------------------


def _choose(editor: Any, value: Any) -> None:
    editor.put(editor.format(value))
    editor.commit()


def test_tolerating_is_stored_with_its_reason(sample: Session, treated: TreatmentPanel) -> None:
    box = treated.strategy
    _choose(box.editors["strategy"], Strategy.TOLERATE)
    assert "why this risk is tolerated" in box.editors["strategy"].problem
    assert treated.unsettled() == "strategy"
    assert _record(sample, RISK, "R-001").strategy is Strategy.TREAT
    _choose(box.editors["strategy_reason"], "Cheaper than a second hall")
    risk = _record(sample, RISK, "R-001")
    assert (risk.strategy, risk.strategy_reason) == (
        Strategy.TOLERATE,
        "Cheaper than a second hall",
    )
    assert treated.unsettled() == box.editors["strategy"].problem == ""
    sample.undo()
    assert box.editors["strategy"].text() == "Treat"


def test_strategy_without_a_reason_can_be_dropped(treated: TreatmentPanel) -> None:
    _choose(treated.strategy.editors["strategy"], Strategy.TOLERATE)
    treated.revert()
    assert treated.unsettled() == ""


def _cell(panel: TreatmentPanel, row: int, key: str) -> Any:
    return panel.measures.index(row, panel.measures.column_of(key))


def test_more_measures_than_columns_are_shown(sample: Session, treated: TreatmentPanel) -> None:
    with sample.change("Plan much"):
        for n in range(12):
            made = Measure(id=new_id(), risk=treated.owner, title=f"Measure {n}")
            sample.open_book.table(MEASURE).save(made)
    assert treated.measure_table.verticalHeader().count() == len(treated.measures.records) + 1
    heading = Qt.Orientation.Horizontal
    assert treated.measures.headerData(treated.measures.column_of("progress"), heading) == "%"


def test_measure_is_added_and_edited_in_its_row(
    qtbot: QtBot, sample: Session, treated: TreatmentPanel
) -> None:
    count = len(treated.measures.records)
    treated.measure_table.edit(_cell(treated, count, "title"))
    editor = treated.measure_table.cell.editor
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Watch the chillers")
    treated.measure_table.cell.settle()
    made = treated.measures.records[count]
    assert (made.title, made.number != "", made.risk) == ("Watch the chillers", True, treated.owner)
    treated.measure_table.edit(_cell(treated, count, "due_on"))
    editor = treated.measure_table.cell.editor
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "2027-03-31")
    treated.measure_table.cell.settle()
    treated.measure_table.edit(_cell(treated, count, "owner"))
    box = treated.measure_table.cell.editor
    assert isinstance(box, Combo)
    box.setEditText("huang tao")
    treated.measure_table.cell.settle()
    made = treated.measures.records[count]
    assert str(made.due_on) == "2027-03-31"
    owner = sample.open_book.table(PERSON).get(made.owner)
    assert owner is not None
    assert owner.name == "Huang Tao"


def test_unknown_owner_is_refused(treated: TreatmentPanel, told: list[Notice]) -> None:
    assert not treated.measures.setData(_cell(treated, 0, "owner"), "Nobody at all")
    assert "Nobody at all" in told[-1].text


def test_whole_progress_proposes_that_a_measure_is_done(
    treated: TreatmentPanel, told: list[Notice]
) -> None:
    treated.measures.setData(_cell(treated, 0, "progress"), "100")
    assert treated.measures.records[0].status is MeasureStatus.RUNNING
    assert told[-1].verb == "Mark as done"
    assert told[-1].act is not None
    told[-1].act()
    measure = treated.measures.records[0]
    assert (measure.status, measure.done_on) == (MeasureStatus.DONE, today())
    treated.measures.setData(_cell(treated, 1, "status"), "Done")
    assert treated.measures.records[1].progress == 100


def test_proposal_follows_what_a_measure_lowers(treated: TreatmentPanel) -> None:
    residual = treated.proposals[1]
    assert residual.proposal is not None
    assert residual.proposal.likelihood.step == 2
    treated.measure_table.selectRow(0)
    box = treated.effect.boxes["lowers_likelihood"]
    box.setCurrentIndex(box.findText("2"))
    box.activated.emit(box.currentIndex())
    assert residual.proposal.likelihood.step == 1
    assert "assessed" in residual.verdict.text()


def test_control_is_found_and_its_side_named(sample: Session, treated: TreatmentPanel) -> None:
    before = len(treated.controls.records)
    control = _record(sample, CONTROL, "C-003")
    treated.add_control(control.id)
    treated.add_control(control.id)  # a second time changes nothing
    assert len(treated.controls.records) == before + 1
    side = treated.controls.index(before, treated.controls.column_of("side"))
    assert side.data() == "Impact"
    treated.controls.setData(side, "Likelihood")
    link = treated.controls.records[before]
    assert link.side is Side.LIKELIHOOD
    treated.control_table.selectRow(before)
    treated._control_tools[1].click()
    assert len(treated.controls.records) == before


def test_risk_is_assessed_with_what_is_proposed(
    qtbot: QtBot, sample: Session, treated: TreatmentPanel
) -> None:
    view = treated.proposals[1]
    assert view.proposal is not None
    page = treated.window()
    assert isinstance(page, RecordPage)
    view.assess.click()
    rating = page.detail.tabs[0].panel.rating
    assert page.detail.bar.currentIndex() == 0
    assert rating.is_drafting
    assert rating.tiers.tier is Tier.RESIDUAL
    assert rating.draft.place == (view.proposal.likelihood.step, view.proposal.impact.step)
    rating.save()
    assert _record(sample, RISK, "R-001").residual_likelihood == view.proposal.likelihood.step


def test_reason_is_shown_where_nothing_is_proposed(qtbot: QtBot, sample: Session) -> None:
    panel = _panel(qtbot, sample, RISK, "R-033", MEASURE.table)
    assert [view.verdict.text() for view in panel.proposals] == [
        "No proposal: rate the inherent risk first.",
        "No proposal: rate the current risk first.",
    ]
    assert all(view.assess.isHidden() for view in panel.proposals)


def test_risk_above_its_bounds_says_so(qtbot: QtBot, sample: Session) -> None:
    panel = _panel(qtbot, sample, RISK, "R-002", MEASURE.table)
    assert panel.bound.text() == (
        "Current level Extreme is above the tolerance High. It may be accepted by Lin Yue."
    )


def test_acceptance_is_begun_from_the_risk(
    qtbot: QtBot, sample: Session, treated: TreatmentPanel
) -> None:
    with qtbot.waitSignal(sample.wanted) as wanted:
        treated.accept.click()
    made = sample.open_book.table(ACCEPTANCE).get(wanted.args[1])
    assert made is not None
    assert made.status is AcceptanceStatus.CREATED
    assert [line.record for line in treated.accepted.lines] == [made.id]
    assert treated.accepted.lines[0].word == "Created"


def test_register_for_reading_is_not_treated(qtbot: QtBot, sample: Session) -> None:
    sample.open_book.read_only = "a test."
    panel = _panel(qtbot, sample, RISK, "R-001", MEASURE.table)
    assert not panel.accept.isEnabled()
    assert panel.measures.rowCount() == len(panel.measures.records)
    assert all(view.assess.isHidden() for view in panel.proposals)
    assert not panel.measures.flags(_cell(panel, 0, "title")) & Qt.ItemFlag.ItemIsEditable


# the control -----------------------------------------------------------------------------


@pytest.fixture
def control(qtbot: QtBot, sample: Session) -> ControlPanel:
    panel = _panel(qtbot, sample, CONTROL, "C-002", RISK_CONTROL.table)
    assert isinstance(panel, ControlPanel)
    return panel


def _requests(session: Session) -> int:
    return session.open_book.table(REVIEW_REQUEST).count(cause=ReviewCause.CONTROL)


def test_weaker_control_shows_what_moves_before_it_is_stored(
    sample: Session, control: ControlPanel, told: list[Notice]
) -> None:
    rating, before = control.rating, _requests(sample)
    _choose(rating.editors["state"], ControlState.SUSPENDED)
    assert not rating.preview.isHidden()
    assert "R-001" in rating.told.text()
    assert "High → Extreme" in rating.told.text()
    assert _record(sample, CONTROL, "C-002").state is ControlState.ACTIVE
    rating.keep.click()
    assert _record(sample, CONTROL, "C-002").state is ControlState.SUSPENDED
    assert _requests(sample) == before + 4
    assert told[-1].text == "4 risks were put into the review queue."
    assert rating.preview.isHidden()
    sample.undo()
    assert _requests(sample) == before
    assert rating.editors["state"].text() == "In operation"


def test_weaker_control_may_be_left_as_it_is(sample: Session, control: ControlPanel) -> None:
    _choose(control.rating.editors["operation"], Strength.NONE)
    control.revert()
    assert control.rating.editors["operation"].text() == "Adequate"
    assert control.unsettled() == ""
    assert _record(sample, CONTROL, "C-002").operation is Strength.ADEQUATE


def test_weaker_control_is_stored_when_it_is_left(sample: Session, control: ControlPanel) -> None:
    _choose(control.rating.editors["operation"], Strength.NONE)
    assert control.unsettled() == ""
    assert _record(sample, CONTROL, "C-002").operation is Strength.NONE


def test_stronger_control_is_stored_at_once(sample: Session, control: ControlPanel) -> None:
    before = _requests(sample)
    _choose(control.rating.editors["design"], Strength.STRONG)
    assert _record(sample, CONTROL, "C-002").design is Strength.STRONG
    assert control.rating.preview.isHidden()
    assert _requests(sample) == before


def test_test_is_recorded_in_one_line(qtbot: QtBot, control: ControlPanel) -> None:
    before = _record(control.session, CONTROL, "C-002")
    control.test.operation.setCurrentIndex(control.test.operation.findData(Strength.STRONG))
    control.test.result.setText("Up after 2 h")
    qtbot.keyClick(control.test.result, Qt.Key.Key_Return)
    after = _record(control.session, CONTROL, "C-002")
    assert (after.last_test, after.operation, after.test_result) == (
        today(),
        Strength.STRONG,
        "Up after 2 h",
    )
    assert after.next_test - after.last_test == before.next_test - before.last_test
    assert control.test.result.text() == ""
    assert "Up after 2 h" in control.tested.text()


# the acceptance --------------------------------------------------------------------------


def _acceptance(qtbot: QtBot, session: Session, number: str) -> AcceptancePanel:
    panel = _panel(qtbot, session, ACCEPTANCE, number, "standing")
    assert isinstance(panel, AcceptancePanel)
    return panel


def _offered(panel: AcceptancePanel) -> set[str]:
    return {key for key, verb in panel.verbs.items() if not verb.isHidden()}


def test_acceptance_is_accepted_and_revoked(qtbot: QtBot, sample: Session) -> None:
    panel = _acceptance(qtbot, sample, "AC-03")
    assert _offered(panel) == {"accept", "reject"}
    panel.verbs["accept"].click()  # type: ignore[attr-defined]
    assert _record(sample, RISK, "R-015").status is RiskStatus.ACCEPTED
    assert _offered(panel) == {"revoke"}
    assert panel.left.text().startswith("Expires in ")
    panel.verbs["revoke"].click()  # type: ignore[attr-defined]
    assert "why the acceptance is revoked" in panel.problem.text()
    panel.because.setText("A claim came in")
    panel.verbs["revoke"].click()  # type: ignore[attr-defined]
    assert panel.problem.isHidden()
    assert _record(sample, RISK, "R-015").status is RiskStatus.OPEN
    assert panel.left.text() == "A claim came in"
    assert _offered(panel) == set()


def test_acceptance_without_an_end_is_refused_in_a_sentence(qtbot: QtBot, sample: Session) -> None:
    with sample.change("Change"):
        record = _record(sample, ACCEPTANCE, "AC-03")
        sample.open_book.table(ACCEPTANCE).save(replace(record, expires_on=None))
    panel = _acceptance(qtbot, sample, "AC-03")
    panel.verbs["accept"].click()  # type: ignore[attr-defined]
    assert "until when" in panel.problem.text()


def test_expired_acceptance_opens_its_risks_again(qtbot: QtBot, sample: Session) -> None:
    panel = _acceptance(qtbot, sample, "AC-02")
    assert panel.left.text().startswith("Expired ")
    assert _offered(panel) == {"reopen"}
    panel.verbs["reopen"].click()  # type: ignore[attr-defined]
    assert _record(sample, RISK, "R-013").status is RiskStatus.OPEN
    asked = sample.open_book.table(REVIEW_REQUEST).find(cause=ReviewCause.ACCEPTANCE)
    assert _record(sample, RISK, "R-013").id in {item.risk for item in asked}


def test_form_is_made_in_both_languages(
    qtbot: QtBot, sample: Session, tmp_path: Path, chinese: None
) -> None:
    path = tmp_path / "form.pdf"
    make_form(_record(sample, ACCEPTANCE, "AC-03").id, path, sample.open_book, silent)
    assert path.read_bytes().startswith(b"%PDF")


# the appetite ----------------------------------------------------------------------------


@pytest.fixture
def appetite(qtbot: QtBot, sample: Session) -> AppetitePage:
    return on_screen(qtbot, AppetitePage(sample), 1060, 700)


def _entry(session: Session, name: str) -> Any:
    table = session.open_book.table(APPETITE)
    return next(iter(table.find(category=category_id(name), tier=Tier.CURRENT)), None)


def _set(page: AppetitePage, name: str, key: str, level: LevelKey | None) -> None:
    box = page.cells[category_id(name), key]
    box.setCurrentIndex(box.findData(level))
    box.activated.emit(box.currentIndex())


def test_every_category_has_its_row(sample: Session, appetite: AppetitePage) -> None:
    categories = sample.open_book.table(CATEGORY).ids()
    levels = [key for key in appetite.cells if key[1] in LEVEL_KEYS]
    assert len(levels) == 2 * (len(categories) + 1)
    entries = sample.open_book.table(APPETITE).find(tier=Tier.CURRENT)
    assert len(appetite.cells) == len(levels) + len(entries)
    inherited = appetite.cells[category_id("systems"), "appetite"]
    assert inherited.currentText() == "(Moderate)"


def test_level_of_a_category_is_set_and_taken_away(sample: Session, appetite: AppetitePage) -> None:
    _set(appetite, "systems", "appetite", LevelKey.EXTREME)
    entry = _entry(sample, "systems")
    assert (entry.appetite, entry.tolerance) == (LevelKey.EXTREME, LevelKey.EXTREME)
    assert not any("R-002" in line.text for line in appetite.above.lines)
    _set(appetite, "systems", "appetite", None)
    assert _entry(sample, "systems") is None
    assert any("R-002" in line.text for line in appetite.above.lines)


def test_rows_that_stay_as_they_are_are_not_made_anew(appetite: AppetitePage) -> None:
    before = dict(appetite.cells)
    _set(appetite, "technical", "appetite", LevelKey.LOW)
    changed = {key[0] for key, box in appetite.cells.items() if before.get(key) is not box}
    below = {category_id("technical"), category_id("systems")}
    assert below <= changed
    assert len(changed) < len({key[0] for key in before}) / 2
    assert appetite.cells[category_id("systems"), "appetite"].currentText() == "(Low)"


def test_focus_stays_in_its_cell(qtbot: QtBot, appetite: AppetitePage) -> None:
    key = category_id("systems"), "appetite"
    appetite.activateWindow()
    appetite.cells[key].setFocus()
    qtbot.waitUntil(appetite.cells[key].hasFocus)
    _set(appetite, "systems", "appetite", LevelKey.LOW)
    qtbot.waitUntil(appetite.cells[key].hasFocus)
    assert appetite.cells[key].currentText() == "Low"


def test_hidden_page_reads_again_when_it_is_shown(sample: Session, appetite: AppetitePage) -> None:
    appetite.hide()
    with sample.change("Close"):
        risk = _record(sample, RISK, "R-002")
        sample.open_book.table(RISK).save(replace(risk, status=RiskStatus.CLOSED))
    assert any("R-002" in line.text for line in appetite.above.lines)
    appetite.show()
    assert not any("R-002" in line.text for line in appetite.above.lines)


def test_tolerance_below_the_appetite_is_refused(
    sample: Session, appetite: AppetitePage, told: list[Notice]
) -> None:
    _set(appetite, "technical", "tolerance", LevelKey.LOW)
    assert "below the appetite" in told[-1].text
    assert _entry(sample, "technical").tolerance is LevelKey.HIGH
    assert appetite.cells[category_id("technical"), "tolerance"].currentText() == "High"


def test_another_tier_has_entries_of_its_own(appetite: AppetitePage) -> None:
    before = len(appetite.above.lines)
    appetite.tier.setCurrentIndex(appetite.tier.findData(Tier.TARGET))
    appetite.tier.activated.emit(appetite.tier.currentIndex())
    assert appetite.cells[None, "appetite"].currentText() == "Low"
    assert len(appetite.above.lines) != before
