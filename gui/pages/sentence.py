"""A risk read back as one sentence: because of what, what may happen, and what would follow.

Parts are shown as they were written; one that nobody wrote is named as missing.
"""

from __future__ import annotations

import re

from register.entities import Risk
from register.i18n import _, current_language

MOST = 500
_ENDS = ".。；;，,!！?？ \n"
_OPENERS = re.compile(
    "(a|after|all|an|any|as|at|because|before|both|each|every|few|if|in|it|its|many|most|no|one|"
    "only|our|several|some|such|that|the|their|there|these|they|this|those|two|three|up|we|when|"
    "while|with)\\b",
    re.IGNORECASE,
)


def risk_sentence(risk: Risk) -> str:
    """Return the sentence in the reader's language."""
    event = risk.event.strip()
    pattern = (
        _("Because {cause}, it may happen that {event}, so that {consequence}.")
        if event.endswith((".", "。"))  # a whole sentence, not the name of an event
        else _("Because {cause}, {event} may happen, so that {consequence}.")
    )
    return pattern.format(
        cause=_part(risk.cause) or _("(cause missing)"),
        event=_part(event) or _("(event missing)"),
        consequence=_part(risk.consequence) or _("(consequence missing)"),
    )


def _part(text: str) -> str:
    """Return a text as a part of a sentence: on one line, without its full stop."""
    words = " ".join(text.split())
    if len(words) > MOST:
        return words[:MOST].rstrip(_ENDS) + "…"
    words = words.rstrip(_ENDS)
    opens = current_language() == "en" and _OPENERS.match(words)
    return words[:1].lower() + words[1:] if opens else words
