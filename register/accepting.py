"""Accepting risks: from created to submitted, accepted or rejected, and what ends an acceptance.

Each deed is called inside a change; one that may not be done raises FieldError with one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from register.appetite import entry_for, parents_of
from register.book import Book
from register.entities import (
    ACCEPTANCE,
    ACCEPTANCE_RISK,
    APPETITE,
    PERSON,
    RISK,
    Acceptance,
    AcceptanceRisk,
    Risk,
)
from register.entities.acceptance import AcceptanceStatus
from register.entities.review import ReviewCause
from register.entities.risk import LevelKey, RiskStatus, Strategy, Tier
from register.entity import new_id
from register.errors import FieldError
from register.i18n import _, date_text, today
from register.reviewing import SETTLED, ask_for_review
from register.scoring import LEVEL_KEYS
from register.series import next_number

SOON_DAYS = 30
"""An acceptance that ends within so many days is said to end soon."""


def covered_risks(book: Book, acceptance: str) -> list[Risk]:
    """Return the risks that an acceptance covers."""
    links = book.table(ACCEPTANCE_RISK).find(acceptance=acceptance)
    return book.table(RISK).page([link.risk or "" for link in links])


def acceptances_of(book: Book, risk: str) -> list[Acceptance]:
    """Return the acceptances that cover a risk, in the order in which they were made."""
    links = book.table(ACCEPTANCE_RISK).find(risk=risk)
    return book.table(ACCEPTANCE).page([link.acceptance or "" for link in links])


def is_valid(acceptance: Acceptance, day: date) -> bool:
    """Tell whether an acceptance holds on a day; its last day is the one on which it expires."""
    until = acceptance.expires_on
    return acceptance.status is AcceptanceStatus.ACCEPTED and until is not None and until >= day


def has_expired(acceptance: Acceptance, day: date) -> bool:
    """Tell whether an acceptance was accepted and its time is over."""
    until = acceptance.expires_on
    return acceptance.status is AcceptanceStatus.ACCEPTED and until is not None and until < day


def highest(levels: list[LevelKey | None]) -> LevelKey | None:
    """Return the highest of the levels, None where nothing is rated."""
    rated = [level for level in levels if level]
    return max(rated, key=LEVEL_KEYS.index, default=None)


# deeds -------------------------------------------------------------------------------------


def begin(book: Book, risk: Risk) -> Acceptance:
    """Store a new acceptance that covers one risk, and return it."""
    made = Acceptance(
        id=new_id(),
        number=next_number(book, ACCEPTANCE),
        title=risk.title,
        level=risk.current_level,
        justification=risk.strategy_reason,
        approver=risk.approver or _named_approver(book, risk),
    )
    book.table(ACCEPTANCE).save(made)
    book.table(ACCEPTANCE_RISK).save(AcceptanceRisk(id=new_id(), acceptance=made.id, risk=risk.id))
    return made


def submit(book: Book, acceptance: Acceptance) -> Acceptance:
    """Hand an acceptance to its approver."""
    _refuse_unless(acceptance, AcceptanceStatus.CREATED, AcceptanceStatus.REJECTED)
    _refuse_incomplete(book, acceptance)
    return _store(book, acceptance, status=AcceptanceStatus.SUBMITTED)


def accept(book: Book, acceptance: Acceptance) -> Acceptance:
    """Accept the risks that are covered: they are accepted, and tolerated where nothing is said."""
    _refuse_unless(acceptance, AcceptanceStatus.SUBMITTED)
    _refuse_incomplete(book, acceptance)
    if acceptance.expires_on is None:
        raise FieldError(_("Say until when it is accepted: fill in the day on which it expires."))
    day = acceptance.accepted_on or today()
    if acceptance.expires_on <= day:
        raise FieldError(_("An acceptance has to expire after the day on which it is accepted."))
    risks = covered_risks(book, acceptance.id)
    for risk in risks:
        if risk.status not in SETTLED:
            book.table(RISK).save(_accepted(risk, acceptance))
    level = acceptance.level or highest([risk.current_level for risk in risks])
    status = AcceptanceStatus.ACCEPTED
    return _store(book, acceptance, status=status, level=level, accepted_on=day)


def reject(book: Book, acceptance: Acceptance) -> Acceptance:
    """Refuse to accept the risks; it may be submitted again."""
    _refuse_unless(acceptance, AcceptanceStatus.SUBMITTED)
    return _store(book, acceptance, status=AcceptanceStatus.REJECTED)


def revoke(book: Book, acceptance: Acceptance, because: str) -> Acceptance:
    """Take an acceptance back; its risks are open again and in the review queue."""
    _refuse_unless(acceptance, AcceptanceStatus.ACCEPTED)
    if not because.strip():
        raise FieldError(_("Say why the acceptance is revoked."))
    text = _("Acceptance {acceptance} was revoked: {reason}")
    said = text.format(acceptance=ACCEPTANCE.title(acceptance), reason=because.strip())
    return _end(book, acceptance, because.strip(), said)


def reopen(book: Book, acceptance: Acceptance) -> Acceptance:
    """End an acceptance whose time is over; its risks are open again and in the review queue."""
    if not has_expired(acceptance, today()):
        raise FieldError(_("This acceptance has not expired."))
    day = date_text(acceptance.expires_on)
    text = _("Acceptance {acceptance} expired on {day}.")
    said = text.format(acceptance=ACCEPTANCE.title(acceptance), day=day)
    return _end(book, acceptance, _("It expired on {day}.").format(day=day), said)


def expired_acceptances(book: Book, day: date) -> list[Acceptance]:
    """Return the acceptances that expired and whose risks nobody has opened again."""
    where, args = "status = ? and expires_on < ?", [str(AcceptanceStatus.ACCEPTED), day.isoformat()]
    rows = book.table(ACCEPTANCE).values("id", where=where, args=args)
    return book.table(ACCEPTANCE).page([row[0] for row in rows])


# what to look at before -----------------------------------------------------------------------


def warnings(book: Book, acceptance: Acceptance) -> Iterator[str]:
    """Yield a sentence for each thing that the approver should see; none of them refuses."""
    entries, parents = book.table(APPETITE).all(), parents_of(book)
    said: set[str] = set()
    for risk in covered_risks(book, acceptance.id):
        entry = entry_for(entries, parents, risk.category, Tier.CURRENT)
        named = entry.approver if entry else None
        if named and acceptance.approver and named != acceptance.approver and named not in said:
            said.add(named)
            person = book.table(PERSON).get(named)
            text = _("{risk} may be accepted by {person}; somebody else is named here.")
            yield text.format(risk=RISK.title(risk), person=person.name if person else "")
        if is_above(risk.current_level, acceptance.level):
            text = _("{risk} is now above the level that is accepted.")
            yield text.format(risk=RISK.title(risk))


def is_above(level: str | None, bound: str | None) -> bool:
    """Tell whether a level is above another; not rated is never above, nor is anything above it."""
    return bool(level and bound and LEVEL_KEYS.index(level) > LEVEL_KEYS.index(bound))


# inside -------------------------------------------------------------------------------------


def _named_approver(book: Book, risk: Risk) -> str | None:
    entry = entry_for(book.table(APPETITE).all(), parents_of(book), risk.category, Tier.CURRENT)
    return entry.approver if entry else None


def _accepted(risk: Risk, acceptance: Acceptance) -> Risk:
    strategy = risk.strategy or Strategy.TOLERATE
    reason = risk.strategy_reason
    if strategy is Strategy.TOLERATE and not reason.strip():
        reason = acceptance.justification
    return replace(risk, status=RiskStatus.ACCEPTED, strategy=strategy, strategy_reason=reason)


def _end(book: Book, acceptance: Acceptance, because: str, said: str) -> Acceptance:
    ended = _store(
        book,
        acceptance,
        status=AcceptanceStatus.REVOKED,
        revoked_on=today(),
        revoked_because=because,
    )
    for risk in covered_risks(book, acceptance.id):
        others = (other for other in acceptances_of(book, risk.id) if other.id != acceptance.id)
        if any(is_valid(other, today()) for other in others):
            continue
        if risk.status is RiskStatus.ACCEPTED:
            book.table(RISK).save(replace(risk, status=RiskStatus.OPEN))
        ask_for_review(book, risk.id, ReviewCause.ACCEPTANCE, said)
    return ended


def _store(book: Book, acceptance: Acceptance, **values: object) -> Acceptance:
    after = replace(acceptance, **values)  # type: ignore[arg-type]
    book.table(ACCEPTANCE).save(after)
    return after


def _refuse_unless(acceptance: Acceptance, *wanted: AcceptanceStatus) -> None:
    if (acceptance.status or AcceptanceStatus.CREATED) not in wanted:
        text = _("This cannot be done with an acceptance in the status “{status}”.")
        raise FieldError(text.format(status=ACCEPTANCE.by_key["status"].text(acceptance)))


def _refuse_incomplete(book: Book, acceptance: Acceptance) -> None:
    if not book.table(ACCEPTANCE_RISK).count(acceptance=acceptance.id):
        raise FieldError(_("Say which risks are accepted: add at least one."))
    if not acceptance.approver:
        raise FieldError(_("Say who accepts: fill in the approver."))
    if not acceptance.justification.strip():
        raise FieldError(_("Say why they can be lived with: fill in the justification."))
