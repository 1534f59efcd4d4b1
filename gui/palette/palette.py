"""The palette “Find anything”: one line to type in, records and commands below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gui import theme
from gui.commands import Command
from gui.dialogs.frame import Frame
from gui.icons import icon
from gui.jobs import Job
from gui.palette.records import Found, Records
from gui.session import Session
from gui.widgets import Ear, label
from register.i18n import _, translated
from register.pinyin import patterns
from register.progress import Progress

TYPING_MS = 80
MOST_RECORDS, MOST_COMMANDS = 50, 8
SIZE = QSize(680, 480)
ROW = 34
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for one query; ``records`` is kept for the next."""

    records: Records | None
    commands: Sequence[Command]
    found: Sequence[Found]


class Palette(Frame):
    """Finds while one types; Enter or a click goes there. The texts are read on a thread."""

    def __init__(
        self, session: Session, commands: Sequence[Command], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Find anything"), "", parent)
        self._session = session
        self._commands = [item for item in commands if item.action.isEnabled()]
        self._records: Records | None = None
        self._job: Job | None = None
        self._is_awaited = False  # Enter was pressed before the answer came
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("A record or a command; pinyin initials find Chinese"))
        self.line.setAccessibleName(_("Find anything"))
        self.list = self._make_list()
        self._state = label("", "caption")
        for part in (self.line, self.list, self._state):
            self.body.addWidget(part)
        self.resize(SIZE)
        self._soon = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._soon.timeout.connect(self._find)
        self.line.textChanged.connect(lambda _text: self._soon.start())
        self.line.returnPressed.connect(self._take)
        self.list.itemClicked.connect(lambda _item: self._take())
        self.line.installEventFilter(Ear(self, self._moved))
        session.closed.connect(self.reject)
        self._find()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    # inside ------------------------------------------------------------------------------

    def _make_list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(_("Found"))
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        return tree

    def _find(self) -> None:
        self._stop()
        query, book, known = self.line.text(), self._session.book, self._records
        if not query.strip():
            self._show(Answer(known, self._commands, []))
            return
        names = [item.name.casefold() for item in self._commands]

        def work(progress: Progress) -> Answer:
            wanted = patterns(query)
            places = [n for n, name in enumerate(names) if all(p.search(name) for p in wanted)]
            fitting = [self._commands[n] for n in places[:MOST_COMMANDS]]
            if book is None:
                return Answer(None, fitting, [])
            records = known or Records(book, progress)
            return Answer(records, fitting, records.find(wanted, MOST_RECORDS, progress))

        self._state.setText(_("Searching…"))
        self._job = self._session.run(work)
        self._job.succeeded.connect(self._show)

    def _show(self, answer: Answer) -> None:
        self._job, self._records = None, answer.records
        self.list.clear()
        for item in answer.commands:
            row = self._add(item, item.name, item.keys or " > ".join(item.path), "right")
            if not item.action.icon().isNull():
                row.setIcon(0, item.action.icon())
        for found in answer.found:
            kind = translated(found.entity.label)
            self._add(found, found.text.replace("\n", " "), kind, found.entity.icon)
        if (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)
        self._state.setText("" if self.list.topLevelItemCount() else _("Nothing was found."))
        if self._is_awaited:
            self._take()

    def _add(self, item: object, text: str, kind: str, sign: str) -> QTreeWidgetItem:
        row = QTreeWidgetItem(self.list, [text, kind])
        row.setData(0, Qt.ItemDataRole.UserRole, item)
        row.setIcon(0, icon(sign))
        row.setSizeHint(0, QSize(0, ROW))
        row.setForeground(1, QColor(theme.tokens().third))
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return row

    def _moved(self, _watched: QObject, event: QEvent) -> bool:
        """Let the keys that move in the list reach it while the line has the focus."""
        if not isinstance(event, QKeyEvent) or event.key() not in MOVES:
            return False
        QApplication.sendEvent(self.list, event)
        return True

    def _take(self) -> None:
        """Go to the chosen line, as soon as it answers what was typed."""
        self._is_awaited = self._soon.isActive() or self._job is not None
        if self._soon.isActive():
            self._soon.stop()
            self._find()
        item = self.list.currentItem()
        if self._is_awaited or item is None:
            return
        chosen = item.data(0, Qt.ItemDataRole.UserRole)
        self.accept()
        if isinstance(chosen, Command):
            QTimer.singleShot(0, chosen.action.trigger)
        else:
            self._session.show_record(chosen.table, chosen.id)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.succeeded.disconnect(self._show)
            self._job = None
