"""What this computer remembers of each register: its last head and whether it was open.

A head kept outside the file shows when the end of the history was cut off or replaced.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from register import storage
from register.book import Book
from register.files import write_whole
from register.history import Head
from register.i18n import _
from register.settings import data_folder

ASIDE_DAYS = 7


def aside_folder() -> Path:
    """Return where copies of unclosed registers are kept for a week; older ones go."""
    folder = data_folder() / "aside"
    limit = time.time() - ASIDE_DAYS * 86_400
    for item in folder.glob("*"):
        with suppress(OSError):
            if item.stat().st_mtime < limit:
                shutil.rmtree(item)
    return folder


def remember(path: Path, identity: str, head: Head, *, is_open: bool) -> None:
    """Note the head of a register and whether it is open; silent where it cannot be written."""
    _note(path, seq=head.seq, hash=head.hash, open=is_open, register=identity)


def mark_open(path: Path) -> None:
    """Note that this computer is opening the register, before anything is written to it."""
    _note(path, open=True)


def is_first_warning(path: Path) -> bool:
    """Tell whether nobody was warned yet of where the register lies, and note that it was done."""
    if _read(path).get("warned"):
        return False
    _note(path, warned=True)
    return True


def was_open(path: Path) -> bool:
    """Tell whether this computer had the register open when it stopped."""
    return bool(_read(path).get("open"))


def identity_of(path: Path) -> str:
    """Return the identity of the register that was last seen at this path, or ""."""
    return str(_read(path).get("register", ""))


def last_step(path: Path) -> int | None:
    """Return the number of the last step that this computer saw in the register, if it did."""
    seq = _read(path).get("seq")
    return seq if isinstance(seq, int) and seq > 0 else None


def compare(book: Book) -> list[str]:
    """Return a notice when the history no longer holds the head that is remembered."""
    assert book.path is not None
    note = _read(book.path)
    seq, value = note.get("seq"), note.get("hash")
    if not isinstance(seq, int) or not seq:
        return []
    sql = "select hash from history where seq = ?"
    rows = storage.fetch(book.reader(), sql, (seq,))
    if rows and rows[0][0] == value:
        return []
    return [
        _(
            "The history of this register is not the one last seen on this computer; "
            "check it, or compare it with a printed binder."
        )
    ]


def _note(path: Path, **values: Any) -> None:
    with suppress(OSError):
        write_whole(_note_path(path), json.dumps(_read(path) | values))


def _note_path(path: Path) -> Path:
    name = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return data_folder() / "registers" / f"{name[:32]}.json"


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(_note_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
