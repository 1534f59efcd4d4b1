"""Obligations and the watch list: laws, standards and trends that are looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.entity import Entity, Series
from register.fields import Choice, Day, Field, Link, Note, Text, Whole
from register.i18n import N_, NC_


class ObligationKind(StrEnum):
    """What is watched."""

    LAW = "law"
    STANDARD = "standard"
    CONTRACT = "contract"
    POLICY = "policy"
    TREND = "trend"


class ObligationStatus(StrEnum):
    """Where it stands."""

    WATCHED = "watched"
    APPLIES = "applies"
    CHANGED = "changed"
    GONE = "gone"


OBLIGATION_KINDS = {
    ObligationKind.LAW: NC_("obligation", "Law"),
    ObligationKind.STANDARD: NC_("obligation", "Standard"),
    ObligationKind.CONTRACT: NC_("obligation", "Contract"),
    ObligationKind.POLICY: NC_("obligation", "Policy"),
    ObligationKind.TREND: NC_("obligation", "Trend"),
}
OBLIGATION_STATUSES = {
    ObligationStatus.WATCHED: NC_("obligation", "Watched"),
    ObligationStatus.APPLIES: NC_("obligation", "Applies"),
    ObligationStatus.CHANGED: NC_("obligation", "Changed, to be worked in"),
    ObligationStatus.GONE: NC_("obligation", "No longer applies"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """Something outside that binds or moves; ``reference``: number, paragraph or address."""

    id: str
    number: str = ""
    title: str = ""
    kind: ObligationKind | None = ObligationKind.LAW
    status: ObligationStatus | None = ObligationStatus.APPLIES
    source: str = ""
    reference: str = ""
    owner: str | None = None
    unit: str | None = None
    in_force_on: date | None = None
    last_look: date | None = None
    next_look: date | None = None
    interval: int | None = None
    demands: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRisk:
    """An obligation bears on a risk."""

    id: str
    obligation: str | None = None
    risk: str | None = None


OBLIGATION = Entity(
    table="obligations",
    record=Obligation,
    label=N_("Obligation"),
    plural=N_("Obligations and watch list"),
    icon="obligation",
    help="obligations",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("title", N_("Title"), Text(), required=True),
        Field("kind", N_("Kind"), Choice(ObligationKind, OBLIGATION_KINDS)),
        Field("status", N_("Status"), Choice(ObligationStatus, OBLIGATION_STATUSES)),
        Field("source", N_("Source"), Text(), in_table=False),
        Field("reference", N_("Reference"), Text(), in_table=False),
        Field("owner", N_("Owner"), Link("people")),
        Field("unit", N_("Unit"), Link("units"), in_table=False),
        Field("in_force_on", N_("In force on"), Day(), in_table=False),
        Field("last_look", N_("Last look"), Day(), in_table=False),
        Field("next_look", N_("Next look"), Day()),
        Field("interval", N_("Days between looks"), Whole(1, 3_660), in_table=False),
        Field("demands", N_("What it demands"), Note(), in_table=False),
        Field("notes", N_("Notes"), Note(), in_table=False),
    ),
    display=("number", "title"),
    series=Series("O", 2),
    top=True,
)

OBLIGATION_RISK = Entity(
    table="obligation_risks",
    record=ObligationRisk,
    label=N_("Risk of an obligation"),
    plural=N_("Risks of obligations"),
    icon="link",
    help="obligations",
    fields=(
        Field("obligation", N_("Obligation"), Link("obligations", belongs=True), required=True),
        Field("risk", N_("Risk"), Link("risks", belongs=True), required=True),
    ),
    display=(),
)
