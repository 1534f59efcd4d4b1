"""The tabs of a record: those made by hand for its kind come first, then what any record has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from drills.entities import DRILL, LOG
from gui.pages.acceptance_panel import AcceptancePanel
from gui.pages.action_list import ActionList
from gui.pages.action_panel import ActionPanel
from gui.pages.chain_panel import ChainPanel
from gui.pages.control_panel import ControlPanel
from gui.pages.indicator_panel import IndicatorPanel
from gui.pages.log_panel import LogPanel
from gui.pages.method_panel import MethodPanel
from gui.pages.obligation_panel import ObligationPanel
from gui.pages.path_panel import PathPanel
from gui.pages.person_panel import PersonPanel
from gui.pages.plan_panel import PlanPanel
from gui.pages.review_panel import ReviewPanel
from gui.pages.risk_panel import RiskPanel
from gui.pages.team_panel import TeamPanel
from gui.pages.treatment_panel import COVERED, TreatmentPanel
from gui.pages.warning_panel import WarningPanel
from gui.pages.watch_panel import WatchPanel
from gui.session import Session
from register.entities import (
    ACCEPTANCE,
    ACTION,
    CONTROL,
    ESCALATION_NOTICE,
    ESCALATION_PATH,
    ESCALATION_STEP,
    INDICATOR,
    INDICATOR_RISK,
    MEASURE,
    METHOD,
    OBLIGATION,
    PERSON,
    PLAN,
    PLAN_DECISION,
    READING,
    REVIEW,
    REVIEW_REQUEST,
    RISK,
    RISK_CONTROL,
    RISK_LINK,
    STEP,
    TEAM,
    WARNING,
    WARNING_STEP,
)
from register.entities.action import ActionSource
from register.entity import AnyEntity
from register.i18n import _, pgettext, translated

BY_HAND = ActionSource.MANUAL


class Panel(Protocol):
    """What stands under a tab; ``focus_field`` goes to what does not fit, where it can."""

    def show_owner(self, owner: str | None) -> None: ...
    def unsettled(self) -> str: ...
    def revert(self) -> None: ...


@dataclass(slots=True)
class Tab:
    """A tab that is built, inside a given widget, when it is first shown.

    ``count``: how many records stand under it; ``scrolls``: it brings its own scroll bars; ``covers``: tables of records that stand here,
    and need no tab of their own.
    """

    key: str
    title: str
    make: Callable[[QWidget], Any]
    count: Callable[[str], int] | None = None
    scrolls: bool = False
    covers: tuple[str, ...] = ()
    panel: Any = None
    owner: str | None = None


def hand_made(session: Session, entity: AnyEntity) -> list[Tab]:
    """Return the tabs that only records of this entity have."""
    make = _MADE.get(entity.table)
    return make(session) if make is not None else []


def _counted(
    session: Session,
    entity: AnyEntity,
    link: str,
    panel: Callable[[Session, QWidget], Any],
    title: str = "",
    covers: tuple[str, ...] = (),
) -> Tab:
    """Return a tab that counts the records of an entity whose field ``link`` names the owner."""
    table = session.open_book.table(entity)
    return Tab(
        entity.table,
        title or translated(entity.plural),
        partial(panel, session),
        lambda owner: table.count(**{link: owner}),
        covers=covers,
    )


def _risk(session: Session) -> list[Tab]:
    watch, asked = pgettext("risk", "Watch"), (REVIEW_REQUEST.table,)
    return [
        Tab("rating", pgettext("risk", "Rating"), partial(RiskPanel, session)),
        _counted(session, MEASURE, "risk", TreatmentPanel, _("Treatment"), COVERED),
        _counted(session, INDICATOR_RISK, "risk", WatchPanel, watch),
        _counted(session, REVIEW, "risk", ReviewPanel, covers=asked),
        _counted(
            session, ACTION, "risk", lambda session, inside: ActionList(session, BY_HAND, inside)
        ),
        _chain(session),
    ]


def _chain(session: Session) -> Tab:
    table = session.open_book.table(RISK_LINK)
    return Tab(
        "chain",
        _("Chain"),
        partial(ChainPanel, session),
        lambda risk: table.count(risk=risk) + table.count(effect=risk),
        covers=(RISK_LINK.table,),
    )


def _warning(session: Session) -> list[Tab]:
    title = pgettext("warning", "Course")
    covers = (WARNING_STEP.table, ESCALATION_NOTICE.table, PLAN_DECISION.table)
    return [Tab("course", title, partial(WarningPanel, session), covers=covers)]


_MADE: dict[str, Callable[[Session], list[Tab]]] = {
    RISK.table: _risk,
    CONTROL.table: lambda session: [
        _counted(session, RISK_CONTROL, "control", ControlPanel, translated(RISK.plural))
    ],
    ACCEPTANCE.table: lambda session: [
        Tab("standing", _("At a glance"), partial(AcceptancePanel, session))
    ],
    ACTION.table: lambda session: [Tab("progress", _("Progress"), partial(ActionPanel, session))],
    OBLIGATION.table: lambda session: [
        Tab("look", _("At a glance"), partial(ObligationPanel, session))
    ],
    INDICATOR.table: lambda session: [_counted(session, READING, "indicator", IndicatorPanel)],
    WARNING.table: _warning,
    ESCALATION_PATH.table: lambda session: [
        _counted(session, ESCALATION_STEP, "path", PathPanel, translated(STEP.plural))
    ],
    METHOD.table: lambda session: [Tab("method", _("Method"), partial(MethodPanel, session))],
    PLAN.table: lambda session: [
        _counted(session, STEP, "plan", PlanPanel, covers=(PLAN_DECISION.table,))
    ],
    TEAM.table: lambda session: [Tab("who", _("Who serves"), partial(TeamPanel, session))],
    PERSON.table: lambda session: [Tab("where", _("At a glance"), partial(PersonPanel, session))],
    DRILL.table: lambda session: [replace(_counted(session, LOG, "drill", LogPanel), scrolls=True)],
}
