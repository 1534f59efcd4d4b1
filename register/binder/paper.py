"""Prints blocks on a few pages of their own: a report, a form, a list, without cover and contents.

The same blocks on the same day give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from register.assess import active_method
from register.binder.canvas import BinderCanvas
from register.binder.context import BinderOptions, Context
from register.binder.flow import Block, Flow, Layout
from register.binder.missing import place_missing
from register.binder.sections.levels import define_levels
from register.binder.text import clean
from register.book import Book
from register.files import whole_file
from register.i18n import current_language, date_text, language, today

Size = tuple[float, float]
A4: Size = (595.28, 841.89)  # in points
A4_LYING: Size = (841.89, 595.28)
A3_LYING: Size = (1190.55, 841.89)
Build = Callable[[Book, Context], Iterable[Block]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """On what is printed: ``title`` of the file (called in its language), size in points."""

    title: Callable[[], str]
    size: Size = A4
    language: str = field(default_factory=current_language)
    printed_on: date = field(default_factory=today)


def print_blocks(book: Book, out: Path, paper: Paper, build: Build) -> int:
    """Write what ``build`` yields for a book, best a copy of it; returns the number of pages.

    Raises Cancelled, and StorageError when the file cannot be written; then ``out`` is as it was.
    """
    with language(paper.language), whole_file(out) as temporary, temporary.open("wb") as file:
        return _write(book, file, paper, build)


def _write(book: Book, file: BinaryIO, paper: Paper, build: Build) -> int:
    canvas = BinderCanvas(file, paper.size, paper.language)
    canvas.setTitle(clean(f"{book.about.title} · {paper.title()}"))
    canvas.setAuthor(clean(book.by))
    canvas.setCreator("Muster")
    define_levels(canvas, active_method(book))
    flow = Flow(canvas, _layout(book, paper))
    context = Context(book, BinderOptions(language=paper.language))
    for block in build(book, context):
        block.place(flow)
    place_missing(canvas, flow)
    flow.finish()
    canvas.save()
    return flow.page


def _layout(book: Book, paper: Paper) -> Layout:
    marks = [date_text(paper.printed_on), book.head.short]
    return Layout(
        paper.size,
        duplex=False,
        running_left=" ".join(clean(book.about.title).split()),
        footer_right=" · ".join(mark for mark in marks if mark),
    )
