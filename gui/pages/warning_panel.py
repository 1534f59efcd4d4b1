"""A warning order at a glance: its level, what it is about, its steps, and what to do with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.colours import ColourChip
from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import Line, LineList, State
from gui.pages.warning_box import WarningBox
from gui.pages.warning_steps import WarningSteps
from gui.session import Session
from gui.widgets import label, row
from register.entities import INDICATOR, INDICATOR_RISK, RISK, WARNING, WARNING_STEP, WarningOrder
from register.i18n import _, pgettext
from register.watching.words import last_text


class WarningPanel(GlancePanel):
    """The first tab of a warning order."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        tables = (WARNING, WARNING_STEP, INDICATOR, INDICATOR_RISK, RISK)
        super().__init__(session, *(entity.table for entity in tables), parent=parent)
        self.chip = ColourChip()
        self._reason = label("", "second")
        self.box = WarningBox(session)
        self.steps = WarningSteps(session)
        self.links = LineList(session, _("About"))
        head = row(spacing=10)
        head.addWidget(self.chip)
        head.addWidget(self._reason, 1)
        self._lines.addLayout(head)
        course = label(pgettext("warning", "Course"), "caption", bold=True)
        self._stack(self.box, course, self.steps, self.links)

    # inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        order = self.session.open_book.table(WARNING).get(self.owner)
        self.box.show_order(order)
        self.steps.show_order(self.owner)
        self.links.show_lines(self._about(order) if order else ())
        if order is None:
            return
        self.chip.show_colour(order.level)
        self._reason.setText(order.reason)
        self._reason.setVisible(bool(order.reason))

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
