"""Every entity of the register, in the order in which records can be written."""

from register.entities.about import ABOUT, ATTACHMENT, SERIES, About, Attachment, NumberSeries
from register.entities.category import CATEGORY, Category
from register.entities.custom import CUSTOM_FIELD, CUSTOM_VALUE, CustomField, CustomValue
from register.entities.method import METHOD, MethodRecord
from register.entities.person import PERSON, PHONE, Person, PhoneNumber
from register.entities.plan import (
    PLAN,
    PLAN_RISK,
    PLAN_TEAM,
    STEP,
    Plan,
    PlanRisk,
    PlanStep,
    PlanTeam,
)
from register.entities.risk import ASSESSMENT, RISK, Assessment, Risk
from register.entities.team import MEMBERSHIP, TEAM, Membership, Team
from register.entities.unit import UNIT, Unit
from register.entity import AnyEntity

ENTITIES: tuple[AnyEntity, ...] = (
    ABOUT,
    SERIES,
    UNIT,
    CATEGORY,
    METHOD,
    PERSON,
    PHONE,
    RISK,
    ASSESSMENT,
    TEAM,
    MEMBERSHIP,
    PLAN,
    STEP,
    PLAN_RISK,
    PLAN_TEAM,
    CUSTOM_FIELD,
    CUSTOM_VALUE,
    ATTACHMENT,
)

__all__ = [
    "ABOUT",
    "ASSESSMENT",
    "ATTACHMENT",
    "CATEGORY",
    "CUSTOM_FIELD",
    "CUSTOM_VALUE",
    "ENTITIES",
    "MEMBERSHIP",
    "METHOD",
    "PERSON",
    "PHONE",
    "PLAN",
    "PLAN_RISK",
    "PLAN_TEAM",
    "RISK",
    "SERIES",
    "STEP",
    "TEAM",
    "UNIT",
    "About",
    "Assessment",
    "Attachment",
    "Category",
    "CustomField",
    "CustomValue",
    "Membership",
    "MethodRecord",
    "NumberSeries",
    "Person",
    "PhoneNumber",
    "Plan",
    "PlanRisk",
    "PlanStep",
    "PlanTeam",
    "Risk",
    "Team",
    "Unit",
]
