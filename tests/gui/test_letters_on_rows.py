"""A letter typed on a row: Qt would read every row until one begins with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from gui.pages.checked import CheckedModel, CheckedView, Row
from gui.pages.record_page import RecordPage
from gui.session import Session
from register.catalog import Finding, Severity
from register.entities import RISK

NO_BEGINNING = "q"
ROWS = 9


def _rows_read(qtbot: QtBot, view: QAbstractItemView, patch: pytest.MonkeyPatch) -> set[int]:
    """Type a letter that no text begins with; returns the rows whose texts were asked for."""
    model = view.model()
    kind, asked = type(model), set[int]()
    plain = kind.data

    def noted(self: object, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            asked.add(index.row())
        return plain(self, index, role)

    patch.setattr(kind, "data", noted)
    assert model.data(model.index(ROWS - 1, 0)), "there is no such row"
    assert asked == {ROWS - 1}
    asked.clear()
    qtbot.keyClick(view, NO_BEGINNING)
    return asked


def test_a_letter_on_a_row_reads_no_other_row(
    qtbot: QtBot, sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = RecordPage(sample, RISK)
    qtbot.addWidget(page)
    view, model = page.list.view, page.list.model
    level = next(n for n, field in enumerate(model.fields) if field.key == "current_level")
    view.setCurrentIndex(model.index(0, level))
    assert not view.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
    assert _rows_read(qtbot, view, monkeypatch) <= {0}
    assert view.currentIndex() == model.index(0, level)


def test_a_letter_on_a_finding_reads_no_other(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, view = CheckedModel(), CheckedView()
    qtbot.addWidget(view)
    view.setModel(model)
    severity = next(iter(Severity))
    texts = [f"No owner {n}" for n in range(ROWS)]
    model.show_rows([Row(Finding(severity, RISK, "", "owner", text)) for text in texts])
    view.setCurrentIndex(model.index(0))
    assert _rows_read(qtbot, view, monkeypatch) <= {0}
    assert view.currentIndex().row() == 0
