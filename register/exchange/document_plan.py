"""Plans the import of a JSON document that this program exported: every table, record by record.

Ratings are computed here, never taken from the file; what the register keeps for good
(assessments, methods) is added, never changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from register.assess import rated, with_latest
from register.book import Book
from register.entities import ABOUT, ASSESSMENT, ATTACHMENT, METHOD, RISK, SERIES, Assessment
from register.entity import AnyEntity
from register.errors import FieldError
from register.exchange.document_values import read_record
from register.exchange.plan import FieldChange, ImportPlan, PlanRow, Remark, Verdict, removed_text
from register.exchange.workbook import Workbook
from register.i18n import _
from register.progress import Progress
from register.scoring import Method, from_json

LEFT_OUT = frozenset({ABOUT.table, SERIES.table, ATTACHMENT.table})
_NAMED = {"custom_fields": ("entity", "name")}
_STEP = 500


def plan_document(book: Book, workbook: Workbook, progress: Progress) -> ImportPlan:
    """Return what importing a document would do; see planning.plan_import."""
    planning = _DocumentPlanning(book, workbook)
    rows = planning.rows(progress)
    return ImportPlan(
        file=workbook.name,
        sheet="",
        rows=rows,
        base=book.head.seq,
        remarks=planning.remarks,
        encoding=workbook.encoding,
    )


class _DocumentPlanning:
    def __init__(self, book: Book, workbook: Workbook) -> None:
        self.remarks: list[Remark] = []
        self._book = book
        tables = workbook.document.get("tables")
        self._tables: Mapping[str, Any] = tables if isinstance(tables, dict) else {}
        self._entities = [e for e in book.catalog.entities if e.table not in LEFT_OUT]
        self._known: dict[str, set[str]] = {}
        self._aliases: dict[str, str] = {}
        self._methods: dict[str, Method] = {}
        self._fresh: dict[str, list[Assessment]] = {}
        values = book.catalog.value_tables.values()
        self._pairs = _NAMED | {held.entity.table: ("field", held.owner) for held in values}

    def rows(self, progress: Progress) -> list[PlanRow]:
        planned: dict[str, list[PlanRow]] = {}
        for done, entity in enumerate(self._entities):
            progress(done, len(self._entities), _("Comparing with the register"))
            planned[entity.table] = list(self._table(entity))
        for name in set(self._tables) - set(planned) - LEFT_OUT:
            text = _("“{name}” is no table of this register; it was left out.")
            self.remarks.append(Remark(name[:80], "", text.format(name=name[:80])))
        planned[RISK.table] = [self._with_ratings(row) for row in planned[RISK.table]]
        return [row for rows in planned.values() for row in rows]

    # one table ---------------------------------------------------------------------------

    def _table(self, entity: AnyEntity) -> Iterator[PlanRow]:
        table = self._book.table(entity)
        self._known[entity.table] = set(table.ids())
        stored = {record.id: record for record in table.all()}
        held = {self._key(entity, record): record for record in stored.values()}
        for number, record, remarks in self._in_order(entity):
            if record is not None:
                record = self._renamed(entity, record, held)
                remarks += self._record_remarks(entity, record, held)
                held.setdefault(self._key(entity, record), record)
            row = self._row(entity, number, (record, remarks), stored)
            if row.record is not None:
                self._accept(entity, row)
            yield row

    def _accept(self, entity: AnyEntity, row: PlanRow) -> None:
        self._known[entity.table].add(row.record.id)
        if entity is ASSESSMENT and row.verdict is Verdict.NEW:
            self._fresh.setdefault(row.record.risk, []).append(row.record)
        if entity is METHOD:
            self._methods[row.record.id] = from_json(row.record.definition)

    def _in_order(self, entity: AnyEntity) -> Iterator[tuple[int, Any, list[Remark]]]:
        """Yield place, record and remarks of a table; parents before their children."""
        waiting = list(self._records(entity))
        while waiting:
            later = []
            for item in waiting:
                if item[1] is not None and self._waits(entity, item[1], waiting):
                    later.append(item)
                else:
                    yield item
            if len(later) == len(waiting):
                yield from later
                return
            waiting = later

    def _waits(self, entity: AnyEntity, record: Any, waiting: Sequence[Any]) -> bool:
        parent = getattr(record, "parent", None)
        return parent is not None and parent not in self._known[entity.table]

    def _records(self, entity: AnyEntity) -> Iterator[tuple[int, Any, list[Remark]]]:
        data = self._tables.get(entity.table, [])
        if not isinstance(data, list):
            self.remarks.append(Remark(entity.table, "", _("this table is not a list of records.")))
            return
        for number, item in enumerate(data, 1):
            record, faults, removed = read_record(entity, item)
            yield number, record, [Remark(entity.table, str(number), f, True) for f in faults]
            if removed:
                self.remarks.append(Remark(entity.table, str(number), removed_text(removed)))

    # one record --------------------------------------------------------------------------

    def _key(self, entity: AnyEntity, record: Any) -> tuple[Any, ...]:
        """Return what only one record of a table may have: its pair, its number, or its id."""
        if keys := self._pairs.get(entity.table):
            return tuple(getattr(record, key) for key in keys)
        if not entity.display:
            return tuple(getattr(record, item.key) for item in entity.fields)
        return (getattr(record, "number", None) if entity.series else None) or record.id, ""

    def _renamed(self, entity: AnyEntity, record: Any, held: Mapping[Any, Any]) -> Any:
        """Return the record with links, and for pairs its id, as the register knows them."""
        links = {
            field.key: self._aliases[value]
            for field, _kind in entity.links
            if (value := getattr(record, field.key)) in self._aliases
        }
        record = replace(record, **links)
        is_pair = entity.table in self._pairs or not entity.display
        other = held.get(self._key(entity, record)) if is_pair else None
        if other is None or other.id == record.id:
            return record
        self._aliases[record.id] = other.id
        return replace(record, id=other.id)

    def _record_remarks(
        self, entity: AnyEntity, record: Any, held: Mapping[Any, Any]
    ) -> list[Remark]:
        faults = list(entity.problems(record).values())
        for field, kind in entity.links:
            target = getattr(record, field.key)
            if target is not None and target not in self._known.get(kind.target, set()):
                text = _("“{field}” leads to a record that is not there.")
                faults.append(text.format(field=_(field.label)))
        other = held.get(self._key(entity, record))
        if other is not None and other.id != record.id:
            text = _("number {number} belongs to another record.")
            faults.append(text.format(number=record.number))
        return [Remark(entity.table, entity.title(record)[:80], text, True) for text in faults]

    def _row(
        self,
        entity: AnyEntity,
        number: int,
        read: tuple[Any, list[Remark]],
        stored: Mapping[str, Any],
    ) -> PlanRow:
        record, remarks = read
        if not remarks and entity is ASSESSMENT:
            record, remarks = self._rated(record, number)
        row = PlanRow(entity.table, number, Verdict.PROBLEM, "", entity, remarks=tuple(remarks))
        if record is None or remarks:
            return row
        before = stored.get(record.id)
        row = replace(row, verdict=Verdict.NEW, title=entity.title(record), record=record)
        if before is None:
            return row
        record = _with_columns_of(entity, record, before)
        changes = tuple(_changes(entity, before, record))
        if changes and entity.unchanging:
            text = _("the register holds this record with other values; it is never changed.")
            remark = Remark(entity.table, str(number), text)
            return replace(row, verdict=Verdict.SAME, record=before, remarks=(remark,))
        verdict = Verdict.CHANGED if changes else Verdict.SAME
        return replace(row, verdict=verdict, record=record, changes=changes)

    # ratings -----------------------------------------------------------------------------

    def _rated(self, record: Assessment, number: int) -> tuple[Assessment, list[Remark]]:
        """Return the assessment with the score and level that its method gives."""
        method = self._methods.get(record.method or "") or self._method(record.method)
        try:
            return rated(method, record), []
        except FieldError as error:
            return record, [Remark(ASSESSMENT.table, str(number), str(error), True)]

    def _method(self, method_id: str | None) -> Method:
        stored = self._book.table(METHOD).get(method_id)
        assert stored is not None  # the link was checked before
        self._methods[stored.id] = from_json(stored.definition)
        return self._methods[stored.id]

    def _with_ratings(self, row: PlanRow) -> PlanRow:
        """Return a risk's row with the rating columns that old and new assessments give."""
        fresh = self._fresh.get(row.record.id) if row.record else None
        if not fresh:
            return row
        stored = self._book.table(ASSESSMENT).find(risk=row.record.id)
        after = with_latest(row.record, [*stored, *fresh])
        if row.verdict is Verdict.NEW:
            return replace(row, record=after)
        changes = (*row.changes, *_changes(RISK, row.record, after))
        return replace(
            row, record=after, changes=changes, verdict=Verdict.CHANGED if changes else row.verdict
        )


def _with_columns_of(entity: AnyEntity, record: Any, before: Any) -> Any:
    derived = {f.key: getattr(before, f.key) for f in entity.fields if f.derived}
    return replace(record, **derived)


def _changes(entity: AnyEntity, before: Any, after: Any) -> Iterator[FieldChange]:
    old, new = entity.row(before), entity.row(after)
    for field in entity.fields:
        if old[field.key] != new[field.key]:
            yield FieldChange(_(field.label), field.text(before), field.text(after))
