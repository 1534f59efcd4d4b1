"""Picks indicators from the starter library; those that the register has are greyed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from gui import theme
from gui.dialogs.frame import Frame
from gui.session import Session
from gui.widgets import label
from register.book import Book
from register.errors import RegisterError
from register.i18n import N_, _, ngettext
from register.scoring import words_in
from register.starter import LibraryIndicator, indicators
from register.watching.picking import add_indicators, is_known, known_names

SIZE = (680, 540)
PLACE = Qt.ItemDataRole.UserRole


class IndicatorLibrary(Frame):
    """A filter, the indicators with a box to tick, and what each warns of."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        words = _(
            "Thresholds are starting values and nobody’s standard; adjust them to your services."
        )
        super().__init__(_("Add indicators from the library"), words, parent)
        self._session = session
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Indicators of the library"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.itemChanged.connect(lambda _item: self._count())
        self._note = label("", "caption")
        for widget in (self.filter, self.list, self._note):
            self.body.addWidget(widget, 1 if widget is self.list else 0)
        self.verb = self.add_buttons(_("&Add"), self.add)
        self.resize(*SIZE)
        self._fill()
        self._count()

    def chosen(self) -> list[LibraryIndicator]:
        """Return what is ticked, in the order of the library."""
        items = (self.list.item(n) for n in range(self.list.count()))
        ticked = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        return [indicators()[item.data(PLACE)] for item in ticked]

    def add(self) -> None:
        """Add what is ticked as one step that can be undone."""
        chosen = self.chosen()
        session = self._session

        def work(book: Book) -> None:
            add_indicators(book, chosen)

        try:
            session.write(N_("Add {count} indicators"), work, count=len(chosen))
        except RegisterError as error:
            session.complain(error)
            return
        text = ngettext(
            "{count} indicator was added.", "{count} indicators were added.", len(chosen)
        )
        session.tell(text.format(count=len(chosen)), _("Undo"), session.undo)
        self.accept()

    # inside ------------------------------------------------------------------------------

    def _fill(self) -> None:
        names = known_names(self._session.open_book)
        for place, item in enumerate(indicators()):
            known = is_known(item, names)
            title = words_in(item.name)
            title = _("{title} (in the register)").format(title=title) if known else title
            made = QListWidgetItem(f"{title}\n{words_in(item.warns_of)}", self.list)
            made.setData(PLACE, place)
            made.setFlags(
                Qt.ItemFlag.NoItemFlags
                if known
                else Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsSelectable
            )
            if known:
                made.setForeground(QColor(theme.tokens().third))
            else:
                made.setCheckState(Qt.CheckState.Unchecked)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        for n in range(self.list.count()):
            item = self.list.item(n)
            source = indicators()[item.data(PLACE)]
            words = " ".join([*source.name.values(), *source.warns_of.values()])
            item.setHidden(wanted not in words.casefold())

    def _count(self) -> None:
        count = len(self.chosen())
        self._note.setText(ngettext("{count} chosen", "{count} chosen", count).format(count=count))
        self.verb.setEnabled(bool(count) and not self._session.read_only)
