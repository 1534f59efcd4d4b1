"""The earlier assessments of a risk: one tier's course as a spark line, and all as a table."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from gui import theme
from gui.charts.spark_line import Point, SparkLine
from gui.levels import level_of, level_text
from gui.session import Session
from gui.tables.plain_table import PlainTable
from gui.tables.text_model import TextModel
from gui.widgets import column, label
from register.entities import ASSESSMENT, Assessment
from register.entities.risk import TIERS, Tier
from register.fields import Number
from register.i18n import N_, _, translated

MOST_ROWS, ROW = 7, 32
HEADINGS = (
    N_("Assessed on"),
    N_("Tier"),
    N_("L × I"),
    N_("Level"),
    N_("Assessed by"),
    N_("Rationale"),
)


class PastModel(TextModel):
    """Assessments, the latest first."""

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

    def _texts(self, record: Assessment) -> tuple[str, ...]:
        number = Number()
        steps = f"{number.format(record.likelihood)} × {number.format(record.impact)}"
        return (
            record.assessed_on.isoformat() if record.assessed_on else "",
            translated(TIERS[record.tier]) if record.tier else "",
            steps,
            level_text(level_of(self._session.method(), record.level)),
            " ".join(record.assessed_by.split()),
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
        header = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(header + min(count, MOST_ROWS) * ROW + 4)
        self.show_tier(tier)
        return count

    def show_tier(self, tier: Tier) -> None:
        """Show the course of a tier."""
        points = [
            Point(record.assessed_on, record.score, str(record.level))
            for record in reversed(self.model.records)
            if record.tier is tier and record.assessed_on and record.score is not None
        ]
        text = _("Course of the score: {tier}").format(tier=translated(TIERS[tier]))
        self._course.setText(text)
        self.spark.show_points(self._session.method(), points)
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
