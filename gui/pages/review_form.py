"""Recording a review of a risk, a look at an obligation, or the wish for a review."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.forms.deed_form import DeedForm, Values, Verb, needed
from gui.session import Session
from register.book import Book
from register.entities import OBLIGATION, REVIEW, REVIEW_REQUEST, RISK, Obligation, Review, Risk
from register.entities.review import ReviewCause
from register.entity import new_id
from register.errors import FieldError
from register.fields import Day, Field, Note
from register.i18n import N_, _, today
from register.obliging import look_at
from register.reviewing import ask_for_review, review
from register.rhythm import next_due

LOOKED_ON = Field("looked_on", N_("Looked at on"), Day(), required=True)
WHAT_IS_NEW = Field("what", N_("What is new"), Note())


class ReviewForm(DeedForm):
    """What a review came to, with the next one proposed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        keys = ("result", "reviewed_on", "text", "reviewed_by", "next_review")
        fields = [REVIEW.by_key[key] for key in keys]
        verb = Verb(_("Record the review"), self._record, "primary", "check")
        super().__init__(session, fields, [verb], parent)
        self._risk: Risk | None = None

    def show_risk(self, risk: Risk) -> None:
        """Show the form for another risk."""
        self._risk = risk
        self.show_for(
            risk.id,
            result=Review(id="").result,
            reviewed_on=today(),
            text="",
            reviewed_by=self.session.open_book.by,
            next_review=next_due(risk, today()),
        )

    def _record(self, values: Values) -> None:
        risk = self._risk
        if risk is None:
            return
        done = Review(id=new_id(), risk=risk.id, **values)

        def work(book: Book) -> None:
            review(book, done)

        self.session.write(N_("Review {risk}"), work, risk=RISK.title(risk))


class LookForm(DeedForm):
    """Whether an obligation has changed since the last look."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        verbs = (
            Verb(_("Looked at: nothing new"), self._same, "primary", "check"),
            Verb(_("It has changed"), self._changed, "", "review"),
        )
        super().__init__(session, (LOOKED_ON, WHAT_IS_NEW), verbs, parent)
        self._item: Obligation | None = None

    def show_obligation(self, item: Obligation) -> None:
        """Show the form for another obligation."""
        self._item = item
        self.show_for(item.id, looked_on=today(), what="")

    def _same(self, values: Values) -> None:
        if needed(values, "what"):
            raise FieldError(_("You wrote what is new: press “It has changed”, or empty it."))
        self._look(values, "")

    def _changed(self, values: Values) -> None:
        what = needed(values, "what")
        if not what:
            self.focus_field("what")
            raise FieldError(_("Say what is new; the reviews of its risks will show it."))
        self._look(values, what)

    def _look(self, values: Values, what: str) -> None:
        item = self._item
        if item is None:
            return
        day = values.get("looked_on") or today()

        def work(book: Book) -> None:
            look_at(book, item.id, day, what)

        label = N_("Note a change of {title}") if what else N_("Look at {title}")
        self.session.write(label, work, title=OBLIGATION.title(item))


class AskForm(DeedForm):
    """Why a risk is to be reviewed before its day."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        fields = [REVIEW_REQUEST.by_key[key] for key in ("cause", "text")]
        verb = Verb(_("Ask for it"), self._ask, "primary", "review")
        super().__init__(session, fields, [verb], parent)
        self._risk: Risk | None = None

    def show_risk(self, risk: Risk) -> None:
        """Show the form for another risk."""
        self._risk = risk
        self.show_for(risk.id, cause=ReviewCause.OTHER, text="")

    def _ask(self, values: Values) -> None:
        risk, text = self._risk, needed(values, "text")
        if not text:
            self.focus_field("text")
            raise FieldError(_("Say why it is to be reviewed."))
        if risk is None:
            return
        self.session.write(
            N_("Ask for a review of {risk}"),
            lambda book: ask_for_review(book, risk.id, values["cause"], text),
            risk=RISK.title(risk),
        )
