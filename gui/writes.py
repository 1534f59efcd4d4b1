"""The changes of the window on their way into the register: in order, and none forgotten.

What cannot be stored yet, because a task or another program holds the file, waits and is tried
again; the window never waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.notice import Notice
from register.book import Book, ChangedElsewhereError
from register.errors import BusyError, RegisterError
from register.i18n import _

if TYPE_CHECKING:
    from gui.session import Session

RETRY_MS = 1_000


@dataclass(frozen=True, slots=True)
class Write:
    """One undoable step.

    ``clash`` is asked when the step had to wait: it returns what another program made of the
    same value meanwhile, as a sentence, or "".
    """

    label: str
    args: dict[str, Any]
    work: Callable[[Book], object]
    clash: Callable[[Book], str] | None = None


class Writes(QObject):
    """Stores steps at once, or as soon as that is possible."""

    waiting = Signal(int)  # how many steps wait

    def __init__(self, session: Session, held: Callable[[], bool]) -> None:
        """``held`` tells whether a task of ours is writing."""
        super().__init__(session)
        self._session, self._held = session, held
        self._queue: list[Write] = []
        self._told = False
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self.flush)

    def put(self, step: Write) -> None:
        """Store a step; raises RegisterError when it is refused."""
        if self._queue or self._held():
            self._postpone(step)
            return
        try:
            self._do(step)
        except BusyError as error:
            self._postpone(step)
            self._try_later(error)

    def flush(self) -> bool:
        """Store what waits; tell whether nothing waits any more."""
        while self._queue and not self._held():
            try:
                self._settle(self._queue[0])
            except BusyError as error:
                self._try_later(error)
                return False
            except RegisterError as error:
                self._session.complain(error)
            del self._queue[0]
            self.waiting.emit(len(self._queue))
        if not self._queue and self._told:
            self._told = False
            self._session.tell(_("Everything that waited is saved."))
        return not self._queue

    def forget(self) -> None:
        """Give up what waits; for closing."""
        self._queue.clear()
        self._retry.stop()
        self._told = False

    # inside ------------------------------------------------------------------------------

    def _do(self, step: Write) -> None:
        book = self._session.open_book
        with book.change(step.label, **step.args):
            step.work(book)

    def _settle(self, step: Write) -> None:
        """Store a step that waited, unless somebody else's value would go unseen."""
        other = step.clash(self._session.open_book) if step.clash is not None else ""
        if not other:
            self._do(step)
            return
        mine = replace(step, clash=None)
        act = partial(self._insist, mine)
        self._session.told.emit(Notice(other, problem=True, verb=_("Keep mine"), act=act))

    def _insist(self, step: Write) -> None:
        try:
            self.put(step)
        except RegisterError as error:
            self._session.complain(error)

    def _postpone(self, step: Write) -> None:
        self._queue.append(step)
        self.waiting.emit(len(self._queue))

    def _try_later(self, error: BusyError) -> None:
        if isinstance(error, ChangedElsewhereError):
            self._session.complain(error)
            return
        self._retry.start()
        if not self._told:
            self._told = True
            text = _(
                "Another program holds the register; what you changed is kept "
                "and saved as soon as it lets go."
            )
            self._session.told.emit(
                Notice(text, problem=True, verb=_("Try again now"), act=self.flush)
            )
