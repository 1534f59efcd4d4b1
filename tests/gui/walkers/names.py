"""Do all controls have names, do fields have labels, and is everything large enough to be hit?"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitterHandle,
    QWidget,
)

from gui.forms.record_form import RecordForm
from tests.gui.walkers.seen import interactive, labels_of, scroll_area_of, visible, words_of

FIELDS: tuple[type[QWidget], ...] = (QLineEdit, QComboBox, QPlainTextEdit)
LEAST = 24  # pixels, WCAG 2.5.8


def unnamed(root: QWidget) -> Iterator[str]:
    """Say which controls a screen reader could not name."""
    named = labels_of(root)
    for widget in interactive(root):
        if isinstance(widget, QScrollArea | QSplitterHandle):
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        label = named[widget].text() if widget in named else ""
        if not (widget.accessibleName().strip() or text.strip() or label.strip()):
            yield f"{words_of(widget)} in {type(widget.parentWidget()).__name__} has no name"


def unbuddied(root: QWidget) -> Iterator[str]:
    """Say which fields of forms and dialogs have no label that leads to them."""
    named = labels_of(root)
    forms: list[QWidget] = [root] if isinstance(root, QDialog) else []
    for form in forms or visible(root, RecordForm):
        for kind in FIELDS:
            for field in visible(form, kind):
                if field not in named and not _speaks_for_itself(field):
                    yield f"{words_of(field)} has no label"


def _speaks_for_itself(field: QWidget) -> bool:
    """Tell whether a field says in itself what it is for, or only shows a text."""
    if field.accessibleName() and isinstance(scroll_area_of(field), QAbstractItemView):
        return True  # the head of its column says it
    is_text = isinstance(field, QLineEdit | QPlainTextEdit)
    return is_text and (field.isReadOnly() or bool(field.placeholderText()))


def too_small(root: QWidget) -> Iterator[str]:
    """Say which controls are hard to hit."""
    for widget in interactive(root):
        if isinstance(widget, QSplitterHandle | QLabel | QScrollArea):
            continue
        if widget.width() < LEAST or widget.height() < LEAST:
            yield f"{words_of(widget)} is {widget.width()} × {widget.height()}"
