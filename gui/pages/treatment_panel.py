"""How a risk is treated: strategy, measures, controls, what they come to, and who accepted it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from gui.forms.keeping import add_record
from gui.forms.link_editor import LinkEditor
from gui.pages.acceptance_words import acceptance_line
from gui.pages.control_table import ControlModel, ControlTable
from gui.pages.fitted_table import FittedTable
from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import LineList
from gui.pages.measure_effect import MeasureEffect
from gui.pages.measure_table import MeasureModel, MeasureTable
from gui.pages.proposal_view import ProposalView
from gui.pages.strategy_box import StrategyBox
from gui.session import Session, concerns
from gui.tables.open_cell import CELL
from gui.widgets import button, icon_button, label, restyle, row
from register import accepting
from register.appetite import entry_of
from register.book import Book
from register.changes import ChangeSet
from register.entities import (
    ACCEPTANCE,
    ACCEPTANCE_RISK,
    APPETITE,
    CONTROL,
    MEASURE,
    METHOD,
    PERSON,
    RISK,
    RISK_CONTROL,
    Risk,
    RiskControl,
)
from register.entities.risk import LEVEL_KIND, Tier
from register.entity import new_id
from register.errors import RegisterError
from register.i18n import N_, _
from register.treating import BASE

TABLES = (
    RISK, MEASURE, CONTROL, RISK_CONTROL, ACCEPTANCE, ACCEPTANCE_RISK, APPETITE, METHOD, PERSON,
)  # fmt: skip
COVERED = (MEASURE.table, RISK_CONTROL.table, ACCEPTANCE_RISK.table)
"""What stands here, and needs no tab of its own."""


class TreatmentPanel(GlancePanel):
    """The second tab of a risk."""

    tab_wanted = Signal(str, object)  # key of a tab, and what to begin there

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, *(entity.table for entity in TABLES), parent=parent)
        self.bound = label("", "problem")
        self.strategy = StrategyBox(session, self)
        self.measures = MeasureModel(session, self)
        self.measure_table = MeasureTable(self.measures)
        self.effect = MeasureEffect(session)
        self.controls = ControlModel(session, self)
        self.control_table = ControlTable(self.controls)
        self.adder = LinkEditor(session, RISK_CONTROL.by_key["control"], self)
        self.proposals = [ProposalView(session, tier) for tier in BASE]
        self.accepted = LineList(session, _("Acceptances"), _("Nobody has accepted this risk."))
        self.accept = button(_("Have it accepted…"), self.begin_acceptance, sign="acceptance")
        self._connect()
        self._lay_out()

    def unsettled(self) -> str:
        """Store what was typed; return the key of a field that does not fit, or ""."""
        fits = [table.cell.settle() for table in self._tables_of_cells]
        return self.strategy.unsettled() if all(fits) else CELL

    def revert(self) -> None:
        """Forget what was typed."""
        self.strategy.revert()
        self.adder.show_value(None)
        for table in self._tables_of_cells:
            table.cell.forget()

    def typed(self) -> dict[str, str]:
        """Return what stands in fields and in an open cell and is not stored."""
        return self.strategy.typed() | self.measure_table.typed() | self.control_table.typed()

    def retype(self, texts: dict[str, str]) -> None:
        """Put texts into fields and cells again."""
        self.strategy.retype(texts)
        for table in self._tables_of_cells:
            table.retype(texts)

    def focus_field(self, key: str) -> None:
        """Go to the field that does not fit."""
        self.strategy.focus_field(key)

    def show_owner(self, owner: str | None) -> None:
        """Show another risk."""
        self.owner = owner
        self.measures.show_owner(owner)
        self.controls.show_owner(owner)
        self._show()

    def add_control(self, control: str | None) -> None:
        """Link a control to the risk, unless it is there already."""
        linked = {link.control for link in self.controls.records}
        if self.owner and control and control not in linked:
            link = RiskControl(id=new_id(), risk=self.owner, control=control)
            try:
                add_record(self.session, RISK_CONTROL, link)
            except RegisterError as error:
                self.session.complain(error)
        self.adder.show_value(None)

    def begin_acceptance(self) -> None:
        """Make an acceptance of this risk and go there."""
        risk = self._risk()
        if risk is None:
            return
        made: list[str] = []

        def work(book: Book) -> None:
            made.append(accepting.begin(book, risk).id)

        try:
            self.session.write(N_("Ask to accept {title}"), work, title=RISK.title(risk))
        except RegisterError as error:
            self.session.complain(error)
            return
        if made:
            self.session.show_record(ACCEPTANCE.table, made[0])

    # inside ------------------------------------------------------------------------------

    @property
    def _tables_of_cells(self) -> tuple[FittedTable, ...]:
        return self.measure_table, self.control_table

    def _connect(self) -> None:
        self.measure_table.deleted.connect(self._delete_measure)
        self.control_table.deleted.connect(self._remove_control)
        self.adder.committed.connect(self.add_control)
        chosen = self.measure_table.selectionModel()
        chosen.currentRowChanged.connect(lambda now, _old: self._measure_chosen(now))
        self.control_table.selectionModel().currentRowChanged.connect(lambda *_rows: self._enable())
        for view in self.proposals:
            view.wanted.connect(lambda wanted: self.tab_wanted.emit("rating", wanted))

    def _lay_out(self) -> None:
        self._control_tools = [
            icon_button("external-link", _("Show this control"), self._open_control),
            icon_button("unlink", _("Take this control away"), self._remove_control),
        ]
        parts: list[QWidget] = [self.bound, self.strategy, _heading(_("Measures"))]
        self._stack_some(*parts, self.measure_table, self.effect, _heading(_("Controls")))
        self._stack_some(self.control_table)
        bar = row()
        self.adder.input.setAccessibleName(_("Add a control"))
        bar.addWidget(self.adder, 1)
        for tool in self._control_tools:
            bar.addWidget(tool)
        self._lines.addLayout(bar)
        self._stack_some(*self.proposals, self.accepted)
        foot = row()
        foot.addWidget(self.accept)
        foot.addStretch(1)
        self._lines.addLayout(foot)
        self._lines.addStretch(1)

    def _stack_some(self, *parts: QWidget) -> None:
        for part in parts:
            self._lines.addWidget(part)

    def _risk(self) -> Risk | None:
        return self.session.open_book.table(RISK).get(self.owner)

    def _show(self) -> None:
        risk, book = self._risk(), self.session.open_book
        self.strategy.show_risk(risk)
        writable = risk is not None and not self.session.read_only
        self.adder.set_enabled(writable)
        self.accept.setEnabled(writable)
        self._enable()
        self._measure_chosen(self.measure_table.currentIndex())
        if risk is None:
            return
        text, over = bound_text(book, risk)
        self.bound.setText(text)
        self.bound.setVisible(bool(text))
        self.bound.setProperty("role", "problem" if over else "second")
        restyle(self.bound)
        for view in self.proposals:
            view.show_risk(risk)
        found = accepting.acceptances_of(book, risk.id)
        self.accepted.show_lines(acceptance_line(item) for item in found)

    def _heard(self, done: ChangeSet) -> None:
        if self.owner and concerns(done, *self._tables):
            self.measures.refresh()
            self.controls.refresh()
            self._show()

    def _measure_chosen(self, index: QModelIndex) -> None:
        inside = 0 <= index.row() < len(self.measures.records)
        self.effect.show_measure(self.measures.records[index.row()] if inside else None)

    def _enable(self) -> None:
        on = self._chosen_link() is not None
        self._control_tools[0].setEnabled(on)
        self._control_tools[1].setEnabled(on and not self.session.read_only)

    def _chosen_link(self) -> RiskControl | None:
        place = self.control_table.currentIndex().row()
        found = self.controls.records
        return found[place] if 0 <= place < len(found) else None

    def _open_control(self) -> None:
        link = self._chosen_link()
        if link is not None and link.control:
            self.session.show_record(CONTROL.table, link.control)

    def _remove_control(self) -> None:
        link = self._chosen_link()
        if link is not None and not self.session.read_only:
            self.session.delete(RISK_CONTROL, [link.id])

    def _delete_measure(self) -> None:
        place = self.measure_table.currentIndex().row()
        if 0 <= place < len(self.measures.records) and not self.session.read_only:
            self.session.delete(MEASURE, [self.measures.records[place].id])


def bound_text(book: Book, risk: Risk) -> tuple[str, bool]:
    """Return in one sentence that a risk is above what is borne (True) or wanted, else ""."""
    entry = entry_of(book, risk, Tier.CURRENT)
    if entry is None or not risk.current_level:
        return "", False
    over = accepting.is_above(risk.current_level, entry.tolerance)
    if over:
        text = _("Current level {level} is above the tolerance {bound}.")
        bound = entry.tolerance
    elif accepting.is_above(risk.current_level, entry.appetite):
        text = _("Current level {level} is above the appetite {bound}.")
        bound = entry.appetite
    else:
        return "", False
    said = text.format(level=LEVEL_KIND.format(risk.current_level), bound=LEVEL_KIND.format(bound))
    person = book.table(PERSON).get(entry.approver)
    if person is None:
        return said, over
    return said + " " + _("It may be accepted by {person}.").format(person=person.name), over


def _heading(text: str) -> QWidget:
    made = label(text, "caption", bold=True)
    made.setContentsMargins(2, 4, 0, 0)
    return made
