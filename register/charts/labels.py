"""The words on a heat map, cut to the room they have."""

from __future__ import annotations

from register.charts.data import Cell, HeatMapData, Move, elsewhere_words
from register.charts.drawing import shown
from register.entities.risk import TIERS, Tier
from register.i18n import _, date_text, ngettext, translated
from register.scoring import Step, words_in

_WIDE = 0x2E80  # from here on characters are as wide as they are high
_WORD = 12  # a longer step name is set in two lines


def step_label(value: int, step: Step) -> str:
    """Return a step with its value, in two lines when it is long."""
    words = shown(words_in(step.words), 24)
    if len(words) > _WORD and " " in words:
        head, _space, tail = words.partition(" ")
        words = f"{head}\n{tail}"
    return f"{value}  {words}"


def fitting(text: str, room: float, size: float) -> str:
    """Return the text if its widest line has room, in points, at a size; else nothing."""
    widest = max(sum(1.0 if ord(c) > _WIDE else 0.55 for c in part) for part in text.split("\n"))
    return text if widest * size <= room else ""


def number_lines(cell: Cell, room: int, most: int) -> str:
    """Return as many risk numbers as have room, and "+n" for the others.

    room: characters in a line; most: lines.
    """
    lines: list[str] = [""]
    used = 0
    for number in cell.numbers:
        text = shown(number, 14)
        joined = f"{lines[-1]} {text}".strip()
        if len(joined) <= room:
            lines[-1] = joined
        elif len(lines) < most:
            lines.append(text)
        else:
            break
        used += 1
    return _with_rest(lines, cell.count, used, room) if most else ""


def _with_rest(lines: list[str], count: int, used: int, room: int) -> str:
    while used < count and used and len(f"{lines[-1]} +{count - used}") > room:
        head, _space, _last = lines[-1].rpartition(" ")
        if not head:
            break
        lines[-1] = head
        used -= 1
    if used and used < count:
        lines[-1] = f"{lines[-1]} +{count - used}"
    return "\n".join(lines)


def move_label(move: Move, *, short: bool = False) -> str:
    """Return what stands on an arrow: a risk number, and how many more.

    short: only how many, and nothing for one.
    """
    if short or not move.numbers:
        return "" if short and move.count == 1 else str(move.count)
    rest = f" +{move.count - 1}" if move.count > 1 else ""
    return f"{shown(move.numbers[0], 14)}{rest}"


def subtitle(data: HeatMapData) -> str:
    """Return the line that says how things stand."""
    text = ngettext(
        "{tier} level: {count} risk rated", "{tier} level: {count} risks rated", data.rated
    )
    text = text.format(tier=_tier_words(data.tier), count=data.rated)
    if data.on:
        text = _("{day}, {what}").format(day=date_text(data.on), what=text)
    if data.closed:
        text += _(", {count} closed not shown").format(count=data.closed)
    return text


def side_note(data: HeatMapData) -> str:
    """Return in lines what else is to be known of the map; or nothing."""
    return "\n".join(text for text in (elsewhere_words(data), move_note(data)) if text)


def move_note(data: HeatMapData) -> str:
    """Return what the arrows mean and how many risks move, in lines; or nothing."""
    if data.since:
        return "\n".join([*_days(data), *_moved_since(data), *_undrawn(data)])
    if not data.second:
        return ""
    text = _("Arrows: {first} to {second}")
    lines = [text.format(first=_tier_words(data.tier), second=_tier_words(data.second))]
    moved = ngettext("{count} risk moves", "{count} risks move", data.moved)
    lines.append(moved.format(count=data.moved))
    return "\n".join([*lines, *_undrawn(data)])


def _days(data: HeatMapData) -> list[str]:
    last = date_text(data.on) if data.on else _("today")
    first = _("Arrows: from {day}").format(day=date_text(data.since))
    return [first, _("to {day}").format(day=last)]


def _moved_since(data: HeatMapData) -> list[str]:
    moved = ngettext("{count} risk moved", "{count} risks moved", data.moved)
    lines = [moved.format(count=data.moved)]
    if data.came:
        lines.append(_("{count} new on the map").format(count=data.came))
    if data.left:
        lines.append(_("{count} no longer on it").format(count=data.left))
    return lines


def _undrawn(data: HeatMapData) -> list[str]:
    if not data.undrawn:
        return []
    text = ngettext(
        "{count} of them without an arrow", "{count} of them without an arrow", data.undrawn
    )
    return [text.format(count=data.undrawn)]


def _tier_words(tier: str) -> str:
    return translated(TIERS[Tier(tier)])
