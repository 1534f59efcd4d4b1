"""Every key of the program: those of the menus, made from the menus, and those within pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from gui import theme
from gui.commands import Command
from gui.dialogs.frame import Frame
from gui.session import Session
from gui.widgets import button
from register.errors import RegisterError
from register.files import whole_file
from register.i18n import N_, _, translated

Keys = tuple[tuple[str, str], ...]
Groups = list[tuple[str, list[tuple[str, str]]]]
WITHIN: tuple[tuple[str, Keys], ...] = (
    (
        N_("In fields"),
        (
            (N_("Enter"), N_("Save the field")),
            (N_("Ctrl+Enter"), N_("Save a field of several lines")),
            (N_("Esc"), N_("Put back what was stored")),
            (N_("Tab"), N_("Go to the next field")),
            (N_("Shift+Tab"), N_("Go to the field before")),
        ),
    ),
    (
        N_("In lists"),
        (
            (N_("Enter"), N_("Open the chosen record")),
            (N_("F2"), N_("Change the cell in place")),
            (N_("Del"), N_("Delete the chosen records")),
            (N_("Shift+F10"), N_("Open the menu of what is chosen")),
            (N_("Esc"), N_("Clear the filter")),
            (N_("Down"), N_("Go from the filter into the list")),
        ),
    ),
    (
        N_("On pages"),
        (
            (
                N_("Ctrl+PgDown, Ctrl+PgUp"),
                N_("Go to the next part of the record, or the one before"),
            ),
            (N_("Alt+Up, Alt+Down"), N_("Move the chosen step of a plan")),
            (N_("Arrows, Enter"), N_("Choose a cell of a matrix or of the heat map, open it")),
            (N_("Alt+1 … Alt+7"), N_("Choose the kind of a new log entry")),
            (N_("Alt+Left"), N_("Go back in the manual")),
            (N_("Esc"), N_("Close a dialog")),
        ),
    ),
)
SIZE = QSize(620, 560)
PDF, TEXT = ".pdf", ".txt"
MARGIN_MM = 18.0


class ShortcutsDialog(Frame):
    """A list by menu, then the keys that work inside fields, lists and pages."""

    def __init__(
        self, session: Session, commands: Sequence[Command], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Keyboard shortcuts"), "", parent)
        self._session = session
        self.groups = key_groups(commands)
        self.list = QTreeWidget()
        self.list.setAccessibleName(_("Keyboard shortcuts"))
        self.list.setHeaderLabels([_("Command"), _("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for title, lines in self.groups:
            group = QTreeWidgetItem(self.list, [title])
            group.setFont(0, theme.font(bold=True))
            for name, keys in lines:
                QTreeWidgetItem(group, [name, keys])
        self.list.expandAll()
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(self.list)
        self.resize(SIZE)
        self.add_buttons()
        self.foot.insertWidget(0, button(_("&Save for printing…"), self._ask_target, sign="print"))

    def save(self, target: Path) -> None:
        """Write the keys as a text or, where the name says so, as a PDF."""
        try:
            with whole_file(target) as file:
                if target.suffix.lower() == TEXT:
                    file.write_text(_as_text(self.groups), encoding="utf-8")
                else:
                    _print(self.groups, file)
        except RegisterError as error:
            self._session.complain(error)
            return
        self._session.tell(_("“{name}” was saved.").format(name=target.name))

    def _ask_target(self) -> None:
        dialog = QFileDialog(self, _("Save for printing"), str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("PDF (*.pdf)"), _("Text (*.txt)")])
        dialog.setDefaultSuffix(PDF[1:])
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix((TEXT if TEXT in chosen else PDF)[1:])
        )
        dialog.selectFile(_("Keyboard shortcuts") + PDF)
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()


def key_groups(commands: Sequence[Command]) -> Groups:
    """Return titles, each with its pairs of words and keys."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in commands:
        if item.keys:
            groups.setdefault(item.path[0], []).append((item.name, item.keys))
    for title, lines in WITHIN:
        groups[translated(title)] = [(translated(text), translated(keys)) for keys, text in lines]
    return list(groups.items())


def _as_text(groups: Groups) -> str:
    parts = (
        "\n".join([title, *(f"  {keys:<24}  {name}" for name, keys in lines)])
        for title, lines in groups
    )
    return "\n\n".join(parts) + "\n"


def _print(groups: Groups, target: Path) -> None:
    """Write a PDF with one table for each group."""
    writer = QPdfWriter(str(target))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(_("Keyboard shortcuts"))
    document = QTextDocument()
    font = theme.font()
    font.setPointSizeF(9)
    document.setDefaultFont(font)
    document.setMarkdown("\n\n".join(f"## {title}\n\n{_table(lines)}" for title, lines in groups))
    document.print_(writer)


def _table(lines: list[tuple[str, str]]) -> str:
    rows = (f"| {_safe(keys)} | {_safe(name)} |" for name, keys in lines)
    return "\n".join([f"| {_('Keys')} | {_('Command')} |", "|---|---|", *rows])


def _safe(text: str) -> str:
    """Return a text that Markdown reads as it stands."""
    return "".join(f"\\{c}" if c in "\\|*_`<>[]#&" else c for c in text)
