"""A rating method as it is: its matrix or tables, its levels, its versions, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.jobs import while_alive
from gui.levels import Chip
from gui.methods.editor import MethodEditor
from gui.methods.grid_view import GridView
from gui.methods.remap_dialog import RemapDialog
from gui.methods.saying import risks_text
from gui.methods.scale_table import lec_tables, scale_tables
from gui.pages.glance_panel import GlancePanel
from gui.session import Session
from gui.tables.model import AT_ONCE
from gui.tables.wrapping import WrappingLayout
from gui.widgets import button, clear, column, label
from register.book import Book
from register.changes import ChangeSet
from register.entities import METHOD, RISK, MethodRecord
from register.entities.risk import RISK_KINDS, RiskKind
from register.errors import RegisterError
from register.i18n import N_, _, translated
from register.methods import copy_method, method_of, rated_counts, use_method, versions_of
from register.scoring import FORMULAS, Method, MethodKind, boundary_words, words_in


class MethodPanel(GlancePanel):
    """The first tab of a method."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, METHOD.table, RISK.table, parent=parent)
        self.counts: Counter[str] = Counter()
        self.standing = label("", "second")
        bar = QWidget()
        across = WrappingLayout(bar, 8)
        self.editor = button(_("Edit…"), self.edit, "primary", "edit")
        self.user = button("", self._switch)
        self.copier = button(_("Copy as a new method"), self._copy, sign="copy")
        self.remapper = button(_("Re-map ratings…"), self.remap, sign="refresh")
        for made in (self.editor, self.user, self.copier, self.remapper):
            across.addWidget(made)
        self._picture: QWidget | None = None
        self._drawn: Method | None = None
        self._is_stale = False
        self._holder = column(spacing=10)
        self._versions = QWidget()
        self._version_lines = column(self._versions, spacing=2)
        self._lines.addWidget(self.standing)
        self._lines.addWidget(bar)
        self._lines.addLayout(self._holder)
        self._stack(self._versions)

    def edit(self) -> MethodEditor | None:
        """Open the editor."""
        if self.owner is None:
            return None
        try:
            dialog = MethodEditor(self.session, self.owner, self.window())
        except RegisterError as error:
            self.session.complain(error)
            return None
        dialog.open()
        return dialog

    def remap(self) -> RemapDialog:
        """Open the dialog that carries ratings over."""
        newest = versions_of(self.session.open_book, self.owner or "")[-1].id
        new = newest if newest != self.owner else ""
        dialog = RemapDialog(self.session, self.owner or "", new, self.window())
        dialog.open()
        return dialog

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._show()

    # inside ------------------------------------------------------------------------------

    def _heard(self, done: ChangeSet) -> None:
        if self.isVisible():
            super()._heard(done)
        else:
            self._is_stale = True

    def _show(self) -> None:
        self._is_stale = False
        record = self.session.open_book.table(METHOD).get(self.owner)
        if record is None:
            return
        try:
            method = method_of(self.session.open_book, record.id)
        except RegisterError as error:
            self.standing.setText(str(error))
            return
        self._show_picture(method)
        self._show_verbs(record)
        self._count(record)

    def _show_verbs(self, record: MethodRecord) -> None:
        self.user.setText(_("Do not use") if record.active else _("Use"))
        for made in (self.editor, self.user, self.copier, self.remapper):
            made.setEnabled(not self.session.read_only)

    def _count(self, record: MethodRecord) -> None:
        """Say how many risks each version rated; over many risks that is counted beside."""
        book = self.session.open_book
        if book.table(RISK).count() <= AT_ONCE:
            self._counted(record, rated_counts(book))
            return
        job = self.session.run(lambda _progress: rated_counts(book))
        job.succeeded.connect(while_alive(self, partial(self._counted, record)))

    def _counted(self, record: MethodRecord, counts: Counter[str]) -> None:
        if record.id != self.owner:
            return
        self.counts = counts
        self.standing.setText(_standing_words(record, counts[record.id]))
        self._show_versions(record)

    def _show_versions(self, record: MethodRecord) -> None:
        clear(self._version_lines)
        self._version_lines.addWidget(label(_("Versions"), bold=True))
        for version in reversed(versions_of(self.session.open_book, record.id)):
            text = _version_words(version, self.counts[version.id])
            made = button(text, partial(self._go, version.id), "row")
            made.setCheckable(True)
            made.setChecked(version.id == record.id)
            self._version_lines.addWidget(made)

    def _go(self, method_id: str) -> None:
        self.session.show_record(METHOD.table, method_id)

    def _show_picture(self, method: Method) -> None:
        if method == self._drawn:
            return
        self._drawn = method
        made = QWidget()
        _fill(column(made, spacing=10), method)
        if self._picture is not None:
            self._holder.removeWidget(self._picture)
            self._picture.hide()
            self._picture.deleteLater()
        self._picture = made
        self._holder.addWidget(made)

    def _switch(self) -> None:
        record = self.session.open_book.table(METHOD).get(self.owner)
        if record is None:
            return
        words = N_("Stop using method {method}") if record.active else N_("Use method {method}")
        in_use = not record.active
        self._write(words, record, lambda book: use_method(book, record.id, in_use=in_use))

    def _copy(self) -> None:
        record = self.session.open_book.table(METHOD).get(self.owner)
        if record is None:
            return
        made: list[Method] = []
        words = N_("Copy method {method}")
        self._write(words, record, lambda book: made.append(copy_method(book, record.id)))
        if made:
            self._go(made[0].id)

    def _write(self, words: str, record: MethodRecord, deed: Callable[[Book], object]) -> None:
        try:
            self.session.write(words, deed, method=METHOD.title(record))
        except RegisterError as error:
            self.session.complain(error)


def _fill(lines: QVBoxLayout, method: Method) -> None:
    """Draw a method."""
    if method.has_grid:
        lines.addWidget(GridView(method))
    lines.addWidget(_legend(method))
    for text in _rules(method):
        lines.addWidget(label(text, "second"))
    for title, table in _tables(method):
        lines.addWidget(label(title, bold=True))
        lines.addWidget(table)


def _tables(method: Method) -> Iterator[tuple[str, QWidget]]:
    if method.lec is not None:
        yield from lec_tables(method, method.lec)
    elif method.has_grid:
        yield from scale_tables(method)


def _legend(method: Method) -> QWidget:
    """Return the levels, from the lowest."""
    made = QWidget()
    across = WrappingLayout(made, 8)
    for level in method.levels:
        across.addWidget(Chip(method, level.key))
    return made


def _rules(method: Method) -> Iterator[str]:
    """Yield how the method comes to a level, and what is to be known about it."""
    if method.formula is not None:
        cuts = zip(method.formula.cuts, method.levels[1:], strict=False)
        parts = [f"{words_in(level.words)} ≥ {cut}" for cut, level in cuts]
        formula = FORMULAS[method.formula.name]
        yield _("Score: {formula}. {levels}.").format(formula=formula, levels=", ".join(parts))
    if method.lec is not None:
        yield boundary_words(method.lec.boundary)
        yield _(
            "LEC is for work at a place, where people may be hurt; "
            "not for market or financial risks."
        )
    elif method.kind is MethodKind.DIRECT:
        yield _("The level is chosen directly; each such rating needs a reason.")
    if method.dimensions:
        names = ", ".join(words_in(item.words) for item in method.dimensions)
        yield _("Impact is the worst of: {dimensions}.").format(dimensions=names)
    if method.has_grid:
        yield _("No standard prescribes these steps and levels; they are this register’s own.")


def _standing_words(record: MethodRecord, count: int) -> str:
    kind = RISK_KINDS[record.subject or RiskKind.THREAT]
    parts = [
        _("Version {version}").format(version=record.version),
        METHOD.by_key["kind"].text(record),
        translated(kind),
        _("in use") if record.active else _("not in use"),
        risks_text(count),
    ]
    return "  •  ".join(part for part in parts if part)


def _version_words(record: MethodRecord, count: int) -> str:
    parts = [
        _("Version {version}").format(version=record.version),
        _("in use") if record.active else _("not in use"),
        risks_text(count),
    ]
    return "  •  ".join(parts)
