"""A step of the history in the words of the reader."""

from __future__ import annotations

from register.history import Entry
from register.i18n import _


def kind_text(entry: Entry) -> str:
    """Return how a step came about, "" for a plain change."""
    words = {
        "undo": _("Undone: {label}"),
        "redo": _("Done again: {label}"),
    }
    pattern = words.get(entry.kind)
    return pattern.format(label=entry.text()) if pattern else entry.text()
