"""A warning order at a glance: its level, what it is about, its steps, and what to do with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.colours import ColourChip
from gui.pages.escalation_card import EscalationCard
from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import Line, LineList, State
from gui.pages.plans_card import PlansCard
from gui.pages.warning_box import WarningBox
from gui.pages.warning_steps import WarningSteps
from gui.session import Session
from gui.widgets import label, row
from register.entities import (
    ACTIVATION_RULE,
    ESCALATION_NOTICE,
    ESCALATION_PATH,
    ESCALATION_STEP,
    INDICATOR,
    INDICATOR_RISK,
    PERSON,
    PHONE,
    PLAN,
    PLAN_DECISION,
    RISK,
    WARNING,
    WARNING_STEP,
    WarningOrder,
)
from register.entities.warning import WarningStatus
from register.i18n import _, pgettext
from register.watching.words import last_text

TABLES = (
    *(WARNING, WARNING_STEP, INDICATOR, INDICATOR_RISK, RISK),
    *(ESCALATION_PATH, ESCALATION_STEP, ESCALATION_NOTICE, PERSON, PHONE),
    *(ACTIVATION_RULE, PLAN, PLAN_DECISION),
)
BELOW_HEAD = 1


class WarningPanel(GlancePanel):
    """The first tab of a warning order."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, *(entity.table for entity in TABLES), parent=parent)
        self.chip = ColourChip()
        self._reason = label("", "second")
        self.box = WarningBox(session, self)
        self.escalation = EscalationCard(session)
        self.plans = PlansCard(session)
        self.steps = WarningSteps(session)
        self.links = LineList(session, _("About"))
        head = row(spacing=10)
        head.addWidget(self.chip)
        head.addWidget(self._reason, 1)
        self._lines.addLayout(head)
        course = label(pgettext("warning", "Course"), "caption", bold=True)
        self._stack(self.escalation, self.plans, course, self.steps, self.links)
        self._place_box(issued=False)

    # inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        order = self.session.open_book.table(WARNING).get(self.owner)
        self._place_box(issued=order is not None and order.status is WarningStatus.ISSUED)
        self.box.show_order(order)
        self.escalation.show_order(order)
        self.plans.show_order(order)
        self.steps.show_order(self.owner)
        self.links.show_lines(self._about(order) if order else ())
        if order is None:
            return
        self.chip.show_colour(order.level)
        self._reason.setText(order.reason)
        self._reason.setVisible(bool(order.reason))

    def _place_box(self, *, issued: bool) -> None:
        """Put what can be done with an order first, but once it is issued whom it calls for."""
        self._lines.removeWidget(self.box)
        place = self._lines.indexOf(self.plans) + 1 if issued else BELOW_HEAD
        self._lines.insertWidget(place, self.box)

    def _about(self, order: WarningOrder) -> list[Line]:
        book = self.session.open_book
        item = book.table(INDICATOR).get(order.indicator)
        if item is None:
            return []
        title, table = INDICATOR.title(item), INDICATOR.table
        lines = [Line("indicator", title, last_text(item), State.PLAIN, table, item.id)]
        links = book.table(INDICATOR_RISK).find(indicator=item.id)
        risks = book.table(RISK).page([link.risk for link in links if link.risk])
        lines += [Line("risk", RISK.title(x), "", State.PLAIN, RISK.table, x.id) for x in risks]
        return lines
