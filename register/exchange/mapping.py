"""What the user says about a table that is imported: where it stands and what its columns hold.

Whatever is not said is guessed; nothing said means the import guesses everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from register.entities.risk import Tier
from register.exchange.headings import Column

LEAVE_OUT = "-"
CUSTOM = ""
NOT_RATED = 0
_MAY_DOUBLE = frozenset({"likelihood", "impact", "score", "level"})


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What is known of a table beyond a guess.

    ``sheet``: its name, or "" for the best guess; ``header``: the number of the last row of
    headings, or 0; ``tier``: of ratings whose headings name none; ``fields``: by column a field
    of the risk, a tier and a part such as ``residual_impact``, CUSTOM for a field of its own or
    LEAVE_OUT; ``steps``: by rating column and text of a cell a step of the register's scale,
    NOT_RATED for none.
    """

    sheet: str = ""
    header: int = 0
    tier: str = str(Tier.CURRENT)
    fields: Mapping[int, str] = field(default_factory=dict)
    steps: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


def target(column: Column) -> str:
    """Return what a settled column is mapped to, as ``ColumnMapping.fields`` says it."""
    return f"{column.tier}_{column.field}" if column.tier else column.field


def doubles(targets: Mapping[int, str]) -> dict[int, int]:
    """Return by column the earlier one that is mapped to the same field, where only one may."""
    first: dict[str, int] = {}
    found = {}
    for index in sorted(targets):
        text = targets[index]
        if text not in {CUSTOM, LEAVE_OUT} and text.partition("_")[2] not in _MAY_DOUBLE:
            earlier = first.setdefault(text, index)
            if earlier != index:
                found[index] = earlier
    return found
