"""The line above the history: whose steps, about which record, and from when to when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.icons import icon
from gui.session import Session
from gui.widgets import Combo, icon_button, restyle, row, short_label
from register import history
from register.history import Wanted
from register.i18n import _

TYPING_MS = 200
DAY_WIDTH = 116


class HistoryFilter(QWidget):
    """``changed`` gives what is wanted."""

    changed = Signal(object)  # Wanted

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.text = self._line(_("Filter by number or title of a record"))
        self.text.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.text.setPlaceholderText(_("Number or title of a record"))
        self.who = Combo()
        self.who.setAccessibleName(_("Whose steps"))
        self.who.setMinimumContentsLength(14)
        self.since = self._day(_("From"))
        self.until = self._day(_("To"))
        self._clear = icon_button("filter-off", _("Show every step"), self.clear)
        self._soon = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._soon.timeout.connect(self._tell)
        self.who.activated.connect(lambda _place: self._tell())
        self._lay_out()
        self.read_people()

    def wanted(self) -> Wanted:
        """Return what is asked for; a day that cannot be read does not narrow."""
        since, until = _day(self.since.text()), _day(self.until.text())
        return Wanted(
            text=self.text.text().strip(),
            who=self.who.currentData(),
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
        )

    def put(self, wanted: Wanted) -> None:
        """Ask for this, as far as the line can say it."""
        self.text.setText(wanted.text)
        self.who.setCurrentIndex(max(self.who.findData(wanted.who), 0))
        self.since.setText(wanted.since.astimezone().date().isoformat() if wanted.since else "")
        self.until.clear()
        self._soon.stop()
        self._tell()

    def clear(self) -> None:
        """Want every step again."""
        for line in (self.text, self.since, self.until):
            line.clear()
        self.who.setCurrentIndex(0)
        self._tell()

    def read_people(self) -> None:
        """Read who has made steps, keeping the choice."""
        chosen = self.who.currentData()
        self.who.clear()
        self.who.addItem(_("Everybody"), None)
        for name in history.people(self._session.open_book.reader()):
            self.who.addItem(name, name)
        self.who.setCurrentIndex(max(self.who.findData(chosen), 0))

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        across = row(self)
        across.addWidget(self.text, 1)
        across.addWidget(self.who)
        for words, line in ((_("From"), self.since), (_("To"), self.until)):
            across.addWidget(short_label(words, "second"))
            across.addWidget(line)
        across.addWidget(self._clear)

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.textChanged.connect(lambda _text: self._soon.start())
        return made

    def _day(self, name: str) -> QLineEdit:
        made = self._line(name)
        made.setPlaceholderText("2026-03-31")
        made.setFixedWidth(DAY_WIDTH)
        made.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        return made

    def _tell(self) -> None:
        for line in (self.since, self.until):
            line.setProperty("wrong", bool(line.text().strip()) and _day(line.text()) is None)
            restyle(line)
        self.changed.emit(self.wanted())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    """Return the moment at which a local day begins."""
    return datetime.combine(day, time()).astimezone()
