"""The words of a heat map's cells: level, how many risks, who they are, who moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gui.matrix import place_text
from register.charts.data import HeatMapData, Place
from register.i18n import _, date_text, ngettext
from register.scoring import level_words, rate, step_words

NAMED = 8  # risks named where the mouse rests


def cell_title(data: HeatMapData, place: Place) -> str:
    """Return a cell's steps and level."""
    level = level_words(data.method, rate(data.method, *place).level)
    return _("{cell}: {level}").format(cell=place_text(data.method, *place), level=level)


def places_title(data: HeatMapData, places: Sequence[Place]) -> str:
    """Return what cells have in common: one cell, a row, a column, or the whole map."""
    rows, columns = {place[0] for place in places}, {place[1] for place in places}
    if len(places) == 1:
        return cell_title(data, places[0])
    if len(rows) == 1:
        words = step_words(data.method.likelihood, rows.pop())
        return _("Likelihood: {step}").format(step=words)
    if len(columns) == 1:
        return _("Impact: {step}").format(step=step_words(data.method.impact, columns.pop()))
    return _("Every rated risk")


def risk_count(count: int) -> str:
    """Return a number of risks in words."""
    return ngettext("{count} risk", "{count} risks", count).format(count=count)


def way_words(data: HeatMapData, places: Iterable[Place]) -> str:
    """Return how many risks leave cells and come to them, or nothing where no arrows are shown."""
    gone, come = _way(data, places)
    if data.since:
        left, arrived = _("{count} left"), _("{count} arrived")
    else:
        left = ngettext("{count} leaves", "{count} leave", gone)
        arrived = ngettext("{count} arrives", "{count} arrive", come)
    parts = [left.format(count=gone)] if gone else []
    parts += [arrived.format(count=come)] if come else []
    return _(", ").join(parts)


def moved_words(data: HeatMapData) -> str:
    """Return how many risks move between two tiers, or what happened between two days."""
    if not data.since:
        text = ngettext("{count} risk moves", "{count} risks move", data.moved)
        return text.format(count=data.moved)
    moved = ngettext("{count} risk moved", "{count} risks moved", data.moved)
    parts = [moved.format(count=data.moved)]
    parts += [_("{count} new on the map").format(count=data.came)] if data.came else []
    parts += [_("{count} no longer on it").format(count=data.left)] if data.left else []
    last = date_text(data.on) if data.on else _("today")
    days = _("{first} to {last}").format(first=date_text(data.since), last=last)
    return _("{tier}: {what}").format(tier=days, what=_(", ").join(parts))


def way_short(data: HeatMapData, places: Iterable[Place]) -> str:
    """Return the same in the few characters of a table's cell."""
    gone, come = _way(data, places)
    parts = [_("{count} out").format(count=gone)] if gone else []
    parts += [_("{count} in").format(count=come)] if come else []
    return _(", ").join(parts)


def _way(data: HeatMapData, places: Iterable[Place]) -> tuple[int, int]:
    inside = set(places)
    gone = sum(m.count for m in data.moves if m.start in inside and m.end not in inside)
    come = sum(m.count for m in data.moves if m.end in inside and m.start not in inside)
    return gone, come


def who_words(data: HeatMapData, place: Place, risks: Sequence[tuple[str, str, str]]) -> str:
    """Return a cell in lines: what it is, the risks given by id, number and title, how many more.

    risks: the first of the cell, NAMED at most.
    """
    cell = data.cells.get(place)
    count = cell.count if cell else 0
    lines = [cell_title(data, place), risk_count(count)]
    lines += [f"{number} {title}".strip() for _id, number, title in risks[:NAMED]]
    if count > len(risks[:NAMED]):
        more = count - len(risks[:NAMED])
        lines.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    way = way_words(data, [place])
    return "\n".join([*lines, way] if way else lines)
