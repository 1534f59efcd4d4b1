"""The four tiers of a risk as lines: mark, name, level and steps; pressing one chooses it.

Each level looks as the method says that it was rated by; where that is not the one shown, its
name stands below.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui import theme
from gui.forms.rating_words import judged_words, method_name
from gui.levels import Chip, chip_height, level_of, level_text
from gui.matrix import Place, TierMark
from gui.session import Session
from gui.widgets import button, column, row, short_label
from register.entities import METHOD, Risk
from register.entities.risk import TIERS, Tier
from register.i18n import _, translated
from register.rating_method import is_same_family
from register.scoring import Method

LEAST = 38  # the width of steps


def place_of(risk: Risk | None, tier: Tier) -> Place | None:
    """Return the steps of a tier of a risk, None when it has none."""
    likelihood = getattr(risk, f"{tier}_likelihood", None)
    impact = getattr(risk, f"{tier}_impact", None)
    return (int(likelihood), int(impact)) if likelihood and impact else None


def level_of_tier(session: Session, risk: Risk | None, tier: Tier, method: Method) -> str | None:
    """Return the key of a tier's level where that method gave it."""
    level = getattr(risk, f"{tier}_level", None)
    by = session.method_of(getattr(risk, f"{tier}_method", None)) if level else None
    return str(level) if by is not None and by.id == method.id else None


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
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_tier(self, method: Method, risk: Risk | None) -> None:
        """Show where the tier of a risk stands; ``method``: the one that rated it."""
        level = getattr(risk, f"{self.tier}_level", None)
        parts = (
            getattr(risk, f"{self.tier}_{part}", None) for part in ("likelihood", "impact", "score")
        )
        words = judged_words(method, *parts) if level else "—"
        self._chip.show_level(method, level)
        self._chip.setMinimumWidth(self._chip.sizeHint().width())
        self._steps.setText(words)
        name = f"{translated(TIERS[self.tier])}: {level_text(level_of(method, level))}"
        self.setAccessibleName(f"{name} {words}")

    @property
    def steps_width(self) -> int:
        """The width that the steps need."""
        wide = self._steps.fontMetrics().horizontalAdvance(self._steps.text()) + 2
        return max(theme.scaled(LEAST), wide)

    def set_steps_width(self, width: int) -> None:
        """Give the steps a width, so that the chips of all tiers stand below each other."""
        self._steps.setFixedWidth(width)

    def sizeHint(self) -> QSize:
        return self._line.sizeHint().expandedTo(QSize(220, chip_height() + 8))

    def minimumSizeHint(self) -> QSize:
        return self._line.minimumSize()


class TierLines(QWidget):
    """All tiers, of which one is chosen."""

    chosen = Signal(object)  # Tier

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.lines = {tier: TierLine(session.method(), tier) for tier in Tier}
        self.notes = {tier: short_label("", "caption") for tier in Tier}
        self.links = {tier: button("", partial(self._show_method, tier), "quiet") for tier in Tier}
        self._methods: dict[Tier, str] = {}
        self._tier = Tier.CURRENT
        self.setAccessibleName(_("Tier"))
        places = column(self, spacing=2)
        for tier, line in self.lines.items():
            line.clicked.connect(lambda _on=False, t=tier: self._press(t))
            places.addWidget(line)
            for below in (self.notes[tier], self.links[tier]):
                places.addWidget(below, 0, Qt.AlignmentFlag.AlignRight)
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

    def show_risk(self, shown: Method, risk: Risk | None) -> None:
        """Show where a risk's tiers stand; ``shown``: the method that the panel shows."""
        for tier, line in self.lines.items():
            by = self._session.method_of(getattr(risk, f"{tier}_method", None))
            line.show_tier(by, risk)
            is_other = getattr(risk, f"{tier}_level", None) is not None and by.id != shown.id
            self._methods[tier] = by.id
            self._show_note(tier, by, shown if is_other else None)
        width = max(line.steps_width for line in self.lines.values())
        for line in self.lines.values():
            line.set_steps_width(width)

    # inside ------------------------------------------------------------------------------

    def _show_note(self, tier: Tier, by: Method, shown: Method | None) -> None:
        """Say by which method a tier was rated, where that is not the one shown."""
        note, link = self.notes[tier], self.links[tier]
        older = shown is not None and is_same_family(self._session.open_book, by.id, shown.id)
        link.setText(_("rated under version {version}").format(version=by.version))
        note.setText(method_name(by))
        link.setVisible(older)
        note.setVisible(shown is not None and not older)

    def _show_method(self, tier: Tier) -> None:
        self._session.show_record(METHOD.table, self._methods[tier])

    def _press(self, tier: Tier) -> None:
        self.choose(tier)
        self.chosen.emit(tier)
