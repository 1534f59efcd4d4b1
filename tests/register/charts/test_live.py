"""A picture that was updated equals one that was drawn anew."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from register.charts.data import HeatMapData, from_rows, moves_of
from register.charts.live import LiveHeatMap
from register.scoring import DEFAULT_METHOD

PLACE = st.tuples(st.integers(1, 5), st.integers(1, 5))


@st.composite
def maps(draw: st.DrawFn) -> HeatMapData:
    rows = draw(st.lists(st.none() | PLACE, max_size=12))
    named = [(f"R-{n:03d}", *(place or (None, None))) for n, place in enumerate(rows)]
    data = from_rows(DEFAULT_METHOD, "current", named)
    moves = draw(st.lists(st.tuples(st.just("R-001"), PLACE, PLACE), max_size=1))
    return replace(data, second="residual", moves=moves_of(moves)) if moves else data


@settings(max_examples=12, deadline=None)
@given(st.lists(maps(), min_size=2, max_size=3))
def test_updated_picture_equals_a_new_one(steps: list[HeatMapData]) -> None:
    live = LiveHeatMap(steps[0])
    for data in steps[1:]:
        live.show(data)
        assert bytes(live.pixels()) == bytes(LiveHeatMap(data).pixels())
    assert live.pixel_size() == (768, 537)
