"""The contents: every title with its page, to click on or to look up.

The titles are set at once; the page numbers are drawn when the last page is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from register.binder.blocks import SectionTitle, wrapped
from register.binder.flow import Flow
from register.binder.pen import Pen, TextStyle
from register.binder.styles import BODY, BODY_BOLD, EDGE
from register.i18n import _

_NUMBER_ROOM = 36.0
_INDENT = 14.0
_LEADER_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; ``key`` is that of the title it leads to, level 0 a section."""

    key: str
    text: str
    level: int = 0

    @property
    def style(self) -> TextStyle:
        """Return how the line is set."""
        return BODY if self.level else BODY_BOLD


class Contents:
    """The list of all entries, over as many pages as it needs."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def place(self, flow: Flow) -> None:
        """Set the titles, and leave room for their page numbers."""
        SectionTitle("contents", _("Contents")).place(flow)
        for entry in self._entries:
            indent = entry.level * _INDENT
            room = flow.width - indent - _NUMBER_ROOM
            lines = wrapped(entry.text, entry.style, room)
            height = len(lines) * entry.style.leading + (6 if entry.level == 0 else 2)
            flow.need(height)
            top = flow.take(height) - (height - len(lines) * entry.style.leading)
            _set(flow, entry, top, lines)


def _set(flow: Flow, entry: Entry, top: float, lines: list[str]) -> None:
    style, left, right = entry.style, flow.left + entry.level * _INDENT, flow.right
    flow.pen.write(style, ((left, top, lines),))
    last = top - (len(lines) - 1) * style.leading
    start = left + style.width(lines[-1]) + _LEADER_GAP
    end = right - _NUMBER_ROOM + _LEADER_GAP
    if start < end:
        flow.pen.dots(EDGE, start, end, last - style.baseline)
    box = (left, last - style.leading, right, top)
    if flow.whole:
        flow.canvas.linkRect("", entry.key, box, relative=0, thickness=0)

    def draw(pen: Pen) -> None:
        number = flow.numbers.get(entry.key)
        pen.line_right(style, right, last, str(number) if number else "…")

    flow.show_later(f"number-{entry.key}", draw)
