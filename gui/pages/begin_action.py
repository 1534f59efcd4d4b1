"""Begins a corrective action about a record: stores it, tied to what it came from, and goes to it."""

from __future__ import annotations

from gui.session import Session
from register.acting import add_action
from register.book import Book
from register.entities import ACTION, Action
from register.errors import RegisterError


def begin_action(session: Session, words: str, action: Action) -> None:
    """Store a new action as one step named ``words`` and show it; complain where that fails."""

    def work(book: Book) -> None:
        add_action(book, action)

    try:
        session.write(words, work)
    except RegisterError as error:
        session.complain(error)
    else:
        session.show_record(ACTION.table, action.id)
