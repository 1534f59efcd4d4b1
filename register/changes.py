"""What one user action did, as data: transaction, undo, notice and history all read it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from register.entity import Row
from register.i18n import translated

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after; None where it did not exist.

    An addition or deletion holds the whole row, an edit only the columns that differ.
    ``digest`` is that of the whole row afterwards ("" when it is gone); ``text``: what the
    history stores of ``after``, where it is known already.
    """

    table: str
    id: str
    before: Row | None
    after: Row | None
    digest: str = ""
    text: str = ""

    def inverted(self) -> Change:
        """Return the change that takes this one back; its digest is not known yet."""
        return Change(self.table, self.id, self.after, self.before)


@dataclass(slots=True)
class ChangeSet:
    """Everything one transaction changed, under the name people see.

    ``kind``: start, do, undo or redo; ``target``: the step that an undo or redo is about;
    ``seq``, ``at``, ``who`` are filled in when it is stored.
    """

    label: str
    args: dict[str, Any] = field(default_factory=dict)
    kind: str = "do"
    target: int | None = None
    changes: list[Change] = field(default_factory=list)
    seq: int = 0
    at: datetime | None = None
    who: str = ""
    _tables: set[str] = field(default_factory=set, init=False, repr=False, compare=False)
    _seen: int = field(default=0, init=False, repr=False, compare=False)

    @property
    def tables(self) -> Set[str]:
        """Return the tables of which rows changed; however many ask, each change is read once."""
        if self._seen != len(self.changes):
            self._tables.update(change.table for change in self.changes[self._seen :])
            self._seen = len(self.changes)
        return self._tables

    def touches(self, *tables: str) -> bool:
        """Tell whether any row of these tables changed."""
        return not self.tables.isdisjoint(tables)

    def text(self) -> str:
        """Return the label in the reader's language."""
        return label_text(self.label, self.args)


def label_text(label: str, args: dict[str, Any]) -> str:
    """Return a stored label in the reader's language; a label that does not fit stays as it is.

    The argument ``field`` is the label of a field, stored as it stands in the source.
    """
    try:
        field = {"field": translated(str(args["field"]))} if "field" in args else {}
        return translated(label).format(**(args | field))
    except (KeyError, IndexError, ValueError):
        return label


def canonical(row: Row | None) -> str | None:
    """Return a row as the one JSON text that stands for it."""
    if row is None:
        return None
    return _encode(row)


def addition(table: str, row: Row) -> Change:
    """Return the change that adds a row; its text leaves the empty columns out."""
    text = _encode(_filled(row))
    return Change(table, str(row["id"]), None, row, _digest_of(text), text)


def digest(row: Row) -> str:
    """Return the digest of a whole row: 128 bits, hexadecimal.

    Empty columns do not count, so that a column added later leaves old digests valid.
    """
    return _digest_of(_encode(_filled(row)))


def _filled(row: Row) -> Row:
    return {key: value for key, value in row.items() if value is not None and value != ""}


def _digest_of(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
