"""The register itself, its number series, and the files attached to its records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from register.entity import Entity, seed_id
from register.fields import Field, Moment, Text, Whole
from register.i18n import N_

ABOUT_ID = seed_id("about")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What this register is: one row, whose id is ABOUT_ID.

    ``register``: the UUID that tells registers apart; ``prefix``: the site's letters before
    every number; ``trash_emptied``: deletions up to this step of the history are not listed.
    """

    id: str
    register: str = ""
    title: str = ""
    organisation: str = ""
    language: str = "en"
    prefix: str = ""
    created_at: datetime | None = None
    trash_emptied: int | None = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSeries:
    """The last counter given out in a series such as ``R`` or ``D-2026``."""

    id: str
    name: str = ""
    last: int | None = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept in the register; its bytes are stored once, under their SHA-256."""

    id: str
    entity: str = ""
    record: str = ""
    name: str = ""
    size: int | None = None
    sha256: str = ""
    added_at: datetime | None = None


ABOUT = Entity(
    table="about",
    record=About,
    label=N_("Register"),
    plural=N_("Registers"),
    icon="database",
    help="register",
    fields=(
        Field("register", N_("Identity"), Text(60), read_only=True),
        Field("title", N_("Title"), Text(), required=True),
        Field("organisation", N_("Organisation"), Text()),
        Field("language", N_("Language"), Text(20)),
        Field("prefix", N_("Site prefix"), Text(20)),
        Field("created_at", N_("Created at"), Moment(), read_only=True),
        Field("trash_emptied", N_("Trash emptied at step"), Whole(), read_only=True),
    ),
    display=("title",),
)

SERIES = Entity(
    table="series",
    record=NumberSeries,
    label=N_("Number series"),
    plural=N_("Number series"),
    icon="database",
    help="register",
    fields=(
        Field("name", N_("Name"), Text(60), required=True),
        Field("last", N_("Last number"), Whole()),
    ),
    display=("name",),
)

ATTACHMENT = Entity(
    table="attachments",
    record=Attachment,
    label=N_("Attachment"),
    plural=N_("Attachments"),
    icon="attach",
    help="attachments",
    fields=(
        Field("entity", N_("Records"), Text(60), required=True),
        Field("record", N_("Record"), Text(60), required=True),
        Field("name", N_("Name"), Text(255), required=True),
        Field("size", N_("Size"), Whole()),
        Field("sha256", N_("SHA-256"), Text(64), required=True),
        Field("added_at", N_("Added at"), Moment()),
    ),
    display=("name",),
)
