"""The line above the heat map: which tier, which arrows and from which day, and which risks."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.pages.heat_map_days import HeatMapDays
from gui.session import Session, concerns
from gui.tables.wrapping import WrappingLayout
from gui.widgets import Combo, icon_button, tip
from register.changes import ChangeSet
from register.entities import CATEGORY, PERSON, RISK, UNIT
from register.entities.risk import TIERS, Tier
from register.i18n import _, translated

DAYS = "days"  # the choice of arrows from an earlier day
CHARACTERS = 11  # that a closed box shows at least
LONG = 17  # that of the arrows


class HeatMapChoices(QWidget):
    """``changed`` tells of each choice."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tables = {"category": CATEGORY.table, "unit": UNIT.table, "owner": PERSON.table}
        self.tier = self._box(_("Tier"))
        for tier, text in TIERS.items():
            self.tier.addItem(translated(text), tier)
        self.tier.setCurrentIndex(self.tier.findData(Tier.CURRENT))
        self.second = self._box(_("Arrows"))
        self.second.setMinimumContentsLength(LONG)
        self.second.addItem(_("No arrows"), None)
        for tier, text in TIERS.items():
            self.second.addItem(_("To {tier}").format(tier=translated(text)), tier)
        self.second.addItem(_("From an earlier day"), DAYS)
        self.days = HeatMapDays(session)
        self.filters = {key: self._box(_(RISK.by_key[key].label)) for key in self._tables}
        self._all = icon_button("filter-off", _("Show every risk"), self.clear)
        lines = WrappingLayout(self, 8)
        for widget in (self.tier, self.second, self.days, *self.filters.values(), self._all):
            lines.addWidget(widget)
        self._fill()
        for box in (self.tier, self.second, *self.filters.values()):
            box.currentIndexChanged.connect(self._tell)
        self.days.changed.connect(self._tell)
        self._show_what_fits()

    def other_tier(self) -> Tier | None:
        """Return the tier to which arrows are asked for."""
        chosen = self.second.currentData()
        return None if chosen == DAYS else chosen

    def between(self) -> tuple[date, date | None] | None:
        """Return the days between which arrows are asked for; the later is None for today."""
        chosen = self.second.currentData() == DAYS
        return (self.days.since, self.days.until) if chosen else None

    @property
    def narrowed(self) -> bool:
        """Tell whether some risks are left out."""
        return any(box.currentData() for box in self.filters.values())

    def wanted(self) -> dict[str, str | None]:
        """Return the ids of the category, unit and owner asked for."""
        return {key: box.currentData() for key, box in self.filters.items()}

    def narrowed_to(self) -> list[str]:
        """Return the category, unit and owner asked for, by name."""
        return [box.currentText() for box in self.filters.values() if box.currentData()]

    def clear(self) -> None:
        """Ask for risks of every category, unit and owner."""
        self._silently(lambda box: box.setCurrentIndex(0))
        self._tell()

    def state(self) -> dict[str, Any]:
        """Return what is chosen, as plain data."""
        return {
            "tier": str(self.tier.currentData()),
            "second": str(self.second.currentData() or ""),
            "filters": self.wanted(),
            **self.days.state(),
        }

    def put(self, state: dict[str, Any]) -> None:
        """Choose what a state says, as far as it is known here; nothing is told."""
        self.blockSignals(True)
        for box, key in ((self.tier, "tier"), (self.second, "second")):
            place = box.findData(state.get(key) or None)
            box.setCurrentIndex(place if place >= 0 else box.currentIndex())
        self.days.put(state)
        filters = state.get("filters")
        for key, box in self.filters.items():
            value = filters.get(key) if isinstance(filters, dict) else None
            box.setCurrentIndex(max(0, box.findData(value)))
        self._show_what_fits()
        self.blockSignals(False)

    def take(self, done: ChangeSet) -> None:
        """Offer what there is after a change."""
        if concerns(done, *self._tables.values()):
            self._fill()
            self._show_what_fits()

    # inside ------------------------------------------------------------------------------

    def _box(self, name: str) -> Combo:
        box = Combo()
        box.setAccessibleName(name)
        box.setToolTip(tip(name))
        box.setMinimumContentsLength(CHARACTERS)
        return box

    def _fill(self) -> None:
        every = {
            "category": _("All categories"),
            "unit": _("All units"),
            "owner": _("All owners"),
        }
        for key, box in self.filters.items():
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            box.addItem(every[key], None)
            if self._session.book is not None:
                for record_id, title in self._session.names(self._tables[key]).in_order():
                    box.addItem(title, record_id)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.blockSignals(False)

    def _silently(self, act: Any) -> None:
        for box in self.filters.values():
            box.blockSignals(True)
            act(box)
            box.blockSignals(False)

    def _tell(self, _place: int = 0) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _show_what_fits(self) -> None:
        self._all.setVisible(self.narrowed)
        self.days.setVisible(self.between() is not None)
