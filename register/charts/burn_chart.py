"""The burn-down of measures: how many were open, how many were to be, and how many were late."""

from __future__ import annotations

from datetime import date
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from register.charts.board import Area, Board, Spot
from register.charts.burn_data import BurnData, week_words
from register.charts.drawing import LIGHT, Look
from register.i18n import _, pgettext
from register.scoring.colour import mixed

_LEFT, _RIGHT, _TOP, _BOTTOM, _SIZE = 40.0, 18.0, 20.0, 48.0, 8.0
_TICKS = 8
WIDTH, HEIGHT = 400.0, 240.0
"""The least size in points in which everything has its place."""


class BurnChart(Board):
    """A figure of the burn-down; size in inches. ``spots``: a week each, by its day."""

    def __init__(
        self, data: BurnData, look: Look = LIGHT, size: tuple[float, float] = (8.0, 4.0)
    ) -> None:
        super().__init__(look, size)
        self._data = data
        self._days = [week.day.toordinal() for week in data.weeks]
        self._inside = Area(
            _LEFT, _BOTTOM, self.width - _LEFT - _RIGHT, self.height - _TOP - _BOTTOM
        )
        if data.weeks:
            lines = self._make_axes()
            self._draw_lines(lines)
            self._find_spots()

    def _make_axes(self) -> Axes:
        inside, look = self._inside, self.look
        axes = self.figure.add_axes(
            (
                inside.left / self.width,
                inside.bottom / self.height,
                inside.width / self.width,
                inside.height / self.height,
            )
        )
        axes.set_facecolor(look.page)
        first, last = self._days[0], self._days[-1]
        room = max((last - first) / 60, 0.5)
        axes.set_xlim(first - room, last + room)
        most = max(max(week.actual, week.planned) for week in self._data.weeks)
        axes.set_ylim(0, max(most * 1.12, 1))
        for side, spine in axes.spines.items():
            spine.set_visible(side in {"left", "bottom"})
            spine.set_edgecolor(look.edge)
        axes.tick_params(colors=look.second, labelsize=_SIZE, length=3)
        axes.set_yticks(_steps(most))
        step = -(-len(self._days) // _TICKS)
        ticks = self._days[::-1][::step]
        axes.set_xticks(ticks, [date.fromordinal(day).isoformat() for day in ticks])
        axes.grid(visible=True, axis="y", color=look.line, lw=0.6)
        axes.set_axisbelow(True)
        self.text(8, self.height - _TOP / 2, _("Measures"), _SIZE, color=look.second)
        return axes

    def _draw_lines(self, axes: Axes) -> None:
        weeks, look = self._data.weeks, self.look
        late: dict[str, Any] = {
            "facecolor": mixed(look.text, look.page, 0.14),
            "edgecolor": mixed(look.text, look.page, 0.55),
            "hatch": "///",
            "linewidth": 0,
        }
        axes.fill_between(self._days, [week.overdue for week in weeks], 0, zorder=1, **late)
        actual: dict[str, Any] = {"color": look.text, "lw": 2.0, "marker": "o", "ms": 2.4}
        planned: dict[str, Any] = {"color": look.second, "lw": 1.4, "ls": (0, (4, 2))}
        axes.plot(self._days, [week.planned for week in weeks], zorder=2, **planned)
        axes.plot(self._days, [week.actual for week in weeks], zorder=3, **actual)
        handles = [
            Line2D([], [], label=pgettext("measure", "Open"), **actual),
            Line2D([], [], label=_("Planned to be open"), **planned),
            Patch(label=_("Overdue"), **late),
        ]
        self.figure.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=((_LEFT - 12) / self.width, 0),
            ncols=3,
            frameon=False,
            fontsize=_SIZE,
            labelcolor=look.text,
            handletextpad=0.6,
            columnspacing=1.6,
        )

    def _find_spots(self) -> None:
        inside, days = self._inside, self._days
        room = max((days[-1] - days[0]) / 60, 0.5)
        scale = inside.width / (days[-1] - days[0] + 2 * room)
        width = max(min(7 * scale, inside.width), 2.0)
        for week, day in zip(self._data.weeks, days, strict=True):
            left = inside.left + (day - days[0] + room) * scale - width / 2
            area = Area(left, inside.bottom, width, inside.height)
            self.spots.append(Spot(week.day.isoformat(), week_words(week), area))


def _steps(most: int) -> list[int]:
    """Return whole numbers for the axis, six at most."""
    fitting = (n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if most / n <= 6)
    step = next(fitting, -(-most // 6))
    return list(range(0, most + step, step))
