"""What another page asks a list to show: values of its short fields, or certain records only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gui.tables.facets import Value


@dataclass(frozen=True, slots=True)
class Narrowing:
    """``facets``: by field the stored values wanted; ``ids``: only these records, and ``words``:
    what they have in common, for the reader."""

    facets: Mapping[str, frozenset[Value]] = field(default_factory=dict)
    ids: frozenset[str] | None = None
    words: str = ""
