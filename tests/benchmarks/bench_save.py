"""Saving one edit with its history, durable: beside the same rows by bare sqlite3."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from register import storage
from register.entities import RISK
from tests.benchmarks.big import big_register, own_folder
from tests.benchmarks.measure import interleaved, line


def main() -> None:
    """Print the ratio; the target is at most 1.3."""
    with own_folder() as folder:
        book = big_register(folder / "a.muster", 10_000)
        bare_path = folder / "b.muster"
        with book.quiet() as connection:
            connection.execute("vacuum into ?", (str(bare_path),))
        bare = storage.connect(bare_path, "rw")
        storage.make_writable(bare)
        risks = book.table(RISK).all()  # the window has the record that it edits
        ids = [risk.id for risk in risks]
        numbers = count(1)

        def ours() -> None:
            n = next(numbers)
            risk = risks[n * 37 % 10_000]
            with book.change("Change {field} of {title}", field="Notes", title=risk.title):
                book.table(RISK).save(replace(risk, notes=f"edited {n}"))

        steps = count(10)

        def limit() -> None:
            n = next(steps)
            record = ids[n * 37 % 10_000]
            text = '{"notes":"edited"}'
            bare.execute("begin immediate")
            bare.execute("update risks set notes = ? where id = ?", (f"edited {n}", record))
            bare.execute(
                "insert into history values (?,?,?,?,?,?,?,?,?,?)",
                (n, record, "2026-01-01", "Bench", "do", None, "Change", "{}", "0" * 64, "1" * 64),
            )
            bare.execute(
                "insert into history_changes values (?,?,?,?,?,?,?)",
                (n, 0, "risks", record, text, text, "2" * 32),
            )
            bare.execute("commit")

        found = interleaved({"ours": ours, "limit": limit}, 120)
        line("save one edit, durable, with history", found["ours"], bare_sqlite3=found["limit"])
        book.close()
        bare.close()


if __name__ == "__main__":
    main()
