"""Sends records out: a whole register, one kind, or just what a list shows.

The ending of the file says how: .xlsx, .csv or .json.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from register.book import Book
from register.entity import AnyEntity
from register.errors import RegisterError
from register.exchange.export_csv import write_csv
from register.exchange.export_json import write_json
from register.exchange.export_xlsx import OutSheet, write_xlsx
from register.exchange.kinds import in_order, kind_named, kinds
from register.exchange.out_columns import out_columns
from register.fields import Field
from register.i18n import _, translated
from register.progress import Progress, silent

DEFAULT_KIND = "risks"


def export_book(
    book: Book, path: Path, kind: str | None = None, progress: Progress = silent
) -> None:
    """Write the register to a file.

    .xlsx: one sheet a kind, or only ``kind``; .json: everything; .csv: one kind (risks).
    Raises RegisterError for another ending or an unknown kind, StorageError when the file
    cannot be written, Cancelled through ``progress``; an older file then stays as it was.
    """
    ending = path.suffix.casefold()
    if ending == ".json":
        write_json(book, path, progress)
    elif ending == ".csv":
        entity = kind_named(book, kind or DEFAULT_KIND)
        write_csv(path, out_columns(book, entity), _records(book, entity), progress)
    elif ending == ".xlsx":
        entities = (kind_named(book, kind),) if kind else kinds(book)
        sheets = [
            OutSheet(translated(e.plural), out_columns(book, e), _records(book, e))
            for e in entities
        ]
        write_xlsx(book, path, sheets, progress)
    else:
        raise _no_such_ending(path)


def export_records(
    book: Book,
    path: Path,
    shown: tuple[AnyEntity, Sequence[Any], Sequence[Field]],
    progress: Progress = silent,
) -> None:
    """Write what a list shows, to .xlsx or .csv: an entity, its records and its fields in order."""
    entity, records, fields = shown
    columns = out_columns(book, entity, fields)
    ending = path.suffix.casefold()
    if ending == ".csv":
        write_csv(path, columns, records, progress)
    elif ending == ".xlsx":
        write_xlsx(book, path, [OutSheet(translated(entity.plural), columns, records)], progress)
    else:
        raise _no_such_ending(path)


def _records(book: Book, entity: AnyEntity) -> list[Any]:
    return in_order(entity, book.table(entity).all())


def _no_such_ending(path: Path) -> RegisterError:
    return RegisterError(_("“{file}” must end in .xlsx, .csv or .json.").format(file=path.name))
