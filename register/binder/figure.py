"""Draws a matplotlib figure into the binder as lines, areas and selectable text.

Nothing is turned into pixels; translucent colours are mixed with the white of the paper.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from register.binder.flow import Flow
from register.binder.font import BOLD, REGULAR, face
from register.binder.pen import Pen, rgb
from register.binder.text import clean

_TILE = 72.0  # matplotlib describes a hatch on a square that repeats at this size
_BOLD_FROM = 600
_HEIGHT, _DEPTH = 0.93, 0.21  # of a line of text, as shares of its size
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure in the flow; ``make`` gets the width in inches and returns the figure."""

    make: Callable[[float], Figure]

    def place(self, flow: Flow) -> None:
        """Draw the figure, on the next page if this one has no room."""
        figure = self.make(flow.width / 72)
        figure.set_dpi(72)
        height = figure.get_figheight() * 72
        flow.need(height)
        bottom = flow.take(height) - height
        flow.pen.code.append(f"q 1 0 0 1 {flow.left:.2f} {bottom:.2f} cm")
        figure.draw(_Renderer(flow.pen, flow.width, height))
        flow.pen.code.append("Q")


class _Renderer(RendererBase):
    """Answers matplotlib's drawing calls with the pen's operators, in points."""

    def __init__(self, pen: Pen, width: float, height: float) -> None:
        super().__init__()
        self._pen = pen
        self._size = width, height
        self._tiles: dict[str, str] = {}

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the figure's size in points."""
        return self._size

    def flipy(self) -> bool:
        """Say that y counts up, as on paper."""
        return False

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 - matplotlib's name
    ) -> None:
        """Fill, hatch and outline a path."""
        outline = " ".join(_operators(path, transform))
        if not outline:
            return
        stroked = gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0
        filled = rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3] > 0)
        code = self._pen.code
        code.append(f"q {_clip(gc)}")
        if filled:
            code.append(f"{_mixed(rgbFace, gc.get_alpha())} rg {outline} f")
        if gc.get_hatch():
            self._hatch(gc, outline, path.get_extents(transform))
        if stroked:
            code.append(f"{_mixed(gc.get_rgb(), gc.get_alpha())} RG {_pen_settings(gc)}")
            code.append(f"{outline} S")
        code.append("Q")

    def _hatch(self, gc: GraphicsContextBase, outline: str, box: Any) -> None:
        colour = _mixed(gc.get_hatch_color(), gc.get_alpha())
        width = gc.get_hatch_linewidth()
        tile = self._tile(gc)
        code = self._pen.code
        code.append(f"q {outline} W n {colour} RG {colour} rg {width:g} w 2 J")
        for column in range(math.floor(box.x0 / _TILE), math.ceil(box.x1 / _TILE)):
            for row in range(math.floor(box.y0 / _TILE), math.ceil(box.y1 / _TILE)):
                code.append(f"q 1 0 0 1 {column * _TILE:g} {row * _TILE:g} cm {tile} B Q")
        code.append("Q")

    def _tile(self, gc: GraphicsContextBase) -> str:
        name = str(gc.get_hatch())
        if name not in self._tiles:
            operators = _operators(gc.get_hatch_path(), Affine2D().scale(_TILE))
            self._tiles[name] = " ".join(operators)
        return self._tiles[name]

    def draw_text(  # noqa: PLR0913 - matplotlib's signature
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        """Show one line of text that begins at (x, y) on its baseline."""
        font = self._pen.fonts[_font_name(prop)]
        turn = math.radians(angle)
        matrix = f"{math.cos(turn):.4f} {math.sin(turn):.4f} {-math.sin(turn):.4f} "
        matrix += f"{math.cos(turn):.4f} {x:.2f} {y:.2f}"
        self._pen.code.append(
            f"q {_clip(gc)} BT {_mixed(gc.get_rgb(), gc.get_alpha())} rg "
            f"/{font.name} {_size(prop):g} Tf {matrix} Tm {font.encode(clean(s))} Tj ET Q"
        )

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return the room that one line of text takes, in points."""
        size = _size(prop)
        width = face(_font_name(prop)).width(clean(s), size)
        return width, _HEIGHT * size, _DEPTH * size


def _font_name(prop: FontProperties) -> str:
    weight = prop.get_weight()
    bold = weight == "bold" or (isinstance(weight, int | float) and weight >= _BOLD_FROM)
    return BOLD if bold else REGULAR


def _size(prop: FontProperties) -> float:
    return float(prop.get_size_in_points())


def _operators(path: Any, transform: Transform) -> Iterator[str]:
    segments = path.iter_segments(transform, curves=True, simplify=False)
    here = (0.0, 0.0)
    for points, code in segments:
        p = np.asarray(points, dtype=float).tolist()
        if code == Path.MOVETO:
            yield f"{p[0]:.2f} {p[1]:.2f} m"
        elif code == Path.LINETO:
            yield f"{p[0]:.2f} {p[1]:.2f} l"
        elif code == Path.CLOSEPOLY:
            yield "h"
            continue
        else:
            p = _cubic(here, p) if code == Path.CURVE3 else p
            yield " ".join(f"{value:.2f}" for value in p) + " c"
        here = (p[-2], p[-1])


def _cubic(start: tuple[float, float], points: list[float]) -> list[float]:
    """Return a quadratic curve's control points as those of the same cubic curve."""
    bend, end = points[:2], points[2:]
    first = [a + 2 / 3 * (b - a) for a, b in zip(start, bend, strict=True)]
    second = [a + 2 / 3 * (b - a) for a, b in zip(end, bend, strict=True)]
    return [*first, *second, *end]


def _mixed(colour: Any, alpha: float | None) -> str:
    red, green, blue, *own = (float(part) for part in colour)
    strength = own[0] if own else (1.0 if alpha is None else alpha)
    channels = [1 - strength * (1 - part) for part in (red, green, blue)]
    return rgb("#" + "".join(f"{round(part * 255):02X}" for part in channels))


def _pen_settings(gc: GraphicsContextBase) -> str:
    offset, dashes = gc.get_dashes()
    lengths = [] if dashes is None else np.asarray(dashes, dtype=float).tolist()
    marks = " ".join(f"{length:g}" for length in lengths)
    caps, joins = _CAPS[gc.get_capstyle()], _JOINS[gc.get_joinstyle()]
    start = float(offset or 0)
    return f"{gc.get_linewidth():g} w {caps} J {joins} j [{marks}] {start:g} d"


def _clip(gc: GraphicsContextBase) -> str:
    box = gc.get_clip_rectangle()
    code = ""
    if box is not None:
        x, y, width, height = box.bounds
        code = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re W n"
    path, transform = gc.get_clip_path()
    if path is not None and transform is not None:
        code += " ".join(["", *_operators(path, transform), "W n"])
    return code
