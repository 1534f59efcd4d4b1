"""Saving while another program holds or changes the file (fault cases R28, R29)."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui import writes
from gui.forms.keeping import save_field
from gui.notice import Notice
from gui.session import Session
from register.entities import UNIT, Unit
from register.entity import new_id

FROZEN_S = 0.5  # R28: the window never stands still for longer
NAME = UNIT.by_key["name"]


@pytest.fixture
def unit(session: Session) -> Unit:
    made = Unit(id=new_id(), name="Port")
    session.write("Add {title}", lambda book: book.table(UNIT).save(made), title="Port")
    return made


@pytest.fixture
def notices(session: Session) -> list[Notice]:
    heard: list[Notice] = []
    session.told.connect(heard.append)
    return heard


@pytest.fixture
def other(unit: Unit, book_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that has the file open."""
    connection = sqlite3.connect(book_path, isolation_level=None)
    yield connection
    connection.close()


def _stored(session: Session, unit: Unit) -> str:
    found = session.open_book.table(UNIT).get(unit.id)
    return found.name if found else ""


def test_what_another_program_holds_up_is_kept_and_saved_later(
    qtbot: QtBot,
    session: Session,
    unit: Unit,
    notices: list[Notice],
    other: sqlite3.Connection,
) -> None:
    other.execute("begin immediate")
    start = time.monotonic()
    save_field(session, UNIT, unit, NAME, "Yard")
    assert time.monotonic() - start < FROZEN_S
    assert notices[-1].problem
    assert _stored(session, unit) == "Port"
    other.execute("rollback")
    assert notices[-1].act is not None
    notices[-1].act()
    assert _stored(session, unit) == "Yard"
    assert not notices[-1].problem


def test_waiting_changes_are_tried_again_by_themselves(
    qtbot: QtBot, session: Session, unit: Unit, other: sqlite3.Connection
) -> None:
    other.execute("begin immediate")
    save_field(session, UNIT, unit, NAME, "Yard")
    save_field(session, UNIT, replace(unit, name="Yard"), NAME, "Quay")
    other.execute("rollback")
    qtbot.waitUntil(lambda: _stored(session, unit) == "Quay", timeout=10 * writes.RETRY_MS)


def test_closing_saves_what_waited(
    session: Session, unit: Unit, other: sqlite3.Connection, book_path: Path
) -> None:
    other.execute("begin immediate")
    save_field(session, UNIT, unit, NAME, "Yard")
    other.execute("rollback")
    session.detach()
    assert [name for (name,) in other.execute("select name from units")] == ["Yard"]


def test_value_changed_elsewhere_is_shown_beside_ones_own(
    session: Session, unit: Unit, notices: list[Notice], other: sqlite3.Connection
) -> None:
    other.execute("update units set name = 'Quay'")
    save_field(session, UNIT, unit, NAME, "Yard")
    assert notices[-1].verb == "Reload"
    assert notices[-1].act is not None
    notices[-1].act()
    assert "Quay" in notices[-1].text
    assert "Yard" in notices[-1].text
    assert _stored(session, unit) == "Quay"
    assert notices[-1].act is not None
    notices[-1].act()
    assert _stored(session, unit) == "Yard"


def test_change_of_another_field_elsewhere_does_not_stand_against_ones_own(
    session: Session, unit: Unit, notices: list[Notice], other: sqlite3.Connection
) -> None:
    other.execute("insert into units (id, name) values ('x', 'Quay')")
    save_field(session, UNIT, unit, NAME, "Yard")
    assert notices[-1].act is not None
    notices[-1].act()
    assert _stored(session, unit) == "Yard"
