"""How long work tells how far it is, and learns that it should stop."""

from typing import Protocol


class Progress(Protocol):
    """Called often by long work; ``done`` and ``total`` count the same unit."""

    def __call__(self, done: int, total: int, note: str = "") -> None:
        """Tell how far the work is; raises Cancelled once the user stops it."""


def silent(done: int, total: int, note: str = "") -> None:
    """Report to nobody."""
