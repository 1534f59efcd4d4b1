"""The register's own parts of the binder, in the order in which they are printed.

Each function imports its section when the binder is made, never at the program's start.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from register.catalog import Section
from register.i18n import N_

if TYPE_CHECKING:
    from register.binder.context import Context
    from register.binder.flow import Block
    from register.book import Book


def _contacts(book: Book, context: Context) -> Iterable[Block]:
    from register.binder.sections import contacts

    return contacts.build(book, context)


def _teams(book: Book, context: Context) -> Iterable[Block]:
    from register.binder.sections import teams

    return teams.build(book, context)


def _team_titles(book: Book) -> Iterable[tuple[str, str]]:
    from register.binder.sections import teams

    return teams.titles(book)


def _plans(book: Book, context: Context) -> Iterable[Block]:
    from register.binder.sections import plans

    return plans.build(book, context)


def _plan_titles(book: Book) -> Iterable[tuple[str, str]]:
    from register.binder.sections import plans

    return plans.titles(book)


def _risks(book: Book, context: Context) -> Iterable[Block]:
    from register.binder.sections import risks

    return risks.build(book, context)


def _indicators(book: Book, context: Context) -> Iterable[Block]:
    from register.binder.sections import indicators

    return indicators.build(book, context)


def _indicator_titles(book: Book) -> Iterable[tuple[str, str]]:
    from register.binder.sections import indicators

    return indicators.titles(book)


def _checks(book: Book, context: Context) -> Iterable[Block]:
    from register.binder.sections import checks

    return checks.build(book, context)


SECTIONS = (
    Section("contacts", N_("Emergency contacts"), _contacts),
    Section("teams", N_("Emergency teams"), _teams, _team_titles),
    Section("plans", N_("Plans"), _plans, _plan_titles),
    Section("risks", N_("Risk summary"), _risks),
    Section("indicators", N_("Indicators"), _indicators, _indicator_titles),
    Section("checks", N_("Standing checks"), _checks),
)
