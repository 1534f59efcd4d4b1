"""Writes drawing operators: text, rules, boxes, in points from the lower left corner.

Text is only ever shown, never interpreted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from register.binder.font import ASCENT, Font, face

_ROUND = 0.5523  # control points this share of the radius away draw a quarter circle


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How lines of text look; sizes in points, colour "#RRGGBB"."""

    font: str
    size: float
    leading: float
    colour: str

    def width(self, text: str) -> float:
        """Return the width of one line in points."""
        return face(self.font).width(text, self.size)

    @property
    def baseline(self) -> float:
        """How far below the top of its line the text stands."""
        return (self.leading - self.size) / 2 + ASCENT * self.size


@cache
def rgb(colour: str) -> str:
    """Return "#RRGGBB" as three operands between 0 and 1."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))


class Pen:
    """Collects the operators of one page or form."""

    def __init__(self, fonts: Mapping[str, Font]) -> None:
        self.fonts = fonts
        self.code: list[str] = []

    def take(self) -> str:
        """Return what was written, and start anew."""
        code = "\n".join(self.code)
        self.code.clear()
        return code

    def write(self, style: TextStyle, runs: Iterable[tuple[float, float, Sequence[str]]]) -> None:
        """Show lines of text; each run is (left, top of its first line, lines)."""
        font = self.fonts[style.font]
        encode, baseline = font.encode, style.baseline
        out = self.code
        out.append(f"BT {rgb(style.colour)} rg /{font.name} {style.size:g} Tf {style.leading:g} TL")
        for left, top, lines in runs:
            shown = " Tj T* ".join(map(encode, lines))
            out.append(f"1 0 0 1 {left:.2f} {top - baseline:.2f} Tm {shown} Tj")
        out.append("ET")

    def line(self, style: TextStyle, left: float, top: float, text: str) -> None:
        """Show one line of text."""
        self.write(style, ((left, top, (text,)),))

    def line_right(self, style: TextStyle, right: float, top: float, text: str) -> None:
        """Show one line of text that ends at ``right``."""
        self.line(style, right - style.width(text), top, text)

    def rules(
        self, colour: str, width: float, segments: Iterable[tuple[float, float, float, float]]
    ) -> None:
        """Draw straight lines; each is (x0, y0, x1, y1)."""
        path = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in segments)
        self.code.append(f"{rgb(colour)} RG {width:g} w {path} S")

    def dots(self, colour: str, left: float, right: float, y: float) -> None:
        """Draw a dotted line, its dots in the same places whatever its ends."""
        phase = left % 4
        self.code.append(
            f"q {rgb(colour)} RG 0.7 w 1 J [0 4] {phase:.2f} d "
            f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S Q"
        )

    def box(self, colour: str, left: float, bottom: float, width: float, height: float) -> None:
        """Fill a rectangle."""
        self.code.append(f"{rgb(colour)} rg {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")


def rounded(left: float, bottom: float, width: float, height: float, radius: float) -> str:
    """Return the path of a rectangle with round corners."""
    right, top, k = left + width, bottom + height, radius * (1 - _ROUND)
    r = radius
    return (
        f"{left + r:.2f} {bottom:.2f} m {right - r:.2f} {bottom:.2f} l "
        f"{right - k:.2f} {bottom:.2f} {right:.2f} {bottom + k:.2f} {right:.2f} {bottom + r:.2f} c "
        f"{right:.2f} {top - r:.2f} l "
        f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - r:.2f} {top:.2f} c "
        f"{left + r:.2f} {top:.2f} l "
        f"{left + k:.2f} {top:.2f} {left:.2f} {top - k:.2f} {left:.2f} {top - r:.2f} c "
        f"{left:.2f} {bottom + r:.2f} l "
        f"{left:.2f} {bottom + k:.2f} {left + k:.2f} {bottom:.2f} {left + r:.2f} {bottom:.2f} c h"
    )
