"""Which method the ratings of a row are read by, and which tiers a table does not rate.

A table rates by the method that governs the risk's kind. A tier that another method rates keeps
its rating: two steps say nothing about it.
"""

from __future__ import annotations

from register.book import Book
from register.entities import METHOD, Risk
from register.entities.risk import RiskKind, Tier
from register.errors import RegisterError
from register.exchange.plan import Draft
from register.methods import active_method, family_of, oldest_method
from register.scoring import Method


class Methods:
    """The governing methods of a register; ``by_kind`` lacks a kind that has none with a matrix."""

    def __init__(self, book: Book) -> None:
        self.threats = active_method(book)
        self.by_kind = {kind: method for kind in RiskKind if (method := _governing(book, kind))}
        self._oldest = oldest_method(book)
        self._families = {record.id: family_of(record) for record in book.table(METHOD).all()}

    def mark(self, draft: Draft, before: Risk | None) -> None:
        """Note the kind of a draft's risk, and its tiers that another method rates."""
        kind = draft.values.get("kind") or (before.kind if before else None)
        draft.kind = kind or RiskKind.THREAT
        for tier in Tier if before else ():
            if getattr(before, f"{tier}_level") and self._is_elsewhere(draft.kind, before, tier):
                held = getattr(before, f"{tier}_likelihood"), getattr(before, f"{tier}_impact")
                draft.elsewhere[tier] = held

    def _is_elsewhere(self, kind: RiskKind, risk: Risk | None, tier: Tier) -> bool:
        method = getattr(risk, f"{tier}_method") or self._oldest
        governing = self.by_kind.get(kind)
        if governing is None or self._families.get(method) != self._families.get(governing.id):
            return True
        rows, columns = governing.size
        likelihood, impact = getattr(risk, f"{tier}_likelihood"), getattr(risk, f"{tier}_impact")
        return likelihood not in range(1, rows + 1) or impact not in range(1, columns + 1)


def _governing(book: Book, kind: RiskKind) -> Method | None:
    try:
        method = active_method(book, kind)
    except RegisterError:
        return None
    return method if method.has_grid else None
