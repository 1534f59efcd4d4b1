"""A part of a warning order's page: lines with something to do about each, a form that unfolds,
and below them what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gui.forms.deed_form import DeedForm, Verb
from gui.icons import pixmap
from gui.pages.lines import State, state_colour
from gui.session import Session
from gui.widgets import button, card, clear, column, label, row, short_label
from register.entities import WarningOrder
from register.fields import Field
from register.i18n import _, translated


class CardLine(QWidget):
    """What something is and how it stands by icon and word; ``verbs``: its buttons."""

    def __init__(
        self, key: str, words: Sequence[str], state: tuple[State, str], verbs: Sequence[QWidget]
    ) -> None:
        """``words``: the first line, and captions at the end."""
        super().__init__()
        self.key, self.verbs = key, list(verbs)
        across = row(self, spacing=8)
        sign = short_label()
        sign.setPixmap(pixmap(state[0].value or "step", state_colour(state[0])))
        across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=0)
        texts.addWidget(label(words[0]))
        role = "problem" if state[0] is State.BAD else "second"
        self.word = label(state[1], role)
        texts.addWidget(self.word)
        for caption in (text for text in words[1:] if text):
            texts.addWidget(label(caption, "caption"))
        across.addLayout(texts, 1)
        for verb in self.verbs:
            across.addWidget(verb, 0, Qt.AlignmentFlag.AlignTop)


class OrderCard(QWidget):
    """The frame of such a part; a subclass fills it."""

    done_title = ""  # what stands over what was done

    def __init__(
        self, session: Session, title: str, fields: Sequence[Field], verbs: Sequence[Verb]
    ) -> None:
        """``fields`` and ``verbs``: of the form."""
        super().__init__()
        self.session = session
        self.order: WarningOrder | None = None
        self.lines: list[CardLine] = []
        frame, inside = card(spacing=10, margin=12)
        row(self).addWidget(frame)
        self._head = row(spacing=8)
        self._head.addWidget(label(title, "caption", bold=True), 1)
        self._places, self._done = column(spacing=10), column(spacing=8)
        self._nothing = label("", "second")
        self.form = DeedForm(session, fields, [*verbs, Verb(_("Cancel"), lambda _values: None)])
        self.form.done.connect(self.fold)
        self._form_title = label("", bold=True)
        self._fold = QWidget()
        folded = column(self._fold, spacing=8)
        folded.addWidget(self._form_title)
        folded.addWidget(self.form)
        self._fold.hide()
        inside.addLayout(self._head)
        inside.addWidget(self._nothing)
        inside.addLayout(self._places)
        inside.addWidget(self._fold)
        inside.addLayout(self._done)

    def fold(self) -> None:
        """Put the form away."""
        self._fold.hide()

    # for subclasses ----------------------------------------------------------------------

    def _unfold(self, title: str, key: str, **values: object) -> None:
        """Show the form about something of the order, with these values to begin with."""
        self._form_title.setText(title)
        self.form.show_for(f"{self.order.id if self.order else ''} {key}", **values)
        self._fold.show()
        self.form.focus_first()

    def _fill(
        self, order: WarningOrder | None, lines: Callable[[], list[CardLine]], done: list[QWidget]
    ) -> None:
        """Show lines and what was done; the focus stays where it is, or goes to the next verb."""
        if order is None or self.order is None or order.id != self.order.id:
            self.fold()
        self.order = order
        held = self._held()
        clear(self._places)
        clear(self._done)
        if done:
            self._done.addWidget(label(translated(self.done_title), "caption", bold=True))
        self.lines = lines()
        for made in self.lines:
            self._places.addWidget(made)
        for entry in done:
            self._done.addWidget(entry)
        if held is not None:
            self._focus(held)

    def _say_nothing(self, text: str) -> None:
        """Say why there are no lines, "" to say nothing."""
        self._nothing.setText(text)
        self._nothing.setVisible(bool(text))

    def _verb(
        self, text: str, spoken: str, act: Callable[[], object], sign: str = ""
    ) -> QPushButton:
        made = button(text, act, sign=sign)
        made.setAccessibleName(spoken)
        made.setEnabled(not self.session.read_only)
        return made

    # inside ------------------------------------------------------------------------------

    def _held(self) -> str | None:
        """Return the key of the line that has the focus, None where none has."""
        at = QApplication.focusWidget()
        return next((one.key for one in self.lines if at and one.isAncestorOf(at)), None)

    def _focus(self, key: str) -> None:
        open_lines = [one for one in self.lines if one.verbs]
        same = [one for one in open_lines if one.key == key]
        for one in (same or open_lines)[:1]:
            one.verbs[0].setFocus(Qt.FocusReason.OtherFocusReason)
