"""The levels of a risk under its four tiers, side by side, and the course of the current one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui import theme
from gui.charts.spark_line import Point, SparkLine
from gui.levels import Chip
from gui.session import Session
from gui.widgets import column, label, row
from register.entities import ASSESSMENT, Risk
from register.entities.risk import TIERS, Tier
from register.i18n import translated

LEAST = 80


class TierRow(QWidget):
    """Shows the tiers of one risk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chips = {tier: Chip(session.method(), None) for tier in Tier}
        self.course = SparkLine(session.method())
        self.course.setMinimumWidth(LEAST)
        lines = column(self, spacing=8)
        tiers = row(spacing=8)
        for tier, chip in self._chips.items():
            part = column(spacing=2)
            part.addWidget(label(translated(TIERS[tier]), "caption"))
            part.addWidget(chip)
            part.addStretch(1)
            tiers.addLayout(part)
        lines.addLayout(tiers)
        if theme.is_large():
            tiers.addStretch(1)
            lines.addWidget(self.course)
        else:
            tiers.addWidget(self.course, 1)

    def show_risk(self, risk: Risk) -> None:
        """Show another risk."""
        method = self._session.method()
        for tier, chip in self._chips.items():
            chip.show_level(method, getattr(risk, f"{tier}_level"))
        found = self._session.open_book.table(ASSESSMENT).find(risk=risk.id, tier=Tier.CURRENT)
        points = [
            Point(item.assessed_on, item.score or 0, str(item.level or ""))
            for item in found
            if item.assessed_on and item.score is not None
        ]
        self.course.show_points(method, points)
        self.course.setHidden(len(points) < 2 and theme.is_large())
