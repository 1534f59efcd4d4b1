"""The two shipped typefaces: their widths, and how a document embeds what it used of them.

Every character has a code of its own in the file, so what is copied out is what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import resources
from register.errors import StorageError
from register.i18n import _

REGULAR, BOLD = "NotoSansSC-Regular", "NotoSansSC-Bold"
ASCENT = 0.88
"""Where the baseline stands below the top of the em square, as a share of the size."""

# The plain quotation marks of the typefaces are as wide as a Chinese character. Beside Latin
# letters their narrow forms are used: (stand-in that no text holds, glyph number in both faces).
NARROW = {
    "‘": ("\ufdd0", 30416),
    "’": ("\ufdd1", 30417),
    "“": ("\ufdd2", 30419),
    "”": ("\ufdd3", 30420),
}
_TYPED = {ord(stand_in): ord(mark) for mark, (stand_in, _glyph) in NARROW.items()}
_BY_LATIN = re.compile("[‘“](?=[!-\u2e7f])|(?<=[!-\u2e7f])[’”]")
_EMBEDDING = Lock()  # a loaded typeface is read through one moving position
_CMAP_BLOCK = 100  # the most entries that one block of a ToUnicode map may hold


def _narrowed(text: str) -> str:
    """Return the text with stand-ins for the quotation marks beside Latin letters."""
    if text.isascii():
        return text
    return _BY_LATIN.sub(lambda found: NARROW[found[0]][0], text)


class Widths(dict[str, float]):
    """Width of each character in thousandths of the size; fills itself as it is asked."""

    def __init__(self, face: Any) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        width = self[character] = float(self._face.getCharWidth(ord(character)))
        return width


class Face:
    """One typeface, loaded once for the process."""

    def __init__(self, name: str) -> None:
        path = resources.path("fonts", f"{name}.ttf")
        if not path.is_file():
            text = _("The font “{name}” is missing; install the program again.")
            raise StorageError(text.format(name=name))
        font = TTFont(name, str(path))
        pdfmetrics.registerFont(font)
        self.name = name
        self.ttf: Any = font.face
        for stand_in, glyph in NARROW.values():
            self.ttf.charToGlyph[ord(stand_in)] = glyph
            width = self.ttf.hmetrics[glyph][0] * 1000 / self.ttf.unitsPerEm
            self.ttf.charWidths[ord(stand_in)] = width
        self.widths = Widths(self.ttf)

    def has(self, character: str) -> bool:
        """Tell whether the typeface can draw the character."""
        return ord(character) in self.ttf.charToGlyph

    def width(self, text: str, size: float) -> float:
        """Return the width of one line of text in points."""
        return sum(map(self.widths.__getitem__, _narrowed(text))) * size / 1000


@cache
def face(name: str) -> Face:
    """Return a shipped typeface; raises StorageError when its file is gone."""
    return Face(name)


class _Codes(dict[str, str]):
    """The code of each character used so far, as four hexadecimal digits."""

    def __missing__(self, character: str) -> str:
        code = self[character] = f"{len(self) + 1:04X}"
        return code


class Font:
    """A typeface in one document; it remembers which characters were used."""

    def __init__(self, typeface: Face, name: str) -> None:
        self.face = typeface
        self.name = name
        self._codes = _Codes()

    def encode(self, text: str) -> str:
        """Return the operand that shows the text."""
        return f"<{''.join(map(self._codes.__getitem__, _narrowed(text)))}>"

    def missing(self) -> list[str]:
        """Return the characters used that the typeface can only draw as a box."""
        return sorted(character for character in self._codes if not self.face.has(character))

    def addObjects(self, document: Any) -> None:  # noqa: N802 - the name reportlab calls
        """Embed what was used: called by reportlab when the document is written."""
        codes = [ord(character) for character in self._codes]
        title = f"SUBSET+{self.face.name}"
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": pdfdoc.PDFName(title),
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([self._descendant(document, title, codes)]),
            "ToUnicode": _stream(document, f"unicode:{title}", _to_unicode(title, codes)),
        }
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.name] = document.Reference(pdfdoc.PDFDictionary(font), self.name)

    def _descendant(self, document: Any, title: str, codes: list[int]) -> Any:
        ttf = self.face.ttf
        widths = [ttf.defaultWidth, *map(ttf.getCharWidth, codes)]
        system = {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
        font = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": pdfdoc.PDFName(title),
            "CIDSystemInfo": pdfdoc.PDFDictionary(system),
            "FontDescriptor": self._embedded(document, title, codes),
            "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray([round(width) for width in widths])]),
            "CIDToGIDMap": _stream(document, f"glyphs:{title}", self._glyph_map(codes)),
        }
        return document.Reference(pdfdoc.PDFDictionary(font), f"descendant:{title}")

    def _embedded(self, document: Any, title: str, codes: list[int]) -> Any:
        with _EMBEDDING:
            return self.face.ttf.addSubsetObjects(document, title, codes)

    def _glyph_map(self, codes: list[int]) -> bytes:
        """Number the glyphs as the embedded subset does: in order of first use, 0 is the box."""
        places = {0: 0}
        glyph_of = self.face.ttf.charToGlyph
        places_of = [0, *(places.setdefault(glyph_of.get(c, 0), len(places)) for c in codes)]
        return b"".join(place.to_bytes(2, "big") for place in places_of)


def _stream(document: Any, name: str, content: bytes) -> Any:
    stream = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
    return document.Reference(stream, name)


def _to_unicode(title: str, codes: list[int]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{title} def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *_unicode_blocks(codes),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return "\n".join(lines).encode("ascii")


def _unicode_blocks(codes: list[int]) -> Iterator[str]:
    rows = [
        f"<{place:04X}> <{chr(_TYPED.get(code, code)).encode('utf-16-be').hex().upper()}>"
        for place, code in enumerate(codes, 1)
    ]
    for start in range(0, len(rows), _CMAP_BLOCK):
        block = rows[start : start + _CMAP_BLOCK]
        yield f"{len(block)} beginbfchar"
        yield from block
        yield "endbfchar"
