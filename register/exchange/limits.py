"""How much an import may bring, and the look into a zip file before anything unpacks it.

The limits are those of the contract with the user; a refusal is one sentence.
"""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

from register.errors import ImportFileError
from register.i18n import _

MEGABYTE = 1024 * 1024
FILE_BYTES = 50 * MEGABYTE
UNPACKED_BYTES = 1024 * MEGABYTE
RATIO = 200
SMALL_BYTES = 10 * MEGABYTE  # so little may be packed as tightly as it likes
ZIP_ENTRIES = 2_000
ROWS = 200_000
COLUMNS = 200
CHILD_BYTES = 1024 * MEGABYTE
CHILD_SECONDS = 30


def refuse(name: str, reason: str) -> ImportFileError:
    """Return the error that names the file and says why it cannot be read."""
    return ImportFileError(_("“{file}” cannot be read: {reason}").format(file=name, reason=reason))


def check_file(path: Path) -> None:
    """Raise ImportFileError unless the path is a regular file of bearable size."""
    try:
        status = path.stat()
    except FileNotFoundError:
        raise ImportFileError(_("“{file}” does not exist.").format(file=path.name)) from None
    except (OSError, ValueError):
        raise refuse(path.name, _("the system does not allow it.")) from None
    if not stat.S_ISREG(status.st_mode):
        raise refuse(path.name, _("it is not a file."))
    if not status.st_size:
        raise refuse(path.name, _("it is empty."))
    if status.st_size > FILE_BYTES:
        raise refuse(path.name, _("it is larger than 50 MB."))


def zip_kind(path: Path) -> str:
    """Return xlsx, xlsb or ods after checking the zip's directory; raises ImportFileError."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise refuse(path.name, _("the file is damaged.")) from None
    names = {entry.filename.casefold() for entry in entries}
    if len(entries) > ZIP_ENTRIES:
        raise refuse(path.name, _("it is packed from too many parts."))
    if len(names) < len(entries):
        raise refuse(path.name, _("it holds two parts of the same name."))
    unpacked = sum(entry.file_size for entry in entries)
    most = max(SMALL_BYTES, min(UNPACKED_BYTES, RATIO * path.stat().st_size))
    if unpacked > most:
        raise refuse(path.name, _("it unpacks to far more than a register needs."))
    return _kind_of_parts(path, names)


def _kind_of_parts(path: Path, names: set[str]) -> str:
    if "content.xml" in names:
        return "ods"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise refuse(path.name, _("it is a zip file, but not a spreadsheet."))


def too_many(what: str) -> str:
    """Return why a sheet with too many "rows" or "columns" is refused."""
    if what == "rows":
        return _("it has more than {count} rows.").format(count=ROWS)
    return _("it has more than {count} columns.").format(count=COLUMNS)
