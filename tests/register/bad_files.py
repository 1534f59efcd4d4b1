"""Generators of the register files that a stranger, a crash or a bad disk may leave."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from register.migrations import APPLICATION_ID

Maker = Callable[[Path], None]


def sql(*statements: str) -> Maker:
    """Return a maker that runs SQL on the good register."""

    def make(path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return make


def patch(offset: int, data: bytes) -> Maker:
    """Return a maker that overwrites bytes of the good register."""

    def make(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(offset)
            file.write(data)

    return make


def content(data: bytes) -> Maker:
    """Return a maker that replaces the whole file."""

    def make(path: Path) -> None:
        path.write_bytes(data)

    return make


def schema(old: str, new: str) -> Maker:
    """Return a maker that edits the schema table's own text."""
    return sql(
        "pragma writable_schema=on",
        f"update sqlite_master set sql = replace(sql, '{old}', '{new}') where name = 'risks'",
    )


def fresh(*statements: str, page_size: int = 4096) -> Maker:
    """Return a maker of another database with our application id."""

    def make(path: Path) -> None:
        path.unlink()
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(f"pragma page_size={page_size}")
        connection.execute(f"pragma application_id={APPLICATION_ID}")
        connection.execute("pragma user_version=2")
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return make


def many_tables(path: Path) -> None:
    """20,000 tables."""
    connection = sqlite3.connect(path)
    connection.executescript("".join(f"create table t{n}(a);" for n in range(2000)))
    connection.close()


def directory(path: Path) -> None:
    """A folder named like a register."""
    path.unlink()
    path.mkdir()


def fifo(path: Path) -> None:
    """A pipe named like a register."""
    path.unlink()
    os.mkfifo(path)


REFUSED: dict[str, Maker] = {
    "B01 empty": content(b""),
    "B02 text": content(b"just some text\n" * 20),
    "B03 header only": content(b"SQLite format 3\x00" + b"\0" * 84),
    "B04 page count": patch(28, (2**31 - 1).to_bytes(4, "big")),
    "B05 other program": patch(68, b"\0\0\0\1"),
    "B06 newer version": patch(60, (999).to_bytes(4, "big")),
    "B07 trigger": sql("create trigger x after insert on risks begin delete from people; end"),
    "B08 extension": sql(
        "create trigger x after insert on risks begin select load_extension('x'); end"
    ),
    "B09 view named like a table": fresh("create view risks as select 1 as id"),
    "B10 endless view": sql(
        "create view x as with recursive n(i) as (select 1 union all select i from n) select * from n"
    ),
    "B11 generated column": sql("create table x(a, b as (zeroblob(100000000)))"),
    "B12 check with function": sql("create table x(a check (abs(a) > 0))"),
    "B13 virtual table": sql(
        "pragma writable_schema=on",
        "insert into sqlite_master values"
        "('table', 'x', 'x', 0, 'create virtual table x using nothing(a)')",
    ),
    "B14 shadow table": sql("create table risk_fts_data(id integer primary key, block blob)"),
    "B15 schema text cut": schema("CREATE TABLE risks (", "CREATE TABLE ris"),
    "B16 two tables of one name": sql(
        "pragma writable_schema=on",
        "insert into sqlite_master select type, name, tbl_name, rootpage, sql "
        "from sqlite_master where name = 'risks'",
    ),
    "B17 root page 1": sql(
        "pragma writable_schema=on", "update sqlite_master set rootpage = 1 where name = 'risks'"
    ),
    "B18 many tables": many_tables,
    "B22 flooding trigger": sql(
        "create trigger x after update on risks begin "
        "insert into units select hex(randomblob(16)), 'x', null from units; end"
    ),
    "B24 directory": directory,
    "B24 fifo": fifo,
    "B26 encrypted": content(os.urandom(8192)),
    "B27 zeros": content(b"\0" * 4096),
    "B28 small pages": fresh("create table x(a)", page_size=512),
    "B28 large pages": fresh("create table x(a)", page_size=65536),
}
