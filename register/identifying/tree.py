"""The path of a category, from the outermost one inwards: “Technical › Systems and networks”."""

from __future__ import annotations

from collections.abc import Callable

from register.entities import CATEGORY, Category

STEP = " › "


def category_path(find: Callable[[str], Category | None], record_id: str | None) -> str:
    """Return the path of a category, "" for none; ``find`` gives a category by its id."""
    names: list[str] = []
    seen: set[str] = set()
    while record_id and record_id not in seen and (found := find(record_id)) is not None:
        names.append(CATEGORY.title(found))
        seen.add(record_id)
        record_id = found.parent
    return STEP.join(reversed(names))
