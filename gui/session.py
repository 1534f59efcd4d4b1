"""What the windows of one open register share: the book, its news, and the way to write.

Everything here runs on the window's thread; workers write through the book, and their
change sets arrive by a queued signal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.begun import Begun
from gui.faults import Faults
from gui.jobs import Job, Work
from gui.names import Names
from gui.notice import Notice
from gui.preferences import Preferences
from gui.writes import Write, Writes
from register import backup, trash
from register.book import Book, ChangedElsewhereError
from register.catalog import Catalog
from register.changes import ChangeSet
from register.entities import METHOD
from register.entity import AnyEntity
from register.errors import RegisterError
from register.i18n import N_, _, ngettext
from register.methods import Looks, active_method
from register.scoring import DEFAULT_METHOD, Method

SNAPSHOT_MS = 15 * 60 * 1000
AT_ONCE = 500  # rows that are undone without a thread
RELOAD = "reload"  # the kind of a change set that stands for "anything may have changed"


def concerns(done: ChangeSet, *tables: str) -> bool:
    """Tell whether what is shown of these tables may have changed."""
    return done.kind == RELOAD or done.touches(*tables)


class Session(QObject):
    """The one door through which the window reads and writes the open register."""

    opened = Signal()
    closed = Signal()
    changed = Signal(object)  # ChangeSet
    wanted = Signal(str, str, str)  # table, id and field of a record to show
    narrowing_wanted = Signal(str, object)  # table or place, and what of it to show
    told = Signal(object)  # Notice
    typed = Signal()  # what stands in a field may no longer be what is stored
    started = Signal(object)  # Job
    report_wanted = Signal(object)  # the error that a report is to be saved about
    waiting = Signal(int)  # how many changes wait for a running task
    _heard = Signal(object)
    _faulted = Signal(object)

    def __init__(
        self,
        catalog: Catalog,
        preferences: Preferences | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.catalog = catalog
        self.preferences = preferences or Preferences()
        self.book: Book | None = None
        self.is_sample = False
        self.unseen = (0, 0)  # the last step known before, and the last found on opening
        self.begun = Begun(self)
        self._names: dict[str, Names] = {}
        self._method: Method | None = None
        self._looks: Looks | None = None
        self._jobs: list[Job] = []
        self.writes = Writes(self, lambda: any(job.writes for job in self._jobs))
        self.writes.waiting.connect(self.waiting)
        self._faults = Faults(self.told.emit, self.report_wanted.emit, self)
        self._kept = 0  # the step of the history that the last snapshot holds
        self._in_time = QTimer(self, interval=SNAPSHOT_MS)
        self._in_time.timeout.connect(self.snapshot_in_time)
        self._in_time.start()
        self._heard.connect(self._tell_change)
        self._faulted.connect(self.complain)

    # the book ----------------------------------------------------------------------------

    @property
    def open_book(self) -> Book:
        """The open register; only asked for where there is one."""
        assert self.book is not None
        return self.book

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, or ""."""
        return self.open_book.read_only if self.book else ""

    def attach(self, book: Book, *, sample: bool = False, seen: int | None = None) -> None:
        """Take an open register as the one that the window shows.

        seen: the last step of its history that this computer had seen before.
        """
        self.detach()
        self.book, self.is_sample = book, sample
        self.unseen = (book.head.seq if seen is None else seen, book.head.seq)
        self._kept = book.head.seq
        self._forget()
        book.listeners.append(self._listen)
        if book.path is not None and not book.read_only:
            self.begun.open(book.about.register)
        self.opened.emit()

    def detach(self) -> None:
        """Stop the tasks and close the register, if one is open."""
        self.stop_jobs()
        self.writes.flush()
        self.writes.forget()
        self.begun.close()
        book, self.book = self.book, None
        if book is not None:
            self.closed.emit()
            book.listeners.clear()
            if self._is_worth_keeping(book):
                with suppress(RegisterError):  # closing never fails for want of a snapshot
                    backup.snapshot(book, "closed")
            book.close()
            if book.path is not None:
                self.preferences.note_seen(book.path)
        self._forget()

    # reading -----------------------------------------------------------------------------

    def names(self, table: str) -> Names:
        """Return the texts that name the records of a table."""
        if table not in self._names:
            self._names[table] = Names(self.open_book, self.catalog.by_table[table])
        return self._names[table]

    def method(self) -> Method:
        """Return the rating method in use, for words, colours and patterns."""
        if self._method is None:
            try:
                self._method = active_method(self.open_book) if self.book else DEFAULT_METHOD
            except RegisterError:
                self._method = DEFAULT_METHOD
        return self._method

    def method_of(self, method_id: str | None) -> Method:
        """Return the method that a rating was made by, or the one in use where it is gone."""
        if self.book is None:
            return self.method()
        if self._looks is None:
            self._looks = Looks(self.book)
        try:
            return self._looks.method(method_id)
        except RegisterError:
            return self.method()

    def show_record(self, table: str, record_id: str, field: str = "") -> None:
        """Ask the window to show a record, and to put the cursor into a field."""
        self.wanted.emit(table, record_id, field)

    def show_narrowed(self, table: str, wanted: object) -> None:
        """Ask the window to show some records of a kind: a Narrowing, or of the history Wanted."""
        self.narrowing_wanted.emit(table, wanted)

    # writing -----------------------------------------------------------------------------

    @contextmanager
    def change(self, label: str, **args: Any) -> Iterator[ChangeSet]:
        """Write as one undoable step; raises RegisterError, BusyError while a task writes."""
        with self.open_book.change(label, **args) as done:
            yield done

    def write(
        self,
        label: str,
        work: Callable[[Book], object],
        *,
        clash: Callable[[Book], str] | None = None,
        **args: Any,
    ) -> None:
        """Do ``work`` as one undoable step, later when the register is busy.

        ``clash`` as in Write. Raises RegisterError when it is refused.
        """
        self.writes.put(Write(label, args, work, clash))

    def delete(self, entity: AnyEntity, ids: Iterable[str]) -> None:
        """Delete records, and say so with a way back; refusals are told."""
        ids = list(ids)
        try:
            done = trash.delete(self.open_book, entity, ids)
        except RegisterError as error:
            self.complain(error)
            return
        if done.changes:
            text = ngettext("{count} record deleted.", "{count} records deleted.", len(ids))
            self.tell(text.format(count=len(ids)), _("Undo"), self.undo)

    def undo(self) -> None:
        """Take the latest step back; a large one off this thread."""
        book = self.open_book
        self._again(book.undo, book.undo_size(), _("Undoing"))

    def redo(self) -> None:
        """Bring the latest undone step back; a large one off this thread."""
        book = self.open_book
        self._again(book.redo, book.redo_size(), _("Redoing"))

    def save_copy(self, target: Path) -> None:
        """Write the register to another file, off this thread."""
        book = self.open_book
        job = self.run(
            lambda _progress: backup.save_copy(book, target), _("Saving a copy"), writes=True
        )
        text = _("A copy was saved as “{name}”.").format(name=target.name)
        job.succeeded.connect(lambda _none: self.tell(text))

    def snapshot(self) -> None:
        """Make a snapshot now, off this thread."""
        book = self.open_book
        job = self.run(
            lambda _progress: backup.snapshot(book, "asked"), _("Making a snapshot"), writes=True
        )
        job.succeeded.connect(lambda _made: self.tell(_("A snapshot of the register was made.")))

    def snapshot_in_time(self) -> None:
        """Make a snapshot off this thread when something changed since the last one."""
        book = self.book
        if book is None or not self._is_worth_keeping(book):
            return
        self._kept = book.head.seq
        self.run(lambda _progress: backup.snapshot(book, "timed"), writes=True)

    def snapshot_of_the_day(self) -> None:
        """Make the daily snapshot off this thread, unless there is one."""
        book = self.book
        if book is not None and not book.read_only and not self.is_sample:
            self.run(lambda _progress: backup.snapshot_if_due(book), writes=True)

    # telling -----------------------------------------------------------------------------

    def tell(self, text: str, verb: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a quiet line, perhaps with something to do about it."""
        self.told.emit(Notice(text, verb=verb, act=act))

    def complain(self, error: BaseException) -> None:
        """Show what went wrong; a bug shows its kind only."""
        if isinstance(error, ChangedElsewhereError):
            self.told.emit(Notice(str(error), problem=True, verb=_("Reload"), act=self._reload))
        elif isinstance(error, RegisterError):
            self.told.emit(Notice(str(error), problem=True))
        else:
            self._faults.show(error)

    def report(self, error: BaseException) -> None:
        """Show a fault that nobody caught; may be called on any thread."""
        self._faulted.emit(error)

    # tasks -------------------------------------------------------------------------------

    def run(
        self, work: Work, title: str = "", *, writes: bool = False, silent: bool = False
    ) -> Job:
        """Start long work on a thread.

        ``title`` shows it in the window with a way to stop it; ``writes``: saving waits for it;
        ``silent``: the caller deals with its failure, which is told otherwise.
        """
        job = Job(work, title, writes=writes)
        self._jobs.append(job)
        if not silent:
            job.failed.connect(self.complain)
        job.finished.connect(partial(self._job_finished, job))
        if title:
            self.started.emit(job)
        job.start()
        return job

    def stop_jobs(self, seconds: float = 5) -> None:
        """Cancel every task and wait for them a little."""
        for job in self._jobs:
            job.cancel()
        for job in list(self._jobs):
            job.wait(seconds)

    # inside ------------------------------------------------------------------------------

    def _is_worth_keeping(self, book: Book) -> bool:
        return not (book.read_only or self.is_sample) and book.head.seq != self._kept

    def _again(self, step: Callable[[], ChangeSet | None], size: int, title: str) -> None:
        if size > AT_ONCE:
            self.run(lambda _progress: step(), title, writes=True)
            return
        try:
            step()
        except RegisterError as error:
            self.complain(error)

    def _job_finished(self, job: Job) -> None:
        self._jobs.remove(job)
        if job.writes:
            self.writes.flush()

    def _reload(self) -> None:
        try:
            self.open_book.reload()
        except RegisterError as error:
            self.complain(error)
            return
        self._forget()
        self._tell_change(ChangeSet(N_("Reload"), kind=RELOAD))
        self.writes.flush()

    def _forget(self) -> None:
        self._names.clear()
        self._method = self._looks = None

    def _listen(self, done: ChangeSet) -> None:
        """Pass a change on to the window, on the thread that made it."""
        done.touches()  # it is read here, and known when the window asks
        self._heard.emit(done)

    def _tell_change(self, done: ChangeSet) -> None:
        if self.book is None:
            return
        for table in done.tables:
            self._names.pop(table, None)
        if done.touches(METHOD.table):
            self._method = self._looks = None
        self.changed.emit(done)
