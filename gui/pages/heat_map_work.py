"""What the heat-map page does on threads: load matplotlib, count between two days, draw for files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from register.book import Book
from register.charts.data import HeatMapData
from register.charts.on_day import BetweenDays, Spell, between_days
from register.i18n import _
from register.progress import Progress

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from register.binder.chart_pdf import ChartPaper

PRINTED = 5.4  # inches high


def load(_progress: Progress) -> None:
    """Load matplotlib."""
    import gui.charts.heat_map_view  # noqa: F401 - loading it is the work


def between(
    book: Book, spell: Spell, wanted: Mapping[str, str | None]
) -> Callable[[Progress], BetweenDays]:
    """Return work that counts between two days, in a copy, so that the window can go on reading."""

    def work(_progress: Progress) -> BetweenDays:
        with book.copy() as copy:
            return between_days(copy, spell, wanted)

    return work


def figure(data: HeatMapData) -> Figure:
    """Return the map as a figure for a file."""
    from register.charts.heatmap import HeatMap

    return HeatMap(data).figure


def paper(data: HeatMapData, note: str) -> ChartPaper:
    """Return the map as it is printed; ``note``: which risks it shows, where it is not all."""
    from register.binder.chart_pdf import ChartPaper
    from register.charts.heatmap import HeatMap
    from register.charts.labels import subtitle

    return ChartPaper(
        title=lambda: _("Heat map"),
        note=lambda: " · ".join(part for part in (subtitle(data), note) if part),
        draw=lambda width: HeatMap(data, size=(width, PRINTED), heading=False).figure,
    )
