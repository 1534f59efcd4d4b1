"""The review queue, to be worked through by keys alone: what is due at the left, its form beside.

A risk is shown in short; recording its review leads on to the next one.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui import theme
from gui.jobs import while_alive
from gui.levels import Chip, method_in
from gui.pages.action_list import ActionList
from gui.pages.page import Page
from gui.pages.queue_view import QueueModel, QueueView
from gui.pages.review_form import LookForm, ReviewForm
from gui.pages.review_reasons import show_reasons
from gui.pages.review_words import last_words, rhythm_words
from gui.pages.sentence import risk_sentence
from gui.pages.tier_row import TierRow
from gui.scrolling import Sheet
from gui.session import Session, concerns
from gui.tables.model import AT_ONCE
from gui.widgets import beside, button, card, column, label, row, short_label
from register.changes import ChangeSet
from register.entities import (
    ACTION,
    OBLIGATION,
    OBLIGATION_RISK,
    REVIEW,
    REVIEW_REQUEST,
    RISK,
    Obligation,
    Risk,
)
from register.entities.action import ActionSource
from register.i18n import _, date_text, ngettext, today
from register.review_queue import Queue, Why, queue

DOT = "  •  "
TABLES = (
    RISK.table,
    REVIEW.table,
    REVIEW_REQUEST.table,
    OBLIGATION.table,
    OBLIGATION_RISK.table,
    ACTION.table,
)


class RiskInShort(QWidget):
    """A risk as its reviewer needs it, and the form of the review."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.risk: Risk | None = None
        self.form = ReviewForm(session, self)
        self.todo = ActionList(session, ActionSource.REVIEW)
        self._chip = Chip(session.method(), None)
        self._number = short_label("", "second")
        self._title = label("", size=theme.HEADING, bold=True)
        self._sentence = label("", "second")
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._tiers = TierRow(session)
        self._due = label("", "caption")
        self._reasons = column(spacing=4)
        self._lay_out()

    def show_risk(self, risk: Risk) -> None:
        """Show another risk."""
        self.risk = risk
        self._number.setText(risk.number)
        self._chip.show_level(method_in(self.session, risk), risk.current_level)
        self._title.setText(risk.title)
        self._sentence.setText(risk_sentence(risk))
        self._tiers.show_risk(risk)
        words = (last_words(risk), rhythm_words(self.session, risk))
        self._due.setText(DOT.join(words))
        show_reasons(self._reasons, self.session.open_book, risk.id)
        self.form.show_risk(risk)
        self.todo.show_owner(risk.id)

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=8)
        lines.setContentsMargins(20, 12, 20, 12)
        top = row(spacing=10)
        top.addWidget(self._number)
        top.addWidget(self._chip)
        top.addStretch(1)
        top.addWidget(button(_("Open the risk"), self._open, "quiet", "right"))
        lines.addLayout(top)
        lines.addWidget(self._title)
        lines.addLayout(self._reasons)
        for part in (self._sentence, self._tiers, self._due):
            lines.addWidget(part)
        lines.addWidget(self.form)
        lines.addWidget(self.todo)
        lines.addStretch(1)

    def _open(self) -> None:
        if self.risk is not None:
            self.session.show_record(RISK.table, self.risk.id)


class ObligationInShort(QWidget):
    """An obligation as whoever looks at it needs it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.item: Obligation | None = None
        self.form = LookForm(session, self)
        self._number = short_label("", "second")
        self._title = label("", size=theme.HEADING, bold=True)
        self._facts = label("", "caption")
        self._demands = label("", "second")
        lines = column(self, spacing=12)
        lines.setContentsMargins(20, 16, 20, 16)
        top = row(spacing=10)
        top.addWidget(self._number)
        top.addStretch(1)
        top.addWidget(button(_("Open the obligation"), self._open, "quiet", "right"))
        lines.addLayout(top)
        for part in (self._title, self._demands, self._facts, self.form):
            lines.addWidget(part)
        lines.addStretch(1)

    def show_obligation(self, item: Obligation) -> None:
        """Show another obligation."""
        self.item = item
        self._number.setText(item.number)
        self._title.setText(item.title)
        self._demands.setText(item.demands)
        self._demands.setVisible(bool(item.demands))
        count = self.session.open_book.table(OBLIGATION_RISK).count(obligation=item.id)
        risks = ngettext("{count} linked risk", "{count} linked risks", count)
        last = _("Last look {day}").format(day=date_text(item.last_look))
        facts = (
            OBLIGATION.by_key["kind"].text(item),
            item.reference,
            last if item.last_look else _("Never looked at"),
            risks.format(count=count),
        )
        self._facts.setText(DOT.join(part for part in facts if part))
        self.form.show_obligation(item)

    def _open(self) -> None:
        if self.item is not None:
            self.session.show_record(OBLIGATION.table, self.item.id)


class ReviewsPage(Page):
    """The queue, and what is chosen in it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.session = session
        since = button(_("What changed since…"), self.show_since, sign="report")
        super().__init__(_("Reviews"), (since,), parent)
        self.model = QueueModel(session, self)
        self.view = QueueView(self.model)
        self._nothing = label("", "second")
        self._shown = ""
        self._stale = False
        self._next: list[str] = []
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.entered.connect(self._enter)
        self.risk.form.done.connect(self._recorded)
        self.obligation.form.done.connect(self._recorded)
        session.changed.connect(self._heard)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def focus_start(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def narrow(self, wanted: object) -> None:
        """Show a risk or an obligation by its id, whether or not it is due."""
        if isinstance(wanted, str):
            self._choose(wanted)
            self._show(wanted)
            self._enter()

    def refresh(self) -> None:
        """Read the queue again; then keep to what is chosen, or go on to what came after it."""
        book, self._stale = self.session.book, False
        if book is None:
            return
        if book.table(RISK).count() <= AT_ONCE:
            self.show_queue(queue(book, today()))
            return
        job = self.session.run(lambda _progress: queue(book, today()))
        job.succeeded.connect(while_alive(self, self.show_queue))

    def show_queue(self, found: Queue) -> None:
        """Show what was read."""
        if self.session.book is None:
            return
        self.view.selectionModel().blockSignals(True)
        self.model.show_queue(found)
        self.view.selectionModel().blockSignals(False)
        self._tell(found)
        wanted = [*self._next, self._shown] if self._next else [self._shown]
        known = next((key for key in wanted if self.model.place_of(key) >= 0), "")
        self._next = []
        if known:
            self._choose(known)
        elif self.model.entries and not self._shown:
            self._choose_first()
        self._show(known or self._shown)

    def show_since(self) -> None:
        """Show what changed since a day."""
        from gui.pages.since_dialog import SinceDialog

        SinceDialog(self.session, self.window()).open()

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left, lines = card(margin=6, spacing=0)
        lines.addWidget(self.view)
        left.setMinimumWidth(300)
        right, inside = card(margin=0, spacing=0)
        right.setMinimumWidth(380)
        split = beside(left, right, parent=self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        inside.addWidget(self._stack)
        sheets = [Sheet(parent=self._stack) for _part in range(2)]
        self.risk = RiskInShort(self.session, sheets[0].viewport())
        self.obligation = ObligationInShort(self.session, sheets[1].viewport())
        self._sheets: dict[QWidget, QWidget] = {}
        for sheet, part in zip(sheets, (self.risk, self.obligation), strict=True):
            sheet.hold(part)
            self._sheets[part] = sheet
            self._stack.addWidget(sheet)
        self._stack.addWidget(self._nothing)
        split.setSizes([390, 610])
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        self.body.addWidget(split, 1)

    def _tell(self, found: Queue) -> None:
        words = {
            Why.OVERDUE: ngettext("{count} overdue", "{count} overdue", found.counts[Why.OVERDUE]),
            Why.ASKED: ngettext("{count} asked for", "{count} asked for", found.counts[Why.ASKED]),
            Why.SOON: ngettext("{count} due soon", "{count} due soon", found.counts[Why.SOON]),
            Why.OBLIGATION: ngettext(
                "{count} obligation", "{count} obligations", found.counts[Why.OBLIGATION]
            ),
        }
        self.standing.setText(
            DOT.join(text.format(count=found.counts[why]) for why, text in words.items())
        )
        if not found.total:
            self._nothing.setText(_("Nothing is to be reviewed in the next 30 days."))
        else:
            self._nothing.setText(_("Choose what to look at in the list."))

    def _choose(self, record: str) -> None:
        place = self.model.place_of(record)
        if place >= 0:
            self.view.setCurrentIndex(self.model.index(place))

    def _choose_first(self) -> None:
        item = next((item for _why, item in self.model.entries if item), None)
        if item is not None:
            self._shown = item.record
            self._choose(item.record)

    def _moved(self, now: QModelIndex, _old: QModelIndex) -> None:
        item = self.model.item(now.row())
        if item is not None and item.record != self._shown:
            self._show(item.record)

    def _show(self, record: str) -> None:
        self._shown = record
        book = self.session.open_book
        risk, item = book.table(RISK).get(record), book.table(OBLIGATION).get(record)
        if risk is not None:
            self.risk.show_risk(risk)
            self._stack.setCurrentWidget(self._sheets[self.risk])
        elif item is not None:
            self.obligation.show_obligation(item)
            self._stack.setCurrentWidget(self._sheets[self.obligation])
        else:
            self._shown = ""
            self._stack.setCurrentWidget(self._nothing)

    def _enter(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self._sheets[self.risk]:
            self.risk.form.focus_field("text")
        elif shown is self._sheets[self.obligation]:
            self.obligation.form.focus_field("what")

    def _recorded(self) -> None:
        """Go on to what stands below in the queue, once it is read again."""
        place = self.model.place_of(self._shown)
        items = [item.record for _why, item in self.model.entries if item]
        at = items.index(self._shown) if place >= 0 else -1
        self._next = [*items[at + 1 :], *reversed(items[:at])] if at >= 0 else []
        self._soon.start()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heard(self, done: ChangeSet) -> None:
        if concerns(done, *TABLES):
            self._stale = True
            if self.isVisible():
                self._soon.start()
