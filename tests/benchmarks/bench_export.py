"""Exporting 10,000 risks to .xlsx: beside a bare XlsxWriter loop over the very same cells."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from register.entities import RISK
from register.exchange.exporting import export_records
from register.exchange.out_columns import out_columns
from tests.benchmarks.big import big_register, own_folder
from tests.benchmarks.measure import interleaved, line

ROWS = 10_000
ROUNDS = 5
FIELDS = (
    "number", "title", "status", "source", "cause", "event", "consequence", "category", "unit",
    "owner", "strategy", "controls", "measures", "raised_on", "next_review", "notes",
    "current_likelihood", "current_impact", "current_level",
)  # fmt: skip


def main() -> None:
    """Print the ratio; the target is at most 1.3."""
    with own_folder() as folder, big_register(folder / "a.muster", ROWS) as book:
        fields = [RISK.by_key[key] for key in FIELDS]
        records = book.table(RISK).all()
        columns = out_columns(book, RISK, fields)
        cells = [[column.value(record) for column in columns] for record in records]

        def ours() -> None:
            export_records(book, folder / "ours.xlsx", (RISK, records, fields))

        def limit() -> None:
            bare_loop(folder / "bare.xlsx", cells)

        found = interleaved({"ours": ours, "limit": limit}, ROUNDS)
        line(
            "export .xlsx, 10,000 x 20",
            found["ours"],
            xlsxwriter_loop=found["limit"],
            openpyxl=None,
        )


def bare_loop(path: Path, cells: list[list[object]]) -> None:
    """Write rows of ready cells with nothing around them."""
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        page = workbook.add_worksheet()
        for number, row in enumerate(cells):
            for place, value in enumerate(row):
                page.write(number, place, value)


if __name__ == "__main__":
    main()
