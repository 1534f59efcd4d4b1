"""Mappings of columns that the user keeps under a name, and the one that fits a file.

They belong to the user, not to a register; a damaged file of them means none are kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from register.errors import StorageError
from register.exchange.headings import Column, plain
from register.exchange.mapping import ColumnMapping
from register.files import write_whole
from register.i18n import _
from register.settings import data_folder

MOST_KEPT = 100


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping by headings, so that it fits a later file whose columns moved.

    ``headings``: of all columns of the file it was made for; ``fields`` and ``steps``: as in
    ColumnMapping, by heading.
    """

    name: str
    headings: tuple[str, ...]
    tier: str
    fields: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def fits(self, columns: Iterable[Column]) -> bool:
        """Tell whether a table has the same headings, in any order."""
        return _plain(self.headings) == _plain(column.heading for column in columns)

    def on(self, columns: Iterable[Column]) -> tuple[dict[int, str], dict[int, Mapping[str, int]]]:
        """Return fields and steps by the places that the headings have in a table."""
        places = {plain(column.heading): column.index for column in columns}
        fields = {places[plain(h)]: v for h, v in self.fields.items() if plain(h) in places}
        steps = {places[plain(h)]: v for h, v in self.steps.items() if plain(h) in places}
        return fields, steps


def named(name: str, columns: Sequence[Column], mapping: ColumnMapping) -> SavedMapping:
    """Return what was chosen for a table, to be kept under a name."""
    headings = {column.index: column.heading for column in columns}
    return SavedMapping(
        name,
        tuple(headings.values()),
        mapping.tier,
        {headings[i]: text for i, text in mapping.fields.items() if i in headings},
        {headings[i]: dict(steps) for i, steps in mapping.steps.items() if i in headings},
    )


def kept() -> list[SavedMapping]:
    """Return what is kept, the latest first."""
    try:
        data = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    found = []
    for item in data if isinstance(data, list) else ():
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            found.append(_read(item))
    return found


def keep(mapping: SavedMapping) -> None:
    """Keep a mapping, in the place of an older one of its name; raises StorageError."""
    _write([mapping, *(item for item in kept() if item.name != mapping.name)][:MOST_KEPT])


def forget(name: str) -> None:
    """Drop a mapping; raises StorageError."""
    _write([item for item in kept() if item.name != name])


def fitting(columns: Sequence[Column]) -> SavedMapping | None:
    """Return the latest mapping that was kept for the headings of a table."""
    return next((item for item in kept() if item.fits(columns)), None)


def _plain(headings: Iterable[str]) -> list[str]:
    return sorted(map(plain, headings))


def _read(item: Mapping[str, Any]) -> SavedMapping:
    return SavedMapping(
        str(item["name"]),
        tuple(map(str, item["headings"])),
        str(item["tier"]),
        {str(h): str(v) for h, v in item["fields"].items()},
        {str(h): {str(w): int(n) for w, n in v.items()} for h, v in item["steps"].items()},
    )


def _write(mappings: Sequence[SavedMapping]) -> None:
    text = json.dumps([asdict(item) for item in mappings], ensure_ascii=False, indent=1)
    try:
        write_whole(_path(), text)
    except OSError as error:
        raise StorageError(_("The mapping could not be saved; check the disk.")) from error


def _path() -> Path:
    return data_folder() / "mappings.json"
