"""What stands where no register is open: ways to begin, or why one could not be opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from gui import theme
from gui.icons import pixmap
from gui.opening import Refusal
from gui.session import Session
from gui.widgets import button, card, clear, column, label, line, row, short_label, tip
from register.i18n import _
from register.shelf import Terms

WIDTH, FOLDER_WIDTH = 560, 280


class Beginner(Protocol):
    """Who does what this page offers."""

    def new_register(self) -> None: ...
    def open_register(self) -> None: ...
    def open_sample(self) -> None: ...
    def open_path(self, path: Path, terms: Terms | None = None) -> None: ...
    def restore_closed(self, path: Path) -> None: ...
    def repair_closed(self, path: Path) -> None: ...


class RecentButton(QPushButton):
    """A register that was open: its name, and below it the folder where it lies."""

    def __init__(self, path: Path, act: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setAutoDefault(False)
        self.setAccessibleName(path.stem)
        self.setAccessibleDescription(str(path))
        self.setToolTip(tip(str(path)))
        self.clicked.connect(lambda _checked=False: act())
        self._words = column(self, spacing=0)
        self._words.setContentsMargins(8, 6, 8, 6)
        name = short_label(path.stem)
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.addWidget(name)
        metrics = QFontMetrics(theme.font(theme.CAPTION))
        middle, most = Qt.TextElideMode.ElideMiddle, theme.scaled(FOLDER_WIDTH)
        folder = metrics.elidedText(str(path.parent), middle, most)
        self._words.addWidget(short_label(folder, "caption"))

    def sizeHint(self) -> QSize:
        return self._words.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._words.sizeHint().height())


class StartPage(QWidget):
    """A card in the middle of the window, which scrolls where the window is low."""

    left = Signal()  # back to the register that is open

    def __init__(self, session: Session, beginner: Beginner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._do = session, beginner
        frame, self._lines = card(margin=28)
        frame.setMaximumWidth(theme.scaled(WIDTH))
        sheet = QWidget()
        sheet.setProperty("role", "sheet")
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self).addWidget(area)
        outer = column(sheet, margin=24)
        outer.addStretch(1)
        across = row()  # not an alignment: the card's height must follow from its own width
        across.addStretch(1)
        across.addWidget(frame, 100)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(2)
        self.show_opening()

    def show_opening(self) -> None:
        """Show that a register is being opened."""
        clear(self._lines)
        self._lines.addWidget(label(_("Muster"), size=theme.TITLE, bold=True))
        self._lines.addWidget(label(_("Opening the register…"), "second"))

    def show_start(self) -> None:
        """Show the ways to begin."""
        clear(self._lines)
        self._lines.addWidget(label(_("Muster"), size=theme.TITLE, bold=True))
        words = _("Risks, and what is ready for the day they happen.")
        self._lines.addWidget(label(words, "second"))
        opener = self._add_beginnings(primary=True)
        self._lines.addWidget(label(_("Or drop a register on this window."), "caption"))
        first = self._add_recent() or opener
        QTimer.singleShot(0, first, first.setFocus)  # once it is shown

    def show_refusal(self, refusal: Refusal) -> None:
        """Show why a register could not be opened, and the ways out."""
        clear(self._lines)
        top = row(spacing=12)
        sign = label()
        sign.setPixmap(pixmap("error", theme.tokens().problem, 28))
        sign.setFixedWidth(32)
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = label(str(refusal.error), size=theme.HEADING)
        top.addWidget(words, 1)
        self._lines.addLayout(top)
        self._add_ways(refusal)
        self._lines.addWidget(line())
        book = self.session.book
        if book is not None:
            text = _("Back to “{name}”").format(name=book.about.title or book.name)
            back = button(text, self.left.emit, "quiet", "left")
            self._lines.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_beginnings(primary=False)

    # inside ------------------------------------------------------------------------------

    def _add_beginnings(self, *, primary: bool) -> QPushButton:
        """Add the ways to begin; returns the first."""
        bar = row(spacing=12)
        role = "primary" if primary else ""
        opener = button(_("Open…"), self._do.open_register, role, "open")
        bar.addWidget(opener)
        bar.addWidget(button(_("New register…"), self._do.new_register, sign="new-file"))
        bar.addWidget(button(_("Open the sample"), self._do.open_sample, sign="file"))
        bar.addStretch(1)
        self._lines.addLayout(bar)
        return opener

    def _add_recent(self) -> RecentButton | None:
        """Add the registers that were open; returns the latest that is still there."""
        recent = [Path(text) for text in self.session.preferences.settings.recent]
        if not recent:
            return None
        self._lines.addWidget(line())
        head = row()
        head.addWidget(label(_("Recent"), "caption"), 1)
        head.addWidget(button(_("Clear this list"), self._forget_all, "quiet"))
        self._lines.addLayout(head)
        made = [self._recent(path) for path in recent]
        return next((item for item in made if item.isEnabled()), None)

    def _recent(self, path: Path) -> RecentButton:
        holder = QFrame()
        bar = row(holder, spacing=8)
        there = path.exists()
        made = RecentButton(path, partial(self._do.open_path, path))
        made.setEnabled(there)
        made.ensurePolished()
        holder.setMinimumHeight(made.sizeHint().height())
        bar.addWidget(made, 1)
        if self.session.preferences.changed_since_seen(path):
            bar.addWidget(short_label(_("changed since you closed it"), "caption"))
        if not there:
            bar.addWidget(short_label(_("not there"), "caption"))
            forget = button(_("Remove from list"), partial(self._forget, str(path)), "quiet")
            forget.setAccessibleName(_("Remove “{name}” from list").format(name=path.stem))
            bar.addWidget(forget)
        self._lines.addWidget(holder)
        return made

    def _forget(self, path: str) -> None:
        self.session.preferences.drop_recent(path)
        self.show_start()

    def _forget_all(self) -> None:
        self.session.preferences.clear_recent()
        self.show_start()

    def _add_ways(self, refusal: Refusal) -> None:
        path = refusal.path
        ways = row(spacing=12)
        if refusal.can_upgrade:
            act = partial(self._do.open_path, path, Terms(upgrade=True))
            ways.addWidget(button(_("Make a snapshot and upgrade"), act, "primary"))
        if refusal.can_read:
            act = partial(self._do.open_path, path, Terms(read_only=True))
            ways.addWidget(button(_("Open for reading only"), act))
        if refusal.can_repair:
            restore = partial(self._do.restore_closed, path)
            ways.addWidget(button(_("Restore a snapshot…"), restore, "primary"))
            repair = partial(self._do.repair_closed, path)
            ways.addWidget(button(_("Repair into a new file…"), repair))
        if refusal.can_retry and not (refusal.can_repair or refusal.can_upgrade):
            text = _("Open it") if refusal.exists else _("Try again")
            ways.addWidget(button(text, partial(self._do.open_path, path)))
        ways.addStretch(1)
        self._lines.addLayout(ways)
        if refusal.can_take_over:
            self._add_take_over(path)

    def _add_take_over(self, path: Path) -> None:
        bar = row(spacing=12)
        tick = QCheckBox(_("I know that nobody else is writing to it"))
        act = partial(self._do.open_path, path, Terms(take_over=True, upgrade=False))
        take = button(_("Take over"), act)
        take.setEnabled(False)
        tick.toggled.connect(take.setEnabled)
        bar.addWidget(tick, 1)
        bar.addWidget(take)
        self._lines.addLayout(bar)
