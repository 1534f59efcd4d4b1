"""Waivers: findings of standing checks that somebody lives with, for a reason and a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from register.entity import Entity
from register.fields import Day, Field, Note, Text
from register.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """The finding of one check about one record is silent until ``expires_on``."""

    id: str
    check_key: str = ""
    entity: str = ""
    record: str = ""
    reason: str = ""
    waived_by: str = ""
    waived_on: date | None = None
    expires_on: date | None = None


WAIVER = Entity(
    table="waivers",
    record=Waiver,
    label=N_("Waiver"),
    plural=N_("Waivers"),
    icon="check",
    help="checks",
    fields=(
        Field("check_key", N_("Check"), Text(60), required=True),
        Field("entity", N_("Records"), Text(60), required=True),
        Field("record", N_("Record"), Text(60), required=True),
        Field("reason", N_("Reason"), Note(), required=True),
        Field("waived_by", N_("Waived by"), Text()),
        Field("waived_on", N_("Waived on"), Day(), required=True),
        Field("expires_on", N_("Expires on"), Day(), required=True),
    ),
    display=("check_key", "reason"),
)
