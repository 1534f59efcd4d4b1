"""One line to take a reading with: day, value, note; Enter stores, the focus goes back to the value."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.forms.inputs import Line
from gui.session import Session
from gui.widgets import button, column, label, row
from register.book import Book
from register.entities import INDICATOR, READING, Indicator, Reading
from register.entity import new_id
from register.errors import FieldError, RegisterError
from register.fields import clean
from register.i18n import N_, _, now, today, translated
from register.watching.deeds import take_reading
from register.watching.rows import read_figure

DAY_WIDTH, VALUE_WIDTH = 112, 104


class ReadingLine(QWidget):
    """Takes readings of one indicator; one of a day that is known is changed."""

    stored = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._indicator: Indicator | None = None
        self.day, self.value, self.note = Line(), Line(), Line()
        for line, key in ((self.day, "taken_on"), (self.value, "value"), (self.note, "note")):
            line.setAccessibleName(translated(READING.by_key[key].label))
            line.setPlaceholderText(translated(READING.by_key[key].label))
            line.returnPressed.connect(self.store)
            line.reverted.connect(self.clear)
        self.day.setFixedWidth(theme.scaled(DAY_WIDTH))
        self.value.setFixedWidth(theme.scaled(VALUE_WIDTH))
        self.adder = button(_("Add reading"), self.store, sign="add")
        self._words = label("", "caption")
        lines = column(self, spacing=6)
        typing = row(spacing=8)
        for item in (self.day, self.value):
            typing.addWidget(item)
        typing.addWidget(self.note, 1)
        foot = row(spacing=8)
        foot.addWidget(self._words, 1)
        foot.addWidget(self.adder)
        lines.addLayout(typing)
        lines.addLayout(foot)

    def show_indicator(self, indicator: Indicator | None) -> None:
        """Take readings of another indicator; of the same one, what was typed stays."""
        same = indicator is not None and self._indicator is not None
        same = same and indicator.id == self._indicator.id  # type: ignore[union-attr]
        self._indicator = indicator
        self.setEnabled(indicator is not None and not self.session.read_only)
        if not same:
            self.clear()

    def begun(self) -> bool:
        """Tell whether a value or a note stands in the line."""
        return bool(self.value.text().strip() or self.note.text().strip())

    def store(self) -> bool:
        """Store what stands in the line; returns whether nothing is left in it."""
        if not self.begun() or self._indicator is None:
            return True
        try:
            reading = self._reading(self._indicator)
            self.session.write(
                N_("Take a reading of {title}"),
                lambda book: _take(book, reading),
                title=INDICATOR.title(self._indicator),
            )
        except RegisterError as error:
            self._say(str(error), "problem")
            return False
        self.clear()
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stored.emit()
        return True

    def clear(self) -> None:
        """Forget what stands in the line."""
        self.day.setText(today().isoformat())
        self.value.clear()
        self.note.clear()
        measure = self._indicator.measure if self._indicator else ""
        self.value.setPlaceholderText(measure or translated(READING.by_key["value"].label))
        hint = _("Enter saves; a reading of a day that is known is changed.")
        self._say(hint, "caption")

    def texts(self) -> dict[str, str]:
        """Return what stands in the line, by field."""
        if not self.begun():
            return {}
        lines = {"taken_on": self.day, "value": self.value, "note": self.note}
        return {key: line.text() for key, line in lines.items()}

    def retype(self, texts: dict[str, str]) -> None:
        """Put texts into the line again."""
        self.day.setText(texts.get("taken_on", self.day.text()))
        self.value.setText(texts.get("value", ""))
        self.note.setText(texts.get("note", ""))

    # inside ------------------------------------------------------------------------------

    def _reading(self, indicator: Indicator) -> Reading:
        day = READING.by_key["taken_on"].kind.parse(self.day.text()) or today()
        value = read_figure(self.value.text(), indicator.measure)
        if value is None:
            raise FieldError(_("The value is missing."))
        if day > today():
            raise FieldError(_("{day} is still to come.").format(day=day.isoformat()))
        return Reading(
            id=new_id(),
            indicator=indicator.id,
            taken_on=day,
            value=value,
            note=clean(self.note.text())[0].strip(),
            entered_by=self.session.open_book.by,
            entered_at=now(),
        )

    def _say(self, text: str, role: str) -> None:
        self._words.setProperty("role", role)
        self._words.style().polish(self._words)
        self._words.setText(text)


def _take(book: Book, reading: Reading) -> None:
    take_reading(book, reading)
