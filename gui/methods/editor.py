"""The editor of a rating method: its parts under tabs, what is wrong with it below, and saving."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QWidget

from gui.keyed_dialog import KeyedDialog
from gui.methods.draft import MethodDraft
from gui.methods.fields import word_fields
from gui.methods.lec_parts import BandsPart, TablesPart
from gui.methods.level_part import LevelPart
from gui.methods.matrix_part import MatrixPart
from gui.methods.part import Part
from gui.methods.remap_dialog import offer_remapping
from gui.methods.saying import with_name
from gui.methods.scale_part import ScalePart
from gui.scrolling import Pages, Sheet
from gui.session import Session
from gui.tables.wrapping import WrappingLayout
from gui.widgets import button, column, label, row, short_label
from register.entities import METHOD
from register.errors import RegisterError
from register.i18n import N_, _
from register.methods import keep_edits, method_of
from register.scoring import Method, MethodKind, words_in

SIZE = (1120, 640)
MOST_TOLD = 3
AnyPart = TypeVar("AnyPart", bound=Part)


class MethodEditor(KeyedDialog):
    """Edits one method; Save makes a new version of it where it has rated something."""

    def __init__(self, session: Session, method_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Edit method"), parent)
        self._session = session
        self.draft = MethodDraft(method_of(session.open_book, method_id), self)
        self.bar = QTabBar()
        self._stack = Pages()
        self.names = word_fields(
            self.draft, _("Name of the method"), lambda method: method.name, with_name
        )
        self.problems = label("", "problem")
        self.asking = self._make_question()
        self._lay_out()
        self.parts = self._make_parts()
        for keys, act in (("Ctrl+Z", self.draft.undo), ("Ctrl+Shift+Z", self.draft.redo)):
            QShortcut(QKeySequence(keys), self, act)
        self.draft.changed.connect(self._show)
        self._show()
        self.resize(*SIZE)
        self.parts[0].focus_start()

    def show_part(self, kind: type[AnyPart]) -> AnyPart:
        """Show the first part of a kind, and return it."""
        place, part = next((n, p) for n, p in enumerate(self.parts) if isinstance(p, kind))
        self.bar.setCurrentIndex(place)
        return part

    def save(self) -> None:
        """Store it, and offer to carry over what was rated before."""
        made: list[Method] = []
        edited = self.draft.method
        try:
            self._session.write(
                N_("Edit method {method}"),
                lambda book: made.append(keep_edits(book, edited)),
                method=words_in(edited.name),
            )
        except RegisterError as error:
            self._complain([str(error)])
            return
        session, parent = self._session, self.parentWidget()
        self.accept()
        if made:
            session.show_record(METHOD.table, made[0].id)
            _tell_saved(session, edited, made[0])
            offer_remapping(session, made[0].id, parent)

    def reject(self) -> None:
        """Close it; what was edited is not thrown away unasked."""
        if not self.draft.is_changed:
            super().reject()
        elif self.asking.isHidden():
            self.asking.show()
            self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._go_on()

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=10, margin=20)
        top = row(spacing=8)
        words = short_label(_("Name"))
        words.setBuddy(self.names[0])
        top.addWidget(words)
        for field in self.names:
            top.addWidget(field, 1)
        lines.addLayout(top)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setAccessibleName(_("Parts of the method"))
        self.bar.currentChanged.connect(self._stack.setCurrentIndex)
        lines.addWidget(self.bar)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self.problems)
        lines.addWidget(self.asking)
        lines.addLayout(self._make_foot())

    def _make_foot(self) -> QHBoxLayout:
        foot = row(spacing=12)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addStretch(1)
        self.undo_button = button(_("&Undo"), self.draft.undo, "", "undo")
        self.redo_button = button(_("&Redo"), self.draft.redo, "", "redo")
        self.saver = button(_("&Save"), self.save, "primary", "check")
        for made in (self.undo_button, self.redo_button, self.saver):
            foot.addWidget(made)
        return foot

    def _make_question(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "alarm")
        lines = column(frame, spacing=8, margin=12)
        lines.addWidget(label(_("What you edited is not saved yet.")))
        across = WrappingLayout(holder := QWidget(), 8)
        self.keep_button = button(_("Go on editing"), self._go_on)
        self.leave_button = button(_("Throw the edits away"), super().reject, "", "trash")
        for made in (self.keep_button, self.leave_button):
            across.addWidget(made)
        lines.addWidget(holder)
        frame.hide()
        return frame

    def _make_parts(self) -> list[Part]:
        method, draft, parts = self.draft.method, self.draft, dict[str, Part]()
        if method.has_grid:
            parts[_("Matrix")] = MatrixPart(draft)
            parts[_("Likelihood")] = ScalePart(draft, "likelihood")
            parts[_("Impact")] = ScalePart(draft, "impact")
        elif method.kind is MethodKind.LEC:
            parts[_("Bands")] = BandsPart(draft)
            parts[_("Tables")] = TablesPart(draft)
        parts[_("Levels")] = LevelPart(draft)
        for title, part in parts.items():
            self._stack.addWidget(Sheet(part))
            self.bar.addTab(title)
        return [*parts.values()]

    def _go_on(self) -> None:
        self.asking.hide()
        self.parts[self.bar.currentIndex()].focus_start()

    def _show(self) -> None:
        found = self.draft.problems()
        self._complain(found)
        may = self.draft.is_changed and not found and not self._session.read_only
        self.saver.setEnabled(may)
        self.undo_button.setEnabled(self.draft.can_undo())
        self.redo_button.setEnabled(self.draft.can_redo())
        if not self.draft.is_changed:
            self.asking.hide()

    def _complain(self, found: list[str]) -> None:
        told = found[:MOST_TOLD]
        if len(found) > MOST_TOLD:
            more = len(found) - MOST_TOLD
            told.append(_("… and {count} more.").format(count=more))
        self.problems.setText("\n".join(told))
        self.problems.setVisible(bool(told))


def _tell_saved(session: Session, edited: Method, made: Method) -> None:
    name = words_in(made.name)
    if made.id == edited.id:
        session.tell(_("“{method}” was saved.").format(method=name), _("Undo"), session.undo)
        return
    text = _(
        "“{method}” was saved as version {version}; what was rated before keeps its version."
    ).format(method=name, version=made.version)
    session.tell(text, _("Undo"), session.undo)
