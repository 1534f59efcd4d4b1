"""The child process that opens a spreadsheet: a file that claims billions of cells kills it alone.

It is run by its path, so it imports nothing of the program; it writes one pickled pair to
standard output: ("ok", sheets) or ("error", code).
"""

from __future__ import annotations

import gc
import pickle
import re
import sys
import zipfile
import zlib
from datetime import time, timedelta
from pathlib import Path
from typing import Any

_TIMES = frozenset({time, timedelta})
_UNREAD = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"'
    rb'(?:[^>]* t="e"[^>]*>|[^>]*><f[^>]*(?:/>|>[^<]*</f>)(?:<v/>|<v></v>)?</c>)'
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet [^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship [^>]*>")
_MOST_NAMED = 1_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def limit(memory: int, seconds: int) -> None:
    """Cap this process's memory (bytes) and time (seconds) where the system can."""
    try:
        import resource
    except ImportError:
        return
    caps = {resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: seconds, resource.RLIMIT_CORE: 0}
    for what, most in caps.items():
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):
            continue


def read(path: Path, most_rows: int, most_columns: int) -> tuple[str, Any]:
    """Return every sheet of the workbook, or the code of what went wrong."""
    import python_calamine as calamine

    try:
        with path.open("rb") as file, calamine.load_workbook(file) as book:
            sheets = [
                {
                    "name": about.name,
                    "hidden": about.visible != calamine.SheetVisibleEnum.Visible,
                    **_content(book.get_sheet_by_name(about.name), most_rows, most_columns),
                }
                for about in book.sheets_metadata
                if about.typ == calamine.SheetTypeEnum.WorkSheet
            ]
        return "ok", {"sheets": sheets, "unread": unread(path), "epoch_1904": epoch_1904(path)}
    except calamine.PasswordError:
        return "error", "password"
    except (calamine.CalamineError, OSError, ValueError):
        return "error", "password" if _ENCRYPTED in path.read_bytes() else "damaged"


def _content(sheet: Any, most_rows: int, most_columns: int) -> dict[str, Any]:
    """Return a sheet's filled rows with their numbers, or the code of a limit it exceeds."""
    rows = []
    left = ("",) * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), 1):
        if row.count("") == len(row):
            continue
        cells = left + tuple(row)
        if len(cells) > most_columns:
            if any(cell != "" for cell in cells[most_columns:]):
                return {"refusal": "columns"}
            cells = cells[:most_columns]
        if not _TIMES.isdisjoint(map(type, cells)):
            cells = tuple(str(cell) if type(cell) in _TIMES else cell for cell in cells)
        rows.append((number, cells))
        if len(rows) > most_rows:
            return {"refusal": "rows"}
    return {"rows": rows, "merged": (sheet.merged_cell_ranges or [])[:10_000]}


def unread(path: Path) -> list[tuple[str, str]]:
    """Return sheet and name of each .xlsx cell that shows an error or was never calculated.

    The reading library gives them as empty, and a formula without a value is no empty cell.
    """
    found = []
    for sheet, part in _sheet_parts(path).items():
        xml = _part(path, part)
        if b"<f" in xml or b't="e"' in xml:
            cells = (match[1].decode() for match in _UNREAD.finditer(xml))
            found += [(sheet, cell) for cell in cells]
    return found[:_MOST_NAMED]


def epoch_1904(path: Path) -> bool:
    """Tell whether bare day numbers in an .xlsx file count from 1904."""
    return bool(re.search(rb'<(?:\w+:)?workbookPr[^>]* date1904="(1|true)"', _workbook(path)))


def _sheet_parts(path: Path) -> dict[str, str]:
    """Return the names of the sheets in an .xlsx file and where their cells are."""
    targets = {}
    for relation in _RELATION.findall(_part(path, "xl/_rels/workbook.xml.rels")):
        target = _attribute(relation, rb"Target")
        targets[_attribute(relation, rb"Id")] = target.removeprefix("/xl/")
    return {
        _attribute(sheet, rb"name"): f"xl/{targets.get(_attribute(sheet, rb'r:id'), '')}"
        for sheet in _SHEET.findall(_workbook(path))
    }


def _attribute(tag: bytes, name: bytes) -> str:
    from xml.sax.saxutils import unescape

    found = re.search(rb"\s%s=\"([^\"]*)\"" % name, tag)
    text = found[1].decode("utf-8", "replace") if found else ""
    return unescape(text, {"&quot;": '"', "&apos;": "'"})


def _workbook(path: Path) -> bytes:
    return _part(path, "xl/workbook.xml")


def _part(path: Path, name: str) -> bytes:
    """Return one part of a zip file; nothing when there is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(name)
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        return b""


def main(arguments: list[str]) -> None:
    """Arguments: path, most rows, most columns, bytes of memory, seconds."""
    rows, columns, memory, seconds = map(int, arguments[1:])
    limit(memory, seconds)
    gc.disable()  # nothing made here lives in cycles, and the process is short
    try:
        answer = pickle.dumps(read(Path(arguments[0]), rows, columns), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        answer = pickle.dumps(("error", "memory"))
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main(sys.argv[1:])
