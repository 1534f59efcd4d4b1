"""Carries an import out: all rows as one undoable change, or none.

A snapshot is made first; the ratings of a risk are stored as assessments of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import count
from typing import Any

from register.assess import with_latest
from register.book import Book
from register.changes import ChangeSet
from register.entities import (
    ASSESSMENT,
    CUSTOM_FIELD,
    CUSTOM_VALUE,
    RISK,
    Assessment,
    CustomField,
    CustomValue,
    Risk,
)
from register.entity import AnyEntity, new_id
from register.errors import RegisterError, StorageError
from register.exchange.bulk import without_collection
from register.exchange.custom_texts import CustomTexts
from register.exchange.plan import ImportPlan, PlanRow, Verdict
from register.i18n import N_, _, today
from register.progress import Progress, silent
from register.series import counter_of, next_number, take_numbers

_CHUNK = 1_000


def apply_import(
    book: Book, plan: ImportPlan, progress: Progress = silent, *, skip_problems: bool = False
) -> ChangeSet | None:
    """Write what a plan says; returns the change, or None when there is nothing to change.

    Raises RegisterError when rows have problems (unless they are to be skipped) or the
    register has changed since the plan was made, Cancelled through ``progress``; then nothing
    is written.
    """
    if plan.has_problems and not skip_problems:
        raise RegisterError(_("Some rows have problems; nothing was imported."))
    if book.head.seq != plan.base:
        raise RegisterError(_("The register has changed since; look through the import again."))
    if plan.changes_nothing:
        return None
    _make_snapshot(book)
    with without_collection(), book.change(N_("Import {file}"), file=plan.file) as done:
        _Writing(book, plan, progress).write()
    return done


def _make_snapshot(book: Book) -> None:
    from register import backup

    if book.path is None or book.read_only:
        return
    try:
        backup.snapshot(book, "import")
    except StorageError as error:
        book.notices.append(str(error))


class _Writing:
    def __init__(self, book: Book, plan: ImportPlan, progress: Progress) -> None:
        wanted = (Verdict.NEW, Verdict.CHANGED)
        self._book = book
        self._extras = plan.extras
        self._rows = [row for row in plan.rows if row.verdict in wanted]
        self._custom = CustomTexts(book, RISK)
        self._today = today()
        self._progress = progress
        self._done = 0

    def write(self) -> None:
        """Write table after table, in the order in which records can refer to each other."""
        for entity in self._book.catalog.entities:
            self._save(entity, [made for kind, made in self._extras.values() if kind is entity])
            rows = [row for row in self._rows if row.entity is entity]
            records = [row.record for row in rows]
            if entity is RISK:
                records = self._with_numbers([self._rated(row) for row in rows])
            self._save(entity, records)
            self._continue_series(entity, records)
        self._save(ASSESSMENT, [item for row in self._rows for item in self._assessments(row)])
        self._custom_texts()

    def _save(self, entity: AnyEntity, records: Sequence[Any]) -> None:
        table = self._book.table(entity)
        for start in range(0, len(records), _CHUNK):
            self._progress(self._done, max(len(self._rows), self._done), _("Writing"))
            table.save_all(records[start : start + _CHUNK])
            self._done += len(records[start : start + _CHUNK])

    # numbers -----------------------------------------------------------------------------

    def _continue_series(self, entity: AnyEntity, records: Sequence[Any]) -> None:
        if records and entity.series and entity.series.dated_by is None:
            take_numbers(self._book, entity, [record.number for record in records])

    def _with_numbers(self, risks: list[Risk]) -> list[Risk]:
        """Return the risks, those without a number with the next ones of the series."""
        if all(risk.number for risk in risks):
            return risks
        held = {row[0] for row in self._book.table(RISK).values("number")}
        free = _numbers_after(next_number(self._book, RISK), held | {risk.number for risk in risks})
        return [risk if risk.number else replace(risk, number=next(free)) for risk in risks]

    # ratings -----------------------------------------------------------------------------

    def _assessments(self, row: PlanRow) -> list[Assessment]:
        """Return what the ratings of a row are stored as."""
        return [
            Assessment(
                id=new_id(),
                risk=row.record.id,
                tier=item.tier,
                assessed_on=row.assessment.get(f"{item.tier}_assessed_on") or self._today,
                assessed_by=self._book.by,
                method=item.method,
                likelihood=item.likelihood,
                impact=item.impact,
                score=item.score,
                level=item.level,
                rationale=row.assessment.get(f"{item.tier}_rationale", ""),
            )
            for item in row.rates
        ]

    def _rated(self, row: PlanRow) -> Risk:
        """Return a row's risk; new ratings of a stored risk may be older than what it has."""
        if row.verdict is Verdict.NEW or not row.rates:
            return row.record  # type: ignore[no-any-return]
        stored = self._book.table(ASSESSMENT).find(risk=row.record.id)
        return with_latest(row.record, [*stored, *self._assessments(row)])

    # custom fields -----------------------------------------------------------------------

    def _custom_texts(self) -> None:
        names = dict.fromkeys(name for row in self._rows for name in row.custom)
        if not names:
            return
        fields = dict(self._custom.fields)
        last = max((field.position or 0 for field in fields.values()), default=0)
        for name in names:
            if name not in fields:
                last += 1
                fields[name] = CustomField(id=new_id(), name=name, position=last)
        self._save(CUSTOM_FIELD, [fields[name] for name in names])
        self._custom_values(fields)

    def _custom_values(self, fields: Mapping[str, CustomField]) -> None:
        kept = []
        for row in self._rows:
            held = self._custom.values.get(row.record.id, {}) if row.custom else {}
            for name, text in row.custom.items():
                value_id = held[name][0] if name in held else ""
                if text:
                    kept.append(
                        CustomValue(
                            id=value_id or new_id(),
                            field=fields[name].id,
                            risk=row.record.id,
                            text=text,
                        )
                    )
                elif value_id:
                    self._book.table(CUSTOM_VALUE).delete(value_id)
        self._save(CUSTOM_VALUE, kept)


def _numbers_after(first: str, taken: Set[str]) -> Iterator[str]:
    """Yield free numbers of a series from ``first`` on."""
    prefix = first.rstrip("0123456789")
    digits = len(first) - len(prefix)
    for counter in count(counter_of(first)):
        number = f"{prefix}{counter:0{digits}d}"
        if number not in taken:
            yield number
