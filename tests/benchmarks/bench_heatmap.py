"""The heat map after a change: from the commit to the new picture.

``python -m tests.benchmarks.bench_heatmap [RISKS]``
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from datetime import date
from typing import Any

from register.assess import assess
from register.book import Book
from register.entities import RISK, Assessment
from register.entities.risk import Tier
from register.entity import new_id
from register.i18n import N_, today
from tests.benchmarks.big import big_register, own_folder
from tests.benchmarks.measure import Job, interleaved, line

ROUNDS = 9
TARGET = 0.080
GROUPED = (
    "select current_likelihood, current_impact, count(*) from risks "
    "group by current_score, current_likelihood, current_impact"
)
EVERY = "select id, number, title from risks order by length(number), number"
LATEST = (
    "select risk, max(assessed_on) from assessments where tier = 'current' and assessed_on <= ? "
    "group by risk"
)


class Rater:
    """Rates one risk anew, durably, as a user does."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._ids = book.table(RISK).ids()
        self._chance = random.Random(8)

    def change(self) -> None:
        """Store one assessment."""
        chance = self._chance
        item = Assessment(
            id=new_id(),
            risk=chance.choice(self._ids),
            tier=Tier.CURRENT,
            assessed_on=today(),
            likelihood=chance.randint(1, 5),
            impact=chance.randint(1, 5),
        )
        with self._book.change(N_("Rate a risk")):
            assess(self._book, item)


def after_changes(book: Book, jobs: dict[str, Job]) -> dict[str, float]:
    """Return the median seconds of each job, each run after a change of its own."""
    rater = Rater(book)
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _round in range(ROUNDS):
        for name, job in jobs.items():
            rater.change()
            start = time.perf_counter()
            job()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in seconds.items()}


def first_chart() -> float:
    """Return the seconds that the first chart of a session waits for its library."""
    start = time.perf_counter()
    import register.charts.live  # noqa: F401

    return time.perf_counter() - start


def run(book: Book, count: int) -> None:
    """Measure and print."""
    line("heat map, library loaded for the first chart", first_chart())
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from register.charts.from_book import heat_map_data
    from register.charts.heatmap import HeatMap
    from register.charts.live import LiveHeatMap

    live = LiveHeatMap(heat_map_data(book, Tier.CURRENT))
    kept = HeatMap(heat_map_data(book, Tier.CURRENT))
    canvas: Any = FigureCanvasAgg(kept.figure)

    def limit() -> None:
        book.reader().execute(GROUPED).fetchall()
        live._draw_all()

    def redrawn() -> None:
        kept.update(heat_map_data(book, Tier.CURRENT))
        canvas.draw()

    def new_figure() -> None:
        fresh: Any = FigureCanvasAgg(HeatMap(heat_map_data(book, Tier.CURRENT)).figure)
        fresh.draw()

    found = after_changes(
        book,
        {
            "ours": lambda: live.show(heat_map_data(book, Tier.CURRENT)),
            "limit_count_and_blit": limit,
            "kept_figure_redrawn": redrawn,
            "new_figure": new_figure,
        },
    )
    ours = found.pop("ours")
    line(f"heat map after a change, {count:,} risks, target {TARGET * 1000:.0f} ms", ours, **found)
    counted = interleaved(
        {
            "ours": lambda: heat_map_data(book, Tier.CURRENT),
            "limit_covering_index": lambda: book.reader().execute(GROUPED).fetchall(),
            "without_index": lambda: book.reader().execute(_plain()).fetchall(),
        },
        ROUNDS,
    )
    line(f"heat map counts, {count:,} risks", counted.pop("ours"), **counted)
    run_days(book, count)


def run_days(book: Book, count: int) -> None:
    """Measure where the risks stood on a day, and between two days, against two bare readings."""
    from register.charts.on_day import Spell, between_days

    last, first = date(2026, 9, 1), date(2026, 6, 1)
    read = book.reader()
    found = interleaved(
        {
            "ours": lambda: between_days(book, Spell(Tier.CURRENT, first)),
            "between_two_earlier_days": lambda: between_days(
                book, Spell(Tier.CURRENT, first, last)
            ),
            "limit_reading_every_risk": lambda: read.execute(EVERY).fetchall(),
            "limit_latest_of_each": lambda: read.execute(LATEST, [first.isoformat()]).fetchall(),
        },
        ROUNDS,
    )
    line(f"heat map as of a day, {count:,} risks, target 1 s", found.pop("ours"), **found)


def _plain() -> str:
    return GROUPED.replace("from risks", "from risks not indexed")


def main() -> None:
    """Run with the number of risks given, or 100,000."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with own_folder() as folder, big_register(folder / "bench.muster", count) as book:
        run(book, count)


if __name__ == "__main__":
    main()
