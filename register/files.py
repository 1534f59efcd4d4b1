"""Files that appear whole or not at all: written beside, synced, then moved into place."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from register.errors import StorageError
from register.i18n import _


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``target``; move it there when the block succeeds.

    A failure, a cancel or a kill leaves an older file of that name as it was. Raises
    StorageError when the folder cannot be written or the disk is full.
    """
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        yield temporary
        sync_file(temporary)
        os.replace(temporary, target)  # noqa: PTH105 - the same call, spelled as what it is
        sync_folder(target.parent)
    except OSError as error:
        raise StorageError(
            _("“{name}” cannot be written: {reason}.").format(
                name=target.name, reason=os.strerror(error.errno) if error.errno else ""
            )
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_whole(target: Path, text: str) -> None:
    """Write a small text file whole; raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8")
        sync_file(temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Wait until a folder's names are on the disk, where the system can."""
    with suppress(OSError):  # Windows opens no folder
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
