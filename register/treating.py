"""Treating risks: what controls and measures come to, and what follows when one of them changes.

Deeds are called inside a change; a control that gets weaker puts the risks that move into the
review queue in the same change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from register.book import Book
from register.entities import (
    CONTROL,
    MEASURE,
    RISK,
    RISK_CONTROL,
    Control,
    Measure,
    Risk,
    RiskControl,
)
from register.entities.review import ReviewCause
from register.entities.risk import LevelKey, RiskKind, Strategy, Tier
from register.entities.treatment import CONTROL_STATES, ControlState, MeasureStatus, Strength
from register.errors import FieldError, RegisterError
from register.i18n import _, today, translated
from register.methods import method_of, oldest_method
from register.proposing import (
    LOWERS,
    Line,
    Proposal,
    proposal,
    side_of,
    split,
    strength_of,
)
from register.reviewing import SETTLED, ask_for_review
from register.scoring import LEVEL_KEYS, Method

BASE = {Tier.CURRENT: Tier.INHERENT, Tier.RESIDUAL: Tier.CURRENT}
"""The tier that each proposed tier starts from."""
TEST_DAYS = 182
"""Days until the next test of a control that had no rhythm yet."""
OPEN_MEASURES = (MeasureStatus.PLANNED, MeasureStatus.RUNNING)
Linked = tuple[RiskControl, Control]
"""A control of a risk, after the link that says which side it lowers."""


@dataclass(frozen=True, slots=True)
class Move:
    """A risk whose proposed current level changes with a control; None: nothing is proposed."""

    risk: Risk
    before: LevelKey | None
    after: LevelKey | None

    @property
    def rises(self) -> bool:
        """Tell whether the risk would be proposed higher than before."""
        return rank(self.after) > rank(self.before)


def rank(level: str | None) -> int:
    """Return the place of a level from the lowest, -1 for not rated."""
    return LEVEL_KEYS.index(level) if level else -1


# proposals ---------------------------------------------------------------------------------


def propose(book: Book, risk: Risk, tier: Tier) -> Proposal:
    """Return what the current or the residual rating of a risk should be, with its sum.

    Current: inherent less the controls in operation. Residual: current less the measures agreed
    and the controls planned. Raises FieldError with the reason where nothing can be proposed.
    """
    return _proposal(book, risk, tier, linked_controls(book, risk.id))


def linked_controls(book: Book, risk: str) -> list[Linked]:
    """Return the controls of a risk, each with the link that says which side it lowers."""
    found = book.table(RISK_CONTROL).find(risk=risk)
    controls = {
        item.id: item for item in book.table(CONTROL).page([link.control or "" for link in found])
    }
    return [(link, controls[link.control]) for link in found if link.control in controls]


def control_strength(control: Control) -> Strength:
    """Return how much a control counts: what it is designed for while it is only planned."""
    if control.state is ControlState.PLANNED:
        return control.design or Strength.NONE
    return strength_of(
        control.state, control.design, control.operation, tested=control.last_test is not None
    )


def _proposal(book: Book, risk: Risk, tier: Tier, controls: list[Linked]) -> Proposal:
    method = _base_method(book, risk, tier)
    measures = book.table(MEASURE).find(risk=risk.id) if tier is Tier.RESIDUAL else []
    return proposal_of(method, risk, tier, controls, measures)


def proposal_of(
    method: Method, risk: Risk, tier: Tier, controls: list[Linked], measures: list[Measure]
) -> Proposal:
    """Return what is proposed under the method of the tier it starts from; as ``propose``."""
    start = _start(method, risk, BASE[tier])
    state = ControlState.ACTIVE if tier is Tier.CURRENT else ControlState.PLANNED
    lines = [_control_line(link, item) for link, item in controls if item.state is state]
    if tier is Tier.RESIDUAL:
        lines += [_measure_line(item) for item in measures if item.status in OPEN_MEASURES]
    return proposal(method, start, lines)


def _base_method(book: Book, risk: Risk, tier: Tier) -> Method:
    return method_of(book, getattr(risk, f"{BASE[tier]}_method") or oldest_method(book))


def _start(method: Method, risk: Risk, base: Tier) -> tuple[int, int]:
    if risk.kind is RiskKind.OPPORTUNITY:
        raise FieldError(_("Nothing is proposed for an opportunity: controls lower threats."))
    if not getattr(risk, f"{base}_level"):
        if base is Tier.INHERENT:
            raise FieldError(_("No proposal: rate the inherent risk first."))
        raise FieldError(_("No proposal: rate the current risk first."))
    steps = [getattr(risk, f"{base}_{part}") for part in ("likelihood", "impact")]
    if not method.has_grid or None in steps:
        raise FieldError(_("No proposal: the method of this rating has no steps to lower."))
    return int(steps[0]), int(steps[1])


def _control_line(link: RiskControl, control: Control) -> Line:
    strength = control_strength(control)
    likelihood, impact = split(side_of(control.kind, link.side), LOWERS[strength])
    title = CONTROL.title(control)
    return Line(CONTROL.table, control.id, title, strength, likelihood, impact)


def _measure_line(measure: Measure) -> Line:
    likelihood, impact = measure.lowers_likelihood or 0, measure.lowers_impact or 0
    title = MEASURE.title(measure)
    return Line(MEASURE.table, measure.id, title, None, Fraction(likelihood), Fraction(impact))


@dataclass(frozen=True, slots=True)
class Gap:
    """A rating that is lower than what its controls and measures come to."""

    risk: Risk
    tier: Tier
    proposed: LevelKey
    rated: LevelKey


def gaps(book: Book) -> Iterator[Gap]:
    """Yield the live risks rated lower than is proposed, of those that have lines in the sum."""
    links, measures = _all_links(book), _all_measures(book)
    methods: dict[str, Method] = {}
    for risk in book.table(RISK).page(list({**links, **measures})):
        for tier in BASE if risk.status not in SETTLED else ():
            key = getattr(risk, f"{BASE[tier]}_method") or ""
            if key not in methods:
                methods[key] = _base_method(book, risk, tier)
            made = _tried(methods[key], risk, tier, links[risk.id], measures[risk.id])
            if made is not None and (found := gap(risk, tier, made)):
                yield found


def _all_links(book: Book) -> dict[str, list[Linked]]:
    controls = {item.id: item for item in book.table(CONTROL).all()}
    found: dict[str, list[Linked]] = defaultdict(list)
    for link in book.table(RISK_CONTROL).all():
        if link.risk and link.control in controls:
            found[link.risk].append((link, controls[link.control]))
    return found


def _all_measures(book: Book) -> dict[str, list[Measure]]:
    found: dict[str, list[Measure]] = defaultdict(list)
    for measure in book.table(MEASURE).all():
        found[measure.risk or ""].append(measure)
    return found


def _tried(
    method: Method, risk: Risk, tier: Tier, controls: list[Linked], measures: list[Measure]
) -> Proposal | None:
    try:
        return proposal_of(method, risk, tier, controls, measures)
    except FieldError:
        return None


def gap(risk: Risk, tier: Tier, made: Proposal) -> Gap | None:
    """Return the gap between a rating and what is proposed, None where it is explained."""
    rated, level = getattr(risk, f"{tier}_level"), made.rating.level
    if not rated or not level or not made.lines or rank(level) <= rank(rated):
        return None
    return Gap(risk, tier, LevelKey(level), rated)


# controls ----------------------------------------------------------------------------------


def moves(book: Book, before: Control, after: Control) -> list[Move]:
    """Return the live risks that would be proposed at another current level with a control."""
    if _weight(before) == _weight(after):
        return []
    links = book.table(RISK_CONTROL).find(control=before.id)
    risks = book.table(RISK).page([link.risk or "" for link in links])
    found = [_move(book, risk, before, after) for risk in risks if risk.status not in SETTLED]
    return [move for move in found if move.before != move.after]


def if_it_failed(book: Book, control: Control) -> dict[str, tuple[LevelKey | None, ...]]:
    """Return by risk the levels proposed with a control as it is, and without it."""
    failed = replace(control, operation=Strength.NONE, design=Strength.NONE)
    links = book.table(RISK_CONTROL).find(control=control.id)
    risks = book.table(RISK).page([link.risk or "" for link in links])
    found = (_move(book, risk, control, failed) for risk in risks)
    return {move.risk.id: (move.before, move.after) for move in found}


def follow_control(book: Book, before: Control | None, after: Control) -> None:
    """Put the risks that a changed control moves up into the review queue, inside its change."""
    if before is None:
        return
    reason = _change_text(before, after)
    for move in moves(book, before, after):
        if move.rises:
            ask_for_review(book, move.risk.id, ReviewCause.CONTROL, reason)


def _move(book: Book, risk: Risk, before: Control, after: Control) -> Move:
    linked = linked_controls(book, risk.id)
    levels = [
        _level(
            book, risk, [(link, shown if item.id == shown.id else item) for link, item in linked]
        )
        for shown in (before, after)
    ]
    return Move(risk, *levels)


def _level(book: Book, risk: Risk, controls: list[Linked]) -> LevelKey | None:
    try:
        level = _proposal(book, risk, Tier.CURRENT, controls).rating.level
    except RegisterError:
        return None
    return LevelKey(level) if level else None


def _weight(control: Control) -> tuple[Any, ...]:
    return control.state, control_strength(control), control.kind


def _change_text(before: Control, after: Control) -> str:
    title = CONTROL.title(after)
    if before.state is not after.state and after.state:
        text = _("Control {control} is now: {state}.")
        return text.format(control=title, state=translated(CONTROL_STATES[after.state]))
    return _("Control {control} is weaker than it was.").format(control=title)


# measures ----------------------------------------------------------------------------------


def follow_measure(book: Book, before: Measure | None, after: Measure) -> None:
    """Bring status, progress and day of a changed measure into agreement, inside its change.

    Raises FieldError when measures would wait for each other in a circle.
    """
    refuse_circle(book, after)
    book.table(MEASURE).save(settle(before, after, today()))


def settle(before: Measure | None, after: Measure, day: date) -> Measure:
    """Return a measure whose status, progress and day of completion agree.

    Done means 100 % and a day; progress that is taken back below 100 % means that it runs again.
    """
    done = MeasureStatus.DONE
    was_done = before is not None and before.status is done
    if after.status is done and was_done and after.progress != 100:
        return replace(after, status=MeasureStatus.RUNNING, done_on=None)
    if after.status is done:
        return replace(after, progress=100, done_on=after.done_on or day)
    return replace(after, done_on=None) if was_done else after


def proposes_done(measure: Measure) -> bool:
    """Tell whether a measure says 100 % and is not done."""
    return measure.progress == 100 and measure.status in OPEN_MEASURES


def refuse_circle(book: Book, measure: Measure) -> None:
    """Raise FieldError when a measure would wait for itself, directly or through others."""
    waiting, seen = measure.waits_for, {measure.id}
    while waiting:
        if waiting in seen:
            text = _("“{title}” would wait for itself; choose another measure to wait for.")
            raise FieldError(text.format(title=measure.title))
        seen.add(waiting)
        other = book.table(MEASURE).get(waiting)
        waiting = other.waits_for if other else None


def overdue_measures(book: Book, day: date) -> list[Measure]:
    """Return the measures that should be done by now, the one most overdue first."""
    where = "due_on < ? and ifnull(status, '') in ('', ?, ?)"
    args = [day.isoformat(), *map(str, OPEN_MEASURES)]
    ids = [row[0] for row in book.table(MEASURE).values("id", where=where, args=args)]
    return sorted(book.table(MEASURE).page(ids), key=lambda item: str(item.due_on))


# strategy ----------------------------------------------------------------------------------


def refuse_unreasoned(before: Risk | None, after: Risk) -> None:
    """Raise FieldError when a risk is newly tolerated and nobody says why."""
    if lacks_reason(after) and not (before is not None and lacks_reason(before)):
        raise FieldError(_("Say first why this risk is tolerated: fill in the reason."))


def lacks_reason(risk: Risk) -> bool:
    """Tell whether a risk is tolerated without a reason."""
    return risk.strategy is Strategy.TOLERATE and not risk.strategy_reason.strip()


# tests of controls -------------------------------------------------------------------------


def record_test(book: Book, control: Control, operation: Strength | None, result: str) -> Control:
    """Store that a control was tested today, how well it operates, and the day of the next test.

    The next test follows after as many days as the last one did, else after half a year.
    """
    day = today()
    last, following = control.last_test, control.next_test
    days = (following - last).days if last and following else 0
    tested = replace(
        control,
        operation=operation or control.operation,
        last_test=day,
        next_test=day + timedelta(days=days if days > 0 else TEST_DAYS),
        test_result=result.strip() or control.test_result,
    )
    book.table(CONTROL).save(tested)
    return tested
