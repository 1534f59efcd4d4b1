"""Opening and making registers off the window's thread, and what to do when that fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gui.session import Session
from register import memories, settings, shelf
from register.book import Book
from register.catalog import Catalog
from register.errors import (
    DamagedError,
    LockedError,
    NewerFileError,
    NotARegisterError,
    RegisterError,
)
from register.i18n import _, current_language, ngettext, today
from register.progress import Progress
from register.shelf import OlderFileError, Terms
from register.surroundings import conflicted_copies

CALM_MS = 3_000  # by then the register is on the screen


@dataclass(frozen=True, slots=True)
class Refusal:
    """A register that could not be opened: which, and why; ``exists``: or not be made, because
    there is a file already."""

    path: Path
    error: RegisterError
    exists: bool = False

    @property
    def has_way_out(self) -> bool:
        """Something else than trying again can be done."""
        return self.can_read or self.can_upgrade or self.can_repair

    @property
    def can_read(self) -> bool:
        """Reading only may still work."""
        return isinstance(self.error, LockedError | NewerFileError | OlderFileError)

    @property
    def can_take_over(self) -> bool:
        """The lock may be a leftover."""
        return isinstance(self.error, LockedError) and hasattr(self.error, "holder")

    @property
    def can_upgrade(self) -> bool:
        """An earlier version wrote it."""
        return isinstance(self.error, OlderFileError)

    @property
    def can_repair(self) -> bool:
        """There is something to repair, or a snapshot to go back to."""
        return isinstance(self.error, DamagedError)

    @property
    def can_retry(self) -> bool:
        """The cause may be gone in a moment."""
        return not isinstance(self.error, NotARegisterError)


class Opener(QObject):
    """Opens one register at a time; the one before is closed when the next one is open."""

    refused = Signal(object)  # Refusal
    began = Signal()
    copies_found = Signal(object)  # list[Path]: what the user wants compared

    def __init__(self, session: Session, by: str = "", parent: QObject | None = None) -> None:
        """``by``: who signs, in place of the name in the settings."""
        super().__init__(parent)
        self.session = session
        self._by = by

    @property
    def by(self) -> str:
        """Who signs changes."""
        return self._by or self.session.preferences.settings.signature()

    def open(self, path: Path, terms: Terms | None = None) -> None:
        """Open a register; ``terms``: what the user has agreed to."""
        work = partial(_open, path, self.session.catalog, self.by, terms or Terms(upgrade=False))
        self._start(path, work, sample=_is_sample(path))

    def create(self, path: Path) -> None:
        """Make a new register and open it."""
        work = partial(_create, path, self.session.catalog, self.by)
        self._start(path, work, sample=False, new=True)

    def open_sample(self) -> None:
        """Open a copy of the sample that the user may change."""
        path = sample_path()
        self._start(path, partial(_open_sample, path, self.session.catalog, self.by), sample=True)

    def _start(
        self, path: Path, work: Callable[[Progress], Book], *, sample: bool, new: bool = False
    ) -> None:
        self.began.emit()
        if not new and self.session.book is not None and self.session.book.path == path.resolve():
            self.session.detach()
        seen = memories.last_step(path)
        job = self.session.run(work, _("Opening “{name}”").format(name=path.name), silent=True)
        job.succeeded.connect(lambda book: self._opened(path, book, sample, seen))
        job.failed.connect(lambda error: self._failed(path, error, new=new))

    def _opened(self, path: Path, book: Book, sample: bool, seen: int | None) -> None:
        if not sample:
            self.session.preferences.add_recent(path)
        self.session.attach(book, sample=sample, seen=seen)
        for notice in book.notices:
            self.session.tell(notice)
        self._look_for_copies(path)
        QTimer.singleShot(CALM_MS, self.session.snapshot_of_the_day)

    def _look_for_copies(self, path: Path) -> None:
        """Tell of the copies that a sync made when two computers had changed the register."""
        job = self.session.run(lambda _progress: conflicted_copies(path.resolve()), silent=True)
        job.succeeded.connect(self._tell_of_copies)

    def _tell_of_copies(self, found: list[Path]) -> None:
        if not found or self.session.book is None:
            return
        text = ngettext(
            "A sync left another copy of this register beside it: “{name}”.",
            "A sync left {count} other copies of this register beside it, the first “{name}”.",
            len(found),
        )
        text = text.format(count=len(found), name=found[0].name)
        self.session.tell(text, _("Compare…"), lambda: self.copies_found.emit(found))

    def _failed(self, path: Path, error: BaseException, *, new: bool) -> None:
        if not isinstance(error, RegisterError):
            self.session.complain(error)
            error = RegisterError(_("“{name}” could not be opened.").format(name=path.name))
        self.refused.emit(Refusal(path, error, exists=new and path.exists()))


def sample_path() -> Path:
    """Return where the user's copy of the sample lies, one for each language."""
    return settings.data_folder() / "sample" / f"sample-{current_language()}.muster"


def _is_sample(path: Path) -> bool:
    return path.resolve().parent == (settings.data_folder() / "sample").resolve()


def _open(path: Path, catalog: Catalog, by: str, terms: Terms, progress: Progress) -> Book:
    return shelf.open_book(path, catalog, by=by, terms=terms, progress=progress)


def _create(path: Path, catalog: Catalog, by: str, _progress: Progress) -> Book:
    return shelf.create(path, catalog, by=by, language=current_language())


def _open_sample(path: Path, catalog: Catalog, by: str, progress: Progress) -> Book:
    if path.exists():
        return _open(path, catalog, by, Terms(upgrade=True), progress)
    from register.samples import build_sample

    path.parent.mkdir(parents=True, exist_ok=True)
    book = shelf.create(path, catalog, by=by, language=current_language())
    build_sample(book, today())
    return book
