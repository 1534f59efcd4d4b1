"""Measuring side by side: medians of interleaved rounds, printed as ratios."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

Job = Callable[[], object]


def interleaved(jobs: dict[str, Job], rounds: int) -> dict[str, float]:
    """Run the jobs in turn, ``rounds`` times each; returns the median seconds of each."""
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for _round in range(rounds):
        for name, job in jobs.items():
            gc.collect()
            start = time.perf_counter()
            job()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in seconds.items()}


def line(job: str, ours: float, **others: float | None) -> None:
    """Print one job: our time and, for each other, its time and our ratio to it."""
    parts = [f"{job}: ours {_shown(ours)}"]
    for name, seconds in others.items():
        label = name.replace("_", " ")
        if seconds is None:
            parts.append(f"{label} not here")
        else:
            parts.append(f"{label} {_shown(seconds)} (x {ours / seconds:.2f})")
    print(" | ".join(parts), flush=True)


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"
