"""What happened, as marks over the chart of an indicator: a shape of its own for each kind.

Marks that would lie on each other are stacked, one for each kind, and share a label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from register.charts.drawing import Look, shown
from register.charts.indicator_data import EVENTS, Event, IndicatorData

STEP = 10.0
"""Points between two marks of a stack."""
_NEAR = 9.0  # points within which marks would lie on each other
_LETTER, _GAP = 4.2, 6.0  # points: a letter of a label, and between two labels
_SHAPES = {
    "issued": "^", "adjusted": "D", "lifted": "v", "drill": "*", "measure": "P", "review": "s",
}  # fmt: skip
_HOLLOW = {"lifted", "review"}
_SIZES = {"drill": 8.5, "measure": 6.5}


@dataclass(frozen=True)
class Group:
    """Events that stand at one place; ``x``: in points from the left of the figure."""

    x: float
    events: tuple[Event, ...]

    @property
    def kinds(self) -> list[str]:
        """Return each kind once, the weightiest first."""
        found = {event.kind for event in self.events}
        return [kind for kind in EVENTS if kind in found]

    @property
    def label(self) -> str:
        """Return the number of the weightiest event, and how many other records there are."""
        ranked = sorted(self.events, key=lambda event: event.rank)
        texts = list(dict.fromkeys(event.text for event in ranked if event.text))
        rest = f" +{len(texts) - 1}" if len(texts) > 1 else ""
        return shown(texts[0], 9) + rest if texts else ""

    @property
    def label_room(self) -> float:
        """Return the width of the label with a gap, in points."""
        return len(self.label) * _LETTER + _GAP


def grouped(data: IndicatorData, left: float, width: float) -> list[Group]:
    """Return the events shown as groups from left to right; ``left``, ``width``: of the axes."""
    first, last = data.span
    scale = width / max((last - first).days, 1)
    groups: list[tuple[float, list[Event]]] = []
    for event in data.happened:
        x = left + (event.day - first).days * scale
        if groups and x - groups[-1][0] < _NEAR:
            groups[-1][1].append(event)
        else:
            groups.append((x, [event]))
    return [Group(x, tuple(events)) for x, events in groups]


def stack_height(groups: Sequence[Group]) -> float:
    """Return how high the highest stack is, in points; labels stand over it."""
    return STEP * max((len(group.kinds) for group in groups), default=0)


def mark(kind: str, look: Look) -> dict[str, Any]:
    """Return how a kind of event is marked, as settings of a line."""
    return {
        "marker": _SHAPES[kind],
        "ms": _SIZES.get(kind, 5.5),
        "mfc": look.page if kind in _HOLLOW else look.text,
        "mec": look.text,
        "mew": 1.0,
    }
