"""The form of a risk: its fields in small groups, who acts on it, and the custom fields.

Words and choices follow the kind and the status of the risk that is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from gui.forms.editor import Editor
from gui.forms.link_chips import LinkChips
from gui.forms.record_form import RecordForm
from gui.forms.word_editors import SomeChoiceEditor, given_editor
from gui.icons import icon
from gui.session import Session, concerns
from gui.widgets import button, clear, column, label, line, row
from register.book import Book
from register.changes import ChangeSet
from register.entities import CUSTOM_FIELD, CUSTOM_VALUE, RISK, RISK_OWNER, RISK_UNIT
from register.entities.risk import STRATEGIES_OF, RiskKind
from register.errors import RegisterError
from register.fields import Field
from register.i18n import N_, NC_, _, translated
from register.identifying import custom
from register.identifying.custom import CustomColumn
from register.identifying.lifecycle import free_statuses

UNFOLDED = "risk.more"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and the keys of the fields under it."""

    title: str
    keys: tuple[str, ...]


GROUPS = (
    Group(
        NC_("form", "What"),
        ("title", "number", "status", "category", "kind", "cause", "event", "consequence"),
    ),
    Group(NC_("form", "Where from"), ("source", "raised_on", "raised_by")),
    Group(NC_("form", "Who"), ("unit", "owner", "reviewer", "approver")),
    Group(
        NC_("form", "Response"),
        ("strategy", "wanted_by", "strategy_reason", "controls", "measures"),
    ),
    Group(NC_("form", "Rhythm"), ("velocity", "proximity", "review_interval")),
)
MORE = N_("More")
PEOPLE = 2  # the group under which the chips stand
BENEFIT = N_("Benefit")


class RiskForm(RecordForm):
    """The form of one risk, or of the draft of one."""

    covers = (RISK_OWNER.table, RISK_UNIT.table, CUSTOM_VALUE.table)

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, without: set[str]
    ) -> None:
        self.columns: tuple[CustomColumn, ...] = ()
        self.given: dict[str, Editor] = {}
        self.owners = LinkChips(session, RISK_OWNER, "risk")
        self.units = LinkChips(session, RISK_UNIT, "risk")
        super().__init__(session, RISK, parent, without=without)
        self._make_given()

    # showing -----------------------------------------------------------------------------

    def focus_field(self, key: str) -> None:
        """Put the cursor into one field; one that is folded away is unfolded."""
        if key in self.given:
            self.given[key].setFocus()
            return
        if key in self.editors and self._more.isAncestorOf(self.editors[key]):
            self._fold(on=False)
        super().focus_field(key)

    def unsettled(self) -> str:
        """Store what stands in the fields; return the key of one that does not fit, or ""."""
        for editor in self.given.values():
            if editor.pending():
                editor.commit()
        waiting = next((key for key, editor in self.given.items() if editor.pending()), "")
        return super().unsettled() or waiting

    def typed(self) -> dict[str, str]:
        """Return the texts that are not stored, by field."""
        given = {key: editor.text() for key, editor in self.given.items() if editor.pending()}
        return super().typed() | given

    def retype(self, texts: dict[str, str]) -> None:
        """Put texts into their fields, as if they had just been typed."""
        super().retype(texts)
        for key, text in texts.items():
            if key in self.given:
                self.given[key].put(text)
                self.focus_field(key)

    def revert(self) -> None:
        """Put back what is stored, in every field."""
        super().revert()
        for editor in self.given.values():
            editor.revert()

    # laying out --------------------------------------------------------------------------

    def _lay_out(self, fields: list[Field]) -> None:
        self._lines = column(self, spacing=12)
        by_key = {field.key: field for field in fields}
        named = {key for group in GROUPS for key in group.keys}
        for n, group in enumerate(GROUPS):
            self._add_heading(translated(group.title), first=n == 0)
            self._add_fields(self._lines, [by_key[key] for key in group.keys if key in by_key])
            if n == PEOPLE:
                self._add_people()
        self._given_box = QWidget()
        self._given_lines = column(self._given_box, spacing=12)
        self._lines.addWidget(self._given_box)
        self._add_more([field for field in fields if field.key not in named])
        self._lines.addStretch(1)

    def _add_heading(self, text: str, *, first: bool) -> None:
        if not first:
            self._lines.addWidget(line())
        self._lines.addWidget(label(text, "caption", bold=True))

    def _add_fields(self, lines: QVBoxLayout, fields: list[Field]) -> None:
        grid = QGridLayout()
        self._fill(grid, fields)
        lines.addLayout(grid)

    def _add_people(self) -> None:
        across = row(spacing=12)
        for chips in (self.owners, self.units):
            across.addWidget(chips, 1, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(across)

    def _add_more(self, fields: list[Field]) -> None:
        self._lines.addWidget(line())
        self._folder: QPushButton = button(translated(MORE), self._turn, "fold")
        self._lines.addWidget(self._folder)
        self._more = QWidget()
        self._add_fields(column(self._more), fields)
        self._lines.addWidget(self._more)
        self._fold(on=self.session.preferences.state(UNFOLDED) != "yes")

    def _turn(self) -> None:
        self._fold(on=not self._more.isHidden())
        self.session.preferences.remember(UNFOLDED, "" if self._more.isHidden() else "yes")

    def _fold(self, *, on: bool) -> None:
        self._more.setVisible(not on)
        self._folder.setIcon(icon("chevron-right" if on else "chevron-down", size=14))
        name = translated(MORE)
        words = _("Unfold {part}") if on else _("Fold {part}")
        self._folder.setAccessibleName(words.format(part=name))

    def _make_editor(self, field: Field) -> Editor:
        if field.key in ("status", "strategy"):
            return SomeChoiceEditor(self.session, field)
        return super()._make_editor(field)

    # words and choices that follow the risk -----------------------------------------------

    def _show(self) -> None:
        self._offer()
        super()._show()
        stored = None if self.is_draft else self.record.id
        for chips in (self.owners, self.units):
            chips.show_owner(stored)
        self._show_given()

    def _show_others(self, but: str) -> None:
        self._offer()
        super()._show_others(but)
        if self._given_for != self.record.id:
            for chips in (self.owners, self.units):
                chips.show_owner(self.record.id)
            self._show_given()

    def _take(self, field: Field, value: Any) -> None:
        super()._take(field, value)
        self._offer()

    def _offer(self) -> None:
        kind = self.record.kind or RiskKind.THREAT
        status, strategy = self.editors["status"], self.editors["strategy"]
        assert isinstance(status, SomeChoiceEditor)
        assert isinstance(strategy, SomeChoiceEditor)
        statuses = free_statuses(None if self.is_draft else self.record.status)
        if self.is_draft:
            statuses = (RISK.by_key["status"].kind.from_sql("candidate"), *statuses)
        status.offer(statuses, empty=self.record.status is None)
        fitting = STRATEGIES_OF[kind]
        held = [self.record.strategy] if self.record.strategy else []
        strategy.offer([*fitting, *held], empty=True)
        helps = kind is RiskKind.OPPORTUNITY
        words = translated(BENEFIT if helps else RISK.by_key["consequence"].label)
        self.editors["consequence"].rename(words)

    # custom fields -----------------------------------------------------------------------

    def _make_given(self) -> None:
        """Make the editors of the custom fields, as they are defined now."""
        self.columns = custom.columns(self.session.open_book)
        self.given = {}
        self._given_for = ""
        clear(self._given_lines)
        self._given_box.setVisible(bool(self.columns))
        if not self.columns:
            return
        self._given_lines.addWidget(line())
        self._given_lines.addWidget(label(translated(CUSTOM_FIELD.plural), "caption", bold=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for n, field in enumerate(self.columns):
            editor = given_editor(self.session, field)
            editor.committed.connect(lambda value, f=field: self._take_given(f, value))
            self.given[field.key] = editor
            grid.addWidget(editor, n // 2, n % 2)
            grid.setColumnStretch(n % 2, 1)
        grid.setColumnStretch(1, 1)
        self._given_lines.addLayout(grid)

    def _show_given(self) -> None:
        stored = self.record is not None and not self.is_draft
        self._given_for = self.record.id if stored else ""
        held = custom.texts_of(self.session.open_book, [self.record.id]) if stored else {}
        texts = held.get(self._given_for, {})
        for field in self.columns:
            editor = self.given[field.key]
            editor.show_value(texts.get(field.definition, ""))
            editor.set_enabled(stored and not self.session.read_only)

    def _take_given(self, field: CustomColumn, text: str) -> None:
        risk = self.record

        def work(book: Book) -> None:
            custom.set_value(book, risk.id, field.definition, text)

        label = N_("Change {field} of {title}")
        try:
            self.session.write(label, work, field=field.label, title=RISK.title(risk))
        except RegisterError as error:
            self.given[field.key].complain(str(error))
            return
        self.given[field.key].show_value(text)

    def _heard(self, done: ChangeSet) -> None:
        super()._heard(done)
        redefined = concerns(done, CUSTOM_FIELD.table)
        if redefined:
            self._make_given()
        typing = any(editor.pending() for editor in self.given.values())
        news = redefined or concerns(done, CUSTOM_VALUE.table)
        if self.record is not None and news and not typing:
            self._show_given()
