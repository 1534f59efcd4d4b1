"""Lines about other records: what each is, how it stands by icon and word, one click away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.icons import pixmap
from gui.session import Session
from gui.widgets import LineButton, clear, column, label, short_label
from register.i18n import ngettext


class State(Enum):
    """How something stands; the value is its icon."""

    GOOD = "check-circle"
    SOON = "clock"
    BAD = "error"
    PLAIN = ""


@dataclass(frozen=True, slots=True)
class Line:
    """``sign``: icon of the kind; ``word``: the state in words; the rest: where a click leads."""

    sign: str
    text: str
    word: str
    state: State
    table: str
    record: str
    field: str = ""


class StateLine(LineButton):
    """A line of text with its state at the end."""

    def __init__(
        self, line: Line, act: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(pixmap(line.sign), line.text, act, parent)
        spoken = f"{line.text}: {line.word}" if line.word else line.text
        self.setAccessibleName(spoken)
        if line.word:
            word = label(line.word, "caption") if theme.is_large() else short_label(line.word)
            word.setProperty("role", "caption")
            if line.state is State.BAD:
                word.setProperty("role", "problem")
            self._line.addWidget(word, 0, Qt.AlignmentFlag.AlignTop)
        if line.state is not State.PLAIN:
            picture = short_label()
            picture.setPixmap(pixmap(line.state.value, state_colour(line.state)))
            self._line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)


class LineList(QWidget):
    """A heading and lines under it, or what to say when there are none."""

    def __init__(
        self,
        session: Session,
        title: str,
        empty: str = "",
        act: Callable[[Line], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``act``: what a line does when it is pressed, if not to show its record."""
        super().__init__(parent)
        self._session, self._empty = session, empty
        self._act = act or self._open
        whole = column(self, spacing=2)
        self._title = label(title, "caption", bold=True)
        self._title.setContentsMargins(6, 0, 0, 2)
        whole.addWidget(self._title)
        self._places = column(spacing=0)
        whole.addLayout(self._places)
        self.lines: list[Line] = []

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show other lines."""
        self.lines = list(lines)
        clear(self._places)
        for line in self.lines:
            self._places.addWidget(StateLine(line, partial(self._act, line), self))
        if not self.lines and self._empty:
            nothing = label(self._empty, "second")
            nothing.setContentsMargins(6, 2, 0, 2)
            self._places.addWidget(nothing)
        self.setVisible(bool(self.lines or self._empty))

    def say_more(self, count: int) -> None:
        """Say how many records have no line."""
        if count > 0:
            text = ngettext("and {count} more", "and {count} more", count).format(count=count)
            more = label(text, "caption")
            more.setContentsMargins(6, 2, 0, 2)
            self._places.addWidget(more)

    def _open(self, line: Line) -> None:
        self._session.show_record(line.table, line.record)


def state_colour(state: State) -> str:
    """Return the colour of a state in the theme in force."""
    colours = theme.tokens()
    return {
        State.GOOD: colours.accent,
        State.SOON: colours.warning,
        State.BAD: colours.problem,
        State.PLAIN: colours.second,
    }[state]
