"""How a risk is rated: its tiers on a live matrix, a new rating, and the earlier ones.

A rating that was begun is stored when it is left, or holds the reader back when it does not fit.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui import theme
from gui.forms.rating_draft import RatingDraft
from gui.forms.rating_past import RatingPast
from gui.forms.rating_tiers import TierLines, place_of
from gui.matrix import MatrixView, Place
from gui.session import Session, concerns
from gui.widgets import column, label, row
from register.assess import assess
from register.book import Book
from register.changes import ChangeSet
from register.entities import ASSESSMENT, METHOD, RISK, Risk
from register.entities.risk import Tier
from register.errors import RegisterError
from register.i18n import N_, _


class RatingPanel(QWidget):
    """Shows and assesses one risk; ``past`` is laid out by the page around it."""

    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._risk: Risk | None = None
        self.matrix = MatrixView(session.method())
        self.tiers = TierLines(session.method())
        self.draft = RatingDraft(session)
        self.past = RatingPast(session)
        self.matrix.picked.connect(self.pick)
        self.matrix.opened.connect(lambda *place: self.pick(*place, then_why=True))
        self.tiers.chosen.connect(self._choose_tier)
        self.draft.moved.connect(self.matrix.choose)
        self.draft.wanted.connect(self.save)
        self.draft.dropped.connect(self.drop)
        self._lay_out()
        session.changed.connect(self._heard)

    # what pages ask ----------------------------------------------------------------------

    def show_owner(self, risk_id: str | None) -> None:
        """Show another risk, or none."""
        self._risk = self.session.open_book.table(RISK).get(risk_id)
        self.tiers.choose(Tier.CURRENT)
        self.revert()
        self._show()

    def unsettled(self) -> str:
        """Store a rating that was begun; return "rating" when it does not fit."""
        if not self.is_drafting or self._risk is None:
            return ""
        return "" if self._store() else "rating"

    def revert(self) -> None:
        """Forget the rating that was begun."""
        self.draft.hide()
        self._hint.show()
        self.draft.clear()
        self.matrix.choose(place_of(self._risk, self.tiers.tier))

    def focus_rating(self) -> None:
        """Put the focus where a rating that does not fit can be mended."""
        self.draft.likelihood.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_drafting(self) -> bool:
        """Tell whether a rating was begun and is not stored yet."""
        return not self.draft.isHidden()

    # rating ------------------------------------------------------------------------------

    def pick(self, likelihood: int, impact: int, *, then_why: bool = False) -> None:
        """Begin, or go on with, a rating of the chosen tier at a cell."""
        if not self._may_rate:
            return
        self._begin((likelihood, impact))
        if then_why:
            self.draft.rationale.setFocus(Qt.FocusReason.OtherFocusReason)

    def suggest(self, tier: Tier, place: Place, why: str) -> None:
        """Begin a rating of a tier at a cell that was worked out elsewhere."""
        if not self._may_rate:
            return
        self.tiers.choose(tier)
        self.past.show_tier(tier)
        self._begin(place)
        if not self.draft.rationale.toPlainText():
            self.draft.rationale.setPlainText(why)

    def save(self) -> None:
        """Store the rating that was begun, and be ready for the next one."""
        if self._store():
            self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> None:
        """Forget the rating that was begun, and be ready for another one."""
        self.revert()
        self.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    # inside ------------------------------------------------------------------------------

    @property
    def _may_rate(self) -> bool:
        return self._risk is not None and not self.session.read_only

    def _begin(self, place: Place | None) -> None:
        self.draft.start(self.tiers.tier, place)
        self.draft.show()
        self._hint.hide()
        self.matrix.choose(place)
        QTimer.singleShot(0, self, self._bring_into_view)

    def _bring_into_view(self) -> None:
        """Scroll so far that the whole form of the rating is seen."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea) and not self.draft.isHidden():
            area.ensureWidgetVisible(self.draft, 0, 12)

    def _choose_tier(self, tier: Tier) -> None:
        self.past.show_tier(tier)
        if self.is_drafting:  # what was picked and written now speaks of this tier
            self.draft.start(tier, self.draft.place)
        elif self._may_rate:
            self._hint.setText(self._hint_text())
            self.matrix.choose(place_of(self._risk, tier))

    def _store(self) -> bool:
        risk = self._risk
        if risk is None:
            return True
        try:
            rating = self.draft.assessment(risk.id, self.tiers.tier)

            def work(book: Book) -> None:
                assess(book, rating)

            self.session.write(N_("Rate {title}"), work, title=RISK.title(risk))
        except RegisterError as error:
            self.draft.complain(str(error))
            return False
        self.revert()
        return True

    def _lay_out(self) -> None:
        lines: QVBoxLayout = column(self, spacing=12)
        top = column(spacing=8) if theme.is_large() else row(spacing=8)
        top.addWidget(self.matrix, 0, Qt.AlignmentFlag.AlignTop)
        right = column(spacing=6)
        right.addWidget(self.tiers)
        self._hint = label("", "caption")
        self._hint.setContentsMargins(6, 0, 0, 0)
        right.addWidget(self._hint)
        right.addStretch(1)
        top.addLayout(right, 1)
        lines.addLayout(top)
        lines.addWidget(self.draft)
        self.draft.hide()

    def _hint_text(self) -> str:
        if self.session.read_only:
            return ""
        return _("Choose a tier, then pick a cell to rate it.")

    def _show(self) -> None:
        risk, method = self._risk, self.session.method()
        self.matrix.show_method(method)
        places = {tier: place_of(risk, tier) for tier in Tier}
        self.matrix.show_tiers({tier: place for tier, place in places.items() if place})
        if not self.is_drafting:
            self.matrix.choose(places[self.tiers.tier])
        self.tiers.show_risk(method, risk)
        self._hint.setText(self._hint_text())
        count = self.past.show_owner(risk.id if risk else None, self.tiers.tier)
        self.counted.emit(count)

    def _heard(self, done: ChangeSet) -> None:
        if self._risk and concerns(done, RISK.table, ASSESSMENT.table, METHOD.table):
            self._risk = self.session.open_book.table(RISK).get(self._risk.id)
            self._show()
