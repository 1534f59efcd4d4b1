"""The way of a risk from candidate to closed: each deed is called inside a change.

A risk is rejected, closed and reopened with a reason; no plain edit of its status does that.
"""

from __future__ import annotations

from dataclasses import replace

from register.book import Book
from register.entities import RISK, Risk
from register.entities.risk import CloseReason, RiskStatus
from register.errors import FieldError, RegisterError
from register.i18n import _, today

SETTLED = (RiskStatus.CLOSED, RiskStatus.REJECTED)
BY_DEED = (RiskStatus.CANDIDATE, *SETTLED)
"""Into and out of these a risk moves by a deed only."""


def accept(book: Book, risk_id: str, reason: str = "") -> Risk:
    """Take a candidate into the register as an open risk; returns it as stored.

    Raises RegisterError when it is no candidate.
    """
    risk = _risk(book, risk_id)
    if risk.status is not RiskStatus.CANDIDATE:
        raise RegisterError(_("{risk} is not a candidate.").format(risk=RISK.title(risk)))
    return _saved(book, replace(risk, status=RiskStatus.OPEN, status_reason=reason.strip()))


def reject(book: Book, risk_id: str, reason: str) -> Risk:
    """Turn a candidate down for a reason; returns it as stored.

    Raises FieldError without a reason, RegisterError when it is no candidate.
    """
    risk = _risk(book, risk_id)
    if risk.status is not RiskStatus.CANDIDATE:
        raise RegisterError(_("{risk} is not a candidate.").format(risk=RISK.title(risk)))
    reason = _needed(reason, _("Say why: a candidate is rejected with a reason."))
    return _saved(book, replace(risk, status=RiskStatus.REJECTED, status_reason=reason))


def close(book: Book, risk_id: str, why: CloseReason | None, text: str = "") -> Risk:
    """Close a live risk today for a reason of the list; ``text``: what shows it.

    Raises FieldError without a reason, RegisterError when the risk is not live.
    """
    risk = _risk(book, risk_id)
    if risk.status in BY_DEED:
        raise RegisterError(
            _("{risk} cannot be closed as it stands.").format(risk=RISK.title(risk))
        )
    if why is None:
        raise FieldError(_("Say why: a risk is closed with a reason."))
    return _saved(
        book,
        replace(
            risk,
            status=RiskStatus.CLOSED,
            close_reason=why,
            status_reason=text.strip(),
            closed_on=today(),
            next_review=None,
        ),
    )


def reopen(book: Book, risk_id: str, reason: str) -> Risk:
    """Open a closed or rejected risk again today; a new assessment is due from then on.

    Raises FieldError without a reason, RegisterError when the risk is not settled.
    """
    risk = _risk(book, risk_id)
    if risk.status not in SETTLED:
        raise RegisterError(_("{risk} is open already.").format(risk=RISK.title(risk)))
    reason = _needed(reason, _("Say why: a risk is reopened with a reason."))
    return _saved(
        book,
        replace(
            risk,
            status=RiskStatus.OPEN,
            status_reason=reason,
            close_reason=None,
            closed_on=None,
            reopened_on=today(),
        ),
    )


def free_statuses(status: RiskStatus | None) -> tuple[RiskStatus, ...]:
    """Return the statuses that a plain edit may give a risk which has this one."""
    if status in BY_DEED:
        return (status,)
    return tuple(option for option in RiskStatus if option not in BY_DEED)


def refuse_move(before: Risk | None, after: Risk) -> None:
    """Raise FieldError when a plain edit moves the status of a risk where only a deed may.

    ``before``: the stored risk, None for a new one, which may begin as a candidate.
    """
    status = before.status if before is not None else None
    if after.status == status or (before is None and after.status not in SETTLED):
        return
    if status in BY_DEED or after.status in BY_DEED:
        text = _(
            "{risk} does not go from {old} to {new} here: press the button beside its status, "
            "which asks for the reason."
        )
        words = RISK.by_key["status"].kind
        raise FieldError(
            text.format(
                risk=RISK.title(after), old=words.format(status) or "—", new=_word(after.status)
            )
        )


def copied(risk: Risk) -> Risk:
    """Return a copy of a risk with a status that it can begin with."""
    return replace(risk, status=RiskStatus.OPEN) if risk.status in SETTLED else risk


def status_line(risk: Risk) -> str:
    """Return in one line since when and why a risk is closed, rejected or open again; or ""."""
    if risk.status is RiskStatus.CLOSED:
        day = risk.closed_on.isoformat() if risk.closed_on else ""
        why = RISK.by_key["close_reason"].text(risk)
        return _joined(_("Closed on {day}").format(day=day) if day else "", why, risk.status_reason)
    if risk.status is RiskStatus.REJECTED:
        reason = risk.status_reason
        return _("Rejected: {reason}").format(reason=reason) if reason else _("Rejected")
    if risk.status is RiskStatus.CANDIDATE:
        return _("A candidate: decide whether it is a risk of this register.")
    if risk.reopened_on:
        day = _("Reopened on {day}").format(day=risk.reopened_on.isoformat())
        return _joined(day, risk.status_reason)
    return ""


# inside ----------------------------------------------------------------------------------


def _risk(book: Book, risk_id: str) -> Risk:
    risk = book.table(RISK).get(risk_id)
    if risk is None:
        raise RegisterError(_("The risk is not in the register any more."))
    return risk


def _saved(book: Book, risk: Risk) -> Risk:
    book.table(RISK).save(risk)
    return risk


def _needed(reason: str, sentence: str) -> str:
    if not reason.strip():
        raise FieldError(sentence)
    return reason.strip()


def _word(status: RiskStatus | None) -> str:
    return RISK.by_key["status"].kind.format(status) or "—"


def _joined(*parts: str) -> str:
    return " · ".join(" ".join(part.split()) for part in parts if part)
