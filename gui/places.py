"""The places that the window can show, in the order and groups of the navigation: plain data."""

from __future__ import annotations

from dataclasses import dataclass

from register.i18n import N_

PREPARED, RECORD, LISTS = N_("Prepared"), N_("Record"), N_("Lists")


@dataclass(frozen=True, slots=True)
class Place:
    """One page; ``table``: the records it is about, whose number stands beside its name."""

    key: str
    label: str
    sign: str
    group: str = ""
    table: str = ""


PLACES = (
    Place("overview", N_("Overview"), "overview"),
    Place("risks", N_("Risks"), "risk", table="risks"),
    Place("heatmap", N_("Heat map"), "heat-map"),
    Place("plans", N_("Plans"), "plan", PREPARED, "plans"),
    Place("teams", N_("Teams"), "team", PREPARED, "teams"),
    Place("people", N_("People"), "person", PREPARED, "people"),
    Place("drills", N_("Drills"), "drill", PREPARED, "drills"),
    Place("binder", N_("Binders"), "binder", RECORD),
    Place("history", N_("History"), "history", RECORD),
    Place("trash", N_("Trash"), "trash", RECORD),
    Place("units", N_("Units"), "unit", LISTS, "units"),
    Place("categories", N_("Categories"), "category", LISTS, "categories"),
    Place("methods", N_("Methods"), "method", LISTS, "methods"),
)
BY_KEY = {place.key: place for place in PLACES}
BY_TABLE = {place.table: place for place in PLACES if place.table}
