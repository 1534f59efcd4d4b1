"""What every page of the main window has: a title, a line on how things stand, its buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from gui import theme
from gui.widgets import column, label, row

if TYPE_CHECKING:
    from gui.drafts import Draft
    from gui.lists.deeds import ListDeeds


class Page(QWidget):
    """A page with its head; subclasses add to ``body``. ``adds``: it makes new records."""

    adds = False
    lists: ListDeeds | None = None  # what can be done with its list, where it has one
    finds: Callable[[], object] | None = None  # what finds a text in it, where it has no filter
    prints: Callable[[], object] | None = None  # what it prints itself, where it is no list

    def __init__(
        self, title: str, buttons: Iterable[QPushButton] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.body = column(self, spacing=16)
        self.body.setContentsMargins(24, 18, 24, 16)
        head = row(spacing=12)
        words = column(spacing=2)
        self.title = label(title, size=theme.TITLE, bold=True)
        self.standing = label("", "second")
        self.standing.setFont(theme.font(theme.CAPTION + 1))
        words.addWidget(self.title)
        words.addWidget(self.standing)
        head.addLayout(words, 1)
        for item in buttons:
            head.addWidget(item)
        self.body.addLayout(head)

    @property
    def current(self) -> str:
        """The id of the record that is shown, "" for none."""
        return ""

    def unsettled(self) -> str:
        """Store what was typed; return the key of a field that does not fit, or ""."""
        return ""

    def typed(self) -> list[Draft]:
        """Return what stands in fields and is not stored."""
        return []

    def retype(self, drafts: list[Draft]) -> None:
        """Put back into fields what typed() returned."""

    def show_unsettled(self, key: str) -> None:
        """Go to what does not fit, where the page can."""

    def revert(self) -> None:
        """Forget what does not fit."""

    def add(self) -> None:
        """Start a new record, where the page has any."""

    def delete(self) -> None:
        """Delete what is chosen, where the page has any."""

    def focus_start(self) -> None:
        """Put the focus where work on the page begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self) -> None:
        """Put the cursor into the page's filter, where it has one, or find a text in it."""
        if self.finds is not None:
            self.finds()

    def show_record(self, record_id: str, field: str = "") -> None:
        """Show one record, where the page has any."""

    def narrow(self, wanted: object) -> None:
        """Show what another page asks for, where the page has a list."""


def hosted(title: str, make: Callable[[QWidget], QWidget], parent: QWidget) -> Page:
    """Return a page around a widget, made inside it, that brings its own buttons.

    What its signal ``stated`` says, if it has one, stands under the title.
    """
    page = Page(title, parent=parent)
    inside = make(page)
    page.body.addWidget(inside, 1)
    page.finds = getattr(inside, "find_text", None)
    page.prints = getattr(inside, "print_pages", None)
    stated = getattr(inside, "stated", None)
    if stated is not None:
        stated.connect(page.standing.setText)
    return page
