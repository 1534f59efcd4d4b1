"""The page of charts: top risks, ageing, burn-down of measures; each also as a table.

matplotlib is loaded on a thread when the page is first shown.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QTabBar,
    QWidget,
)

from gui.jobs import while_alive
from gui.pages import pictures
from gui.pages.chart_kinds import KINDS, MANY, ChartKind
from gui.pages.chart_table import ChartTable
from gui.pages.figure_card import TABLE, FigureCard
from gui.pages.page import Page
from gui.session import Session, concerns
from gui.widgets import Combo, label, tip
from register.changes import ChangeSet
from register.entities import ASSESSMENT, MEASURE, METHOD, PERSON, RISK
from register.i18n import _, translated
from register.progress import Progress

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from gui.charts.chart_view import ChartView
    from register.binder.chart_pdf import ChartPaper

MEMORY = "charts"
TABLES = (RISK.table, ASSESSMENT.table, MEASURE.table, METHOD.table, PERSON.table)
INCHES = 72  # points
CHARACTERS = 12  # that the closed box shows at least


class ChartsPage(Page):
    """One chart at a time, under tabs."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Charts"), (), parent)
        self._session = session
        self.prints = self.print_chart
        self.view: ChartView | None = None
        self.table = ChartTable()
        self.data: Any = None
        self._asked = 0
        self._shown: ChartKind | None = None  # whose data that is
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Charts"))
        self.tabs.setExpanding(False)
        for kind in KINDS:
            self.tabs.addTab(translated(kind.label))
        self.many = self._make_many()
        waiting = _("Drawing the chart…")
        self.card = FigureCard(
            waiting, self.copy_picture, self.ask_where, self.print_chart, self.many
        )
        self._words = label("", "caption")
        self._lay_out()
        self._restore()
        self.tabs.currentChanged.connect(lambda _place: self._chosen_again())
        self.many.currentIndexChanged.connect(lambda _place: self._chosen_again())
        self.table.opened.connect(self.open)
        session.changed.connect(self._changed)

    @property
    def kind(self) -> ChartKind:
        """The chart that is chosen."""
        return KINDS[max(self.tabs.currentIndex(), 0)]

    def focus_start(self) -> None:
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, key: str) -> None:
        """Go where a part of the chart leads."""
        self.kind.open(self._session, key)

    # layout ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.card.lines.addWidget(self._words)
        self.card.stack.addWidget(self.table)
        self.card.way_chosen.connect(self._show_way)
        self.card.empty_left.connect(lambda: self._session.show_record(self.kind.table, ""))
        self.body.setSpacing(8)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.card, 1)

    def _make_many(self) -> Combo:
        box = Combo()
        box.setAccessibleName(_("How many risks"))
        box.setMinimumContentsLength(CHARACTERS)
        box.setToolTip(tip(_("How many risks")))
        for count in MANY:
            box.addItem(_("The first {count}").format(count=count), count)
        return box

    # showing -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.view is None:
            job = self._session.run(_load_matplotlib)
            job.succeeded.connect(while_alive(self, self._loaded))
        else:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._remember()

    def _loaded(self, _result: object) -> None:
        from gui.charts.chart_view import ChartScroll, ChartView

        if self.view is None:
            self.view = ChartView(self._session.run)
            self.view.opened.connect(self.open)
            self._figure = ChartScroll(self.view)
            self.card.stack.addWidget(self._figure)
            self.refresh()

    def refresh(self) -> None:
        """Read again on a thread, in a copy, and draw."""
        if self._session.book is None or self.view is None:
            return
        self._asked += 1
        book, kind, many = self._session.open_book, self.kind, int(self.many.currentData())

        def read(_progress: Progress) -> Any:
            with book.copy() as copy:
                return kind.read(copy, many)

        job = self._session.run(read)
        job.succeeded.connect(while_alive(self, partial(self._read, self._asked, kind)))

    def _read(self, asked: int, kind: ChartKind, data: Any) -> None:
        if asked != self._asked or self.view is None:
            return
        other = kind is not self._shown
        self._shown, self.data = kind, data
        words = kind.words(data)
        self.standing.setText(words[0])
        self._words.setText("\n".join(words[1:]))
        self._words.setVisible(len(words) > 1)
        self.table.setAccessibleName(translated(kind.label))
        self.view.setAccessibleName(translated(kind.label))
        self.table.show_numbers(kind.numbers(data))
        if not kind.is_empty(data):
            self.view.show_chart(partial(kind.draw, data), kind.least(data), other=other)
        self._show_way()

    def _show_way(self) -> None:
        """Show the figure or the table, or what to do where there is nothing to show."""
        kind = self._shown
        self.many.setVisible(self.kind is KINDS[0])
        if kind is None or self.view is None:
            return
        if kind.is_empty(self.data):
            self.card.show_empty(translated(kind.empty), translated(kind.verb))
        else:
            shown = self.table if self.card.way == TABLE else self._figure
            self.card.stack.setCurrentWidget(shown)

    def _chosen_again(self) -> None:
        self.many.setVisible(self.kind is KINDS[0])
        self.refresh()
        self._remember()

    def _changed(self, done: ChangeSet) -> None:
        if concerns(done, *TABLES) and self.isVisible():
            self.refresh()

    # pictures ----------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        if self.view is not None and self._has_picture:
            pictures.copy_picture(self._session, self.view.picture())

    def ask_where(self) -> QFileDialog | None:
        """Ask for a file, then write the chart to it."""
        draw = self._drawing()
        if draw is None or self._shown is None:
            return None
        return pictures.ask_where(self._session, self, translated(self._shown.file), draw)

    def save_picture(self, path: Path) -> None:
        """Write the chart to a .png, .svg or .pdf."""
        if (draw := self._drawing()) is not None:
            pictures.save_picture(self._session, draw, path)

    def print_chart(self) -> QDialog | None:
        """Ask for the printer or a file, then print the chart with its numbers."""
        if self._shown is None or not self._has_picture:
            return None
        make = partial(_paper, self._shown, self.data)
        name = translated(self._shown.label)
        return pictures.print_picture(self._session, self.window(), name, make)

    @property
    def _has_picture(self) -> bool:
        return self._shown is not None and not self._shown.is_empty(self.data)

    def _drawing(self) -> Callable[[], Figure] | None:
        if self._shown is None or not self._has_picture:
            return None
        return partial(_figure, self._shown, self.data)

    # memory ------------------------------------------------------------------------------

    def _remember(self) -> None:
        state = {
            "chart": self.kind.file,
            "many": self.many.currentData(),
            "way": self.card.way,
        }
        self._session.preferences.remember_values(MEMORY, state)

    def _restore(self) -> None:
        state = self._session.preferences.values(MEMORY)
        place = next((n for n, kind in enumerate(KINDS) if kind.file == state.get("chart")), 0)
        self.tabs.setCurrentIndex(place)
        self.many.setCurrentIndex(max(self.many.findData(state.get("many")), 0))
        self.card.choose_way(state.get("way"))
        self.many.setVisible(place == 0)


def _figure(kind: ChartKind, data: Any) -> Figure:
    from register.charts.drawing import LIGHT

    width, height = kind.least(data)
    return kind.draw(data, LIGHT, (max(width, 576) / INCHES, max(height, 320) / INCHES)).figure


def _paper(kind: ChartKind, data: Any) -> ChartPaper:
    from register.binder.chart_pdf import ChartPaper
    from register.charts.drawing import LIGHT

    numbers = kind.numbers
    return ChartPaper(
        title=lambda: translated(kind.label),
        note=lambda: kind.words(data)[0],
        draw=lambda width: (
            kind.draw(data, LIGHT, (width, max(kind.least(data)[1], 280) / INCHES)).figure
        ),
        words=lambda: kind.words(data)[1:],
        columns=lambda: [
            (text, 3.0 if n in numbers(data).wide else 1.2)
            for n, text in enumerate(numbers(data).headings)
        ],
        rows=lambda: [[cell.text for cell in row] for row in numbers(data).rows],
    )


def _load_matplotlib(_progress: Progress) -> None:
    import gui.charts.chart_view  # noqa: F401 - loading it is the work
    import register.charts.top_chart  # noqa: F401
