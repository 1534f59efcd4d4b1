"""People and their telephone numbers: owners, team members, contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.entity import Entity
from register.fields import Choice, Day, Field, Flag, Link, Phone, Text
from register.i18n import N_, NC_


class PhoneKind(StrEnum):
    """What sort of line a number reaches."""

    MOBILE = "mobile"
    OFFICE = "office"
    HOME = "home"
    DUTY = "duty"
    SATELLITE = "satellite"
    OTHER = "other"


PHONE_KINDS = {
    PhoneKind.MOBILE: N_("Mobile"),
    PhoneKind.OFFICE: N_("Office"),
    PhoneKind.HOME: N_("Home"),
    PhoneKind.DUTY: N_("Duty line"),
    PhoneKind.SATELLITE: N_("Satellite"),
    PhoneKind.OTHER: NC_("telephone", "Other"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who owns, does or knows something; ``outside``: works for another organisation."""

    id: str
    name: str = ""
    post: str = ""
    unit: str | None = None
    email: str = ""
    outside: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneNumber:
    """One number of a person; ``verified_on``: when it was last known to work."""

    id: str
    person: str | None = None
    kind: PhoneKind | None = PhoneKind.MOBILE
    number: str = ""
    verified_on: date | None = None


PERSON = Entity(
    table="people",
    record=Person,
    label=N_("Person"),
    plural=N_("People"),
    icon="person",
    help="people",
    fields=(
        Field("name", NC_("person", "Name"), Text(), required=True),
        Field("post", N_("Post"), Text()),
        Field("unit", N_("Unit"), Link("units")),
        Field("email", N_("E-mail"), Text()),
        Field("outside", N_("Outside"), Flag()),
        Field("active", N_("Active"), Flag()),
    ),
    display=("name",),
    top=True,
)

PHONE = Entity(
    table="phones",
    record=PhoneNumber,
    label=N_("Phone number"),
    plural=N_("Phone numbers"),
    icon="phone",
    help="people",
    fields=(
        Field("person", N_("Person"), Link("people", belongs=True), required=True),
        Field("kind", N_("Kind"), Choice(PhoneKind, PHONE_KINDS)),
        Field("number", N_("Number"), Phone(), required=True),
        Field("verified_on", N_("Verified on"), Day()),
    ),
    display=("number",),
)
