"""The four tiers of a risk as lines: mark, name, level and steps; pressing one chooses it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui import theme
from gui.levels import Chip, chip_height, level_of, level_text
from gui.matrix import Place, TierMark
from gui.widgets import column, row, short_label
from register.entities import Risk
from register.entities.risk import TIERS, Tier
from register.i18n import _, translated
from register.scoring import Method


def place_of(risk: Risk | None, tier: Tier) -> Place | None:
    """Return where a tier of a risk stands, None when it is not rated."""
    likelihood = getattr(risk, f"{tier}_likelihood", None)
    impact = getattr(risk, f"{tier}_impact", None)
    return (int(likelihood), int(impact)) if likelihood and impact else None


class TierLine(QPushButton):
    """One tier."""

    def __init__(self, method: Method, tier: Tier) -> None:
        super().__init__()
        self.tier = tier
        self.setProperty("role", "row")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._chip = Chip(method, None)
        self._steps = short_label("", "second")
        line = self._line = row(self, spacing=6)
        line.setContentsMargins(4, 3, 4, 3)
        for widget in (TierMark(tier), short_label(translated(TIERS[tier]), "second")):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self._chip)
        line.addWidget(self._steps)
        self._steps.setFixedWidth(theme.scaled(38))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_tier(self, method: Method, risk: Risk | None) -> None:
        """Show where the tier of a risk stands."""
        place, level = place_of(risk, self.tier), getattr(risk, f"{self.tier}_level", None)
        self._chip.show_level(method, level)
        self._chip.setMinimumWidth(self._chip.sizeHint().width())
        self._steps.setText(f"{place[0]} × {place[1]}" if place else "—")
        name = f"{translated(TIERS[self.tier])}: {level_text(level_of(method, level))}"
        self.setAccessibleName(f"{name} {self._steps.text()}")

    def sizeHint(self) -> QSize:
        return self._line.sizeHint().expandedTo(QSize(220, chip_height() + 8))

    def minimumSizeHint(self) -> QSize:
        return self._line.minimumSize()


class TierLines(QWidget):
    """All tiers, of which one is chosen."""

    chosen = Signal(object)  # Tier

    def __init__(self, method: Method, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {tier: TierLine(method, tier) for tier in Tier}
        self._tier = Tier.CURRENT
        self.setAccessibleName(_("Tier"))
        places = column(self, spacing=2)
        for tier, line in self.lines.items():
            line.clicked.connect(lambda _on=False, t=tier: self._press(t))
            places.addWidget(line)
        self.choose(Tier.CURRENT)

    @property
    def tier(self) -> Tier:
        """The tier that is chosen."""
        return self._tier

    def choose(self, tier: Tier) -> None:
        """Choose a tier without telling."""
        self._tier = tier
        for key, line in self.lines.items():
            line.setChecked(key is tier)

    def show_risk(self, method: Method, risk: Risk | None) -> None:
        """Show where a risk's tiers stand."""
        for line in self.lines.values():
            line.show_tier(method, risk)

    def _press(self, tier: Tier) -> None:
        self.choose(tier)
        self.chosen.emit(tier)
