"""The chain of a risk: drawn, listed, linked by hand, and never closed to a circle."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.pages.chain_panel import ChainPanel
from gui.session import Session
from register.entities import RISK, RISK_LINK, Risk
from register.identifying.cascade import lead
from tests.gui.windows import on_screen


@pytest.fixture
def chained(session: Session) -> Session:
    with session.change("Add"):
        book = session.open_book
        for key in "abcd":
            book.table(RISK).save(Risk(id=key, number=f"R-{key}", title=f"Risk {key}"))
        lead(book, "a", "b")
        lead(book, "b", "c", "within an hour")
    return session


def panel(qtbot: QtBot, session: Session, owner: str) -> ChainPanel:
    made = on_screen(qtbot, ChainPanel(session))
    made.show_owner(owner)
    return made


def test_graph_and_lists_say_the_same(qtbot: QtBot, chained: Session) -> None:
    made = panel(qtbot, chained, "a")
    assert [(line.record, line.word) for line in made.falls.lines] == [
        ("b", "Not rated · 1 step"),
        ("c", "Not rated · 2 steps"),
    ]
    assert made.causes.lines == []
    boxes = made.graph.boxes()
    assert set(boxes) == {"a", "b", "c"}
    assert boxes["a"].bottom() < boxes["b"].top() < boxes["c"].top()
    assert "Risk c: Not rated" in made.graph.accessibleDescription()


def test_a_press_on_the_graph_shows_the_risk(qtbot: QtBot, chained: Session) -> None:
    made = panel(qtbot, chained, "a")
    with qtbot.waitSignal(chained.wanted) as told:
        place = made.graph.boxes()["c"].center().toPoint()
        qtbot.mouseClick(made.graph, Qt.MouseButton.LeftButton, pos=place)
    assert told.args[:2] == ["risks", "c"]


def test_links_are_added_and_removed_by_hand(qtbot: QtBot, chained: Session) -> None:
    made, book = panel(qtbot, chained, "c"), chained.open_book
    made.effects.editor.put("R-d Risk d")
    made.effects.note.setText("at once")
    made.effects.add()
    (link,) = book.table(RISK_LINK).find(risk="c", effect="d")
    assert link.note == "at once"
    assert made.effects.editor.text() == made.effects.note.text() == ""
    assert [line.record for line in made.falls.lines] == ["d"]
    made.effects._remove(link, "d")
    assert book.table(RISK_LINK).count(risk="c") == 0
    made.sources.editor.put("R-d Risk d")
    made.sources.add()
    assert book.table(RISK_LINK).count(risk="d", effect="c") == 1


def test_a_circle_is_refused_beside_the_field(qtbot: QtBot, chained: Session) -> None:
    made = panel(qtbot, chained, "c")
    made.effects.editor.put("R-a Risk a")
    made.effects.add()
    assert "R-a → R-b → R-c leads back here" in made.effects.editor.problem
    assert made.effects.editor.text() == "R-a Risk a"
    made.effects.editor.put("")
    made.effects.add()
    assert "Choose a risk" in made.effects.editor.problem
    made.revert()
    assert made.effects.editor.problem == ""
