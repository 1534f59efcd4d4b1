"""The crash harness: kill -9 at random moments, then look at what is on the disk.

``uv run python -m tests.crash --rounds 10000`` is the long run; the tests do a short one.
Prints how many rounds, how many entries were acknowledged, and how many of those were lost.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from main import catalog
from register import backup, check, shelf
from register.book import Book
from register.catalog import Catalog
from register.entities import RISK, Risk
from register.entity import new_id
from register.migrations import MigrationSet

CATALOG = catalog()
LATER = replace(
    CATALOG,
    migrations=(
        *CATALOG.migrations,
        MigrationSet(
            "later",
            tuple((f"step{n}", f"create table extra{n} (id text) strict;") for n in range(20)),
        ),
    ),
)
MANY = 3000


@dataclass
class Tally:
    """What the rounds came to."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: int = 0


def save_forever(path: Path, tell: Callable[[int], None]) -> None:
    """Save entry after entry; tell each once it is acknowledged."""
    with shelf.open_book(path, CATALOG, by="child") as book:
        n = book.table(RISK).count()
        while True:
            with book.change("Add"):
                book.table(RISK).save(Risk(id=new_id(), number=f"R-{n}", title=f"Entry {n}"))
            n += 1
            tell(n)


def import_many(path: Path, tell: Callable[[int], None]) -> None:
    """Save 3,000 records as one change, over and over."""
    with shelf.open_book(path, CATALOG, by="child") as book:
        while True:
            n = book.table(RISK).count()
            with book.change("Import"):
                book.table(RISK).save_all(
                    Risk(id=new_id(), number=f"R-{n + i}", title="Imported") for i in range(MANY)
                )
            tell(n + MANY)


def upgrade(path: Path, tell: Callable[[int], None]) -> None:
    """Bring the file to a later version."""
    with shelf.open_book(path, LATER, by="child") as book:
        tell(book.table(RISK).count())
    time.sleep(1)


def rotate(path: Path, tell: Callable[[int], None]) -> None:
    """Make snapshot after snapshot."""
    with shelf.open_book(path, CATALOG, by="child") as book:
        tell(book.table(RISK).count())
        while True:
            backup.snapshot(book, "asked")


def run_and_kill(
    work: Callable[[Path, Callable[[int], None]], None], path: Path, seconds: float
) -> int:
    """Run ``work`` in a child, kill it, and return the last number it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(path, lambda n: os.write(writing, struct.pack("q", n)) and None)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        time.sleep(random.uniform(0.002, seconds))
        os.kill(child, signal.SIGKILL)
        told = pipe.read()
    os.waitpid(child, 0)
    whole = len(told) // 8 * 8
    return struct.unpack("q", told[whole - 8 : whole])[0] if whole else 0


def judge(path: Path, told: int, tally: Tally, catalog: Catalog, step: int) -> None:
    """Open the register as its user would and compare it with what was acknowledged."""
    tally.rounds += 1
    with shelf.open_book(path, catalog, by="parent") as book:
        count = book.table(RISK).count()
        tally.acknowledged += max(told, 0)
        tally.lost += max(told - count, 0)
        faults = [fault.text for fault in check.check(book)]
        faults += book.notices  # this computer knows its own crashes and asks nothing
        if count % step:
            faults.append(f"{count} rows")
        tally.damaged += bool(faults)
        for fault in faults:
            print(fault)


def fresh(folder: Path) -> Path:
    """Return a new register in the folder, and forget the one before."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    os.environ["MUSTER_DATA"] = str(folder / "data")
    path = folder / "crash.muster"
    shelf.create(path, CATALOG, by="parent").close()
    return path


def snapshots_open(book: Book) -> bool:
    """Tell whether every snapshot opens and no half one is left after the next."""
    backup.snapshot(book, "asked")
    folder = backup.folder_for(book.about.register)
    for item in backup.snapshots(book):
        with shelf.read_copy(item.path, CATALOG):
            pass
    return not list(folder.glob("*.tmp"))


def rounds(mode: str, count: int, folder: Path) -> Tally:
    """Do ``count`` rounds of one mode: save, import, upgrade or snapshot."""
    works = {"save": save_forever, "import": import_many, "upgrade": upgrade, "snapshot": rotate}
    tally = Tally()
    path = fresh(folder)
    for n in range(count):
        if mode == "upgrade" or n % 40 == 39:
            path = fresh(folder)
        told = run_and_kill(works[mode], path, 0.8 if mode == "import" else 0.12)
        judge(
            path,
            told,
            tally,
            LATER if mode == "upgrade" else CATALOG,
            MANY if mode == "import" else 1,
        )
        if mode == "snapshot":
            with shelf.open_book(path, CATALOG, by="parent") as book:
                tally.damaged += not snapshots_open(book)
    return tally


def main() -> int:
    """Run the harness; returns 1 when anything was lost or damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--mode", default="save", choices=("save", "import", "upgrade", "snapshot"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="muster-crash-") as folder:
        tally = rounds(args.mode, args.rounds, Path(folder) / "r")
    print(
        f"{args.mode}: {tally.rounds} rounds, {tally.acknowledged} acknowledged, "
        f"{tally.lost} lost, {tally.damaged} damaged"
    )
    return int(bool(tally.lost or tally.damaged))


if __name__ == "__main__":
    sys.exit(main())
