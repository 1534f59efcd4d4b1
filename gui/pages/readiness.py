"""What is ready: plans, teams and drills as lines, each with its state in icon and word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from drills.entities import DRILL, DRILL_PLAN, Drill, DrillRating, DrillStatus
from gui.levels import level_in, level_text
from gui.pages.lines import Line, State
from gui.session import Session
from register.book import Book
from register.entities import MEMBERSHIP, PLAN, PLAN_RISK, PLAN_TEAM, RISK, TEAM, Plan, Team
from register.entities.plan import PlanStatus
from register.i18n import _, ngettext, now, pgettext, today

HELD = {DrillStatus.DONE, DrillStatus.EVALUATED, DrillStatus.CLOSED}
POOR = {DrillRating.M, DrillRating.U}
YEAR, SOON = 365, 30
TABLES = ("plans", "teams", "drills", "memberships", "plan_risks", "plan_teams", "drill_plans")


def ready_lines(session: Session, risk_id: str) -> list[Line]:
    """Return the plans of a risk, the teams that they call, and each plan's last drill."""
    book = session.open_book
    plans = book.table(PLAN).page(
        [link.plan for link in book.table(PLAN_RISK).find(risk=risk_id) if link.plan]
    )
    if not plans:
        text = _("No plan answers this risk.")
        return [Line("plan", text, _("Missing"), State.BAD, RISK.table, risk_id)]
    lines = [plan_line(plan) for plan in plans]
    called = [link.team for plan in plans for link in book.table(PLAN_TEAM).find(plan=plan.id)]
    lines += team_lines(book, called)
    if not called:
        text = _("No team is called.")
        lines.append(Line("team", text, _("Missing"), State.BAD, PLAN.table, plans[0].id))
    return lines + [last_drill(book, plan) for plan in plans]


def plan_line(plan: Plan) -> Line:
    """Return a plan with its status and its review."""
    word, state = _plan_state(plan)
    return Line("plan", PLAN.title(plan), word, state, PLAN.table, plan.id)


def team_lines(book: Book, ids: Iterable[str | None]) -> list[Line]:
    """Return teams with how many of their posts are filled; each team once."""
    wanted = [key for key in dict.fromkeys(ids) if key]
    return [_team_line(book, team) for team in book.table(TEAM).page(wanted)]


def risk_lines(session: Session, ids: Iterable[str | None]) -> list[Line]:
    """Return risks with their current level."""
    found = session.open_book.table(RISK).page([key for key in dict.fromkeys(ids) if key])
    return [
        Line(
            "risk",
            RISK.title(risk),
            level_text(level_in(session, risk)),
            State.PLAIN,
            RISK.table,
            risk.id,
        )
        for risk in found
    ]


def last_drill(book: Book, plan: Plan) -> Line:
    """Return the last drill of a plan that was held: its rating, and how long ago."""
    held = [drill for drill in drills_of(book, plan.id) if drill.status in HELD]
    if not held:
        text = _("{plan} was never drilled.").format(plan=plan.number or plan.title)
        return Line("drill", text, _("Missing"), State.BAD, PLAN.table, plan.id)
    return drill_line(held[-1])


def drill_line(drill: Drill) -> Line:
    """Return a drill with its rating and how long ago it was, or when it will be."""
    word, state = _drill_state(drill)
    return Line("drill", DRILL.title(drill), word, state, DRILL.table, drill.id)


def drills_of(book: Book, plan_id: str) -> list[Drill]:
    """Return the drills of a plan, the latest last."""
    links = book.table(DRILL_PLAN).find(plan=plan_id)
    found = book.table(DRILL).page([link.drill for link in links if link.drill])
    return sorted(found, key=lambda drill: str(drill.starts_at or ""))


def due_text(day: date) -> str:
    """Return how far off a day is: "in 40 days", "3 days late"."""
    days = (day - today()).days
    if days < 0:
        return ngettext("{count} day late", "{count} days late", -days).format(count=-days)
    if days == 0:
        return _("due today")
    return ngettext("in {count} day", "in {count} days", days).format(count=days)


# inside ----------------------------------------------------------------------------------


def _plan_state(plan: Plan) -> tuple[str, State]:
    if plan.status is not PlanStatus.APPROVED:
        return PLAN.by_key["status"].text(plan) or _("No status"), State.BAD
    approved = pgettext("plan", "Approved")
    if plan.next_review is None:
        return approved, State.GOOD
    late = plan.next_review < today()
    near = (plan.next_review - today()).days <= SOON
    word = _("{status}, review {when}").format(status=approved, when=due_text(plan.next_review))
    return word, State.BAD if late else State.SOON if near else State.GOOD


def _team_line(book: Book, team: Team) -> Line:
    posts = book.table(MEMBERSHIP).find(team=team.id)
    filled = sum(post.person is not None for post in posts)
    word = ngettext(
        "{filled} of {count} post filled", "{filled} of {count} posts filled", len(posts)
    ).format(filled=filled, count=len(posts))
    state = State.GOOD if posts and filled == len(posts) else State.BAD
    return Line("team", TEAM.title(team), word, state, TEAM.table, team.id)


def _drill_state(drill: Drill) -> tuple[str, State]:
    if drill.starts_at is None:
        return DRILL.by_key["status"].text(drill), State.PLAIN
    days = (today() - _day(drill.starts_at)).days
    if drill.status not in HELD:
        status = DRILL.by_key["status"].text(drill)
        return f"{status}, {drill.starts_at.astimezone():%Y-%m-%d}", (
            State.SOON if drill.starts_at > now() else State.PLAIN
        )
    ago = ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    rating = str(drill.rating) if drill.rating else _("Not rated")
    bad = drill.rating is None or drill.rating in POOR or days > YEAR
    return f"{rating}, {ago}", State.BAD if bad else State.GOOD


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
