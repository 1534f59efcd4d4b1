"""An obligation at a glance: when it is looked at next, on which risks it bears, and the look."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import LineList
from gui.pages.readiness import due_text, risk_lines
from gui.pages.review_form import LookForm
from gui.session import Session
from gui.widgets import label
from register.entities import OBLIGATION, OBLIGATION_RISK, RISK
from register.i18n import _, date_text


class ObligationPanel(GlancePanel):
    """The first tab of an obligation."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        tables = (OBLIGATION.table, OBLIGATION_RISK.table, RISK.table)
        super().__init__(session, *tables, parent=parent)
        self._due = label("", bold=True)
        self._demands = label("", "second")
        self.form = LookForm(session)
        self.risks = LineList(session, _("It bears on these risks"), _("No risk is linked."))
        self._stack(self._due, self._demands, self.risks, self.form)

    def _show(self) -> None:
        book = self.session.open_book
        item = book.table(OBLIGATION).get(self.owner)
        if item is None:
            return
        words = [
            _("Last look {day}").format(day=date_text(item.last_look))
            if item.last_look
            else _("Never looked at")
        ]
        if item.next_look:
            text = _("Next look {day}, {when}")
            words.append(text.format(day=date_text(item.next_look), when=due_text(item.next_look)))
        self._due.setText("  •  ".join(words))
        self._demands.setText(item.demands)
        self._demands.setVisible(bool(item.demands))
        links = book.table(OBLIGATION_RISK).find(obligation=item.id)
        self.risks.show_lines(risk_lines(self.session, [link.risk for link in links]))
        self.form.show_obligation(item)
