"""Makes the binder of a register: one PDF, whole or not at all.

The same register, options and day give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from register.assess import active_method
from register.binder.canvas import BinderCanvas
from register.binder.contents import Contents, Entry
from register.binder.context import BinderOptions, BinderReport, Context
from register.binder.cover import Cover
from register.binder.flow import Block, Flow, Layout, PageLimitReached
from register.binder.missing import place_missing
from register.binder.sections.levels import define_levels
from register.binder.styles import PAPERS
from register.binder.text import clean
from register.book import Book
from register.catalog import Section
from register.errors import Cancelled, RegisterError
from register.files import whole_file
from register.i18n import _, date_text, language, translated
from register.progress import Progress, silent


class BinderError(RegisterError):
    """A record could not be printed."""


def build_binder(
    book: Book, out: Path, options: BinderOptions, progress: Progress = silent
) -> BinderReport:
    """Write the binder of a book, best a copy of it, to ``out``.

    progress: counts the titles of the contents that are done. Raises Cancelled, StorageError
    when the file cannot be written, BinderError naming the record that cannot be printed, and
    RegisterError for an unknown paper; then ``out`` is as it was before.
    """
    if options.paper not in PAPERS:
        text = _("“{paper}” is not a paper size that is known here; choose A4 or Letter.")
        raise RegisterError(text.format(paper=options.paper))
    with language(options.language), whole_file(out) as temporary, temporary.open("wb") as file:
        return _Binder(book, options, progress).write(file)


class _Binder:
    """One binder in the making."""

    def __init__(self, book: Book, options: BinderOptions, progress: Progress) -> None:
        self._book = book
        self._options = options
        self._progress = progress
        self._context = Context(book, options)
        self._sections = [
            section
            for section in book.catalog.sections
            if options.parts is None or section.key in options.parts
        ]
        self._entries: list[Entry] = []
        self._label = ""

    def write(self, file: BinaryIO) -> BinderReport:
        """Write the PDF."""
        size = PAPERS[self._options.paper]
        canvas = BinderCanvas(file, size, self._options.language)
        self._describe(canvas)
        define_levels(canvas, active_method(self._book))
        self._flow = flow = Flow(canvas, self._layout(size))
        try:
            self._entries = list(self._all_entries())
            for block in self._blocks():
                block.place(flow)
            place_missing(canvas, flow)
        except PageLimitReached:
            pass
        except (Cancelled, RegisterError, OSError):
            raise
        except Exception as fault:
            raise self._failed() from fault
        flow.finish()
        canvas.save()
        return BinderReport(flow.page, tuple(canvas.missing()))

    def _all_entries(self) -> Iterator[Entry]:
        for section in self._sections:
            self._context.about = translated(section.label)
            yield Entry(section.key, translated(section.label))
            for key, title in section.titles(self._book):
                yield Entry(key, title, 1)

    def _describe(self, canvas: BinderCanvas) -> None:
        about = self._book.about
        canvas.setTitle(clean(f"{about.title} · {_('Contingency binder')}"))
        canvas.setAuthor(clean(self._book.by))
        canvas.setSubject(self._book.head.short)
        canvas.setCreator("Muster")

    def _layout(self, size: tuple[float, float]) -> Layout:
        options = self._options
        copy = [options.holder, date_text(options.issued_on), self._book.head.short]
        return Layout(
            size,
            options.duplex,
            running_left=_one_line(f"{self._book.about.title} · {_('Contingency binder')}"),
            footer_left=_one_line(options.marking),
            footer_right=_one_line(" · ".join(part for part in copy if part)),
            page_limit=options.page_limit,
            turned=self._turned,
        )

    def _turned(self, _page: int) -> None:
        self._progress(len(self._flow.numbers), len(self._entries) + 1, self._label)

    def _blocks(self) -> Iterator[Block]:
        yield self._cover()
        yield Contents(self._entries)
        for section in self._sections:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[Block]:
        self._label = self._context.about = translated(section.label)
        yield from section.build(self._book, self._context)

    def _cover(self) -> Cover:
        about, options = self._book.about, self._options
        head = self._book.head
        facts = [
            (_("Copy holder"), options.holder),
            (_("Issued on"), date_text(options.issued_on)),
            (_("Version of the register"), str(head.seq)),
            (_("Head of the history"), head.short),
            (_("Issued by"), self._book.by),
            (_("Marking"), options.marking),
        ]
        return Cover(about.title, about.organisation, _one_line(options.marking), facts)

    def _failed(self) -> BinderError:
        text = _("The binder stopped at “{record}”, which cannot be printed; nothing was written.")
        return BinderError(text.format(record=self._context.about))


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
