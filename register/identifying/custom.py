"""Custom fields with a kind: what a stored text means, and how it is typed, shown and sorted.

Values stay text in one canonical form: a number as plain decimal, a day as YYYY-MM-DD, a flag as
``yes`` or ``no``, a choice as its line. A text that does not fit its kind is kept and shown as it
is; a standing check names it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import normalize

from register.book import Book
from register.entities import CUSTOM_FIELD, CustomField
from register.entities.custom import CustomKind
from register.entity import AnyEntity, new_id
from register.errors import FieldError
from register.fields import Day, Field, Flag, Kind, Note, type_of_sql
from register.i18n import _

YES, NO = "yes", "no"
DOUBT = "⚠ "
"""Stands before a text that does not fit the kind of its field."""
_MOST_DIGITS = 40
_DAY, _FLAG = Day(), Flag()


@dataclass(frozen=True, slots=True)
class Given(Kind):
    """The kind of a custom field: values are stored texts, ``kind`` and ``choices`` as defined."""

    kind: CustomKind = CustomKind.TEXT
    choices: tuple[str, ...] = ()

    def parse(self, text: str) -> str:
        """Return the canonical text of what was typed; raises FieldError."""
        return canonical(self, text.removeprefix(DOUBT))

    def check(self, value: Any) -> None:
        Note().check(value)

    def format(self, value: Any) -> str:
        """Return a stored text as it is shown; one that does not fit carries a mark."""
        text = value or ""
        if not text or self.is_text:
            return str(text)
        if not fits(self, text):
            return f"{DOUBT}{text}"
        return _FLAG.format(text == YES) if self.kind is CustomKind.FLAG else str(text)

    def native(self, value: Any) -> Any:
        """Return a stored text for a spreadsheet cell: a number or a day where nothing is lost."""
        text = value or ""
        if not text or not fits(self, text):
            return text
        if self.kind is CustomKind.NUMBER:
            number = float(text)
            if _plain(Decimal(repr(number))) != text:
                return text
            return int(number) if number.is_integer() else number
        if self.kind is CustomKind.DAY:
            return date.fromisoformat(text)
        return self.format(text)

    @property
    def words(self) -> tuple[str, ...]:
        """The stored texts that may be chosen; empty where anything may be typed."""
        return (YES, NO) if self.kind is CustomKind.FLAG else self.choices

    @property
    def is_text(self) -> bool:
        """Tell whether any text stands here, also over several lines."""
        return self.kind is CustomKind.TEXT

    @property
    def is_number(self) -> bool:
        """Tell whether a number stands here."""
        return self.kind is CustomKind.NUMBER

    @property
    def is_chosen(self) -> bool:
        """Tell whether one of a few words stands here."""
        return self.kind in (CustomKind.FLAG, CustomKind.CHOICE)

    def from_sql(self, value: type_of_sql) -> Any:
        return "" if value is None else value


@dataclass(frozen=True, slots=True)
class CustomColumn(Field):
    """A custom field as a column: ``definition`` is its id; its values stand in rows of their own."""

    definition: str = ""

    def value(self, record: object) -> Any:
        """No record holds it; see texts_of."""
        return ""


def kind_of(definition: CustomField) -> Given:
    """Return the kind of a definition; none counts as text."""
    lines = (line.strip() for line in definition.choices.splitlines())
    choices = tuple(dict.fromkeys(line for line in lines if line))
    kind = definition.kind or CustomKind.TEXT
    return Given(kind, choices if kind is CustomKind.CHOICE else ())


def definitions(book: Book, entity: AnyEntity) -> list[CustomField]:
    """Return the custom fields of an entity in their order; none where it can have none."""
    if entity.table not in book.catalog.value_tables:
        return []
    found = book.table(CUSTOM_FIELD).find(entity=entity.table)
    return sorted(found, key=lambda item: (item.position is None, item.position or 0))


def columns(book: Book, entity: AnyEntity) -> tuple[CustomColumn, ...]:
    """Return the custom fields of an entity as columns."""
    return tuple(
        CustomColumn(
            f"custom {item.id}",
            as_given(item.name),
            kind_of(item),
            in_table=False,
            definition=item.id,
        )
        for item in definitions(book, entity)
    )


def as_given(name: str) -> str:
    """Return a name of the user's as a label that no catalogue translates."""
    return f"\u200b\x04{name}"


def texts_of(book: Book, entity: AnyEntity, ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return by record and by definition what stands in the custom fields of these records."""
    held, wanted = book.catalog.value_tables[entity.table], [*ids]
    found: dict[str, dict[str, str]] = {}
    where = f"{held.owner} in ({', '.join('?' * len(wanted))})"
    rows = book.table(held.entity).values(held.owner, "field", "text", where=where, args=wanted)
    for owner, definition, text in rows:
        found.setdefault(owner, {})[definition] = text
    return found


def column_values(
    book: Book, entity: AnyEntity, definition: str, where: str = "1", args: Iterable[Any] = ()
) -> list[tuple[int, str]]:
    """Return rowid and text of every record (of those that SQL of ours picks), "" for none."""
    table = book.catalog.value_tables[entity.table]
    values = book.table(table.entity)
    held = dict(values.values(table.owner, "text", where="field = ?", args=[definition]))
    rows = book.table(entity).values("rowid", "id", where=where, args=[*args])
    return [(rowid, held.get(key, "")) for rowid, key in rows]


def set_value(book: Book, entity: AnyEntity, record: str, definition: str, text: str) -> None:
    """Store what stands in a custom field of a record, inside a change; "" removes it."""
    held = book.catalog.value_tables[entity.table]
    table = book.table(held.entity)
    known = table.find(**{held.owner: record, "field": definition})
    if not text:
        for value in known:
            table.delete(value.id)
        return
    value_id = known[0].id if known else new_id()
    table.save(held.entity.record(id=value_id, field=definition, text=text, **{held.owner: record}))


def refuse_other_records(book: Book, before: CustomField | None, after: CustomField) -> None:
    """Raise FieldError where a field that holds values would become one of other records."""
    if before is None or before.entity == after.entity:
        return
    held = sum(
        book.table(item.entity).count(field=after.id) for item in book.catalog.value_tables.values()
    )
    if held:
        text = _("“{field}” holds values already: it stays a field of {records}; add another one.")
        raise FieldError(
            text.format(field=before.name, records=CUSTOM_FIELD.by_key["entity"].text(before))
        )


def fits(kind: Given, text: str) -> bool:
    """Tell whether a stored text is what its kind stores."""
    try:
        return canonical(kind, text) == text
    except FieldError:
        return False


def canonical(kind: Given, text: str) -> str:
    """Return what is stored for a typed text; raises FieldError where it does not fit."""
    if not text.strip():
        return ""
    match kind.kind:
        case CustomKind.NUMBER:
            return _number(text)
        case CustomKind.DAY:
            return str(_DAY.format(_DAY.parse(text)))
        case CustomKind.FLAG:
            return YES if _FLAG.parse(text) else NO
        case CustomKind.CHOICE:
            return _choice(kind, text)
    return text


def read(kind: Given, text: str) -> str:
    """Return what is stored for a text from elsewhere: canonical if it fits, else as it came."""
    try:
        return canonical(kind, text)
    except FieldError:
        return text


def sort_key(kind: Given, text: str) -> tuple[int, Any]:
    """Return what a text is sorted by; what does not fit its kind comes last."""
    if kind.kind is CustomKind.NUMBER:
        return (0, Decimal(text)) if fits(kind, text) else (1, text)
    if kind.is_chosen:
        return (0, kind.words.index(text)) if text in kind.words else (1, text)
    return (0 if fits(kind, text) else 1, text)


# inside ----------------------------------------------------------------------------------


def _number(text: str) -> str:
    plain = normalize("NFKC", text).strip().replace("\u2212", "-")
    try:
        value = Decimal(plain)
        if not value.is_finite() or value.adjusted() > _MOST_DIGITS or len(plain) > _MOST_DIGITS:
            raise InvalidOperation
    except InvalidOperation as error:
        raise FieldError(_("“{text}” is not a number.").format(text=text[:80])) from error
    return _plain(value)


def _plain(value: Decimal) -> str:
    """Return a number without exponent and without zeros that say nothing."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _choice(kind: Given, text: str) -> str:
    wanted = text.strip().casefold()
    for word in kind.choices:
        if word.casefold() == wanted:
            return word
    choices = ", ".join(kind.choices)
    raise FieldError(
        _("“{text}” is not one of: {choices}.").format(text=text[:80], choices=choices)
    )
