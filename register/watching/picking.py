"""Adds indicators of the starter library to a register, in both names and the register's texts."""

from __future__ import annotations

from collections.abc import Iterable

from register.book import Book
from register.entities import INDICATOR, Indicator
from register.entity import new_id
from register.i18n import today
from register.scoring.words import words_in
from register.series import next_number
from register.starter import LibraryIndicator


def known_names(book: Book) -> set[str]:
    """Return the names of the register's indicators in both languages, for comparing."""
    rows = book.table(INDICATOR).values("name", "name_zh")
    return {name.strip().casefold() for row in rows for name in row if name.strip()}


def is_known(item: LibraryIndicator, names: set[str]) -> bool:
    """Tell whether the register has an indicator of that name already."""
    return any(text.strip().casefold() in names for text in item.name.values())


def add_indicators(book: Book, items: Iterable[LibraryIndicator]) -> list[Indicator]:
    """Store indicators of the library with their numbers, watched from today; inside a change.

    Those that the register has already are left out. Returns what was added.
    """
    names = known_names(book)
    added = []
    for item in items:
        if not is_known(item, names):
            made = _made(book, item)
            book.table(INDICATOR).save(made)
            added.append(made)
    return added


def _made(book: Book, item: LibraryIndicator) -> Indicator:
    tongue = book.about.language
    return Indicator(
        id=new_id(),
        number=next_number(book, INDICATOR),
        name=item.name["en"],
        name_zh=item.name["zh_CN"],
        warns_of=words_in(item.warns_of, tongue),
        kind=item.kind,
        nature=item.nature,
        measure=words_in(item.measure, tongue),
        formula=words_in(item.formula, tongue),
        source=words_in(item.source, tongue),
        frequency=item.frequency,
        direction=item.direction,
        target=item.target,
        blue=item.blue,
        yellow=item.yellow,
        orange=item.orange,
        red=item.red,
        raise_after=item.raise_after,
        margin=item.margin,
        active_from=today(),
    )
