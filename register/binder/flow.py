"""Fills page after page from the top down, and keeps the page numbers of what was placed.

A page that is full is finished and forgotten; only numbers wait for the end, in forms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from register.binder.canvas import BinderCanvas
from register.binder.pen import Pen
from register.binder.styles import LINE, MARKING, RUNNING, Margins
from register.i18n import _

_SLACK = 0.01  # sums of heights carry rounding


class PageLimitReached(Exception):  # noqa: N818 - a control signal, not a fault
    """As many pages are laid out as were asked for."""


class Block(Protocol):
    """Something that takes room on the page."""

    def place(self, flow: Flow) -> None:
        """Draw it where the flow stands, turning pages as needed."""


@dataclass(slots=True)
class Layout:
    """How every page looks: its size, whether sheets are printed on both sides, its running texts.

    ``page_limit``: stop after this many pages; 0 means all. ``turned`` is called with each
    page's number as it begins, and may raise.
    """

    size: tuple[float, float]
    duplex: bool = True
    running_left: str = ""
    footer_left: str = ""
    footer_right: str = ""
    page_limit: int = 0
    turned: Callable[[int], None] = lambda page: None
    margins: Margins = field(default_factory=Margins)


class Flow:
    """The place where the next block goes; y counts up from the bottom, in points."""

    def __init__(self, canvas: BinderCanvas, layout: Layout) -> None:
        self.canvas = canvas
        self.pen: Pen = canvas.pen()
        self.page = 0
        self.title = ""
        self.plain = False
        self.numbers: dict[str, int] = {}
        self._later: dict[str, tuple[str, Callable[[Pen], None]]] = {}
        self.size = layout.size
        self._layout = layout
        self._open = False
        margins = layout.margins
        self.width = layout.size[0] - 2 * margins.side - margins.gutter
        self.top = layout.size[1] - margins.top
        self.bottom = margins.bottom
        self.left = self.y = 0.0

    @property
    def right(self) -> float:
        """Return the right edge of the text."""
        return self.left + self.width

    @property
    def whole(self) -> bool:
        """Tell whether all pages will be laid out, so that every title can be reached."""
        return not self._layout.page_limit

    @property
    def room(self) -> float:
        """Return the height that is left on the page."""
        return self.y - self.bottom + _SLACK

    @property
    def full(self) -> float:
        """Return the height of an empty page."""
        return self.top - self.bottom

    @property
    def fresh(self) -> bool:
        """Tell whether nothing stands on the page yet."""
        return self._open and self.y == self.top

    def need(self, height: float) -> None:
        """Turn the page if the height is not left on this one."""
        if not self._open or (height > self.room and not self.fresh):
            self.new_page()

    def take(self, height: float) -> float:
        """Use up the height; returns the y of its top."""
        top = self.y
        self.y -= height
        return top

    def space(self, height: float) -> None:
        """Leave a gap, except at the top of a page."""
        if not self.fresh:
            self.y -= height

    def new_page(self, plain: bool = False) -> None:
        """Finish the page and begin another; a plain one has no header and footer."""
        self._finish_page()
        limit = self._layout.page_limit
        if limit and self.page >= limit:
            raise PageLimitReached
        self.page += 1
        self._layout.turned(self.page)
        self._open, self.plain = True, plain
        margins = self._layout.margins
        bound_left = not self._layout.duplex or self.page % 2 == 1
        self.left = margins.side + (margins.gutter if bound_left else 0)
        self.y = self.top

    def mark(self, key: str, title: str, level: int) -> None:
        """Make this place a target of links and outline; level 0 is a section."""
        self.numbers[key] = self.page
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=self.y + 12, zoom=0)
        self.canvas.addOutlineEntry(title, key, level, level == 0)

    def show_form(self, name: str, left: float = 0, bottom: float = 0) -> None:
        """Show a form at a place; it may be defined later."""
        self._flush()
        if left or bottom:
            self.canvas.emit(f"q 1 0 0 1 {left:.2f} {bottom:.2f} cm")
        self.canvas.doForm(name)
        if left or bottom:
            self.canvas.emit("Q")

    def show_later(self, key: str, draw: Callable[[Pen], None]) -> None:
        """Show here what ``draw`` will write, in page coordinates, once the last page is known.

        Pages that use the same key share what is written.
        """
        # Readers keep the order of text only if the form shares the page's coordinates.
        name, _first = self._later.setdefault(key, (f"later{len(self._later)}", draw))
        self.show_form(name)

    def finish(self) -> None:
        """End the last page and draw what waited for the page numbers."""
        self._finish_page()
        for name, draw in self._later.values():
            pen = self.canvas.pen()
            draw(pen)
            self.canvas.form(name, pen.take(), self.size)

    def _flush(self) -> None:
        if self.pen.code:
            self.canvas.emit(self.pen.take())

    def _finish_page(self) -> None:
        if not self._open:
            return
        if not self.plain:
            self._furnish()
        self._flush()
        self.canvas.showPage()
        self._open = False

    def _furnish(self) -> None:
        layout, pen = self._layout, self.pen
        head = layout.size[1] - 46
        pen.line(RUNNING, self.left, head + 16, _fit(layout.running_left, self.width * 0.6))
        title = _fit(self.title, self.width * 0.35)
        pen.line_right(RUNNING, self.right, head + 16, title)
        foot = self.bottom - 16
        pen.rules(LINE, 0.5, [(self.left, y, self.right, y) for y in (head, foot)])
        pen.line(MARKING, self.left, foot - 6, _fit(layout.footer_left, self.width * 0.38))
        right = _fit(layout.footer_right, self.width * 0.38)
        pen.line_right(RUNNING, self.right, foot - 6, right)
        self._page_number(foot - 6)

    def _page_number(self, top: float) -> None:
        before, _mark, after = _("Page {page} of {total}").partition("{total}")
        before = before.format(page=self.page)
        start = self.left + (self.width - RUNNING.width(f"{before}000{after}")) / 2
        self.pen.line(RUNNING, start, top, before)
        left = start + RUNNING.width(before)

        def draw(pen: Pen) -> None:
            total = str(self.page) if self.whole else "…"
            pen.line(RUNNING, left, top, f"{total}{after}")

        self.show_later(f"total{left * 100:.0f}", draw)


def _fit(text: str, width: float) -> str:
    """Cut a running text that is wider than its place."""
    if RUNNING.width(text) <= width:
        return text
    while text and RUNNING.width(f"{text}…") > width:
        text = text[:-1]
    return f"{text}…"
