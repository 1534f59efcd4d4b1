"""Standing checks of identifying: what a risk lacks on its way from candidate to closed.

Each is a small function over a book and the day of today; the database picks what it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from register.book import Book
from register.catalog import Finding, Severity, StandingCheck, ValueTable
from register.entities import RISK, CustomField
from register.entities.assessment import Confidence
from register.entities.risk import LevelKey, RiskStatus
from register.entity import AnyEntity
from register.i18n import N_, _, translated
from register.identifying import cascade
from register.identifying.custom import definitions, fits, kind_of

LONGEST_CANDIDACY = timedelta(days=30)
SERIOUS = (LevelKey.HIGH, LevelKey.EXTREME)
_STATUS = "ifnull(status, '')"
_IN_PLAY = f"{_STATUS} not in ('{RiskStatus.CLOSED}', '{RiskStatus.REJECTED}')"
_LIVE = f"{_IN_PLAY} and {_STATUS} <> '{RiskStatus.CANDIDATE}'"
_NEVER = "id not in (select risk from assessments where risk is not null)"
_NOT_SINCE = (
    "reopened_on is not null and not exists (select 1 from assessments "
    "where assessments.risk = risks.id and assessments.assessed_on >= risks.reopened_on)"
)
_DOUBTED = (
    "current_level in (?, ?) and (select confidence from assessments "
    "where assessments.risk = risks.id and tier = 'current' "
    "order by ifnull(assessed_on, '') desc, assessments.rowid desc limit 1) = ?"
)
_GONE = "owner in (select id from people where not active)"


def _parts(book: Book, _today: date) -> Iterator[Finding]:
    parts = [RISK.by_key[key] for key in ("cause", "event", "consequence")]
    where = " or ".join(f"trim({part.key}) = ''" for part in parts)
    rows = book.table(RISK).values(
        "id", "number", "title", *(part.key for part in parts), where=f"{_LIVE} and ({where})"
    )
    for key, number, title, *texts in rows:
        empty = [part for part, text in zip(parts, texts, strict=True) if not text.strip()]
        names = _(", ").join(translated(part.label).lower() for part in empty)
        text = _("{risk} does not say: {parts}.").format(risk=_name(number, title), parts=names)
        yield Finding(Severity.WARNING, RISK, key, empty[0].key, text)


def _category(book: Book, _today: date) -> Iterator[Finding]:
    text = N_("{risk} has no category.")
    yield from _named(book, f"{_LIVE} and category is null", "category", text)


def _candidates(book: Book, today: date) -> Iterator[Finding]:
    where = f"status = '{RiskStatus.CANDIDATE}' and raised_on < ?"
    rows = book.table(RISK).values(
        "id",
        "number",
        "title",
        "raised_on",
        where=where,
        args=[(today - LONGEST_CANDIDACY).isoformat()],
    )
    for key, number, title, day in rows:
        text = _("{risk} has been a candidate since {day}: accept or reject it.")
        text = text.format(risk=_name(number, title), day=day)
        yield Finding(Severity.WARNING, RISK, key, "status", text)


def _closed(book: Book, _today: date) -> Iterator[Finding]:
    text = N_("{risk} was closed without a reason.")
    where = f"status = '{RiskStatus.CLOSED}' and close_reason is null and trim(status_reason) = ''"
    yield from _named(book, where, "status", text)


def _rejected(book: Book, _today: date) -> Iterator[Finding]:
    text = N_("{risk} was rejected without a reason.")
    where = f"status = '{RiskStatus.REJECTED}' and trim(status_reason) = ''"
    yield from _named(book, where, "status", text)


def _reopened(book: Book, _today: date) -> Iterator[Finding]:
    text = N_("{risk} was reopened and not assessed since.")
    yield from _named(book, f"{_LIVE} and {_NOT_SINCE}", "current_level", text, Severity.ERROR)


def _never_assessed(book: Book, _today: date) -> Iterator[Finding]:
    text = N_("{risk} was never assessed.")
    yield from _named(book, f"{_LIVE} and {_NEVER}", "current_level", text)


def _doubtful(book: Book, _today: date) -> Iterator[Finding]:
    text = N_("{risk} is rated high with low confidence.")
    where = f"{_LIVE} and {_DOUBTED}"
    args = (*SERIOUS, Confidence.LOW)
    yield from _named(book, where, "current_level", text, args=args)


def _gone_owner(book: Book, _today: date) -> Iterator[Finding]:
    text = N_("The owner of {risk} is not active any more.")
    yield from _named(book, f"{_IN_PLAY} and {_GONE}", "owner", text, Severity.ERROR)


def _same_title(book: Book, _today: date) -> Iterator[Finding]:
    twice = f"select title from risks where {_IN_PLAY} group by title having count(*) > 1"
    text = N_("Another risk has the title of {risk}.")
    yield from _named(book, f"{_IN_PLAY} and title in ({twice})", "title", text)


def _misfits(book: Book, _today: date) -> Iterator[Finding]:
    for table, held in book.catalog.value_tables.items():
        entity = book.catalog.by_table[table]
        for definition in definitions(book, entity):
            yield from _misfits_of(book, entity, held, definition)


def _misfits_of(
    book: Book, entity: AnyEntity, held: ValueTable, definition: CustomField
) -> Iterator[Finding]:
    kind = kind_of(definition)
    if kind.is_text:
        return
    rows = book.table(held.entity).values(
        held.owner, "text", where="field = ? and text <> ''", args=[definition.id]
    )
    wrong = {key: text for key, text in rows if not fits(kind, text)}
    for record in book.table(entity).page(list(wrong)):
        text = _("“{text}” does not fit the field “{field}” of {title}.").format(
            text=wrong[record.id][:80], field=definition.name, title=entity.title(record)
        )
        yield Finding(Severity.WARNING, entity, record.id, f"custom {definition.id}", text)


def _circles(book: Book, _today: date) -> Iterator[Finding]:
    for path in cascade.circles(book):
        risks = book.table(RISK).page(path)
        names = " → ".join(risk.number or risk.title for risk in risks)
        text = _("Risks lead to each other in a circle: {path}.").format(path=names)
        yield Finding(Severity.ERROR, RISK, path[0], "chain", text)


def _named(
    book: Book,
    where: str,
    field: str,
    sentence: str,
    severity: Severity = Severity.WARNING,
    args: tuple[Any, ...] = (),
) -> Iterator[Finding]:
    """Yield a finding for each risk that SQL of ours picks; ``sentence`` is marked, with {risk}."""
    rows = book.table(RISK).values("id", "number", "title", where=where, args=[*map(str, args)])
    for key, number, title in rows:
        text = _(sentence).format(risk=_name(number, title))
        yield Finding(severity, RISK, key, field, text)


def _name(number: str, title: str) -> str:
    return f"{number} {title}".strip()


Run = Callable[[Book, date], Iterator[Finding]]
_ALL: tuple[tuple[str, str, Run], ...] = (
    ("risk-parts", N_("Every risk says cause, event and consequence"), _parts),
    ("risk-category", N_("Every risk has a category"), _category),
    ("risk-candidate", N_("Candidates are decided on within 30 days"), _candidates),
    ("risk-closed", N_("Every risk is closed with a reason"), _closed),
    ("risk-rejected", N_("Every candidate is rejected with a reason"), _rejected),
    ("risk-reopened", N_("A reopened risk is assessed anew"), _reopened),
    ("risk-assessed", N_("Every risk is assessed"), _never_assessed),
    ("risk-confidence", N_("High ratings are made with confidence"), _doubtful),
    ("risk-owner-active", N_("Whoever owns a risk is active"), _gone_owner),
    ("risk-title", N_("No two live risks have the same title"), _same_title),
    ("risk-custom", N_("Values of custom fields fit their kind"), _misfits),
    ("risk-circle", N_("Risks do not lead to each other in a circle"), _circles),
)
IDENTIFYING_CHECKS = tuple(StandingCheck(key, label, run) for key, label, run in _ALL)
