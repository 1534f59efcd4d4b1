"""Where a rating begins: the matrix of a method, the bands of LEC, or levels to pick."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.forms.rating_direct import LevelPicker
from gui.forms.rating_lec import BandScale
from gui.forms.rating_tiers import level_of_tier, place_of
from gui.matrix import MatrixView, Place
from gui.session import Session
from gui.widgets import column
from register.entities import Risk
from register.entities.risk import Tier
from register.scoring import Method, MethodKind


class RatingBoard(QWidget):
    """Shows one of the three, as the method asks."""

    picked = Signal(int, int)  # likelihood, impact
    opened = Signal(int, int)
    levelled = Signal(str)  # the key of a level
    begun = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method = session.method()
        self._shown: Method | None = None
        self.matrix = MatrixView(self._method)
        self.scale, self.levels = BandScale(), LevelPicker()
        self.matrix.picked.connect(self.picked)
        self.matrix.opened.connect(self.opened)
        self.scale.begun.connect(self.begun)
        self.levels.picked.connect(self.levelled)
        lines = column(self)
        for part in (self.matrix, self.scale, self.levels):
            lines.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.show_method(self._method)

    def show_method(self, method: Method) -> None:
        """Show another method's way of rating."""
        is_other, self._shown = method != self._shown, method
        self._method = method
        for part in (self.matrix, self.scale, self.levels):
            part.setVisible(part is self._part)
        if is_other:  # else what has the focus would be made anew
            self._part.show_method(method)

    def show_risk(self, session: Session, risk: Risk | None) -> None:
        """Mark where the tiers of a risk stand that were rated by this method."""
        places = {tier: self._place(session, risk, tier) for tier in Tier}
        self.matrix.show_tiers({tier: place for tier, place in places.items() if place})

    def show_tier(self, session: Session, risk: Risk | None, tier: Tier) -> None:
        """Show where one tier of a risk stands."""
        self.choose(
            self._place(session, risk, tier), level_of_tier(session, risk, tier, self._method)
        )

    def choose(self, place: Place | None, level: str | None) -> None:
        """Show what is judged."""
        self.matrix.choose(place)
        self.levels.choose(level)

    def enable(self, *, on: bool) -> None:
        """Let the reader rate, or look only."""
        self.scale.rate.setVisible(on)
        self.levels.setEnabled(on)

    def focus(self) -> None:
        """Put the focus where one begins."""
        first: QWidget = self.matrix
        if self._part is self.scale:
            first = self.scale.rate
        elif self._part is self.levels:
            pressed = (made for made in self.levels.buttons.values() if made.isChecked())
            first = next(pressed, next(iter(self.levels.buttons.values())))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # inside ------------------------------------------------------------------------------

    @property
    def _part(self) -> MatrixView | BandScale | LevelPicker:
        if self._method.kind is MethodKind.LEC:
            return self.scale
        return self.levels if self._method.kind is MethodKind.DIRECT else self.matrix

    def _place(self, session: Session, risk: Risk | None, tier: Tier) -> Place | None:
        if risk is None or not self._method.has_grid:
            return None
        by = session.method_of(getattr(risk, f"{tier}_method"))
        return place_of(risk, tier) if by.id == self._method.id else None
