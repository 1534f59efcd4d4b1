"""One thing that was done under a warning order, as a line: what, at which level, who and when."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.colours import ColourChip
from gui.icons import pixmap
from gui.widgets import column, label, row, short_label
from register.entities.indicator import Colour

INDENT = 26


def entry(sign: str, words: str, colour: Colour | None, signed: str, below: str = "") -> QWidget:
    """Return such a line.

    ``sign``: name of its icon; ``signed``: who and when, at the end; ``below``: more about it.
    """
    made = QWidget()
    lines = column(made, spacing=2)
    head = row(spacing=8)
    picture = short_label()
    picture.setPixmap(pixmap(sign))
    head.addWidget(picture)
    if colour is not None:
        head.addWidget(ColourChip(colour))
    title = label(words)
    title.setProperty("role", "strong")
    head.addWidget(title, 1)
    head.addWidget(short_label(signed, "caption"))
    lines.addLayout(head)
    if below:
        more = label(below, "second")
        more.setContentsMargins(INDENT, 0, 0, 0)
        lines.addWidget(more)
    return made
