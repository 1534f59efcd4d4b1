"""The plans that the level of a warning order calls for, and what a person decides about each."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from gui.forms.deed_form import Values, Verb, needed
from gui.pages.escalation_card import DOT
from gui.pages.lines import State
from gui.pages.order_card import CardLine, OrderCard
from gui.pages.order_entry import entry
from gui.pages.readiness import plan_line
from gui.session import Session
from gui.widgets import icon_button
from register.entities import PLAN, PLAN_DECISION, PlanDecision, WarningOrder
from register.entities.activation import PLAN_CHOICES, PlanChoice
from register.entities.indicator import COLOURS
from register.entities.warning import WarningStatus
from register.entity import new_id
from register.i18n import N_, _, moment_text, translated
from register.watching.activation import Considered, decide, decisions_of, plans_to_consider

SIGNS = {PlanChoice.ACTIVATE: "play", PlanChoice.WAIT: "pause", PlanChoice.DECLINE: "close"}


class PlansCard(OrderCard):
    """The plans of one order."""

    done_title = N_("Earlier decisions")

    def __init__(self, session: Session) -> None:
        verbs = [self._choice(choice) for choice in PlanChoice]
        fields = [PLAN_DECISION.by_key["by"], PLAN_DECISION.by_key["reason"]]
        super().__init__(session, _("Plans to consider"), fields, verbs)
        self._plan: str = ""

    def show_order(self, order: WarningOrder | None) -> None:
        """Show the plans of another order."""
        book = self.session.open_book
        found = plans_to_consider(book, order) if order else []
        done = decisions_of(book, order.id) if order else []
        self.setVisible(bool(found or done))
        self._say_nothing("")
        names = self.session.names(PLAN.table)
        last = {item.decision.id for item in found if item.decision}
        made = [_entry(names.text(item.plan), item) for item in done if item.id not in last]
        self._fill(order, lambda: [self._line(item) for item in found], made)

    def begin(self, item: Considered) -> None:
        """Ask for the decision about a plan."""
        self._plan = item.plan.id
        title = PLAN.title(item.plan)
        self._unfold(title, item.plan.id, by=self.session.open_book.by, reason="")

    # inside ------------------------------------------------------------------------------

    def _choice(self, choice: PlanChoice) -> Verb:
        role = "primary" if choice is PlanChoice.ACTIVATE else ""
        return Verb(
            translated(PLAN_CHOICES[choice]), partial(self._decide, choice), role, SIGNS[choice]
        )

    def _decide(self, choice: PlanChoice, values: Values) -> None:
        if self.order is None:
            return
        decision = PlanDecision(
            id=new_id(),
            warning=self.order.id,
            plan=self._plan,
            decision=choice,
            by=needed(values, "by"),
            reason=needed(values, "reason"),
        )
        title = self.session.names(PLAN.table).text(self._plan)
        self.session.write(
            N_("Decide about {title}"), lambda book: decide(book, decision), title=title
        )
        words = _("{plan}: {decision}").format(
            plan=title, decision=translated(PLAN_CHOICES[choice])
        )
        self.session.tell(words, _("Undo"), self.session.undo)

    def _line(self, item: Considered) -> CardLine:
        title = PLAN.title(item.plan)
        line = plan_line(item.plan)
        words = [title, line.word]
        if item.colour is not None:
            colour = translated(COLOURS[item.colour])
            since = _("Called for from {colour} on").format(colour=colour.lower())
            words.append(DOT.join(part for part in (since, item.note) if part))
        words.append(item.decision.reason if item.decision else "")
        return CardLine(item.plan.id, words, _state(item, line.state), self._verbs(item, title))

    def _verbs(self, item: Considered, title: str) -> list[QWidget]:
        shown: list[QWidget] = []
        if self.order is not None and self.order.status is WarningStatus.ISSUED:
            spoken = _("Decide about {title}").format(title=title)
            shown.append(self._verb(_("Decide"), spoken, partial(self.begin, item), "edit"))
        open_ = partial(self.session.show_record, PLAN.table, item.plan.id)
        return [*shown, icon_button("external-link", _("Open {title}").format(title=title), open_)]


def decision_text(item: PlanDecision) -> str:
    """Return a decision with who took it and when."""
    word = PLAN_DECISION.by_key["decision"].text(item)
    return DOT.join(part for part in (word, item.by, moment_text(item.at)) if part)


def _state(item: Considered, ready: State) -> tuple[State, str]:
    if item.decision is not None:
        return State.GOOD, decision_text(item.decision)
    return (State.BAD if ready is State.BAD else State.SOON), _("Nobody has decided yet")


def _entry(title: str, item: PlanDecision) -> QWidget:
    sign = SIGNS[item.decision] if item.decision else "plan"
    words = f"{PLAN_DECISION.by_key['decision'].text(item)}: {title}"
    signed = " · ".join(part for part in (item.by, moment_text(item.at)) if part)
    return entry(sign, words, None, signed, item.reason)
