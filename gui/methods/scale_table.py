"""The scales and tables of a method, drawn as tables that show every line in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from gui import theme
from gui.tables.plain_table import PlainTable
from gui.tables.text_model import TextModel
from register.i18n import _, pgettext
from register.scoring import Lec, Method, Step, range_words, step_words, words_in
from register.scoring.editing import aspects_of

FIRST, OTHER = 128, 150
BANDS = (76, 132, 128, 90)
Lines = list[tuple[str, ...]]


class LinesModel(TextModel):
    """Lines of texts under headings."""

    def __init__(self, headings: list[str], lines: Lines, parent: QObject | None = None) -> None:
        super().__init__(headings, parent)
        self.records = lines

    def text(self, record: tuple[str, ...], column: int) -> str:
        return record[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The headings are texts of the method, as they are."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None


class ScaleTable(PlainTable):
    """As high as its lines; what is wider than its room scrolls."""

    def __init__(
        self, name: str, headings: list[str], lines: Lines, widths: Sequence[int] = (FIRST,)
    ) -> None:
        """``widths``: of the columns; where there are fewer, the others are alike."""
        super().__init__(LinesModel(headings, lines), name)
        self.model().setParent(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(True)
        self.setFont(theme.font(theme.SMALL))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        for section in range(len(headings)):
            width = widths[section] if section < len(widths) else OTHER
            header.resizeSection(section, theme.scaled(width))
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(lambda *_sizes: self._fit())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.resizeRowsToContents()
        header, bar = self.horizontalHeader(), self.horizontalScrollBar()
        wide = header.length() > self.viewport().width()
        room = bar.sizeHint().height() if wide else 0
        height = header.sizeHint().height() + self.verticalHeader().length() + room + 4
        if height != self.height():
            self.setFixedHeight(height)


def scale_tables(method: Method) -> Iterator[tuple[str, QWidget]]:
    """Yield likelihood and impact, each with how its steps are recognised."""
    scales = (
        (_("Likelihood"), "likelihood", method.likelihood),
        (_("Impact"), "impact", method.impact),
    )
    for title, scale, steps in scales:
        headings = [
            pgettext("scale", "Step"),
            *(words_in(name) for name in aspects_of(method, scale)),
        ]
        lines = [_line(steps, n, len(headings) - 1) for n in range(1, len(steps) + 1)]
        yield title, ScaleTable(title, headings, lines)


def _line(steps: tuple[Step, ...], value: int, aspects: int) -> tuple[str, ...]:
    texts = [words_in(item.text) for item in steps[value - 1].criteria]
    texts += [""] * (aspects - len(texts))
    return f"{value} {step_words(steps, value)}", *texts


def lec_tables(method: Method, lec: Lec) -> Iterator[tuple[str, QWidget]]:
    """Yield the bands with their levels, then the tables L, E and C."""
    title = _("Bands of D = L × E × C")
    headings = ["D", _("Band"), _("What is to be done"), _("Level")]
    lines: Lines = [
        (
            range_words(lec, band),
            words_in(band.words),
            words_in(band.advice),
            words_in(method.level(band.level).words),
        )
        for band in reversed(lec.bands)
    ]
    yield title, ScaleTable(title, headings, lines, BANDS)
    for name, table in lec.tables():
        rows: Lines = [(f"{entry.value:g}", words_in(entry.words)) for entry in reversed(table)]
        yield name, ScaleTable(name, [_("Value"), _("What it means")], rows, BANDS)
