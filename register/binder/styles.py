"""The look of the binder: colours, type and spacing in points, as on screen but for paper.

Levels and links never speak by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from register.binder.font import BOLD, REGULAR
from register.binder.pen import TextStyle

INK, SECOND, THIRD = "#1E2428", "#5B646B", "#626A70"
LINE, EDGE, SUNK, ACCENT, PROBLEM = "#D5D1C8", "#7F878B", "#F3F1EC", "#0B6B6B", "#9B0019"

COVER = TextStyle(BOLD, 30, 40, INK)
KICKER = TextStyle(BOLD, 12, 18, ACCENT)
TITLE = TextStyle(BOLD, 19, 27, INK)
NOTE = TextStyle(REGULAR, 9.5, 15, SECOND)
HEADING = TextStyle(BOLD, 12, 18, INK)
BODY = TextStyle(REGULAR, 9.5, 15, INK)
BODY_BOLD = TextStyle(BOLD, 9.5, 15, INK)
LABEL = TextStyle(REGULAR, 8, 12, THIRD)
CELL = TextStyle(REGULAR, 8.5, 12, INK)
CELL_HEAD = TextStyle(BOLD, 8, 12, SECOND)
RUNNING = TextStyle(REGULAR, 8, 12, THIRD)
MARKING = TextStyle(BOLD, 8, 12, PROBLEM)

PAPERS = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Margins:
    """The empty edge of a page; the gutter is added where the sheet is bound."""

    top: float = 68
    bottom: float = 60
    side: float = 48
    gutter: float = 16
