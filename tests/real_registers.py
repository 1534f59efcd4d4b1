"""Bring in registers that strangers made, and compare what is listed with what their sheets say.

``uv run python -m tests.real_registers FOLDER`` takes the folder that holds
``cyber_risk_register.xlsx``, ``risk_assessment_template.xlsx`` and ``risk_register.csv``. The
sheets are read here again, by plain code of its own, so that nothing of the import is trusted.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

ROOT = Path(__file__).parent.parent
Expected = tuple[str, str, Any, Any]  # number, title, current likelihood, current impact
WORDS = {
    "vraisemblable": 2,
    "unlikely": 1,
    "very likely": 4,
    "certain": 5,
    "mineur": 1,
    "important": 4,
    "significatif": 2,
    "critique": 5,
}


def _sheet(path: Path, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()


def cyber(path: Path) -> Iterator[Expected]:
    """A title row, a heading row, ten risks, a copyright line."""
    for row in _sheet(path, "Risk Register")[2:12]:
        yield row[0], row[1], row[3], row[4]


def template(path: Path) -> Iterator[Expected]:
    """Words in French and English on four steps; 1, 2, 4, 5 of five."""
    for row in _sheet(path, "Sheet1")[1:]:
        yield row[0], row[1], WORDS[row[7]], WORDS[row[8]]


def table(path: Path) -> Iterator[Expected]:
    """A plain CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["risk_id"], row["title"], int(row["L_1to5"]), int(row["I_1to5"])


SOURCES: dict[str, Callable[[Path], Iterator[Expected]]] = {
    "cyber_risk_register.xlsx": cyber,
    "risk_assessment_template.xlsx": template,
    "risk_register.csv": table,
}


def muster(*arguments: object, folder: Path) -> str:
    """Run one command and return what it said; a failure ends the script."""
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"MUSTER_DATA": str(folder / "data")},
        check=True,
    )
    return done.stdout


def compare(source: Path, folder: Path) -> list[str]:
    """Return what differs; an empty list when all is as the sheet says."""
    register = folder / f"{source.stem}.muster"
    muster("new", register, "--lang", "en", folder=folder)
    print(source.name, muster("import", register, source, folder=folder).strip())
    listed = json.loads(muster("list", register, "risks", "--json", folder=folder))
    found = [
        (row["number"], row["title"], row["current_likelihood"], row["current_impact"])
        for row in listed
    ]
    expected = list(SOURCES[source.name](source))
    differences = [
        f"{want} came in as {got}"
        for want, got in zip(expected, found, strict=False)
        if want != got
    ]
    if len(expected) != len(found):
        differences.append(f"{len(expected)} risks came in as {len(found)}")
    for ending in ("xlsx", "csv", "json"):
        out = folder / f"{source.stem}.{ending}"
        muster("export", register, out, folder=folder)
        said = muster("import", register, out, "--lang", "en", folder=folder).strip()
        if "no change" not in said:
            differences.append(f".{ending} came back as: {said}")
    return differences


def main() -> int:
    """Compare all three; returns 1 when anything differs."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="muster-real-") as folder:
        for name in SOURCES:
            for text in compare(Path(sys.argv[1]) / name, Path(folder)):
                print("  ", text)
                failed = 1
    print("differences found" if failed else "all as in the sheets")
    return failed


if __name__ == "__main__":
    sys.exit(main())
