"""Reads ratings: numbers of the register's scale, and words by the scale a column uses.

A column is judged as a whole: by the register's own words if it uses no others, else by the
shortest shipped scale that holds every word of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from register.exchange.headings import plain
from register.exchange.scale_words import IMPACT, LIKELIHOOD, Scale
from register.exchange.workbook import Cell, cell_text
from register.scoring import Step, new_place

_LEADING = re.compile(r"\(?(\d{1,2})(?:[.,]0+)?\)?\s*[-–—:.、|=]?\s*([^\d%]*)")
_TRAILING = re.compile(r"([^\d%]*[^\d%\s.,-])\s*[-–—:]?\s*(\d{1,2})(?:[.,]0+)?\)?")
_SHIPPED = {
    "likelihood": sorted(LIKELIHOOD, key=len),
    "impact": sorted(IMPACT, key=len),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of one column are read.

    ``values``: by cell the step of the register's scale, counted from 1, None when the cell
    names none; ``words``: the mapping of words, as typed, to be shown; ``length``: the number
    of steps of the scale that the words are from, 0 when there are only numbers.
    """

    values: Mapping[Cell, int | None]
    words: Mapping[str, int] = field(default_factory=dict)
    length: int = 0

    def step(self, cell: Cell) -> int | None:
        """Return the step that a cell of the column names, if it names one."""
        return None if isinstance(cell, bool) else self.values.get(cell)


def split(cell: Cell) -> tuple[int | None, str]:
    """Return the whole number and the plain word of a cell: “4 - Likely” is 4 and “likely”.

    A number that is no whole one, and text with digits inside, give neither.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        whole = abs(cell) < 1e9 and cell == int(cell)
        return (int(cell), "") if whole else (None, "")
    if not isinstance(cell, str):
        return None, ""
    text = unicodedata.normalize("NFKC", cell).strip()
    if found := _LEADING.fullmatch(text):
        return int(found[1]), plain(found[2])
    if found := _TRAILING.fullmatch(text):
        return int(found[2]), plain(found[1])
    return None, "" if re.search(r"\d", text) else plain(text)


def read_scale(
    cells: Iterable[Cell],
    part: str,
    steps: Sequence[Step],
    chosen: Mapping[str, int] | None = None,
) -> Reading:
    """Judge one column; ``part`` is likelihood or impact, ``steps`` the register's scale.

    ``chosen``: by text of a cell the step that the user gives it, 0 for none.
    """
    parts = {cell: split(cell) for cell in set(cells) if not isinstance(cell, bool)}
    words = {word for number, word in parts.values() if number is None and word}
    scale = choose(words, part, steps) if words else ()
    size = len(steps)
    places = {
        word: new_place(place, len(scale), size)
        for place, synonyms in enumerate(scale, 1)
        for word in synonyms
    }
    values = {
        cell: places.get(word) if number is None else (number if 1 <= number <= size else None)
        for cell, (number, word) in parts.items()
    }
    if chosen:
        values = {cell: _as_chosen(cell, value, chosen) for cell, value in values.items()}
    named = {
        cell_text(cell).strip(): value
        for cell, value in values.items()
        if value is not None and parts[cell][0] is None
    }
    return Reading(values, named, len(scale))


def _as_chosen(cell: Cell, value: int | None, chosen: Mapping[str, int]) -> int | None:
    text = cell_text(cell).strip()
    return (chosen[text] or None) if text in chosen else value


def choose(words: set[str], part: str, steps: Sequence[Step]) -> Scale:
    """Return the scale that the words are from; of scales that miss some, the fullest."""
    own = tuple(tuple(plain(text) for text in step.words.values()) for step in steps)
    candidates = [own, *_SHIPPED[part]]
    return max(candidates, key=lambda scale: _held(words, scale))


def _held(words: set[str], scale: Scale) -> int:
    return sum(word in step for word in words for step in scale)
