"""The earlier assessments of a risk: one tier's course as a spark line, and all as a table.

The line holds scores of one method only, for those of two do not compare; the table names all.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from gui import theme
from gui.charts.course import course_of
from gui.charts.spark_line import SparkLine
from gui.forms.rating_words import full_words, method_name, said_words
from gui.levels import level_of, level_text
from gui.session import Session
from gui.tables.plain_table import PlainTable
from gui.tables.text_model import Index, TextModel
from gui.widgets import column, label, tip
from register.entities import ASSESSMENT, Assessment
from register.entities.risk import TIERS, Tier
from register.i18n import N_, _, translated
from register.scoring import words_in

MOST_ROWS, ROW = 7, 32
HEADINGS = (
    N_("Assessed on"),
    N_("Tier"),
    N_("Judged as"),
    N_("Level"),
    N_("Assessed by"),
    N_("Method"),
    N_("Rationale"),
)
METHOD_COLUMN = 5


class PastModel(TextModel):
    """Assessments, the latest first; the tip of a row says all of it."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(HEADINGS, parent)
        self._session = session

    def show_owner(self, risk_id: str | None) -> None:
        """Read the assessments of a risk."""
        self.beginResetModel()
        table = self._session.open_book.table(ASSESSMENT)
        found = list(enumerate(table.find(risk=risk_id) if risk_id else []))
        found.sort(key=lambda item: (str(item[1].assessed_on or ""), item[0]), reverse=True)
        self.records = [record for _place, record in found]
        self.endResetModel()

    def text(self, record: Assessment, column: int) -> str:
        return self._texts(record)[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            record = self.records[index.row()]
            return tip(full_words(self._session.method_of(record.method), record))
        return super().data(index, role)

    def methods(self) -> set[str]:
        """Return the ids of the methods by which the risk was assessed."""
        return {self._session.method_of(record.method).id for record in self.records}

    def _texts(self, record: Assessment) -> tuple[str, ...]:
        method = self._session.method_of(record.method)
        return (
            record.assessed_on.isoformat() if record.assessed_on else "",
            translated(TIERS[record.tier]) if record.tier else "",
            said_words(method, record),
            level_text(level_of(method, record.level)),
            " ".join(record.assessed_by.split()),
            method_name(method),
            " ".join(record.rationale.split()),
        )


class RatingPast(QWidget):
    """Shows how a risk was assessed before."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = PastModel(session, self)
        self.spark = SparkLine(session.method())
        self._course = label("", "caption")
        self._table = self._make_table()
        lines = column(self, spacing=6)
        lines.addWidget(label(_("Earlier assessments"), size=theme.BODY, bold=True))
        lines.addWidget(self._course)
        lines.addWidget(self.spark)
        lines.addWidget(self._table)

    def show_owner(self, risk_id: str | None, tier: Tier) -> int:
        """Show the assessments of a risk, the course of one tier; returns how many there are."""
        self.model.show_owner(risk_id)
        count = len(self.model.records)
        self.setVisible(count > 0)
        self._table.setColumnHidden(METHOD_COLUMN, len(self.model.methods()) < 2)
        header = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(header + min(count, MOST_ROWS) * ROW + 4)
        self.show_tier(tier)
        return count

    def show_tier(self, tier: Tier) -> None:
        """Show the course of a tier."""
        method, points = course_of(self._session, reversed(self.model.records), tier)
        name = translated(TIERS[tier])
        text = _("Course of the score: {tier}").format(tier=name)
        if len(self.model.methods()) > 1:
            text = _("Course of the score: {tier}, by “{method}”").format(
                tier=name, method=words_in(method.name)
            )
        self._course.setText(text)
        self.spark.show_points(method, points)
        for widget in (self.spark, self._course):
            widget.setVisible(bool(points))

    def _make_table(self) -> PlainTable:
        view = PlainTable(self.model, _("Earlier assessments"))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setWordWrap(False)
        view.verticalHeader().setDefaultSectionSize(ROW)
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        return view
