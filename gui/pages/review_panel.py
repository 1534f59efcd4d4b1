"""The reviews of a risk: when the next one is due, what asks for it, and those that were held."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from gui import theme
from gui.forms.keeping import save_field
from gui.forms.kinds import editor_for
from gui.pages.glance_panel import GlancePanel
from gui.pages.review_form import AskForm
from gui.pages.review_reasons import show_reasons
from gui.pages.review_words import due_words, last_words, rhythm_words
from gui.session import Session
from gui.tables.plain_table import PlainTable
from gui.tables.text_model import TextModel
from gui.widgets import button, column, label, row
from register.entities import REVIEW, REVIEW_REQUEST, RISK, Review, Risk
from register.errors import RegisterError
from register.i18n import _, translated

COLUMNS = ("reviewed_on", "result", "text", "reviewed_by")
WIDTHS = (96, 118, 0, 84)
MOST_ROWS, ROW = 8, 32
INTERVAL = "review_interval"


class ReviewModel(TextModel):
    """Reviews, the latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([REVIEW.by_key[key].label for key in COLUMNS], parent)

    def show_reviews(self, found: list[Review]) -> None:
        """Show others."""
        self.beginResetModel()
        self.records = sorted(found, key=lambda item: str(item.reviewed_on), reverse=True)
        self.endResetModel()

    def text(self, record: Review, column: int) -> str:
        return " ".join(REVIEW.by_key[COLUMNS[column]].text(record).split())


class ReviewPanel(GlancePanel):
    """A tab of a risk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        tables = (RISK.table, REVIEW.table, REVIEW_REQUEST.table)
        super().__init__(session, *tables, parent=parent)
        self._risk: Risk | None = None
        self._due = label("", bold=True)
        self._rhythm = label("", "second")
        self.interval = editor_for(session, RISK.by_key[INTERVAL])
        self.interval.committed.connect(self._set_interval)
        self._reasons = column(spacing=4)
        self.asker = button(_("Ask for a review…"), self.ask, sign="review")
        self.reviewer = button(_("Review now"), self._review, "primary", "check")
        self.form = AskForm(session)
        self.form.done.connect(self.form.hide)
        self.form.hide()
        self.model = ReviewModel(self)
        self.table = self._make_table()
        self._none = label(_("It was never reviewed."), "second")
        self._lay_out()

    def show_owner(self, owner: str | None) -> None:
        """Show another risk."""
        if owner != self.owner:
            self.form.hide()
        super().show_owner(owner)

    def unsettled(self) -> str:
        """Store the interval."""
        self.interval.commit()
        return INTERVAL if self.interval.pending() else ""

    def typed(self) -> dict[str, str]:
        """Return an interval that is not stored."""
        return {INTERVAL: self.interval.text()} if self.interval.pending() else {}

    def retype(self, texts: dict[str, str]) -> None:
        """Put the interval into its field again."""
        if INTERVAL in texts:
            self.interval.put(texts[INTERVAL])

    def revert(self) -> None:
        """Forget an interval that does not fit."""
        self.interval.revert()

    def focus_field(self, _key: str) -> None:
        """Go to the interval that does not fit."""
        self.interval.input.setFocus()

    def ask(self) -> None:
        """Show the form that asks for a review."""
        if self._risk is not None:
            self.form.show_risk(self._risk)
            self.form.show()
            self.form.focus_field("text")

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._lines.addWidget(self._due)
        self._lines.addWidget(self._rhythm)
        foot = row(spacing=8)
        foot.addWidget(self.reviewer)
        foot.addWidget(self.asker)
        foot.addStretch(1)
        self._lines.addLayout(foot)
        self._lines.addWidget(self.form)
        self._lines.addLayout(self._reasons)
        self._lines.addWidget(self.table)
        self._lines.addWidget(self._none)
        self._stack(self.interval)

    def _make_table(self) -> PlainTable:
        table = PlainTable(self.model, translated(REVIEW.plural))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().setDefaultSectionSize(theme.dense(ROW))
        header = table.horizontalHeader()
        for n, width in enumerate(WIDTHS):
            if width:
                header.resizeSection(n, theme.scaled(width))
            else:
                header.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
        return table

    def _show(self) -> None:
        risk = self._risk = self.session.open_book.table(RISK).get(self.owner)
        if risk is None:
            return
        self._due.setText(f"{due_words(risk)}  •  {last_words(risk)}")
        self._rhythm.setText(_("Reviewed {every}.").format(every=rhythm_words(self.session, risk)))
        on = not self.session.read_only
        self.interval.show_value(risk.review_interval)
        for widget in (self.asker, self.reviewer):
            widget.setEnabled(on)
        self.interval.set_enabled(on)
        show_reasons(self._reasons, self.session.open_book, risk.id)
        found = self.session.open_book.table(REVIEW).find(risk=risk.id)
        self.model.show_reviews(found)
        self.table.setVisible(bool(found))
        self._none.setVisible(not found)
        rows = min(len(found), MOST_ROWS) + 1
        self.table.setFixedHeight(rows * theme.dense(ROW) + 12)

    def _set_interval(self, value: int | None) -> None:
        if self._risk is None:
            return
        try:
            save_field(self.session, RISK, self._risk, self.interval.field, value)
        except RegisterError as error:
            self.interval.complain(str(error))
            return
        self.interval.show_value(value)

    def _review(self) -> None:
        if self.owner:
            self.session.show_narrowed("reviews", self.owner)
