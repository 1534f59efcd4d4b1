"""Prints what a list shows: its columns and rows as one table on landscape pages.

Rows are read page by page; the same list on the same day gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from register.binder.blocks import SectionTitle
from register.binder.context import Context
from register.binder.flow import Block
from register.binder.paper import A3_LYING, A4_LYING, Paper, print_blocks
from register.binder.sections.levels import level_cell
from register.binder.table import Cell, Column, Table
from register.binder.text import clean
from register.book import Book
from register.entities.risk import LEVEL_KIND
from register.entity import AnyEntity
from register.fields import TITLE_LENGTH, Choice, Day, Field, Flag, Link, Note, Number, Text
from register.i18n import current_language, today, translated
from register.identifying import custom
from register.identifying.custom import CustomColumn
from register.progress import Progress, silent

PAPERS = {"A4": A4_LYING, "A3": A3_LYING}
_STEP = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPrint:
    """What is printed: the rows in their order and the fields from left to right.

    ``note``: how the list is narrowed, in the header; ``paper``: "A4" or "A3".
    """

    entity: AnyEntity
    fields: Sequence[Field]
    rowids: Sequence[int]
    note: str = ""
    paper: str = "A4"
    language: str = field(default_factory=current_language)
    printed_on: date = field(default_factory=today)


def print_list(book: Book, out: Path, wanted: ListPrint, progress: Progress = silent) -> int:
    """Write a list of a book, best a copy of it, to ``out``; returns the number of pages.

    Raises Cancelled, and StorageError when the file cannot be written; then ``out`` is as it was.
    """
    paper = Paper(
        title=lambda: translated(wanted.entity.plural),
        size=PAPERS[wanted.paper],
        language=wanted.language,
        printed_on=wanted.printed_on,
    )
    build = partial(_blocks, wanted, progress)
    return print_blocks(book, out, paper, build)


def _blocks(wanted: ListPrint, progress: Progress, book: Book, context: Context) -> Iterator[Block]:
    yield SectionTitle("list", translated(wanted.entity.plural), clean(wanted.note))
    columns = [Column(translated(item.label), _share(item)) for item in wanted.fields]
    yield Table(columns, _Rows(book, wanted, context, progress).read())


class _Rows:
    def __init__(self, book: Book, wanted: ListPrint, context: Context, progress: Progress) -> None:
        self._book, self._wanted, self._context = book, wanted, context
        self._progress = progress
        self._has_given = any(isinstance(item, CustomColumn) for item in wanted.fields)
        self._given: dict[str, dict[str, str]] = {}

    def read(self) -> Iterator[list[Cell]]:
        wanted = self._wanted
        table = self._book.table(wanted.entity)
        for start in range(0, len(wanted.rowids), _STEP):
            self._progress(start, len(wanted.rowids), translated(wanted.entity.plural))
            page = table.page_by_rowid(wanted.rowids[start : start + _STEP])
            records = [record for record in page if record is not None]
            if self._has_given:
                ids = [record.id for record in records]
                self._given = custom.texts_of(self._book, wanted.entity, ids)
            for record in records:
                yield [self._cell(item, record) for item in wanted.fields]

    def _cell(self, item: Field, record: object) -> Cell:
        if isinstance(item, CustomColumn):
            held = self._given.get(str(getattr(record, "id", "")), {})
            return item.kind.format(held.get(item.definition))
        value = item.value(record)
        if isinstance(item.kind, Link):
            return self._context.name(self._book.catalog.by_table[item.kind.target], value)
        if item.kind is LEVEL_KIND:
            return level_cell(value, getattr(record, item.key.replace("level", "score"), None))
        return item.kind.format(value)


def _share(item: Field) -> float:
    kind = item.kind
    if item.key == "number" or isinstance(kind, Number | Flag):
        return 1.0
    if isinstance(kind, Note):
        return 4.0
    if isinstance(kind, Text) and item.required and kind.limit >= TITLE_LENGTH:
        return 4.0
    return 1.6 if isinstance(kind, Day | Choice) else 2.0
