"""Repairing a damaged register into a new one; the damaged file is never written.

The ladder: let SQLite roll its journal back; rebuild indexes; take the state from the history
(the newest good snapshot's, then the file's own as far as the chain holds); read what remains
of the tables forwards and backwards; report what was saved.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from register import backup, history, memories, opening, storage
from register.book import Book
from register.catalog import Catalog
from register.changes import Change, ChangeSet, digest
from register.entity import AnyEntity, Row
from register.errors import NotARegisterError, RegisterError, StorageError
from register.files import whole_file
from register.i18n import N_, _
from register.migrations import APPLICATION_ID, known_schema, migrate
from register.progress import Progress, silent
from register.salvage import readable_rows

ENTRY_COLUMNS = ("seq", "id", "at", "who", "kind", "target", "label", "args", "previous", "hash")
CHANGE_COLUMNS = ("seq", "n", "tbl", "record", "before", "after", "digest")
State = dict[str, dict[str, Row]]


@dataclass(slots=True)
class Report:
    """What a repair did: ``way`` as a sentence; by table: rows kept, taken from the history
    because the file had lost or changed them, and lost."""

    way: str = ""
    kept: dict[str, int] = field(default_factory=dict)
    mended: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)

    def lines(self, catalog: Catalog) -> list[str]:
        """Return the report as lines for people."""
        found = [self.way]
        for entity in catalog.entities:
            counts = [item.get(entity.table, 0) for item in (self.kept, self.mended, self.lost)]
            if any(counts):
                found.append(
                    _("{kind}: {kept} kept, {mended} mended, {lost} lost").format(
                        kind=_(entity.plural), kept=counts[0], mended=counts[1], lost=counts[2]
                    )
                )
        return found


def repair(
    damaged: Path, new: Path, catalog: Catalog, *, by: str, progress: Progress = silent
) -> Report:
    """Build ``new`` from what can be saved of ``damaged``; returns what that was.

    Raises StorageError when ``new`` exists, NotARegisterError when nothing is recognisable.
    """
    if new.exists():
        raise StorageError(_("“{name}” exists already.").format(name=new.name))
    try:
        opening.look(damaged)
    except NotARegisterError:
        raise
    except RegisterError as error:
        if isinstance(error, StorageError):
            raise
    with tempfile.TemporaryDirectory(prefix="muster-") as folder:
        private = opening.set_aside(damaged, Path(folder)) / damaged.name
        with storage.faults_as_sentences(damaged.name), whole_file(new) as target:
            source = _Source(private, memories.identity_of(damaged))
            return _repair(source, target, catalog, by, progress)


@dataclass(frozen=True, slots=True)
class _Source:
    """The private copy of the damaged file, and which register this computer knows it as."""

    path: Path
    identity: str


def _repair(source: _Source, target: Path, catalog: Catalog, by: str, progress: Progress) -> Report:
    connection = storage.connect(source.path, "rw")
    try:
        connection.execute("pragma query_only=off")
        way = _set_right(connection, catalog)
        if way:
            connection.execute("vacuum into ?", (str(target),))
            return Report(way, kept=_counts(connection, catalog))
        return _rebuild(connection, source, target, catalog, by, progress)
    finally:
        connection.close()


def _set_right(connection: sqlite3.Connection, catalog: Catalog) -> str:
    """Try the steps that lose nothing; return which one worked, or ""."""
    try:
        if not _schema_is_ours(connection, catalog):
            return ""
        if _sound(connection):
            return _("The file was sound once its journal was rolled back.")
        answers = [row[0] for row in connection.execute("pragma integrity_check").fetchall()]
        if all("index" in answer for answer in answers):
            connection.execute("reindex")
            if _sound(connection):
                return _("Only indexes were damaged; they were rebuilt.")
    except sqlite3.DatabaseError:
        return ""
    return ""


def _schema_is_ours(connection: sqlite3.Connection, catalog: Catalog) -> bool:
    texts = {row[0] for row in connection.execute("select sql from sqlite_master").fetchall()}
    return not {text for text in texts if text} - known_schema(catalog.migrations)


def _sound(connection: sqlite3.Connection) -> bool:
    rows = connection.execute("pragma integrity_check(1)").fetchall()
    return bool(rows[0][0] == "ok") and history.verify(connection) is None


def _counts(connection: sqlite3.Connection, catalog: Catalog) -> dict[str, int]:
    tables = [entity.table for entity in catalog.entities]
    return {t: connection.execute(f"select count(*) from {t}").fetchone()[0] for t in tables}


def _rebuild(
    connection: sqlite3.Connection,
    source: _Source,
    target: Path,
    catalog: Catalog,
    by: str,
    progress: Progress,
) -> Report:
    name = source.path.name
    steps, complete = _trusted_steps(connection, source.identity, progress)
    state = _fold(steps)
    report = Report(
        _("The register was rebuilt from its history ({count} steps) and its tables.").format(
            count=len(steps)
        )
    )
    found = {
        entity.table: readable_rows(connection, entity.table, entity.columns)
        for entity in catalog.entities
    }
    if not steps and not any(found.values()):
        raise NotARegisterError(_("Nothing in “{name}” can be recognised.").format(name=name))
    wanted = _choose(catalog, state, found, complete, report)
    _write(target, catalog, steps, state, report)
    with Book(catalog, _writable(target), path=target, by=by) as book:
        _mend(book, wanted, report, name)
        _copy_blobs(connection, book)
    return report


def _trusted_steps(
    connection: sqlite3.Connection, identity: str, progress: Progress
) -> tuple[list[tuple[Any, list[Any]]], bool]:
    """Return the steps whose chain holds, and whether they reach the end of the file's own.

    A step is (row of history, its rows of history_changes). A snapshot of the same register
    gives the beginning where the file's own is broken.
    """
    own = _steps(connection)
    good = _holding(own, history.GENESIS, 1)
    end = max(own, default=0)
    rows = readable_rows(connection, "about", ("id", "register"))
    names = [str(row["register"]) for row in rows.values()] or [identity]
    for snapshot in _good_snapshots(names):
        before = _holding(_steps(snapshot), history.GENESIS, 1)
        if len(before) > len(good):
            after = _holding(own, before[-1][0][9], len(before) + 1)
            good = before + after
        snapshot.close()
    progress(1, 2)
    return good, bool(good) and len(good) >= end


def _good_snapshots(identities: Iterable[str]) -> Iterable[sqlite3.Connection]:
    for identity in filter(None, identities):
        for item in backup.in_folder(backup.folder_for(identity)):
            connection = storage.connect(item.path, "ro")
            if connection.execute("pragma quick_check(1)").fetchone()[0] == "ok":
                yield connection
                return
            connection.close()


def _steps(connection: sqlite3.Connection) -> dict[int, tuple[Any, list[Any]]]:
    entries = readable_rows(connection, "history", ENTRY_COLUMNS, key="seq")
    changes = readable_rows(connection, "history_changes", CHANGE_COLUMNS, key=("seq", "n"))
    by_step: dict[Any, list[Any]] = {}
    for row in sorted(changes.values(), key=lambda r: (str(r["seq"]).zfill(20), int(r["n"] or 0))):
        by_step.setdefault(row["seq"], []).append(tuple(row.values()))
    return {
        int(row["seq"] or 0): (tuple(row.values()), by_step.get(row["seq"], []))
        for row in entries.values()
    }


def _holding(
    steps: dict[int, tuple[Any, list[Any]]], previous: str, first: int
) -> list[tuple[Any, list[Any]]]:
    held = []
    seq = first
    while seq in steps:
        entry, changes = steps[seq]
        value = history.chain_hash(entry[8], entry[:8], (row[1:] for row in changes))
        if entry[8] != previous or entry[9] != value:
            break
        held.append(steps[seq])
        previous, seq = value, seq + 1
    return held


def _fold(steps: list[tuple[Any, list[Any]]]) -> State:
    state: State = {}
    for _entry, changes in steps:
        for _seq, _n, table, record, before, after, _digest in changes:
            rows = state.setdefault(table, {})
            row = history.fold(rows.get(record), history.row_of(before), history.row_of(after))
            if row is None:
                rows.pop(record, None)
            else:
                rows[record] = row
    return state


def _choose(
    catalog: Catalog,
    state: State,
    found: dict[str, dict[Any, Row]],
    complete: bool,
    report: Report,
) -> State:
    """Return the rows that the new register should hold: the history's, else the table's."""
    wanted: State = {}
    for entity in catalog.entities:
        known, rows = state.get(entity.table, {}), found[entity.table]
        kept = {key: row for key, row in known.items() if digest(row) == _digest_of(rows.get(key))}
        extra = {} if complete else {k: r for k, r in rows.items() if k not in kept and k}
        wanted[entity.table] = known | extra
        report.kept[entity.table] = len(kept)
        report.mended[entity.table] = len(wanted[entity.table]) - len(kept)
    return wanted


def _digest_of(row: Row | None) -> str:
    return digest(row) if row else ""


def _writable(path: Path) -> sqlite3.Connection:
    connection = storage.connect(path, "rw")
    storage.make_writable(connection)
    return connection


def _write(target: Path, catalog: Catalog, steps: list[Any], state: State, report: Report) -> None:
    """Write a register with the trusted history and the state that it tells."""
    target.touch(mode=0o600)
    connection = _writable(target)
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    migrate(connection, catalog.migrations)
    connection.execute("pragma foreign_keys=off")
    connection.execute("begin immediate")
    marks = ",".join("?" * 10)
    connection.executemany(f"insert into history values ({marks})", (s[0] for s in steps))
    rows = (row for step in steps for row in step[1])
    connection.executemany("insert into history_changes values (?,?,?,?,?,?,?)", rows)
    for entity in catalog.entities:
        _insert(connection, entity, list(state.get(entity.table, {}).values()))
    connection.execute("commit")
    connection.close()


def _insert(connection: sqlite3.Connection, entity: AnyEntity, rows: list[Row]) -> None:
    columns = ", ".join(f'"{column}"' for column in entity.columns)
    marks = ", ".join("?" * len(entity.columns))
    connection.executemany(
        f"insert into {entity.table} ({columns}) values ({marks})",
        (tuple(entity.whole(row).values()) for row in rows),
    )


def _mend(book: Book, wanted: State, report: Report, name: str) -> None:
    """Add the rows that the trusted history does not tell of, as one step that says so."""
    step = ChangeSet(N_("Recover from “{name}”"), {"name": name}, kind="start")
    with book.step(step):
        for entity in book.catalog.entities:
            for key, row in wanted[entity.table].items():
                if not _add(book, entity, str(key), row):
                    report.lost[entity.table] = report.lost.get(entity.table, 0) + 1
                    report.mended[entity.table] -= 1


def _add(book: Book, entity: AnyEntity, key: str, row: Row) -> bool:
    """Save one recovered row; a link to what is gone is cleared, a row without its owner is lost."""
    row = dict(row)
    for item, kind in entity.links:
        gone = row.get(item.key) and book.table_named(kind.target).get(str(row[item.key])) is None
        if gone and item.required:
            return False
        if gone:
            row[item.key] = None
    try:
        book.apply([Change(entity.table, key, _stored_row(book, entity, key), row)])
    except (sqlite3.IntegrityError, ValueError):
        return False
    return True


def _stored_row(book: Book, entity: AnyEntity, key: str) -> Row | None:
    record = book.table(entity).get(key)
    return entity.row(record) if record else None


def _copy_blobs(connection: sqlite3.Connection, book: Book) -> None:
    rows: dict[Any, Any] = readable_rows(connection, "blobs", ("sha256", "bytes"), key="sha256")
    good = [
        (sha256, row["bytes"])
        for sha256, row in rows.items()
        if isinstance(row["bytes"], bytes) and hashlib.sha256(row["bytes"]).hexdigest() == sha256
    ]
    with book.quiet() as target:
        target.executemany("insert or ignore into blobs values (?, ?)", good)
