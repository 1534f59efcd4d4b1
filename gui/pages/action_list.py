"""The actions of a risk as lines, and a short form for a new one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from gui.forms.deed_form import DeedForm, Values, Verb, needed
from gui.pages.action_words import action_line
from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import LineList
from gui.session import Session
from gui.widgets import button, row
from register.acting import add_action, new_action
from register.book import Book
from register.entities import ACTION, PERSON
from register.entities.action import ActionSource
from register.errors import FieldError
from register.fields import Note
from register.i18n import N_, _


class ActionList(GlancePanel):
    """What is done about one risk."""

    def __init__(
        self, session: Session, source: ActionSource, parent: QWidget | None = None
    ) -> None:
        """``source``: what a new action comes from."""
        super().__init__(session, ACTION.table, PERSON.table, parent=parent)
        self._source = source
        self.lines = LineList(session, _("Actions"), _("No action is tied to this risk."))
        self.adder = button(_("New action"), self.begin, sign="add")
        title = replace(ACTION.by_key["title"], kind=Note())
        rest = [ACTION.by_key[key] for key in ("owner", "verifier", "due_on", "element")]
        verb = Verb(_("Add the action"), self._add, "primary", "add")
        self.form = DeedForm(session, [title, *rest], [verb], self)
        self.form.hide()
        self.form.done.connect(self.form.hide)
        self._stack_parts()

    def show_owner(self, owner: str | None) -> None:
        """Show the actions of another risk."""
        if owner != self.owner:
            self.form.hide()
        self.adder.setEnabled(owner is not None and not self.session.read_only)
        super().show_owner(owner)

    def begin(self) -> None:
        """Show the form for a new action."""
        self.form.show_for(self.owner or "")
        self.form.show()
        self.form.focus_first()

    # inside ------------------------------------------------------------------------------

    def _stack_parts(self) -> None:
        self._lines.setSpacing(8)
        self._lines.addWidget(self.lines)
        foot = row()
        foot.addWidget(self.adder)
        foot.addStretch(1)
        self._lines.addLayout(foot)
        self._stack(self.form)

    def _show(self) -> None:
        found = self.session.open_book.table(ACTION).find(risk=self.owner) if self.owner else []
        self.lines.show_lines(map(action_line, reversed(found)))

    def _add(self, values: Values) -> None:
        title = " ".join(needed(values, "title").split())
        if not title:
            self.form.focus_field("title")
            raise FieldError(_("Say what is to be done."))
        rest = {key: value for key, value in values.items() if key != "title"}
        made = new_action(self._source, risk=self.owner, title=title, **rest)

        def work(book: Book) -> None:
            add_action(book, made)

        self.session.write(N_("Add {title}"), work, title=title)
