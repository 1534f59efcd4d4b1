"""A control at a glance: its rating, the risks it serves, what they would be without it, its tests."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from gui.forms.inputs import Line
from gui.icons import pixmap
from gui.levels import Chip, method_in
from gui.pages.control_rating import ControlRating
from gui.pages.control_table import strength_text
from gui.pages.glance_panel import GlancePanel
from gui.session import Session
from gui.widgets import Combo, LineButton, button, clear, label, row, short_label
from register.book import Book
from register.entities import CONTROL, METHOD, RISK, RISK_CONTROL, Control, Risk
from register.entities.treatment import SIDES, Strength
from register.errors import RegisterError
from register.fields import clean
from register.i18n import N_, _, date_text, ngettext, today, translated
from register.proposing import side_of
from register.treating import control_strength, if_it_failed, record_test

MOST_RISKS, COLUMNS = 60, 3
TABLES = (CONTROL, RISK_CONTROL, RISK, METHOD)


class ControlPanel(GlancePanel):
    """The first tab of a control."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, *(entity.table for entity in TABLES), parent=parent)
        self.rating = ControlRating(session)
        self.counts = label("", "second")
        self.tested = label("", "second")
        self.test = TestLine(session)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._nothing = label(_("No risk is linked to this control."), "second")
        for part in (self.rating, self.counts, _heading(_("Risks")), self._nothing):
            self._lines.addWidget(part)
        self._lines.addLayout(self._grid)
        for part in (_heading(_("Tests")), self.tested, self.test):
            self._lines.addWidget(part)
        self._lines.addStretch(1)

    def unsettled(self) -> str:
        """Store what was begun; return the key of a field that does not fit, or ""."""
        return self.rating.unsettled()

    def revert(self) -> None:
        """Forget what was begun."""
        self.rating.revert()

    def show_owner(self, owner: str | None) -> None:
        """Show another control."""
        self.test.clear()
        super().show_owner(owner)

    # inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        control = self.session.open_book.table(CONTROL).get(self.owner)
        self.rating.show_control(control)
        self.test.show_control(control)
        clear(self._grid)
        if control is None:
            return
        self.counts.setText(_counts_text(control))
        self.tested.setText(_test_text(control))
        self._show_risks(control)

    def _show_risks(self, control: Control) -> None:
        book = self.session.open_book
        links = book.table(RISK_CONTROL).find(control=control.id)
        risks = {risk.id: risk for risk in book.table(RISK).page([str(k.risk) for k in links])}
        self._nothing.setVisible(not risks)
        if not risks:
            return
        without = if_it_failed(book, control)
        for n, text in enumerate((_("Lowers"), _("Level now"), _("If it failed"))):
            self._grid.addWidget(short_label(text, "caption"), 0, n)
        for link in links[:MOST_RISKS]:
            if link.risk in risks:
                side = translated(SIDES[side_of(control.kind, link.side)])
                self._add(risks[link.risk], side, without[link.risk][1])
        if len(links) > MOST_RISKS:
            more = len(links) - MOST_RISKS
            text = ngettext("and {count} more", "and {count} more", more).format(count=more)
            self._grid.addWidget(label(text, "caption"), self._grid.rowCount(), 0)

    def _add(self, risk: Risk, side: str, without: str | None) -> None:
        place, method = self._grid.rowCount(), method_in(self.session, risk)
        act = partial(self.session.show_record, RISK.table, risk.id)
        title = LineButton(pixmap(RISK.icon), RISK.title(risk), act)
        self._grid.addWidget(title, place, 0, 1, COLUMNS)
        self._grid.addWidget(label(side, "caption"), place + 1, 0)
        self._grid.addWidget(Chip(method, risk.current_level), place + 1, 1)
        last = Chip(method, without) if without else short_label(_("no proposal"), "caption")
        self._grid.addWidget(last, place + 1, 2)


class TestLine(QWidget):
    """Records a test of today: how the control operates, and what was seen."""

    __test__ = False  # it is no test of the program

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._control: Control | None = None
        self.operation = Combo()
        for strength in Strength:
            self.operation.addItem(strength_text(strength), strength)
        self.operation.setAccessibleName(translated(CONTROL.by_key["operation"].label))
        self.result = Line()
        self.result.setPlaceholderText(_("What did the test show?"))
        self.result.setAccessibleName(translated(CONTROL.by_key["test_result"].label))
        self.result.returnPressed.connect(self.store)
        self.result.reverted.connect(self.result.clear)
        self.verb = button(_("Record a test"), self.store, sign="check")
        line = row(self)
        for widget, stretch in ((self.operation, 0), (self.result, 1), (self.verb, 0)):
            line.addWidget(widget, stretch)

    def show_control(self, control: Control | None) -> None:
        """Record tests of another control."""
        self._control = control
        strength = control.operation if control else None
        self.operation.setCurrentIndex(self.operation.findData(strength or Strength.ADEQUATE))
        self.setEnabled(control is not None and not self.session.read_only)

    def clear(self) -> None:
        """Forget what was typed."""
        self.result.clear()

    def store(self) -> None:
        """Store the test."""
        control = self._control
        if control is None:
            return
        operation, result = self.operation.currentData(), clean(self.result.text())[0]

        def work(book: Book) -> None:
            stored = book.table(CONTROL).get(control.id)
            if stored is not None:
                record_test(book, stored, operation, result)

        try:
            self.session.write(N_("Record a test of {title}"), work, title=CONTROL.title(control))
        except RegisterError as error:
            self.session.complain(error)
            return
        self.clear()


def _counts_text(control: Control) -> str:
    strength = strength_text(control_strength(control))
    return _("Counts as: {strength}").format(strength=strength)


def _test_text(control: Control) -> str:
    if control.last_test is None:
        return _("It was never tested.")
    parts = [_("Last test: {day}").format(day=date_text(control.last_test))]
    if control.next_test:
        late = control.next_test < today()
        text = _("next test was due on {day}") if late else _("next test: {day}")
        parts.append(text.format(day=date_text(control.next_test)))
    said = "  ·  ".join(parts)
    return f"{said}\n{control.test_result}" if control.test_result else said


def _heading(text: str) -> QWidget:
    made = label(text, "caption", bold=True)
    made.setContentsMargins(2, 6, 0, 0)
    return made
