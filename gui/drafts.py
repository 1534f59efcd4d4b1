"""Text that stands in a field and is not stored yet, kept beside the register's snapshots.

A killed program loses at most what was typed in the last five seconds (fault case R09); what is
kept is offered when the register is next opened, and goes once it is stored or given up.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from gui.begun import EVERY_MS, FOLDER
from gui.session import Session
from register.errors import RegisterError
from register.files import write_whole
from register.i18n import _
from register.settings import data_folder

DETAILS = "details"  # the tab with the fields of the record itself


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed under one tab of a record: ``texts`` by field; ``record`` "": a new one."""

    table: str
    record: str
    part: str
    texts: dict[str, str]


class Drafts(QObject):
    """Keeps the unsaved text of the page that is shown."""

    def __init__(
        self,
        session: Session,
        typed: Callable[[], list[Draft]],
        put_back: Callable[[list[Draft]], object],
    ) -> None:
        """``typed`` tells what is not stored; ``put_back`` puts it into its fields again."""
        super().__init__(session)
        self._session, self._typed, self._put_back = session, typed, put_back
        self._path: Path | None = None
        self._kept: list[Draft] = []
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.keep)
        session.opened.connect(self._opened)
        session.closed.connect(self._closed)

    def keep(self) -> None:
        """Write what is typed and not stored, or forget what was written."""
        if self._path is None or (found := self._typed()) == self._kept:
            return
        self._kept = found
        with suppress(OSError):
            if found:
                write_whole(self._path, json.dumps([asdict(item) for item in found]))
            else:
                self._path.unlink(missing_ok=True)

    def leave(self) -> None:
        """Keep what is typed until the register is opened again; for when the process must end."""
        self.keep()
        self._path = None

    # inside ------------------------------------------------------------------------------

    def _opened(self) -> None:
        book = self._session.open_book
        if book.read_only or book.path is None:
            return
        self._path, self._kept = _path(book.about.register), []
        self._timer.start()
        left = [item for item in _read(self._path) if self._has_place(item)]
        if left:
            text = _("Text that was not saved when the program stopped was kept.")
            self._session.tell(text, _("Show it"), lambda: self._put_back(left))

    def _closed(self) -> None:
        self._timer.stop()
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
        self._path = None

    def _has_place(self, item: Draft) -> bool:
        if item.table not in self._session.catalog.by_table:
            return False
        with suppress(RegisterError):
            table = self._session.open_book.table_named(item.table)
            return not item.record or table.get(item.record) is not None
        return False


def _path(register: str) -> Path:
    return data_folder() / FOLDER / f"{register}.json"


def _read(path: Path) -> list[Draft]:
    """Return what was kept; a damaged file holds nothing."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return [_checked(item) for item in data]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _checked(item: dict[str, Any]) -> Draft:
    texts = {str(key): str(text) for key, text in dict(item["texts"]).items()}
    return Draft(str(item["table"]), str(item["record"]), str(item["part"]), texts)
