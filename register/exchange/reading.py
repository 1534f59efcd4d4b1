"""Reads a file to import, whatever its ending says, into sheets.

Whatever is wrong with the file is told in one sentence.
"""

from __future__ import annotations

from pathlib import Path

from register.errors import ImportFileError
from register.exchange import limits
from register.exchange.child import read_spreadsheet
from register.exchange.encodings import decode
from register.exchange.json_table import read_document
from register.exchange.text_table import read_table
from register.exchange.workbook import Workbook
from register.i18n import _
from register.progress import Progress, silent

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_ENDINGS = {".csv", ".tsv", ".txt"}
_CONTROLS = dict.fromkeys(set(range(32)) - {9, 10, 13})


def read_workbook(path: Path, progress: Progress = silent) -> Workbook:
    """Return what a .xlsx, .xls, .ods, .csv or .json file holds.

    Raises ImportFileError with one sentence, or Cancelled through ``progress``.
    """
    limits.check_file(path)
    try:
        with path.open("rb") as file:
            start = file.read(8)
            if start.startswith(_ZIP):
                return read_spreadsheet(path, limits.zip_kind(path), progress)
            if start == _OLE:
                return read_spreadsheet(path, "xls", progress)
            return _read_text(path, start + file.read(), progress)
    except OSError:
        raise limits.refuse(path.name, _("the system does not allow it.")) from None


def _read_text(path: Path, data: bytes, progress: Progress) -> Workbook:
    text, encoding = decode(data)
    start = text[:1_000].lstrip()
    if not start:
        raise limits.refuse(path.name, _("it is empty."))
    if start.startswith("<"):
        raise limits.refuse(
            path.name, _("it is a web page or XML; save it as .xlsx in a spreadsheet program.")
        )
    if _is_binary(text):
        raise _unknown(path)
    if start[0] in "[{" and path.suffix.casefold() not in _TEXT_ENDINGS:
        return read_document(path.name, text, encoding)
    return read_table(path.name, text, encoding, progress)


def _is_binary(text: str) -> bool:
    sample = text[:20_000]
    return len(sample) - len(sample.translate(_CONTROLS)) > len(sample) // 20


def _unknown(path: Path) -> ImportFileError:
    return limits.refuse(path.name, _("it is neither a spreadsheet nor CSV nor JSON."))
