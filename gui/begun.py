"""What was begun in forms and not done yet, kept until a button does something with it.

It lies beside the drafts and outlives the program (fault case R09); a form that is shown for the
same record again shows it again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from register.files import write_whole
from register.settings import data_folder

EVERY_MS = 5_000
FOLDER = "drafts"  # in the data folder
Name = tuple[str, ...]  # of a form, and the record that it is about


@dataclass(frozen=True, slots=True)
class Given:
    """By field: values as they would be stored, and texts that do not fit or are being typed."""

    values: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values or self.texts)


class Begun(QObject):
    """Keeps what was begun in the forms of one register."""

    asked = Signal()  # forms that are seen are to say what stands in them

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given: dict[Name, Given] = {}
        self._kept: dict[Name, Given] = {}
        self._path: Path | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def __len__(self) -> int:
        """Return how many forms were begun."""
        return len(self._given)

    def of(self, name: Name) -> Given:
        """Return what was begun in a form for a record."""
        return self._given.get(name, Given())

    def put(self, name: Name, given: Given) -> None:
        """Keep what stands in a form, or forget it when that is nothing."""
        if given:
            self._given[name] = given
        else:
            self._given.pop(name, None)

    def open(self, register: str) -> None:
        """Go on with what was begun in a register; ``register``: its identity."""
        self._path = data_folder() / FOLDER / f"{register} forms.json"
        self._given = _read(self._path)
        self._kept = dict(self._given)
        self._timer.start()

    def close(self) -> None:
        """Keep what was begun until the register is opened again."""
        self.keep()
        self._timer.stop()
        self._path = None
        self._given = {}

    def keep(self) -> None:
        """Write what was begun, if it is not written yet."""
        if self._path is None:
            return
        self.asked.emit()
        if self._given == self._kept:
            return
        self._kept = dict(self._given)
        with suppress(OSError):
            if self._given:
                rows = [[name, asdict(given)] for name, given in self._given.items()]
                write_whole(self._path, json.dumps(rows))
            else:
                self._path.unlink(missing_ok=True)


def _read(path: Path) -> dict[Name, Given]:
    """Return what was kept; a damaged file holds nothing."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {tuple(map(str, name)): _checked(given) for name, given in rows}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _checked(given: dict[str, Any]) -> Given:
    values, texts = dict(given["values"]), dict(given["texts"])
    return Given(values, {str(key): str(text) for key, text in texts.items()})
