"""Appetite and tolerance: which level is wanted, which is still borne, and what lies above.

The nearest category upwards that has an entry decides; the entry without a category holds for
all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from register.book import Book
from register.entities import APPETITE, CATEGORY, PERSON, RISK, Appetite, Person, Risk
from register.entities.risk import LevelKey, RiskKind, RiskStatus, Tier
from register.entity import new_id
from register.errors import FieldError
from register.i18n import _
from register.scoring import LEVEL_KEYS

Parents = Mapping[str, str | None]
"""By category: the one above it."""
_LIVE = (
    f"ifnull(status, '') not in ('{RiskStatus.CLOSED}', '{RiskStatus.REJECTED}') "
    f"and ifnull(kind, '') <> '{RiskKind.OPPORTUNITY}'"
)


@dataclass(frozen=True, slots=True)
class Breach:
    """A live threat above what is wanted; ``is_breach``: above what is borne, too.

    ``approver``: the name of who may accept it, "" where nobody is named.
    """

    risk: str
    number: str
    title: str
    tier: Tier
    level: LevelKey
    entry: Appetite
    is_breach: bool
    approver: str


def levels_above(level: str | None) -> tuple[str, ...]:
    """Return the levels above one, from the lowest; none where there is no bound."""
    return LEVEL_KEYS[LEVEL_KEYS.index(level) + 1 :] if level else ()


def entry_for(
    entries: Iterable[Appetite], parents: Parents, category: str | None, tier: Tier
) -> Appetite | None:
    """Return the entry that holds for a category and a tier, if any does."""
    found = {entry.category: entry for entry in entries if entry.tier is tier}
    seen: set[str] = set()
    while category and category not in seen:
        if category in found:
            return found[category]
        seen.add(category)
        category = parents.get(category)
    return found.get(None)


def entry_of(book: Book, risk: Risk, tier: Tier = Tier.CURRENT) -> Appetite | None:
    """Return the entry that holds for a risk, if any does."""
    return entry_for(book.table(APPETITE).all(), parents_of(book), risk.category, tier)


def parents_of(book: Book) -> dict[str, str | None]:
    """Return the category above each category."""
    return {item.id: item.parent for item in book.table(CATEGORY).all()}


def follow_appetite(book: Book, _before: Appetite | None, after: Appetite) -> None:
    """Look at a changed entry, inside its change.

    Raises FieldError when less is borne than wanted, or when there is such an entry already.
    """
    if after.appetite and after.tolerance and after.tolerance not in reachable(after.appetite):
        raise FieldError(_("The tolerance may not be below the appetite."))
    same = book.table(APPETITE).find(category=after.category, tier=after.tier)
    if len(same) > 1:
        raise FieldError(_("This category has an entry for this tier already; change that one."))


def set_appetite(book: Book, category: str | None, tier: Tier, level: LevelKey | None) -> None:
    """Say which level is wanted for a category, inside a change; None takes its entry away.

    A tolerance that would be below it rises with it; a new entry bears what was borne before.
    """
    entry = _own(book, category, tier)
    if level is None:
        if entry is not None:
            book.table(APPETITE).delete(entry.id)
        return
    known = entry or _inherited(book, category, tier)
    tolerance = known.tolerance if known and known.tolerance in reachable(level) else level
    made = entry or Appetite(id=new_id(), category=category, tier=tier)
    book.table(APPETITE).save(replace(made, appetite=level, tolerance=tolerance))


def set_tolerance(book: Book, category: str | None, tier: Tier, level: LevelKey) -> None:
    """Say which level is still borne for a category, inside a change.

    Raises FieldError when that is less than what is wanted.
    """
    entry = _own(book, category, tier)
    if entry is None:
        known = _inherited(book, category, tier)
        wanted = known.appetite if known and level in reachable(known.appetite or level) else level
        entry = Appetite(id=new_id(), category=category, tier=tier, appetite=wanted)
    book.table(APPETITE).save(replace(entry, tolerance=level))


def _own(book: Book, category: str | None, tier: Tier) -> Appetite | None:
    return next(iter(book.table(APPETITE).find(category=category, tier=tier)), None)


def _inherited(book: Book, category: str | None, tier: Tier) -> Appetite | None:
    return entry_for(book.table(APPETITE).all(), parents_of(book), category, tier)


def reachable(appetite: str) -> tuple[str, ...]:
    """Return the levels that a tolerance may have beside this appetite."""
    return LEVEL_KEYS[LEVEL_KEYS.index(appetite) :]


def breaches(book: Book, tier: Tier | None = None) -> list[Breach]:
    """Return the live threats above what is wanted, those above tolerance first, then by level.

    The database picks them, so that those within the appetite cost nothing.
    """
    entries = book.table(APPETITE).all()
    names = {person.id: person.name for person in _approvers(book, entries)}
    found: list[Breach] = []
    for each in [tier] if tier else list(Tier):
        for entry, categories in _governed(book, entries, each):
            found += _above(book, entry, categories, names)
    return sorted(found, key=lambda b: (not b.is_breach, -LEVEL_KEYS.index(b.level), b.number))


def _approvers(book: Book, entries: Iterable[Appetite]) -> list[Person]:
    return book.table(PERSON).page([entry.approver for entry in entries if entry.approver])


def _governed(
    book: Book, entries: list[Appetite], tier: Tier
) -> Iterator[tuple[Appetite, list[str | None]]]:
    """Yield each entry of a tier with the categories that it holds for."""
    parents = parents_of(book)
    governed: dict[str, list[str | None]] = defaultdict(list)
    for category in [None, *parents]:
        entry = entry_for(entries, parents, category, tier)
        if entry is not None:
            governed[entry.id].append(category)
    for entry in entries:
        if entry.id in governed:
            yield entry, governed[entry.id]


def _above(
    book: Book, entry: Appetite, categories: list[str | None], names: Mapping[str, str]
) -> Iterator[Breach]:
    levels, tier = levels_above(entry.appetite), entry.tier
    if not levels or tier is None:
        return
    marks = ", ".join("?" * len(levels))
    places = ", ".join("?" * len(categories))
    where = f"{_LIVE} and {tier}_level in ({marks}) and ifnull(category, '') in ({places})"
    args = [*levels, *(category or "" for category in categories)]
    beyond = levels_above(entry.tolerance)
    columns = ("id", "number", "title", f"{tier}_level")
    for key, number, title, level in book.table(RISK).values(*columns, where=where, args=args):
        approver = names.get(entry.approver or "", "")
        yield Breach(key, number, title, tier, LevelKey(level), entry, level in beyond, approver)
