"""How two files of one register came apart: the steps that only one of them has.

Nothing is written; both sides are read as copies, so it may run on a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from register import shelf
from register.book import Book
from register.errors import RegisterError
from register.history import Entry
from register.i18n import _
from register.losing import State, shared_steps, state_of
from register.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Apart:
    """``here`` and ``there``: the newest steps that only one side has, newest first.

    ``shared``: how many steps both begin with; the counts are of all such steps.
    """

    shared: int
    here: Sequence[Entry]
    there: Sequence[Entry]
    here_count: int
    there_count: int


def apart(book: Book, other: Path, progress: Progress = silent) -> Apart:
    """Compare an open register with another file of it.

    Raises RegisterError when the other file cannot be read or is of another register.
    """
    with shelf.read_copy(other, book.catalog, progress) as copy:
        if copy.about.register != book.about.register:
            raise RegisterError(
                _("“{name}” is another register, not a copy of this one.").format(name=other.name)
            )
        theirs = state_of(copy)
    with book.copy() as copy:
        ours = state_of(copy)
    shared = shared_steps(ours.hashes, theirs.hashes)
    return Apart(
        shared,
        _since(ours, shared),
        _since(theirs, shared),
        len(ours.hashes) - shared,
        len(theirs.hashes) - shared,
    )


def _since(state: State, shared: int) -> list[Entry]:
    return [entry for entry in state.entries if entry.seq > shared]
