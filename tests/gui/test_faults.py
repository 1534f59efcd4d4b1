"""Faults of the program (fault cases R10, R11): told once, named, and nothing half-written."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui import faults
from gui.environment import fault_id
from gui.faults import Faults
from gui.notice import Notice
from gui.session import Session
from register.entities import UNIT, Unit
from register.entity import new_id


def _fault(text: str) -> ValueError:
    try:
        raise ValueError(text)
    except ValueError as error:
        return error


def test_fault_has_the_same_name_whatever_it_says() -> None:
    assert fault_id(_fault("one")) == fault_id(_fault("two"))
    assert len(fault_id(_fault("one"))) == 8


def test_faults_in_a_row_are_told_once_and_counted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Notice] = []
    teller = Faults(told.append, lambda _error: None)
    for _n in range(100):
        teller.show(_fault("again"))
    assert len(told) == 1
    monkeypatch.setattr(faults, "QUIET_S", 0.0)
    teller.show(_fault("again"))
    assert "99" in told[1].text


def test_fault_in_a_slot_leaves_nothing_half_written(qtbot: QtBot, session: Session) -> None:
    told: list[Notice] = []
    session.told.connect(told.append)

    def act() -> None:
        with session.open_book.change("Add {title}", title="Port") as _done:
            session.open_book.table(UNIT).save(Unit(id=new_id(), name="Port"))
            raise ValueError("secret of the register")

    made = QPushButton()
    qtbot.addWidget(made)
    made.clicked.connect(act)
    with qtbot.captureExceptions() as caught:
        made.click()
    session.report(caught[0][1])
    assert session.open_book.table(UNIT).count() == 0
    assert fault_id(caught[0][1]) in told[0].text
    assert "secret" not in told[0].text
    session.write("Add {title}", lambda book: book.table(UNIT).save(Unit(id=new_id(), name="Quay")))
    assert session.open_book.table(UNIT).count() == 1
