"""Makes files to import: tables as people write them, and the corpus of bad ones."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from register.exchange.workbook import Row, Sheet, Workbook

_NS = "http://schemas.openxmlformats.org"
_MAIN = f"{_NS}/spreadsheetml/2006/main"
_RELS = f"{_NS}/package/2006/relationships"
_OFFICE = f"{_NS}/officeDocument/2006/relationships"
_TYPES = f"{_NS}/package/2006/content-types"


def workbook(*rows: Sequence[Any], name: str = "test.xlsx", kind: str = "xlsx") -> Workbook:
    """Return a workbook of one sheet that needs no file; rows count from 1."""
    filled = (
        Row(n, tuple(cells)) for n, cells in enumerate(rows, 1) if any(c != "" for c in cells)
    )
    return Workbook(name, kind, (Sheet("Risks", tuple(filled)),))


def write_xlsx(path: Path, *sheets: Sequence[Sequence[Any]], **options: Any) -> Path:
    """Write sheets of rows; ``options`` are XlsxWriter's. A sheet is named S1, S2 …"""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, **options}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for rows in sheets:
            page = book.add_worksheet(f"S{len(book.worksheets()) + 1}")
            for r, cells in enumerate(rows):
                for c, value in enumerate(cells):
                    if isinstance(value, date | datetime):
                        page.write_datetime(r, c, value, day)
                    elif value != "":
                        page.write(r, c, value)
    return path


def raw_xlsx(path: Path, rows: str, *, dimension: str = "A1", extra: str = "") -> Path:
    """Write an .xlsx whose sheet XML is given: what no honest program writes."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="S1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><dimension ref="{dimension}"/>'
        f"<sheetData>{rows}</sheetData>{extra}</worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def inline(cell: str, text: str) -> str:
    """Return the XML of a row with one text cell, such as ("B3", "x")."""
    number = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{number}"><c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def write_ods(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a minimal OpenDocument spreadsheet of text cells."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{key}:1.0"'
        for key in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="T">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def write_xls(path: Path, rows: Sequence[Sequence[str | float]]) -> Path:
    """Write a BIFF8 workbook (Excel 97) of text and number cells."""
    records = [_record(0x0809, struct.pack("<4H2I", 0x0600, 0x0010, 0, 0, 0, 0))]
    records.append(_record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, 20, 0)))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, str):
                text = struct.pack("<3HHB", r, c, 0, len(value), 1) + value.encode("utf-16-le")
                records.append(_record(0x0204, text))
            else:
                records.append(_record(0x0203, struct.pack("<3Hd", r, c, 0, value)))
    sheet = b"".join([*records, _record(0x000A, b"")])
    start = _record(0x0809, struct.pack("<4H2I", 0x0600, 0x0005, 0, 0, 0, 0))
    end = _record(0x000A, b"")
    bound = _record(0x0085, struct.pack("<IBBBB", 0, 0, 0, 1, 0) + b"T")
    offset = len(start) + len(bound) + len(end)
    bound = _record(0x0085, struct.pack("<IBBBB", offset, 0, 0, 1, 0) + b"T")
    path.write_bytes(compound({"Workbook": start + bound + end + sheet}))
    return path


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def compound(streams: dict[str, bytes]) -> bytes:
    """Return an OLE compound file; each stream is padded to 4096 bytes or more."""
    sectors: list[bytes] = []
    chain: list[int] = []
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for place, (name, data) in enumerate(streams.items(), 1):
        data = data.ljust(4096, b"\0")
        data += b"\0" * (-len(data) % 512)
        first = len(sectors)
        sectors += [data[at : at + 512] for at in range(0, len(data), 512)]
        chain += [*range(first + 1, len(sectors)), 0xFFFFFFFE]
        right = place + 1 if place < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, first, len(data), right=right))
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0")
    first_directory = len(sectors)
    sectors += [directory[at : at + 512] for at in range(0, len(directory), 512)]
    chain += [*range(first_directory + 1, len(sectors)), 0xFFFFFFFE]
    chain.append(0xFFFFFFFD)  # the table of sectors itself comes last
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    assert len(table) == 512, "one table sector is enough for tests"
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, first_directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", len(sectors)).ljust(436, b"\xff")
    return header + b"".join(sectors) + table


def _entry(
    name: str, kind: int, first: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    data = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, 0xFFFFFFFF, right, child)
    return data + b"\0" * 36 + struct.pack("<IQ", first, size)
