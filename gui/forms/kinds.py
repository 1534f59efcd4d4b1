"""Which editor a field gets: by its kind, and nothing else."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.forms.day_editor import DayEditor
from gui.forms.editor import (
    ChoiceEditor,
    Editor,
    FlagEditor,
    LineEditor,
    MomentEditor,
    NoteEditor,
)
from gui.forms.link_editor import LinkEditor
from gui.forms.word_editors import given_editor
from gui.session import Session
from register.fields import TITLE_LENGTH, Choice, Day, Field, Flag, Kind, Link, Moment, Note, Text
from register.identifying.custom import Given

_EDITORS: dict[type[Kind], type[Editor]] = {
    Note: NoteEditor,
    Choice: ChoiceEditor,
    Flag: FlagEditor,
    Day: DayEditor,
    Moment: MomentEditor,
    Link: LinkEditor,
}


def editor_for(session: Session, field: Field, parent: QWidget | None = None) -> Editor:
    """Return a new editor for a field."""
    if isinstance(field.kind, Given):
        return given_editor(session, field, parent)
    return _EDITORS.get(type(field.kind), LineEditor)(session, field, parent)


def is_wide(field: Field, display: tuple[str, ...]) -> bool:
    """Tell whether a field takes the whole width of a form."""
    if isinstance(field.kind, Note):
        return True
    long = type(field.kind) is Text and field.kind.limit >= TITLE_LENGTH
    return long or (field.key in display and field.key != "number")
