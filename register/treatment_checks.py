"""Standing checks of treatment: measures, controls, appetite and acceptance.

Each is a small function over a book and the day of today; the database picks what it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from register.accepting import SOON_DAYS, covered_risks, is_above
from register.appetite import breaches
from register.book import Book
from register.catalog import Finding, Severity, StandingCheck
from register.entities import (
    ACCEPTANCE,
    CONTROL,
    MEASURE,
    RISK,
    RISK_CONTROL,
    Acceptance,
)
from register.entities.acceptance import AcceptanceStatus
from register.entities.risk import TIERS, Strategy, Tier
from register.entities.treatment import CONTROL_STATES, ControlState, MeasureStatus
from register.i18n import N_, _, translated
from register.standing import SERIOUS, live_risks
from register.treating import gaps, overdue_measures

ERROR, WARNING = Severity.ERROR, Severity.WARNING
_LEVEL = RISK.by_key["current_level"].kind
_OPEN = f"ifnull(status, '') not in ('{MeasureStatus.DONE}', '{MeasureStatus.CANCELLED}')"
_AGREED = (
    f"select risk from risk_measures where ifnull(status, '') <> '{MeasureStatus.CANCELLED}' "
    "union select risk from risk_controls join controls on controls.id = risk_controls.control "
    f"where controls.state = '{ControlState.PLANNED}'"
)
_WORKING = (
    "select risk from risk_controls join controls on controls.id = risk_controls.control "
    f"where ifnull(controls.state, '') in ('', '{ControlState.PLANNED}', '{ControlState.ACTIVE}')"
)
_ACCEPTED = (
    "select risk from acceptance_risks "
    "join acceptances on acceptances.id = acceptance_risks.acceptance "
    f"where acceptances.status = '{AcceptanceStatus.ACCEPTED}' and acceptances.expires_on >= ?"
)


# risks -------------------------------------------------------------------------------------


def _unexplained(book: Book, _today: date) -> Iterator[Finding]:
    lowered = f"residual_score < current_score and trim(measures) = '' and id not in ({_AGREED})"
    for key, title, _value in live_risks(book, lowered):
        text = _("{risk} is to become lower, and no measure or planned control says how.")
        yield Finding(ERROR, RISK, key, "residual_level", text.format(risk=title))


def _rated_low(book: Book, _today: date) -> Iterator[Finding]:
    for item in gaps(book):
        text = _("{risk} is rated {rated} ({tier}); its controls and measures come to {proposed}.")
        said = text.format(
            risk=RISK.title(item.risk),
            rated=_LEVEL.format(item.rated),
            tier=translated(TIERS[item.tier]),
            proposed=_LEVEL.format(item.proposed),
        )
        yield Finding(WARNING, RISK, item.risk.id, f"{item.tier}_level", said)


def _tolerated(book: Book, _today: date) -> Iterator[Finding]:
    where = "strategy = ? and trim(strategy_reason) = ''"
    for key, title, _value in live_risks(book, where, str(Strategy.TOLERATE)):
        text = _("{risk} is tolerated and nobody says why.").format(risk=title)
        yield Finding(ERROR, RISK, key, "strategy_reason", text)


def _above_tolerance(book: Book, today: date) -> Iterator[Finding]:
    found = [item for item in breaches(book, Tier.CURRENT) if item.is_breach]
    rows = book.table(RISK).values("id", where=f"id in ({_ACCEPTED})", args=[today.isoformat()])
    accepted = {row[0] for row in rows}
    for item in found:
        if item.risk not in accepted:
            text = _("{risk} is {level}, above the tolerance {tolerance}, and nobody accepted it.")
            said = text.format(
                risk=f"{item.number} {item.title}".strip(),
                level=_LEVEL.format(item.level),
                tolerance=_LEVEL.format(item.entry.tolerance),
            )
            yield Finding(ERROR, RISK, item.risk, "current_level", said)


# controls ----------------------------------------------------------------------------------


def _planned_twice(book: Book, _today: date) -> Iterator[Finding]:
    by_state: dict[str, dict[str, str]] = {}
    for key, title, state in book.table(CONTROL).values("id", "title", "state"):
        by_state.setdefault(state or "", {})[key] = " ".join(title.casefold().split())
    active = by_state.get(ControlState.ACTIVE, {})
    planned = by_state.get(ControlState.PLANNED, {})
    shared = set(active.values()) & set(planned.values())
    if not shared:
        return
    links = book.table(RISK_CONTROL).values("risk", "control")
    works = {(risk, active[key]) for risk, key in links if active.get(key) in shared}
    for risk, key in links:
        if (risk, planned.get(key)) in works:
            record = book.table(RISK).get(risk)
            text = _("{risk} has the control “{control}” both planned and in operation.")
            title = book.table(CONTROL).get(key)
            said = text.format(
                risk=RISK.title(record) if record else "", control=title.title if title else ""
            )
            yield Finding(ERROR, CONTROL, key, "state", said)


def _untested(book: Book, today: date) -> Iterator[Finding]:
    where = "state = ? and (last_test is null or next_test < ?)"
    args = [str(ControlState.ACTIVE), today.isoformat()]
    for key, title, last, due in _named(book, CONTROL, where, args, "last_test", "next_test"):
        if last is None:
            text = _("{control} was never tested.").format(control=title)
            yield Finding(WARNING, CONTROL, key, "last_test", text)
        else:
            text = _("The test of {control} was due on {day}.").format(control=title, day=due)
            yield Finding(WARNING, CONTROL, key, "next_test", text)


def _only_one(book: Book, _today: date) -> Iterator[Finding]:
    resting = f"id in (select risk from risk_controls) and id not in ({_WORKING})"
    serious = f"current_level in (?, ?) and {resting}"
    for key, title, _value in live_risks(book, serious, *SERIOUS):
        link = book.table(RISK_CONTROL).find(risk=key)[0]
        control = book.table(CONTROL).get(link.control)
        if control is None or control.state is None:
            continue
        text = _("{control} is {state}, and {risk} has no other control.").format(
            control=CONTROL.title(control),
            state=translated(CONTROL_STATES[control.state]).lower(),
            risk=title,
        )
        yield Finding(ERROR, RISK, key, "controls", text)


# measures ----------------------------------------------------------------------------------


def _measure_overdue(book: Book, today: date) -> Iterator[Finding]:
    for item in overdue_measures(book, today):
        text = _("{measure} was due on {day}.").format(measure=MEASURE.title(item), day=item.due_on)
        yield Finding(ERROR, MEASURE, item.id, "due_on", text)


def _done_without_day(book: Book, _today: date) -> Iterator[Finding]:
    done = [str(MeasureStatus.DONE)]
    for key, title in _named(book, MEASURE, "status = ? and done_on is null", done):
        text = _("{measure} is done, and no day says since when.").format(measure=title)
        yield Finding(WARNING, MEASURE, key, "done_on", text)


def _no_owner(book: Book, _today: date) -> Iterator[Finding]:
    for key, title in _named(book, MEASURE, f"owner is null and {_OPEN}"):
        text = _("{measure} has no owner.").format(measure=title)
        yield Finding(WARNING, MEASURE, key, "owner", text)


# acceptances ---------------------------------------------------------------------------------


def _expired(book: Book, today: date) -> Iterator[Finding]:
    for item in _accepted(book, "expires_on < ?", today):
        text = _("{acceptance} expired on {day}.")
        said = text.format(acceptance=ACCEPTANCE.title(item), day=item.expires_on)
        yield Finding(ERROR, ACCEPTANCE, item.id, "expires_on", said)


def _expiring(book: Book, today: date) -> Iterator[Finding]:
    until = today + timedelta(days=SOON_DAYS)
    for item in _accepted(book, "expires_on between ? and ?", today, until):
        text = _("{acceptance} expires on {day}.")
        said = text.format(acceptance=ACCEPTANCE.title(item), day=item.expires_on)
        yield Finding(WARNING, ACCEPTANCE, item.id, "expires_on", said)


def _without_end(book: Book, _today: date) -> Iterator[Finding]:
    for item in _accepted(book, "expires_on is null"):
        text = _("{acceptance} has no day on which it expires.")
        said = text.format(acceptance=ACCEPTANCE.title(item))
        yield Finding(ERROR, ACCEPTANCE, item.id, "expires_on", said)


def _outgrown(book: Book, today: date) -> Iterator[Finding]:
    for item in _accepted(book, "expires_on >= ?", today):
        for risk in covered_risks(book, item.id):
            if is_above(risk.current_level, item.level):
                text = _("{risk} is {level} now; {acceptance} accepts no more than {accepted}.")
                said = text.format(
                    risk=RISK.title(risk),
                    level=_LEVEL.format(risk.current_level),
                    acceptance=ACCEPTANCE.title(item),
                    accepted=_LEVEL.format(item.level),
                )
                yield Finding(ERROR, ACCEPTANCE, item.id, "level", said)


def _accepted(book: Book, where: str, *days: date) -> list[Acceptance]:
    args = [str(AcceptanceStatus.ACCEPTED), *(day.isoformat() for day in days)]
    rows = book.table(ACCEPTANCE).values("id", where=f"status = ? and {where}", args=args)
    return book.table(ACCEPTANCE).page([row[0] for row in rows])


def _named(
    book: Book, entity: Any, where: str, args: Iterable[str] = (), *also: str
) -> list[tuple[Any, ...]]:
    """Return id, title text and more columns of the records that ``where``, SQL of ours, picks."""
    rows = book.table(entity).values("id", "number", "title", *also, where=where, args=[*args])
    return [(key, f"{number} {title}".strip(), *rest) for key, number, title, *rest in rows]


TREATMENT_CHECKS = (
    StandingCheck("risk-explained", N_("What lowers a risk is written down"), _unexplained),
    StandingCheck("risk-gap", N_("Ratings are no lower than what is proposed"), _rated_low),
    StandingCheck("risk-tolerated", N_("Whoever tolerates a risk says why"), _tolerated),
    StandingCheck("risk-tolerance", N_("Risks above tolerance are accepted"), _above_tolerance),
    StandingCheck("control-twice", N_("No control is both planned and there"), _planned_twice),
    StandingCheck("control-test", N_("Controls are tested in time"), _untested),
    StandingCheck("control-only", N_("High risks have a control that works"), _only_one),
    StandingCheck("measure-overdue", N_("No measure is overdue"), _measure_overdue),
    StandingCheck("measure-day", N_("Measures that are done have a day"), _done_without_day),
    StandingCheck("measure-owner", N_("Every measure has an owner"), _no_owner),
    StandingCheck("acceptance-expired", N_("No acceptance has expired"), _expired),
    StandingCheck("acceptance-ending", N_("No acceptance is about to expire"), _expiring),
    StandingCheck("acceptance-end", N_("Every acceptance expires some day"), _without_end),
    StandingCheck("acceptance-level", N_("Accepted risks stay within what is accepted"), _outgrown),
)
