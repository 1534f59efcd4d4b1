"""What charts of bars share: a figure measured in points, its texts, and the look of a level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from register.charts.drawing import Look, prepare, shown
from register.charts.heatmap import HATCHES
from register.scoring import Level

_WIDE = 0x2E80  # from here on characters are as wide as they are high
_NARROW = 0.53  # the width of others, as a share of their size


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in points from the lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.left + self.width / 2, self.bottom + self.height / 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a chart that can be chosen: its key, what it says, and where it stands."""

    key: str
    words: str
    area: Area


class Board:
    """A figure in points; size in inches. ``spots`` can be chosen."""

    def __init__(self, look: Look, size: tuple[float, float]) -> None:
        prepare()
        self.look = look
        self.spots: list[Spot] = []
        self.width, self.height = size[0] * 72, size[1] * 72
        self.figure = Figure(figsize=size, facecolor=look.page)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(0, self.height)
        self.axes.set_axis_off()

    def text(self, x: float, y: float, text: str, size: float, **more: Any) -> Text:
        """Write one line at a place, from its left and its middle unless told otherwise."""
        settings = {"color": self.look.text, "va": "center", "ha": "left", **more}
        return self.axes.text(x, y, text, fontsize=size, **settings)

    def level(self, area: Area, level: Level | None) -> None:
        """Fill an area with a level's colour and pattern; None is not rated: dashes, no colour."""
        if level is None:
            look: dict[str, Any] = {
                "fill": False, "edgecolor": self.look.edge, "lw": 0.9, "ls": (0, (3, 2)),
            }  # fmt: skip
        else:
            look = {
                "facecolor": level.colour, "edgecolor": level.hatch_colour, "linewidth": 0,
                "hatch": HATCHES[level.pattern],
            }  # fmt: skip
        corner = (area.left, area.bottom)
        self.axes.add_patch(Rectangle(corner, area.width, area.height, **look))

    def plate(self, x: float, y: float, text: str, size: float, level: Level | None) -> None:
        """Write in the middle of a level's area, so that its pattern does not cross the text."""
        ink = level.text_colour if level else self.look.text
        ground = level.colour if level else self.look.page
        box = {"facecolor": ground, "edgecolor": "none", "pad": 1.0}
        self.text(x, y, text, size, ha="center", color=ink, bbox=box, weight="bold")


def room_for(text: str, size: float) -> float:
    """Return about how wide a text is, in points."""
    return sum(1.0 if ord(sign) >= _WIDE else _NARROW for sign in text) * size


def cut(text: str, room: float, size: float) -> str:
    """Return one line of text with as much of it as has room, in points, at a size."""
    line = shown(text, 500)
    if room_for(line, size) <= room:
        return line
    while line and room_for(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…" if line else ""
