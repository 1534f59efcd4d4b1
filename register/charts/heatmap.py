"""The heat map: a grid of levels with the risks that stand in its cells.

A level speaks by name, pattern and colour; the figure is kept and only what changes is redrawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from register.charts.data import Cell, HeatMapData, Move, Place
from register.charts.drawing import LIGHT, Look, prepare, shown
from register.charts.labels import (
    fitting,
    move_label,
    number_lines,
    side_note,
    step_label,
    subtitle,
)
from register.i18n import _
from register.scoring import Level, Method, Pattern, level_words, words_in

HATCHES = {Pattern.NONE: "", Pattern.DOTS: "..", Pattern.STRIPES: "///", Pattern.CROSSES: "xxx"}
_GAP, _CORNER = 4.0, 5.0
_LEFT, _BOTTOM, _TOP, _LEGEND = 100.0, 52.0, 14.0, 128.0
_HEAD = 44.0
_BEND = 0.26  # how far an arrow leaves the straight line, as a share of its length
_MOST_NAMED = 1  # more arrows have no room for a risk's number
_NUMBER_SIZE = 6.5
_NAME_HEIGHT = 13.0
_NUMBER_WIDTH = 0.58  # a digit or letter, as a share of its size


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.bottom + self.height / 2

    @property
    def ring(self) -> float:
        """The radius of the ring that holds the count."""
        return max(6.0, min(12.0, 0.16 * self.height, 0.2 * self.width))

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the ring: below the level's name, above the risks' numbers."""
        x, y = self.centre
        return x, min(y + 6, self.bottom + self.height - _NAME_HEIGHT - self.ring)

    @property
    def number_room(self) -> int:
        """How many characters of risk numbers a line holds."""
        return int((self.width - 10) / (_NUMBER_SIZE * _NUMBER_WIDTH))

    @property
    def number_lines(self) -> int:
        """How many lines of risk numbers fit under the ring."""
        room = self.middle[1] - self.bottom - self.ring - 4
        return max(0, min(2, int(room / (_NUMBER_SIZE * 1.25))))


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A part of the figure that changes by itself; in points from the lower left corner."""

    left: float
    bottom: float
    width: float
    height: float
    artists: tuple[Artist, ...]

    def look(self) -> tuple[object, ...]:
        """Return what tells one state of the area from another."""
        texts = [artist.get_text() for artist in self.artists if isinstance(artist, Text)]
        return (*texts, *(artist.get_visible() for artist in self.artists))


class HeatMap:
    """A figure of one heat map; size in inches.

    ``changing`` are the artists that ``update`` sets, ``areas`` the same by where they stand:
    a window can redraw these alone. Arrows stand in no area, for they cross them.
    """

    def __init__(
        self,
        data: HeatMapData,
        look: Look = LIGHT,
        size: tuple[float, float] = (8.0, 5.6),
        heading: bool = True,
    ) -> None:
        prepare()
        self.method: Method = data.method
        self.changing: list[Artist] = []
        self.areas: list[Area] = []
        self._look = look
        self._size = size[0] * 72, size[1] * 72
        self.figure = Figure(figsize=size, facecolor=look.page)
        self._axes = self._whole_page()
        self._top = _TOP + (_HEAD if heading else 0)
        self._counts: dict[Place, tuple[Circle, Text, Text]] = {}
        self._level_counts: dict[str, Text] = {}
        self._arrows: list[Artist] = []
        self._draw_scales()
        for place in self._places():
            self._draw_cell(place)
        self._headline = self._draw_heading() if heading else None
        self._draw_legend()
        self.update(data)

    @property
    def crossed(self) -> bool:
        """Tell whether arrows cross the areas."""
        return bool(self._arrows)

    def update(self, data: HeatMapData) -> list[Area]:
        """Show other data of the same method; returns the areas that look different now.

        Raises ValueError for another method.
        """
        if data.method != self.method:
            raise ValueError("another method needs another heat map")
        before = [area.look() for area in self.areas]
        for place, artists in self._counts.items():
            cell = data.cells.get(place)
            _fill(artists, self._box(place), cell, named=not data.moves)
        for key, count in data.level_counts().items():
            self._level_counts[key].set_text(str(count))
        self._not_rated.set_text(_("Not rated {count}").format(count=data.not_rated))
        if self._headline is not None:
            self._headline.set_text(subtitle(data))
        self._side_note.set_text(side_note(data))
        self._draw_moves(data.moves)
        return [area for area, look in zip(self.areas, before, strict=True) if area.look() != look]

    def place_at(self, x: float, y: float) -> Place | None:
        """Return the cell at a point given as shares of the figure's width and height."""
        for place in self._places():
            box = self._box(place)
            across, up = x * self._size[0] - box.left, y * self._size[1] - box.bottom
            if 0 <= across <= box.width and 0 <= up <= box.height:
                return place
        return None

    def extent(self, place: Place) -> tuple[float, float, float, float]:
        """Return left, bottom, width and height of a cell as shares of the figure."""
        box = self._box(place)
        width, height = self._size
        return box.left / width, box.bottom / height, box.width / width, box.height / height

    def _whole_page(self) -> Axes:
        axes = self.figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, self._size[0])
        axes.set_ylim(0, self._size[1])
        axes.set_axis_off()
        return axes

    def _places(self) -> list[Place]:
        rows, columns = len(self.method.likelihood), len(self.method.impact)
        return [(row, column) for row in range(1, rows + 1) for column in range(1, columns + 1)]

    def _box(self, place: Place) -> _Box:
        rows, columns = len(self.method.likelihood), len(self.method.impact)
        width = (self._size[0] - _LEFT - _LEGEND) / columns
        height = (self._size[1] - _BOTTOM - self._top) / rows
        left, bottom = _LEFT + (place[1] - 1) * width, _BOTTOM + (place[0] - 1) * height
        return _Box(left, bottom, width - _GAP, height - _GAP)

    def _level(self, place: Place) -> Level:
        return self.method.level(self.method.grid[place[0] - 1][place[1] - 1])

    def _text(self, x: float, y: float, text: str, size: float, **look: object) -> Text:
        settings = {"color": self._look.text, "va": "center", "ha": "left", **look}
        return self._axes.text(x, y, text, fontsize=size, **settings)  # type: ignore[arg-type]

    def _changes(self, box: _Box, *artists: Artist) -> None:
        self.changing.extend(artists)
        self.areas.append(Area(box.left, box.bottom, box.width, box.height, artists))

    def _level_patch(self, level: Level, box: _Box, corner: float = _CORNER) -> None:
        patch = FancyBboxPatch(
            (box.left, box.bottom),
            box.width,
            box.height,
            boxstyle=f"round,pad=0,rounding_size={corner}",
            facecolor=level.colour,
            edgecolor=level.hatch_colour,
            linewidth=0,
            hatch=HATCHES[level.pattern],
        )
        self._axes.add_patch(patch)

    def _draw_cell(self, place: Place) -> None:
        box, level = self._box(place), self._level(place)
        self._level_patch(level, box)
        plate = {"facecolor": level.colour, "edgecolor": "none", "pad": 1.2}
        ink = level.text_colour
        name = fitting(shown(words_in(level.words), 16), box.width - 8, _NUMBER_SIZE)
        top = box.bottom + box.height - 8
        self._text(box.left + 6, top, name, 6.5, color=ink, bbox=plate, zorder=1.5)
        x, y = box.middle
        ring = Circle(
            (x, y), box.ring, facecolor=LIGHT.page, edgecolor=LIGHT.text, linewidth=0.8, zorder=2
        )
        self._axes.add_patch(ring)
        count = self._text(x, y, "", 8, ha="center", weight="bold", color=LIGHT.text)
        count.set_verticalalignment("center_baseline")
        below = box.bottom + 4
        numbers = self._text(
            x, below, "", _NUMBER_SIZE, ha="center", va="bottom", color=ink, bbox=plate
        )
        self._changes(box, ring, count, numbers)
        self._counts[place] = (ring, count, numbers)

    def _draw_scales(self) -> None:
        second = self._look.second
        for value, step in enumerate(self.method.likelihood, 1):
            box = self._box((value, 1))
            self._text(_LEFT - 10, box.centre[1], step_label(value, step), 8, ha="right")
        for value, step in enumerate(self.method.impact, 1):
            box = self._box((1, value))
            label = fitting(step_label(value, step), box.width + _GAP, 8) or str(value)
            self._text(box.centre[0], _BOTTOM - 6, label, 8, ha="center", va="top")
        middle = (_LEFT + self._size[0] - _LEGEND) / 2
        self._text(middle, 20, _("Impact"), 9, ha="center", color=second)
        height = (_BOTTOM + self._size[1] - self._top) / 2
        self._text(18, height, _("Likelihood"), 9, ha="center", rotation=90, color=second)

    def _draw_heading(self) -> Text:
        top = self._size[1] - 20
        self._text(_LEFT, top, _("Heat map"), 14, weight="bold")
        text = self._text(_LEFT, top - 20, "", 9, color=self._look.second)
        self._changes(_Box(_LEFT, top - 28, self._size[0] - _LEFT, 16), text)
        return text

    def _draw_legend(self) -> None:
        left = self._size[0] - _LEGEND + 22
        y = self._size[1] - self._top - 16
        for level in reversed(self.method.levels):
            self._level_patch(level, _Box(left, y - 7, 22, 14), 3)
            self._text(left + 30, y, shown(level_words(self.method, level.key), 12), 9)
            count = self._text(left + 96, y, "", 9, ha="right", weight="bold")
            self._changes(_Box(left + 70, y - 8, 30, 16), count)
            self._level_counts[level.key] = count
            y -= 22
        self._not_rated = self._draw_not_rated(_Box(left, y - 15, 96, 20))
        self._side_note = self._text(left, y - 26, "", 7.5, color=self._look.second, va="top")
        self._changes(_Box(left - 2, y - 100, self._size[0] - left, 76), self._side_note)

    def _draw_not_rated(self, box: _Box) -> Text:
        frame = FancyBboxPatch(
            (box.left, box.bottom),
            box.width,
            box.height,
            boxstyle="round,pad=0,rounding_size=4",
            fill=False,
            edgecolor=self._look.edge,
            linewidth=0.9,
            linestyle=(0, (3, 2)),
        )
        self._axes.add_patch(frame)
        text = self._text(*box.centre, "", 8.5, ha="center")
        self._changes(_Box(box.left + 2, box.bottom + 2, box.width - 4, box.height - 4), text)
        return text

    def _draw_moves(self, moves: tuple[Move, ...]) -> None:
        for artist in self._arrows:
            artist.remove()
            self.changing.remove(artist)
        short = len(moves) > _MOST_NAMED
        self._arrows = [a for move in moves for a in self._draw_move(move, short=short)]
        self.changing.extend(self._arrows)

    def _draw_move(self, move: Move, *, short: bool) -> tuple[Artist, ...]:
        start, end = self._box(move.start).middle, self._box(move.end).middle
        shrink = self._box(move.start).ring + 2
        width = min(3.0, 1.0 + 0.25 * move.count)
        arrow = FancyArrowPatch(
            start,
            end,
            connectionstyle=f"arc3,rad={_BEND}",
            arrowstyle="-|>",
            mutation_scale=11 + 2 * width,
            linewidth=width,
            color=LIGHT.text,
            shrinkA=shrink,
            shrinkB=shrink,
            zorder=4,
            path_effects=[withStroke(linewidth=width + 2, foreground=LIGHT.page)],
        )
        self._axes.add_patch(arrow)
        words = move_label(move, short=short)
        if not words:
            return (arrow,)
        x, y = _bend(start, end)
        plate = {"facecolor": LIGHT.page, "edgecolor": LIGHT.text, "linewidth": 0.5, "pad": 1.4}
        label = self._text(x, y, words, 6.5, ha="center", color=LIGHT.text, bbox=plate, zorder=5)
        return arrow, label


def _fill(artists: tuple[Circle, Text, Text], box: _Box, cell: Cell | None, *, named: bool) -> None:
    """Write a cell's count, and its numbers unless arrows would cross them."""
    ring, count, numbers = artists
    text = number_lines(cell, box.number_room, box.number_lines) if cell and named else ""
    ring.set_visible(cell is not None)
    count.set_visible(cell is not None)
    digits = str(cell.count) if cell else ""
    count.set_text(digits)
    count.set_fontsize(box.ring * min(1.1, 1.7 / (_NUMBER_WIDTH * max(1, len(digits)))))
    numbers.set_visible(bool(text))
    numbers.set_text(text)


def _bend(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """Return the middle of the arrow's curve."""
    across, up = end[0] - start[0], end[1] - start[1]
    return (start[0] + end[0]) / 2 + _BEND / 2 * up, (start[1] + end[1]) / 2 - _BEND / 2 * across
