"""Makes the page of a place; what a page needs is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from gui.pages.action_buttons import action_buttons
from gui.pages.method_buttons import method_buttons
from gui.pages.page import Page, hosted
from gui.places import BY_KEY
from gui.session import Session
from gui.widgets import button
from register.i18n import _

if TYPE_CHECKING:
    from gui.deeds import Deeds


def make_page(key: str, session: Session, deeds: Deeds, parent: QWidget) -> Page:
    """Return a new page for a place of ``places.PLACES``, made where it will stand.

    Qt dresses a whole subtree again whenever it is put into another widget.
    """
    from gui.pages.record_page import RecordPage

    place = BY_KEY[key]
    if place.table and key not in _SPECIAL:
        entity = session.catalog.by_table[place.table]
        return RecordPage(session, entity, _plain_buttons(key, session, deeds), parent)
    return _SPECIAL[key](session, parent)


def _plain_buttons(key: str, session: Session, deeds: Deeds) -> list[QPushButton]:
    if key == "actions":
        return action_buttons(session)
    if key == "indicators":
        from gui.pages.indicator_buttons import indicator_buttons

        return indicator_buttons(session)
    if key == "risk_measures":
        from gui.pages.measure_buttons import measure_buttons

        return measure_buttons(session)
    if key == "methods":
        return method_buttons(session)
    if key != "risks":
        return []
    library = button(_("Add from the library…"), deeds.pick_risks, sign="category")
    importer = button(_("Import…"), deeds.import_file, sign="import")
    for made in (library, importer):
        made.setEnabled(not session.read_only)
    return [library, importer]


def _overview(session: Session, parent: QWidget) -> Page:
    from gui.pages.overview import OverviewPage

    return OverviewPage(session, parent)


def _heat_map(session: Session, parent: QWidget) -> Page:
    from gui.pages.heatmap import HeatMapPage

    return HeatMapPage(session, parent)


def _charts(session: Session, parent: QWidget) -> Page:
    from gui.pages.charts import ChartsPage

    return ChartsPage(session, parent)


def _binder(session: Session, parent: QWidget) -> Page:
    from gui.pages.binder import BinderPage

    return hosted(_("Binders"), partial(BinderPage, session), parent)


def _history(session: Session, parent: QWidget) -> Page:
    from gui.pages.history_page import HistoryPage

    return HistoryPage(session, parent)


def _trash(session: Session, parent: QWidget) -> Page:
    from gui.pages.trash_page import TrashPage

    return TrashPage(session, parent)


def _reviews(session: Session, parent: QWidget) -> Page:
    from gui.pages.reviews import ReviewsPage

    return ReviewsPage(session, parent)


def _checks(session: Session, parent: QWidget) -> Page:
    from gui.pages.checks import ChecksPage

    return ChecksPage(session, parent)


def _appetite(session: Session, parent: QWidget) -> Page:
    from gui.pages.appetite_page import AppetitePage

    return AppetitePage(session, parent)


_SPECIAL: dict[str, Callable[[Session, QWidget], Page]] = {
    "overview": _overview,
    "heatmap": _heat_map,
    "charts": _charts,
    "checks": _checks,
    "reviews": _reviews,
    "binder": _binder,
    "history": _history,
    "trash": _trash,
    "appetites": _appetite,
}
