"""How an action gets on: its steps, and below them what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from gui.forms.deed_form import DeedForm, Values, Verb, needed
from gui.pages.action_words import action_line
from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import Line, LineList, State
from gui.pages.readiness import due_text, risk_lines
from gui.session import Session
from gui.tables.wrapping import WrappingLayout
from gui.widgets import button, clear, column, label, short_label
from register import acting
from register.acting import TO_DO, due_day, earlier_ones, is_overdue
from register.book import Book
from register.entities import ACTION, PERSON, RISK, Action
from register.entities.action import ACTION_STATUSES, ActionStatus
from register.errors import FieldError, RegisterError
from register.fields import Field
from register.i18n import N_, _, date_text, today, translated

STEPS = (
    ActionStatus.OPEN,
    ActionStatus.RUNNING,
    ActionStatus.DONE,
    ActionStatus.EFFECTIVE,
)
_FIELD = ACTION.by_key
DONE_ON = replace(_FIELD["done_on"], read_only=False, required=True)
CHECKED_ON = replace(_FIELD["checked_on"], read_only=False, required=True)
PROOF = replace(_FIELD["check_result"], read_only=False, label=N_("What shows it"))
NEW_DUE = replace(_FIELD["revised_due"], read_only=False, required=True)
REASON = replace(_FIELD["revised_because"], read_only=False, label=N_("Because"))


@dataclass(frozen=True, slots=True)
class Deed:
    """A button that opens a small form; ``when``: the statuses in which it can be done."""

    key: str
    text: str
    sign: str
    when: tuple[ActionStatus, ...]
    fields: tuple[Field, ...]


DEEDS = (
    Deed("finish", N_("It is done…"), "check", TO_DO, (DONE_ON, _FIELD["evidence"])),
    Deed("verify", N_("Check it…"), "eye", (ActionStatus.DONE,), (CHECKED_ON, PROOF)),
    Deed("put_off", N_("Move the day…"), "calendar", TO_DO, (NEW_DUE, REASON)),
    Deed("cancel", N_("Cancel it…"), "close", (*TO_DO, ActionStatus.DONE), (REASON,)),
)


class ActionPanel(GlancePanel):
    """The first tab of an action."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ACTION.table, PERSON.table, RISK.table, parent=parent)
        self._action: Action | None = None
        self._earlier: Action | None = None
        self._way = QWidget()
        self._steps = WrappingLayout(self._way, 6)
        self._facts = column(spacing=4)
        self.start = button(_("Start"), self._start, "primary", "play")
        self.buttons: dict[str, QPushButton] = {}
        self.forms = {deed.key: self._make_form(deed) for deed in DEEDS}
        self.repeat = button("", self._note_repeat, "quiet", "link")
        self.tied = LineList(session, _("It is about"), "")
        self._lay_out()

    def show_owner(self, owner: str | None) -> None:
        """Show another action."""
        if owner != self.owner:
            self._close_forms()
        super().show_owner(owner)

    def open_form(self, key: str) -> None:
        """Show the form of one deed."""
        action = self._action
        if action is None:
            return
        self._close_forms()
        proposed = {"done_on": today(), "checked_on": today(), "evidence": action.evidence}
        fields = next(deed.fields for deed in DEEDS if deed.key == key)
        names = {field.key for field in fields}
        form = self.forms[key]
        form.show_for(action.id, **{name: v for name, v in proposed.items() if name in names})
        form.show()
        form.focus_first()

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._lines.addWidget(self._way)
        self._lines.addLayout(self._facts)
        holder = QWidget()
        verbs = WrappingLayout(holder, 8)
        verbs.addWidget(self.start)
        for deed in DEEDS:
            act = partial(self.open_form, deed.key)
            role = "primary" if deed.key == "verify" else ""
            made = self.buttons[deed.key] = button(translated(deed.text), act, role, deed.sign)
            verbs.addWidget(made)
        self._lines.addWidget(holder)
        for form in self.forms.values():
            self._lines.addWidget(form)
            form.hide()
        self._lines.addWidget(self.repeat, 0, Qt.AlignmentFlag.AlignLeft)
        self._stack(self.tied)

    def _make_form(self, deed: Deed) -> DeedForm:
        form = DeedForm(self.session, deed.fields, self._verbs(deed.key))
        form.done.connect(form.hide)
        return form

    def _verbs(self, key: str) -> list[Verb]:
        if key == "finish":
            return [Verb(_("Save as done"), self._finish, "primary", "check")]
        if key == "verify":
            return [
                Verb(_("Effective"), partial(self._verify, effective=True), "primary", "check"),
                Verb(_("Not effective"), partial(self._verify, effective=False), "", "error"),
            ]
        if key == "put_off":
            return [Verb(_("Move the day"), self._put_off, "primary", "calendar")]
        return [Verb(_("Cancel the action"), self._cancel, "", "close")]

    def _close_forms(self) -> None:
        for form in self.forms.values():
            form.hide()

    # showing -----------------------------------------------------------------------------

    def _show(self) -> None:
        action = self._action = self.session.open_book.table(ACTION).get(self.owner)
        if action is None:
            return
        self._show_steps(action)
        clear(self._facts)
        for text, role in self._fact_words(action):
            self._facts.addWidget(label(text, role))
        status = action.status or ActionStatus.OPEN
        on = not self.session.read_only
        self.start.setVisible(status in (ActionStatus.OPEN, ActionStatus.INEFFECTIVE))
        again = status is ActionStatus.INEFFECTIVE
        self.start.setText(_("Start again") if again else _("Start"))
        self.start.setEnabled(on)
        for deed in DEEDS:
            self.buttons[deed.key].setVisible(status in deed.when)
            self.buttons[deed.key].setEnabled(on)
            if status not in deed.when:
                self.forms[deed.key].hide()
        self._show_tied(action)

    def _show_steps(self, action: Action) -> None:
        clear(self._steps)
        status = action.status or ActionStatus.OPEN
        steps = [*STEPS] if status in STEPS else [*STEPS[:3], status]
        for n, step in enumerate(steps):
            if n:
                self._steps.addWidget(short_label("→", "caption"))
            made = short_label(translated(ACTION_STATUSES[step]), "pill" if step is status else "")
            if step is not status:
                made.setProperty("role", "caption")
            else:
                made.setAccessibleName(_("Now: {status}").format(status=made.text()))
            self._steps.addWidget(made)

    def _fact_words(self, action: Action) -> list[tuple[str, str]]:
        names = self.session.names(PERSON.table)
        found: list[tuple[str, str]] = []
        due = due_day(action)
        if due is None:
            found.append((_("No day is set by which it is to be done."), "warning"))
        else:
            when = due_text(due) if action.status in TO_DO else ""
            parts = (_("Due {day}").format(day=date_text(due)), when)
            text = _(", ").join(part for part in parts if part)
            found.append((text, "problem" if is_overdue(action, today()) else ""))
        if action.revised_due and action.due_on:
            moved = _("First due {day}; moved because: {reason}")
            moved = moved.format(day=date_text(action.due_on), reason=action.revised_because)
            found.append((moved, "caption"))
        people = _("Owner: {owner}  •  Verifier: {verifier}").format(
            owner=names.text(action.owner) or _("nobody"),
            verifier=names.text(action.verifier) or _("nobody"),
        )
        found.append((people, "second"))
        return found + _after(action)

    def _show_tied(self, action: Action) -> None:
        book = self.session.open_book
        lines = risk_lines(self.session, [action.risk])
        lines += _source_line(book, action)
        repeated = book.table(ACTION).get(action.repeat_of)
        if repeated is not None:
            line = action_line(repeated)
            text = _("Repeats {action}").format(action=line.text)
            lines.append(replace(line, text=text))
        self.tied.show_lines(lines)
        earlier = earlier_ones(book, action) if repeated is None else []
        self._earlier = earlier[0] if earlier else None
        self.repeat.setVisible(bool(earlier) and not self.session.read_only)
        if earlier:
            text = _("Note as a repeat of {action}")
            self.repeat.setText(text.format(action=ACTION.title(earlier[0])))

    # deeds -------------------------------------------------------------------------------

    def _start(self) -> None:
        self._do(N_("Start {title}"), lambda book, key: acting.start(book, key, today()), tell=True)

    def _finish(self, values: Values) -> None:
        day, evidence = values.get("done_on") or today(), needed(values, "evidence")
        text = N_("{title} is done")
        self._do(text, lambda book, key: acting.finish(book, key, day, evidence))

    def _verify(self, values: Values, *, effective: bool) -> None:
        day, proof = values.get("checked_on") or today(), needed(values, "check_result")
        text = N_("{title} is effective") if effective else N_("{title} is not effective")

        def work(book: Book, key: str) -> None:
            acting.verify(book, key, day, proof, effective=effective)

        self._do(text, work)

    def _put_off(self, values: Values) -> None:
        day, because = values.get("revised_due"), needed(values, "revised_because")
        if day is None:
            self.forms["put_off"].focus_field("revised_due")
            raise FieldError(_("Name the new day."))
        text = N_("Move the day of {title}")
        self._do(text, lambda book, key: acting.put_off(book, key, day, because))

    def _cancel(self, values: Values) -> None:
        because = needed(values, "revised_because")
        text = N_("Cancel {title}")
        self._do(text, lambda book, key: acting.cancel(book, key, today(), because))

    def _note_repeat(self) -> None:
        earlier = self._earlier
        if earlier is None:
            return

        def work(book: Book, key: str) -> None:
            action = book.table(ACTION).get(key)
            if action is not None:
                book.table(ACTION).save(replace(action, repeat_of=earlier.id))

        self._do(N_("Note {title} as a repeat"), work, tell=True)

    def _do(self, text: str, work: Callable[[Book, str], object], *, tell: bool = False) -> None:
        """Write a deed; ``tell``: its refusal is told here, where no form shows it."""
        action = self._action
        if action is None:
            return
        try:
            self.session.write(text, lambda book: work(book, action.id), title=ACTION.title(action))
        except RegisterError as error:
            if not tell:
                raise
            self.session.complain(error)


def _after(action: Action) -> list[tuple[str, str]]:
    """Return in words when an action was done and what its check said."""
    found: list[tuple[str, str]] = []
    if action.done_on:
        text = _("Done on {day}: {evidence}").format(
            day=date_text(action.done_on), evidence=action.evidence or _("nothing shows it")
        )
        found.append((text, "second"))
    if action.checked_on:
        text = _("Checked on {day}: {result}").format(
            day=date_text(action.checked_on), result=action.check_result
        )
        found.append((text, "second"))
    return found


def _source_line(book: Book, action: Action) -> list[Line]:
    """Return the record that an action came from, if it is known and still there."""
    entity = book.catalog.by_table.get(action.source_table)
    record = book.table(entity).get(action.source_id) if entity else None
    if entity is None or record is None or record.id == action.risk:
        return []
    text = _("Came from {record}").format(record=entity.title(record))
    return [Line(entity.icon, text, translated(entity.label), State.PLAIN, entity.table, record.id)]
