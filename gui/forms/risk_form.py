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
from gui.forms.word_editors import SomeChoiceEditor
from gui.icons import icon
from gui.session import Session
from gui.widgets import button, column, label, line, row
from register.entities import RISK, RISK_OWNER, RISK_UNIT
from register.entities.risk import STRATEGIES_OF, RiskKind
from register.fields import Field
from register.i18n import N_, NC_, _, translated
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

    covers = (RISK_OWNER.table, RISK_UNIT.table)

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, without: set[str]
    ) -> None:
        self._people_of = ""  # the risk whose people are shown
        self.owners = LinkChips(session, RISK_OWNER, "risk")
        self.units = LinkChips(session, RISK_UNIT, "risk")
        super().__init__(session, RISK, parent, without=without)

    # showing -----------------------------------------------------------------------------

    def focus_field(self, key: str) -> None:
        """Put the cursor into one field; one that is folded away is unfolded."""
        if key in self.editors and self._more.isAncestorOf(self.editors[key]):
            self._fold(on=False)
        super().focus_field(key)

    # laying out --------------------------------------------------------------------------

    def _lay_out(self, fields: list[Field]) -> None:
        self._lines = column(self, spacing=12)
        by_key = {field.key: field for field in fields}
        named = {key for group in GROUPS for key in group.keys}
        for n, group in enumerate(GROUPS):
            self._add_heading(translated(group.title), first=n == 0)
            fields_here = [by_key[key] for key in group.keys if key in by_key]
            self._add_fields(self._lines, fields_here, self)
            if n == PEOPLE:
                self._add_people()
        self._lines.addWidget(self._own)
        self._add_more([field for field in fields if field.key not in named])
        self._lines.addStretch(1)

    def _add_heading(self, text: str, *, first: bool) -> None:
        if not first:
            self._lines.addWidget(line())
        self._lines.addWidget(label(text, "caption", bold=True))

    def _add_fields(self, lines: QVBoxLayout, fields: list[Field], inside: QWidget) -> None:
        grid = QGridLayout()
        lines.addLayout(grid)
        self._fill(grid, fields, inside)

    def _add_people(self) -> None:
        across = row(spacing=12)
        self._lines.addLayout(across)
        for chips in (self.owners, self.units):
            across.addWidget(chips, 1, Qt.AlignmentFlag.AlignTop)

    def _add_more(self, fields: list[Field]) -> None:
        self._lines.addWidget(line())
        self._folder: QPushButton = button(translated(MORE), self._turn, "fold")
        self._lines.addWidget(self._folder)
        self._more = QWidget(self)
        self._lines.addWidget(self._more)
        self._add_fields(column(self._more), fields, self._more)
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

    def _make_editor(self, field: Field, parent: QWidget) -> Editor:
        if field.key in ("status", "strategy"):
            return SomeChoiceEditor(self.session, field, parent)
        return super()._make_editor(field, parent)

    # words and choices that follow the risk -----------------------------------------------

    def _show(self) -> None:
        self._offer()
        super()._show()
        self._show_people("" if self.is_draft else self.record.id)

    def _show_others(self, but: str) -> None:
        self._offer()
        super()._show_others(but)
        if self._people_of != self.record.id:
            self._show_people(self.record.id)

    def _show_people(self, risk_id: str) -> None:
        self._people_of = risk_id
        for chips in (self.owners, self.units):
            chips.show_owner(risk_id or None)

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
