"""PDF bytes written by hand, as fast as Python can: the limit for the binder."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

from register.binder.text import break_lines

_SIZE, _LEADING, _PAD = 8.5, 12.0, 4.0


class _Codes(dict[str, str]):
    def __init__(self, glyphs: dict[int, int]) -> None:
        super().__init__()
        self._glyphs = glyphs

    def __missing__(self, character: str) -> str:
        code = self[character] = f"{self._glyphs.get(ord(character), 0):04X}"
        return code


class _Widths(dict[str, float]):
    def __init__(self, glyphs: dict[int, str], metrics: dict[str, tuple[int, int]]) -> None:
        super().__init__()
        self._glyphs, self._metrics = glyphs, metrics

    def __missing__(self, character: str) -> float:
        glyph = self._glyphs.get(ord(character), ".notdef")
        width = self[character] = float(self._metrics[glyph][0])
        return width


class RawPdf:
    """Pages of text and tables, without contents, links or headers."""

    def __init__(self, font: Path, size: tuple[float, float], edge: float) -> None:
        from fontTools.ttLib import TTFont

        self._font = font
        self._size, self._edge = size, edge
        ttf = TTFont(font, lazy=True)
        names = ttf.getBestCmap()
        metrics = ttf["hmtx"].metrics
        self._widths = _Widths(names, metrics)
        self._codes = _Codes({code: ttf.getGlyphID(name) for code, name in names.items()})
        self._pages: list[bytes] = []
        self._code: list[str] = []
        self._y = 0.0

    def new_page(self) -> None:
        self._end_page()
        self._y = self._size[1] - self._edge

    def text(self, text: str, size: float, leading: float) -> None:
        for line in break_lines(text, self._width * 1000 / size, self._widths):
            if self._y - leading < self._edge:
                self.new_page()
            self._y -= leading
            self._show(self._edge, self._y, [line], size, leading)

    def table(self, rows: list[list[str]], shares: tuple[int, ...]) -> None:
        widths = [self._width * share / sum(shares) for share in shares]
        for row in rows:
            cells = [
                break_lines(cell, (width - 2 * _PAD) * 1000 / _SIZE, self._widths)
                for cell, width in zip(row, widths, strict=True)
            ]
            height = max(map(len, cells)) * _LEADING + 2 * _PAD
            if self._y - height < self._edge:
                self.new_page()
            left = self._edge
            for cell, width in zip(cells, widths, strict=True):
                self._show(left + _PAD, self._y - _PAD - _SIZE, cell, _SIZE, _LEADING)
                left += width
            self._y -= height
            self._code.append(f"{self._edge} {self._y:.2f} m {left:.2f} {self._y:.2f} l S")

    def save(self, out: Path) -> int:
        self._end_page()
        objects = [b"<< /Type /Catalog /Pages 2 0 R >>", self._page_tree(), *self._font_objects()]
        for number, page in enumerate(self._pages):
            objects.append(self._page(9 + 2 * number))
            objects.append(_stream(page))
        out.write_bytes(_file(objects))
        return len(self._pages)

    @property
    def _width(self) -> float:
        return self._size[0] - 2 * self._edge

    def _show(self, x: float, y: float, lines: list[str], size: float, leading: float) -> None:
        get = self._codes.__getitem__
        shown = "> Tj T* <".join("".join(map(get, line)) for line in lines)
        self._code.append(f"BT /F1 {size} Tf {leading} TL {x:.2f} {y:.2f} Td <{shown}> Tj ET")

    def _end_page(self) -> None:
        if self._code:
            self._pages.append(zlib.compress("\n".join(self._code).encode("ascii"), 6))
            self._code = []

    def _page_tree(self) -> bytes:
        kids = " ".join(f"{9 + 2 * number} 0 R" for number in range(len(self._pages)))
        return f"<< /Type /Pages /Count {len(self._pages)} /Kids [{kids}] >>".encode()

    def _page(self, number: int) -> bytes:
        box = f"[0 0 {self._size[0]} {self._size[1]}]"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        return (
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} {fonts} /Contents {number + 1} 0 R >>"
        ).encode()

    def _font_objects(self) -> list[bytes]:
        used = sorted(self._codes)
        codes = [int(self._codes[character], 16) for character in used]
        widths = " ".join(
            f"{code} [{self._widths[character]:g}]"
            for code, character in zip(codes, used, strict=True)
        )
        unicode = "\n".join(
            f"1 beginbfchar <{code:04X}> <{character.encode('utf-16-be').hex()}> endbfchar"
            for code, character in zip(codes, used, strict=True)
        )
        system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        name = "/BaseFont /SUBSET+NotoSansSC"
        return [
            f"<< /Type /Font /Subtype /Type0 {name} /Encoding /Identity-H "
            "/DescendantFonts [4 0 R] /ToUnicode 7 0 R >>".encode(),
            f"<< /Type /Font /Subtype /CIDFontType2 {name} {system} /FontDescriptor 5 0 R "
            f"/CIDToGIDMap /Identity /W [{widths}] >>".encode(),
            b"<< /Type /FontDescriptor /FontName /SUBSET+NotoSansSC /Flags 4 /ItalicAngle 0 "
            b"/FontBBox [-1000 -1000 2000 2000] /Ascent 880 /Descent -120 /CapHeight 700 "
            b"/StemV 80 /FontFile2 6 0 R >>",
            _stream(zlib.compress(self._subset(used))),
            _stream(zlib.compress(_unicode_map(unicode))),
            b"null",
        ]

    def _subset(self, used: list[str]) -> bytes:
        from fontTools import subset

        options = subset.Options(retain_gids=True, notdef_outline=True, layout_features=[])
        font = subset.load_font(str(self._font), options)
        worker = subset.Subsetter(options)
        worker.populate(text="".join(used))
        worker.subset(font)
        out = BytesIO()
        font.save(out)
        return out.getvalue()


def _unicode_map(rows: str) -> bytes:
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
    space = "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    return f"{head}\n{space}\n{rows}\nendcmap end end".encode()


def _stream(packed: bytes) -> bytes:
    head = f"<< /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
    return head + packed + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    out = BytesIO()
    out.write(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + content + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF" % start)
    return out.getvalue()
