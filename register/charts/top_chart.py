"""The chart of the top risks: a bar for each, with its level by name, colour and pattern."""

from __future__ import annotations

from register.charts.board import Area, Board, Spot, cut
from register.charts.drawing import LIGHT, Look
from register.charts.top_data import SIGNS, TRENDS, TopData, TopRisk
from register.i18n import _, translated
from register.scoring import words_in

_EDGE, _HEAD, _ROW, _MOST_ROW, _SIZE = 10.0, 22.0, 21.0, 34.0, 8.0
_TREND, _LEVEL = 52.0, 92.0  # the widths of the last column, and of the words after a bar
WIDTH = 480.0
"""The least width in points in which everything has its place."""


def top_height(data: TopData) -> float:
    """Return the least height in points for so many bars."""
    return _HEAD + max(len(data.risks), 1) * _ROW + _EDGE


class TopChart(Board):
    """A figure of the top risks; size in inches. ``spots``: a risk each, by its id."""

    def __init__(
        self, data: TopData, look: Look = LIGHT, size: tuple[float, float] = (8.0, 4.4)
    ) -> None:
        super().__init__(look, size)
        inside = self.width - 2 * _EDGE
        self._title = Area(_EDGE, 0, inside * 0.36, 0)
        self._owner = Area(_EDGE + inside * 0.36, 0, inside * 0.14, 0)
        left = _EDGE + inside * 0.5
        self._bar = Area(left, 0, self.width - _EDGE - _TREND - _LEVEL - left, 0)
        self._draw_head()
        room = (self.height - _HEAD - _EDGE) / max(len(data.risks), 1)
        height = min(room, _MOST_ROW)
        for n, risk in enumerate(data.risks):
            bottom = self.height - _HEAD - (n + 1) * height
            self._draw_row(risk, Area(_EDGE / 2, bottom, self.width - _EDGE, height))

    def _draw_head(self) -> None:
        y = self.height - _HEAD / 2
        heads = (
            (self._title.left, _("Risk")),
            (self._owner.left, _("Owner")),
            (self._bar.left, _("Current level and score")),
            (self.width - _EDGE - _TREND + 6, _("Trend")),
        )
        for x, text in heads:
            self.text(x, y, text, _SIZE - 0.5, color=self.look.second)
        bottom = self.height - _HEAD + 1
        self.axes.plot((_EDGE, self.width - _EDGE), (bottom, bottom), color=self.look.line, lw=0.8)

    def _draw_row(self, risk: TopRisk, area: Area) -> None:
        y = area.middle[1]
        name = f"{risk.number} {risk.title}".strip()
        self.text(self._title.left, y, cut(name, self._title.width - 8, _SIZE), _SIZE)
        owner = cut(risk.owner, self._owner.width - 8, _SIZE)
        self.text(self._owner.left, y, owner, _SIZE, color=self.look.second)
        thick = min(area.height * 0.62, 18.0)
        width = max(self._bar.width * risk.share, 3.0)
        self.level(Area(self._bar.left, y - thick / 2, width, thick), risk.level)
        level = f"{words_in(risk.level.words)} {risk.score_text}".strip()
        self.text(
            self._bar.left + width + 6, y, cut(level, _LEVEL - 8, _SIZE), _SIZE, weight="bold"
        )
        trend = f"{SIGNS[risk.trend]} {translated(TRENDS[risk.trend])}"
        self.text(self.width - _EDGE - _TREND + 6, y, trend, _SIZE)
        self.spots.append(Spot(risk.id, top_row_words(risk), area))


def top_row_words(risk: TopRisk) -> str:
    """Return one risk in a line."""
    parts = [
        f"{risk.number} {risk.title}".strip(),
        f"{words_in(risk.level.words)} {risk.score_text}".strip(),
        risk.owner or _("no owner"),
        _("trend: {trend}").format(trend=translated(TRENDS[risk.trend])),
    ]
    return _(", ").join(parts)
