"""A report about a fault of the program, for whoever mends it: without a word of any register.

Kinds and places of faults are told, never their messages, for those may quote a register.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from gui.environment import fault_id
from register.diagnostics import about_this_computer
from register.i18n import now
from register.settings import data_folder

LAST_LINES = 60


def report_text(error: BaseException) -> str:
    """Return the report: versions, the system, the fault with its causes, the end of the log."""
    known = [("Fault", fault_id(error)), ("Time", now().isoformat()), *about_this_computer()]
    known += [("Qt", str(qVersion())), ("Platform", QGuiApplication.platformName())]
    parts = [
        "\n".join(f"{name}: {text}" for name, text in known),
        "\n\n".join(_faults(error)),
        "\n".join(_end_of_log()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _faults(error: BaseException) -> Iterator[str]:
    current: BaseException | None = error
    while current is not None:
        frames = traceback.extract_tb(current.__traceback__)
        places = (f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
        yield "\n".join([type(current).__name__, *places])
        current = current.__cause__ or current.__context__


def _end_of_log() -> list[str]:
    with suppress(OSError):
        text = (data_folder() / "muster.log").read_text(encoding="utf-8", errors="replace")
        return text.splitlines()[-LAST_LINES:]
    return []
