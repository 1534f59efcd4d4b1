"""An indicator at a glance: its colour, a line to take readings with, its chart and readings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.charts.indicator_view import IndicatorView
from gui.colours import ColourChip
from gui.pages.begin_action import begin_action
from gui.pages.event_lines import EVENT_TABLES, EventLines
from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import Line, LineList, State
from gui.pages.reading_line import ReadingLine
from gui.pages.reading_paste import paste_readings
from gui.pages.reading_table import ReadingModel, ReadingTable
from gui.pages.warning_box import WarningBox
from gui.session import Session
from gui.tables.open_cell import CELL
from gui.widgets import button, card, column, label, row, short_label
from register.acting import action_about
from register.changes import ChangeSet
from register.charts.indicator_book import indicator_data
from register.entities import (
    INDICATOR,
    INDICATOR_RISK,
    READING,
    RISK,
    WARNING,
    WARNING_STEP,
    Indicator,
    WarningOrder,
)
from register.entities.action import ActionSource
from register.entities.warning import WARNING_STATUSES, WarningStatus
from register.i18n import N_, _, today, translated
from register.watching.deeds import readings_of, value_text
from register.watching.orders import open_orders
from register.watching.words import due_text, standing_text, trend_text

TABLES = (INDICATOR, READING, INDICATOR_RISK, RISK, WARNING, WARNING_STEP)


class IndicatorPanel(GlancePanel):
    """The first tab of an indicator."""

    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        tables = {*(entity.table for entity in TABLES), *EVENT_TABLES}
        super().__init__(session, *tables, parent=parent)
        self._item: Indicator | None = None
        self.chip = ColourChip()
        self._value = short_label("")
        self._value.setFont(theme.font(theme.TITLE, bold=True))
        self._trend = label("", "second")
        self._due = label("", "caption")
        self.quick = ReadingLine(session)
        self.chart = IndicatorView(session.run)
        self.model = ReadingModel(session, self)
        self.table = ReadingTable(self.model)
        self.table.deleted.connect(self.remove)
        self.paster = button(_("Paste readings…"), self.paste, sign="paste")
        self.actor = button(_("New action"), self.act, sign="action")
        self.order = _OrderCard(session, self)
        self.events = EventLines(session)
        self.risks = LineList(session, _("Watches these risks"), _("No risk is linked."))
        self._lay_out()

    def show_owner(self, owner: str | None) -> None:
        """Show another indicator."""
        self.model.show_owner(owner)
        super().show_owner(owner)

    def unsettled(self) -> str:
        """Store what was typed; return "reading" when it does not fit into the line."""
        if not self.table.cell.settle():
            return CELL
        return "" if self.quick.store() else "reading"

    def revert(self) -> None:
        """Forget what was typed."""
        self.table.cell.forget()
        self.quick.clear()

    def typed(self) -> dict[str, str]:
        """Return what stands in the line and in an open cell, by field."""
        return self.quick.texts() | self.table.typed()

    def retype(self, texts: dict[str, str]) -> None:
        """Put a reading into the line again."""
        self.quick.retype(texts)
        self.focus_field("")
        self.table.retype(texts)

    def focus_field(self, _key: str) -> None:
        """Go to the line that does not fit."""
        self.quick.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self) -> None:
        """Show what the rows on the clipboard would do."""
        if self._item is not None and not self.unsettled():
            paste_readings(self.session, self._item, self.window())

    def act(self) -> None:
        """Begin an action about how the indicator stands, and go to it."""
        item = self._item
        if item is None or self.unsettled():
            return
        book = self.session.open_book
        item = book.table(INDICATOR).get(item.id) or item  # a reading may just have been stored
        risks = [link.risk for link in book.table(INDICATOR_RISK).find(indicator=item.id)]
        made = action_about(
            ActionSource.INDICATOR,
            INDICATOR,
            item.id,
            standing_text(item),
            risks[0] if len(risks) == 1 else None,
        )
        begin_action(self.session, N_("Add an action about an indicator"), made)

    def remove(self) -> None:
        """Delete the chosen reading, with a way back."""
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.model.records) and not self.session.read_only:
            self.session.delete(READING, [self.model.records[place].id])

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = row(spacing=12)
        head.addWidget(self.chip)
        head.addWidget(self._value)
        head.addWidget(self._trend, 1)
        self._lines.addLayout(head)
        bar = row()
        bar.addWidget(label(translated(READING.plural), "caption", bold=True), 1)
        bar.addWidget(self.actor)
        bar.addWidget(self.paster)
        for part in (self._due, self.quick, self.chart, self.order):
            self._lines.addWidget(part)
        self._lines.addLayout(bar)
        hint = label(_("Enter edits a cell, Del deletes a reading."), "caption")
        self._stack(self.table, hint, self.events, self.risks)

    def _show(self) -> None:
        book = self.session.open_book
        item = self._item = book.table(INDICATOR).get(self.owner)
        self.quick.show_indicator(item)
        for part in (self.actor, self.paster):
            part.setEnabled(item is not None and not self.session.read_only)
        if item is None:
            return
        readings = readings_of(book, item.id)
        self.chip.show_colour(item.colour)
        self.chip.setVisible(bool(readings))
        self._value.setText(value_text(item, item.last_value))
        self._trend.setText(trend_text(item, readings))
        self._due.setText(due_text(item, today()))
        data = indicator_data(book, item)
        self.chart.show_data(data)
        self.chart.setVisible(bool(readings))
        self.events.show_events(data.happened if readings else ())
        self.table.setVisible(bool(readings))
        orders = open_orders(book, item.id)
        self.order.show_order(orders[-1] if orders else None)
        links = book.table(INDICATOR_RISK).find(indicator=item.id)
        risks = book.table(RISK).page([link.risk for link in links if link.risk])
        self.risks.show_lines(
            Line("risk", RISK.title(risk), "", State.PLAIN, RISK.table, risk.id) for risk in risks
        )
        self.counted.emit(len(readings))

    def _heard(self, done: ChangeSet) -> None:
        if self.owner and (done.touches(READING.table) or done.kind == "reload"):
            self.model.refresh()
        super()._heard(done)


class _OrderCard(QWidget):
    """The open warning order about an indicator, with what can be done about it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._order: WarningOrder | None = None
        frame, lines = card(spacing=8, margin=12)
        whole = row(self)
        whole.addWidget(frame)
        head = row(spacing=8)
        self.chip = ColourChip()
        self._status = short_label("", "pill")
        self.opener = button(_("Open"), self._open, "quiet")
        self.decider = button(_("Decide"), self._toggle, sign="bell")
        self.decider.setCheckable(True)
        for part in (self.chip, self._status):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.opener)
        head.addWidget(self.decider)
        self._title = label("", bold=True)
        self._reason = label("", "second")
        self._fold = QWidget(frame)
        self.box = WarningBox(session, self._fold)
        column(self._fold).addWidget(self.box)
        self._fold.hide()
        lines.addLayout(head)
        for widget in (self._title, self._reason, self._fold):
            lines.addWidget(widget)

    def show_order(self, order: WarningOrder | None) -> None:
        """Show another order, or none."""
        if self._order is None or order is None or order.id != self._order.id:
            self.decider.setChecked(False)
            self._fold.hide()
        self._order = order
        self.setVisible(order is not None)
        self.box.show_order(order)
        if order is None:
            return
        self.chip.show_colour(order.level)
        self._title.setText(WARNING.title(order))
        self._status.setText(translated(WARNING_STATUSES[order.status or WarningStatus.PROPOSED]))
        self._reason.setText(order.reason)
        self.opener.setAccessibleName(_("Open {title}").format(title=WARNING.title(order)))

    def _toggle(self) -> None:
        """Unfold what can be decided, or fold it again."""
        self._fold.setVisible(self.decider.isChecked())
        if self.decider.isChecked() and self.box.form is not None:
            self.box.form.focus_first()

    def _open(self) -> None:
        if self._order is not None:
            self._session.show_record(WARNING.table, self._order.id)
