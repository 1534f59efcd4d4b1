"""The texts that name linked records, kept until a change touches them."""

from __future__ import annotations

from PySide6.QtCore import QCollator, QLocale

from register.book import Book
from register.entities import CATEGORY
from register.entity import AnyEntity
from register.i18n import current_language
from register.identifying.tree import category_path


def collator() -> QCollator:
    """Return the reader's order of texts: by pinyin where they are Chinese, numbers by value."""
    made = QCollator(QLocale(current_language()))
    made.setNumericMode(True)
    return made


class Names:
    """Id to text for the records of one table."""

    def __init__(self, book: Book, entity: AnyEntity) -> None:
        self._table = book.table(entity)
        self._entity = entity
        self._texts: dict[str, str] = {}
        self._complete = False
        self._paths: dict[str, str] | None = None

    def text(self, record_id: str | None) -> str:
        """Return the text of one record, "" for none."""
        if not record_id:
            return ""
        if record_id not in self._texts:
            record = self._table.get(record_id)
            self._texts[record_id] = self._entity.title(record) if record else ""
        return self._texts[record_id]

    def all(self) -> dict[str, str]:
        """Return every record's text by id."""
        if not self._complete:
            self._texts = {item.id: self._entity.title(item) for item in self._table.all()}
            self._complete = True
        return self._texts

    def path(self, record_id: str | None) -> str:
        """Return the text of one record, of a category with those that it is part of."""
        if self._entity is not CATEGORY:
            return self.text(record_id)
        return self.paths().get(record_id or "", "")

    def paths(self) -> dict[str, str]:
        """Return every record's path by id; of other records than categories the text."""
        if self._entity is not CATEGORY:
            return self.all()
        if self._paths is None:
            known = {item.id: item for item in self._table.all()}
            self._paths = {key: category_path(known.get, key) for key in known}
        return self._paths

    def in_order(self) -> list[tuple[str, str]]:
        """Return (id, path) pairs as the reader would sort them."""
        order = collator()
        return sorted(self.paths().items(), key=lambda item: order.sortKey(item[1]))
