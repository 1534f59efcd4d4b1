"""Field kinds: how one value is read, written, checked, and stored.

A kind is plain data with a few small functions. Everything that shows or moves
records (table, form, exchange, report) goes through a kind and knows no entity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from register.errors import FieldError
from register.i18n import _, translated

type_of_sql = str | int | float | None
TITLE_LENGTH = 500
TEXT_LENGTH = 20_000
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean(text: str) -> tuple[str, int]:
    """Return ``text`` without control characters and lone surrogates, and how many went.

    Tab, line feed and carriage return stay; text of blanks only becomes empty.
    """
    kept, removed = _UNWANTED.subn("", text)
    return ("" if not kept.strip() else kept), removed


@dataclass(frozen=True, slots=True)
class Kind:
    """The base of every kind: a value that is text as typed."""

    @property
    def sql_type(self) -> str:
        """The column's type in a STRICT table."""
        return "text"

    def parse(self, text: str) -> Any:
        """Return the value that ``text`` means; raises FieldError."""
        raise NotImplementedError

    def check(self, value: Any) -> None:
        """Raise FieldError when the value may not be stored."""

    def format(self, value: Any) -> str:
        """Return the value as people read it; parse() takes it back."""
        return "" if value is None else str(value)

    def to_sql(self, value: Any) -> type_of_sql:
        return value  # type: ignore[no-any-return]

    def from_sql(self, value: type_of_sql) -> Any:
        return value

    def native(self, value: Any) -> Any:
        """Return the value for a spreadsheet cell: str, number, bool, date, datetime or None."""
        return value

    def to_json(self, value: Any) -> Any:
        """Return the value for JSON: never translated, empty is None."""
        return None if value == "" else value


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Text on one line."""

    limit: int = TITLE_LENGTH

    def parse(self, text: str) -> str:
        value, _removed = clean(text)
        self.check(value)
        return value

    def check(self, value: Any) -> None:
        if len(value) > self.limit:
            raise FieldError(
                _("This text has {count} characters; {limit} is the most.").format(
                    count=len(value), limit=self.limit
                )
            )
        if _UNWANTED.search(value):
            raise FieldError(_("This text holds control characters."))


@dataclass(frozen=True, slots=True)
class Note(Text):
    """Text over several lines."""

    limit: int = TEXT_LENGTH


@dataclass(frozen=True, slots=True)
class Phone(Text):
    """A telephone number as people write it; emergency numbers are short, so no format is forced."""

    limit: int = 60


@dataclass(frozen=True, slots=True)
class Document(Text):
    """Structured text for programs (JSON), kept as it is."""

    limit: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """A number within bounds; whole ones are shown without a point."""

    low: float = 0
    high: float = 1_000_000_000

    @property
    def sql_type(self) -> str:
        return "real"

    def parse(self, text: str) -> float | int | None:
        if not text.strip():
            return None
        try:
            value = float(unicodedata.normalize("NFKC", text))
        except ValueError as error:
            raise FieldError(_("“{text}” is not a number.").format(text=text)) from error
        self.check(value)
        return _plain(value)

    def check(self, value: Any) -> None:
        if value is not None and not self.low <= value <= self.high:
            raise FieldError(
                _("{value} is not between {low} and {high}.").format(
                    value=f"{value:g}", low=f"{self.low:g}", high=f"{self.high:g}"
                )
            )

    def format(self, value: Any) -> str:
        return "" if value is None else repr(_plain(value))

    def to_sql(self, value: Any) -> type_of_sql:
        return None if value is None else float(value)

    def from_sql(self, value: type_of_sql) -> Any:
        return None if value is None else _plain(float(value))


@dataclass(frozen=True, slots=True)
class Whole(Number):
    """A whole number within bounds."""

    @property
    def sql_type(self) -> str:
        return "integer"

    def parse(self, text: str) -> int | None:
        # zero-argument super() does not work in a dataclass with slots
        value = Number.parse(self, text)
        if isinstance(value, float):
            raise FieldError(_("“{text}” is not a whole number.").format(text=text))
        return value

    def to_sql(self, value: Any) -> type_of_sql:
        return None if value is None else int(value)

    def from_sql(self, value: type_of_sql) -> Any:
        return value


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """Yes or no."""

    @property
    def sql_type(self) -> str:
        return "integer"

    def parse(self, text: str) -> bool:
        word = text.strip().casefold()
        if word in {"yes", "true", "1", "y", "是", "√", _("Yes").casefold()}:
            return True
        if word in {"", "no", "false", "0", "n", "否", _("No").casefold()}:
            return False
        raise FieldError(_("“{text}” is neither yes nor no.").format(text=text))

    def format(self, value: Any) -> str:
        return _("Yes") if value else _("No")

    def to_sql(self, value: Any) -> type_of_sql:
        return int(bool(value))

    def from_sql(self, value: type_of_sql) -> Any:
        return bool(value)


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One member of an enumeration, stored by its value; None when nothing is chosen.

    ``rising``: the options stand from the least to the most, and sort so.
    """

    options: type[StrEnum]
    labels: Mapping[Any, str]
    rising: bool = False

    def parse(self, text: str) -> StrEnum | None:
        word = text.strip().casefold()
        if not word:
            return None
        for option in self.options:
            if word in {option.value.casefold(), self.format(option).casefold()}:
                return option
        raise FieldError(
            _("“{text}” is not one of: {choices}.").format(
                text=text, choices=", ".join(self.format(option) for option in self.options)
            )
        )

    def format(self, value: Any) -> str:
        return "" if value is None else translated(self.labels[value])

    def to_sql(self, value: Any) -> type_of_sql:
        return None if value is None else str(value)

    def from_sql(self, value: type_of_sql) -> Any:
        return None if value is None else self.options(str(value))

    def native(self, value: Any) -> Any:
        return self.format(value)

    def to_json(self, value: Any) -> Any:
        return self.to_sql(value)


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A calendar day, stored as ISO text."""

    def parse(self, text: str) -> date | None:
        if not text.strip():
            return None
        try:
            return date.fromisoformat(text.strip())
        except ValueError as error:
            raise FieldError(
                _("“{text}” is not a date like 2026-03-31.").format(text=text)
            ) from error

    def format(self, value: Any) -> str:
        return value.isoformat() if value else ""

    def to_sql(self, value: Any) -> type_of_sql:
        return value.isoformat() if value else None

    def from_sql(self, value: type_of_sql) -> Any:
        return date.fromisoformat(str(value)) if value else None

    def to_json(self, value: Any) -> Any:
        return self.to_sql(value)


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """A moment, in UTC inside and in local time for people; to the second."""

    def parse(self, text: str) -> datetime | None:
        if not text.strip():
            return None
        try:
            value = datetime.fromisoformat(text.strip())
            return value.astimezone(UTC).replace(microsecond=0)
        except (ValueError, OverflowError) as error:
            raise FieldError(
                _("“{text}” is not a time like 2026-03-31 14:30.").format(text=text)
            ) from error

    def format(self, value: Any) -> str:
        if value is None:
            return ""
        try:
            local = value.astimezone().replace(tzinfo=None)
        except OverflowError:  # the first and last hours of the calendar have no local time
            local = value
        return str(local.isoformat(" ", "seconds" if local.second else "minutes"))

    def to_sql(self, value: Any) -> type_of_sql:
        return value.isoformat().replace("+00:00", "Z") if value else None

    def from_sql(self, value: type_of_sql) -> Any:
        return datetime.fromisoformat(str(value)) if value else None

    def native(self, value: Any) -> Any:
        return value.astimezone().replace(tzinfo=None) if value else None

    def to_json(self, value: Any) -> Any:
        return self.to_sql(value)


@dataclass(frozen=True, slots=True)
class Link(Kind):
    """The id of a record in the table ``target``; ``belongs``: it is deleted with that record."""

    target: str
    belongs: bool = False

    def parse(self, text: str) -> str | None:
        return text.strip() or None


@dataclass(frozen=True, slots=True)
class Field:
    """One named value of an entity, as people meet it.

    ``read_only``: no form edits it; ``derived``: it repeats what other records say.
    """

    key: str
    label: str
    kind: Kind
    required: bool = False
    in_table: bool = True
    read_only: bool = False
    hidden: bool = False
    derived: bool = False

    def value(self, record: object) -> Any:
        return getattr(record, self.key)

    def text(self, record: object) -> str:
        """Return the value as people read it; a link gives its id."""
        return self.kind.format(self.value(record))

    @property
    def empty(self) -> Any:
        """The value of a field that nobody filled in."""
        return self.kind.from_sql(None) if not isinstance(self.kind, Text) else ""


def _plain(value: float) -> float | int:
    return int(value) if float(value).is_integer() else float(value)
