"""The texts that name linked records, kept until a change touches them."""

from __future__ import annotations

from PySide6.QtCore import QCollator, QLocale

from register.book import Book
from register.entity import AnyEntity
from register.i18n import current_language


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

    def in_order(self) -> list[tuple[str, str]]:
        """Return (id, text) pairs as the reader would sort them."""
        order = collator()
        return sorted(self.all().items(), key=lambda item: order.sortKey(item[1]))
