"""The window of the manual: its contents at the left, a page at the right.

Pages are shown as text only: no HTML in them is read, and no link leads out of the manual.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QListWidget, QSplitter, QTextBrowser, QWidget

import resources
from gui import theme
from gui.places import BY_KEY
from gui.widgets import button, column, row
from register.catalog import Catalog
from register.i18n import _, current_language

FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)
FIRST = "start"
SIZE = QSize(920, 640)
AIR, HEADING_AIR, LINE_HEIGHT = 8, 22, 120  # pixels, pixels, per cent
PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
CONTENTS_WIDTH = 220
PICTURES, IMAGE = "pictures", QTextDocument.ResourceType.ImageResource.value
RGB = QImage.Format.Format_RGB32
MARGIN, LEAST_PICTURE = 24, 320  # pixels
SETTLE_MS = 150
_OF_PLACES = {
    "checks": "checks",
    "heatmap": "heat-map",
    "charts": "charts",
    "binder": "binder",
    "history": "history",
    "trash": "history",
}


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page: the name of its file, and its title in the reader's language."""

    name: str
    title: str


def pages() -> list[ManualPage]:
    """Return the pages in the order of the table of contents."""
    listed = tomllib.loads(resources.path("help", "pages.toml").read_text(encoding="utf-8"))
    return [ManualPage(page["name"], page["title"][current_language()]) for page in listed["pages"]]


def page_of_place(catalog: Catalog, place: str) -> str:
    """Return the name of the page about a place of the window; the first one for ""."""
    if place in BY_KEY and BY_KEY[place].table:
        return catalog.by_table[BY_KEY[place].table].help
    return _OF_PLACES.get(place, FIRST)


class ManualText(QTextBrowser):
    """Shows a page; its pictures come from the folder beside it, and from nowhere else."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        wanted = name.fileName() if isinstance(name, QUrl) else name.rpartition("/")[2]
        path = resources.path("help", current_language(), PICTURES, wanted)
        picture = (
            QImage(str(path)) if kind == IMAGE and path.suffix == ".png" else QImage(1, 1, RGB)
        )
        room = max(self.viewport().width() - 2 * MARGIN - 1, LEAST_PICTURE)
        sharp = self.devicePixelRatioF()
        width = round(min(room * sharp, picture.width()))
        shown = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(sharp)
        return shown


class Manual(QWidget):
    """A window beside the main one; it stays open while one works."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._pages: list[ManualPage] = []
        self._past: list[str] = []
        self._name = ""
        self.contents = QListWidget()
        self.contents.currentRowChanged.connect(self._chosen)
        self.text = ManualText()
        self.text.setOpenLinks(False)
        self.text.setOpenExternalLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(MARGIN)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.text.anchorClicked.connect(self._follow)
        self._back = button("", self.go_back, "quiet", "left")
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Back, self, self.go_back)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self._resized = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._resized.timeout.connect(self._fit_pictures)
        self.resize(SIZE)
        self.speak()

    @property
    def name(self) -> str:
        """The page that is shown."""
        return self._name

    def show_page(self, name: str) -> None:
        """Show a page; the one before can be gone back to."""
        if self._name and self._name != name:
            self._past.append(self._name)
        self._show(name)

    def go_back(self) -> None:
        """Show the page before."""
        if self._past:
            self._show(self._past.pop())

    def speak(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(_("Manual — Muster"))
        self.contents.setAccessibleName(_("Contents of the manual"))
        self.text.setAccessibleName(_("Page of the manual"))
        self._back.setText(_("&Back"))
        self._pages = pages()
        self.contents.blockSignals(True)
        self.contents.clear()
        self.contents.addItems([page.title for page in self._pages])
        self.contents.blockSignals(False)
        self.text.setFont(theme.font(theme.BODY + 1))
        if self._name:
            self._show(self._name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.start()

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, margin=12)
        bar = row()
        bar.addWidget(self._back)
        bar.addStretch(1)
        lines.addLayout(bar)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.contents)
        split.addWidget(self.text)
        split.setSizes([CONTENTS_WIDTH, SIZE.width() - CONTENTS_WIDTH])
        split.setStretchFactor(1, 1)
        lines.addWidget(split, 1)

    def _show(self, name: str) -> None:
        file = resources.path("help", current_language(), f"{name}.md")
        self.text.document().setBaseUrl(QUrl.fromLocalFile(str(file)))
        self.text.document().setMarkdown(file.read_text(encoding="utf-8"), FEATURES)
        self._give_air()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._name = name
        self._back.setEnabled(bool(self._past))
        self.contents.blockSignals(True)
        self.contents.setCurrentRow([page.name for page in self._pages].index(name))
        self.contents.blockSignals(False)

    def _fit_pictures(self) -> None:
        """Lay the page out again at the width that there is now; the place in it stays."""
        if self._name:
            bar = self.text.verticalScrollBar()
            share = bar.value() / max(bar.maximum(), 1)
            self._show(self._name)
            bar.setValue(round(share * bar.maximum()))

    def _give_air(self) -> None:
        """Set the lines and paragraphs apart; Markdown is laid out too tightly."""
        block = self.text.document().begin()
        while block.isValid():
            shape = block.blockFormat()
            shape.setTopMargin(HEADING_AIR if shape.headingLevel() > 1 else AIR // 2)
            shape.setBottomMargin(AIR // 2)
            shape.setLineHeight(LINE_HEIGHT, PROPORTIONAL)
            QTextCursor(block).setBlockFormat(shape)
            block = block.next()

    def _chosen(self, place: int) -> None:
        if place >= 0:
            self.show_page(self._pages[place].name)

    def _follow(self, link: QUrl) -> None:
        """Follow a link to another page; there are no others."""
        names = {f"{page.name}.md": page.name for page in self._pages}
        if link.fileName() in names:
            self.show_page(names[link.fileName()])
