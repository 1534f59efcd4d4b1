"""How a risk is rated: its method, its tiers, a new rating, and the earlier ones.

A rating that was begun is stored when it is left, or holds the reader back when it does not fit.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui import theme
from gui.forms.method_chooser import MethodChooser
from gui.forms.rating_board import RatingBoard
from gui.forms.rating_draft import RatingDraft
from gui.forms.rating_past import RatingPast
from gui.forms.rating_tiers import TierLines
from gui.matrix import MatrixView, Place
from gui.session import Session, concerns
from gui.widgets import column, label
from register.assess import assess
from register.book import Book
from register.changes import ChangeSet
from register.entities import ASSESSMENT, METHOD, RISK, Risk
from register.entities.risk import RiskKind, Tier
from register.errors import RegisterError
from register.i18n import N_, _
from register.rating_method import in_use_of
from register.scoring import Method, MethodKind

TIER = "tier"


class RatingPanel(QWidget):
    """Shows and assesses one risk; ``past`` is laid out by the page around it."""

    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._risk: Risk | None = None
        self.chooser = MethodChooser(session, self)
        self.board = RatingBoard(session, self)
        self.tiers = TierLines(session, self)
        self.draft = RatingDraft(session, self)
        self.past = RatingPast(session)
        self.chooser.chosen.connect(self._method_chosen)
        self.board.picked.connect(self.pick)
        self.board.opened.connect(lambda *place: self.pick(*place, then_why=True))
        self.board.levelled.connect(self.pick_level)
        self.board.begun.connect(self.begin)
        self.tiers.chosen.connect(self._choose_tier)
        self.draft.changed.connect(self._judged)
        self.draft.wanted.connect(self.save)
        self.draft.dropped.connect(self.drop)
        self._lay_out()
        session.changed.connect(self._heard)

    # what pages ask ----------------------------------------------------------------------

    @property
    def matrix(self) -> MatrixView:
        """The matrix, which is hidden while a method without one is shown."""
        return self.board.matrix

    @property
    def method(self) -> Method | None:
        """The method that is shown, None while none is in use."""
        return self.chooser.method

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

    def typed(self) -> dict[str, str]:
        """Return a rating that was begun: its tier, its method, and what stands in the form."""
        if not self.is_drafting or self.method is None:
            return {}
        return {TIER: self.tiers.tier, METHOD.table: self.method.id, **self.draft.texts()}

    def retype(self, texts: dict[str, str]) -> None:
        """Begin the rating again that typed() returned, if its method is still in use."""
        if not self._may_rate or not self.chooser.choose(texts.get(METHOD.table, "")):
            return
        self.tiers.choose(Tier(texts[TIER]))
        self.past.show_tier(self.tiers.tier)
        self._show_method()
        self._begin()
        self.draft.put(texts)

    def revert(self) -> None:
        """Forget the rating that was begun."""
        self.draft.hide()
        self._hint.show()
        self.draft.clear()
        self.board.show_tier(self.session, self._risk, self.tiers.tier)

    def focus_rating(self) -> None:
        """Put the focus where a rating that does not fit can be mended."""
        self.draft.focus_first()

    def focus_board(self) -> None:
        """Put the focus where a rating begins."""
        self.board.focus()

    @property
    def is_drafting(self) -> bool:
        """Tell whether a rating was begun and is not stored yet."""
        return not self.draft.isHidden()

    # rating ------------------------------------------------------------------------------

    def pick(self, likelihood: int, impact: int, *, then_why: bool = False) -> None:
        """Begin, or go on with, a rating of the chosen tier at a cell."""
        if not self._may_rate:
            return
        self._begin()
        self.draft.grid.put((likelihood, impact))
        if then_why:
            self.draft.rationale.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick_level(self, key: str) -> None:
        """Begin, or go on with, a rating of the chosen tier by saying its level."""
        if not self._may_rate:
            return
        self._begin()
        self.draft.direct.put(key)

    def begin(self) -> None:
        """Begin, or go on with, a rating of the chosen tier where nothing is picked."""
        if self._may_rate:
            self._begin()
            self.draft.focus_first()

    def suggest(self, tier: Tier, place: Place, why: str, method_id: str = "") -> None:
        """Begin a rating of a tier at a cell that was worked out elsewhere, by that method."""
        if not self._may_rate or not self._choose_grid(method_id):
            return
        self.tiers.choose(tier)
        self.past.show_tier(tier)
        self._show_method()
        self.pick(*place)
        if not self.draft.rationale.toPlainText():
            self.draft.rationale.setPlainText(why)

    def save(self) -> None:
        """Store the rating that was begun, and be ready for the next one."""
        if self._store():
            self.board.focus()

    def drop(self) -> None:
        """Forget the rating that was begun, and be ready for another one."""
        self.revert()
        self.board.focus()

    # inside ------------------------------------------------------------------------------

    @property
    def _may_rate(self) -> bool:
        return self._risk is not None and self.method is not None and not self.session.read_only

    def _begin(self) -> None:
        self.draft.start(self.tiers.tier)
        self.draft.show()
        self._hint.hide()
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
            self.draft.start(tier)
        elif self._may_rate:
            self._hint.setText(self._hint_text())
            self.board.show_tier(self.session, self._risk, tier)

    def _choose_grid(self, method_id: str) -> bool:
        """Choose a method with a matrix: that one's version in use, else the one that governs."""
        assert self._risk is not None
        kind = self._risk.kind or RiskKind.THREAT
        wanted = in_use_of(self.session.open_book, kind, method_id)
        if wanted is not None:
            self.chooser.choose(wanted.id)
        return self.method is not None and self.method.has_grid

    def _method_chosen(self) -> None:
        self._show_method()
        if self.is_drafting:
            self._judged()

    def _judged(self) -> None:
        self.board.choose(self.draft.place, self.draft.rating.level)

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
        lines.addWidget(self.chooser)
        top = self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.setSpacing(8)
        lines.addLayout(top)
        top.addWidget(self.board, 0, Qt.AlignmentFlag.AlignTop)
        right = column(spacing=6)
        top.addLayout(right, 1)
        right.addWidget(self.tiers)
        self._hint = label("", "caption")
        self._hint.setContentsMargins(6, 0, 0, 0)
        right.addWidget(self._hint)
        right.addStretch(1)
        lines.addWidget(self.draft)
        self.draft.hide()

    def _hint_text(self) -> str:
        if not self._may_rate or self.method is None:
            return ""
        if self.method.kind is MethodKind.LEC:
            return _("Choose a tier, then press “Rate by LEC”.")
        if self.method.kind is MethodKind.DIRECT:
            return _("Choose a tier, then pick a level.")
        return _("Choose a tier, then pick a cell to rate it.")

    def _show(self) -> None:
        risk = self._risk
        before = self.method.id if self.method else ""
        self.chooser.show_risk(risk)
        if self.method is None or self.method.id != before or not self.is_drafting:
            self._show_method()
        else:
            self._show_standing(self.method)
        count = self.past.show_owner(risk.id if risk else None, self.tiers.tier)
        self.counted.emit(count)

    def _show_method(self) -> None:
        """Show the way of rating of the method that is chosen; a judgement begins anew."""
        method = self.method
        self.board.setVisible(method is not None)
        if method is not None:
            self._top.setDirection(_direction(method))
            self.board.show_method(method)
            self.draft.show_method(method)
        self._show_standing(method or self.session.method())
        if not self.is_drafting:
            self.board.show_tier(self.session, self._risk, self.tiers.tier)

    def _show_standing(self, method: Method) -> None:
        self.board.show_risk(self.session, self._risk)
        self.board.enable(on=self._may_rate)
        self.tiers.show_risk(method, self._risk)
        self._hint.setText(self._hint_text())

    def _heard(self, done: ChangeSet) -> None:
        if self._risk and concerns(done, RISK.table, ASSESSMENT.table, METHOD.table):
            self._risk = self.session.open_book.table(RISK).get(self._risk.id)
            self._show()


def _direction(method: Method) -> QBoxLayout.Direction:
    """Return how board and tiers lie: beside each other, but for bands, which want the width."""
    if method.kind is MethodKind.LEC:
        return QBoxLayout.Direction.BottomToTop
    if theme.is_large():
        return QBoxLayout.Direction.TopToBottom
    return QBoxLayout.Direction.LeftToRight
