"""Every entity of drills."""

from drills.entities.drill import (
    DRILL,
    DRILL_CUSTOM_VALUE,
    DRILL_PLAN,
    LOG,
    Drill,
    DrillCustomValue,
    DrillKind,
    DrillPlan,
    DrillRating,
    DrillStatus,
    LogEntry,
    LogKind,
)
from register.entity import AnyEntity

ENTITIES: tuple[AnyEntity, ...] = (DRILL, LOG, DRILL_PLAN, DRILL_CUSTOM_VALUE)

__all__ = [
    "DRILL",
    "DRILL_CUSTOM_VALUE",
    "DRILL_PLAN",
    "ENTITIES",
    "LOG",
    "Drill",
    "DrillCustomValue",
    "DrillKind",
    "DrillPlan",
    "DrillRating",
    "DrillStatus",
    "LogEntry",
    "LogKind",
]
