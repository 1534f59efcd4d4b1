"""The tabs of a record: those made by hand for its kind come first, then what any record has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

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
    make = _MADE.get(entity.table)
    return make(session) if make is not None else []


def _risk(session: Session) -> list[Tab]:
    rating = Tab("rating", pgettext("risk", "Rating"), lambda: RiskPanel(session))
    return [rating, _treatment(session), _watch(session), *_follow_up(session), _chain(session)]


def _chain(session: Session) -> Tab:
    table = session.open_book.table(RISK_LINK)
    return Tab(
        "chain",
        _("Chain"),
        lambda: ChainPanel(session),
        lambda risk: table.count(risk=risk) + table.count(effect=risk),
        covers=(RISK_LINK.table,),
    )


def _plan(session: Session) -> list[Tab]:
    steps = session.open_book.table(STEP)
    return [
        Tab(
            STEP.table,
            translated(STEP.plural),
            lambda: PlanPanel(session),
            lambda plan: steps.count(plan=plan),
            covers=(PLAN_DECISION.table,),
        )
    ]


def _drill(session: Session) -> list[Tab]:
    entries = session.open_book.table(LOG)
    return [
        Tab(
            LOG.table,
            translated(LOG.plural),
            lambda: LogPanel(session),
            lambda drill: entries.count(drill=drill),
            scrolls=True,
        )
    ]


def _treatment(session: Session) -> Tab:
    measures = session.open_book.table(MEASURE)
    return Tab(
        "treatment",
        _("Treatment"),
        lambda: TreatmentPanel(session),
        lambda risk: measures.count(risk=risk),
        covers=COVERED,
    )


def _control(session: Session) -> Tab:
    links = session.open_book.table(RISK_CONTROL)
    return Tab(
        RISK_CONTROL.table,
        translated(RISK.plural),
        lambda: ControlPanel(session),
        lambda control: links.count(control=control),
    )


def _watch(session: Session) -> Tab:
    links = session.open_book.table(INDICATOR_RISK)
    return Tab(
        "watch",
        pgettext("risk", "Watch"),
        lambda: WatchPanel(session),
        lambda risk: links.count(risk=risk),
        covers=(INDICATOR_RISK.table,),
    )


def _indicator(session: Session) -> list[Tab]:
    readings = session.open_book.table(READING)
    return [
        Tab(
            READING.table,
            translated(READING.plural),
            lambda: IndicatorPanel(session),
            lambda indicator: readings.count(indicator=indicator),
        )
    ]


def _warning(session: Session) -> list[Tab]:
    title = pgettext("warning", "Course")
    covers = (WARNING_STEP.table, ESCALATION_NOTICE.table, PLAN_DECISION.table)
    return [Tab("course", title, lambda: WarningPanel(session), covers=covers)]


def _path(session: Session) -> list[Tab]:
    steps = session.open_book.table(ESCALATION_STEP)
    return [
        Tab(
            ESCALATION_STEP.table,
            translated(STEP.plural),
            lambda: PathPanel(session),
            lambda path: steps.count(path=path),
        )
    ]


def _follow_up(session: Session) -> list[Tab]:
    """Return the tabs of a risk about its reviews and its actions."""
    book = session.open_book
    reviews, actions = book.table(REVIEW), book.table(ACTION)
    return [
        Tab(
            REVIEW.table,
            translated(REVIEW.plural),
            lambda: ReviewPanel(session),
            lambda risk: reviews.count(risk=risk),
            covers=(REVIEW_REQUEST.table,),
        ),
        Tab(
            ACTION.table,
            translated(ACTION.plural),
            lambda: ActionList(session, ActionSource.MANUAL),
            lambda risk: actions.count(risk=risk),
        ),
    ]


_MADE: dict[str, Callable[[Session], list[Tab]]] = {
    RISK.table: _risk,
    CONTROL.table: lambda session: [_control(session)],
    ACCEPTANCE.table: lambda session: [
        Tab("standing", _("At a glance"), lambda: AcceptancePanel(session))
    ],
    ACTION.table: lambda session: [Tab("progress", _("Progress"), lambda: ActionPanel(session))],
    OBLIGATION.table: lambda session: [
        Tab("look", _("At a glance"), lambda: ObligationPanel(session))
    ],
    INDICATOR.table: _indicator,
    WARNING.table: _warning,
    ESCALATION_PATH.table: _path,
    METHOD.table: lambda session: [Tab("method", _("Method"), lambda: MethodPanel(session))],
    PLAN.table: _plan,
    TEAM.table: lambda session: [Tab("who", _("Who serves"), lambda: TeamPanel(session))],
    PERSON.table: lambda session: [Tab("where", _("At a glance"), lambda: PersonPanel(session))],
    DRILL.table: _drill,
}
