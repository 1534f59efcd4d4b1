"""What follows from a drill: one that went badly puts the risks of its plans into the queue.

``follow`` runs at the end of every change (see register.catalog.Follower).
"""

from __future__ import annotations

from collections.abc import Iterable

from drills.entities import DRILL, DRILL_PLAN, Drill, DrillRating
from register.book import Book
from register.changes import ChangeSet
from register.entities import PLAN, PLAN_RISK, RISK, Risk
from register.entities.review import ReviewCause
from register.i18n import _, language
from register.reviewing import ask_for_review

POOR = (DrillRating.M, DrillRating.U)


def follow(book: Book, done: ChangeSet) -> None:
    """Ask for reviews where a drill was rated M or U, or such a drill got another plan."""
    for change in list(done.changes):
        if change.after is None:
            continue
        if change.table == DRILL.table and change.after.get("rating") in POOR:
            plans = [link.plan for link in book.table(DRILL_PLAN).find(drill=change.id)]
            _ask(book, book.table(DRILL).get(change.id), plans)
        elif change.table == DRILL_PLAN.table and change.before is None:
            plans = [str(change.after.get("plan") or "")]
            _ask(book, book.table(DRILL).get(str(change.after.get("drill") or "")), plans)


def _ask(book: Book, drill: Drill | None, plans: Iterable[str | None]) -> None:
    if drill is None or drill.rating not in POOR:
        return
    with language(book.about.language):
        for plan in book.table(PLAN).page([key for key in plans if key]):
            text = _("{drill} was rated {rating}; it rehearsed {plan}.").format(
                drill=DRILL.title(drill), rating=drill.rating, plan=PLAN.title(plan)
            )
            for link in book.table(PLAN_RISK).find(plan=plan.id):
                risk = book.table(RISK).get(link.risk)
                if risk is not None and not _seen_since(risk, drill):
                    ask_for_review(book, risk.id, ReviewCause.DRILL, text)


def _seen_since(risk: Risk, drill: Drill) -> bool:
    """Tell whether a risk was raised or reviewed after the drill, which was entered late."""
    known = [day for day in (risk.raised_on, risk.last_review) if day]
    if not known or drill.starts_at is None:
        return False
    return max(known) > drill.starts_at.astimezone().date()
