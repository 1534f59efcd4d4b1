"""The chain of a risk: what leads to it, what falls if it happens, as a graph and as a list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.charts.chain_view import MOST, ChainView
from gui.levels import level_in, level_text
from gui.pages.glance_panel import GlancePanel
from gui.pages.lead_lines import LeadLines
from gui.pages.lines import Line, LineList, State
from gui.session import Session
from gui.widgets import label
from register.entities import RISK, RISK_LINK
from register.i18n import _, ngettext
from register.identifying.cascade import Reached, causes, chain, falls

MOST_LINES = 100


class ChainPanel(GlancePanel):
    """A tab of a risk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, RISK_LINK.table, RISK.table, parent=parent)
        self.graph = ChainView(session)
        self.graph.chosen.connect(lambda key: session.show_record(RISK.table, key))
        self._more = label("", "caption")
        nothing = _("Nothing falls if this happens, as far as the register knows.")
        self.falls = LineList(session, _("What falls if this happens"), nothing)
        self.causes = LineList(session, _("What may cause it"))
        self.effects = LeadLines(session, _("It leads to"), forward=True)
        self.sources = LeadLines(session, _("What leads to it"), forward=False)
        self._stack(self.graph, self._more, self.falls, self.causes, self.effects, self.sources)

    def revert(self) -> None:
        """Forget a link that was begun."""
        for part in (self.effects, self.sources):
            part.editor.show_value(None)
            part.note.clear()

    # inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        book, owner = self.session.open_book, self.owner or ""
        found = chain(book, owner, MOST)
        self.graph.show_chain(found, owner)
        self.graph.setVisible(len(found.risks) > 1)
        text = ngettext(
            "The list below names {count} more risk.",
            "The list below names {count} more risks.",
            found.left_out,
        )
        self._more.setText(text.format(count=found.left_out))
        self._more.setVisible(found.left_out > 0)
        for lines, reached in (
            (self.falls, falls(book, owner)),
            (self.causes, causes(book, owner)),
        ):
            lines.show_lines(map(self._line, reached[:MOST_LINES]))
            lines.say_more(len(reached) - MOST_LINES)
        for part in (self.effects, self.sources):
            part.show_owner(owner)

    def _line(self, item: Reached) -> Line:
        level = level_text(level_in(self.session, item.risk))
        steps = ngettext("{count} step", "{count} steps", item.distance)
        word = f"{level} · {steps.format(count=item.distance)}"
        return Line("risk", RISK.title(item.risk), word, State.PLAIN, RISK.table, item.risk.id)
