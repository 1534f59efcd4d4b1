"""Finds which rows a list shows, and in which order; a short list at once, a long one on a thread.

What was read is kept until a change is noted; notes may come while an answer is being found.
"""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import Lock

from gui.tables.facets import Facets, Value
from gui.tables.ordering import Orders, SortKey
from gui.tables.stored import rows
from gui.tables.texts import Texts, filter_texts, matching
from gui.tables.trees import Trees
from register.book import Book
from register.entity import AnyEntity
from register.fields import Field, Text
from register.progress import Progress, silent

FEW = 64  # changed rows that are read again one by one; of more, everything is


@dataclass(frozen=True, slots=True)
class Question:
    """``query`` is folded; ``chosen``: by field its values; ``only``: ids, None for all."""

    keys: tuple[SortKey, ...] = ()
    query: str = ""
    chosen: Mapping[str, frozenset[Value]] = field(default_factory=dict)
    only: frozenset[str] | None = None

    @property
    def narrows(self) -> bool:
        """Tell whether rows may be hidden."""
        return bool(self.query or self.chosen or self.only is not None)


@dataclass(frozen=True, slots=True)
class Answer:
    """``order``: every rowid as sorted; ``rowids``: those that fit.

    ``rough``: names of linked records were not looked into, because texts were not read yet.
    """

    order: array[int]
    rowids: array[int]
    rough: bool = False


class Finder:
    """Answers questions about one table, one at a time, on any thread."""

    def __init__(
        self,
        book: Book,
        entity: AnyEntity,
        searched: Sequence[Field],
        facets: Sequence[Field] = (),
        given: Sequence[Field] = (),
    ) -> None:
        """``searched``: the fields whose shown texts a query is looked for in; ``facets``: those
        that rows can be narrowed by; ``given``: custom fields, to sort by."""
        self._book, self._entity, self._searched = book, entity, tuple(searched)
        self._table = book.table(entity)
        self._lock = Lock()
        self._news: deque[frozenset[str] | None] = deque()
        self._orders = Orders(book, entity, given)
        self._facets = Facets(facets, partial(rows, book, entity, facets))
        self._trees = Trees(book, facets)
        self._texts: Texts | None = None
        self._order: tuple[tuple[SortKey, ...], array[int]] | None = None
        self._last: tuple[Question, Answer] | None = None

    @property
    def has_news(self) -> bool:
        """Tell whether something changed since the last answer."""
        return bool(self._news)

    def note(self, ids: frozenset[str] | None) -> None:
        """Take notice of records that came, changed or went; None: anything may have changed."""
        self._news.append(ids)

    def answer(
        self, question: Question, progress: Progress = silent, *, quick: bool = False
    ) -> Answer:
        """Return the rows that a question asks for; ``quick``: roughly, if texts must be read."""
        with self._lock:
            progress(0, 0)
            self._take_news(progress)
            rough = quick and bool(question.query) and self._texts is None
            if question.query and not quick:
                self._read_texts(progress)
            order = self._sorted(question.keys, progress)
            found = Answer(order, self._found(question, order, progress), rough)
            self._last = None if rough else (question, found)
            return found

    def counts(self, key: str, question: Question, progress: Progress = silent) -> Counter[Value]:
        """Return how many rows have each value of a field, given all else that is asked."""
        with self._lock:
            self._take_news(progress)
            if question.query:
                self._read_texts(progress)
            self._facets.load(progress)
            order = self._sorted(question.keys, progress)
            among = self._holding(question, order, progress)
            found = self._facets.counts(key, self._trees.widened(question.chosen), among)
            return self._trees.summed(key, found)

    # inside ------------------------------------------------------------------------------

    def _sorted(self, keys: tuple[SortKey, ...], progress: Progress) -> array[int]:
        if self._order is None or self._order[0] != keys:
            self._order = keys, self._orders.of(keys, progress)
        return self._order[1]

    def _found(self, question: Question, order: array[int], progress: Progress) -> array[int]:
        narrowed = self._narrower(question)
        if narrowed is not None:
            return matching(self._texts or {}, question.query, narrowed)
        among = self._holding(question, order, progress)
        if question.chosen:
            self._facets.load(progress)
            among = self._facets.matching(self._trees.widened(question.chosen), among)
        return among

    def _narrower(self, question: Question) -> array[int] | None:
        """Return the last answer where this one can only be a part of it."""
        if self._last is None:
            return None
        last, found = self._last
        same = (last.keys, last.chosen, last.only) == (
            question.keys,
            question.chosen,
            question.only,
        )
        longer = bool(last.query) and question.query.startswith(last.query)
        return found.rowids if same and longer else None

    def _holding(self, question: Question, order: array[int], progress: Progress) -> array[int]:
        """Return the rows that hold the text, among those that alone are wanted."""
        if question.only is not None:
            wanted = {row for row, key in self._table.values("rowid", "id") if key in question.only}
            order = array("q", (rowid for rowid in order if rowid in wanted))
        if not question.query:
            return order
        if self._texts is None:
            return self._like(question.query, order)
        return matching(self._texts, question.query, order)

    def _read_texts(self, progress: Progress) -> None:
        if self._texts is None:
            self._texts = filter_texts(self._book, self._entity, self._searched, progress)

    def _like(self, query: str, order: array[int]) -> array[int]:
        """Ask the file while texts are not read: titles and other texts, not links."""
        keys = [item.key for item in self._searched if isinstance(item.kind, Text)]
        where = " or ".join(f'instr(lower("{key}"), ?) > 0' for key in keys)
        held = self._table.values("rowid", where=where, args=[query] * len(keys))
        found = {row[0] for row in held}
        return array("q", (rowid for rowid in order if rowid in found))

    def _take_news(self, progress: Progress) -> None:
        if not self._news:
            return
        self._last = self._order = None
        noted = [self._news[place] for place in range(len(self._news))]
        ids = frozenset().union(*(some for some in noted if some is not None))
        if None in noted or len(ids) > FEW:
            self._texts = None
            self._facets.forget()
            self._trees.forget()
            self._orders.forget()
        else:
            self._renew(ids, progress)
        for _some in noted:
            self._news.popleft()

    def _renew(self, ids: frozenset[str], progress: Progress) -> None:
        """Read again what is known of a few records."""
        where, args = f"id in ({', '.join('?' * len(ids))})", sorted(ids)
        self._facets.renew(where, args)
        self._orders.renew([row[0] for row in self._table.values("rowid", where=where, args=args)])
        if self._texts is not None:
            fields = self._searched
            self._texts |= filter_texts(self._book, self._entity, fields, progress, (where, args))
