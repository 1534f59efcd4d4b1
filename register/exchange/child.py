"""Starts the reading child process, watches it, and takes its answer.

Whatever the child does, the answer is sheets, or one sentence.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from register.errors import ImportFileError
from register.exchange import limits
from register.exchange.workbook import Row, Sheet, Workbook
from register.i18n import _
from register.progress import Progress

_READER = Path(__file__).with_name("reader.py")
_ALLOWED = {("datetime", "date"), ("datetime", "datetime")}
_PYTHON_FAULT = 1  # the library gave up in a way that it does not name
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def read_spreadsheet(path: Path, kind: str, progress: Progress) -> Workbook:
    """Return the sheets of a spreadsheet file; ``kind`` is xlsx, xls or ods.

    Raises ImportFileError, or Cancelled through ``progress``; the child never outlives the call.
    """
    with subprocess.Popen(
        _command(path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW,
    ) as child:
        try:
            output = _watch(child, path.name, progress)
        finally:
            child.kill()
    if child.returncode == _PYTHON_FAULT:
        raise limits.refuse(path.name, _("the file is damaged."))
    data = _answer(path.name, output)
    return Workbook(
        path.name,
        kind,
        tuple(map(_sheet, data["sheets"])),
        epoch_1904=data["epoch_1904"],
        unread=tuple(data["unread"]),
    )


def _command(path: Path) -> list[str]:
    # -P: the folder of the script must not stand before the standard library
    numbers = (limits.ROWS, limits.COLUMNS, limits.CHILD_BYTES, limits.CHILD_SECONDS)
    return [sys.executable, "-P", str(_READER), str(path.absolute()), *map(str, numbers)]


def _watch(child: subprocess.Popen[bytes], name: str, progress: Progress) -> bytes:
    started = time.monotonic()
    while True:
        spent = time.monotonic() - started
        if spent > limits.CHILD_SECONDS:
            raise limits.refuse(name, _("reading it takes too long."))
        progress(int(spent), limits.CHILD_SECONDS, _("Reading “{file}”").format(file=name))
        try:
            return child.communicate(timeout=0.1)[0]
        except subprocess.TimeoutExpired:
            continue


def _too_many_cells(name: str) -> ImportFileError:
    return ImportFileError(
        _("“{file}” cannot be read: its sheet claims too many cells.").format(file=name)
    )


class _Unpickler(pickle.Unpickler):
    """Takes plain values and days, so that a subverted child gains nothing."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError
        return super().find_class(module, name)


def _answer(name: str, output: bytes) -> dict[str, Any]:
    try:
        verdict, value = _Unpickler(io.BytesIO(output)).load()
    except (pickle.UnpicklingError, EOFError, TypeError, ValueError):
        raise _too_many_cells(name) from None
    if verdict == "ok":
        return dict(value)
    if value == "memory":
        raise _too_many_cells(name)
    if value == "password":
        raise limits.refuse(name, _("it is protected by a password; save a copy without one."))
    raise limits.refuse(name, _("the file is damaged."))


def _sheet(data: dict[str, Any]) -> Sheet:
    return Sheet(
        data["name"],
        tuple(map(Row._make, data.get("rows", ()))),
        data["hidden"],
        tuple(data.get("merged", ())),
        data.get("refusal", ""),
    )
