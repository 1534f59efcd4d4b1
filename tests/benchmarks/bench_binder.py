"""The binder against bytes written by hand and against other ways to print the same plans.

``python -m tests.benchmarks.bench_binder [ROUNDS]``; every engine runs in a process of its own.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.big import own_folder
from tests.benchmarks.binder_content import sections
from tests.benchmarks.measure import line

SMALL, LARGE = 340, 1020
"""Plans that make some 1,000 and 3,000 pages."""
PREVIEW_PAGES = 20


@dataclass(frozen=True)
class Run:
    """What one engine did: seconds with and without its start, pages, megabytes at most."""

    seconds: float
    inside: float
    pages: int
    peak: float


def run(engine: str, plans: int, out: Path) -> Run:
    """Print the plans with an engine in a fresh process."""
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.binder_engines",
        engine,
        str(plans),
        str(out),
    ]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    told = json.loads(done.stdout)
    return Run(seconds, told["seconds"], told["pages"], told["peak"])


def here() -> dict[str, bool]:
    """Return which peers are installed."""
    return {
        "typst": importlib.util.find_spec("typst") is not None,
        "libreoffice": shutil.which("soffice") is not None,
    }


def taken_in_turn(engines: list[str], plans: int, folder: Path, rounds: int) -> dict[str, Run]:
    """Return each engine's run of median time; the slow one runs once."""
    runs: dict[str, list[Run]] = {engine: [] for engine in engines}
    for turn in range(rounds):
        for engine in engines:
            if turn == 0 or engine in {"ours", "raw"}:
                runs[engine].append(run(engine, plans, folder / f"{engine}.pdf"))
    return {
        engine: sorted(found, key=lambda one: one.seconds)[len(found) // 2]
        for engine, found in runs.items()
    }


def cells_found(pdf: Path, plans: int) -> float:
    """Return the share of cell texts that are found by extraction."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    text = "".join("".join(texts).split())
    cells = [cell for plan in sections(plans) for row in plan.steps + plan.risks for cell in row]
    return statistics.mean("".join(cell.split()) in text for cell in cells)


def compare(plans: int, folder: Path, rounds: int, peers: list[str]) -> Run:
    """Print one line for this many plans; returns our run."""
    engines = ["ours", "raw", *(peer for peer in peers if here().get(peer, True))]
    found = taken_in_turn(engines, plans, folder, rounds)
    ours = found["ours"]
    against = {
        f"{name}": found[name].seconds if name in found else None for name in ("raw", *peers)
    }
    job = (
        f"binder, {ours.pages:,} pages ({ours.pages / ours.seconds:.0f} pages/s, "
        f"{ours.peak:.0f} MB, cells found {cells_found(folder / 'ours.pdf', plans):.1%})"
    )
    line(job, ours.seconds, **against)
    for name, other in found.items():
        if name != "ours":
            print(f"    {name}: {other.pages:,} pages, {other.peak:.0f} MB")
    return ours


def main() -> None:
    """Run with the number of rounds given, or five."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with own_folder() as folder:
        small = compare(SMALL, folder, rounds, ["platypus", "typst", "libreoffice"])
        large = compare(LARGE, folder, max(1, rounds // 2), [])
        ratio = (large.seconds / large.pages) / (small.seconds / small.pages)
        print(f"binder, time a page at {large.pages:,} pages / at {small.pages:,}: x {ratio:.2f}")
        preview = [run("preview", LARGE, folder / "preview.pdf") for _ in range(rounds)]
        seconds = statistics.median(one.inside for one in preview)
        job = f"first {PREVIEW_PAGES} pages of a preview of {large.pages:,}, target 1 s"
        line(job, seconds, whole_binder=large.inside)


if __name__ == "__main__":
    main()
