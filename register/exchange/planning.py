"""Plans an import: every row of a sheet against the register, without writing anything.

Empty cells take nothing away, except in files that this program wrote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from register.book import Book
from register.entities import ASSESSMENT, RISK, Risk
from register.entities.risk import TIER_WORDS
from register.entity import AnyEntity, new_id
from register.exchange import limits
from register.exchange.bulk import without_collection
from register.exchange.columns import Table, mapped_table
from register.exchange.custom_texts import CustomTexts
from register.exchange.document_plan import plan_document
from register.exchange.drafts import Drafting, mark_unread, too_long
from register.exchange.kinds import kinds
from register.exchange.layout import Layout, find_layout, lay_out
from register.exchange.linking import Links
from register.exchange.mapping import ColumnMapping
from register.exchange.matching import Matching
from register.exchange.other_methods import Methods
from register.exchange.plan import Draft, FieldChange, ImportPlan, PlanRow, Rate, Remark, Verdict
from register.exchange.ratings import read_ratings
from register.exchange.workbook import Workbook, cell_name, cell_text, is_blank
from register.fields import TEXT_LENGTH, Link
from register.i18n import LANGUAGES, _, language, translated
from register.progress import Progress, silent

_STEP = 500


def plan_import(
    book: Book,
    workbook: Workbook,
    *,
    tier: str = "current",
    mapping: Mapping[int, str] | None = None,
    progress: Progress = silent,
) -> ImportPlan:
    """Return what importing a workbook into the register would do.

    ``tier``: of ratings whose headings name none; ``mapping``: see columns.settle. Raises
    ImportFileError when no sheet holds risks, Cancelled through ``progress``.
    """
    return plan_mapped(book, workbook, ColumnMapping(tier=tier, fields=mapping or {}), progress)


def plan_mapped(
    book: Book, workbook: Workbook, mapping: ColumnMapping, progress: Progress = silent
) -> ImportPlan:
    """Return what importing would do when the user said where the table is and what it holds.

    Raises what plan_import() raises; a document of ours needs no mapping.
    """
    if workbook.document:
        return plan_document(book, workbook, progress)
    layout = (
        lay_out(workbook, mapping.sheet, mapping.header) if mapping.sheet else find_layout(workbook)
    )
    table = mapped_table(layout, mapping, csv=workbook.kind == "csv")
    _refuse_other_kinds(book, workbook, table)
    with without_collection():
        return _Planning(book, workbook, table).plan(layout, progress)


def _refuse_other_kinds(book: Book, workbook: Workbook, table: Table) -> None:
    """Refuse a sheet that this program wrote of people, plans or drills: they are no risks."""
    column = table.column("id")
    ids = {str(cell) for cell in table.cells[column.index]} if column and table.own else set()
    for entity in kinds(book) if ids else ():
        is_other = entity is not RISK
        if is_other and (table.sheet in _names(entity) or ids & set(book.table(entity).ids())):
            reason = _("it holds {kind}; only risks come in from a table, all else by .json.")
            raise limits.refuse(workbook.name, reason.format(kind=translated(entity.plural)))


def _names(entity: AnyEntity) -> set[str]:
    found = set()
    for tongue in LANGUAGES:
        with language(tongue):
            found.add(translated(entity.plural))
    return found


class _Planning:
    def __init__(self, book: Book, workbook: Workbook, table: Table) -> None:
        self._book = book
        self._workbook = workbook
        self._table = table
        self._methods = Methods(book)
        self._links = Links(book)
        self._matching = Matching(book)
        self._custom = CustomTexts(book, RISK)
        self._numbers: dict[str, int] = {}

    def plan(self, layout: Layout, progress: Progress) -> ImportPlan:
        table, workbook = self._table, self._workbook
        drafting = Drafting(
            table,
            strips=table.own and workbook.kind == "csv",
            epoch_1904=workbook.epoch_1904,
            units=self._links.unit_names,
        )
        drafts = drafting.read()
        matched = [self._matching.find(draft) for draft in drafts]
        existing = self._matching.load([found for found in matched if found])
        for draft, found in zip(drafts, matched, strict=True):
            self._methods.mark(draft, existing.get(found or ""))
        scales, remarks = read_ratings(table, drafts, self._methods)
        mark_unread(table, drafts, workbook.unread)
        rows = []
        for done, (draft, found) in enumerate(zip(drafts, matched, strict=True)):
            if done % _STEP == 0:
                progress(done, len(drafts), _("Comparing with the register"))
            rows.append(self._row(draft, existing.get(found or "")))
        return ImportPlan(
            file=workbook.name,
            sheet=table.sheet,
            rows=rows,
            base=self._book.head.seq,
            columns=table.columns,
            notes=[(row.number, _note_text(row.cells)) for row in layout.notes],
            scales=scales,
            extras=self._links.made,
            remarks=[*drafting.remarks, *remarks],
            encoding=workbook.encoding,
        )

    def _row(self, draft: Draft, before: Risk | None) -> PlanRow:
        self._check(draft, before)
        if any(item.problem for item in draft.remarks):
            return self._plan_row(draft, Verdict.PROBLEM, draft.values.get("title", ""))
        if before is None:
            after = self._new_risk(draft)
            given = _filled(self._custom.read(draft.custom))
            return self._plan_row(draft, Verdict.NEW, RISK.title(after), after, custom=given)
        return self._compared(draft, before)

    def _plan_row(
        self, draft: Draft, verdict: Verdict, title: str, record: Risk | None = None, **more: Any
    ) -> PlanRow:
        values = {"rates": tuple(draft.rates), "assessment": draft.assessment} | more
        return PlanRow(
            self._table.sheet,
            draft.number,
            verdict,
            title,
            RISK,
            record,
            remarks=tuple(draft.remarks),
            **values,
        )

    # problems ----------------------------------------------------------------------------

    def _check(self, draft: Draft, before: Risk | None) -> None:
        for name, text in draft.custom.items():
            if len(text) > TEXT_LENGTH:
                column = next(c for c in self._table.columns if c.heading == name)
                draft.remarks.append(too_long(self._table, draft, column, text, TEXT_LENGTH))
        found = any(item.problem for item in draft.remarks)
        untitled = not draft.values.get("title") and (before is None or self._table.own)
        if untitled and not found:
            self._problem(draft, "title", _("this row has no title."))
        number = draft.values.get("number")
        if not number:
            draft.values.pop("number", None)  # once given it is never taken away
            return
        first = self._numbers.setdefault(number, draft.number)
        holder = self._matching.holder(number)
        if first != draft.number:
            text = _("number {number} is used twice; it stands in row {row} already.")
            self._problem(draft, "number", text.format(number=number, row=first))
        elif holder and (before is None or before.id != holder):
            text = _("number {number} belongs to another risk of the register.")
            self._problem(draft, "number", text.format(number=number))

    def _problem(self, draft: Draft, field: str, text: str) -> None:
        column = self._table.column(field)
        cell = cell_name(draft.number, column.index) if column else str(draft.number)
        draft.remarks.append(Remark(self._table.sheet, cell, text, problem=True))

    # new and changed ---------------------------------------------------------------------

    def _linked(self, draft: Draft, before: Risk | None = None) -> dict[str, str | None]:
        return {
            key: self._links.resolve(key, text, getattr(before, key) if before else None)
            for key, text in draft.links.items()
        }

    def _new_risk(self, draft: Draft) -> Risk:
        values = draft.values | self._linked(draft)
        for item in draft.rates:
            values |= item.columns
        return Risk(id=draft.known_as or new_id(), **values)

    def _compared(self, draft: Draft, before: Risk) -> PlanRow:
        after = replace(before, **(draft.values | self._linked(draft, before)))
        changes = [
            FieldChange(_(field.label), self._shown(before, field), self._shown(after, field))
            for field in RISK.fields
            if getattr(before, field.key) != getattr(after, field.key)
        ]
        rates = tuple(item for item in draft.rates if self._is_news(draft, before, item))
        changes += [change for item in rates for change in _rating_changes(before, item)]
        held = self._custom.texts(before.id) if draft.custom else {}
        given = self._custom.read(draft.custom)
        custom = {k: v for k, v in given.items() if held.get(k, "") != v}
        changes += [FieldChange(name, held.get(name, ""), custom[name]) for name in custom]
        verdict = Verdict.CHANGED if changes else Verdict.SAME
        more = {"changes": tuple(changes), "rates": rates, "custom": custom}
        return self._plan_row(draft, verdict, RISK.title(after), after, **more)

    def _shown(self, risk: Risk, field: Any) -> str:
        if isinstance(field.kind, Link):
            return self._links.name(getattr(risk, field.key))
        return str(field.text(risk))

    def _is_news(self, draft: Draft, before: Risk, item: Rate) -> bool:
        """Tell whether a rating differs from the latest, and is no older one stored already."""
        held = getattr(before, f"{item.tier}_likelihood"), getattr(before, f"{item.tier}_impact")
        if held == (item.likelihood, item.impact):
            return False
        day = draft.assessment.get(f"{item.tier}_assessed_on")
        return day is None or not self._book.table(ASSESSMENT).count(
            risk=before.id,
            tier=item.tier,
            assessed_on=day,
            likelihood=item.likelihood,
            impact=item.impact,
        )


def _rating_changes(before: Risk, item: Rate) -> list[FieldChange]:
    changes = []
    for part, label in zip(("likelihood", "impact"), TIER_WORDS[item.tier], strict=False):
        field = RISK.by_key[f"{item.tier}_{part}"]
        old, new = field.text(before), field.kind.format(getattr(item, part))
        if old != new:
            changes.append(FieldChange(_(label), old, new))
    return changes


def _filled(custom: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in custom.items() if text}


def _note_text(cells: Sequence[Any]) -> str:
    return " ".join(cell_text(cell).strip() for cell in cells if not is_blank(cell))
