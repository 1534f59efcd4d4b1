"""What the sections of a binder are told, and what its maker is told in the end.

Nothing here loads reportlab, so that the command line and the window may import it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from register.book import Book
from register.entities import CATEGORY
from register.entity import Entity, R
from register.i18n import current_language, today
from register.identifying.tree import category_path


@dataclass(frozen=True, slots=True, kw_only=True)
class BinderOptions:
    """How a binder is to be made.

    paper: "A4" or "Letter". parts: keys of the sections wanted; None means all.
    duplex: printed on both sides, so that the gutter changes sides. page_limit: stop after so
    many pages, for a preview whose later page numbers stay open; 0 means the whole binder.
    """

    paper: str = "A4"
    holder: str = ""
    marking: str = ""
    language: str = field(default_factory=current_language)
    parts: frozenset[str] | None = None
    duplex: bool = True
    issued_on: date = field(default_factory=today)
    page_limit: int = 0


@dataclass(frozen=True, slots=True)
class BinderReport:
    """What was made; ``missing_glyphs``: characters that the fonts can only draw as a box."""

    pages: int
    missing_glyphs: tuple[str, ...] = ()


class Context:
    """Given to every section; ``about`` names the record at hand, for the case that it fails."""

    def __init__(self, book: Book, options: BinderOptions) -> None:
        self.options = options
        self.about = ""
        self._book = book
        self._names: dict[str, dict[str, str]] = {}

    def name(self, entity: Entity[R], record_id: str | None) -> str:
        """Return the text that names a linked record; "" when there is none."""
        if entity.table not in self._names:
            records = {record.id: record for record in self._book.table(entity).all()}
            self._names[entity.table] = {
                key: category_path(self._book.table(CATEGORY).get, key)
                if entity.table == CATEGORY.table
                else entity.title(record)
                for key, record in records.items()
            }
        return self._names[entity.table].get(record_id or "", "")
