"""Standing checks of what is followed up: actions, reviews, and obligations.

Each lets the database pick what it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from register import storage
from register.acting import OVERDUE, UNDONE
from register.book import Book
from register.catalog import Finding, Severity, StandingCheck
from register.entities import ACTION, OBLIGATION, RISK
from register.entities.action import ActionStatus
from register.entities.obligation import ObligationStatus
from register.i18n import N_, _
from register.review_queue import FIRST_DUE, LIVE, LOOK_DUE

PATIENCE = timedelta(days=30)
"""How long a reason for a review, or a check of an action, may wait."""
_KEPT = f"ifnull(status, '') <> '{ActionStatus.CANCELLED}'"
_WATCHED = f"ifnull(status, '') <> '{ObligationStatus.GONE}'"


def _actions(book: Book, where: str, *args: Any, also: str = "id") -> list[tuple[str, str, str]]:
    """Return id, title text and the column ``also`` of the actions that SQL of ours picks."""
    rows = book.table(ACTION).values("id", "number", "title", also, where=where, args=args)
    return [(key, f"{number} {title}".strip(), value) for key, number, title, value in rows]


def _obligations(
    book: Book, where: str, *args: Any, also: str = "id"
) -> list[tuple[str, str, str]]:
    rows = book.table(OBLIGATION).values("id", "number", "title", also, where=where, args=args)
    return [(key, f"{number} {title}".strip(), value) for key, number, title, value in rows]


def _overdue(book: Book, today: date) -> Iterator[Finding]:
    found = book.table(ACTION).values(
        "id", "number", "title", "due_on", "revised_due", where=OVERDUE, args=[today.isoformat()]
    )
    for key, number, title, due, revised in found:
        text = _("{action} was due on {day}.").format(
            action=f"{number} {title}".strip(), day=revised or due
        )
        field = "revised_due" if revised else "due_on"
        yield Finding(Severity.ERROR, ACTION, key, field, text)


def _no_owner(book: Book, _today: date) -> Iterator[Finding]:
    for key, title, _value in _actions(book, f"owner is null and {UNDONE}"):
        text = _("{action} has no owner.").format(action=title)
        yield Finding(Severity.ERROR, ACTION, key, "owner", text)


def _own_verifier(book: Book, _today: date) -> Iterator[Finding]:
    for key, title, _value in _actions(book, f"owner = verifier and {_KEPT}"):
        text = _("{action} is to be checked by its own owner.").format(action=title)
        yield Finding(Severity.ERROR, ACTION, key, "verifier", text)


def _no_evidence(book: Book, _today: date) -> Iterator[Finding]:
    for key, title, _value in _actions(book, "status in ('done', 'effective') and evidence = ''"):
        text = _("{action} is done, and nothing shows it.").format(action=title)
        yield Finding(Severity.WARNING, ACTION, key, "evidence", text)


def _unchecked(book: Book, today: date) -> Iterator[Finding]:
    since = (today - PATIENCE).isoformat()
    late = _actions(book, "status = 'done' and done_on < ?", since, also="done_on")
    for key, title, day in late:
        text = _("{action} was done on {day} and is not checked yet.").format(action=title, day=day)
        yield Finding(Severity.WARNING, ACTION, key, "verifier", text)


def _effective_unchecked(book: Book, _today: date) -> Iterator[Finding]:
    for key, title, _value in _actions(book, "status = 'effective' and checked_on is null"):
        text = _("{action} is called effective without a day of the check.").format(action=title)
        yield Finding(Severity.ERROR, ACTION, key, "checked_on", text)


def _no_due_day(book: Book, _today: date) -> Iterator[Finding]:
    where = f"due_on is null and revised_due is null and {UNDONE}"
    for key, title, _value in _actions(book, where):
        text = _("{action} has no day by which it is to be done.").format(action=title)
        yield Finding(Severity.WARNING, ACTION, key, "due_on", text)


def _request_waits(book: Book, today: date) -> Iterator[Finding]:
    sql = (
        "select risks.id, number, title, min(review_requests.raised_on) from review_requests "
        "join risks on risks.id = risk where review is null and review_requests.raised_on < ? "
        f"and {LIVE} group by risks.id order by 4"
    )
    args = [(today - PATIENCE).isoformat()]
    for key, number, title, day in storage.fetch(book.reader(), sql, args):
        text = _("A review of {risk} has been asked for since {day}.").format(
            risk=f"{number} {title}".strip(), day=day
        )
        yield Finding(Severity.WARNING, RISK, key, "next_review", text)


def _never_reviewed(book: Book, today: date) -> Iterator[Finding]:
    where = f"last_review is null and {LIVE} and raised_on is not null and {FIRST_DUE} < ?"
    rows = book.table(RISK).values(
        "id", "number", "title", "raised_on", where=where, args=[today.isoformat()]
    )
    for key, number, title, day in rows:
        text = _("{risk} was raised on {day} and has never been reviewed.").format(
            risk=f"{number} {title}".strip(), day=day
        )
        yield Finding(Severity.WARNING, RISK, key, "next_review", text)


def _look_overdue(book: Book, today: date) -> Iterator[Finding]:
    late = (today - timedelta(days=1)).isoformat()
    for key, title, day in _obligations(book, LOOK_DUE, late, also="next_look"):
        text = _("{obligation} was to be looked at by {day}.").format(obligation=title, day=day)
        yield Finding(Severity.WARNING, OBLIGATION, key, "next_look", text)


def _unowned(book: Book, _today: date) -> Iterator[Finding]:
    for key, title, _value in _obligations(book, f"owner is null and {_WATCHED}"):
        text = _("{obligation} has no owner.").format(obligation=title)
        yield Finding(Severity.WARNING, OBLIGATION, key, "owner", text)


def _unlinked(book: Book, _today: date) -> Iterator[Finding]:
    where = (
        f"status = '{ObligationStatus.CHANGED}' and id not in "
        "(select obligation from obligation_risks where obligation is not null)"
    )
    for key, title, _value in _obligations(book, where):
        text = _("{obligation} has changed, and no risk is linked to it.").format(obligation=title)
        yield Finding(Severity.WARNING, OBLIGATION, key, "status", text)


FOLLOW_UP_CHECKS = (
    StandingCheck("action-overdue", N_("No action is overdue"), _overdue),
    StandingCheck("action-owner", N_("Every action has an owner"), _no_owner),
    StandingCheck("action-verifier", N_("Nobody checks his own action"), _own_verifier),
    StandingCheck("action-evidence", N_("What is done can be shown"), _no_evidence),
    StandingCheck("action-check", N_("Actions are checked within 30 days"), _unchecked),
    StandingCheck("action-effective", N_("What is effective was checked"), _effective_unchecked),
    StandingCheck("action-due", N_("Every action has a due day"), _no_due_day),
    StandingCheck("review-asked", N_("Reviews asked for are done within 30 days"), _request_waits),
    StandingCheck("review-never", N_("Every risk is reviewed"), _never_reviewed),
    StandingCheck("obligation-look", N_("Obligations are looked at in time"), _look_overdue),
    StandingCheck("obligation-owner", N_("Every obligation has an owner"), _unowned),
    StandingCheck("obligation-risk", N_("A changed obligation has its risks"), _unlinked),
)
