"""Finds for each draft the risk it is about: by id, else by number, else by identical title."""

from __future__ import annotations

from collections import defaultdict, deque

from register.book import Book
from register.entities import RISK, Risk
from register.exchange.plan import Draft


class Matching:
    """The risks of a register by id, number and title; each title is matched once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._numbers: dict[str, str] = {}
        self._titles: dict[str, deque[str]] = defaultdict(deque)
        self._ids: set[str] = set()
        for record_id, number, title in book.table(RISK).values("id", "number", "title"):
            self._ids.add(record_id)
            self._titles[title].append(record_id)
            if number:
                self._numbers[number] = record_id

    def find(self, draft: Draft) -> str | None:
        """Return the id of the risk that a draft is about; None when it is a new one."""
        if draft.known_as:
            return draft.known_as if draft.known_as in self._ids else None
        if number := draft.values.get("number"):
            return self._numbers.get(number)
        waiting = self._titles.get(draft.values.get("title", ""))
        return waiting.popleft() if waiting else None

    def holder(self, number: str) -> str | None:
        """Return the id of the risk that has a number."""
        return self._numbers.get(number)

    def load(self, ids: list[str]) -> dict[str, Risk]:
        """Return the risks with these ids."""
        return {risk.id: risk for risk in self._book.table(RISK).page(ids)}
