"""The SQLite connection of a register: how it is made, and its faults as sentences.

Nothing outside the storage modules sees a sqlite3 object or a sqlite3 error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from register.errors import (
    BusyError,
    DamagedError,
    NotARegisterError,
    RegisterError,
    StorageError,
)
from register.i18n import _

BUSY_SECONDS = 0.25
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 64 << 20),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 100),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 2),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 10),
)
_GUARDS = (
    "trusted_schema=off",
    "cell_size_check=on",
    "mmap_size=0",
    "temp_store=memory",
    "secure_delete=on",
    "foreign_keys=on",
    "recursive_triggers=on",
    "query_only=on",
)


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file that exists, guarded and ``query_only``; ``mode`` is SQLite's: ro, rw or rwc."""
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    guard(connection)
    return connection


def memory() -> sqlite3.Connection:
    """Return an empty guarded database in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    guard(connection)
    return connection


def guard(connection: sqlite3.Connection) -> None:
    """Set the limits and pragmas that make a stranger's file safe to read."""
    for limit, value in _LIMITS:
        connection.setlimit(limit, value)
    for pragma in _GUARDS:
        connection.execute(f"pragma {pragma}").fetchall()
    expected = {"trusted_schema": 0, "foreign_keys": 1, "query_only": 1}
    for name, value in expected.items():
        assert connection.execute(f"pragma {name}").fetchone()[0] == value


def make_writable(connection: sqlite3.Connection) -> None:
    """Let a checked connection write, durably through a power cut (DELETE journal, EXTRA)."""
    connection.execute("pragma query_only=off")
    mode = connection.execute("pragma journal_mode=delete").fetchone()[0]
    connection.execute("pragma synchronous=extra")
    connection.execute("pragma fullfsync=on")
    connection.execute("pragma checkpoint_fullfsync=on")
    connection.execute("pragma cache_spill=off")
    assert mode in {"delete", "memory"}
    assert connection.execute("pragma synchronous").fetchone()[0] == 3


def fetch(connection: sqlite3.Connection, sql: str, args: Sequence[Any] = ()) -> list[Any]:
    """Return all rows of a query; text that is not UTF-8 comes with replacement marks (R44).

    Raises the RegisterError that an SQLite error means.
    """
    try:
        return connection.execute(sql, args).fetchall()
    except UnicodeDecodeError as error:
        raise DamagedError(_damaged(_file_name(connection))) from error
    except sqlite3.Error as error:
        if "decode" not in str(error):
            raise sentence(error, _file_name(connection)) from error
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        return connection.execute(sql, args).fetchall()
    finally:
        connection.text_factory = str


def _file_name(connection: sqlite3.Connection) -> str:
    try:
        return Path(connection.execute("pragma database_list").fetchone()[2]).name
    except sqlite3.Error:
        return ""


@contextmanager
def faults_as_sentences(name: str) -> Iterator[None]:
    """Turn what SQLite or the system raises about the file ``name`` into RegisterErrors."""
    try:
        yield
    except sqlite3.Error as error:
        raise sentence(error, name) from error
    except (MemoryError, UnicodeDecodeError) as error:  # SQLite's own message was not UTF-8
        raise DamagedError(_damaged(name)) from error


def sentence(error: sqlite3.Error, name: str) -> RegisterError:
    """Return the RegisterError that tells a person what an SQLite error means."""
    code: str = getattr(error, "sqlite_errorname", "") or ""
    table = (
        ("SQLITE_FULL", StorageError, _("The disk that holds “{name}” is full; make room and try again.")),
        ("SQLITE_READONLY_DBMOVED", StorageError, _("“{name}” was moved, deleted or replaced while it was open; save a copy.")),
        ("SQLITE_READONLY", StorageError, _("“{name}” can no longer be written; save a copy elsewhere.")),
        ("SQLITE_BUSY", BusyError, _("Another program holds “{name}”; try again in a moment.")),
        ("SQLITE_LOCKED", BusyError, _("Another program holds “{name}”; try again in a moment.")),
        ("SQLITE_IOERR", StorageError, _("The disk that holds “{name}” does not answer; check it and try again.")),
        ("SQLITE_CANTOPEN", StorageError, _("“{name}” cannot be opened; check that it is still there.")),
        ("SQLITE_PERM", StorageError, _("You have no right to open “{name}”.")),
        ("SQLITE_CORRUPT", DamagedError, _damaged(name)),
        ("SQLITE_NOTADB", NotARegisterError, _("“{name}” is not a Muster register.")),
        ("SQLITE_CONSTRAINT_FOREIGNKEY", RegisterError, _("Another record still refers to this one; nothing was changed.")),
        ("SQLITE_CONSTRAINT_UNIQUE", RegisterError, _("This number or pair is already in use; nothing was changed.")),
        ("SQLITE_CONSTRAINT", RegisterError, _("A value does not fit its field; nothing was changed.")),
        ("SQLITE_TOOBIG", RegisterError, _("A text in “{name}” is too long.")),
    )  # fmt: skip
    for prefix, kind, text in table:
        if code.startswith(prefix):
            return kind(text.format(name=name))
    return DamagedError(_damaged(name))


def _damaged(name: str) -> str:
    return _("“{name}” is damaged; repair it into a new register or restore a snapshot.").format(
        name=name
    )
