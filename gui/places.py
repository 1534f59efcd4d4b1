"""The places that the window can show, in the order and groups of the navigation: plain data."""

from __future__ import annotations

from dataclasses import dataclass

from register.i18n import N_

TREATED, WATCHED = N_("Treated"), N_("Watched")
PREPARED, RECORD, LISTS = N_("Prepared"), N_("Record"), N_("Lists")
FOLD_FIRST = (LISTS, RECORD, TREATED, WATCHED, PREPARED)
"""The groups that fold where the window is too low for all, in this order."""


@dataclass(frozen=True, slots=True)
class Place:
    """One page; ``table``: the records it is about, whose number stands beside its name.

    ``digit``: it is reached by Ctrl and this digit.
    """

    key: str
    label: str
    sign: str
    group: str = ""
    table: str = ""
    digit: int = 0


PLACES = (
    Place("overview", N_("Overview"), "overview", digit=1),
    Place("risks", N_("Risks"), "risk", table="risks", digit=2),
    Place("heatmap", N_("Heat map"), "heat-map", digit=3),
    Place("charts", N_("Charts"), "chart"),
    Place("reviews", N_("Reviews"), "review"),
    Place("checks", N_("Checks"), "check-circle"),
    Place("actions", N_("Actions"), "action", table="actions"),
    Place("risk_measures", N_("Measures"), "measure", TREATED, "risk_measures"),
    Place("controls", N_("Controls"), "control", TREATED, "controls"),
    Place("acceptances", N_("Acceptances"), "acceptance", TREATED, "acceptances"),
    Place("indicators", N_("Indicators"), "indicator", WATCHED, "indicators"),
    Place("warnings", N_("Warning orders"), "bell", WATCHED, "warnings"),
    Place("escalation", N_("Escalation paths"), "trend-up", WATCHED, "escalation_paths"),
    Place("obligations", N_("Obligations"), "obligation", WATCHED, "obligations"),
    Place("plans", N_("Plans"), "plan", PREPARED, "plans", 4),
    Place("teams", N_("Teams"), "team", PREPARED, "teams", 5),
    Place("people", N_("People"), "person", PREPARED, "people", 6),
    Place("drills", N_("Drills"), "drill", PREPARED, "drills", 7),
    Place("binder", N_("Binders"), "binder", RECORD, digit=8),
    Place("history", N_("History"), "history", RECORD, digit=9),
    Place("trash", N_("Trash"), "trash", RECORD),
    Place("units", N_("Units"), "unit", LISTS, "units"),
    Place("categories", N_("Categories"), "category", LISTS, "categories"),
    Place("methods", N_("Methods"), "method", LISTS, "methods"),
    Place("appetites", N_("Appetite"), "appetite", LISTS, "appetites"),
    Place("custom_fields", N_("Custom fields"), "columns", LISTS, "custom_fields"),
)
BY_KEY = {place.key: place for place in PLACES}
BY_TABLE = {place.table: place for place in PLACES if place.table}
