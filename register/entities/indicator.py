"""Indicators that warn before it happens, and their readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from register.entity import Entity, Series
from register.fields import Choice, Day, Field, Link, Moment, Note, Number, Text, Whole
from register.i18n import N_, NC_


class IndicatorKind(StrEnum):
    """What an indicator measures."""

    KRI = "kri"
    KPI = "kpi"
    SLA = "sla"


class Nature(StrEnum):
    """Whether an indicator moves before or after what it is about."""

    LEADING = "leading"
    LAGGING = "lagging"


class Frequency(StrEnum):
    """How often a reading is taken."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Direction(StrEnum):
    """Which readings are worse."""

    HIGHER = "higher"
    LOWER = "lower"
    OUTSIDE = "outside"


class Colour(StrEnum):
    """The four colours of warning, after the law on emergencies; none is below blue."""

    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


INDICATOR_KINDS = {
    IndicatorKind.KRI: NC_("indicator", "Risk indicator (KRI)"),
    IndicatorKind.KPI: NC_("indicator", "Performance indicator (KPI)"),
    IndicatorKind.SLA: NC_("indicator", "Service level (SLA)"),
}
NATURES = {
    Nature.LEADING: NC_("indicator", "Leading"),
    Nature.LAGGING: NC_("indicator", "Lagging"),
}
FREQUENCIES = {
    Frequency.DAILY: NC_("frequency", "Daily"),
    Frequency.WEEKLY: NC_("frequency", "Weekly"),
    Frequency.MONTHLY: NC_("frequency", "Monthly"),
    Frequency.QUARTERLY: NC_("frequency", "Quarterly"),
    Frequency.YEARLY: NC_("frequency", "Yearly"),
}
DIRECTIONS = {
    Direction.HIGHER: NC_("indicator", "Higher is worse"),
    Direction.LOWER: NC_("indicator", "Lower is worse"),
    Direction.OUTSIDE: NC_("indicator", "Away from the target is worse"),
}
COLOURS = {
    Colour.BLUE: NC_("warning", "Blue"),
    Colour.YELLOW: NC_("warning", "Yellow"),
    Colour.ORANGE: NC_("warning", "Orange"),
    Colour.RED: NC_("warning", "Red"),
}
COLOUR_KIND = Choice(Colour, COLOURS, rising=True)
FIGURE = Number(-1e12, 1e12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure that is read again and again.

    ``blue`` … ``red``: from which value on the colour holds; where the direction is *outside*,
    how far from ``target``. A colour is raised after ``raise_after`` readings in a row, and
    cleared when a reading is better than its threshold by ``margin``. ``colour``,
    ``last_value`` and ``last_reading`` repeat the readings (see register.watching).
    """

    id: str
    number: str = ""
    name: str = ""
    name_zh: str = ""
    warns_of: str = ""
    kind: IndicatorKind | None = IndicatorKind.KRI
    nature: Nature | None = None
    measure: str = ""
    formula: str = ""
    source: str = ""
    collector: str | None = None
    owner: str | None = None
    deputy: str | None = None
    path: str | None = None
    frequency: Frequency | None = Frequency.MONTHLY
    direction: Direction | None = Direction.HIGHER
    target: float | None = None
    blue: float | None = None
    yellow: float | None = None
    orange: float | None = None
    red: float | None = None
    raise_after: int | None = None
    margin: float | None = None
    response_blue: str = ""
    response_yellow: str = ""
    response_orange: str = ""
    response_red: str = ""
    active_from: date | None = None
    active_to: date | None = None
    colour: Colour | None = None
    last_value: float | None = None
    last_reading: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRisk:
    """An indicator watches a risk."""

    id: str
    indicator: str | None = None
    risk: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an indicator showed; ``colour``: the one that held after it."""

    id: str
    indicator: str | None = None
    taken_on: date | None = None
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None
    colour: Colour | None = None


INDICATOR = Entity(
    table="indicators",
    record=Indicator,
    label=N_("Indicator"),
    plural=N_("Indicators"),
    icon="indicator",
    help="indicators",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("name", N_("Name"), Text(), required=True),
        Field("name_zh", N_("Name in Chinese"), Text(), in_table=False),
        Field("warns_of", N_("Warns of"), Note(), in_table=False),
        Field("kind", N_("Kind"), Choice(IndicatorKind, INDICATOR_KINDS), in_table=False),
        Field("nature", N_("Nature"), Choice(Nature, NATURES), in_table=False),
        Field("measure", N_("Unit of measure"), Text(60), in_table=False),
        Field("formula", N_("How it is reckoned"), Note(), in_table=False),
        Field("source", N_("Where the data come from"), Note(), in_table=False),
        Field("collector", N_("Collected by"), Link("people"), in_table=False),
        Field("owner", N_("Owner"), Link("people")),
        Field("deputy", N_("Deputy"), Link("people"), in_table=False),
        Field("path", N_("Escalation path"), Link("escalation_paths"), in_table=False),
        Field("frequency", N_("Frequency"), Choice(Frequency, FREQUENCIES)),
        Field("direction", N_("Direction"), Choice(Direction, DIRECTIONS), in_table=False),
        Field("target", N_("Target"), FIGURE, in_table=False),
        Field("blue", N_("Blue from"), FIGURE, in_table=False),
        Field("yellow", N_("Yellow from"), FIGURE, in_table=False),
        Field("orange", N_("Orange from"), FIGURE, in_table=False),
        Field("red", N_("Red from"), FIGURE, in_table=False),
        Field(
            "raise_after", N_("Readings before a colour is raised"), Whole(1, 12), in_table=False
        ),
        Field("margin", N_("Margin before a colour is cleared"), FIGURE, in_table=False),
        Field("response_blue", N_("Response to blue"), Note(), in_table=False),
        Field("response_yellow", N_("Response to yellow"), Note(), in_table=False),
        Field("response_orange", N_("Response to orange"), Note(), in_table=False),
        Field("response_red", N_("Response to red"), Note(), in_table=False),
        Field("active_from", N_("Watched from"), Day(), in_table=False),
        Field("active_to", N_("Watched until"), Day(), in_table=False),
        Field("colour", N_("Colour"), COLOUR_KIND, read_only=True, derived=True),
        Field("last_value", N_("Last value"), FIGURE, read_only=True, derived=True),
        Field("last_reading", N_("Last reading"), Day(), read_only=True, derived=True),
    ),
    display=("number", "name"),
    local_names={"zh_CN": "name_zh"},
    series=Series("K", 2),
    top=True,
)

INDICATOR_RISK = Entity(
    table="indicator_risks",
    record=IndicatorRisk,
    label=N_("Risk of an indicator"),
    plural=N_("Risks of indicators"),
    icon="link",
    help="indicators",
    fields=(
        Field("indicator", N_("Indicator"), Link("indicators", belongs=True), required=True),
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
    ),
    display=(),
)

READING = Entity(
    table="readings",
    record=Reading,
    label=N_("Reading"),
    plural=N_("Readings"),
    icon="indicator",
    help="indicators",
    fields=(
        Field("indicator", N_("Indicator"), Link("indicators", belongs=True), required=True),
        Field("taken_on", N_("Taken on"), Day(), required=True),
        Field("value", N_("Value"), FIGURE, required=True),
        Field("numerator", N_("Numerator"), FIGURE, in_table=False),
        Field("denominator", N_("Denominator"), FIGURE, in_table=False),
        Field("note", N_("Note"), Note()),
        Field("entered_by", N_("Entered by"), Text(), in_table=False),
        Field("entered_at", N_("Entered at"), Moment(), in_table=False),
        Field("colour", N_("Colour"), COLOUR_KIND, read_only=True, derived=True),
    ),
    display=("taken_on", "value"),
)
