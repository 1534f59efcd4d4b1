"""A day, typed or picked from a calendar."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from gui import theme
from gui.forms.editor import LineEditor
from gui.icons import icon
from gui.widgets import icon_button
from register.errors import FieldError
from register.i18n import _, current_language

WIDTH, HEIGHT, GAP = 300, 260, 2


class DayEditor(LineEditor):
    """A line for the day and a button that opens the calendar."""

    hint = "2026-03-31"

    def _make(self) -> None:
        super()._make()
        self._calendar: QCalendarWidget | None = None
        self._opener = icon_button("calendar", _("Pick a day"), self.open_calendar)
        self._line_row.addWidget(self._opener)

    def set_enabled(self, on: bool) -> None:
        super().set_enabled(on)
        self._opener.setEnabled(on)

    def open_calendar(self) -> QCalendarWidget:
        """Open the calendar below the line, at the day that stands there."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setLocale(QLocale(current_language()))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # red would mean overdue
            calendar.setWeekdayTextFormat(day, calendar.weekdayTextFormat(Qt.DayOfWeek.Monday))
        calendar.setMinimumSize(theme.scaled(WIDTH), theme.scaled(HEIGHT))
        for name, sign in (
            ("qt_calendar_prevmonth", "chevron-left"),
            ("qt_calendar_nextmonth", "chevron-right"),
        ):
            turner = calendar.findChild(QToolButton, name)
            if turner is not None:
                turner.setIcon(icon(sign))  # Qt's own cannot be seen on a dark theme
        calendar.setSelectedDate(self._day())
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        calendar.move(self._below(calendar.minimumHeight()))
        calendar.show()
        self._calendar = calendar
        return calendar

    def _below(self, height: int) -> QPoint:
        """Return where the calendar has room: below the line, else above it."""
        below = self.line.mapToGlobal(QPoint(0, self.line.height() + GAP))
        if below.y() + height <= self.screen().availableGeometry().bottom():
            return below
        return self.line.mapToGlobal(QPoint(0, -height - GAP))

    def _day(self) -> QDate:
        try:
            day = self.parse(self.text())
        except FieldError:
            day = None
        return QDate(day.year, day.month, day.day) if day else QDate.currentDate()

    def _take(self, day: QDate) -> None:
        self.line.setText(day.toString(Qt.DateFormat.ISODate))
        if self._calendar is not None:
            self._calendar.close()
            self._calendar = None
        self.commit()
