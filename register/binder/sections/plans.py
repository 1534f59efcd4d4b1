"""The plans: first by what starts them, then each on pages of its own."""

from __future__ import annotations

from collections.abc import Iterator

from register.binder.blocks import Empty, Facts, Heading, Paragraph, RuledLines, SectionTitle, Title
from register.binder.context import Context
from register.binder.flow import Block
from register.binder.sections.directory import Directory, in_rank
from register.binder.sections.levels import level_cell
from register.binder.table import Column, Table
from register.book import Book
from register.entities import (
    MEMBERSHIP,
    PERSON,
    PLAN,
    PLAN_RISK,
    PLAN_TEAM,
    RISK,
    STEP,
    TEAM,
    UNIT,
    Plan,
    PlanStep,
    Team,
)
from register.entities.plan import PlanStatus
from register.entities.team import Role
from register.i18n import _, ngettext


def titles(book: Book) -> Iterator[tuple[str, str]]:
    """Yield key and title of each plan."""
    for plan in book.table(PLAN).all():
        yield _key(plan), PLAN.title(plan)


def build(book: Book, context: Context) -> Iterator[Block]:
    """Yield the section."""
    plans = book.table(PLAN).all()
    yield SectionTitle("plans", _("Plans"), _note(plans))
    if not plans:
        yield Empty(_("The register has no plans yet."))
        return
    columns = [Column(_("Plan"), 3), Column(_("What starts it"), 5), Column(_("Status"), 1.4)]
    status = PLAN.by_key["status"]
    yield Table(columns, ([PLAN.title(p), p.trigger, status.text(p)] for p in plans))
    directory = Directory(book)
    for plan in plans:
        context.about = PLAN.title(plan)
        yield from _plan(book, context, directory, plan)


def _key(plan: Plan) -> str:
    return f"plan-{plan.id}"


def _note(plans: list[Plan]) -> str:
    approved = sum(plan.status is PlanStatus.APPROVED for plan in plans)
    text = ngettext(
        "{count} plan, {approved} approved", "{count} plans, {approved} approved", len(plans)
    )
    return text.format(count=len(plans), approved=approved)


def _plan(book: Book, context: Context, directory: Directory, plan: Plan) -> Iterator[Block]:
    yield Title(_key(plan), PLAN.title(plan), new_page=True)
    yield _facts(context, plan)
    for heading, text in ((_("What starts it"), plan.trigger), (_("Scope"), plan.scope)):
        if text:
            yield Heading(heading)
            yield Paragraph(text)
    yield Heading(_("Steps"))
    yield _steps(book, plan)
    yield from _risks(book, context, plan)
    yield from _teams(book, directory, plan)
    yield RuledLines(_("Notes"))


def _facts(context: Context, plan: Plan) -> Facts:
    by_key = PLAN.by_key
    links = {"owner": context.name(PERSON, plan.owner), "unit": context.name(UNIT, plan.unit)}
    keys = ("kind", "status", "approved_on", "owner", "unit", "next_review")
    return Facts([(_(by_key[key].label), links.get(key) or _text(plan, key)) for key in keys])


def _text(plan: Plan, key: str) -> str:
    return "" if key in {"owner", "unit"} else PLAN.by_key[key].text(plan)


def _steps(book: Book, plan: Plan) -> Block:
    steps = book.table(STEP).find(plan=plan.id)
    if not steps:
        return Empty(_("This plan has no steps yet."))
    steps.sort(key=lambda step: step.position or 0)
    columns = [
        Column(_("No."), 0.8),
        Column(_("Phase"), 1.7),
        Column(_("Action"), 6),
        Column(_("Post"), 2.2),
        Column(_("Within"), 1.3),
        Column(_("Done at"), 1.5),
    ]
    return Table(columns, (_step(step) for step in steps))


def _step(step: PlanStep) -> list[str]:
    phase = STEP.by_key["phase"].text(step)
    return [str(step.position or ""), phase, step.action, step.post, _minutes(step.minutes), ""]


def _minutes(minutes: int | None) -> str:
    return "" if minutes is None else _("{count} min").format(count=minutes)


def _risks(book: Book, context: Context, plan: Plan) -> Iterator[Block]:
    ids = [link.risk for link in book.table(PLAN_RISK).find(plan=plan.id) if link.risk]
    if not ids:
        return
    yield Heading(_("Risks it answers"))
    columns = [Column(_("Risk"), 6), Column(_("Level now"), 2), Column(_("Owner"), 2)]
    yield Table(
        columns,
        [
            [
                RISK.title(risk),
                level_cell(risk.current_level, risk.current_score),
                context.name(PERSON, risk.owner),
            ]
            for risk in book.table(RISK).page(ids)
        ],
    )


def _teams(book: Book, directory: Directory, plan: Plan) -> Iterator[Block]:
    ids = [link.team for link in book.table(PLAN_TEAM).find(plan=plan.id) if link.team]
    if not ids:
        return
    yield Heading(_("Teams it calls"))
    columns = [Column(_("Team"), 3), Column(_("Lead and alternates"), 3), Column(_("Phone"), 4)]
    rows = [row for team in book.table(TEAM).page(ids) for row in _leads(book, directory, team)]
    yield Table(columns, rows)


def _leads(book: Book, directory: Directory, team: Team) -> Iterator[list[str]]:
    members = in_rank(book.table(MEMBERSHIP).find(team=team.id))
    leads = [item for item in members if item.role in {Role.LEAD, Role.ALTERNATE}]
    title = TEAM.title(team)
    if not leads:
        yield [title, _("vacant"), ""]
    for item in leads:
        yield [title, directory.name(item.person), directory.phones(item.person)]
        title = ""
