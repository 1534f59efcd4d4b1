"""Asks for the reason of a deed: a choice of a list where there is one, and words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.dialogs.frame import Frame
from gui.forms.editor import Editor
from gui.forms.kinds import editor_for
from gui.session import Session
from register.errors import RegisterError
from register.fields import Field


class ReasonDialog(Frame):
    """``act`` is given the values by field key; what it refuses is said beside the first field."""

    def __init__(
        self,
        session: Session,
        words: tuple[str, str, str],
        fields: tuple[Field, ...],
        act: Callable[[dict[str, Any]], object],
        parent: QWidget,
    ) -> None:
        """``words``: the title, what the deed means, and the verb on its button."""
        title, meaning, verb = words
        super().__init__(title, meaning, parent)
        self._act = act
        self.values: dict[str, Any] = {}
        self.editors: dict[str, Editor] = {}
        for field in fields:
            self.values[field.key] = field.empty
            editor = self.editors[field.key] = editor_for(session, field)
            editor.show_value(field.empty)
            editor.committed.connect(lambda value, key=field.key: self._take(key, value))
            self.body.addWidget(editor)
        self.verb = self.add_buttons(verb, self.carry_out)
        self.setMinimumWidth(460)
        next(iter(self.editors.values())).input.setFocus()
        session.closed.connect(self.reject)

    def carry_out(self) -> None:
        """Do the deed; stay open where it is refused."""
        for editor in self.editors.values():
            editor.commit()
            if editor.problem:
                return
        try:
            self._act(self.values)
        except RegisterError as error:
            first = next(iter(self.editors.values()))
            first.complain(str(error))
            first.input.setFocus()
            return
        self.accept()

    def _take(self, key: str, value: Any) -> None:
        self.values[key] = value
        self.editors[key].show_value(value)
