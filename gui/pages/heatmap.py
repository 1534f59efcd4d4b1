"""The heat-map page: the live figure or its table, and the risks of what is chosen there.

matplotlib is loaded on a thread when the page is first shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QWidget,
)

from gui.jobs import while_alive
from gui.pages import heat_map_work as work
from gui.pages import pictures
from gui.pages.figure_card import FIGURE, TABLE, FigureCard
from gui.pages.heat_map_cell import CellPanel
from gui.pages.heat_map_choices import HeatMapChoices
from gui.pages.heat_map_table import HeatMapTable
from gui.pages.heat_map_words import (
    NAMED,
    moved_words,
    places_title,
    risk_count,
    way_words,
    who_words,
)
from gui.pages.page import Page
from gui.scrolling import Sheet
from gui.session import Session, concerns
from gui.tables.narrowing import Narrowing
from gui.widgets import beside
from register.changes import ChangeSet
from register.charts.data import HeatMapData, Place, elsewhere_words, legible
from register.charts.from_book import heat_map_data, risks_in, risks_not_rated
from register.charts.on_day import BetweenDays, Spell
from register.entities import CATEGORY, METHOD, RISK, UNIT
from register.entities.risk import TIERS
from register.errors import RegisterError
from register.i18n import _, date_text, ngettext, translated

if TYPE_CHECKING:
    from gui.charts.heat_map_view import HeatMapView

WIDE, NARROW = 800, 300
MEMORY = "heatmap"


class HeatMapPage(Page):
    """Shows any tier, filtered, perhaps with the way to another tier."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Heat map"), (), parent)
        self._session = session
        self.prints = self.print_map
        self._between: BetweenDays | None = None
        self._asked = 0  # how often a map between two days was asked for
        self.view: HeatMapView | None = None
        self.table: HeatMapTable | None = None
        self.places: Sequence[Place] = ()
        self.choices = HeatMapChoices(session)
        self.cell = CellPanel()
        waiting = _("Drawing the heat map…")
        self.card = FigureCard(waiting, self.copy_picture, self.ask_where, self.print_map)
        self._lay_out()
        self._restore()
        self.choices.changed.connect(self._chosen_again)
        self.cell.record_asked.connect(lambda key: session.show_record(RISK.table, key))
        self.cell.list_asked.connect(self.list_risks)
        self.cell.not_rated_asked.connect(self.list_not_rated)
        session.changed.connect(self._changed)

    def focus_start(self) -> None:
        shown = self.card.stack.currentWidget()
        ready = shown is not None and shown in (self.view, self.table)
        target = shown if shown is not None and ready else self.card.ways[FIGURE]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # layout ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.card.way_chosen.connect(self._show_way)
        self.card.empty_left.connect(self._leave_empty)
        splitter = beside(self.card, Sheet(self.cell))
        splitter.setObjectName("heat-map-splitter")
        splitter.setSizes([WIDE, NARROW])
        splitter.setStretchFactor(0, 1)
        self.cell.setMinimumWidth(220)
        self.body.setSpacing(12)
        self.body.addWidget(self.choices)
        self.body.addWidget(splitter, 1)

    # showing -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.view is None:
            job = self._session.run(work.load)
            job.succeeded.connect(while_alive(self, self._loaded))
        else:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._remember()

    def _loaded(self, _result: object) -> None:
        from gui.charts.heat_map_view import HeatMapView

        data = self._data()
        if self.view is not None or data is None:
            return
        self.view = HeatMapView(data, self.who, self._session.run)
        self.view.setAccessibleName(_("Heat map"))
        self.view.chosen.connect(self._cell_chosen)
        self.view.opened.connect(lambda place: self._open([place]))
        self.table = HeatMapTable(data)
        self.table.chosen.connect(self._places_chosen)
        self.table.opened.connect(self._open)
        for shown in (self.view, self.table):
            self.card.stack.addWidget(shown)
        waited = self.card.ways[FIGURE].hasFocus()
        self._tell(data)
        self._show_way()
        if waited:
            self.focus_start()
        if self.choices.between() is not None:
            self.refresh()

    def refresh(self) -> None:
        """Count again and draw what changed; between two days on a thread."""
        self._asked += 1
        days = self.choices.between()
        if days is not None and self._session.book is not None:
            spell = Spell(self.choices.tier.currentData(), *days)
            count = work.between(self._session.open_book, spell, self.choices.wanted())
            job = self._session.run(count)
            job.succeeded.connect(while_alive(self, partial(self._counted, self._asked)))
        elif (data := self._data()) is not None:
            self._take(data, None)

    def _counted(self, asked: int, found: BetweenDays) -> None:
        if asked == self._asked:  # else something else has been asked for since
            self._take(found.data, found)

    def _take(self, data: HeatMapData, between: BetweenDays | None) -> None:
        if self.view is None or self.table is None:
            return
        self._between = between
        self.view.show_data(data)
        self.table.show_data(data)
        self._tell(data)
        self._show_way()
        self._show_places(self.places)

    def _data(self) -> HeatMapData | None:
        if self._session.book is None:
            return None
        try:
            return heat_map_data(
                self._session.open_book,
                self.choices.tier.currentData(),
                self.choices.other_tier(),
                self.choices.wanted(),
            )
        except RegisterError as error:
            self._session.complain(error)
            return None

    def _show_way(self) -> None:
        """Show the figure or the table, or what to do where no risk is shown."""
        if self.view is None or self.table is None:
            return
        data = self.view.data
        if data.rated or data.not_rated or data.elsewhere:
            self.card.stack.setCurrentWidget(self.table if self.card.way == TABLE else self.view)
            return
        narrowed = self.choices.narrowed
        none = _("There is no risk to show yet. Write one down and rate it.")
        self.card.show_empty(
            _("No risk is left by these choices.") if narrowed else none,
            _("Show every risk") if narrowed else _("Go to the risks"),
        )

    def _leave_empty(self) -> None:
        if self.choices.narrowed:
            self.choices.clear()
        else:
            self._session.show_record(RISK.table, "")

    def _tell(self, data: HeatMapData) -> None:
        text = ngettext("{count} risk rated", "{count} risks rated", data.rated)
        rest = _("{rated}, {others} not rated").format(
            rated=text.format(count=data.rated), others=data.not_rated
        )
        if data.compared:
            rest = _(", ").join([rest, moved_words(data)])
        if data.elsewhere:
            rest = _(", ").join([rest, elsewhere_words(data)])
        self.standing.setText(rest)
        self.cell.show_not_rated(data.not_rated)

    def _chosen_again(self) -> None:
        self.refresh()
        self._remember()

    def _changed(self, done: ChangeSet) -> None:
        self.choices.take(done)
        tables = RISK.table, CATEGORY.table, UNIT.table, METHOD.table
        if concerns(done, *tables) and self.isVisible():
            self.refresh()

    # what is chosen ----------------------------------------------------------------------

    def who(self, place: Place) -> str:
        """Return in lines what stands in a cell."""
        assert self.view is not None
        return who_words(self.view.data, place, self._risks([place], NAMED))

    def list_risks(self) -> None:
        """Show what is chosen in the list of risks."""
        self._open(self.places)

    def list_not_rated(self) -> None:
        """Show in the list of risks those that stand in no cell."""
        tier = self.choices.tier.currentData()
        if self._between is not None:
            found = list(self._between.without)
        else:
            found = risks_not_rated(self._session.open_book, tier, self.choices.wanted())
        self._narrow(found, _("not rated"))

    def _cell_chosen(self, place: Place | None) -> None:
        assert self.table is not None
        self.table.choose(place)
        self._show_places([place] if place else [])

    def _places_chosen(self, places: Sequence[Place]) -> None:
        assert self.view is not None
        self.view.blockSignals(True)
        self.view.choose(places[0] if len(places) == 1 else None)
        self.view.blockSignals(False)
        self._show_places(places)

    def _show_places(self, places: Sequence[Place]) -> None:
        assert self.view is not None
        data = self.view.data
        rows, columns = len(data.method.likelihood), len(data.method.impact)
        self.places = [p for p in places if p[0] <= rows and p[1] <= columns]
        if not self.places:
            self.cell.show_nothing()
            return
        found = self._risks(self.places)
        note = [risk_count(len(found)), way_words(data, self.places)]
        title = places_title(data, self.places)
        self.cell.show_risks(title, _(", ").join(part for part in note if part), found)

    def _risks(self, places: Sequence[Place], most: int = -1) -> list[tuple[str, str, str]]:
        if self._between is not None:
            return self._between.risks_in(places, most)
        tier = self.choices.tier.currentData()
        wanted = self.choices.wanted()
        return risks_in(self._session.open_book, tier, places, wanted, most)

    def _open(self, places: Sequence[Place]) -> None:
        assert self.view is not None
        if found := self._risks(places):
            self._narrow(found, places_title(self.view.data, places))

    def _narrow(self, found: Sequence[tuple[str, str, str]], what: str) -> None:
        tier = translated(TIERS[self.choices.tier.currentData()])
        words = _("{tier}: {what}").format(tier=tier, what=what)
        if self._between is not None and self._between.data.on:
            day = date_text(self._between.data.on)
            words = _("{day}, {what}").format(day=day, what=words)
        ids = frozenset(item[0] for item in found)
        self._session.show_narrowed(RISK.table, Narrowing(ids=ids, words=words))

    # pictures ----------------------------------------------------------------------------

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        if self.view is not None:
            pictures.copy_picture(self._session, self.view.picture())

    def ask_where(self) -> QFileDialog | None:
        """Ask for a file, then write the heat map to it."""
        data = self._drawn()
        if data is None:
            return None
        return pictures.ask_where(self._session, self, _("heat-map"), partial(work.figure, data))

    def save_picture(self, path: Path) -> None:
        """Write the heat map, as it is chosen, to a .png, .svg or .pdf."""
        if (data := self._drawn()) is not None:
            pictures.save_picture(self._session, partial(work.figure, data), path)

    def print_map(self) -> QDialog | None:
        """Ask for the printer or a file, then print the heat map as it is chosen."""
        data = self._drawn()
        if data is None:
            return None
        note = _(", ").join(self.choices.narrowed_to())
        make = partial(work.paper, data, note)
        return pictures.print_picture(self._session, self.window(), _("Heat map"), make)

    def _drawn(self) -> HeatMapData | None:
        return legible(self.view.data, self.view.place) if self.view else None

    # memory ------------------------------------------------------------------------------

    def _remember(self) -> None:
        if self._session.book is None:
            return
        state = self.choices.state() | {"way": self.card.way}
        self._session.preferences.remember_values(MEMORY, state)

    def _restore(self) -> None:
        state = self._session.preferences.values(MEMORY)
        self.choices.put(state)
        self.card.choose_way(state.get("way"))
