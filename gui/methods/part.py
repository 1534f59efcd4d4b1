"""One page of the editor: it is built for a shape of the method, and anew when that changes."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.methods.draft import MethodDraft
from gui.methods.fields import Field
from gui.widgets import column, label, put_in_place

AnyField = TypeVar("AnyField", bound=Field)


class Part(QWidget):
    """Keeps its fields as the draft has them."""

    def __init__(self, draft: MethodDraft) -> None:
        super().__init__()
        self.draft = draft
        self._fields: list[Field] = []
        self._shape: object = None
        self._outer = column(self)
        self._inside: QWidget | None = None
        draft.changed.connect(self._heard)
        self._rebuild()

    def focus_start(self) -> None:
        """Put the focus where work begins."""
        if self._fields:
            self._fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # for subclasses ----------------------------------------------------------------------

    def shape(self) -> object:
        """Return what the page is built for: how many lines of what."""
        raise NotImplementedError

    def build(self, inside: QWidget) -> None:
        """Put fields into a new, empty widget."""
        raise NotImplementedError

    def show_draft(self) -> None:
        """Show what no field shows."""

    def keep(self, field: AnyField) -> AnyField:
        """Return a field that is kept as the draft has it."""
        self._fields.append(field)
        return field

    # inside ------------------------------------------------------------------------------

    def _heard(self) -> None:
        if self.shape() != self._shape:
            self._rebuild()
            return
        for field in self._fields:
            field.refresh()
        self.show_draft()

    def _rebuild(self) -> None:
        focus: QWidget | None = self.focusWidget()
        had_focus = focus is not None and focus.hasFocus()
        for field in self._fields:
            field.forget()
        self._fields = []
        self._shape = self.shape()
        made = QWidget()
        self.build(made)
        put_in_place(self._outer, self._inside, made)
        self._inside = made
        self.show_draft()
        if had_focus:
            self.focus_start()


def grid(spacing: int = 8) -> QGridLayout:
    """Return a grid of fields."""
    made = QGridLayout()
    made.setHorizontalSpacing(spacing)
    made.setVerticalSpacing(6)
    made.setContentsMargins(0, 0, 0, 0)
    return made


def head(made: QGridLayout, *texts: str) -> None:
    """Write headings over the columns of a grid."""
    for place, text in enumerate(texts):
        words = label(text, "caption")
        words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        made.addWidget(words, 0, place)
