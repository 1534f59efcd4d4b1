"""Prints one chart on pages of its own: the figure as lines and text, what it says, its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from matplotlib.figure import Figure

from register.binder.blocks import Paragraph, SectionTitle
from register.binder.context import Context
from register.binder.figure import Picture
from register.binder.flow import Block
from register.binder.paper import Paper, print_blocks
from register.binder.styles import NOTE
from register.binder.table import Cell, Column, Table
from register.book import Book

Columns = Sequence[tuple[str, float]]
"""The headings of a table, each with its share of the width."""


@dataclass(frozen=True)
class ChartPaper:
    """A chart to be printed; everything is asked for in the language of the print.

    ``draw`` gets the width in inches; ``note`` stands under the title, ``words`` under the figure;
    ``columns`` and ``rows`` are the numbers, where they are printed too.
    """

    title: Callable[[], str]
    draw: Callable[[float], Figure]
    note: Callable[[], str] = str
    words: Callable[[], Sequence[str]] = tuple
    columns: Callable[[], Columns] = tuple
    rows: Callable[[], Sequence[Sequence[Cell]]] = tuple


def print_chart(book: Book, out: Path, language: str, paper: ChartPaper) -> int:
    """Write a chart to a PDF; returns the number of pages.

    Raises StorageError when the file cannot be written; then ``out`` is as it was.
    """

    def build(_book: Book, _context: Context) -> Iterator[Block]:
        yield SectionTitle("chart", paper.title(), paper.note())
        yield Picture(paper.draw)
        for text in paper.words():
            yield Paragraph(text, NOTE)
        rows = paper.rows()
        if rows:
            columns = [Column(text, share) for text, share in paper.columns()]
            yield Table(columns, rows)

    return print_blocks(book, out, Paper(title=paper.title, language=language), build)
