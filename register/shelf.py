"""Making and opening registers: the only ways to get a Book.

create() refuses an existing file; open_book() locks and checks before anybody reads;
read_copy() needs no lock and leaves the file as it is.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from register import memories, opening, storage, surroundings
from register.book import Book
from register.catalog import Catalog
from register.changes import ChangeSet
from register.errors import LockedError, NewerFileError, RegisterError, StorageError
from register.files import sync_folder
from register.i18n import N_, _
from register.lock import HeldError, Lock
from register.migrations import APPLICATION_ID, migrate, version
from register.progress import Progress, silent
from register.seeds import default_title, seed


@dataclass(frozen=True, slots=True)
class Terms:
    """What the caller agreed to: reading only; taking over a lock; upgrading an older file."""

    read_only: bool = False
    take_over: bool = False
    upgrade: bool = True


GRANTED = Terms()


class OlderFileError(RegisterError):
    """The file needs an upgrade that the caller has not agreed to."""


def create(path: Path, catalog: Catalog, *, by: str, language: str = "en", title: str = "") -> Book:
    """Make a new register with its seeds, and open it.

    Raises StorageError when the file exists or its folder cannot be written.
    """
    if path.exists() or path.is_symlink():
        raise StorageError(_("“{name}” exists already.").format(name=path.name))
    temporary = path.with_name(f".{path.name}.new")
    with suppress(OSError):
        temporary.unlink(missing_ok=True)
    try:
        _build(temporary, catalog, by, language, title)
        _place(temporary, path)
    except OSError as error:
        raise StorageError(
            _("“{name}” cannot be made there: {reason}.").format(
                name=path.name, reason=os.strerror(error.errno or 0)
            )
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return open_book(path, catalog, by=by)


def _place(temporary: Path, path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    temporary.replace(path)
    sync_folder(path.parent)


def _build(path: Path, catalog: Catalog, by: str, language: str, title: str) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    with storage.faults_as_sentences(path.name):
        connection = storage.connect(path, "rw")
        storage.make_writable(connection)
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        migrate(connection, catalog.migrations)
    with Book(catalog, connection, path=path, by=by) as book:
        start = ChangeSet(N_("Create the register"), kind="start")
        with book.step(start):
            seed(book, title or default_title(language), language)


def open_book(
    path: Path,
    catalog: Catalog,
    *,
    by: str,
    terms: Terms = GRANTED,
    progress: Progress = silent,
) -> Book:
    """Open a register for reading and writing, or for reading only.

    Raises a RegisterError that says what stands against it.
    """
    header = opening.look(path)
    if terms.read_only:
        return _open_read_only(header, catalog, by, _("you asked for it."), progress)
    if header.version > version(catalog.migrations):
        raise NewerFileError(opening.newer_text(path.name))
    if header.wal:
        return _open_converted(header, catalog, by, progress)
    try:
        lock = Lock.acquire(header.path, take_over=terms.take_over)
    except HeldError:
        raise
    except OSError:
        return _open_read_only(header, catalog, by, _("its folder cannot be written."), progress)
    try:
        return _open_locked(header, catalog, by, lock, upgrade=terms.upgrade, progress=progress)
    except BaseException:
        lock.release()
        raise


def _open_locked(
    header: opening.Header,
    catalog: Catalog,
    by: str,
    lock: Lock,
    *,
    upgrade: bool,
    progress: Progress,
) -> Book:
    notices = _look_at_journals(header)
    if not os.access(header.path, os.W_OK):
        lock.release()
        return _open_read_only(header, catalog, by, _("the file is read-only."), progress)
    memories.mark_open(header.path)
    connection = opening.open_checked(header, catalog.migrations, "rw", progress)
    try:
        if header.version < version(catalog.migrations):
            _upgrade(connection, header, catalog, agreed=upgrade)
        with storage.faults_as_sentences(header.path.name):
            storage.make_writable(connection)
        book = Book(catalog, connection, path=header.path, by=by)
    except BaseException:
        connection.close()
        raise
    book.notices += notices + _warnings(header.path) + memories.compare(book)
    identity = book.about.register
    memories.remember(header.path, identity, book.head, is_open=True)

    def closed() -> None:
        memories.remember(header.path, identity, book.head, is_open=False)
        lock.release()

    book.on_close.append(closed)
    return book


def _upgrade(
    connection: sqlite3.Connection, header: opening.Header, catalog: Catalog, *, agreed: bool
) -> None:
    from register import backup

    if not agreed:
        raise OlderFileError(
            _("“{name}” was written by an earlier version and needs an upgrade.").format(
                name=header.path.name
            )
        )
    backup.snapshot_file(connection, header.path, "upgrade")
    with storage.faults_as_sentences(header.path.name):
        storage.make_writable(connection)
        migrate(connection, catalog.migrations)


def _open_read_only(
    header: opening.Header, catalog: Catalog, by: str, reason: str, progress: Progress
) -> Book:
    book = _in_memory(header, catalog, progress)
    book.by, book.read_only = by, reason
    book.notices.append(_("Open for reading only: {reason}").format(reason=reason))
    return book


def read_copy(path: Path, catalog: Catalog, progress: Progress = silent) -> Book:
    """Return a register as a migrated copy in memory, for commands that only read.

    Needs no lock and works beside an open window; the file's bytes stay as they are.
    """
    header = opening.look(path)
    if header.version > version(catalog.migrations):
        raise NewerFileError(opening.newer_text(path.name))
    return _in_memory(header, catalog, progress)


def _in_memory(header: opening.Header, catalog: Catalog, progress: Progress) -> Book:
    if header.wal or opening.side_files(header.path):
        with tempfile.TemporaryDirectory(prefix="muster-") as folder:
            private = opening.set_aside(header.path, Path(folder)) / header.path.name
            rolled_back = opening.look(private)
            return _load(rolled_back, catalog, "rw", progress)
    return _load(header, catalog, "ro", progress)


def _load(header: opening.Header, catalog: Catalog, mode: str, progress: Progress) -> Book:
    connection = opening.open_checked(header, catalog.migrations, mode, progress)
    copy = storage.memory()
    with storage.faults_as_sentences(header.path.name):
        try:
            connection.backup(copy)
        finally:
            connection.close()
        if header.version < version(catalog.migrations):
            copy.execute("pragma query_only=off")
            migrate(copy, catalog.migrations)
        copy.execute("pragma query_only=on")
        return Book(catalog, copy, read_only=_("this is a copy."))


def _open_converted(header: opening.Header, catalog: Catalog, by: str, progress: Progress) -> Book:
    """A file in write-ahead mode is left alone; a converted copy beside it is opened (R33)."""
    target = header.path.with_name(f"{header.path.stem} (converted){header.path.suffix}")
    if target.exists():
        raise LockedError(
            _("“{name}” is in a mode that is unsafe to pass around; open “{copy}” instead.").format(
                name=header.path.name, copy=target.name
            )
        )
    with tempfile.TemporaryDirectory(prefix="muster-") as folder:
        private = opening.set_aside(header.path, Path(folder)) / header.path.name
        with storage.faults_as_sentences(header.path.name):
            connection = storage.connect(private, "rw")
            try:
                connection.execute("pragma query_only=off")
                connection.execute("pragma journal_mode=delete").fetchall()
            finally:
                connection.close()
        shutil.copy2(private, target)
    book = open_book(target, catalog, by=by, progress=progress)
    book.notices.append(
        _("“{name}” was in write-ahead mode; this is a converted copy, “{copy}”.").format(
            name=header.path.name, copy=target.name
        )
    )
    return book


def _look_at_journals(header: opening.Header) -> list[str]:
    """Keep copies of what a crash left behind before SQLite rolls it back (R30, R31)."""
    if not opening.side_files(header.path):
        return []
    with suppress(OSError):
        opening.set_aside(header.path, memories.aside_folder())
    if memories.was_open(header.path):
        return []
    return [
        _("This register was not closed properly, perhaps on another computer; it was set right.")
    ]


def _warnings(path: Path) -> list[str]:
    """Return what endangers the register where it lies, once for each place."""
    found = surroundings.warnings(path)
    return found if found and memories.is_first_warning(path) else []
