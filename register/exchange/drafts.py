"""Turns the cells of a table into drafts of risks, a column at a time.

A cell that cannot be read leaves its field empty: its text becomes custom, with a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from register.entities import RISK
from register.errors import FieldError
from register.exchange.choice_words import meanings
from register.exchange.columns import Table
from register.exchange.dates import read_days
from register.exchange.headings import Column, plain
from register.exchange.owners import Owner, sort_owner
from register.exchange.plan import Draft, Remark, removed_text
from register.exchange.ratings import remark
from register.exchange.workbook import Cell, cell_name, cell_text, column_name
from register.fields import (
    TEXT_LENGTH,
    TITLE_LENGTH,
    Choice,
    Day,
    Link,
    Number,
    Text,
    clean,
)
from register.i18n import _


@dataclass
class Drafting:
    """The drafts of a table while its columns are read one after another.

    ``strips``: a leading ' is taken off, as our own CSV put it on; ``epoch_1904``: of day
    numbers; ``units``: plain names of units the register has.
    """

    table: Table
    strips: bool = False
    epoch_1904: bool = False
    units: frozenset[str] = frozenset()
    removed: int = 0
    remarks: list[Remark] = field(default_factory=list)
    drafts: list[Draft] = field(init=False)

    def __post_init__(self) -> None:
        self.drafts = [Draft(number) for number in self.table.numbers]

    def read(self) -> list[Draft]:
        """Return the drafts with everything but their ratings."""
        for column in sorted(self.table.columns, key=lambda column: column.field != "title"):
            self._reader(column)(column)
        self._owners()
        if self.removed:
            self.remarks.append(Remark(self.table.sheet, "", removed_text(self.removed)))
        return self.drafts

    def _reader(self, column: Column) -> Callable[[Column], None]:
        if not column.known:
            return self._custom
        if column.tier:
            return self._assessment if column.field in {"assessed_on", "rationale"} else _skip
        if column.field in {"id", "owner"}:
            return self._id if column.field == "id" else _skip
        match RISK.by_key[column.field].kind:
            case Choice():
                return self._choice
            case Day():
                return self._day
            case Number():
                return self._number
            case Link():
                return self._link
        return self._text

    # cells -------------------------------------------------------------------------------

    def _texts(self, column: Column) -> Iterator[tuple[Draft, str]]:
        """Yield each draft with the cleaned text of its cell; an empty one only in our files."""
        texts = self._cleaned([cell_text(cell) for cell in self.table.cells[column.index]])
        pairs = zip(self.drafts, texts, strict=True)
        return pairs if self.table.own else (pair for pair in pairs if pair[1])

    def _cleaned(self, texts: list[str]) -> list[str]:
        """Return the texts of a column without what cannot be shown; blanks alone are nothing."""
        if self.strips:
            texts = [text.removeprefix("'") for text in texts]
        _joined, removed = clean("".join(texts))
        self.removed += removed
        if removed:
            texts = [clean(text)[0] for text in texts]
        return [text if text and not text.isspace() else "" for text in texts]

    def _cells(self, column: Column) -> list[Cell]:
        """Return the cells of a column, text cleaned."""
        cells = self.table.cells[column.index]
        texts = self._cleaned([cell if isinstance(cell, str) else "" for cell in cells])
        return [t if isinstance(c, str) else c for t, c in zip(texts, cells, strict=True)]

    def _warn(self, draft: Draft, column: Column, text: str, sentence: str) -> None:
        draft.custom[column.heading] = text
        sentence = sentence.format(text=text[:80], heading=column.heading)
        draft.remarks.append(remark(self.table, draft, column, sentence))

    # kinds of columns --------------------------------------------------------------------

    def _id(self, column: Column) -> None:
        for draft, text in self._texts(column):
            draft.known_as = text

    def _text(self, column: Column) -> None:
        kind = RISK.by_key[column.field].kind
        assert isinstance(kind, Text)
        long_title = column.field == "title" and self.table.described
        for draft, text in self._texts(column):
            if len(text) > kind.limit:
                if not long_title or len(text) > TEXT_LENGTH:
                    draft.remarks.append(too_long(self.table, draft, column, text, kind.limit))
                    continue
                draft.values["event"] = text
                text = first_sentence(text)
            if column.field == "event" and draft.values.get("event"):
                text = f"{draft.values['event']}\n\n{text}"
            draft.values[column.field] = text

    def _custom(self, column: Column) -> None:
        for draft, text in self._texts(column):
            draft.custom[column.heading] = text

    def _choice(self, column: Column) -> None:
        known = meanings(column.field)
        meant: dict[str, object] = {}
        for draft, text in self._texts(column):
            if text not in meant:
                meant[text] = known.get(plain(text))
            value = meant[text]
            if value is not None or not text:
                draft.values[column.field] = value
            else:
                self._warn(
                    draft, column, text, _("“{text}” is not a value of “{heading}”; kept as text.")
                )

    def _number(self, column: Column) -> None:
        kind = RISK.by_key[column.field].kind
        for draft, text in self._texts(column):
            try:
                draft.values[column.field] = kind.parse(text)
            except FieldError:
                self._warn(
                    draft, column, text, _("“{text}” does not fit “{heading}”; kept as text.")
                )

    def _day(self, column: Column) -> None:
        for draft, value in self._days(column):
            draft.values[column.field] = value

    def _days(self, column: Column) -> Iterator[tuple[Draft, object]]:
        cells = self._cells(column)
        days = read_days(cells, self.epoch_1904)
        if days.ambiguous:
            self.remarks.append(self._ambiguous(column))
        for draft, cell in zip(self.drafts, cells, strict=True):
            value = days.values[cell]
            if value is not None or (self.table.own and cell in {None, ""}):
                yield draft, value
            elif cell not in {None, ""}:
                self._warn(
                    draft, column, cell_text(cell), _("“{text}” is not a day; kept as text.")
                )

    def _assessment(self, column: Column) -> None:
        if column.field == "assessed_on":
            for draft, value in self._days(column):
                draft.assessment[f"{column.tier}_assessed_on"] = value
        else:
            for draft, text in self._texts(column):
                draft.assessment[f"{column.tier}_rationale"] = text

    def _link(self, column: Column) -> None:
        for draft, text in self._texts(column):
            if len(text) > TITLE_LENGTH:
                draft.remarks.append(too_long(self.table, draft, column, text, TITLE_LENGTH))
            else:
                draft.links[column.field] = text

    def _owners(self) -> None:
        """Read the owners last: a department becomes the unit where no column names one."""
        column = self.table.column("owner")
        if column is None:
            return
        units = self.units | {plain(d.links["unit"]) for d in self.drafts if d.links.get("unit")}
        sorts: dict[str, Owner] = {}
        for draft, text in self._texts(column):
            if text not in sorts:
                sorts[text] = sort_owner(text, units)
            if len(text) > TITLE_LENGTH:
                draft.remarks.append(too_long(self.table, draft, column, text, TITLE_LENGTH))
            elif draft.known_as or not text or sorts[text] is Owner.PERSON:
                draft.links["owner"] = text
            elif sorts[text] is Owner.NOBODY:
                self._warn(draft, column, text, _("“{text}” names no owner; kept as text."))
            elif plain(draft.links.get("unit", "")) in {"", plain(text)}:
                draft.links["unit"] = draft.links.get("unit") or text
            else:
                sentence = _(
                    "“{text}” is a department, but another is named as unit; kept as text."
                )
                self._warn(draft, column, text, sentence)

    # remarks about whole columns ---------------------------------------------------------

    def _ambiguous(self, column: Column) -> Remark:
        sentence = _("day and month cannot be told apart in “{heading}”; the day is read first.")
        return Remark(
            self.table.sheet, column_name(column.index), sentence.format(heading=column.heading)
        )


def _skip(_column: Column) -> None:
    """Leave a column to another step."""


def too_long(table: Table, draft: Draft, column: Column, text: str, limit: int) -> Remark:
    """Return the problem of a cell whose text no field can hold."""
    sentence = _("this text has {count} characters; {limit} is the most.")
    cell = cell_name(draft.number, column.index)
    return Remark(table.sheet, cell, sentence.format(count=len(text), limit=limit), problem=True)


def first_sentence(text: str, limit: int = TITLE_LENGTH) -> str:
    """Return the first sentence of a long text, cut with “…” when it is long itself."""
    line = text.strip().splitlines()[0]
    ends = [
        at
        for mark in ("。", "！", "？", ". ", "! ", "? ", "; ", "；")
        if (at := line.find(mark)) >= 0
    ]
    sentence = line[: min(ends) + 1] if ends else line
    return sentence if len(sentence) <= limit else sentence[: limit - 1] + "…"


def mark_unread(table: Table, drafts: Sequence[Draft], unread: Sequence[tuple[str, str]]) -> None:
    """Warn of cells of the table whose formula has no stored value."""
    cells = {cell for sheet, cell in unread if sheet == table.sheet}
    for draft in drafts if cells else ():
        for column in table.columns:
            used = column.field not in {"score", "level"}
            if used and cell_name(draft.number, column.index) in cells:
                sentence = _(
                    "the formula here has no value; open and save the file in a "
                    "spreadsheet program first."
                )
                draft.remarks.append(remark(table, draft, column, sentence))
