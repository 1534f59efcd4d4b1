"""The levels of a risk under its four tiers, side by side, and the course of the current one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui import theme
from gui.charts.course import course_of
from gui.charts.spark_line import SparkLine
from gui.levels import Chip, method_in
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
        for tier, chip in self._chips.items():
            key = f"{tier}_level"
            chip.show_level(method_in(self._session, risk, key), getattr(risk, key))
        found = self._session.open_book.table(ASSESSMENT).find(risk=risk.id, tier=Tier.CURRENT)
        method, points = course_of(self._session, found, Tier.CURRENT)
        self.course.show_points(method, points)
        self.course.setHidden(len(points) < 2 and theme.is_large())
