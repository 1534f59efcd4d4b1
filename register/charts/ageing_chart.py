"""The chart of ageing: open threats by days, each bar stacked by level, named and patterned."""

from __future__ import annotations

from register.charts.ageing_data import (
    NOT_RATED,
    SINCES,
    Age,
    AgeingData,
    Since,
    age_words,
)
from register.charts.board import Area, Board, Spot, cut, room_for
from register.charts.drawing import LIGHT, Look
from register.i18n import _, translated
from register.scoring import Level

_EDGE, _HEAD, _ROW, _SIZE = 10.0, 24.0, 17.0, 8.0
_NAME, _TOTAL, _LEGEND = 92.0, 44.0, 22.0
_MARK = "/"
WIDTH = 400.0
HEIGHT = _LEGEND + 2 * (_HEAD + len(Age) * _ROW) + _EDGE
"""The least size in points in which everything has its place."""


class AgeingChart(Board):
    """A figure of ageing; size in inches. ``spots``: by keys that ``place_of`` reads."""

    def __init__(
        self, data: AgeingData, look: Look = LIGHT, size: tuple[float, float] = (8.0, 5.0)
    ) -> None:
        super().__init__(look, size)
        self._data = data
        self._levels: list[Level | None] = [*reversed(data.levels), None]
        ages = [data.count(since, age) for since in Since for age in Age]
        self._most = max([*ages, 1])
        height = (self.height - _LEGEND - _EDGE) / len(Since)
        for n, since in enumerate(Since):
            top = self.height - n * height
            self._draw_part(since, top, min((height - _HEAD) / len(Age), 2 * _ROW))
        self._draw_legend()

    def _draw_part(self, since: Since, top: float, row: float) -> None:
        self.text(_EDGE, top - _HEAD / 2, translated(SINCES[since]), _SIZE + 1, weight="bold")
        for n, age in enumerate(Age):
            self._draw_bar(since, age, Area(_EDGE, top - _HEAD - (n + 1) * row, 0, row))

    def _draw_bar(self, since: Since, age: Age, row: Area) -> None:
        y = row.middle[1]
        words = cut(age_words(since, age), _NAME - 8, _SIZE)
        self.text(_EDGE + _NAME - 8, y, words, _SIZE, ha="right", color=self.look.second)
        left = _EDGE + _NAME
        room = self.width - _EDGE - _TOTAL - left
        thick = min(row.height * 0.7, 18.0)
        for level in self._levels:
            count = self._data.count(since, age, level.key if level else NOT_RATED)
            if count:
                area = Area(left, y - thick / 2, max(room * count / self._most, 1.0), thick)
                self._draw_piece(since, age, level, count, area)
                left += area.width
        total = self._data.count(since, age)
        self.text(left + 6, y, str(total), _SIZE, weight="bold" if total else "normal")

    def _draw_piece(
        self, since: Since, age: Age, level: Level | None, count: int, area: Area
    ) -> None:
        self.level(area, level)
        if room_for(str(count), _SIZE) + 6 <= area.width:
            self.plate(*area.middle, str(count), _SIZE - 0.5, level)
        key = level.key if level else NOT_RATED
        words = _(", ").join([
            age_words(since, age), self._data.level_words(key), str(count),
        ])  # fmt: skip
        words = _("{what}: {rest}").format(what=translated(SINCES[since]), rest=words)
        self.spots.append(Spot(_MARK.join((since, age, key)), words, area))

    def _draw_legend(self) -> None:
        left = _EDGE + _NAME
        for level in self._levels:
            words = self._data.level_words(level.key if level else NOT_RATED)
            self.level(Area(left, 8, 18, 11), level)
            self.text(left + 23, 13.5, words, _SIZE)
            left += 23 + room_for(words, _SIZE) + 16


def place_of(key: str) -> tuple[Since, Age, str]:
    """Return from what, how long, and the level that a spot's key stands for."""
    since, age, level = key.split(_MARK)
    return Since(since), Age(age), level
