"""The tabs of a record: those made by hand for its kind come first, then what any record has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from drills.entities import DRILL, LOG
from gui.pages.log_panel import LogPanel
from gui.pages.person_panel import PersonPanel
from gui.pages.plan_panel import PlanPanel
from gui.pages.risk_panel import RiskPanel
from gui.pages.team_panel import TeamPanel
from gui.session import Session
from register.entities import PERSON, PLAN, RISK, STEP, TEAM
from register.entity import AnyEntity
from register.i18n import _, pgettext, translated


class Panel(Protocol):
    """What stands under a tab; ``focus_field`` goes to what does not fit, where it can."""

    def show_owner(self, owner: str | None) -> None: ...
    def unsettled(self) -> str: ...
    def revert(self) -> None: ...


@dataclass(slots=True)
class Tab:
    """A tab that is built when it is first shown; ``count``: how many records stand under it.

    ``scrolls``: it brings its own scroll bars; ``covers``: tables of records that stand here,
    and need no tab of their own.
    """

    key: str
    title: str
    make: Callable[[], Any]
    count: Callable[[str], int] | None = None
    scrolls: bool = False
    covers: tuple[str, ...] = ()
    panel: Any = None
    owner: str | None = None


def hand_made(session: Session, entity: AnyEntity) -> list[Tab]:
    """Return the tabs that only records of this entity have."""
    book = session.open_book
    if entity is RISK:
        return [Tab("rating", pgettext("risk", "Rating"), lambda: RiskPanel(session))]
    if entity is PLAN:
        steps = book.table(STEP)
        return [
            Tab(
                STEP.table,
                translated(STEP.plural),
                lambda: PlanPanel(session),
                lambda plan: steps.count(plan=plan),
            )
        ]
    if entity is TEAM:
        return [Tab("who", _("Who serves"), lambda: TeamPanel(session))]
    if entity is PERSON:
        return [Tab("where", _("At a glance"), lambda: PersonPanel(session))]
    if entity is DRILL:
        entries = book.table(LOG)
        return [
            Tab(
                LOG.table,
                translated(LOG.plural),
                lambda: LogPanel(session),
                lambda drill: entries.count(drill=drill),
                scrolls=True,
            )
        ]
    return []
