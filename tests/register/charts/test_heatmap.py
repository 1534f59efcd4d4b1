"""The heat map shows what scoring says, counts what it is given, and prints any text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text

from register.charts.data import HeatMapData, from_rows, moves_of
from register.charts.drawing import DARK, save_figure, shown
from register.charts.heatmap import HATCHES, HeatMap
from register.errors import RegisterError, StorageError
from register.i18n import language
from register.scoring import DEFAULT_METHOD, Method, product_grid, rate

KEYS = [level.key for level in DEFAULT_METHOD.levels]


def method_of(rows: int, columns: int) -> Method:
    steps = DEFAULT_METHOD.likelihood + DEFAULT_METHOD.impact
    grid = product_grid(rows, columns, (5, 9, 16), KEYS, top_floor=1)
    return replace(DEFAULT_METHOD, likelihood=steps[:rows], impact=steps[:columns], grid=grid)


def texts(heat: HeatMap) -> list[str]:
    found = [t for t in heat.figure.findobj(Text) if t.get_visible()]
    return [t.get_text() for t in found if isinstance(t, Text) and t.get_text()]


def some_data() -> HeatMapData:
    rows = [("R-001", 4, 5), ("R-002", 4, 5), ("R-003", 1, 1), ("R-004", None, 3)]
    return from_rows(DEFAULT_METHOD, "current", rows)


@pytest.mark.parametrize(("rows", "columns"), [(3, 3), (5, 5), (4, 6), (7, 7)])
def test_every_cell_has_the_level_that_scoring_gives(rows: int, columns: int) -> None:
    method = method_of(rows, columns)
    heat = HeatMap(from_rows(method, "current", []))
    for likelihood, impact in heat._places():
        level = method.level(rate(method, likelihood, impact).level or "")
        box = heat._box((likelihood, impact))
        cell = next(
            patch
            for patch in heat.figure.findobj(FancyBboxPatch)
            if isinstance(patch, FancyBboxPatch)
            and abs(patch.get_x() - box.left) < 0.01
            and abs(patch.get_y() - box.bottom) < 0.01
        )
        assert to_hex(cell.get_facecolor()).upper() == level.colour
        assert (cell.get_hatch() or "") == HATCHES[level.pattern]


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"R-[0-9]{3}", fullmatch=True),
            st.none() | st.integers(1, 5),
            st.none() | st.integers(1, 5),
        )
    )
)
def test_each_risk_is_counted_once(rows: list[tuple[str, int | None, int | None]]) -> None:
    data = from_rows(DEFAULT_METHOD, "current", rows)
    assert data.rated + data.not_rated == len(rows)
    assert sum(data.level_counts().values()) == data.rated
    assert all(cell.count == len(cell.numbers) for cell in data.cells.values())


def test_not_rated_stands_in_the_margin_and_in_no_cell() -> None:
    heat = HeatMap(some_data())
    assert "Not rated 1" in texts(heat)
    assert "R-004" not in " ".join(texts(heat))
    assert "Current level: 3 risks rated" in texts(heat)


def test_numbers_that_have_no_room_become_a_count() -> None:
    rows = [(f"R-{number:03d}", 3, 3) for number in range(1, 41)]
    found = " ".join(texts(HeatMap(from_rows(DEFAULT_METHOD, "current", rows))))
    shown_numbers = re.findall(r"R-\d+", found)
    rest = re.search(r"\+(\d+)", found)
    assert rest
    assert len(shown_numbers) + int(rest[1]) == 40


def test_labels_are_chinese_in_a_chinese_register() -> None:
    with language("zh_CN"):
        found = texts(HeatMap(some_data()))
    for words in ("5  几乎确定", "3  中等", "重大", "低", "可能性", "影响", "未评级 1"):
        assert words in found


def test_update_shows_other_data_in_the_same_artists() -> None:
    heat = HeatMap(some_data())
    before = len(heat.figure.findobj(Text))
    heat.update(from_rows(DEFAULT_METHOD, "current", [("R-009", 2, 2)]))
    assert len(heat.figure.findobj(Text)) == before
    found = texts(heat)
    assert "R-009" in found
    assert "R-003" not in found
    assert "Not rated 0" in found


def test_update_refuses_another_method() -> None:
    with pytest.raises(ValueError, match="another heat map"):
        HeatMap(some_data()).update(from_rows(method_of(3, 3), "current", []))


def test_moves_come_and_go_with_the_data() -> None:
    places = [("R-001", (4, 5), (2, 3)), ("R-002", (4, 5), (2, 3)), ("R-003", (1, 1), (1, 1))]
    moves = moves_of(places)
    assert [(move.count, move.numbers) for move in moves] == [(2, ("R-001", "R-002"))]
    moving = replace(some_data(), second="residual", moves=moves)
    heat = HeatMap(moving)
    assert "Arrows: Current to Residual\n2 risks move" in texts(heat)
    assert "R-001 +1" in texts(heat)
    heat.update(some_data())
    assert "R-001 +1" not in texts(heat)


def test_a_point_of_the_figure_leads_to_its_cell() -> None:
    heat = HeatMap(some_data())
    for place in heat._places():
        x, y = heat._box(place).centre
        assert heat.place_at(x / heat._size[0], y / heat._size[1]) == place
    assert heat.place_at(0.01, 0.01) is None


@pytest.mark.parametrize("text", ["$\\frac{$", "<b>x", "龘😀", "a\x00b\nc", "x" * 200_000])
def test_any_text_can_be_a_risk_number(text: str, tmp_path: Path) -> None:
    heat = HeatMap(from_rows(DEFAULT_METHOD, "current", [(text, 5, 5)]))
    save_figure(heat.figure, tmp_path / "map.png")
    assert any(shown(text, 14) in found for found in texts(heat))


def test_saved_pictures_hold_the_words(tmp_path: Path) -> None:
    with language("zh_CN"):
        figure = HeatMap(some_data()).figure
    for suffix in ("png", "svg", "pdf"):
        save_figure(figure, tmp_path / f"map.{suffix}")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert "几乎确定" in (tmp_path / "map.svg").read_text(encoding="utf-8")
    with pypdfium2.PdfDocument(tmp_path / "map.pdf") as pdf:
        assert "几乎确定" in pdf[0].get_textpage().get_text_range()


def test_the_same_map_gives_the_same_bytes(tmp_path: Path) -> None:
    for suffix in ("svg", "pdf"):
        paths = [tmp_path / f"{name}.{suffix}" for name in ("one", "two")]
        for path in paths:
            save_figure(HeatMap(some_data(), DARK).figure, path)
        assert paths[0].read_bytes() == paths[1].read_bytes()


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"\.jpg"):
        save_figure(HeatMap(some_data()).figure, tmp_path / "map.jpg")
    assert not list(tmp_path.glob("map*"))


def test_a_folder_that_is_gone_is_named_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        save_figure(HeatMap(some_data()).figure, tmp_path / "gone" / "map.png")
