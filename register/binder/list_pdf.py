"""Prints what a list shows: its columns and rows as one table on landscape pages.

Rows are read page by page; the same list on the same day gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from register.assess import active_method
from register.binder.blocks import SectionTitle
from register.binder.canvas import BinderCanvas
from register.binder.context import BinderOptions, Context
from register.binder.flow import Flow, Layout
from register.binder.missing import place_missing
from register.binder.sections.levels import define_levels, level_cell
from register.binder.table import Cell, Column, Table
from register.binder.text import clean
from register.book import Book
from register.entities.risk import LEVEL_KIND
from register.entity import AnyEntity
from register.fields import TITLE_LENGTH, Choice, Day, Field, Flag, Link, Note, Number, Text
from register.files import whole_file
from register.i18n import current_language, date_text, language, today, translated
from register.progress import Progress, silent

PAPERS = {"A4": (841.89, 595.28), "A3": (1190.55, 841.89)}  # lying, in points
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
    with language(wanted.language), whole_file(out) as temporary, temporary.open("wb") as file:
        return _Printing(book, wanted, progress).write(file)


class _Printing:
    def __init__(self, book: Book, wanted: ListPrint, progress: Progress) -> None:
        self._book, self._wanted, self._progress = book, wanted, progress
        self._context = Context(book, BinderOptions(language=wanted.language))
        self._title = translated(wanted.entity.plural)

    def write(self, file: BinaryIO) -> int:
        wanted, size = self._wanted, PAPERS[self._wanted.paper]
        canvas = BinderCanvas(file, size, wanted.language)
        canvas.setTitle(clean(f"{self._book.about.title} · {self._title}"))
        canvas.setAuthor(clean(self._book.by))
        canvas.setCreator("Muster")
        define_levels(canvas, active_method(self._book))
        flow = Flow(canvas, self._layout(size))
        SectionTitle("list", self._title, clean(wanted.note)).place(flow)
        columns = [Column(translated(item.label), _share(item)) for item in wanted.fields]
        Table(columns, self._rows()).place(flow)
        place_missing(canvas, flow)
        flow.finish()
        canvas.save()
        return flow.page

    def _layout(self, size: tuple[float, float]) -> Layout:
        marks = [date_text(self._wanted.printed_on), self._book.head.short]
        return Layout(
            size,
            duplex=False,
            running_left=" ".join(clean(self._book.about.title).split()),
            footer_right=" · ".join(part for part in marks if part),
        )

    def _rows(self) -> Iterator[list[Cell]]:
        wanted = self._wanted
        table = self._book.table(wanted.entity)
        for start in range(0, len(wanted.rowids), _STEP):
            self._progress(start, len(wanted.rowids), self._title)
            for record in table.page_by_rowid(wanted.rowids[start : start + _STEP]):
                if record is not None:
                    yield [self._cell(item, record) for item in wanted.fields]

    def _cell(self, item: Field, record: object) -> Cell:
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
