"""Files kept inside the register: copied in whole, stored once by their SHA-256."""

from __future__ import annotations

import hashlib
from pathlib import Path

from register import storage
from register.book import Book
from register.entities import ATTACHMENT, Attachment
from register.entity import AnyEntity, new_id
from register.errors import RegisterError, StorageError
from register.fields import clean
from register.files import whole_file
from register.i18n import N_, _, now
from register.progress import Progress, silent

MOST_BYTES = 20 * 1024 * 1024
MOST_BYTES_IN_ALL = 500 * 1024 * 1024
CHUNK = 1 << 20


def attach(
    book: Book, entity: AnyEntity, record_id: str, source: Path, progress: Progress = silent
) -> Attachment:
    """Copy a file into the register as one change.

    Raises RegisterError when it is too large or cannot be read; then nothing is attached.
    """
    data = _read(source, progress)
    sha256 = hashlib.sha256(data).hexdigest()
    _refuse_when_full(book, len(data))
    name = clean(source.name)[0][:255] or _("file")
    attachment = Attachment(
        id=new_id(),
        entity=entity.table,
        record=record_id,
        name=name,
        size=len(data),
        sha256=sha256,
        added_at=now(),
    )
    with book.change(N_("Attach {name}"), name=name):
        book.writer().execute("insert or ignore into blobs values (?, ?)", (sha256, data))
        book.table(ATTACHMENT).save(attachment)
    return attachment


def _read(source: Path, progress: Progress) -> bytes:
    try:
        size = source.stat().st_size
        if size > MOST_BYTES:
            raise RegisterError(
                _("“{name}” is larger than {limit} MB and is not attached.").format(
                    name=source.name, limit=MOST_BYTES >> 20
                )
            )
        parts = []
        with source.open("rb") as file:
            while part := file.read(CHUNK):
                parts.append(part)
                progress(sum(map(len, parts)), size)
    except OSError as error:
        raise StorageError(
            _("“{name}” cannot be read and is not attached.").format(name=source.name)
        ) from error
    return b"".join(parts)


def _refuse_when_full(book: Book, more: int) -> None:
    sql = "select coalesce(sum(length(bytes)), 0) from blobs"
    if storage.fetch(book.reader(), sql)[0][0] + more > MOST_BYTES_IN_ALL:
        raise RegisterError(
            _("The register holds {limit} MB of attachments, the most it may.").format(
                limit=MOST_BYTES_IN_ALL >> 20
            )
        )


def content(book: Book, attachment: Attachment) -> bytes:
    """Return an attachment's bytes; raises RegisterError when they were emptied with the trash."""
    sql = "select bytes from blobs where sha256 = ?"
    rows = storage.fetch(book.reader(), sql, (attachment.sha256,))
    if not rows:
        raise RegisterError(
            _("The content of “{name}” was removed when the trash was emptied.").format(
                name=attachment.name
            )
        )
    return bytes(rows[0][0])


def save_as(book: Book, attachment: Attachment, target: Path) -> None:
    """Write an attachment to a file of its own."""
    data = content(book, attachment)
    with whole_file(target) as temporary:
        temporary.write_bytes(data)
