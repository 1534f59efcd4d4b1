"""Why a review of a risk is asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from gui.pages.review_words import reason_words
from gui.widgets import clear, label
from register.book import Book
from register.i18n import _
from register.reviewing import open_requests


def show_reasons(lines: QVBoxLayout, book: Book, risk_id: str) -> None:
    """Fill a column with the open requests for a review; it stays empty where there is none."""
    clear(lines)
    found = open_requests(book, risk_id)
    if found:
        lines.addWidget(label(_("Why it is asked for"), "caption", bold=True))
    for request in found:
        made = label(reason_words(request))
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addWidget(made)
