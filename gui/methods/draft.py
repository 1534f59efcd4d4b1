"""A method while it is edited: what it is now, the way back, and what is wrong with it.

Nothing is stored before somebody saves it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from register.i18n import _
from register.scoring import Method, falling_cells, problems


class MethodDraft(QObject):
    """Every edit gives another method; what cannot be read as a value is kept as a sentence."""

    changed = Signal()

    def __init__(self, method: Method, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stored = self.method = method
        self._past: list[Method] = []
        self._future: list[Method] = []
        self._key = ""
        self._broken: dict[str, str] = {}

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost."""
        return self.method != self.stored or bool(self._broken)

    def edit(self, method: Method, key: str = "") -> None:
        """Take an edited method; edits with the same key in a row are one step back."""
        if method == self.method:
            return
        if not key or key != self._key:
            self._past.append(self.method)
        self._future.clear()
        self._key, self.method = key, method
        self.changed.emit()

    def refuse(self, field: str, sentence: str) -> None:
        """Note why what stands in a field is no value; "" when it is one again."""
        before = self._broken.pop(field, "")
        if sentence:
            self._broken[field] = sentence
        if sentence != before:
            self.changed.emit()

    def is_broken(self, field: str) -> bool:
        """Tell whether what stands in a field is no value."""
        return field in self._broken

    def forget(self, field: str) -> None:
        """Forget a field that is gone."""
        self._broken.pop(field, None)

    def can_undo(self) -> bool:
        """Tell whether there is a step back."""
        return bool(self._past)

    def can_redo(self) -> bool:
        """Tell whether a step was taken back."""
        return bool(self._future)

    def undo(self) -> None:
        """Take the last edit back."""
        self._step(self._past, self._future)

    def redo(self) -> None:
        """Make it again."""
        self._step(self._future, self._past)

    def problems(self) -> list[str]:
        """Return a sentence for each reason why it cannot be saved."""
        found = [*self._broken.values()]
        if not any(self.method.name.values()):
            found.append(_("The method needs a name."))
        return [*found, *problems(self.method)]

    def falling(self) -> set[tuple[int, int]]:
        """Return the cells (likelihood, impact) whose level is below that of a lower one."""
        return set(falling_cells(self.method)) if self.method.has_grid else set()

    def _step(self, here: list[Method], there: list[Method]) -> None:
        if not here:
            return
        there.append(self.method)
        self.method = here.pop()
        self._key = ""
        self._broken.clear()
        self.changed.emit()
