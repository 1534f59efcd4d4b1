"""The risks of what is chosen on the heat map, and the way to them in their list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from gui import theme
from gui.widgets import button, card, column, label
from register.i18n import _, ngettext

ID = Qt.ItemDataRole.UserRole
MOST = 200  # lines; more are better read in the list of risks


class CellPanel(QWidget):
    """A title, a note, the risks; below them the button that shows them in their list."""

    record_asked = Signal(str)  # id of a risk
    list_asked = Signal()
    not_rated_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame, inside = card()
        column(self).addWidget(frame)
        self.title = label("", size=theme.HEADING, bold=True)
        self.note = label("", "second")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Risks of the chosen cell"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.itemActivated.connect(lambda item: self.record_asked.emit(item.data(ID)))
        self.to_list = button(_("Show in the list of risks"), self.list_asked.emit, sign="risk")
        self.not_rated = button("", self.not_rated_asked.emit, "quiet")
        for widget in (self.title, self.note):
            inside.addWidget(widget)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.to_list)
        inside.addWidget(self.not_rated, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say how to choose a cell."""
        self.title.setText(_("Choose a cell"))
        self.note.setText(
            _("Click a cell, or move with the arrow keys, to see its risks; Enter lists them.")
        )
        self.list.clear()
        self.list.setEnabled(False)
        self.to_list.hide()

    def show_risks(self, title: str, note: str, risks: Sequence[tuple[str, str, str]]) -> None:
        """Show risks given by id, number and title."""
        self.title.setText(title)
        self.note.setText(note)
        self.list.clear()
        for record_id, number, words in risks[:MOST]:
            item = QListWidgetItem(f"{number}  {words}")
            item.setData(ID, record_id)
            self.list.addItem(item)
        if len(risks) > MOST:
            count = len(risks) - MOST
            text = ngettext("and {count} more", "and {count} more", count).format(count=count)
            rest = QListWidgetItem(text, self.list)
            rest.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.setEnabled(bool(risks))
        self.to_list.setVisible(bool(risks))

    def show_not_rated(self, count: int) -> None:
        """Offer the risks that stand in no cell."""
        text = ngettext("{count} risk not rated", "{count} risks not rated", count)
        text = text.format(count=count)
        self.not_rated.setText(text)
        self.not_rated.setAccessibleName(_("{what}: show them").format(what=text))
        self.not_rated.setVisible(count > 0)
