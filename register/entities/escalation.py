"""Escalation paths: who is told from which colour on, within what time, and who was told when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from register.entities.indicator import COLOUR_KIND, Colour
from register.entity import Entity, Series
from register.fields import Choice, Field, Link, Moment, Note, Text, Whole
from register.i18n import N_, NC_


class Channel(StrEnum):
    """By what somebody is told."""

    PHONE = "phone"
    TEXT = "text"
    CHAT = "chat"
    MAIL = "mail"
    RADIO = "radio"
    PERSON = "person"


CHANNELS = {
    Channel.PHONE: NC_("channel", "Phone"),
    Channel.TEXT: NC_("channel", "Text message"),
    Channel.CHAT: NC_("channel", "Chat"),
    Channel.MAIL: NC_("channel", "E-mail"),
    Channel.RADIO: NC_("channel", "Radio"),
    Channel.PERSON: NC_("channel", "In person"),
}
CHANNEL_KIND = Choice(Channel, CHANNELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPath:
    """A template that indicators and warning orders follow."""

    id: str
    number: str = ""
    name: str = ""
    name_zh: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationStep:
    """From ``colour`` on, a person (or who holds a role) is told ``within`` so many minutes."""

    id: str
    path: str | None = None
    colour: Colour | None = None
    person: str | None = None
    role: str = ""
    within: int | None = None
    channel: Channel | None = None
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationNotice:
    """Somebody was told of a warning order; what the step asked for then stands beside it.

    ``step``: its id, "" where no step asked for it; the step itself may have gone since.
    """

    id: str
    warning: str | None = None
    step: str = ""
    colour: Colour | None = None
    who: str = ""
    channel: Channel | None = None
    due_at: datetime | None = None
    told_at: datetime | None = None
    told_by: str = ""
    note: str = ""


ESCALATION_PATH = Entity(
    table="escalation_paths",
    record=EscalationPath,
    label=N_("Escalation path"),
    plural=N_("Escalation paths"),
    icon="trend-up",
    help="escalation",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("name", N_("Name"), Text(), required=True),
        Field("name_zh", N_("Name in Chinese"), Text(), in_table=False),
        Field("note", N_("Note"), Note()),
    ),
    display=("number", "name"),
    local_names={"zh_CN": "name_zh"},
    series=Series("E", 2),
    top=True,
)

ESCALATION_STEP = Entity(
    table="escalation_steps",
    record=EscalationStep,
    label=N_("Escalation step"),
    plural=N_("Escalation steps"),
    icon="step",
    help="escalation",
    fields=(
        Field("path", N_("Escalation path"), Link("escalation_paths", belongs=True), required=True),
        Field("colour", N_("From colour"), COLOUR_KIND, required=True),
        Field("person", N_("Person"), Link("people")),
        Field("role", N_("Role"), Text()),
        Field("within", N_("Within minutes"), Whole(0, 43_200)),
        Field("channel", N_("Means"), CHANNEL_KIND),
        Field("message", N_("Message"), Note()),
    ),
    display=("colour", "role"),
)

ESCALATION_NOTICE = Entity(
    table="escalation_notices",
    record=EscalationNotice,
    label=N_("Escalation notice"),
    plural=N_("Escalation notices"),
    icon="phone-call",
    help="escalation",
    fields=(
        Field("warning", N_("Warning order"), Link("warnings", belongs=True), required=True),
        Field("step", N_("Escalation step"), Text(60), in_table=False, hidden=True),
        Field("colour", N_("Level"), COLOUR_KIND),
        Field("who", N_("Who was told"), Text(), required=True),
        Field("channel", N_("Means"), CHANNEL_KIND),
        Field("due_at", N_("Due"), Moment()),
        Field("told_at", N_("Told at"), Moment(), required=True),
        Field("told_by", N_("Told by"), Text(), required=True),
        Field("note", N_("Note"), Note()),
    ),
    display=("told_at", "who"),
    unchanging=True,
)
