"""What the shell holds: navigation, one page at a time, and what is saved.

Language and theme are changed by building everything inside it anew.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStatusBar, QWidget

from gui import theme
from gui.composing import ComposingGuard
from gui.deeds import Deeds
from gui.drafts import Draft, Drafts
from gui.dropping import TakesFile
from gui.job_strip import JobStrip
from gui.jobs import Job
from gui.menus import Menus
from gui.navigation import Navigation
from gui.notice import Notice
from gui.notices import NoticeBar
from gui.opening import Refusal
from gui.pages.making import make_page
from gui.pages.page import Page
from gui.pages.start_page import StartPage
from gui.places import BY_KEY, BY_TABLE
from gui.reading_order import is_tab, pass_focus
from gui.scrolling import Pages, Sheet
from gui.session import Session
from gui.title import Title
from gui.widgets import column, label, row, short_label
from register.changes import ChangeSet
from register.i18n import _

HOME = "overview"
MOST_PAGES = 8  # that are kept alive


class MainWindow(TakesFile, QMainWindow):
    """Shows the session's register, or the start page."""

    spoke = Signal()  # the language changed
    dressed = Signal()  # language or look changed, and everything was built again

    def __init__(self, session: Session, by: str = "") -> None:
        super().__init__()
        self.session = session
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.deeds = Deeds(self, session, by)
        self._pages: dict[str, Page] = {}  # the one seen last stands at the end
        self._left: dict[str, str] = {}  # by place the record that its page showed
        self._key = ""
        self._discarding = False
        self._saved_at = ""
        self._title = Title(self)
        self._guard = ComposingGuard(self)
        self._drafts = Drafts(session, self._typed, self._retype)
        self._build()
        session.opened.connect(self._opened)
        session.closed.connect(self._closed)
        session.changed.connect(self._changed)
        session.wanted.connect(self.show_record)
        session.narrowing_wanted.connect(self.show_narrowed)
        session.waiting.connect(self._show_saved)
        session.told.connect(self._tell)
        session.started.connect(self._watch)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._wishes_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._wishes_changed)

    # places ------------------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page that is shown, if a register is open."""
        return self._pages.get(self._key)

    @property
    def place(self) -> str:
        """The key of the place that is shown, or ""."""
        return self._key

    def go(self, key: str) -> None:
        """Show a place, once everything typed is stored."""
        if self.session.book is None or (key != self._key and not self.may_leave()):
            self.navigation.go(self._key or HOME)
            return
        self._key = key
        self._stack.setCurrentWidget(self._page_of(key))
        self.navigation.go(key)
        self._title.show()
        self._pages[key].focus_start()
        self.session.preferences.remember("place", key)

    def show_record(self, table: str, record_id: str, field: str = "") -> None:
        """Show a record on the page of its kind, or a place that has no records."""
        if table in BY_TABLE:
            key = BY_TABLE[table].key
            if record_id and key not in self._pages:
                self._left[key] = record_id  # which its page is made with
            self.go(key)
            if record_id and self._key == key:
                self._pages[key].show_record(record_id, field)
        elif table in BY_KEY:
            self.go(table)

    def show_narrowed(self, table: str, wanted: object) -> None:
        """Show a page's list as far as it is wanted."""
        key = BY_TABLE[table].key if table in BY_TABLE else table
        self.go(key)
        if self._key == key:
            self._pages[key].narrow(wanted)

    def may_leave(self) -> bool:
        """Store what was typed; tell whether everything fitted."""
        page = self.page
        if page is None or self._discarding:
            return True
        key = page.unsettled()
        if key:
            page.show_unsettled(key)
        return not key

    def show_start(self) -> None:
        """Show the ways to begin."""
        self._start.show_start()
        self._stack.setCurrentWidget(self._start)

    def show_opening(self) -> None:
        """Show that a register is being opened."""
        if self.session.book is None:
            self._start.show_opening()
            self._stack.setCurrentWidget(self._start)

    def show_refusal(self, refusal: Refusal) -> None:
        """Show why a register could not be opened; one that is open stays in sight."""
        if self.session.book is not None and not refusal.has_way_out:
            verb = _("Open it") if refusal.exists else ""
            act = partial(self.deeds.open_path, refusal.path) if refusal.exists else None
            self.session.told.emit(Notice(str(refusal.error), problem=True, verb=verb, act=act))
            return
        self._start.show_refusal(refusal)
        self._stack.setCurrentWidget(self._start)

    # language and theme ------------------------------------------------------------------

    def apply_theme(self) -> None:
        """Put the chosen theme and language in force, and build everything again."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        left = [] if self.may_leave() else self._typed()  # what does not fit goes with its field
        key = self._key
        self._left |= {place: page.current for place, page in self._pages.items()}
        self._pages.clear()  # they go with what they stand in
        self._key = ""
        old = self.centralWidget()
        self.setCentralWidget(QWidget())  # Qt would dress every widget that stands here
        app.sendPostedEvents(old, QEvent.Type.DeferredDelete)
        theme.wear(app, self.session.preferences)
        self._build()
        if self.session.book is None:
            self.show_start()
        else:
            self.go(key or HOME)
        if left and self.page is not None:
            self.page.retype(left)
            self.may_leave()  # says again why it does not fit
        self.dressed.emit()

    def keep(self) -> None:
        """Store what was typed; what does not fit is offered when the register is next opened."""
        self.may_leave()
        self.keep_drafts()

    def keep_drafts(self) -> None:
        """Keep what stands in fields and is not stored, without storing it."""
        self._drafts.keep()

    def close_soon(self) -> None:
        """Close because the system asks for it, and nobody can be asked."""
        self.keep()
        self._drafts.leave()
        self.close_anyway()

    def close_anyway(self) -> None:
        """Store what fits, forget what does not, and close."""
        if not self.may_leave() and self.page is not None:
            self.page.revert()
        self._discarding = True
        self.window().close()

    # events ------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            text = _("A field holds what cannot be saved; mend it, or close without it.")
            self.session.tell(text, _("Close without it"), self.close_anyway)
            return
        if not (self._discarding or self.session.writes.flush()):
            event.ignore()
            text = _("Changes wait to be saved; close when they are, or close without them.")
            self.session.tell(text, _("Close without them"), self.close_anyway)
            return
        self.session.detach()
        self.session.preferences.flush()
        super().closeEvent(event)

    def take_file(self, path: Path) -> None:
        self.deeds.open_path(path)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if is_tab():
            return pass_focus(self, forward=forward)
        return super().focusNextPrevChild(forward)

    # inside ------------------------------------------------------------------------------

    def _wishes_changed(self, _wish: object) -> None:
        """Follow the desktop; a method, for Qt forgets it when the window goes, unlike a lambda."""
        self.apply_theme()

    def _build(self) -> None:
        centre = QWidget()
        across = row(centre, spacing=0)
        self.navigation = Navigation(self.session)
        self.navigation.went.connect(self.go)
        across.addWidget(self.navigation)
        lines = column(spacing=0)
        self._banner = self._make_banner()
        self._stack = Pages()
        self.notices = NoticeBar()
        foot = column()
        foot.setContentsMargins(24, 0, 24, 8)
        foot.addWidget(self.notices)
        lines.addWidget(self._banner)
        lines.addWidget(Sheet(self._stack), 1)
        lines.addLayout(foot)
        across.addLayout(lines, 1)
        self._start = StartPage(self.session, self.deeds)
        self._start.left.connect(lambda: self.go(self._key or HOME))
        self._stack.addWidget(self._start)
        self.setCentralWidget(centre)
        self._make_status_bar()
        self.menus = Menus(self, self.session, self.deeds)
        self._show_register()

    def _make_status_bar(self) -> None:
        bar = QStatusBar()
        bar.setSizeGripEnabled(False)
        self._saved: QLabel = short_label()
        self._file: QLabel = short_label()
        self._strip = JobStrip()
        bar.setContentsMargins(12, 0, 12, 0)
        bar.addWidget(self._saved)
        bar.addPermanentWidget(self._strip)
        bar.addPermanentWidget(self._file)
        self.setStatusBar(bar)

    def _make_banner(self) -> QWidget:
        banner = QWidget()
        line = row(banner, spacing=12)
        line.setContentsMargins(24, 10, 24, 0)
        self._banner_text = label("", "warning")
        line.addWidget(self._banner_text, 1)
        banner.hide()
        return banner

    def _page_of(self, key: str) -> Page:
        """Return the page of a place; the one that was seen longest ago makes room for a new one.

        Every page that lives has to be dressed again, or deleted, when the look changes.
        """
        if key not in self._pages:
            page = self._pages[key] = make_page(key, self.session, self.deeds, self._stack)
            self._stack.addWidget(page)
            if record := self._left_at(key):
                page.show_record(record)
        self._pages[key] = self._pages.pop(key)
        while len(self._pages) > MOST_PAGES:
            self._forget([next(iter(self._pages))])
        return self._pages[key]

    def _left_at(self, key: str) -> str:
        """Return the record that the page of a place showed, if it is still stored."""
        record, table = self._left.pop(key, ""), BY_KEY[key].table
        if not (record and table):
            return ""
        entity = self.session.catalog.by_table[table]
        return record if self.session.open_book.table(entity).get(record) is not None else ""

    def _forget_pages(self) -> None:
        """Let all pages go."""
        self._key = ""
        self._forget([*self._pages])
        self._left.clear()

    def _forget(self, keys: list[str]) -> None:
        """Let pages go; what they showed is shown when they are made again."""
        self._left |= {key: self._pages[key].current for key in keys}
        for page in [self._pages.pop(key) for key in keys]:
            self._stack.removeWidget(page)
            page.deleteLater()

    def _typed(self) -> list[Draft]:
        return self.page.typed() if self.page is not None else []

    def _retype(self, drafts: list[Draft]) -> None:
        self.show_record(drafts[0].table, "")
        if self.page is not None and self._key == BY_TABLE[drafts[0].table].key:
            self.page.retype(drafts)

    def _opened(self) -> None:
        self._saved_at = ""
        self._forget_pages()
        self._show_register()
        key = self.session.preferences.state("place", HOME)
        self.go(key if key in BY_KEY else HOME)
        self._ask_name_once()

    def _closed(self) -> None:
        self._stack.setCurrentWidget(self._start)
        self._forget_pages()
        self._start.show_opening()
        self._show_register()

    def _changed(self, done: ChangeSet) -> None:
        self._saved_at = datetime.now().astimezone().strftime("%H:%M")
        self.menus.enable()
        self._show_saved()
        self.notices.outdate()

    def _show_register(self) -> None:
        self._title.show()
        self._show_saved()
        self.menus.enable()
        reason = self.session.read_only
        self._banner_text.setText(_("Open for reading only: {reason}").format(reason=reason))
        self._banner.setVisible(bool(reason))
        book = self.session.book
        self._file.setText(str(book.path) if book is not None and book.path else "")

    def _show_saved(self, waiting: int = 0) -> None:
        if self.session.book is None:
            text = ""
        elif self.session.read_only:
            text = _("Reading only")
        elif waiting:
            text = _("Not saved yet: waiting for another task or program")
        elif self._saved_at:
            text = _("All changes saved {time}").format(time=self._saved_at)
        else:
            text = _("All changes saved")
        self._saved.setText(text)

    def _tell(self, notice: Notice) -> None:
        self.notices.show_notice(notice)

    def _watch(self, job: Job) -> None:
        self._strip.watch(job)

    def _ask_name_once(self) -> None:
        preferences = self.session.preferences
        if preferences.settings.name or preferences.state("asked_name") or self.session.read_only:
            return
        preferences.remember("asked_name", "yes")
        text = _("Changes are signed “{name}”.").format(name=self.session.open_book.by)
        self.session.tell(text, _("Sign as…"), self.deeds.sign_as)
