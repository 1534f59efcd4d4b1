"""What is to be followed up, for the overview: reviews, actions and obligations, each a line."""

from __future__ import annotations

from collections.abc import Iterator

from gui.pages.lines import Line, State
from gui.pages.readiness import due_text
from register.acting import OVERDUE, due_day
from register.book import Book
from register.entities import ACTION, OBLIGATION, PERSON
from register.entities.action import ActionStatus
from register.i18n import _, ngettext, today
from register.review_queue import LOOK_DUE, Why, review_counts

MOST = 3
REVIEWS = "reviews"


def follow_lines(book: Book, by: str) -> Iterator[Line]:
    """Yield the reviews by reason, overdue actions, those that ``by`` is to check, obligations."""
    yield from _reviews(book)
    yield from _overdue(book)
    yield from _to_check(book, by)
    yield from _obligations(book)


def _reviews(book: Book) -> Iterator[Line]:
    counts = review_counts(book, today())
    late, asked = counts[Why.OVERDUE], counts[Why.ASKED]
    if late:
        text = ngettext("{count} review overdue", "{count} reviews overdue", late)
        yield Line("review", text.format(count=late), "", State.BAD, REVIEWS, "")
    if asked:
        text = ngettext("{count} review asked for", "{count} reviews asked for", asked)
        yield Line("review", text.format(count=asked), "", State.SOON, REVIEWS, "")


def _overdue(book: Book) -> Iterator[Line]:
    rows = book.table(ACTION).values("id", where=OVERDUE, args=[today().isoformat()])
    found = book.table(ACTION).page([row[0] for row in rows])
    found.sort(key=lambda action: str(due_day(action)))
    for action in found[:MOST]:
        due = due_day(action)
        word = due_text(due) if due else ""
        yield Line("action", ACTION.title(action), word, State.BAD, ACTION.table, action.id)
    if (rest := len(found) - MOST) > 0:
        text = ngettext("{count} more action overdue", "{count} more actions overdue", rest)
        yield Line("action", text.format(count=rest), "", State.BAD, ACTION.table, "")


def _to_check(book: Book, by: str) -> Iterator[Line]:
    name = by.strip().casefold()
    me = [key for key, text in book.table(PERSON).values("id", "name") if text.casefold() == name]
    for person in me:
        for action in book.table(ACTION).find(verifier=person, status=ActionStatus.DONE)[:MOST]:
            text = ACTION.title(action)
            yield Line("action", text, _("for you to check"), State.SOON, ACTION.table, action.id)


def _obligations(book: Book) -> Iterator[Line]:
    rows = book.table(OBLIGATION).values("id", where=LOOK_DUE, args=[today().isoformat()])
    found = book.table(OBLIGATION).page([row[0] for row in rows])
    found.sort(key=lambda item: str(item.next_look))
    for item in found[:MOST]:
        word = due_text(item.next_look) if item.next_look else ""
        text = OBLIGATION.title(item)
        yield Line("obligation", text, word, State.SOON, OBLIGATION.table, item.id)
