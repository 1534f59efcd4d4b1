"""Importing 10,000 rows of 20 columns: beside calamine and executemany of the very same rows."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from register import shelf, storage
from register.exchange.applying import apply_import
from register.exchange.planning import plan_import
from register.exchange.reading import read_workbook
from register.migrations import migrate
from tests.benchmarks.big import ASSETS, CATALOG, EVENTS, own_folder
from tests.benchmarks.measure import interleaved, line

ROWS = 10_000
ROUNDS = 7
HEADINGS = (
    "Risk ID", "Title", "Status", "Category", "Department", "Owner", "Cause", "Event",
    "Consequence", "Controls", "Measures", "Treatment", "Date raised", "Next review", "Notes",
    "Likelihood", "Impact", "Residual likelihood", "Residual impact", "Asset",
)  # fmt: skip


def write_sheet(path: Path) -> None:
    """Write a stranger's register of ROWS rows."""
    chance = random.Random(7)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, HEADINGS)
        for row in range(1, ROWS + 1):
            for column, value in enumerate(_row(row, chance)):
                page.write(row, column, value, day if isinstance(value, datetime) else None)


def _row(n: int, chance: random.Random) -> list[Any]:
    text = f"{chance.choice(ASSETS)} {chance.choice(EVENTS)}"
    first = datetime(2025, 1, 1)  # noqa: DTZ001 - cells have no time zone
    return [
        f"R-{n:06}",
        f"{text} 编号{n}",
        chance.choice(("Open", "In progress", "已关闭")),
        chance.choice(("Technical", "财务", "Market")),
        f"部门 {n % 30}部",
        f"员工 {n % 300}",
        f"Because {text}, 原因 {n % 97}",
        f"{text} in the night, 事件 {n % 89}",
        f"Clients wait {n % 48} hours, 后果严重 {n % 83}",
        f"Backup, 双路供电 {n % 71}",
        f"Second contract, 应急演练 {n % 67}",
        chance.choice(("Reduce", "接受")),
        first + timedelta(days=n % 600),
        first + timedelta(days=600 + n % 400),
        f"note {n} 备注",
        1 + n % 5,
        1 + n % 4,
        1 + n % 3,
        1 + n % 2,
        chance.choice(ASSETS),
    ]


def stored_rows(path: Path) -> dict[str, list[Any]]:
    """Return every row of a register by table, history included."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "select name from sqlite_master where type = 'table' and name not like '%sqlite_%'"
            )
        ]
        found = {name: connection.execute(f"select * from {name}").fetchall() for name in names}
    return {name: rows for name, rows in found.items() if rows}


def main() -> None:
    """Print the ratio; the target is at most 2.5."""
    with own_folder() as folder:
        sheet = folder / "in.xlsx"
        write_sheet(sheet)
        numbers = count()

        def ours() -> Path:
            path = folder / f"{next(numbers)}.muster"
            with shelf.create(path, CATALOG, by="Bench") as book:
                apply_import(book, plan_import(book, read_workbook(sheet)))
            return path

        rows = stored_rows(ours())

        def limit() -> None:
            python_calamine.CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()
            path = folder / f"{next(numbers)}.db"
            path.touch()
            with closing(storage.connect(path, "rw")) as bare:
                storage.make_writable(bare)
                migrate(bare, CATALOG.migrations)
                bare.execute("begin immediate")
                for name, values in rows.items():
                    marks = ",".join("?" * len(values[0]))
                    bare.executemany(f"insert into {name} values ({marks})", values)
                bare.execute("commit")

        found = interleaved({"ours": ours, "limit": limit}, ROUNDS)
        line(
            "import .xlsx, 10,000 x 20",
            found["ours"],
            calamine_and_executemany=found["limit"],
            openpyxl=None,
        )


if __name__ == "__main__":
    main()
