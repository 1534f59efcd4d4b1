"""Reading what can be read of a damaged table: forwards until it breaks, then backwards."""

from __future__ import annotations

import sqlite3
from typing import Any

from register.entity import Row
from register.repository import quoted

BLOCK = 200


def readable_rows(
    connection: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    key: str | tuple[str, ...] = "id",
) -> dict[Any, Row]:
    """Return the rows that can be read, by key; none when there is no such table."""
    keys = (key,) if isinstance(key, str) else key
    found: dict[Any, Row] = {}
    order = ", ".join(keys) if len(keys) > 1 else "rowid"
    if not _is_table(connection, table):
        return found
    for direction in ("", " desc"):
        ordering = ", ".join(f"{part}{direction}" for part in order.split(", "))
        complete = _read(connection, table, columns, ordering, keys, found)
        if complete:
            break
    return found


def _is_table(connection: sqlite3.Connection, table: str) -> bool:
    try:
        sql = "select type from sqlite_master where name = ?"
        return connection.execute(sql, (table,)).fetchall() == [("table",)]
    except sqlite3.DatabaseError:
        return False


def _read(
    connection: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    ordering: str,
    keys: tuple[str, ...],
    found: dict[Any, Row],
) -> bool:
    """Add rows in one direction; return whether the end was reached."""
    names = ", ".join(quoted(column) for column in columns)
    cursor = connection.cursor()
    try:
        cursor.execute(f"select {names} from {table} not indexed order by {ordering}")
        while rows := cursor.fetchmany(1):
            row = dict(zip(columns, rows[0], strict=True))
            values = tuple(row[part] for part in keys)
            found.setdefault(values if len(keys) > 1 else values[0], row)
    except (sqlite3.DatabaseError, MemoryError):
        return False
    finally:
        cursor.close()
    return True
