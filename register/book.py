"""A book is one register that is open: it reads, and writes only inside ``change``."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from register import history, storage
from register.catalog import Catalog
from register.changes import Change, ChangeSet
from register.entities import ABOUT
from register.entities.about import ABOUT_ID, About
from register.entity import Entity, R
from register.errors import BusyError, ReadOnlyError, StorageError
from register.i18n import _
from register.opening import mark_closed, mark_open
from register.repository import Repository

WAIT_SECONDS = 0.25
COPY_PAGES = 2000


class ChangedElsewhereError(BusyError):
    """Another program wrote to the file behind our back."""


class Book:
    """One register, over a writing connection and one for the window's reading.

    Make one with ``register.shelf``: create, open_book, read_copy. ``path`` is None for a copy
    in memory. ``by`` signs every change. ``listeners`` hear each change set once, after commit,
    on the thread that wrote.
    """

    def __init__(
        self,
        catalog: Catalog,
        connection: sqlite3.Connection,
        *,
        path: Path | None = None,
        by: str = "",
        read_only: str = "",
    ) -> None:
        self.catalog = catalog
        self.path = path
        self.by = by
        self.read_only = read_only
        self.notices: list[str] = []
        self.listeners: list[Callable[[ChangeSet], None]] = []
        self.on_close: list[Callable[[], None]] = []
        self._connection = connection
        self._reader = connection if path is None else storage.connect(path, "ro")
        self._identity = _identity(path) if path else None
        if self._identity:
            mark_open(self._identity)
        self._writing = threading.Lock()
        self._open: ChangeSet | None = None
        self._writer_thread = 0
        self._head = history.head(connection)
        self._seen = self._data_version()
        self._tables = {entity.table: Repository(self, entity) for entity in catalog.entities}

    # reading -----------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The file's name, or the register's title for a copy in memory."""
        return self.path.name if self.path else self.about.title

    @property
    def about(self) -> About:
        """What this register is."""
        record = self.table(ABOUT).get(ABOUT_ID)
        return record or About(id=ABOUT_ID)

    @property
    def head(self) -> history.Head:
        """The end of the history."""
        return self._head

    def table(self, entity: Entity[R]) -> Repository[R]:
        """Return the records of one entity."""
        return self._tables[entity.table]

    def table_named(self, name: str) -> Repository[Any]:
        """Return the records of the table ``name``."""
        return self._tables[name]

    def reader(self) -> sqlite3.Connection:
        """Return the connection to read from: inside a change it sees what was written."""
        return self._connection if self._is_mine() else self._reader

    def copy(self) -> Book:
        """Return a read-only copy in memory, for a worker that reads for long."""
        memory = storage.memory()
        with storage.faults_as_sentences(self.name):
            self.reader().backup(memory, pages=COPY_PAGES)  # lets the window read between
        return Book(self.catalog, memory, by=self.by, read_only=_("This is a copy."))

    # writing -----------------------------------------------------------------------------

    @contextmanager
    def change(self, label: str, **args: Any) -> Iterator[ChangeSet]:
        """Do all of the block's writes, or none, as one undoable step.

        ``label`` is marked for translation and may hold the names of ``args`` in braces.
        Raises ReadOnlyError, BusyError or StorageError; then nothing was changed.
        """
        with self.step(ChangeSet(label, args)) as done:
            yield done
            for follow in self.catalog.followers if done.changes else ():
                follow(self, done)

    @contextmanager
    def step(self, done: ChangeSet) -> Iterator[ChangeSet]:
        """Write under a change set of any kind; ``change`` is the door for everybody else."""
        self._refuse_when_unwritable()
        if self._is_mine():
            raise RuntimeError("Book.change() inside Book.change(): pass the open one down")
        if not self._writing.acquire(timeout=WAIT_SECONDS):
            raise BusyError(_("A running task holds the register; this is saved when it is done."))
        try:
            with storage.faults_as_sentences(self.name):
                self._transact_begin()
                yield from self._transact(done)
        finally:
            self._open = None
            self._writer_thread = 0
            self._writing.release()
        if done.changes:
            for listener in list(self.listeners):
                listener(done)

    def writer(self) -> sqlite3.Connection:
        """Return the writing connection; a write outside a change is refused."""
        if not self._is_mine():
            raise RuntimeError("a write outside Book.change()")
        return self._connection

    def note(self, change: Change) -> None:
        """Add a change to the open change set."""
        assert self._open is not None
        self._open.changes.append(change)

    def undo(self) -> ChangeSet | None:
        """Take the latest step back, as a new step; None when there is nothing to undo."""
        seq = history.next_undo(self.reader())
        if seq is None:
            return None
        inverse = [c.inverted() for c in reversed(history.changes(self.reader(), seq))]
        return self._again("undo", seq, inverse)

    def redo(self) -> ChangeSet | None:
        """Bring back the step that was undone last; None when there is none."""
        seq = history.next_redo(self.reader())
        if seq is None:
            return None
        return self._again("redo", seq, history.changes(self.reader(), seq))

    def undo_size(self) -> int:
        """Return how many rows undo would change."""
        return history.size(self.reader(), history.next_undo(self.reader()))

    def redo_size(self) -> int:
        """Return how many rows redo would change."""
        return history.size(self.reader(), history.next_redo(self.reader()))

    def undo_label(self) -> str:
        """Return what undo would take back, or ""."""
        return self._label(history.next_undo(self.reader()))

    def redo_label(self) -> str:
        """Return what redo would bring back, or ""."""
        return self._label(history.next_redo(self.reader()))

    def apply(self, changes: list[Change]) -> None:
        """Make recorded changes inside the open change."""
        for change in changes:
            self._tables[change.table].apply(change)

    @contextmanager
    def quiet(self) -> Iterator[sqlite3.Connection]:
        """Hold writers off while the file is copied; yields the writing connection."""
        if not self._writing.acquire(timeout=30):
            raise BusyError(_("A running task holds the register; try again when it is done."))
        try:
            with storage.faults_as_sentences(self.name):
                yield self._connection
        finally:
            self._writing.release()

    def reload(self) -> None:
        """Accept what another program wrote, after checking it; raises DamagedError."""
        with self.quiet() as connection:
            answer = connection.execute("pragma quick_check(1)").fetchone()[0]
            if answer != "ok":
                raise sqlite3.DatabaseError(answer)
            self._head = history.head(connection)
            self._seen = self._data_version()

    def close(self) -> None:
        """Close the file and give its lock back; does nothing the second time."""
        if self._reader is not self._connection:
            self._reader.close()
        self._connection.close()
        if self._identity:
            mark_closed(self._identity)
            self._identity = None
        while self.on_close:
            self.on_close.pop()()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # inside ------------------------------------------------------------------------------

    def _transact_begin(self) -> None:
        self._refuse_when_moved()
        if self._data_version() != self._seen:
            raise ChangedElsewhereError(
                _("Another program changed “{name}”; reload it, then try again.").format(
                    name=self.name
                )
            )
        self._begin()

    def _begin(self) -> None:
        """Wait a moment for another program, but not again until it has let go."""
        try:
            self._connection.execute("begin immediate")
        except sqlite3.OperationalError:
            self._connection.execute("pragma busy_timeout = 0")
            raise
        self._connection.execute(f"pragma busy_timeout = {int(storage.BUSY_SECONDS * 1000)}")

    def _transact(self, done: ChangeSet) -> Iterator[ChangeSet]:
        self._open, self._writer_thread = done, threading.get_ident()
        try:
            yield done
            if not self._connection.in_transaction:
                raise sqlite3.OperationalError("the transaction vanished")
            if done.changes:
                last = history.append(self._connection, done, self.by, self._head)
            else:
                last = self._head
            self._connection.execute("commit")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("rollback")
            raise
        self._head = last

    def _again(self, kind: str, seq: int, changes: list[Change]) -> ChangeSet:
        entry = history.entry(self.reader(), seq)
        assert entry is not None
        with self.step(ChangeSet(entry.label, entry.args, kind, seq)) as done:
            self.apply(changes)
        return done

    def _label(self, seq: int | None) -> str:
        entry = history.entry(self.reader(), seq) if seq is not None else None
        return entry.text() if entry else ""

    def _is_mine(self) -> bool:
        return self._writer_thread == threading.get_ident()

    def _data_version(self) -> int:
        return int(self._connection.execute("pragma data_version").fetchone()[0])

    def _refuse_when_unwritable(self) -> None:
        if self.read_only:
            raise ReadOnlyError(
                _("“{name}” is open for reading only: {reason}").format(
                    name=self.name, reason=self.read_only
                )
            )

    def _refuse_when_moved(self) -> None:
        if self.path and _identity(self.path) != self._identity:
            raise StorageError(
                _("“{name}” was moved, deleted or replaced while it was open; save a copy.").format(
                    name=self.name
                )
            )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - looked up before every write; Path.stat is slower
    except OSError:
        return None
    return status.st_dev, status.st_ino
