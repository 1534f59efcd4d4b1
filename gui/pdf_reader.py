"""A PDF to read: its pages, a line to go to one of them, its parts, and how large they are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.find_bar import FindBar
from gui.pdf_view import ZOOM, PdfView
from gui.widgets import Combo, card, column, icon_button, row, short_label
from register.i18n import _


class PdfReader(QWidget):
    """The bar above the pages, and the pages; ``bar`` takes more buttons at its end."""

    def __init__(self, name: str) -> None:
        """``name``: what the pages are, for those who hear the screen."""
        super().__init__()
        self.view = PdfView()
        self.view.setAccessibleName(name)
        self.sizes: list[tuple[float, float]] = []
        self.page = QLineEdit()
        self.page.setFixedWidth(56)
        self.page.setValidator(QIntValidator(1, 99_999, self))
        self.page.setAccessibleName(_("Go to page"))
        self.page.returnPressed.connect(self._go)
        self._count = short_label("", "second")
        self.parts = Combo()
        self.parts.setAccessibleName(_("Go to part"))
        self.parts.setPlaceholderText(_("Go to part"))
        self.parts.setMinimumContentsLength(14)
        self.parts.activated.connect(self._go_to_part)
        self.state = short_label("", "second")
        self.finder = FindBar()
        self.finder.wanted.connect(self._find)
        self.finder.stepped.connect(self.view.look_next)
        self.view.looked.connect(self.finder.show_count)
        self.bar = row()
        self._lay_out()
        self.view.moved.connect(self._show_place)
        self.view.pages.opened.connect(self._opened)
        self.view.pages.outlined.connect(self._outlined)

    def show_file(self, path: Path) -> None:
        """Show a PDF; one that replaces it stays at the same page."""
        self.view.show_file(path)

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        frame, inside = card(spacing=8, margin=8)
        name = short_label(_("Page"), "second")
        for widget in (name, self.page, self._count, self.parts):
            self.bar.addWidget(widget)
        self.bar.addStretch(1)
        self.bar.addWidget(self.state)
        for sign, text, act in (
            ("search", _("Find in the pages (Ctrl+F)"), self.finder.begin),
            ("zoom-out", _("Smaller (Ctrl+−)"), lambda: self.view.zoom(1 / ZOOM)),
            ("zoom-in", _("Larger (Ctrl++)"), lambda: self.view.zoom(ZOOM)),
            ("zoom-fit", _("Fit the width (Ctrl+0)"), self.view.fit),
        ):
            self.bar.addWidget(icon_button(sign, text, act))
        inside.addLayout(self.bar)
        inside.addWidget(self.finder)
        inside.addWidget(self.view, 1)
        whole: QVBoxLayout = column(self)
        whole.addWidget(frame)

    def _find(self, text: str) -> None:
        self.view.look_for(text)
        if not text:
            self.view.setFocus()

    def _opened(self, sizes: list[tuple[float, float]]) -> None:
        self.sizes = sizes

    def _outlined(self, parts: list[tuple[str, int]]) -> None:
        self.parts.clear()
        for title, page in parts:
            self.parts.addItem(title, page)
        self.parts.setVisible(bool(parts))
        self._show_part()

    def _show_place(self, page: int, count: int) -> None:
        if not self.page.hasFocus():
            self.page.setText(str(page))
        self._count.setText(_("of {total}").format(total=count))
        self._show_part()

    def _show_part(self) -> None:
        """Name the part in which the page in sight is."""
        page = int(self.page.text() or 1)
        begun = [n for n in range(self.parts.count()) if self.parts.itemData(n) <= page]
        self.parts.setCurrentIndex(begun[-1] if begun else -1)

    def _go(self) -> None:
        if self.page.text():
            self.view.go_to(int(self.page.text()))
            self.view.setFocus()

    def _go_to_part(self, place: int) -> None:
        self.view.go_to(int(self.parts.itemData(place)))
        self.view.setFocus()
