"""Who is to be told of a warning order and until when, and who was told.

Pressing “Told” records that somebody was told; the program itself tells nobody.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gui.charts.time_line import span_text
from gui.forms.deed_form import Values, Verb, needed
from gui.pages.lines import State
from gui.pages.order_card import CardLine, OrderCard
from gui.pages.order_entry import entry
from gui.session import Session
from gui.widgets import button, icon_button
from register.entities import (
    ESCALATION_NOTICE,
    ESCALATION_PATH,
    ESCALATION_STEP,
    EscalationNotice,
    WarningOrder,
)
from register.entities.warning import WarningStatus
from register.entity import new_id
from register.errors import RegisterError
from register.i18n import N_, _, moment_text, now, pgettext, today
from register.watching.escalation import Call, calls_of, lateness, notices_of, tell

KEYS = ("who", "told_at", "channel", "told_by", "note")
DOT = "  •  "
MINUTE = 60
LONGEST_WAIT_MS = 3_600_000


class EscalationCard(OrderCard):
    """The calls of one order."""

    done_title = N_("Also told")

    def __init__(self, session: Session) -> None:
        fields = [ESCALATION_NOTICE.by_key[key] for key in KEYS]
        told = Verb(pgettext("escalation", "Told"), self._store, "primary", "check")
        super().__init__(session, _("Escalation"), fields, [told])
        self._step = ""
        self.opener = button("", self._open, "quiet")
        self.other = button(_("Somebody else was told…"), self.tell_other, "quiet")
        for made in (self.other, self.opener):
            self._head.addWidget(made)
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(lambda: self.show_order(self.order))

    def show_order(self, order: WarningOrder | None) -> None:
        """Show whom another order calls for."""
        book = self.session.open_book
        calls = calls_of(book, order) if order else []
        notices = notices_of(book, order.id) if order else []
        path = book.table(ESCALATION_PATH).get(order.path) if order else None
        self.setVisible(bool(order and (is_open(order) or notices)))
        self.opener.setText(ESCALATION_PATH.title(path) if path else "")
        self.opener.setVisible(path is not None)
        issued = order is not None and order.status is WarningStatus.ISSUED
        self.other.setVisible(issued and not self.session.read_only)
        self._say_nothing("" if calls or notices else _nothing(path is not None))
        listed = {call.notice.id for call in calls if call.notice}
        others = [_entry(notice) for notice in notices if notice.id not in listed]
        self._fill(order, lambda: [self._line(call) for call in calls], others)
        self._wait(calls)

    def tell(self, call: Call) -> None:
        """Record that somebody was told just now."""
        if self.order is None:
            return
        notice = EscalationNotice(id=new_id(), warning=self.order.id, step=call.step.id)
        try:
            self._write(notice, call.who)
        except RegisterError as error:
            self.session.complain(error)

    def tell_more(self, call: Call) -> None:
        """Ask when, by what and by whom somebody was told."""
        self._begin(call.step.id, call.who, channel=call.step.channel)

    def tell_other(self) -> None:
        """Ask for somebody who was told and whom no step names."""
        self._begin("", "")

    # inside ------------------------------------------------------------------------------

    def _begin(self, step: str, who: str, **values: object) -> None:
        self._step = step
        title = _("Who was told, and when")
        signed = self.session.open_book.by
        self._unfold(title, step, who=who, told_at=now(), told_by=signed, **values)

    def _store(self, values: Values) -> None:
        if self.order is None:
            return
        notice = EscalationNotice(
            id=new_id(),
            warning=self.order.id,
            step=self._step,
            who=needed(values, "who"),
            channel=values.get("channel"),
            told_at=values.get("told_at"),
            told_by=needed(values, "told_by"),
            note=needed(values, "note"),
        )
        self._write(notice, notice.who)

    def _write(self, notice: EscalationNotice, who: str) -> None:
        self.session.write(
            N_("Record that {who} was told"), lambda book: tell(book, notice), who=who
        )
        text = _("Recorded: {who} was told.").format(who=who)
        self.session.tell(text, _("Undo"), self.session.undo)

    def _line(self, call: Call) -> CardLine:
        who = call.who or _("Nobody named")
        field = ESCALATION_STEP.by_key
        within = call.step.within
        how = [
            field["colour"].text(call.step),
            _("within {time}").format(time=span_text(within)) if within is not None else "",
            field["channel"].text(call.step),
            call.phone,
        ]
        note = call.notice.note if call.notice else ""
        captions = [DOT.join(part for part in how if part), call.step.message, note]
        is_due = call.notice is None and self.order is not None
        is_due = is_due and self.order.status is WarningStatus.ISSUED  # type: ignore[union-attr]
        verbs = self._verbs(call) if is_due else []
        return CardLine(call.step.id, [who, *captions], self._state(call), verbs)

    def _verbs(self, call: Call) -> list[QWidget]:
        spoken = _("{who} was told").format(who=call.who)
        told = self._verb(pgettext("escalation", "Told"), spoken, partial(self.tell, call), "check")
        told.setEnabled(bool(call.who) and told.isEnabled())
        more = icon_button(
            "edit", _("Say when, how and by whom {who} was told…").format(who=call.who),
            partial(self.tell_more, call),
        )  # fmt: skip
        more.setEnabled(not self.session.read_only)
        return [told, more]

    def _state(self, call: Call) -> tuple[State, str]:
        if call.notice is not None:
            return State.GOOD, DOT.join((told_text(call.notice), call.notice.told_by))
        if self.order is None or self.order.status is not WarningStatus.ISSUED:
            return State.PLAIN, _("Once it is issued")
        if call.due_at is None:
            return State.SOON, _("To be told; no time is named")
        if call.is_late(now()):
            return State.BAD, _("Late: it was due at {when}").format(when=when_text(call.due_at))
        return State.SOON, _("Due at {when}").format(when=when_text(call.due_at))

    def _wait(self, calls: list[Call]) -> None:
        """Look again when the next call becomes late."""
        ahead = [
            (call.due_at - now()).total_seconds()
            for call in calls
            if call.notice is None and call.due_at and not call.is_late(now())
        ]
        self._clock.stop()
        if ahead:
            self._clock.start(min(int(min(ahead) * 1000) + 2000, LONGEST_WAIT_MS))

    def _open(self) -> None:
        if self.order is not None and self.order.path:
            self.session.show_record(ESCALATION_PATH.table, self.order.path)


def is_open(order: WarningOrder) -> bool:
    """Tell whether something can still follow from an order."""
    return order.status in (None, WarningStatus.PROPOSED, WarningStatus.ISSUED)


def when_text(moment: datetime | None) -> str:
    """Return a moment of today by its time alone, another one with its day."""
    text = moment_text(moment)
    return text.removeprefix(f"{today().isoformat()} ")


def told_text(notice: EscalationNotice) -> str:
    """Return when somebody was told, and by how much too late."""
    when = when_text(notice.told_at)
    late = int(lateness(notice).total_seconds() // MINUTE)
    if late:
        return _("Told at {when}, {time} late").format(when=when, time=span_text(late))
    return _("Told at {when}").format(when=when)


def _nothing(has_path: bool) -> str:
    if has_path:
        return _("The path names nobody at this level.")
    return _("It follows no escalation path; choose one on the tab “Details”.")


def _entry(notice: EscalationNotice) -> QWidget:
    signed = notice.told_by
    parts = [told_text(notice), ESCALATION_NOTICE.by_key["channel"].text(notice), notice.note]
    below = DOT.join(part for part in parts if part)
    return entry("phone-call", notice.who, notice.colour, signed, below)
