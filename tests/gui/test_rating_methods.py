"""A risk is rated by every kind of method, by keys and by mouse, and its page says by which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from gui.forms.rating_lec import LecForm
from gui.forms.rating_panel import RatingPanel
from gui.session import Session
from register.assess import assess
from register.entities import ASSESSMENT, RISK, Assessment, Risk
from register.entities.assessment import Confidence, Dimension
from register.entities.risk import RiskKind, Tier
from register.entity import new_id
from register.i18n import today
from register.methods import add_method, new_version, use_method
from register.scoring import (
    DEFAULT_METHOD,
    DIRECT_METHOD,
    LEC_METHOD,
    OPPORTUNITY_METHOD,
    WEIGHTED_METHOD,
    Boundary,
    Method,
)
from tests.gui.windows import on_screen

Make = Callable[[Risk], RatingPanel]
THREAT = Risk(id="r", number="R-001", title="Fire")
CHANCE = Risk(id="o", number="R-002", title="Praise", kind=RiskKind.OPPORTUNITY)


@pytest.fixture
def make(qtbot: QtBot, session: Session) -> Make:
    """Put a risk into the register and show its rating."""

    def made(risk: Risk) -> RatingPanel:
        with session.change("Add"):
            session.open_book.table(RISK).save(risk)
        panel = on_screen(qtbot, RatingPanel(session), 700, 900)
        panel.show_owner(risk.id)
        return panel

    return made


def _stored(panel: RatingPanel) -> Assessment:
    return panel.session.open_book.table(ASSESSMENT).all()[-1]


def _risk(panel: RatingPanel, risk: Risk = THREAT) -> Risk:
    found = panel.session.open_book.table(RISK).get(risk.id)
    assert found is not None
    return found


def _rate(panel: RatingPanel, method: Method, **said: object) -> None:
    with panel.session.change("Rate"):
        assess(
            panel.session.open_book,
            Assessment(id=new_id(), risk="r", method=method.id, assessed_on=today(), **said),  # type: ignore[arg-type]
        )


def _choose(qtbot: QtBot, combo: QComboBox, place: int) -> None:
    """Choose a line of a combo box by keys."""
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    for _n in range(place):
        qtbot.keyClick(combo, Qt.Key.Key_Down)


def _shown_method(qtbot: QtBot, panel: RatingPanel, method: Method) -> None:
    names = [panel.chooser.combo.itemText(n) for n in range(panel.chooser.combo.count())]
    _choose(qtbot, panel.chooser.combo, names.index(method.name["en"]))


# which method ----------------------------------------------------------------------------


def test_panel_begins_with_the_method_that_governs_and_says_why(make: Make) -> None:
    panel = make(THREAT)
    assert panel.method == DEFAULT_METHOD
    assert panel.matrix.isVisible()
    words = "“House method 5×5” governs threats: the first method in use with a matrix."
    assert panel.chooser.governs.text() == words


def test_panel_of_an_opportunity_offers_its_methods_only(make: Make) -> None:
    panel = make(CHANCE)
    assert panel.method == OPPORTUNITY_METHOD
    assert panel.chooser.combo.count() == 1
    assert "governs opportunities" in panel.chooser.governs.text()
    panel.pick(3, 4)
    panel.save()
    assert _stored(panel).method == OPPORTUNITY_METHOD.id


def test_opportunity_without_a_method_in_use_says_so(make: Make) -> None:
    panel = make(THREAT)
    with panel.session.change("Rest"):
        use_method(panel.session.open_book, OPPORTUNITY_METHOD.id, in_use=False)
    panel = make(CHANCE)
    assert panel.method is None
    assert not panel.board.isVisible()
    assert "no rating method for opportunities" in panel.chooser.governs.text()
    panel.pick(2, 2)
    assert not panel.is_drafting


def test_panel_begins_with_the_method_of_the_current_rating(make: Make) -> None:
    panel = make(THREAT)
    _rate(panel, LEC_METHOD, likelihood=6, exposure=3, impact=15)
    panel.show_owner(None)
    panel.show_owner("r")
    assert panel.method == LEC_METHOD
    assert panel.board.scale.isVisible()
    assert not panel.matrix.isVisible()


def test_method_that_was_chosen_stays_when_a_rating_is_stored(qtbot: QtBot, make: Make) -> None:
    panel = make(THREAT)
    _shown_method(qtbot, panel, DIRECT_METHOD)
    panel.tiers.lines[Tier.TARGET].click()
    panel.board.levels.buttons["low"].click()
    panel.draft.rationale.setPlainText("Agreed")
    panel.save()
    assert panel.method == DIRECT_METHOD
    assert _risk(panel).target_level == "low"


# matrix and formula ----------------------------------------------------------------------


def test_dimensions_decide_the_impact_and_the_driver_is_named(qtbot: QtBot, make: Make) -> None:
    panel = make(THREAT)
    qtbot.keyClick(panel.matrix, Qt.Key.Key_Up)
    grid = panel.draft.grid
    grid.fold.click()
    _choose(qtbot, panel.draft.likelihood, 3)
    _choose(qtbot, grid.boxes["service"].combo, 4)
    _choose(qtbot, grid.boxes["money"].combo, 2)
    assert panel.draft.place == panel.matrix.chosen == (3, 4)
    assert grid._driver.text() == "4  Major — from Service"
    assert grid.boxes["service"]._known.text() == "1–3 days or several sites"
    assert not grid.boxes["people"]._known.isVisible()
    panel.save()
    done = _stored(panel)
    assert (done.likelihood, done.impact, done.score, done.level) == (3, 4, 12, "moderate")
    assert (done.impact_service, done.impact_money, done.impact_people) == (4, 2, None)
    assert done.driver is Dimension.SERVICE


def test_another_impact_is_refused_plainly_while_dimensions_decide(
    qtbot: QtBot, make: Make
) -> None:
    panel = make(THREAT)
    panel.pick(2, 3)
    grid = panel.draft.grid
    grid.fold.click()
    _choose(qtbot, grid.boxes["people"].combo, 5)
    panel.pick(4, 2)
    assert panel.draft.place == panel.matrix.chosen == (4, 5)
    assert grid.told.isVisible()
    assert grid.told.text().startswith("The dimensions decide: the impact stays at 5  Severe.")
    _choose(qtbot, grid.boxes["people"].combo, 0)
    panel.pick(4, 2)
    assert panel.draft.place == (4, 2)
    assert not grid.told.isVisible()
    panel.save()
    assert (_stored(panel).impact, _stored(panel).driver) == (2, None)


def test_cell_is_picked_by_mouse(qtbot: QtBot, make: Make) -> None:
    panel = make(THREAT)
    cell = panel.matrix._cell(5, 4).center().toPoint()
    qtbot.mouseClick(panel.matrix, Qt.MouseButton.LeftButton, pos=cell)
    qtbot.mouseClick(panel.draft.save, Qt.MouseButton.LeftButton)
    assert (_stored(panel).likelihood, _stored(panel).impact) == (5, 4)


def test_formula_shows_how_its_score_came_about(qtbot: QtBot, make: Make) -> None:
    panel = make(THREAT)
    with panel.session.change("Add"):
        add_method(panel.session.open_book, WEIGHTED_METHOD)
    _shown_method(qtbot, panel, WEIGHTED_METHOD)
    panel.pick(3, 4)
    assert panel.draft._sum.text() == "L × I + 2 I = 20"
    panel.save()
    assert (_stored(panel).score, _stored(panel).method) == (20, WEIGHTED_METHOD.id)


# LEC -------------------------------------------------------------------------------------


def _lec(qtbot: QtBot, panel: RatingPanel) -> LecForm:
    _shown_method(qtbot, panel, LEC_METHOD)
    panel.board.scale.rate.setFocus()
    qtbot.keyClick(panel.board.scale.rate, Qt.Key.Key_Space)
    return panel.draft.lec


def test_lec_is_rated_by_keys_with_its_sum_band_and_rules(qtbot: QtBot, make: Make) -> None:
    panel = make(THREAT)
    form = _lec(qtbot, panel)
    assert panel.window().focusWidget() is form.boxes[0].combo
    for box, place in zip(form.boxes, (6, 4, 4), strict=True):
        _choose(qtbot, box.combo, place)
    assert form.sum.text() == "D = 6 × 3 × 15 = 270"
    assert form.band.text() == "Highly dangerous (160–320): correct at once"
    assert form.rule.text() == "A score exactly on a boundary belongs to the higher band."
    texts = [child.text() for child in form.findChildren(QWidget) if hasattr(child, "text")]
    assert any("not for market or financial risks" in text for text in texts)
    panel.save()
    done = _stored(panel)
    assert (done.likelihood, done.exposure, done.impact, done.score) == (6, 3, 15, 270)
    assert (done.method, done.level) == (LEC_METHOD.id, "high")
    assert "D 270" in panel.tiers.lines[Tier.CURRENT].accessibleName()


def test_lec_takes_free_values_exactly_and_refuses_others(qtbot: QtBot, make: Make) -> None:
    panel = make(THREAT)
    form = _lec(qtbot, panel)
    for box, place in zip(form.boxes, (8, 3, 4), strict=True):
        _choose(qtbot, box.combo, place)
    free = form.boxes[0].free
    assert free.isVisible()
    for text, said in (("40", "not in the table’s range"), ("much", "“much” is not a number.")):
        free.clear()
        qtbot.keyClicks(free, text)
        assert said in panel.draft._problem.text()
        assert not panel.draft.save.isEnabled()
        assert panel.unsettled() == "rating"
    free.clear()
    qtbot.keyClicks(free, "0.3")
    assert form.sum.text() == "D = 0.3 × 2 × 15 = 9"
    panel.save()
    assert (_stored(panel).likelihood, _stored(panel).score) == (0.3, 9)


def test_lec_that_is_not_whole_holds_the_reader_back(qtbot: QtBot, make: Make) -> None:
    panel = make(THREAT)
    form = _lec(qtbot, panel)
    _choose(qtbot, form.boxes[0].combo, 3)
    assert form.sum.text() == "D = L × E × C"
    assert panel.unsettled() == "rating"
    words = "Give likelihood, exposure and consequence, or drop this rating."
    assert panel.draft._problem.text() == words


def test_boundary_rule_is_the_method_s_own(qtbot: QtBot, make: Make) -> None:
    panel = make(THREAT)
    assert LEC_METHOD.lec is not None
    lower = replace(LEC_METHOD, lec=replace(LEC_METHOD.lec, boundary=Boundary.LOWER))
    with panel.session.change("Change"):
        new_version(panel.session.open_book, lower)
    names = [panel.chooser.combo.itemText(n) for n in range(panel.chooser.combo.count())]
    assert "LEC for work at a place, version 2" in names
    _choose(qtbot, panel.chooser.combo, names.index("LEC for work at a place, version 2"))
    panel.begin()
    form = panel.draft.lec
    for box, place in zip(form.boxes, (7, 2, 3), strict=True):
        _choose(qtbot, box.combo, place)
    assert form.sum.text() == "D = 10 × 1 × 7 = 70"
    assert form.rule.text() == "A score exactly on a boundary belongs to the lower band."
    assert form.band.text().startswith("Dangerous (20–70)")


# direct level ----------------------------------------------------------------------------


def test_direct_level_needs_a_reason(qtbot: QtBot, make: Make) -> None:
    panel = make(THREAT)
    _shown_method(qtbot, panel, DIRECT_METHOD)
    button = panel.board.levels.buttons["extreme"]
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.unsettled() == "rating"
    assert panel.draft._problem.text().startswith("Say why")
    panel.focus_rating()
    assert panel.window().focusWidget() is panel.draft.rationale
    qtbot.keyClicks(panel.draft.rationale, "Told by the board")
    assert not panel.draft._problem.isVisible()
    panel.save()
    done = _stored(panel)
    assert (done.level, done.score, done.rationale) == ("extreme", None, "Told by the board")
    assert button.isChecked()
    assert panel.window().focusWidget() is button


def test_confidence_and_evidence_are_stored_and_told(qtbot: QtBot, make: Make) -> None:
    panel = make(THREAT)
    panel.pick(2, 2)
    more = panel.draft.more
    assert not more._evidence.isVisible()
    more.fold.click()
    _choose(qtbot, more._confidence, 3)
    qtbot.keyClicks(more._evidence, "Log of May <b>")
    panel.save()
    done = _stored(panel)
    assert (done.confidence, done.evidence) == (Confidence.HIGH, "Log of May <b>")
    index = panel.past.model.index(0, 0)
    tip = panel.past.model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert "Confidence: High" in tip
    assert "Log of May &lt;b&gt;" in tip
    assert "House method 5×5, version 1" in tip
    panel.pick(3, 3)
    assert more.confidence is None
    assert more.evidence == ""


# what was rated otherwise ----------------------------------------------------------------


def test_tier_rated_by_another_method_keeps_its_look_and_names_it(make: Make) -> None:
    panel = make(THREAT)
    _rate(panel, LEC_METHOD, likelihood=6, exposure=3, impact=15, tier=Tier.TARGET)
    _rate(panel, DEFAULT_METHOD, likelihood=3, impact=4)
    assert panel.method == DEFAULT_METHOD
    assert panel.tiers.notes[Tier.TARGET].text() == "LEC for work at a place"
    assert panel.tiers.notes[Tier.TARGET].isVisible()
    assert not panel.tiers.notes[Tier.CURRENT].isVisible()
    assert set(panel.matrix._tiers) == {Tier.CURRENT}
    assert "not rated" in panel.tiers.lines[Tier.RESIDUAL].accessibleName().lower()


def test_tier_rated_under_an_older_version_leads_to_it(qtbot: QtBot, make: Make) -> None:
    panel = make(THREAT)
    _rate(panel, DEFAULT_METHOD, likelihood=3, impact=4)
    with panel.session.change("Change"):
        new_version(panel.session.open_book, replace(DEFAULT_METHOD, name={"en": "Ours"}))
    assert panel.method is not None
    assert panel.method.version == 2
    link = panel.tiers.links[Tier.CURRENT]
    assert link.text() == "rated under version 1"
    assert panel.matrix._tiers == {}
    with qtbot.waitSignal(panel.session.wanted) as wanted:
        link.click()
    assert wanted.args[:2] == ["methods", DEFAULT_METHOD.id]


def test_course_holds_the_scores_of_one_method(make: Make) -> None:
    panel = make(THREAT)
    _rate(panel, LEC_METHOD, likelihood=6, exposure=3, impact=15)
    assert len(panel.past.spark._points) == 1
    _rate(panel, DEFAULT_METHOD, likelihood=3, impact=4)
    assert [point.score for point in panel.past.spark._points] == [12]
    assert "House method" in panel.past._course.text()
    texts = [panel.past.model.text(record, 2) for record in panel.past.model.records]
    assert texts == ["3 × 4", "6 × 3 × 15 = 270"]
    assert not panel.past._table.isColumnHidden(5)


def test_rating_that_was_suggested_begins_under_a_method_with_a_matrix(make: Make) -> None:
    panel = make(THREAT)
    _rate(panel, DEFAULT_METHOD, likelihood=4, impact=4, tier=Tier.INHERENT)
    _rate(panel, LEC_METHOD, likelihood=6, exposure=3, impact=15)
    panel.show_owner("r")
    panel.suggest(Tier.CURRENT, (3, 4), "As proposed", DEFAULT_METHOD.id)
    assert panel.method == DEFAULT_METHOD
    assert panel.matrix.isVisible()
    assert panel.draft.place == panel.matrix.chosen == (3, 4)
    panel.save()
    assert (_stored(panel).likelihood, _stored(panel).rationale) == (3, "As proposed")


def test_choosing_another_method_keeps_the_reasons_that_were_typed(
    qtbot: QtBot, make: Make
) -> None:
    panel = make(THREAT)
    panel.pick(3, 3)
    panel.draft.rationale.setPlainText("Seen twice")
    panel.draft.day.line.setText("2026-02-03")
    _shown_method(qtbot, panel, LEC_METHOD)
    assert panel.is_drafting
    assert panel.draft.lec.isVisible()
    assert not panel.draft.grid.isVisible()
    for box, place in zip(panel.draft.lec.boxes, (1, 1, 1), strict=True):
        _choose(qtbot, box.combo, place)
    panel.save()
    done = _stored(panel)
    assert (done.score, done.rationale) == (0.05, "Seen twice")
    assert done.assessed_on == date(2026, 2, 3)


def test_book_for_reading_offers_no_rating(make: Make) -> None:
    panel = make(THREAT)
    _rate(panel, DIRECT_METHOD, level="low", rationale="-")
    panel.session.open_book.read_only = "a test."
    panel.show_owner("r")
    assert not panel.board.levels.isEnabled()
    panel.pick_level("high")
    panel.begin()
    assert not panel.is_drafting
