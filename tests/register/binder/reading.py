"""Reads a PDF back: the text of its pages, its titles, its fonts."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from register.binder.blocks import SectionTitle
from register.binder.canvas import BinderCanvas
from register.binder.flow import Block, Flow, Layout
from register.binder.styles import PAPERS

A4 = PAPERS["A4"]


def pages(path: Path) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pdf]


def squeezed(text: str) -> str:
    """Return the text without blanks: lines are broken where print needs it."""
    return "".join(text.split())


def whole(path: Path) -> str:
    """Return the text of all pages, without blanks."""
    return squeezed("".join(pages(path)))


def outline(path: Path) -> list[tuple[int, str, int]]:
    """Return level, title and page number (from 1) of each bookmark."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for mark in pdf.get_toc():
            target = mark.get_dest()
            page = target.get_index() if target else None
            found.append((mark.level, mark.get_title(), (page if page is not None else -1) + 1))
    return found


def characters(path: Path, page: int) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right and top of each printed character of a page (from 1)."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[page - 1].get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
    return [box for box in boxes if box[2] > box[0]]


def print_blocks(
    path: Path, *blocks: Block, layout: Layout | None = None, first: bool = True
) -> Flow:
    """Print blocks on pages of their own; returns the flow that held them."""
    with path.open("wb") as file:
        canvas = BinderCanvas(file, (layout or Layout(A4)).size, "en")
        flow = Flow(canvas, layout or Layout(A4))
        if first:
            SectionTitle("start", "Start").place(flow)
        for block in blocks:
            block.place(flow)
        flow.finish()
        canvas.save()
    return flow
