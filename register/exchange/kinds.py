"""The kinds of records that are listed and exported, by the names people type.

A kind is named like its table; links between two records stand with the record they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from register.book import Book
from register.entities import PHONE, RISK
from register.entity import AnyEntity
from register.errors import RegisterError
from register.exchange.custom_texts import CustomTexts
from register.fields import Link
from register.i18n import _

_INNER = frozenset({"about", "series", "attachments", "custom_fields"})


def kinds(book: Book) -> tuple[AnyEntity, ...]:
    """Return the entities that can be listed: all but inner ones and bare links."""
    inner = _INNER | book.catalog.tables_of_values
    return tuple(e for e in book.catalog.entities if e.table not in inner and e.display)


def kind_named(book: Book, name: str) -> AnyEntity:
    """Return the entity of a kind; raises RegisterError that lists the kinds."""
    known = {entity.table: entity for entity in kinds(book)}
    if name not in known:
        raise RegisterError(
            _("“{name}” is no kind of record; choose one of: {kinds}.").format(
                name=name, kinds=", ".join(known)
            )
        )
    return known[name]


@dataclass(frozen=True, slots=True)
class Several:
    """Links of one record to several: key and label they stand under, and by record the ids."""

    key: str
    label: str
    target: AnyEntity
    ids: Mapping[str, Sequence[str]]


class Surroundings:
    """What records of an entity are shown with: names of linked records, bundles, custom texts.

    Everything is read once; names are in the language in force when they are first asked for.
    """

    def __init__(self, book: Book, entity: AnyEntity) -> None:
        self.book = book
        self.entity = entity
        self.custom = CustomTexts(book, entity)
        self._names: dict[str, dict[str, str]] = {}

    def name(self, table: str, record_id: str | None) -> str:
        """Return what people call a record; "" for none."""
        if table not in self._names:
            entity = self.book.catalog.by_table[table]
            records = self.book.table(entity).all()
            self._names[table] = {record.id: entity.title(record) for record in records}
        return self._names[table].get(record_id or "", "")

    @cached_property
    def several(self) -> tuple[Several, ...]:
        """The links that stand in tables of pairs, such as the risks of a plan."""
        pairs = (e for e in self.book.catalog.entities if not e.display)
        return tuple(self._bundle(e) for e in pairs if _first(e).target == self.entity.table)

    def _bundle(self, pair: AnyEntity) -> Several:
        (mine, _kind), (other, kind) = pair.links
        ids: dict[str, list[str]] = {}
        for record in self.book.table(pair).all():
            ids.setdefault(getattr(record, mine.key), []).append(getattr(record, other.key))
        target = self.book.catalog.by_table[kind.target]
        if self.entity is RISK:  # whose own fields are called Controls and Unit
            return Several(pair.table, pair.plural, target, ids)
        return Several(target.table, target.plural, target, ids)

    @cached_property
    def phones(self) -> Mapping[str, Sequence[str]]:
        """By person the telephone numbers, in the order of creation."""
        found: dict[str, list[str]] = {}
        for phone in self.book.table(PHONE).all():
            found.setdefault(phone.person or "", []).append(phone.number)
        return found


def _first(pair: AnyEntity) -> Link:
    return pair.links[0][1]


def in_order(entity: AnyEntity, records: Iterable[Any]) -> list[Any]:
    """Return records by number where they have one, else as they came."""
    if not entity.series:
        return list(records)
    return sorted(records, key=lambda record: (len(record.number), record.number))
