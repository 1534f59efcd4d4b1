"""Pages fill from the top, tables go on with their header, and nothing is lost at a page's end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import resources
from register.binder.blocks import Empty, Facts, Heading, Labelled, Paragraph, RuledLines, Title
from register.binder.contents import Contents, Entry
from register.binder.figure import Picture
from register.binder.flow import Layout, PageLimitReached
from register.binder.font import BOLD, NARROW, REGULAR, face
from register.binder.styles import PAPERS, Margins
from register.binder.table import Column, Table
from register.charts.data import from_rows
from register.charts.heatmap import HeatMap
from register.i18n import language
from register.scoring import DEFAULT_METHOD
from tests.register.binder.reading import (
    A4,
    characters,
    outline,
    pages,
    print_blocks,
    squeezed,
    whole,
)

LONG = (
    "双路供电，每月切换演练（含备用机房）；由值班经理确认。Provider contract with a penalty clause."
)


def columns(*shares: float) -> list[Column]:
    return [Column(f"Head{place}", share) for place, share in enumerate(shares)]


def test_table_repeats_its_header_on_every_page(tmp_path: Path) -> None:
    rows = [[f"row{place}", LONG * 2] for place in range(120)]
    print_blocks(tmp_path / "t.pdf", Table(columns(1, 4), rows))
    found = pages(tmp_path / "t.pdf")
    assert len(found) > 4
    assert all(text.count("Head0") == 1 for text in found)
    assert re.findall(r"row\d+", " ".join(found)) == [row[0] for row in rows]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=1, max_size=8),
    st.integers(0, 60),
    st.floats(0.1, 0.9),
)
def test_no_cell_text_is_lost_whatever_its_length(
    tmp_path_factory: pytest.TempPathFactory,
    sizes: list[tuple[int, int]],
    before: int,
    share: float,
) -> None:
    path = tmp_path_factory.mktemp("t") / "t.pdf"
    rows = [
        [" ".join(f"a{row}x{word}" for word in range(left)), "".join(f"乙{row}丙{word}，" for word in range(right))]
        for row, (left, right) in enumerate(sizes)
    ]  # fmt: skip
    blocks = [Paragraph("\n".join(["."] * before)), Table(columns(share, 1 - share), rows)]
    print_blocks(path, *blocks)
    found = pages(path)
    words = re.findall(r"a\d+x\d+", " ".join(found))
    assert sorted(words) == sorted(word for row in rows for word in row[0].split())
    chinese = squeezed("".join(found))
    assert {chinese.count(mark) for mark in "乙丙，"} == {sum(size for _, size in sizes)}


def test_a_row_taller_than_a_page_is_divided(tmp_path: Path) -> None:
    giant = "很长的说明，" * 3000
    print_blocks(
        tmp_path / "t.pdf", Table(columns(1, 2), [["before", "x"], ["mid", giant], ["after", "y"]])
    )
    text = whole(tmp_path / "t.pdf")
    assert text.count("很") == 3000
    assert "before" in text
    assert "after" in text


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_everything_stays_inside_the_margins(tmp_path: Path, paper: str) -> None:
    size, margins = PAPERS[paper], Margins()
    rows = [[f"R-{place}", LONG * (place % 9), "x" * (place * 7)] for place in range(60)]
    blocks = [Title("k", LONG), Facts([("A", LONG), ("B", "")]), Table(columns(1, 3, 2), rows)]
    flow = print_blocks(tmp_path / "t.pdf", *blocks, layout=Layout(size, running_left=LONG * 9))
    for page in range(1, flow.page + 1):
        left = margins.side + (margins.gutter if page % 2 else 0)
        right = size[0] - margins.side - (0 if page % 2 else margins.gutter)
        for box in characters(tmp_path / "t.pdf", page):
            assert left - 1 <= box[0]
            assert box[2] <= right + 1
            assert 0 < box[1] < box[3] < size[1]


def test_the_gutter_changes_sides_only_for_duplex(tmp_path: Path) -> None:
    lines = Paragraph("\n".join(["line"] * 200))
    for duplex, different in ((True, True), (False, False)):
        print_blocks(tmp_path / "t.pdf", lines, layout=Layout(A4, duplex=duplex))
        edges = [min(box[0] for box in characters(tmp_path / "t.pdf", page)) for page in (2, 3)]
        assert (abs(edges[0] - edges[1]) > 10) is different


def test_each_page_says_which_of_how_many_it_is(tmp_path: Path) -> None:
    for tongue, pattern in (("en", "Page {} of {}"), ("zh_CN", "第{}页，共{}页")):
        with language(tongue):
            flow = print_blocks(tmp_path / "t.pdf", Paragraph("\n".join(["x"] * 500)))
        for number, text in enumerate(pages(tmp_path / "t.pdf"), 1):
            assert squeezed(pattern.format(number, flow.page)) in squeezed(text)


def test_contents_lead_to_the_right_pages(tmp_path: Path) -> None:
    entries = [
        Entry(f"k{place}", f"Title{place:03d}" + " long" * (place % 30)) for place in range(90)
    ]
    titles = [
        Title(entry.key, entry.text, new_page=place % 3 == 0) for place, entry in enumerate(entries)
    ]
    print_blocks(tmp_path / "t.pdf", Contents(entries), *titles, first=False)
    found = pages(tmp_path / "t.pdf")
    marks = {title[:8]: page for _, title, page in outline(tmp_path / "t.pdf")[1:]}
    listed = "".join(found[: min(marks.values()) - 1])
    for entry in entries:
        page = marks[entry.text[:8]]
        assert entry.text[:8] in found[page - 1]
        assert re.search(rf"{entry.text[:8]}[^T]*?{page}(?!\d)", listed)


def test_a_figure_is_printed_as_text_and_lines(tmp_path: Path) -> None:
    data = from_rows(DEFAULT_METHOD, "current", [("R-001", 4, 5), ("R-002", None, 1)])
    with language("zh_CN"):
        picture = Picture(lambda width: HeatMap(data, size=(width, 5)).figure)
        print_blocks(tmp_path / "t.pdf", picture)
    text = whole(tmp_path / "t.pdf")
    for words in ("R-001", "几乎确定", "灾难", "重大", "可能性", "未评级1"):
        assert words in text
    raw = (tmp_path / "t.pdf").read_bytes()
    assert b"/Image" not in raw.replace(b"/ImageB", b"").replace(b"/ImageC", b"").replace(
        b"/ImageI", b""
    )


def test_only_embedded_fonts_are_named(tmp_path: Path) -> None:
    print_blocks(tmp_path / "t.pdf", Heading("标题"), Paragraph("text"), Empty("none"))
    raw = (tmp_path / "t.pdf").read_bytes()
    assert b"Helvetica" not in raw
    assert set(re.findall(rb"/BaseFont\s*/(\S+)", raw)) == {
        f"SUBSET+{name}".encode() for name in (REGULAR, BOLD)
    }
    assert raw.count(b"/FontFile2") == 2


def test_missing_glyphs_are_boxes_that_still_copy_as_typed(tmp_path: Path) -> None:
    flow = print_blocks(tmp_path / "t.pdf", Paragraph("before 😀 𠮷 after"))
    assert flow.canvas.missing() == ["😀", "𠮷"]
    assert "before😀𠮷after" in whole(tmp_path / "t.pdf")


def test_quotation_marks_beside_latin_letters_are_narrow_and_copy_as_typed(tmp_path: Path) -> None:
    text = "It’s a “test” 他说“好的”。"
    print_blocks(tmp_path / "t.pdf", Paragraph(text))
    assert squeezed(text) in whole(tmp_path / "t.pdf")
    assert face(REGULAR).width("It’s", 10) < face(REGULAR).width("It0s", 10)
    assert face(REGULAR).width("好”", 10) == pytest.approx(20)


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_narrow_quotation_marks_are_those_of_the_shipped_font(name: str) -> None:
    with TTFont(resources.path("fonts", f"{name}.ttf"), lazy=True) as font:
        names = font.getBestCmap()
        table = font["GSUB"].table
        feature = next(r for r in table.FeatureList.FeatureRecord if r.FeatureTag == "pwid")
        (place,) = feature.Feature.LookupListIndex
        for mark, (_stand_in, glyph) in NARROW.items():
            found = [
                getattr(part, "ExtSubTable", part).mapping.get(names[ord(mark)])
                for part in table.LookupList.Lookup[place].SubTable
            ]
            assert font.getGlyphName(glyph) in found


def test_lines_never_begin_with_a_closing_mark(tmp_path: Path) -> None:
    for share in range(8, 30, 3):
        row = [LONG * 3, ""]
        print_blocks(tmp_path / "t.pdf", Table(columns(share, 40 - share), [row]))
        lines = "\n".join(pages(tmp_path / "t.pdf")).split("\n")
        assert not [line for line in lines if line[:1] in set("，。；：！？）」、")]


def test_headings_keep_some_of_what_follows(tmp_path: Path) -> None:
    for before in range(25, 45):
        filler = Paragraph("\n".join(["."] * before))
        print_blocks(tmp_path / "t.pdf", filler, Heading("Kept"), Paragraph("one\ntwo\nthree"))
        page = next(text for text in pages(tmp_path / "t.pdf") if "Kept" in text)
        assert "two" in page


def test_lines_for_notes_are_left_out_where_there_is_no_room(tmp_path: Path) -> None:
    for before, expected in ((5, True), (43, False)):
        filler = Paragraph("\n".join(["."] * before))
        print_blocks(tmp_path / "t.pdf", filler, RuledLines("Notes"), Labelled("a", "b"))
        assert ("Notes" in whole(tmp_path / "t.pdf")) is expected


def test_a_page_limit_stops_the_flow(tmp_path: Path) -> None:
    with pytest.raises(PageLimitReached):
        print_blocks(
            tmp_path / "t.pdf",
            Paragraph("\n".join(["x"] * 5000)),
            layout=Layout(A4, page_limit=3),
        )
