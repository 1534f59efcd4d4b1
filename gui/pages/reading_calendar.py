"""The calendar of readings in a window of its own: month by month, narrowed to who collects."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import theme
from gui.dialogs.frame import Frame
from gui.jobs import while_alive
from gui.pages.calendar_table import CalendarTable
from gui.pages.reading_papers import ask_calendar, ask_form
from gui.session import Session, concerns
from gui.widgets import Combo, button, icon_button, label, row, short_label
from register.changes import ChangeSet
from register.entities import INDICATOR, PERSON, READING
from register.i18n import _, ngettext, today
from register.progress import Progress
from register.watching.calendar import Row, State, calendar_rows, month_after
from register.watching.calendar_words import standing

SIZE = (1120, 620)
EVERYBODY, NOBODY = "*", ""


class ReadingCalendar(Frame):
    """Reads on a thread; a click on a cell closes it and goes to the indicator."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        words = _("What is to be read, week by week. Press Enter on a cell to go to its indicator.")
        super().__init__(_("Reading calendar"), words, parent)
        self._session = session
        self.month = today().replace(day=1)
        self._rows: Sequence[Row] = ()
        self._names: dict[str, str] = {}
        self.name = short_label()
        self.name.setFont(theme.font(theme.BODY, bold=True))
        self.collector = Combo()
        self.table = CalendarTable()
        self.said = label("", "caption")
        self.body.addLayout(self._make_choices())
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.said)
        self.add_buttons()
        self.foot.insertWidget(0, button(_("Print &form…"), self.print_form, "", "print"))
        self.foot.insertWidget(0, button(_("&Print calendar…"), self.print, "", "print"))
        self.table.setMinimumHeight(240)
        self.resize(*SIZE)
        self.table.opened.connect(self._open)
        self.collector.activated.connect(lambda _place: self._show())
        session.changed.connect(self._heard)
        self.go(0)

    def go(self, count: int) -> None:
        """Show a month so many after the one that is shown; 0: the month of today."""
        self.month = month_after(self.month if count else today(), count)
        self.name.setText(f"{self.month:%Y-%m}")
        self._read()

    def wants(self, line: Row) -> bool:
        """Tell whether a row is of the one who is chosen."""
        return _is_of(str(self.collector.currentData() or ""), line)

    def print(self) -> None:
        """Print the month as it is shown."""
        wanted = partial(_is_of, str(self.collector.currentData() or ""))
        ask_calendar(self._session, self, self.month, wanted)

    def print_form(self) -> None:
        """Print the sheet on which readings are collected."""
        ask_form(self._session, self)

    # inside ------------------------------------------------------------------------------

    def _make_choices(self) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(icon_button("chevron-left", _("Month before"), lambda: self.go(-1)))
        line.addWidget(self.name)
        line.addWidget(icon_button("chevron-right", _("Month after"), lambda: self.go(1)))
        line.addWidget(button(_("&Today"), lambda: self.go(0)))
        line.addStretch(1)
        words = short_label(_("&Collected by"), "second")
        words.setBuddy(self.collector)
        self.collector.setAccessibleName(_("Collected by"))
        self.collector.addItem(_("Everybody"), EVERYBODY)
        line.addWidget(words)
        line.addWidget(self.collector)
        return line

    def _read(self) -> None:
        month, day = self.month, today()

        def work(_progress: Progress) -> tuple[list[Row], dict[str, str]]:
            book = self._session.open_book
            rows = calendar_rows(book, month, day)
            people = book.table(PERSON).page([row.collector for row in rows if row.collector])
            return rows, {person.id: PERSON.title(person) for person in people}

        job = self._session.run(work, silent=True)
        job.succeeded.connect(while_alive(self, partial(self._took, month)))

    def _took(self, month: object, found: tuple[list[Row], dict[str, str]]) -> None:
        if month != self.month:
            return
        self._rows, self._names = found
        self._offer_people()
        self._show()

    def _offer_people(self) -> None:
        """Offer who collects in this month, and keep who is chosen."""
        chosen = self.collector.currentData()
        names = sorted(self._names.items(), key=lambda pair: pair[1])
        offered = [(_("Everybody"), EVERYBODY), *((name, key) for key, name in names)]
        if any(line.collector not in self._names for line in self._rows):
            offered.append((_("Nobody named"), NOBODY))
        self.collector.clear()
        for name, key in offered:
            self.collector.addItem(name, key)
        self.collector.setCurrentIndex(max(self.collector.findData(chosen), 0))

    def _show(self) -> None:
        rows = [line for line in self._rows if self.wants(line)]
        self.table.calendar.show_rows(self.month, rows, self._names, today())
        self.said.setText(_summary(rows))

    def _open(self, indicator: str) -> None:
        self.accept()
        self._session.show_record(INDICATOR.table, indicator, READING.table)

    def _heard(self, done: ChangeSet) -> None:
        if concerns(done, INDICATOR.table, READING.table, PERSON.table):
            self._read()


def _is_of(chosen: str, line: Row) -> bool:
    return chosen == EVERYBODY or chosen == (line.collector or NOBODY)


def _summary(rows: Sequence[Row]) -> str:
    """Return how many indicators there are, and how many are late or due."""
    if not rows:
        return _("No indicator is watched in this time.")
    states = [standing(line.marks) for line in rows]
    count, late, due = len(rows), states.count(State.LATE), states.count(State.DUE)
    parts = [ngettext("{count} indicator", "{count} indicators", count).format(count=count)]
    if late:
        parts.append(ngettext("{count} late", "{count} late", late).format(count=late))
    if due:
        parts.append(ngettext("{count} due now", "{count} due now", due).format(count=due))
    return "  •  ".join(parts)
