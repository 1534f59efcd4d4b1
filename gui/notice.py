"""One line for the user, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """``act`` is offered under the words ``verb``."""

    text: str
    problem: bool = False
    verb: str = ""
    act: Callable[[], object] | None = None
