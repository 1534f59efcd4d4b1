"""What a section is made of: headings, paragraphs, facts, lines to write on.

Every text is printed as it was typed; a block never loses a line at the end of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from register.binder.flow import Flow
from register.binder.font import face
from register.binder.pen import TextStyle
from register.binder.styles import (
    ACCENT,
    BODY,
    HEADING,
    LABEL,
    LINE,
    NOTE,
    TITLE,
)
from register.binder.text import break_lines, clean

_KEEP = 54  # a heading keeps this much of what follows on its page
_KEEP_RECORD = 140
_GAP = 16
_RULED = 24


def wrapped(text: str, style: TextStyle, width: float) -> list[str]:
    """Return the text cleaned and broken into lines of that style and width in points."""
    return break_lines(clean(text), width * 1000 / style.size, face(style.font).widths)


def place_lines(flow: Flow, lines: Sequence[str], style: TextStyle) -> None:
    """Show lines one below the other, over as many pages as they need."""
    start = 0
    while start < len(lines):
        flow.need(style.leading)
        fits = max(1, int(flow.room / style.leading))
        part = lines[start : start + fits]
        top = flow.take(len(part) * style.leading)
        flow.pen.write(style, ((flow.left, top, part),))
        start += len(part)


@dataclass(frozen=True, slots=True)
class SectionTitle:
    """The title of a section, on a new page; ``note`` says in one line how things stand."""

    key: str
    text: str
    note: str = ""

    def place(self, flow: Flow) -> None:
        """Begin the section."""
        text = clean(self.text)
        flow.new_page()
        flow.title = text
        flow.mark(self.key, text, 0)
        place_lines(flow, wrapped(text, TITLE, flow.width), TITLE)
        flow.space(4)
        top = flow.take(3)
        flow.pen.box(ACCENT, flow.left, top - 2, 28, 2)
        flow.space(8)
        if self.note:
            place_lines(flow, wrapped(self.note, NOTE, flow.width), NOTE)
        flow.space(8)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of one record within a section, with its line in the outline."""

    key: str
    text: str
    new_page: bool = False

    def place(self, flow: Flow) -> None:
        """Show the title, kept together with what follows."""
        if self.new_page and not flow.fresh:
            flow.new_page()
        text = clean(self.text).replace("\n", " ")
        style = TITLE if self.new_page else HEADING
        lines = wrapped(text, style, flow.width)
        flow.space(_GAP)
        flow.need(len(lines) * style.leading + _KEEP_RECORD)
        flow.mark(self.key, text, 1)
        place_lines(flow, lines, style)
        flow.space(4)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a record's part; ``keep``: room for the beginning of what follows."""

    text: str
    keep: float = _KEEP

    def place(self, flow: Flow) -> None:
        """Show the heading, kept together with what follows."""
        flow.space(_GAP)
        flow.need(HEADING.leading + self.keep)
        place_lines(flow, wrapped(self.text, HEADING, flow.width), HEADING)
        flow.space(4)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text; its line ends are kept."""

    text: str
    style: TextStyle = BODY

    def place(self, flow: Flow) -> None:
        """Show the text."""
        place_lines(flow, wrapped(self.text, self.style, flow.width), self.style)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text under a small label."""

    label: str
    text: str

    def place(self, flow: Flow) -> None:
        """Show both, the label never alone at the foot of a page."""
        flow.space(4)
        flow.need(LABEL.leading + 2 * BODY.leading)
        place_lines(flow, [self.label], LABEL)
        place_lines(flow, wrapped(self.text, BODY, flow.width), BODY)
        flow.space(4)


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts side by side, each under its label; empty ones show a dash."""

    pairs: Sequence[tuple[str, str]]
    columns: int = 3

    def place(self, flow: Flow) -> None:
        """Show the facts row by row."""
        for start in range(0, len(self.pairs), self.columns):
            self._place_row(flow, self.pairs[start : start + self.columns])
        flow.space(4)

    def _place_row(self, flow: Flow, pairs: Sequence[tuple[str, str]]) -> None:
        step = flow.width / self.columns
        cells = [(label, wrapped(value or "–", BODY, step - 12)) for label, value in pairs]
        height = LABEL.leading + max(len(lines) for _label, lines in cells) * BODY.leading + 8
        flow.need(height)
        top = flow.take(height)
        lefts = [flow.left + place * step for place in range(len(cells))]
        labels = [(x, top, [label]) for x, (label, _) in zip(lefts, cells, strict=True)]
        values = [(x, top - LABEL.leading, v) for x, (_, v) in zip(lefts, cells, strict=True)]
        flow.pen.write(LABEL, labels)
        flow.pen.write(BODY, values)


@dataclass(frozen=True, slots=True)
class RuledLines:
    """Empty lines for notes by hand, as many as the page has room for, up to ``most``."""

    label: str
    most: int = 8

    def place(self, flow: Flow) -> None:
        """Rule the lines, or nothing where fewer than three fit."""
        room = flow.room - _GAP - HEADING.leading
        count = min(self.most, int(room / _RULED))
        if count < 3:
            return
        Heading(self.label).place(flow)
        top = flow.take(count * _RULED)
        ys = [top - (place + 1) * _RULED + 4 for place in range(count)]
        flow.pen.rules(LINE, 0.75, [(flow.left, y, flow.right, y) for y in ys])


@dataclass(frozen=True, slots=True)
class Empty:
    """Says that there is nothing, and why that may be."""

    text: str

    def place(self, flow: Flow) -> None:
        """Show the sentence."""
        place_lines(flow, wrapped(self.text, NOTE, flow.width), NOTE)


@dataclass(frozen=True, slots=True)
class Space:
    """A gap, except at the top of a page."""

    height: float

    def place(self, flow: Flow) -> None:
        """Leave it."""
        flow.space(self.height)
