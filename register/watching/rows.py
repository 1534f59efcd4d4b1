"""Plans what rows of readings would do, pasted or from a file, and carries it out as one step.

Rows match by indicator and day: a reading of a day that is known is changed, never doubled.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from register.book import Book
from register.bulk import snapshot_before
from register.changes import ChangeSet
from register.entities import INDICATOR, READING, Indicator, Reading
from register.entity import new_id
from register.errors import FieldError, ImportFileError, RegisterError
from register.exchange.dates import read_days
from register.exchange.headings import plain
from register.exchange.plan import FieldChange, ImportPlan, PlanRow, Remark, Verdict
from register.exchange.workbook import Cell, Row, Sheet, Workbook, cell_name, cell_text
from register.fields import clean
from register.i18n import N_, _, now, today, translated
from register.progress import Progress, silent
from register.watching.deeds import take_reading

INDICATOR_COLUMN, DAY, VALUE, NOTE = "indicator", "taken_on", "value", "note"
_HEADINGS = {
    INDICATOR_COLUMN: "indicator|kri|kpi|indicator number|indicator name|number|no|name|"
    "指标|指标编号|指标名称|预警指标|编号|序号|名称",
    DAY: "taken on|day|date|period|reading date|日期|读数日期|采集日期|时间|周期",
    VALUE: "value|reading|result|数值|读数|值|指标值|结果",
    NOTE: "note|notes|remark|remarks|comment|备注|说明",
}
_MEANINGS = {word: key for key, words in _HEADINGS.items() for word in words.split("|")}
_STEP = 500
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
_AROUND = re.compile(r"[\s%¥$€£]")


def plan_readings(
    book: Book,
    workbook: Workbook,
    indicator: Indicator | None = None,
    progress: Progress = silent,
) -> ImportPlan:
    """Return what the rows of a workbook would do; nothing is written.

    Without headings the columns are day, value, note, before them the indicator (by number or
    name) unless one is given. Raises ImportFileError where no sheet holds readings, Cancelled
    through ``progress``.
    """
    for sheet in workbook.sheets:
        if sheet.rows and not sheet.refusal:
            return _Planning(book, workbook, sheet, indicator).plan(progress)
    text = _("“{name}” cannot be read: {reason}")
    raise ImportFileError(text.format(name=workbook.name, reason=_("it is empty.")))


def apply_readings(
    book: Book, plan: ImportPlan, progress: Progress = silent, *, skip_problems: bool = False
) -> ChangeSet | None:
    """Take the readings of a plan as one step; returns it, or None when nothing changes.

    Raises RegisterError when the register has changed since the plan was made, or rows with
    problems are not to be skipped; then nothing is written.
    """
    if plan.has_problems and not skip_problems:
        raise RegisterError(_("Some rows have problems; mend them, or leave them out."))
    if book.head.seq != plan.base:
        raise RegisterError(_("The register has changed since; look through the rows again."))
    rows = [row for row in plan.rows if row.verdict in (Verdict.NEW, Verdict.CHANGED)]
    if not rows:
        return None
    snapshot_before(book)
    with book.change(N_("Take {count} readings"), count=len(rows)) as done:
        for number, row in enumerate(rows):
            if number % _STEP == 0:
                progress(number, len(rows), _("Writing"))
            signed = replace(row.record, entered_by=book.by, entered_at=now())
            take_reading(book, signed)
    return done


def read_figure(text: str, measure: str = "") -> float | None:
    """Return the number in a cell as people write it: 82 %, 1,234.5, 82,5; None for nothing.

    Raises FieldError when it is no number.
    """
    bare = _AROUND.sub("", unicodedata.normalize("NFKC", text))
    unit = _AROUND.sub("", unicodedata.normalize("NFKC", measure))
    bare = bare.removesuffix(unit) if unit else bare
    if "," in bare:
        last_comma, last_point = bare.rfind(","), bare.rfind(".")
        if last_point > last_comma or _THOUSANDS.fullmatch(bare.lstrip("+-")):
            bare = bare.replace(",", "")
        else:
            bare = bare.replace(".", "").replace(",", ".")
    try:
        return READING.by_key[VALUE].kind.parse(bare)  # type: ignore[no-any-return]
    except FieldError:
        if bare != text:
            raise FieldError(_("“{text}” is not a number.").format(text=text.strip())) from None
        raise


class _Planning:
    def __init__(
        self, book: Book, workbook: Workbook, sheet: Sheet, indicator: Indicator | None
    ) -> None:
        self._book, self._workbook, self._sheet = book, workbook, sheet
        self._only = indicator
        self._rows = _split(sheet.rows)
        self._columns = self._headings()
        day = self._columns.get(DAY)
        cells = [_at(row, day) for row in self._rows]
        self._days = read_days(cells, workbook.epoch_1904).values
        self._indicators = {} if indicator else self._by_name()
        self._known: dict[str, dict[date, Reading]] = {}
        self._seen: dict[tuple[str, date], int] = {}

    def plan(self, progress: Progress) -> ImportPlan:
        rows = []
        for number, row in enumerate(self._rows):
            if number % _STEP == 0:
                progress(number, len(self._rows), _("Comparing with the register"))
            rows.append(self._row(row))
        return ImportPlan(self._workbook.name, self._sheet.name, rows, self._book.head.seq)

    # columns -----------------------------------------------------------------------------

    def _headings(self) -> dict[str, int]:
        """Take the first row for headings if it names day and value."""
        first = self._rows[0].cells if self._rows else ()
        found: dict[str, int] = {}
        for place, cell in enumerate(first):
            if key := self._meanings().get(plain(cell_text(cell))):
                found.setdefault(key, place)
        if {DAY, VALUE} <= found.keys():
            del self._rows[0]
            return found
        keys = (DAY, VALUE, NOTE) if self._only else (INDICATOR_COLUMN, DAY, VALUE, NOTE)
        return {key: place for place, key in enumerate(keys)}

    def _meanings(self) -> Mapping[str, str]:
        labels = {plain(translated(READING.by_key[key].label)): key for key in _HEADINGS}
        return _MEANINGS | labels

    def _by_name(self) -> dict[str, Indicator]:
        found: dict[str, Indicator] = {}
        for item in self._book.table(INDICATOR).all():
            for name in (item.name, item.name_zh, INDICATOR.title(item), item.number):
                if name:
                    found[name.strip().casefold()] = item
        return found

    # rows --------------------------------------------------------------------------------

    def _row(self, row: Row) -> PlanRow:
        remarks: list[Remark] = []
        item = self._indicator(row, remarks)
        day = self._day(row, remarks)
        value = self._value(row, item, remarks)
        if item is None or day is None or value is None:
            title = " ".join(cell_text(cell).strip() for cell in row.cells[:3])
            return self._planned(row, Verdict.PROBLEM, title, remarks)
        note = clean(cell_text(_at(row, self._columns.get(NOTE))).strip())[0]
        title = f"{INDICATOR.title(item)} · {day.isoformat()}"
        if (first := self._seen.setdefault((item.id, day), row.number)) != row.number:
            text = _("Row {row} holds a reading of the same day.").format(row=first)
            remarks.append(self._problem(row, DAY, text))
            return self._planned(row, Verdict.PROBLEM, title, remarks)
        before = self._readings(item).get(day)
        fresh = Reading(id=new_id(), indicator=item.id, taken_on=day, value=value, note=note)
        after = replace(before, value=value, note=note or before.note) if before else fresh
        return self._compared(row, title, before, after)

    def _compared(self, row: Row, title: str, before: Reading | None, after: Reading) -> PlanRow:
        if problems := READING.problems(after):
            remarks = [self._problem(row, key, text) for key, text in problems.items()]
            return self._planned(row, Verdict.PROBLEM, title, remarks)
        fields = [READING.by_key[key] for key in (VALUE, NOTE)]
        changes = tuple(
            FieldChange(translated(f.label), f.text(before) if before else "", f.text(after))
            for f in fields
            if f.text(after) != (f.text(before) if before else "")
        )
        verdict = Verdict.NEW if before is None else Verdict.CHANGED if changes else Verdict.SAME
        return PlanRow(self._sheet.name, row.number, verdict, title, READING, after, changes)

    def _planned(
        self, row: Row, verdict: Verdict, title: str, remarks: Sequence[Remark]
    ) -> PlanRow:
        return PlanRow(
            self._sheet.name, row.number, verdict, title, READING, remarks=tuple(remarks)
        )

    def _indicator(self, row: Row, remarks: list[Remark]) -> Indicator | None:
        if self._only is not None:
            return self._only
        text = cell_text(_at(row, self._columns.get(INDICATOR_COLUMN))).strip()
        found = self._indicators.get(text.casefold())
        if found is None:
            words = _("There is no indicator “{text}”.") if text else _("The indicator is missing.")
            remarks.append(self._problem(row, INDICATOR_COLUMN, words.format(text=text)))
        return found

    def _day(self, row: Row, remarks: list[Remark]) -> date | None:
        cell = _at(row, self._columns.get(DAY))
        day = self._days.get(cell)
        if day is None:
            text = cell_text(cell).strip()
            words = _("“{text}” is not a day.") if text else _("The day is missing.")
            remarks.append(self._problem(row, DAY, words.format(text=text)))
        elif day > today():
            words = _("{day} is still to come.").format(day=day.isoformat())
            remarks.append(self._problem(row, DAY, words))
            return None
        return day

    def _value(self, row: Row, item: Indicator | None, remarks: list[Remark]) -> float | None:
        cell = _at(row, self._columns.get(VALUE))
        try:
            found = read_figure(cell_text(cell), item.measure if item else "")
        except FieldError as error:
            remarks.append(self._problem(row, VALUE, str(error)))
            return None
        if found is None:
            remarks.append(self._problem(row, VALUE, _("The value is missing.")))
        return found

    def _readings(self, item: Indicator) -> dict[date, Reading]:
        if item.id not in self._known:
            found = self._book.table(READING).find(indicator=item.id)
            self._known[item.id] = {r.taken_on: r for r in found if r.taken_on}
        return self._known[item.id]

    def _problem(self, row: Row, key: str, text: str) -> Remark:
        cell = cell_name(row.number, self._columns.get(key, 0))
        return Remark(self._sheet.name, cell, text, problem=True)


def _split(rows: Sequence[Row]) -> list[Row]:
    """Return the rows; lines that were typed with blanks between the parts are cut there."""
    if any(len(row.cells) > 1 for row in rows):
        return [*rows]
    return [Row(row.number, tuple(cell_text(row.cells[0]).split(None, 2))) for row in rows]


def _at(row: Row, place: int | None) -> Cell:
    return row.cells[place] if place is not None and place < len(row.cells) else None
