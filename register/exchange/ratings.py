"""Reads the likelihoods and impacts of a table, and compares scores and levels with ours.

What cannot be read as a rating is kept as custom text and leaves the risk not rated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from register.entities.risk import LevelKey, RiskKind, Tier
from register.exchange.columns import Table
from register.exchange.headings import Column, plain
from register.exchange.level_words import LEVELS
from register.exchange.other_methods import Methods
from register.exchange.plan import Draft, Rate, Remark, ScaleUse
from register.exchange.scales import Reading, read_scale, split
from register.exchange.workbook import Cell, cell_name, cell_text, column_name, is_blank
from register.fields import Number, clean
from register.i18n import _
from register.scoring import Method, Step, level_words, rate


@dataclass(frozen=True, slots=True)
class _Scale:
    """The column that a part of the rating is read from, and how."""

    column: Column
    reading: Reading


def read_ratings(
    table: Table, drafts: Sequence[Draft], methods: Methods
) -> tuple[list[ScaleUse], list[Remark]]:
    """Add ratings, warnings and custom texts to the drafts.

    Steps are read on the scales of the method for threats. Returns how words were read, and
    remarks about whole columns.
    """
    method = methods.threats
    scales: list[ScaleUse] = []
    remarks: list[Remark] = []
    for tier in Tier:
        likelihood = _pick(table, drafts, "likelihood", tier, method)
        impact = _pick(table, drafts, "impact", tier, method)
        if likelihood and impact:
            rates = {kind: _rates(tier, each) for kind, each in methods.by_kind.items()}
            _TierRatings(table, tier, (likelihood, impact), rates).read(drafts)
            scales += [use for scale in (likelihood, impact) for use in _use(scale)]
        elif alone := likelihood or impact:
            keep_as_custom(table, drafts, alone.column)
            remarks.append(_lonely(table, alone.column))
        _compare(table, drafts, tier, method)
    return scales, remarks


def _pick(
    table: Table, drafts: Sequence[Draft], part: str, tier: Tier, method: Method
) -> _Scale | None:
    """Return the column to read: words beat numbers; the others become custom texts."""
    steps = method.likelihood if part == "likelihood" else method.impact
    found = [
        _Scale(column, column_scale(table, column, steps))
        for column in table.rating_columns(part, tier)
    ]
    if not found:
        return None
    best = max(found, key=lambda scale: bool(scale.reading.words))
    for scale in found:
        if scale is not best:
            keep_as_custom(table, drafts, scale.column)
    return best


def column_scale(table: Table, column: Column, steps: Sequence[Step]) -> Reading:
    """Return how a rating column is read, the user's steps before the guessed ones."""
    chosen = table.steps.get(column.index)
    return read_scale(table.cells[column.index], column.field, steps, chosen)


def keep_as_custom(table: Table, drafts: Sequence[Draft], column: Column) -> None:
    """Keep a column's texts in a custom field of its name."""
    for draft, cell in zip(drafts, table.cells[column.index], strict=True):
        if not is_blank(cell):
            draft.custom[column.heading] = clean(cell_text(cell))[0]


def _use(scale: _Scale) -> Iterator[ScaleUse]:
    if scale.reading.words:
        yield ScaleUse(scale.column.heading, scale.reading.words, scale.reading.length)


def _lonely(table: Table, column: Column) -> Remark:
    text = _("“{heading}” has no partner to make a rating with; it is kept as a custom field.")
    return Remark(table.sheet, column_name(column.index), text.format(heading=column.heading))


def _rates(tier: Tier, method: Method) -> Mapping[tuple[int, int], Rate]:
    """Return every rating there is in a tier, by likelihood and impact."""
    rates = {}
    for pair in product(range(1, len(method.likelihood) + 1), range(1, len(method.impact) + 1)):
        rating = rate(method, *pair)
        level = LevelKey(rating.level) if rating.level else None
        rates[pair] = Rate(tier, *pair, rating.score, level, method.id)
    return rates


@dataclass(frozen=True, slots=True)
class _TierRatings:
    """Rates the rows of a table in one tier; ``rates``: by kind of risk every rating there is."""

    table: Table
    tier: Tier
    scales: tuple[_Scale, _Scale]
    rates: Mapping[RiskKind, Mapping[tuple[int, int], Rate]]

    def read(self, drafts: Sequence[Draft]) -> None:
        """Rate every row."""
        columns = (self.table.cells[scale.column.index] for scale in self.scales)
        for draft, *cells in zip(drafts, *columns, strict=True):
            if self.tier in draft.elsewhere:
                self._pass_over(draft, cells)
            else:
                self._rate(draft, cells)

    def _rate(self, draft: Draft, cells: Sequence[Cell]) -> None:
        pairs = list(zip(self.scales, cells, strict=True))
        likelihood, impact = (scale.reading.step(cell) for scale, cell in pairs)
        if likelihood is not None and impact is not None:
            if rate := self.rates.get(draft.kind, {}).get((likelihood, impact)):
                draft.rates.append(rate)
            else:
                self._keep(draft, cells, _("no method in use rates this; the risk is not rated."))
        elif not all(is_blank(cell) for cell in cells):
            for (scale, cell), step in zip(pairs, (likelihood, impact), strict=True):
                _keep_unrated(self.table, draft, scale, cell, step)

    def _pass_over(self, draft: Draft, cells: Sequence[Cell]) -> None:
        """Leave a tier that another method rates; say so unless the cells agree with it."""
        held = draft.elsewhere[self.tier]
        same = all(_says(cell, value) for cell, value in zip(cells, held, strict=True))
        if not same and not all(is_blank(cell) for cell in cells):
            self._keep(draft, cells, _("another method rates this risk; its rating stays."))

    def _keep(self, draft: Draft, cells: Sequence[Cell], text: str) -> None:
        for scale, cell in zip(self.scales, cells, strict=True):
            if not is_blank(cell):
                draft.custom[scale.column.heading] = clean(cell_text(cell))[0]
        draft.remarks.append(remark(self.table, draft, self.scales[0].column, text))


def _says(cell: Cell, value: float | None) -> bool:
    """Tell whether a cell holds a value, as this program writes it."""
    return is_blank(cell) if value is None else cell_text(cell) == Number().format(value)


def _keep_unrated(table: Table, draft: Draft, scale: _Scale, cell: Cell, step: int | None) -> None:
    """Keep one half of a rating that did not come about, and say why it did not."""
    if not is_blank(cell):
        draft.custom[scale.column.heading] = clean(cell_text(cell))[0]
    if step is not None:
        return
    if is_blank(cell):
        text = _("half of a rating is missing; the risk is not rated.")
    else:
        text = _("“{text}” is not a step of the scale; the risk is not rated.").format(
            text=cell_text(cell)[:80]
        )
    draft.remarks.append(remark(table, draft, scale.column, text))


def remark(table: Table, draft: Draft, column: Column, text: str) -> Remark:
    """Return a warning about one cell."""
    return Remark(table.sheet, cell_name(draft.number, column.index), text)


def _compare(table: Table, drafts: Sequence[Draft], tier: Tier, method: Method) -> None:
    """Warn where a score or level of the sheet is not the one its rating gives here."""
    for part in ("score", "level"):
        for column in table.rating_columns(part, tier):
            cells = table.cells[column.index]
            levels = _levels(cells, method)
            for draft, cell in zip(drafts, cells, strict=True):
                if not is_blank(cell) and not draft.known_as:
                    _compare_cell(table, draft, column, cell, _Expected(tier, method, levels))


@dataclass(frozen=True, slots=True)
class _Expected:
    """What a cell is compared with; ``levels``: by plain word the levels it may mean."""

    tier: Tier
    method: Method
    levels: dict[str, set[str]]

    def rating(self, draft: Draft) -> Rate | None:
        return next((item for item in draft.rates if item.tier is self.tier), None)

    def agrees(self, rating: Rate, cell: Cell, is_score: bool) -> bool | None:
        """Tell whether a cell says what the rating is; None when it says nothing we know."""
        number, word = split(cell)
        if number is not None:
            return number == rating.score if is_score or number == rating.score else None
        return rating.level in self.levels[word] if word in self.levels else None


def _compare_cell(
    table: Table, draft: Draft, column: Column, cell: Cell, expected: _Expected
) -> None:
    rating = expected.rating(draft)
    verdict = expected.agrees(rating, cell, column.field == "score") if rating else None
    if verdict:
        return
    draft.custom[column.heading] = clean(cell_text(cell))[0]
    if rating is not None and rating.level is not None and verdict is False:
        text = _("“{heading}” says {theirs}; the register’s method gives {score}, {level}.")
        draft.remarks.append(
            remark(
                table,
                draft,
                column,
                text.format(
                    heading=column.heading,
                    theirs=cell_text(cell)[:80],
                    score=rating.score,
                    level=level_words(expected.method, rating.level),
                ),
            )
        )


def _levels(cells: Sequence[Cell], method: Method) -> dict[str, set[str]]:
    """Return by plain word the levels of the method that it may mean in this column."""
    words = {word for number, word in map(split, set(cells)) if number is None and word}
    own = tuple(tuple(plain(text) for text in level.words.values()) for level in method.levels)
    scale = max((own, *LEVELS), key=lambda item: sum(word in s for word in words for s in item))
    return {
        word: _overlapping(place, len(scale), method)
        for place, synonyms in enumerate(scale)
        for word in synonyms
    }


def _overlapping(place: int, length: int, method: Method) -> set[str]:
    """Return the levels that share part of the range from lowest to highest with a step."""
    size = len(method.levels)
    return {
        level.key
        for rank, level in enumerate(method.levels)
        if place * size < (rank + 1) * length and rank * length < (place + 1) * size
    }
