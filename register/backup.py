"""Snapshots: verified copies of a register, thinned by rule, and restoring one of them.

A snapshot is made under a temporary name, checked, synced and only then given its name.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from register import history, opening, settings, storage
from register.book import Book
from register.catalog import Catalog
from register.errors import DamagedError, RegisterError, StorageError
from register.files import sync_file, sync_folder, whole_file
from register.i18n import _, now
from register.lock import Lock

MOST_BYTES = 2 * 1024**3
KEEP_LATEST, KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 10, 7, 4, 12
_NAME = re.compile(r"(\d{8}T\d{6}Z)(?:-\d+)?-([a-z]+)\.muster$")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One copy: when it was made (UTC), why, and how many bytes it has."""

    path: Path
    at: datetime
    reason: str
    size: int


def snapshot(book: Book, reason: str) -> Snapshot:
    """Make a verified snapshot of an open register, then thin the older ones.

    ``reason``: one lower-case word (open, import, restore, upgrade, bulk, asked).
    Raises DamagedError when the register fails its checks (nothing is thinned then), or
    StorageError when the copy cannot be written.
    """
    assert book.path is not None
    with book.quiet() as connection:
        if (answer := connection.execute("pragma quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(answer)
        return snapshot_file(connection, book.path, reason, book.about.register)


def snapshot_file(
    connection: sqlite3.Connection, register: Path, reason: str, identity: str = ""
) -> Snapshot:
    """Make a snapshot over a connection that is open already; see snapshot()."""
    folder = _folder(identity or _identity(connection), register)
    moment = now()
    stem = moment.strftime("%Y%m%dT%H%M%SZ")
    target = folder / f"{stem}-{reason}.muster"
    for n in range(2, 1000):
        if not target.exists():
            break
        target = folder / f"{stem}-{n}-{reason}.muster"
    temporary = target.with_suffix(".tmp")
    try:
        _remove_leftovers(folder)
        connection.execute("pragma query_only=off")  # it refuses VACUUM INTO another file too
        connection.execute("vacuum into ?", (str(temporary),))
        _verify_copy(temporary, connection)
        sync_file(temporary)
        temporary.replace(target)
        sync_folder(folder)
    except (OSError, sqlite3.OperationalError) as error:
        raise StorageError(_("The snapshot could not be written; check the disk.")) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    thin(folder)
    return Snapshot(target, moment, reason, target.stat().st_size)


def folder_for(identity: str) -> Path:
    """Return the folder of the snapshots of a register; it need not exist."""
    chosen = settings.load().snapshots
    base = Path(chosen) if chosen else settings.data_folder() / "snapshots"
    return base / identity


def _folder(identity: str, register: Path) -> Path:
    folder = folder_for(identity or register.stem)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageError(
            _("The folder of snapshots cannot be written; choose another in the settings.")
        ) from error
    return folder


def _identity(connection: sqlite3.Connection) -> str:
    rows = storage.fetch(connection, "select register from about limit 1")
    return str(rows[0][0]) if rows else ""


def _remove_leftovers(folder: Path) -> None:
    for item in folder.glob("*.tmp"):
        item.unlink(missing_ok=True)


def _verify_copy(copy: Path, original: sqlite3.Connection) -> None:
    check = storage.connect(copy, "ro")
    try:
        sound = check.execute("pragma quick_check(1)").fetchone()[0] == "ok"
        same = history.head(check) == history.head(original)
    finally:
        check.close()
    if not (sound and same):
        raise DamagedError(_("The snapshot does not equal the register; it was not kept."))


def snapshots(book: Book) -> list[Snapshot]:
    """Return the snapshots of a register, newest first."""
    assert book.path is not None
    return in_folder(_folder(book.about.register, book.path))


def snapshots_of(register: Path) -> list[Snapshot]:
    """Return the snapshots of a register that is closed, damaged or gone, newest first."""
    from register import memories  # it needs a Book, which needs nothing of this module

    identity = memories.identity_of(register)
    if not identity:
        with _looked_into(register) as connection:
            identity = _identity(connection)
    return in_folder(folder_for(identity))


@contextmanager
def _looked_into(register: Path) -> Iterator[sqlite3.Connection]:
    header = opening.look(register)
    with storage.faults_as_sentences(register.name):
        connection = storage.connect(header.path, "ro")
        try:
            yield connection
        finally:
            connection.close()


def in_folder(folder: Path) -> list[Snapshot]:
    """Return the snapshots in a folder, newest first."""
    found = []
    for path in folder.glob("*.muster"):
        if match := _NAME.search(path.name):
            at = datetime.strptime(match.group(1), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append(Snapshot(path, at, match.group(2), path.stat().st_size))
    return sorted(found, key=lambda item: (item.at, item.path.name), reverse=True)


def thin(folder: Path) -> None:
    """Remove the snapshots that no rule keeps; the latest always stays."""
    found = in_folder(folder)
    kept = to_keep([item.at for item in found])
    total = 0
    for item in found:
        total += item.size
        if item.at not in kept or (total > MOST_BYTES and item is not found[0]):
            total -= item.size
            with suppress(OSError):
                item.path.unlink()


def to_keep(moments: Iterable[datetime]) -> set[datetime]:
    """Return which moments to keep: 10 latest, and the last of 7 days, 4 weeks, 12 months."""
    newest_first = sorted(set(moments), reverse=True)
    kept = set(newest_first[:KEEP_LATEST])
    for form, count in (("%Y-%m-%d", KEEP_DAYS), ("%G-%V", KEEP_WEEKS), ("%Y-%m", KEEP_MONTHS)):
        last_of: dict[str, datetime] = {}
        for moment in newest_first:
            last_of.setdefault(moment.strftime(form), moment)
        kept.update(list(last_of.values())[:count])
    return kept


def snapshot_if_due(book: Book) -> Snapshot | None:
    """Make the daily snapshot when the last one is more than a day old."""
    found = snapshots(book)
    if found and now() - found[0].at < timedelta(days=1):
        return None
    return snapshot(book, "open")


def restore(register: Path, chosen: Snapshot, catalog: Catalog) -> Path:
    """Put a snapshot in the place of a register that is closed; returns where the old one went.

    The snapshot is checked before anything is moved. The old file and its journal stay beside
    it as ``name.before-<time>``. Raises DamagedError for a damaged snapshot.
    """
    lock = Lock.acquire(register)
    try:
        opening.open_checked(opening.look(chosen.path), catalog.migrations, "ro").close()
        with suppress(RegisterError), _looked_into(register) as connection:
            snapshot_file(connection, register, "restore")
        return _swap(register, chosen)
    except OSError as error:
        raise StorageError(
            _("“{name}” could not be restored: the disk refused.").format(name=register.name)
        ) from error
    finally:
        lock.release()


def _swap(register: Path, chosen: Snapshot) -> Path:
    real = register.resolve()
    temporary = real.with_name(f".{real.name}.restored")
    shutil.copyfile(chosen.path, temporary)
    sync_file(temporary)
    aside = real.with_name(f"{real.name}.before-{now().strftime('%Y%m%dT%H%M%SZ')}")
    for side in opening.side_files(real):
        side.replace(side.with_name(aside.name + side.name.removeprefix(real.name)))
    with suppress(FileNotFoundError):
        _keep_as(real, aside)
    temporary.replace(real)
    sync_folder(real.parent)
    return aside


def _keep_as(real: Path, aside: Path) -> None:
    """Give the old file a second name first, so that a kill leaves one register in place."""
    try:
        os.link(real, aside)
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise
        shutil.copyfile(real, aside)  # a stick with FAT knows no second names


def save_copy(book: Book, target: Path) -> None:
    """Write the register as it stands to another file, whole or not at all.

    Works when the register's own file is gone. Raises StorageError for its own place, which
    is left alone, and when the target cannot be written; an older file then stays as it was.
    """
    if book.path is not None and target.resolve() == book.path:
        raise StorageError(
            _("“{name}” is the open register itself; choose another name.").format(name=target.name)
        )
    with whole_file(target) as temporary, book.quiet() as connection:
        connection.execute("pragma query_only=off")  # it refuses VACUUM INTO another file too
        connection.execute("vacuum into ?", (str(temporary),))
