"""The standing checks: each rule, what it found, and what to do about a finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from gui import theme
from gui.forms.deed_form import DeedForm, Values, Verb, needed
from gui.icons import icon
from gui.lists.paper_dialog import PaperDialog
from gui.pages.begin_action import begin_action
from gui.pages.checked import CheckedModel, CheckedView, Row
from gui.pages.read_page import ReadPage
from gui.session import Session
from gui.widgets import beside, button, card, label, row
from register.acting import action_about
from register.book import Book
from register.catalog import Finding
from register.checking import Result, lift, run_checks, waive
from register.entities import RISK, WAIVER
from register.entities.action import ActionSource
from register.errors import RegisterError
from register.i18n import N_, _, ngettext, today, translated
from register.progress import Progress

SOON_MS, WAIVED_DAYS = 300, 90
MARGIN = 12


class ChecksPage(ReadPage):
    """Left the rules, the worst first; right the findings of the chosen one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        made = button(_("Print…"), self.print_annex, sign="print")
        super().__init__(session, _("Checks"), (made,), parent)
        self.results: list[Result] = []
        self._key = ""
        self.rules = QListWidget()
        self.rules.setAccessibleName(_("Checks"))
        self.rules.setWordWrap(True)
        self.rules.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rules.currentRowChanged.connect(lambda _row: self._show_rule())
        self.model = CheckedModel(self)
        self._lay_out()

    def focus_start(self) -> None:
        """Begin at the rules."""
        self.rules.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_finding(self) -> None:
        """Go to the record and the field of the chosen finding."""
        if (item := self._finding()) is not None:
            self.session.show_record(item.entity.table, item.record, item.field)

    def act(self) -> None:
        """Begin an action about the chosen finding, and go to it."""
        item = self._finding()
        if item is None:
            return
        made = action_about(
            ActionSource.CHECK,
            item.entity,
            item.record,
            item.text,
            item.record if item.entity is RISK else None,
        )
        begin_action(self.session, N_("Add an action about a finding"), made)

    def print_annex(self) -> None:
        """Print every rule with what it found."""
        PaperDialog(self.session, _("Standing checks"), _print_annex, self.window()).open()

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left, lines = card(margin=MARGIN)
        lines.addWidget(self.rules)
        right, inside = card(margin=MARGIN)
        self._rule = label("", size=theme.HEADING, bold=True)
        self._count = label("", "caption")
        self.view = CheckedView()
        self.view.setModel(self.model)
        self.view.opened.connect(self.open_finding)
        self.view.selectionModel().currentChanged.connect(lambda *_rows: self._show_finding())
        self._text = label("")
        for widget in (self._rule, self._count):
            inside.addWidget(widget)
        inside.addWidget(self.view, 1)
        inside.addWidget(self._text)
        inside.addLayout(self._make_verbs())
        self.form = self._make_form()
        inside.addWidget(self.form)
        self.body.addWidget(beside(left, right), 1)
        self._show_finding()

    def _make_verbs(self) -> QHBoxLayout:
        self._opener = button(_("Show the record"), self.open_finding, "primary", "external-link")
        self._actor = button(_("New action"), self.act, sign="action")
        self._waiver = button(_("Waive…"), self._ask_waiver, sign="clock")
        self._lifter = button(_("Lift the waiver"), self._lift, sign="undo")
        foot = row(spacing=8)
        for made in (self._opener, self._actor, self._waiver, self._lifter):
            foot.addWidget(made)
        foot.addStretch(1)
        return foot

    def _make_form(self) -> DeedForm:
        fields = (WAIVER.by_key["reason"], WAIVER.by_key["expires_on"])
        form = DeedForm(self.session, fields, (Verb(_("Waive"), self._waive, "primary"),))
        form.done.connect(form.hide)
        form.hide()
        return form

    def _reader(self) -> Callable[[Book, Progress], list[Result]]:
        return lambda book, progress: run_checks(book, today(), progress)

    def _show_read(self, found: list[Result]) -> None:
        self.show_results(found)

    # showing -----------------------------------------------------------------------------

    def show_results(self, results: list[Result]) -> None:
        """Show what the checks found, the worst first, and stay with the chosen rule."""
        self.results = sorted(results, key=_order)
        found = sum(len(item.findings) for item in results)
        waived = sum(len(item.waived) for item in results)
        sound = sum(not item.findings for item in results)
        self.standing.setText("  •  ".join([
            ngettext("{count} finding", "{count} findings", found).format(count=found),
            ngettext("{count} waived", "{count} waived", waived).format(count=waived),
            ngettext("{count} check holds", "{count} checks hold", sound).format(count=sound),
        ]))  # fmt: skip
        keep = self._key
        self.rules.clear()
        for item in self.results:
            self.rules.addItem(_rule_item(item))
        keys = [item.check.key for item in self.results]
        self.rules.setCurrentRow(keys.index(keep) if keep in keys else 0)

    def _show_rule(self) -> None:
        place = self.rules.currentRow()
        if not 0 <= place < len(self.results):
            return
        result = self.results[place]
        self._key = result.check.key
        self._rule.setText(translated(result.check.label))
        self._count.setText(_count_text(result))
        self.view.setAccessibleName(translated(result.check.label))
        chosen = self.view.currentIndex().row()
        waived = [Row(item, waiver) for item, waiver in result.waived]
        self.model.show_rows([*map(Row, result.findings), *waived])
        self.view.setVisible(self.model.rowCount() > 0)
        place = min(max(chosen, 0), self.model.rowCount() - 1)
        self.view.setCurrentIndex(self.model.index(place, 0))
        self._show_finding()

    def _row(self) -> Row | None:
        index = self.view.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _finding(self) -> Finding | None:
        chosen = self._row()
        return chosen.finding if chosen else None

    def _show_finding(self, _index: QModelIndex | None = None) -> None:
        chosen = self._row()
        self.form.hide()
        self._text.setText(chosen.long_text() if chosen else "")
        writes = not self.session.read_only
        self._opener.setVisible(chosen is not None)
        self._actor.setVisible(chosen is not None and writes)
        self._waiver.setVisible(chosen is not None and chosen.waiver is None and writes)
        self._lifter.setVisible(chosen is not None and chosen.waiver is not None and writes)

    # waiving -----------------------------------------------------------------------------

    def _ask_waiver(self) -> None:
        item = self._finding()
        if item is None:
            return
        until = today() + timedelta(days=WAIVED_DAYS)
        self.form.show_for(f"{self._key} {item.record}", reason="", expires_on=until)
        self.form.show()
        self.form.focus_first()

    def _waive(self, values: Values) -> None:
        item, key = self._finding(), self._key
        if item is None:
            return
        until = values.get("expires_on") or today()
        with self.session.change(N_("Waive a finding")):
            waive(self.session.open_book, key, item, needed(values, "reason"), until, today())

    def _lift(self) -> None:
        chosen = self._row()
        if chosen is not None and chosen.waiver is not None:
            waiver = chosen.waiver
            self._write(N_("Lift a waiver"), lambda book: lift(book, waiver))

    def _write(self, text: str, work: Callable[[Book], object]) -> None:
        try:
            self.session.write(text, work)
        except RegisterError as error:
            self.session.complain(error)


def _print_annex(book: Book, path: Path, tongue: str, _progress: Progress) -> None:
    from register.binder.paper import Paper, print_blocks
    from register.binder.sections import checks

    paper = Paper(title=lambda: _("Standing checks"), language=tongue)
    print_blocks(book, path, paper, checks.build)


def _order(result: Result) -> tuple[int, int]:
    if result.findings:
        return (0 if result.serious else 1, -len(result.findings))
    return (2 if result.waived else 3, 0)


def _count_text(result: Result) -> str:
    if not result.findings and not result.waived:
        return _("This check holds.")
    count, waived = len(result.findings), len(result.waived)
    parts = [ngettext("{count} finding", "{count} findings", count).format(count=count)]
    if waived:
        parts.append(ngettext("{count} waived", "{count} waived", waived).format(count=waived))
    return "  •  ".join(parts)


def _rule_item(result: Result) -> QListWidgetItem:
    tokens = theme.tokens()
    sign, colour = ("check", tokens.third)
    if result.findings:
        sign = "warning" if result.serious else "clock"
        colour = tokens.problem if result.serious else tokens.warning
    item = QListWidgetItem(icon(sign, colour), translated(result.check.label))
    if count := len(result.findings):
        item.setText(f"{count}  {translated(result.check.label)}")
    return item
