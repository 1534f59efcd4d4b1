"""State and rating of a control; what gets weaker is stored once the risks that move were shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.forms.kinds import editor_for
from gui.session import Session
from gui.widgets import button, card, column, label, row
from register.book import Book
from register.entities import CONTROL, RISK, Control
from register.entities.risk import LEVEL_KIND
from register.errors import RegisterError
from register.i18n import N_, _, ngettext
from register.treating import Move, moves

KEYS = ("state", "design", "operation")
MOST_NAMED = 6


class ControlRating(QWidget):
    """Shows and stores three fields of one control."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._control: Control | None = None
        self._wanted: Control | None = None
        self.editors = {key: editor_for(session, CONTROL.by_key[key]) for key in KEYS}
        self.preview, self._words = card(spacing=6, margin=12)
        self.told = label("")
        self._lay_out()

    def show_control(self, control: Control | None) -> None:
        """Show a control; a change that waits for a word stays as it is."""
        if self._wanted is not None and control is not None and control.id == self._wanted.id:
            return
        self._control, self._wanted = control, None
        self.preview.hide()
        for key, editor in self.editors.items():
            editor.show_value(getattr(control, key, None))
            editor.set_enabled(control is not None and not self.session.read_only)

    def unsettled(self) -> str:
        """Store a change that waits for a word; return its field where that is refused."""
        return "" if self._wanted is None or self.store() else KEYS[0]

    def revert(self) -> None:
        """Leave the control as it is stored."""
        control, self._wanted = self._control, None
        self.show_control(control)

    def choose(self, key: str, value: Any) -> None:
        """Take a value: stored at once, or shown first where risks would move up."""
        control = self._wanted or self._control
        if control is None or self._control is None:
            return
        self._wanted = replace(control, **{key: value})
        found = moves(self.session.open_book, self._control, self._wanted)
        if any(move.rises for move in found):
            self.told.setText(moves_text(found))
            self.preview.show()
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.store()

    def store(self) -> bool:
        """Store what was chosen, and say which risks are to be reviewed."""
        before, after = self._control, self._wanted
        if before is None or after is None:
            return True
        rising = sum(move.rises for move in moves(self.session.open_book, before, after))
        values = {key: getattr(after, key) for key in KEYS}

        def work(book: Book) -> None:
            stored = book.table(CONTROL).get(before.id)
            if stored is not None:
                book.table(CONTROL).save(replace(stored, **values))

        self._wanted = None
        try:
            self.session.write(N_("Rate control {title}"), work, title=CONTROL.title(before))
        except RegisterError as error:
            self.session.complain(error)
            self.show_control(before)
            return False
        self.show_control(after)
        if rising:
            text = ngettext(
                "{count} risk was put into the review queue.",
                "{count} risks were put into the review queue.",
                rising,
            )
            self.session.tell(text.format(count=rising), _("Undo"), self.session.undo)
        return True

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=10)
        line = row(spacing=12)
        for key, editor in self.editors.items():
            editor.committed.connect(lambda value, k=key: self.choose(k, value))
            line.addWidget(editor, 1)
        lines.addLayout(line)
        self.keep = button(_("Store it"), self.store, "primary")
        foot = row()
        foot.addWidget(self.keep)
        foot.addWidget(button(_("Leave it as it is"), self.revert))
        foot.addStretch(1)
        self._words.addWidget(self.told)
        self._words.addLayout(foot)
        self.preview.hide()
        lines.addWidget(self.preview)


def moves_text(found: list[Move]) -> str:
    """Return which risks would be proposed at another level, one to a line."""
    count = len(found)
    text = ngettext(
        "{count} risk would be proposed at another level, and comes into the review queue:",
        "{count} risks would be proposed at another level, and come into the review queue:",
        count,
    )
    lines = [text.format(count=count)]
    for move in found[:MOST_NAMED]:
        levels = [LEVEL_KIND.format(level) or "–" for level in (move.before, move.after)]
        lines.append(f"{RISK.title(move.risk)}: {levels[0]} → {levels[1]}")
    if count > MOST_NAMED:
        more = count - MOST_NAMED
        lines.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    return "\n".join(lines)
