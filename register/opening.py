"""Looking at a file before SQLite does, and opening it guarded (the open sequence).

The file's bytes are looked at only while this process does not have it open: on POSIX,
closing any other handle on the file would drop SQLite's lock.
"""

from __future__ import annotations

import shutil
import sqlite3
import stat
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from register import storage
from register.errors import (
    DamagedError,
    LockedError,
    NewerFileError,
    NotARegisterError,
    StorageError,
    StrangeSchemaError,
)
from register.i18n import _, now
from register.migrations import APPLICATION_ID, MigrationSet, known_schema, version
from register.progress import Progress, silent

MAGIC = b"SQLite format 3\x00"
JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")  # the SQLite file format, section 3
HEADER_BYTES = 100
MOST_OBJECTS = 300
_open_files: set[tuple[int, int]] = set()
_open_files_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes of a register say. ``wal``: it is in write-ahead mode."""

    path: Path
    identity: tuple[int, int]
    size: int
    version: int
    wal: bool


def look(path: Path) -> Header:
    """Return what a file is, without SQLite.

    Raises NotARegisterError, LockedError (this process has it open) or StorageError.
    """
    real = path.resolve()
    name = path.name
    try:
        status = real.stat()
    except FileNotFoundError as error:
        raise NotARegisterError(_("There is no file “{name}”.").format(name=name)) from error
    except OSError as error:
        raise StorageError(_("“{name}” cannot be reached.").format(name=name)) from error
    if not stat.S_ISREG(status.st_mode):
        raise NotARegisterError(_("“{name}” is not a file.").format(name=name))
    identity = (status.st_dev, status.st_ino)
    with _open_files_guard:
        if identity in _open_files:
            raise LockedError(_("“{name}” is already open in this program.").format(name=name))
    try:
        with real.open("rb") as file:
            head = file.read(HEADER_BYTES)
    except PermissionError as error:
        raise StorageError(_("You have no right to open “{name}”.").format(name=name)) from error
    return _read_header(head, real, identity, status.st_size)


def _read_header(head: bytes, real: Path, identity: tuple[int, int], size: int) -> Header:
    name = real.name
    if len(head) < HEADER_BYTES or not head.startswith(MAGIC):
        if real.suffix == ".muster" and size > HEADER_BYTES:
            raise DamagedError(
                _(
                    "The header of “{name}” is damaged, or the file is encrypted; try to repair it."
                ).format(name=name)
            )
        raise NotARegisterError(_("“{name}” is not a Muster register.").format(name=name))
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotARegisterError(_("“{name}” was made by another program.").format(name=name))
    return Header(real, identity, size, int.from_bytes(head[60:64], "big"), 2 in head[18:20])


def mark_open(identity: tuple[int, int]) -> None:
    """Remember that this process has a file open (device, inode)."""
    with _open_files_guard:
        _open_files.add(identity)


def mark_closed(identity: tuple[int, int]) -> None:
    """Forget a file that this process closed."""
    with _open_files_guard:
        _open_files.discard(identity)


def side_files(path: Path) -> list[Path]:
    """Return the journals beside a file that hold something; SQLite may leave empty ones."""
    journal, wal = (path.with_name(path.name + ending) for ending in ("-journal", "-wal"))
    found = [journal] if _starts_with(journal, JOURNAL_MAGIC) else []
    return found + ([wal] if wal.exists() and wal.stat().st_size else [])


def _starts_with(path: Path, magic: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(magic)) == magic
    except OSError:
        return False


def set_aside(path: Path, folder: Path) -> Path:
    """Copy a file and its journals into ``folder`` before SQLite may roll them back."""
    target = (
        folder / f"{path.stem}-{now().strftime('%Y%m%dT%H%M%SZ')}-{time.monotonic_ns() % 10**6}"
    )
    target.mkdir(parents=True)
    for item in (path, *side_files(path)):
        shutil.copy2(item, target / item.name)
    return target


def open_checked(
    header: Header, sets: Iterable[MigrationSet], mode: str, progress: Progress = silent
) -> sqlite3.Connection:
    """Open a file that look() accepted, and check it before anybody reads a row of it.

    Returns a guarded ``query_only`` connection. Raises NewerFileError (mode rw only),
    DamagedError, StrangeSchemaError, BusyError or StorageError.
    """
    sets = tuple(sets)
    name = header.path.name
    newest = version(sets)
    if header.version > newest and mode != "ro":
        raise NewerFileError(newer_text(name))
    with storage.faults_as_sentences(name):
        connection = storage.connect(header.path, mode)
        try:
            _check(connection, header, sets, progress)
        except BaseException:
            connection.close()
            raise
    return connection


def newer_text(name: str) -> str:
    """Return the sentence for a file of a later version."""
    return _(
        "“{name}” was written by a later version of Muster; open it read-only or update the program."
    ).format(name=name)


def _check(
    connection: sqlite3.Connection,
    header: Header,
    sets: tuple[MigrationSet, ...],
    progress: Progress,
) -> None:
    name = header.path.name
    clock = _Deadline(5 + header.size / 10_000_000, progress)
    connection.set_progress_handler(clock, 20_000)
    try:
        count = connection.execute("select count(*) from sqlite_master").fetchone()[0]
        if count > MOST_OBJECTS:
            raise StrangeSchemaError(strange_text(name))
        answer = connection.execute("pragma quick_check(1)").fetchone()[0]
        if answer != "ok":
            raise DamagedError(damaged_text(name))
        if header.version <= version(sets):
            _check_schema(connection, name, known_schema(sets))
    except sqlite3.OperationalError:
        if clock.expired:
            raise DamagedError(
                _("“{name}” takes too long to check; it may be damaged. Try to repair it.").format(
                    name=name
                )
            ) from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _check_schema(connection: sqlite3.Connection, name: str, known: frozenset[str]) -> None:
    texts = {row[0] for row in storage.fetch(connection, "select sql from sqlite_master")}
    if {text for text in texts if text} - known:
        raise StrangeSchemaError(strange_text(name))


def strange_text(name: str) -> str:
    """Return the sentence for a file with a schema that is not ours."""
    return _(
        "“{name}” holds tables, views or triggers that Muster did not make; "
        "repair it into a new register to bring its rows in."
    ).format(name=name)


def damaged_text(name: str) -> str:
    """Return the sentence for a damaged file."""
    return _("“{name}” is damaged; repair it into a new register or restore a snapshot.").format(
        name=name
    )


class _Deadline:
    """Stops SQLite when checking takes too long, and tells progress after a second."""

    def __init__(self, seconds: float, progress: Progress) -> None:
        self._start = time.monotonic()
        self._seconds = seconds
        self._progress = progress
        self.expired = False

    def __call__(self) -> int:
        passed = time.monotonic() - self._start
        self.expired = passed > self._seconds
        if passed > 1:
            self._progress(int(passed), int(self._seconds) + 1, _("Checking the register"))
        return int(self.expired)
