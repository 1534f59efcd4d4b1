"""Runs the standing checks, and keeps the findings that somebody waived apart from the others.

A waiver silences one check about one record until its last day; then the check speaks again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from register.book import Book
from register.catalog import Finding, Severity, StandingCheck
from register.entities import WAIVER, Waiver
from register.entity import new_id
from register.errors import FieldError
from register.i18n import N_, _, date_text, translated
from register.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Result:
    """What one check found: what is open, and what is waived by whom and until when."""

    check: StandingCheck
    findings: tuple[Finding, ...] = ()
    waived: tuple[tuple[Finding, Waiver], ...] = ()

    @property
    def serious(self) -> bool:
        """Tell whether any open finding is an error."""
        return any(item.severity is Severity.ERROR for item in self.findings)


def run_checks(book: Book, today: date, progress: Progress = silent) -> list[Result]:
    """Run every check of the book's catalogue; best on a copy, for this reads much."""
    checks = book.catalog.checks
    waivers = _waivers(book, today)
    results = []
    for n, item in enumerate(checks):
        progress(n, len(checks), translated(item.label))
        results.append(_result(item, item.run(book, today), waivers))
    return results


def waive(book: Book, check: str, finding: Finding, reason: str, until: date, day: date) -> Waiver:
    """Silence a check about a record from ``day`` until the day given, inside a change.

    ``check``: its key. Raises FieldError without a reason, or when the last day lies before.
    """
    if not reason.strip():
        raise FieldError(_("Say why this may stay as it is."))
    if until < day:
        raise FieldError(_("The last day of a waiver cannot lie in the past."))
    for before in book.table(WAIVER).find(check_key=check, record=finding.record):
        book.table(WAIVER).delete(before.id)
    made = Waiver(
        id=new_id(),
        check_key=check,
        entity=finding.entity.table,
        record=finding.record,
        reason=reason.strip(),
        waived_by=book.by,
        waived_on=day,
        expires_on=until,
    )
    book.table(WAIVER).save(made)
    return made


def waived_text(finding: Finding, waiver: Waiver) -> str:
    """Return a finding with who waived it, until when, and why."""
    return _("{finding} Waived by {who} until {day}: {reason}").format(
        finding=finding.text,
        who=waiver.waived_by,
        day=date_text(waiver.expires_on) if waiver.expires_on else "",
        reason=waiver.reason,
    )


def lift(book: Book, waiver: Waiver) -> None:
    """Let the check speak again, inside a change."""
    book.table(WAIVER).delete(waiver.id)


def _waivers(book: Book, today: date) -> dict[tuple[str, str], Waiver]:
    """Return the waivers in force by check and record."""
    where = "waived_on <= ? and expires_on >= ?"
    rows = book.table(WAIVER).values("id", where=where, args=[today.isoformat()] * 2)
    records = book.table(WAIVER).page([row[0] for row in rows])
    return {(item.check_key, item.record): item for item in records}


def _result(
    check: StandingCheck, found: Iterable[Finding], waivers: dict[tuple[str, str], Waiver]
) -> Result:
    findings, waived = [], []
    for item in found:
        waiver = waivers.get((check.key, item.record))
        if waiver is None:
            findings.append(item)
        else:
            waived.append((item, waiver))
    return Result(check, tuple(findings), tuple(waived))


def _ended(book: Book, today: date) -> Iterator[Finding]:
    """Name the record of each waiver that ran out, as long as the waiver is kept."""
    labels = {item.key: item.label for item in book.catalog.checks}
    columns = ("check_key", "entity", "record", "expires_on")
    rows = book.table(WAIVER).values(*columns, where="expires_on < ?", args=[today.isoformat()])
    for key, table, record_id, day in rows:
        entity = book.catalog.by_table.get(table)
        record = book.table(entity).get(record_id) if entity else None
        if entity is not None and record is not None and key in labels:
            text = _("The waiver of “{check}” for {record} ended on {day}.").format(
                check=translated(labels[key]), record=entity.title(record), day=day
            )
            yield Finding(Severity.WARNING, entity, record_id, "", text)


CHECKING_CHECKS = (StandingCheck("waiver-ended", N_("Waivers have not run out"), _ended),)
