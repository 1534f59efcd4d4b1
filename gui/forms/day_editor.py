"""A day, typed or picked from a calendar."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget

from gui.forms.editor import LineEditor
from gui.widgets import icon_button
from register.errors import FieldError
from register.i18n import _, current_language


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
        calendar.setSelectedDate(self._day())
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        calendar.show()
        self._calendar = calendar
        return calendar

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
