"""The chart of an indicator: its readings over bands of colour, with what happened on the line.

Bands have their name and pattern, not their colour alone; plain numbers in, a figure out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from register.charts.drawing import LIGHT, Look, prepare, shown
from register.charts.indicator_data import EVENTS, Band, Event, IndicatorData
from register.charts.indicator_events import STEP, grouped, mark, stack_height
from register.i18n import _, translated
from register.scoring import Level, Pattern, words_in
from register.scoring.colour import mixed
from register.watching.shades import SHADES

_LEFT, _RIGHT, _TOP, _BOTTOM = 48.0, 70.0, 26.0, 22.0
_LEGEND_ROW, _LEGEND_ENTRY = 13.0, 100.0  # points
_STRENGTH = 0.55  # of a band's colour over the page
_HATCHES = {Pattern.NONE: "", Pattern.DOTS: "..", Pattern.STRIPES: "///", Pattern.CROSSES: "xxx"}
_TICK_ROOM = 52.0  # points between two days on the axis
_MONTHS_SHOWN = 62  # days from which on ticks are months


class IndicatorChart:
    """A figure of one indicator; size in inches."""

    def __init__(
        self,
        data: IndicatorData,
        look: Look = LIGHT,
        size: tuple[float, float] = (7.0, 3.2),
        heading: bool = False,
    ) -> None:
        prepare()
        self._data, self._look = data, look
        self._width, self._height = size[0] * 72, size[1] * 72
        self.figure = Figure(figsize=size, facecolor=look.page)
        self._first, self._last = data.span
        self.groups = grouped(data, _LEFT, max(self._width - _LEFT - _RIGHT, 1.0))
        self._stack = stack_height(self.groups)
        self._top = _TOP + (20 if heading else 0) + max(self._stack - STEP, 0)
        self._low, self._high = _range(data)
        handles = list(self._handles())
        across = max(1, int((self._width - _LEFT) / _LEGEND_ENTRY))
        self._bottom = _BOTTOM + _LEGEND_ROW * -(-len(handles) // across)
        self._axes = self.figure.add_axes(
            (
                _LEFT / self._width,
                self._bottom / self._height,
                (self._width - _LEFT - _RIGHT) / self._width,
                self._inside / self._height,
            )
        )
        self._set_axes()
        for band in data.bands:
            self._draw_band(band)
        self._draw_target()
        self._draw_line()
        self._draw_events()
        self._draw_legend(handles, across)
        if heading:
            self._text(8, self._height - 14, shown(data.title, 80), 11, weight="bold")

    @property
    def places(self) -> list[tuple[float, tuple[Event, ...]]]:
        """Return what happened by where it stands, as a share of the width."""
        return [(group.x / self._width, group.events) for group in self.groups]

    @property
    def _inside(self) -> float:
        """The height of the axes in points."""
        return max(self._height - self._top - self._bottom, 20.0)

    def _set_axes(self) -> None:
        axes, look = self._axes, self._look
        axes.set_facecolor(look.page)
        axes.set_xlim(self._first.toordinal(), self._last.toordinal())
        axes.set_ylim(self._low, self._high)
        for side, spine in axes.spines.items():
            spine.set_visible(side in {"left", "bottom"})
            spine.set_edgecolor(look.edge)
        axes.tick_params(colors=look.second, labelsize=8, length=3)
        room = self._width - _LEFT - _RIGHT
        most = max(2, int(room / _TICK_ROOM))
        days = list(_ticks(self._first, self._last, most))
        form = "%Y-%m" if (self._last - self._first).days > _MONTHS_SHOWN else "%m-%d"
        axes.set_xticks([day.toordinal() for day in days], [f"{day:{form}}" for day in days])
        axes.yaxis.set_major_formatter(lambda value, _place: f"{value:g}")
        top = self._height - self._top + 14
        self._text(8, top, shown(self._data.measure, 24), 8, color=look.second)

    def _text(self, x: float, y: float, text: str, size: float, **more: Any) -> None:
        """Write at a place in points from the lower left corner."""
        settings = {"color": self._look.text, "va": "center", "ha": "left", **more}
        self.figure.text(
            x / self._width,
            y / self._height,
            text,
            fontsize=size,
            **settings,
        )

    def _draw_band(self, band: Band) -> None:
        low = self._low if band.low is None else max(band.low, self._low)
        high = self._high if band.high is None else min(band.high, self._high)
        if low >= high:
            return
        shade = SHADES[band.colour]
        self._axes.axhspan(
            low,
            high,
            linewidth=0,
            zorder=0.5,
            **_fill(shade, self._look),
        )
        share = ((low + high) / 2 - self._low) / (self._high - self._low)
        if (high - low) / (self._high - self._low) * self._inside >= 8:
            y = self._bottom + share * self._inside
            self._text(self._width - _RIGHT + 6, y, words_in(shade.words), 8)

    def _draw_target(self) -> None:
        if self._data.target is None or not self._low <= self._data.target <= self._high:
            return
        colour = self._look.text
        self._axes.axhline(self._data.target, color=colour, lw=1, ls=(0, (6, 3)), zorder=1.5)

    def _draw_line(self) -> None:
        axes, look, points = self._axes, self._look, self._data.points
        outline = [withStroke(linewidth=3.4, foreground=look.page)]
        missing = set(self._data.gaps)
        for one, other in pairwise(points):
            style = (0, (2, 2)) if (one.day, other.day) in missing else "-"
            x, y = [one.day.toordinal(), other.day.toordinal()], [one.value, other.value]
            axes.plot(x, y, color=look.text, lw=1.6, ls=style, zorder=2, path_effects=outline)
        if points and any(start == points[-1].day for start, _end in missing):
            x = [points[-1].day.toordinal(), self._last.toordinal()]
            axes.plot(x, [points[-1].value] * 2, color=look.text, lw=1.6, ls=(0, (2, 2)), zorder=2)
        for point in points:
            fill = SHADES[point.colour].colour if point.colour else look.page
            axes.plot(
                [point.day.toordinal()],
                [point.value],
                marker="o",
                ms=5.5,
                mfc=fill,
                mec=look.text,
                mew=1.1,
                zorder=3,
                clip_on=False,
            )

    def _draw_events(self) -> None:
        for event in self._data.happened:
            x, colour = event.day.toordinal(), self._look.second
            self._axes.axvline(x, color=colour, lw=0.8, ls=(0, (1, 2)), zorder=1.6)
        free, foot = 0.0, self._bottom + self._inside
        for group in self.groups:
            for place, kind in enumerate(group.kinds):
                at = (group.x / self._width, (foot + place * STEP) / self._height)
                self.figure.add_artist(Line2D([at[0]], [at[1]], ls="", **mark(kind, self._look)))
            words, room = group.label, group.label_room
            if words and group.x - room / 2 >= free:
                self._text(
                    group.x, foot + self._stack + 1, words, 7, ha="center", color=self._look.second
                )
                free = group.x + room / 2

    def _handles(self) -> Iterator[Line2D]:
        look = self._look
        if self._data.target is not None:
            text = _("Target {value}").format(value=f"{self._data.target:g}")
            yield Line2D([], [], color=look.text, lw=1, ls=(0, (4, 2)), label=text)
        if self._data.gaps:
            text = _("Reading missing")
            yield Line2D([], [], color=look.text, lw=1.6, ls=(0, (2, 2)), label=text)
        kinds = {event.kind for event in self._data.happened}
        for kind in (key for key in EVENTS if key in kinds):
            yield Line2D([], [], ls="", label=translated(EVENTS[kind]), **mark(kind, look))

    def _draw_legend(self, handles: list[Line2D], across: int) -> None:
        """Name what is drawn over the bands, below the chart; never wider than the figure."""
        if not handles:
            return
        self.figure.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=((_LEFT - 12) / self._width, 0),
            ncols=min(len(handles), across),
            frameon=False,
            fontsize=7.5,
            labelcolor=self._look.second,
            handletextpad=0.5,
            borderpad=0.2,
            labelspacing=0.35,
            columnspacing=1.2,
        )


def _fill(shade: Level, look: Look) -> dict[str, Any]:
    """Return the look of a band: quieter than the chip of its colour."""
    colour = mixed(shade.colour, look.page, _STRENGTH)
    edge = mixed(look.text, colour, 0.16)
    return {"facecolor": colour, "edgecolor": edge, "hatch": _HATCHES[shade.pattern]}


def _range(data: IndicatorData) -> tuple[float, float]:
    """Return the lowest and the highest value shown: readings, target and thresholds."""
    ends = [end for band in data.bands for end in (band.low, band.high) if end is not None]
    values = [point.value for point in data.points] + ends
    values += [data.target] if data.target is not None else []
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    floor = 0.0 if low >= 0 and low - room < 0 else low - room
    return floor, high + room


def _ticks(first: date, last: date, most: int) -> Iterator[date]:
    """Yield at most so many days on which the axis is marked: firsts of months where the span is long."""
    span = (last - first).days
    if span > _MONTHS_SHOWN:
        months = [
            (year, month)
            for year in range(first.year, last.year + 1)
            for month in range(1, 13)
            if first <= date(year, month, 1) <= last
        ]
        step = -(-len(months) // most)
        yield from (date(year, month, 1) for year, month in months[::step])
    else:
        step = max(-(-span // most), 1)
        yield from (first + timedelta(days=n) for n in range(0, span + 1, step))
