"""A heat map that is kept as pixels, of which only what changed is drawn again."""

from __future__ import annotations

from typing import Any, cast

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox

from register.charts.data import HeatMapData
from register.charts.drawing import LIGHT, Look
from register.charts.heatmap import Area, HeatMap


class LiveHeatMap:
    """The picture of a heat map; size in inches."""

    def __init__(
        self,
        data: HeatMapData,
        look: Look = LIGHT,
        size: tuple[float, float] = (8.0, 5.6),
        dpi: float = 96,
    ) -> None:
        self.map = HeatMap(data, look, size, heading=False)
        self.map.figure.set_dpi(dpi)
        self._canvas = cast(Any, FigureCanvasAgg(self.map.figure))  # its calls have no types
        self._hide()
        self._canvas.draw()
        self._ground = self._canvas.copy_from_bbox(self.map.figure.bbox)
        self._grounds = {
            area: self._canvas.copy_from_bbox(self._box(area)) for area in self.map.areas
        }
        self._draw_all()

    def show(self, data: HeatMapData) -> None:
        """Show other data of the same method; ValueError for another method."""
        crossed = self.map.crossed
        changed = self.map.update(data)
        self._hide()
        if crossed or self.map.crossed:
            self._draw_all()
            return
        for area in changed:
            self._canvas.restore_region(self._grounds[area])
            self._draw(list(area.artists))

    def pixels(self) -> memoryview:
        """Return the picture's bytes: red, green, blue, alpha, from the top left corner."""
        return self._canvas.buffer_rgba()  # type: ignore[no-any-return]

    def pixel_size(self) -> tuple[int, int]:
        """Return width and height in pixels."""
        return self._canvas.get_width_height()  # type: ignore[no-any-return]

    def _hide(self) -> None:
        """Keep what changes out of the ground; arrows come and go."""
        for artist in self.map.changing:
            artist.set_animated(True)

    def _draw_all(self) -> None:
        self._canvas.restore_region(self._ground)
        self._draw(self.map.changing)

    def _draw(self, artists: list[Any]) -> None:
        for artist in sorted(artists, key=lambda item: item.get_zorder()):
            self.map.figure.draw_artist(artist)

    def _box(self, area: Area) -> Bbox:
        scale = self.map.figure.dpi / 72
        bounds = (area.left, area.bottom, area.width, area.height)
        return Bbox.from_bounds(*(value * scale for value in bounds))
