"""The heat-map page: the live figure, what it shows, and the risks of the chosen cell.

matplotlib is loaded on a thread when the page is first shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QWidget,
)

from gui.session import Session, concerns
from gui.widgets import Combo, button, card, column, label, row
from register.changes import ChangeSet
from register.charts.data import HeatMapData, Place
from register.charts.from_book import heat_map_data, risks_in
from register.entities import CATEGORY, PERSON, RISK, UNIT
from register.entities.risk import TIERS, Tier
from register.errors import RegisterError
from register.i18n import _, ngettext, translated
from register.progress import Progress
from register.scoring import level_words, rate, step_words

WIDE, NARROW = 800, 300
ID = Qt.ItemDataRole.UserRole
PICTURES = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"


class HeatMapPage(QWidget):
    """Shows any tier, filtered, perhaps with the way to another tier."""

    stated = Signal(str)  # one line that says how things stand

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: Any = None
        self._place: Place | None = None
        self._tier = self._choices({tier: translated(text) for tier, text in TIERS.items()})
        self._tier.setCurrentIndex(self._tier.findData(Tier.CURRENT))
        self._second = self._choices(
            {None: _("No arrows")}
            | {tier: _("To {tier}").format(tier=translated(text)) for tier, text in TIERS.items()}
        )
        self._filters = {
            "category": self._records(CATEGORY.table, _("All categories")),
            "unit": self._records(UNIT.table, _("All units")),
            "owner": self._records(PERSON.table, _("All owners")),
        }
        self._lay_out()
        session.changed.connect(self._changed)

    # layout ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        bar = row(spacing=8)
        named = [(self._tier, _("Tier")), (self._second, _("Arrows"))]
        named += [(box, _(RISK.by_key[key].label)) for key, box in self._filters.items()]
        for box, name in named:
            box.setAccessibleName(name)
            box.setMinimumContentsLength(12)
            box.currentIndexChanged.connect(self.refresh)
            bar.addWidget(box)
        bar.addStretch(1)
        bar.addWidget(button(_("Copy picture"), self.copy_picture, "quiet", "copy"))
        bar.addWidget(button(_("Save picture…"), self._ask_where, "quiet", "download"))
        left, self._place_for_map = card()
        self._waiting = label(_("Drawing the heat map…"), "second")
        self._place_for_map.addWidget(self._waiting)
        right, inside = card()
        self._cell_title = label(_("Choose a cell"), "", bold=True)
        self._cell_note = label(
            _("Click a cell, or move with the arrow keys and press Enter, to see its risks."),
            "second",
        )
        self._list = QListWidget()
        self._list.setAccessibleName(_("Risks of the chosen cell"))
        self._list.setWordWrap(True)
        self._list.itemActivated.connect(self._open_item)
        for widget in (self._cell_title, self._cell_note, self._list):
            inside.addWidget(widget)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("heat-map-splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([WIDE, NARROW])
        splitter.setStretchFactor(0, 1)
        whole = column(self, spacing=12)
        whole.addLayout(bar)
        whole.addWidget(splitter, 1)

    def _choices(self, items: dict[Any, str]) -> Combo:
        box = Combo()
        for value, text in items.items():
            box.addItem(text, value)
        return box

    def _records(self, table: str, every: str) -> Combo:
        box = Combo()
        self._fill(box, table, every)
        return box

    def _fill(self, box: Combo, table: str, every: str) -> None:
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(every, None)
        if self._session.book is not None:
            for record_id, title in self._session.names(table).in_order():
                box.addItem(title, record_id)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    # showing -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._view is None:
            job = self._session.run(_load_matplotlib)
            job.succeeded.connect(self._loaded)
        else:
            self.refresh()

    def _loaded(self, _result: object) -> None:
        from gui.charts.heat_map_view import HeatMapView

        data = self._data()
        if self._view is not None or data is None:
            return
        self._view = HeatMapView(data)
        self._view.setAccessibleName(_("Heat map"))
        self._view.chosen.connect(self._show_cell)
        self._waiting.hide()
        self._place_for_map.addWidget(self._view, 1)
        self._tell(data)

    def refresh(self) -> None:
        """Count again and draw what changed."""
        data = self._data()
        if self._view is None or data is None:
            return
        self._view.show_data(data)
        self._tell(data)
        if self._place is not None:
            self._show_cell(self._place)

    def _data(self) -> HeatMapData | None:
        if self._session.book is None:
            return None
        try:
            return heat_map_data(
                self._session.open_book,
                self._tier.currentData(),
                self._second.currentData(),
                **self._wanted(),
            )
        except RegisterError as error:
            self._session.complain(error)
            return None

    def _wanted(self) -> dict[str, str | None]:
        return {key: box.currentData() for key, box in self._filters.items()}

    def _tell(self, data: HeatMapData) -> None:
        text = ngettext("{count} risk rated", "{count} risks rated", data.rated)
        rest = _("{rated}, {others} not rated").format(
            rated=text.format(count=data.rated), others=data.not_rated
        )
        self._view.setAccessibleDescription(rest)
        self.stated.emit(rest)

    def _changed(self, done: ChangeSet) -> None:
        for key, table, every in (
            ("category", CATEGORY.table, _("All categories")),
            ("unit", UNIT.table, _("All units")),
            ("owner", PERSON.table, _("All owners")),
        ):
            if concerns(done, table):
                self._fill(self._filters[key], table, every)
        if concerns(done, RISK.table, CATEGORY.table, UNIT.table) and self.isVisible():
            self.refresh()

    # a cell ------------------------------------------------------------------------------

    def _show_cell(self, place: Place) -> None:
        self._place = place
        data: HeatMapData = self._view.data
        tier = self._tier.currentData()
        found = risks_in(self._session.open_book, tier, place, **self._wanted())
        method = data.method
        self._cell_title.setText(
            _("{likelihood} × {impact}: {level}").format(
                likelihood=step_words(method.likelihood, place[0]),
                impact=step_words(method.impact, place[1]),
                level=level_words(method, rate(method, *place).level),
            )
        )
        text = ngettext("{count} risk", "{count} risks", len(found))
        self._cell_note.setText(text.format(count=len(found)))
        self._list.clear()
        for record_id, number, title in found:
            item = QListWidgetItem(f"{number}  {title}")
            item.setData(ID, record_id)
            self._list.addItem(item)

    def _open_item(self, item: QListWidgetItem) -> None:
        self._session.show_record(RISK.table, item.data(ID))

    # pictures ----------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        if self._view is not None:
            QGuiApplication.clipboard().setImage(self._view.picture())
            self._session.tell(_("The picture is on the clipboard."))

    def _ask_where(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save picture"), "heat-map.png", PICTURES)
        if name:
            self.save_picture(Path(name))

    def save_picture(self, path: Path) -> None:
        """Write the heat map, as it is chosen, to a .png, .svg or .pdf."""
        data = self._data()
        if data is None:
            return

        def work(_progress: Progress) -> None:
            from register.charts.drawing import save_figure
            from register.charts.heatmap import HeatMap

            save_figure(HeatMap(data).figure, path)

        job = self._session.run(work, _("Saving the picture"))
        text = _("The picture was saved as “{name}”.").format(name=path.name)
        job.succeeded.connect(lambda _none: self._session.tell(text))


def _load_matplotlib(_progress: Progress) -> None:
    import gui.charts.heat_map_view  # noqa: F401 - loading it is the work
