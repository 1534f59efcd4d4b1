"""The document being written: reportlab's canvas, told to keep little and to write once.

Pages are compressed as they end; forms may be used before they are drawn.
"""

from __future__ import annotations

import math
import zlib
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from register.binder.font import BOLD, REGULAR, Font, face
from register.binder.pen import Pen


class BinderCanvas(Canvas):
    """A PDF under construction, with the two shipped fonts and nothing else."""

    _doc: Any
    _code: list[str]

    def __init__(self, out: BinaryIO, size: tuple[float, float], language: str) -> None:
        for name in (REGULAR, BOLD):
            face(name)
        first: Any = REGULAR  # the stubs want a number
        super().__init__(
            out, size, invariant=1, initialFontName=first, lang=language.replace("_", "-")
        )
        self.fonts = {
            name: Font(face(name), f"F{place}") for place, name in enumerate((REGULAR, BOLD), 1)
        }
        self._doc.delayedFonts.extend(self.fonts.values())

    def missing(self) -> list[str]:
        """Return the characters that were drawn as a box."""
        return sorted({c for font in self.fonts.values() for c in font.missing()})

    def emit(self, code: str) -> None:
        """Add operators to the present page."""
        self._code.append(code)

    def form(self, name: str, code: str, size: tuple[float, float]) -> None:
        """Define a form that pages show by its name, before or after this.

        size: width and height of what it may draw, from its origin.
        """
        self.beginForm(name, 0, 0, math.ceil(size[0]), math.ceil(size[1]))
        self.emit(code)
        self.endForm()

    def pen(self) -> Pen:
        """Return a pen with this document's fonts."""
        return Pen(self.fonts)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """End the page, and pack its content."""
        super().showPage()
        _pack(self._doc.idToObject[f"Page{self._doc.pageCounter - 1}"])


def _pack(page: Any) -> None:
    # Left to reportlab, every page stays in memory as plain text until the end.
    packed = zlib.compress(page.stream.encode("ascii"), 6)
    filters = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")})
    page.Contents = pdfdoc.PDFStream(filters, packed)
    page.stream = None
