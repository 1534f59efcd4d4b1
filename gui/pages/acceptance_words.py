"""How an acceptance stands, in words: its status, and the days that are left."""

from __future__ import annotations

from datetime import date

from gui.pages.lines import Line, State
from register.accepting import SOON_DAYS, has_expired, is_valid
from register.entities import ACCEPTANCE, Acceptance
from register.i18n import _, ngettext, today


def days_left(acceptance: Acceptance, day: date) -> str:
    """Return how long an acceptance still holds, or since when it does not; "" for no end."""
    until = acceptance.expires_on
    if until is None:
        return ""
    left = (until - day).days
    if left < 0:
        text = ngettext("expired {count} day ago", "expired {count} days ago", -left)
        return text.format(count=-left)
    if not left:
        return _("expires today")
    text = ngettext("expires in {count} day", "expires in {count} days", left)
    return text.format(count=left)


def acceptance_line(acceptance: Acceptance) -> Line:
    """Return an acceptance as a line that leads to it."""
    status = ACCEPTANCE.by_key["status"].text(acceptance)
    holds = is_valid(acceptance, today())
    over = has_expired(acceptance, today())
    left = days_left(acceptance, today()) if holds or over else ""
    word = ", ".join(text for text in (status, left) if text)
    return Line(
        ACCEPTANCE.icon, ACCEPTANCE.title(acceptance), word, state_of(acceptance),
        ACCEPTANCE.table, acceptance.id,
    )  # fmt: skip


def state_of(acceptance: Acceptance) -> State:
    """Return how an acceptance stands today."""
    if has_expired(acceptance, today()):
        return State.BAD
    if not is_valid(acceptance, today()):
        return State.PLAIN
    until = acceptance.expires_on
    soon = until is not None and (until - today()).days <= SOON_DAYS
    return State.SOON if soon else State.GOOD
