"""What can be done with a warning order, where it stands: a person issues, adjusts and lifts it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from gui.forms.deed_form import DeedForm, Values, Verb, needed
from gui.session import Session
from gui.widgets import column
from register.book import Book
from register.entities import WARNING, WARNING_STEP, WarningOrder, WarningStep
from register.entities.warning import WARNING_DEEDS, WarningDeed, WarningStatus
from register.entity import new_id
from register.i18n import N_, translated
from register.watching.orders import carry_out, deeds_of

SIGNS = {
    WarningDeed.ISSUE: "bell",
    WarningDeed.ADJUST: "edit",
    WarningDeed.LIFT: "check",
    WarningDeed.DECLINE: "close",
}
LABELS = {
    WarningDeed.ISSUE: N_("Issue {title}"),
    WarningDeed.ADJUST: N_("Adjust {title}"),
    WarningDeed.LIFT: N_("Lift {title}"),
    WarningDeed.DECLINE: N_("Decline {title}"),
}
_TEXTS = ("scope", "preparation")  # of the order itself, given when it is issued


class WarningBox(QWidget):
    """The form for one order: another one while it is proposed than while it holds."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.order: WarningOrder | None = None
        step, order = WARNING_STEP.by_key, WARNING.by_key
        by = replace(step["by"], label=N_("Decided by"))
        self.forms = {
            WarningStatus.PROPOSED: DeedForm(
                session,
                [step["level"], by, *(order[key] for key in _TEXTS), step["reason"]],
                [self._verb(WarningDeed.ISSUE, "primary"), self._verb(WarningDeed.DECLINE)],
                self,
            ),
            WarningStatus.ISSUED: DeedForm(
                session,
                [step["level"], by, step["reason"]],
                [self._verb(WarningDeed.ADJUST), self._verb(WarningDeed.LIFT)],
                self,
            ),
        }
        lines = column(self)
        for form in self.forms.values():
            lines.addWidget(form)
            form.hide()

    @property
    def form(self) -> DeedForm | None:
        """The form for where the order stands, if anything can be done."""
        status = self.order.status or WarningStatus.PROPOSED if self.order else None
        return self.forms.get(status) if status else None

    def show_order(self, order: WarningOrder | None) -> None:
        """Show what can be done with another order, or with none."""
        self.order = order
        for form in self.forms.values():
            form.setVisible(form is self.form)
        if order is not None and self.form is not None:
            values = {"level": order.level, "by": self.session.open_book.by, "reason": ""}
            values |= {key: getattr(order, key) for key in _TEXTS if key in self.form.editors}
            self.form.show_for(order.id, **values)
        self.setVisible(bool(order and deeds_of(order)))

    # inside ------------------------------------------------------------------------------

    def _verb(self, deed: WarningDeed, role: str = "") -> Verb:
        words = translated(WARNING_DEEDS[deed])
        return Verb(words, partial(self._carry_out, deed), role, SIGNS[deed])

    def _carry_out(self, deed: WarningDeed, values: Values) -> None:
        order = self.order
        if order is None:
            return
        step = WarningStep(
            id=new_id(),
            warning=order.id,
            deed=deed,
            level=values.get("level"),
            by=needed(values, "by"),
            reason=needed(values, "reason"),
        )
        texts = {key: needed(values, key) for key in _TEXTS if key in values}
        keeps = texts if deed is WarningDeed.ISSUE else {}
        self.session.write(
            LABELS[deed], lambda book: _work(book, step, keeps), title=WARNING.title(order)
        )


def _work(book: Book, step: WarningStep, texts: Values) -> None:
    order = carry_out(book, step)
    book.table(WARNING).save(replace(order, **texts))
