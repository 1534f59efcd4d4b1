"""Plans what pasting rows would do, for any kind of record, and carries it out as one step.

Risks are read as an import reads them; other records by the names of their fields. Rows match
by number, else by name; empty cells take nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from register.book import Book
from register.bulk import snapshot_before
from register.changes import ChangeSet
from register.entities import RISK
from register.entity import AnyEntity, new_id
from register.errors import FieldError, ImportFileError, RegisterError
from register.exchange.applying import apply_import
from register.exchange.headings import plain
from register.exchange.plan import FieldChange, ImportPlan, PlanRow, Remark, Verdict
from register.exchange.planning import plan_import
from register.exchange.workbook import Row, Sheet, Workbook, cell_name, cell_text
from register.fields import Field, Link
from register.i18n import N_, _, english, translated
from register.identifying.lifecycle import refuse_move
from register.progress import Progress, silent
from register.series import next_number

_STEP = 500


def plan_paste(
    book: Book,
    entity: AnyEntity,
    workbook: Workbook,
    fields: Sequence[Field],
    progress: Progress = silent,
) -> ImportPlan:
    """Return what pasting a workbook into the list of an entity would do.

    ``fields``: what the list shows, for rows that come without headings. Raises ImportFileError
    when the rows cannot be understood, Cancelled through ``progress``.
    """
    if entity is not RISK:
        return _Pasting(book, entity, workbook, fields).plan(progress)
    try:
        plan = plan_import(book, workbook, progress=progress)
    except ImportFileError:
        plan = plan_import(book, _with_headings(workbook, fields), progress=progress)
    return replace(plan, rows=[_without_moves(book, row) for row in plan.rows])


def _without_moves(book: Book, row: PlanRow) -> PlanRow:
    """Return a row as a problem where it moves the status of a stored risk that only a deed moves."""
    if row.verdict is not Verdict.CHANGED or row.entity is not RISK:
        return row
    try:
        refuse_move(book.table(RISK).get(row.record.id), row.record)
    except FieldError as error:
        remark = Remark(row.sheet, str(row.number), str(error), problem=True)
        return replace(row, verdict=Verdict.PROBLEM, record=None, remarks=(*row.remarks, remark))
    return row


def apply_paste(
    book: Book, plan: ImportPlan, progress: Progress = silent, *, skip_problems: bool = False
) -> ChangeSet | None:
    """Write what a plan says, as one step; returns it, or None when nothing changes.

    Raises RegisterError as apply_import does; then nothing is written.
    """
    rows = [row for row in plan.rows if row.verdict in (Verdict.NEW, Verdict.CHANGED)]
    if not rows or rows[0].entity is RISK or (plan.has_problems and not skip_problems):
        return apply_import(book, plan, progress, skip_problems=skip_problems)
    if book.head.seq != plan.base:
        raise RegisterError(_("The register has changed since; look through the rows again."))
    snapshot_before(book)
    with book.change(N_("Paste {count} records"), count=len(rows)) as done:
        for number, row in enumerate(rows):
            if number % _STEP == 0:
                progress(number, len(rows), _("Writing"))
            book.table(row.entity).save(_numbered(book, row))
    return done


def _numbered(book: Book, row: PlanRow) -> Any:
    series = row.entity.series
    if series is None or row.record.number:
        return row.record
    day = getattr(row.record, series.dated_by) if series.dated_by else None
    return replace(row.record, number=next_number(book, row.entity, day))


def _with_headings(workbook: Workbook, fields: Sequence[Field]) -> Workbook:
    sheet = workbook.sheets[0]
    width = max((len(row.cells) for row in sheet.rows), default=0)
    heads = tuple(translated(field.label) for field in fields[:width])
    moved = (Row(row.number + 1, row.cells) for row in sheet.rows)
    return replace(workbook, sheets=(Sheet(sheet.name, (Row(1, heads), *moved)),))


class _Pasting:
    def __init__(
        self, book: Book, entity: AnyEntity, workbook: Workbook, fields: Sequence[Field]
    ) -> None:
        self._book, self._entity = book, entity
        self._sheet = workbook.sheets[0]
        self._fields = [item for item in entity.fields if not (item.read_only or item.hidden)]
        self._rows = list(self._sheet.rows)
        self._columns = self._headings(fields)
        self._names: dict[str, dict[str, str]] = {}
        self._known = self._by_name()
        self._seen: dict[str, int] = {}

    def plan(self, progress: Progress) -> ImportPlan:
        rows = []
        for number, row in enumerate(self._rows):
            if number % _STEP == 0:
                progress(number, len(self._rows), _("Comparing with the register"))
            rows.append(self._row(row))
        return ImportPlan(self._sheet.name, self._sheet.name, rows, self._book.head.seq)

    # columns -----------------------------------------------------------------------------

    def _headings(self, fields: Sequence[Field]) -> dict[int, Field]:
        """Take the first row for headings if it names the record; else assume the list's."""
        words = {
            plain(text): f for f in self._fields for text in (english(f.label), translated(f.label))
        }
        first = self._rows[0].cells if self._rows else ()
        found = {n: words.get(plain(cell_text(cell))) for n, cell in enumerate(first)}
        named = {n: field for n, field in found.items() if field is not None}
        if any(field.key in self._entity.display for field in named.values()):
            del self._rows[0]
            return named
        return {n: field for n, field in enumerate(fields) if field in self._fields}

    def _by_name(self) -> dict[str, str]:
        keys = {"number"} & set(self._entity.by_key) | {self._entity.display[-1]}
        return {
            f"{key} {value}": record_id
            for key in sorted(keys)
            for record_id, value in self._book.table(self._entity).values("id", key)
            if value
        }

    # rows --------------------------------------------------------------------------------

    def _row(self, row: Row) -> PlanRow:
        values: dict[str, Any] = {}
        remarks: list[Remark] = []
        for place, field in self._columns.items():
            text = cell_text(row.cells[place]).strip() if place < len(row.cells) else ""
            if not text:
                continue
            try:
                values[field.key] = self._value(field, text)
            except FieldError as error:
                remarks.append(self._problem(row, place, str(error)))
        before = self._find(values)
        after = replace(before or self._entity.record(id=new_id()), **values)
        remarks += self._against(row, after)
        return self._verdict(row, before, after, remarks)

    def _value(self, field: Field, text: str) -> Any:
        if not isinstance(field.kind, Link):
            return field.kind.parse(text)
        entity = self._book.catalog.by_table[field.kind.target]
        if entity.table not in self._names:
            records = self._book.table(entity).all()
            self._names[entity.table] = {entity.title(r).casefold(): r.id for r in records}
        found = self._names[entity.table].get(text.casefold())
        if found is None:
            problem = _("There is no {kind} “{text}”.")
            raise FieldError(problem.format(kind=translated(entity.label).lower(), text=text))
        return found

    def _find(self, values: Mapping[str, Any]) -> Any:
        name = self._entity.display[-1]
        key = "number" if values.get("number") else name
        return self._book.table(self._entity).get(self._known.get(f"{key} {values.get(key)}"))

    def _against(self, row: Row, record: Any) -> list[Remark]:
        texts = list(self._entity.problems(record).values())
        key = str(getattr(record, "number", "") or record.id)
        first = self._seen.setdefault(key, row.number)
        if first != row.number:
            texts.append(_("this record stands in row {row} already.").format(row=first))
        return [self._problem(row, None, text) for text in texts]

    def _problem(self, row: Row, place: int | None, text: str) -> Remark:
        cell = str(row.number) if place is None else cell_name(row.number, place)
        return Remark(self._sheet.name, cell, text, problem=True)

    def _verdict(self, row: Row, before: Any, after: Any, remarks: Sequence[Remark]) -> PlanRow:
        changes = () if before is None else tuple(self._changes(before, after))
        verdict = Verdict.CHANGED if changes else Verdict.SAME
        if remarks:
            verdict = Verdict.PROBLEM
        elif before is None:
            verdict = Verdict.NEW
        return PlanRow(
            self._sheet.name,
            row.number,
            verdict,
            self._entity.title(after),
            self._entity,
            None if remarks else after,
            changes=changes,
            remarks=tuple(remarks),
        )

    def _changes(self, before: Any, after: Any) -> list[FieldChange]:
        return [
            FieldChange(translated(f.label), self._shown(f, before), self._shown(f, after))
            for f in self._fields
            if f.value(before) != f.value(after)
        ]

    def _shown(self, field: Field, record: Any) -> str:
        if not isinstance(field.kind, Link):
            return field.text(record)
        entity = self._book.catalog.by_table[field.kind.target]
        linked = self._book.table(entity).get(field.value(record))
        return entity.title(linked) if linked else ""
