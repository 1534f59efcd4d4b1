"""By which method a risk is rated next: the one of its current rating, else the one that governs.

Only a method in use can be chosen for a new rating; a version at rest gives way to its follower.
"""

from __future__ import annotations

from register.book import Book
from register.entities import METHOD, Risk
from register.entities.risk import RiskKind
from register.methods import active_method, family_of, methods_in_use
from register.scoring import Method


def method_for(book: Book, risk: Risk) -> Method:
    """Return the method in use that the rating of a risk begins with.

    Raises RegisterError when none is in use for its kind.
    """
    subject = risk.kind or RiskKind.THREAT
    same = in_use_of(book, subject, risk.current_method)
    return same or active_method(book, subject)


def in_use_of(book: Book, subject: RiskKind, method_id: str | None) -> Method | None:
    """Return the version in use of a method's family, None when the family is not in use."""
    family = _family(book, method_id)
    return next(
        (
            item
            for item in methods_in_use(book, subject)
            if family and _family(book, item.id) == family
        ),
        None,
    )


def is_same_family(book: Book, one: str, other: str) -> bool:
    """Tell whether two methods are versions of one."""
    return _family(book, one) == _family(book, other)


def _family(book: Book, method_id: str | None) -> str:
    record = book.table(METHOD).get(method_id or "")
    return family_of(record) if record is not None else ""
