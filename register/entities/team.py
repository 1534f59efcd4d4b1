"""Emergency teams and who serves on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from register.entity import Entity, Series
from register.fields import Choice, Field, Link, Text
from register.i18n import N_, NC_


class TeamKind(StrEnum):
    """What a team is for."""

    COMMAND = "command"
    OPERATIONS = "operations"
    PLANNING = "planning"
    LOGISTICS = "logistics"
    FINANCE = "finance"
    TECHNICAL = "technical"
    MEDICAL = "medical"
    COMMUNICATIONS = "communications"
    SECURITY = "security"
    RECOVERY = "recovery"


class Role(StrEnum):
    """How a person holds a post."""

    LEAD = "lead"
    ALTERNATE = "alternate"
    MEMBER = "member"


TEAM_KINDS = {
    TeamKind.COMMAND: NC_("team", "Command"),
    TeamKind.OPERATIONS: NC_("team", "Operations"),
    TeamKind.PLANNING: NC_("team", "Planning"),
    TeamKind.LOGISTICS: NC_("team", "Logistics"),
    TeamKind.FINANCE: NC_("team", "Finance"),
    TeamKind.TECHNICAL: NC_("team", "Technical"),
    TeamKind.MEDICAL: NC_("team", "Medical"),
    TeamKind.COMMUNICATIONS: NC_("team", "Communications"),
    TeamKind.SECURITY: NC_("team", "Security"),
    TeamKind.RECOVERY: NC_("team", "Recovery"),
}
ROLES = {
    Role.LEAD: NC_("role", "Lead"),
    Role.ALTERNATE: NC_("role", "Alternate"),
    Role.MEMBER: NC_("role", "Member"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """People who act together; ``place``: where they meet, ``channel``: how they talk."""

    id: str
    number: str = ""
    name: str = ""
    kind: TeamKind | None = None
    place: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A post of a team and who holds it; a post without a person is a gap that shows."""

    id: str
    team: str | None = None
    post: str = ""
    role: Role | None = Role.MEMBER
    person: str | None = None


TEAM = Entity(
    table="teams",
    record=Team,
    label=N_("Team"),
    plural=N_("Teams"),
    icon="team",
    help="teams",
    fields=(
        Field("number", N_("No."), Text(60)),
        Field("name", N_("Name"), Text(), required=True),
        Field("kind", N_("Kind"), Choice(TeamKind, TEAM_KINDS)),
        Field("place", N_("Meeting place"), Text()),
        Field("channel", N_("Channel"), Text()),
    ),
    display=("number", "name"),
    series=Series("T", 2),
    top=True,
)

MEMBERSHIP = Entity(
    table="memberships",
    record=Membership,
    label=N_("Membership"),
    plural=N_("Memberships"),
    icon="membership",
    help="teams",
    fields=(
        Field("team", N_("Team"), Link("teams", belongs=True), required=True),
        Field("post", N_("Post"), Text(), required=True),
        Field("role", N_("Role"), Choice(Role, ROLES)),
        Field("person", N_("Person"), Link("people")),
    ),
    display=("post",),
)
