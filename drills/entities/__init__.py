"""Every entity of drills."""

from drills.entities.drill import (
    DRILL,
    DRILL_PLAN,
    LOG,
    Drill,
    DrillKind,
    DrillPlan,
    DrillRating,
    DrillStatus,
    LogEntry,
    LogKind,
)
from register.entity import AnyEntity

ENTITIES: tuple[AnyEntity, ...] = (DRILL, LOG, DRILL_PLAN)

__all__ = [
    "DRILL",
    "DRILL_PLAN",
    "ENTITIES",
    "LOG",
    "Drill",
    "DrillKind",
    "DrillPlan",
    "DrillRating",
    "DrillStatus",
    "LogEntry",
    "LogKind",
]
