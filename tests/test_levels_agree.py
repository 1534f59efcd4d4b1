"""List, chart, PDF and spreadsheet show the same level for every cell of every method."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch

from gui.session import Session
from gui.tables.model import RecordModel
from register.assess import active_method, assess
from register.binder.build import build_binder
from register.binder.context import BinderOptions
from register.book import Book
from register.catalog import Catalog
from register.charts.from_book import heat_map_data
from register.charts.heatmap import HeatMap
from register.entities import METHOD, RISK, Assessment, MethodRecord, Risk
from register.entities.risk import Tier
from register.entity import new_id
from register.exchange.exporting import export_book
from register.exchange.listing import list_rows
from register.scoring import DEFAULT_METHOD, Method, level_words, product_grid, rate, to_json

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sized(rows: int, columns: int) -> Method:
    """Return a method with as many steps, whose grid is the product's."""
    words = DEFAULT_METHOD.likelihood[0]
    grid = product_grid(rows, columns, (4, 9, 16), ("low", "moderate", "high", "extreme"))
    return replace(
        DEFAULT_METHOD,
        id=new_id(),
        version=2,
        likelihood=(words,) * rows,
        impact=(words,) * columns,
        grid=grid,
        dimensions=(),
    )


METHODS = {"5x5": DEFAULT_METHOD, "3x3": sized(3, 3), "4x6": sized(4, 6), "7x7": sized(7, 7)}


def fill(book: Book, method: Method) -> dict[str, tuple[int, int]]:
    """Put one risk into every cell; returns the cell by the risk's number."""
    places = {}
    with book.change("Fill"):
        if method.id != DEFAULT_METHOD.id:
            book.table(METHOD).save(
                MethodRecord(
                    id=method.id,
                    name="Other",
                    version=2,
                    family=DEFAULT_METHOD.id,
                    definition=to_json(method),
                )
            )
        for row in range(1, len(method.likelihood) + 1):
            for column in range(1, len(method.impact) + 1):
                risk = Risk(id=new_id(), number=f"Q{row}{column}Q", title="Cell")
                book.table(RISK).save(risk)
                assess(
                    book,
                    Assessment(
                        id=new_id(),
                        risk=risk.id,
                        tier=Tier.CURRENT,
                        assessed_on=date(2026, 1, 1),
                        likelihood=row,
                        impact=column,
                    ),
                )
                places[risk.number] = (row, column)
    return places


def chart_colours(book: Book) -> dict[tuple[int, int], str]:
    """Return the colour of each cell of the drawn heat map."""
    heat = HeatMap(heat_map_data(book, Tier.CURRENT))
    found = {}
    for place in heat._places():
        box = heat._box(place)
        for patch in heat.figure.findobj(FancyBboxPatch):
            assert isinstance(patch, FancyBboxPatch)
            if abs(patch.get_x() - box.left) < 0.01 and abs(patch.get_y() - box.bottom) < 0.01:
                found[place] = to_hex(patch.get_facecolor()).upper()
    return found


def sheet_colours(path: Path) -> dict[str, tuple[str, str]]:
    """Return word and fill of the current level by risk number, from the sheet's own XML."""
    with zipfile.ZipFile(path) as archive:
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
        page = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    fills = [fill.find(f".//{SHEET}fgColor") for fill in styles.find(f"{SHEET}fills") or []]
    formats = [int(xf.get("fillId", "0")) for xf in styles.find(f"{SHEET}cellXfs") or []]
    rows = [
        [("".join(cell.itertext()), int(cell.get("s", "0"))) for cell in row]
        for row in page.iter(f"{SHEET}row")
    ]
    heading = [text for text, _style in rows[0]]
    found = {}
    for row in rows[1:]:
        number = next(text for text, _style in row if re.fullmatch(r"Q\d\dQ", text))
        words = {level.words["en"] for level in DEFAULT_METHOD.levels}
        word, style = next((text, style) for text, style in row if text in words)
        fill = fills[formats[style]]
        assert fill is not None
        found[number] = (word, f"#{fill.get('rgb', '')[-6:]}")
    assert "Current level" in heading
    return found


def printed_levels(path: Path) -> dict[str, str]:
    """Return level and score by risk number, as the binder's risk table prints them."""
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    words = "|".join(level.words["en"] for level in DEFAULT_METHOD.levels)
    found = {}
    for number, word, score in re.findall(
        rf"(Q\d\dQ)(?:(?!Q\d\dQ)[\s\S])*?({words})\s+(\d+)", text
    ):
        found[number] = f"{word} {score}"
    return found


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS.keys())
def test_list_chart_print_and_spreadsheet_agree_on_every_cell(
    method: Method, book: Book, catalog: Catalog, tmp_path: Path, qapp: object
) -> None:
    places = fill(book, method)
    assert active_method(book) == method
    listed = {row["number"]: row for row in list_rows(book, "risks")}
    colours = chart_colours(book)
    export_book(book, tmp_path / "out.xlsx", "risks")
    cells = sheet_colours(tmp_path / "out.xlsx")
    options = BinderOptions(parts=frozenset({"risks"}), language="en")
    build_binder(book, tmp_path / "out.pdf", options)
    printed = printed_levels(tmp_path / "out.pdf")
    session = Session(catalog)
    session.book = book
    model = RecordModel(session, RISK)
    shown = {
        model.text(n, RISK.by_key["number"]): model.text(n, RISK.by_key["current_level"])
        for n in range(model.rowCount())
    }
    for number, place in places.items():
        rating = rate(method, *place)
        assert rating.level
        word, colour = level_words(method, rating.level), method.level(rating.level).colour
        row = listed[number]
        assert (row["current_level"], row["current_score"]) == (rating.level, rating.score)
        assert shown[number] == word
        assert colours[place] == colour
        assert cells[number] == (word, colour)
        assert printed[number] == f"{word} {rating.score}"
