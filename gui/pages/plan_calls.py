"""What calls for a plan, as lines: the indicators with a rule, and what people decided."""

from __future__ import annotations

from collections.abc import Iterator

from gui.colours import shade_words
from gui.pages.lines import Line, State
from register.book import Book
from register.entities import (
    ACTIVATION_RULE,
    INDICATOR,
    PLAN_DECISION,
    WARNING,
    ActivationRule,
    Indicator,
)
from register.i18n import _, moment_text, pgettext
from register.watching.colours import rank

CALLS = (ACTIVATION_RULE.table, INDICATOR.table, PLAN_DECISION.table, WARNING.table)
DOT = "  •  "


def caller_lines(book: Book, plan: str) -> Iterator[Line]:
    """Yield the indicators that call for a plan, and whether one does now."""
    for rule in book.table(ACTIVATION_RULE).find(plan=plan):
        item = book.table(INDICATOR).get(rule.indicator)
        if item is not None:
            word, state = _standing(rule, item)
            yield Line("indicator", INDICATOR.title(item), word, state, INDICATOR.table, item.id)


def decision_lines(book: Book, plan: str) -> Iterator[Line]:
    """Yield what was decided about a plan, the latest first."""
    found = book.table(PLAN_DECISION).find(plan=plan)
    for item in sorted(found, key=lambda made: str(made.at), reverse=True):
        order = book.table(WARNING).get(item.warning)
        decision = PLAN_DECISION.by_key["decision"].text(item)
        parts = [decision, WARNING.title(order) if order else "", item.reason]
        word = ", ".join(part for part in (item.by, moment_text(item.at)) if part)
        text = DOT.join(part for part in parts if part)
        yield Line("bell", text, word, State.PLAIN, WARNING.table, item.warning or "")


def _standing(rule: ActivationRule, item: Indicator) -> tuple[str, State]:
    words = _("from {colour} on").format(colour=shade_words(rule.colour).lower())
    if 0 < rank(rule.colour) <= rank(item.colour):
        return f"{words}, {pgettext('indicator', 'now')}", State.SOON
    return words, State.PLAIN
