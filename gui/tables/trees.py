"""Values that are part of each other: who chooses a category chooses those below it as well."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from gui.tables.facets import Chosen, Value
from register.book import Book
from register.fields import Field, Link

PARENT = "parent"


class Trees:
    """For the links among some fields whose records form a tree."""

    def __init__(self, book: Book, fields: Sequence[Field]) -> None:
        self._book = book
        self._targets = {
            field.key: field.kind.target
            for field in fields
            if isinstance(field.kind, Link) and _is_tree(book, field.kind.target)
        }
        self._parents: dict[str, Mapping[str, str | None]] = {}

    def forget(self) -> None:
        """Read the trees again when they are asked for."""
        self._parents.clear()

    def widened(self, chosen: Chosen) -> Chosen:
        """Return what is chosen, with the values that lie below a chosen one."""
        return {
            key: frozenset(self._with_below(key, values)) if key in self._targets else values
            for key, values in chosen.items()
        }

    def summed(self, key: str, counts: Counter[Value]) -> Counter[Value]:
        """Return counts in which each value counts for those it lies below too."""
        if key not in self._targets:
            return counts
        found: Counter[Value] = Counter()
        for value, count in counts.items():
            for above in self._path(key, value):
                found[above] += count
        return found

    # inside ------------------------------------------------------------------------------

    def _with_below(self, key: str, values: Iterable[Value]) -> set[Value]:
        below: dict[str | None, list[str]] = defaultdict(list)
        for child, parent in self._tree(key).items():
            below[parent].append(child)
        found: set[Value] = set()
        waiting = [*values]
        while waiting:
            value = waiting.pop()
            if value not in found:
                found.add(value)
                waiting += below.get(value, []) if isinstance(value, str) else []
        return found

    def _path(self, key: str, value: Value) -> list[Value]:
        """Return a value and all that it lies below."""
        tree, path = self._tree(key), [value]
        while isinstance(path[-1], str) and (above := tree.get(path[-1])) and above not in path:
            path.append(above)
        return path

    def _tree(self, key: str) -> Mapping[str, str | None]:
        if key not in self._parents:
            table = self._book.table_named(self._targets[key])
            self._parents[key] = dict(table.values("id", PARENT))
        return self._parents[key]


def _is_tree(book: Book, table: str) -> bool:
    field = book.catalog.by_table[table].by_key.get(PARENT)
    return field is not None and isinstance(field.kind, Link) and field.kind.target == table
