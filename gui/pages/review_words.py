"""Reviews in the words of the reader: when one is due, how often, and what asks for it."""

from __future__ import annotations

from gui.levels import level_in, level_text
from gui.pages.readiness import due_text
from gui.session import Session
from register.entities import REVIEW_REQUEST, ReviewRequest, Risk
from register.i18n import _, date_text, ngettext, today
from register.review_queue import Item, Why
from register.rhythm import interval_of


def due_words(risk: Risk) -> str:
    """Return when a risk is reviewed next: “Next review 2026-12-01, in 8 days”."""
    if risk.next_review is None:
        return _("No review is set; the first rating sets it.")
    return _("Next review {day}, {when}").format(
        day=date_text(risk.next_review), when=due_text(risk.next_review)
    )


def last_words(risk: Risk) -> str:
    """Return when a risk was last reviewed."""
    if risk.last_review is None:
        return _("Never reviewed")
    return _("Last review {day}").format(day=date_text(risk.last_review))


def rhythm_words(session: Session, risk: Risk) -> str:
    """Return how often a risk is reviewed, and why so."""
    days = interval_of(risk)
    every = ngettext("every {count} day", "every {count} days", days).format(count=days)
    if risk.review_interval:
        return _("{every}, as this risk says").format(every=every)
    level = level_text(level_in(session, risk))
    return _("{every}, as its level says ({level})").format(every=every, level=level)


def reason_words(request: ReviewRequest) -> str:
    """Return an open reason: its cause, its text, and since when."""
    cause = REVIEW_REQUEST.by_key["cause"].text(request)
    day = date_text(request.raised_on)
    return _("{cause}: {text} ({day})").format(
        cause=cause, text="; ".join(request.text.split("\n")) or "—", day=day
    )


def item_words(item: Item, why: Why) -> str:
    """Return the line under an item of the queue: how late it is, and what asks for it."""
    parts = []
    if why is Why.ASKED and item.day is not None:
        days = (today() - item.day).days
        waits = ngettext("asked {count} day ago", "asked {count} days ago", days)
        parts.append(waits.format(count=days) if days > 0 else _("asked today"))
    elif item.day is not None:
        parts.append(due_text(item.day))
    if item.reasons:
        text = ngettext("{count} reason", "{count} reasons", item.reasons)
        parts.append(text.format(count=item.reasons))
    return "  •  ".join(parts)
