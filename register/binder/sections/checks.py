"""The standing checks: what each found, and what somebody waived, why and until when."""

from __future__ import annotations

from collections.abc import Iterator

from register.binder.blocks import Empty, Heading, SectionTitle
from register.binder.context import Context
from register.binder.flow import Block
from register.binder.table import Column, Table
from register.book import Book
from register.catalog import Severity
from register.checking import Result, run_checks, waived_text
from register.i18n import N_, _, ngettext, today, translated

SEVERITIES = {Severity.ERROR: N_("Error"), Severity.WARNING: N_("Warning")}


def build(book: Book, context: Context) -> Iterator[Block]:
    """Yield the section."""
    results = run_checks(book, today())
    yield SectionTitle("checks", _("Standing checks"), _note(results))
    loud = [result for result in results if result.findings or result.waived]
    if not loud:
        yield Empty(_("Every standing check holds."))
    for result in sorted(loud, key=lambda item: not item.serious):
        context.about = translated(result.check.label)
        yield Heading(translated(result.check.label))
        yield Table([Column(_("Weight"), 1), Column(_("What was found"), 7)], _rows(result))


def _rows(result: Result) -> Iterator[list[str]]:
    for item in result.findings:
        yield [translated(SEVERITIES[item.severity]), item.text]
    for item, waiver in result.waived:
        yield [_("Waived"), waived_text(item, waiver)]


def _note(results: list[Result]) -> str:
    found = sum(len(result.findings) for result in results)
    waived = sum(len(result.waived) for result in results)
    sound = sum(not result.findings for result in results)
    return " · ".join(
        [
            ngettext("{count} finding", "{count} findings", found).format(count=found),
            ngettext("{count} waived", "{count} waived", waived).format(count=waived),
            ngettext("{count} check holds", "{count} checks hold", sound).format(count=sound),
        ]
    )
