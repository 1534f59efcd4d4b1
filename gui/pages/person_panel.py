"""A person at a glance: how to reach them, where they serve, and what they answer for."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import Line, LineList, State
from gui.pages.readiness import TABLES, plan_line, risk_lines
from gui.pages.team_panel import number_text
from gui.session import Session
from register.entities import MEMBERSHIP, PERSON, PHONE, PLAN, RISK, TEAM, Person, PhoneNumber
from register.i18n import _, ngettext, today

MOST = 12
FRESH = 180  # days for which a number that was called is believed


class PersonPanel(GlancePanel):
    """The first tab of a person."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        tables = (PERSON.table, PHONE.table, RISK.table, TEAM.table, *TABLES)
        super().__init__(session, *tables, parent=parent)
        self.reach = LineList(
            session, _("How to reach them"), _("There is no number."), act=self._copy
        )
        self.teams = LineList(session, _("Serves on these teams"), _("On no team."))
        self.risks = LineList(session, _("Owns these risks"), _("No risk."))
        self.plans = LineList(session, _("Owns these plans"), _("No plan."))
        self._stack(self.reach, self.teams, self.risks, self.plans)

    # inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        book = self.session.open_book
        person = book.table(PERSON).get(self.owner)
        if person is None:
            return
        self.reach.show_lines(self._reach_lines(person))
        self.teams.show_lines(self._team_lines(person))
        risks = book.table(RISK).find(owner=person.id)
        risks.sort(key=lambda risk: -(risk.current_score or 0))
        self.risks.show_lines(risk_lines(self.session, [risk.id for risk in risks[:MOST]]))
        self.risks.say_more(len(risks) - MOST)
        plans = book.table(PLAN).find(owner=person.id)
        self.plans.show_lines(map(plan_line, plans[:MOST]))
        self.plans.say_more(len(plans) - MOST)

    def _reach_lines(self, person: Person) -> Iterator[Line]:
        for number in self.session.open_book.table(PHONE).find(person=person.id):
            word, state = _verified(number)
            yield Line("phone", number_text(number), word, state, PHONE.table, number.number)
        if person.email:
            yield Line("mail", person.email, "", State.PLAIN, PERSON.table, person.email)

    def _team_lines(self, person: Person) -> Iterator[Line]:
        book = self.session.open_book
        for post in book.table(MEMBERSHIP).find(person=person.id):
            team = book.table(TEAM).get(post.team)
            if team is not None:
                text = f"{TEAM.title(team)}  •  {post.post}"
                role = MEMBERSHIP.by_key["role"].text(post)
                state = State.PLAIN if person.active else State.BAD
                word = role if person.active else _("No longer active")
                yield Line("team", text, word, state, TEAM.table, team.id)

    def _copy(self, line: Line) -> None:
        QGuiApplication.clipboard().setText(line.record)
        self.session.tell(_("“{text}” is on the clipboard.").format(text=line.record))


def _verified(number: PhoneNumber) -> tuple[str, State]:
    if number.verified_on is None:
        return _("never verified"), State.SOON
    days = (today() - number.verified_on).days
    text = ngettext("verified {count} day ago", "verified {count} days ago", days)
    return text.format(count=days), State.GOOD if days <= FRESH else State.SOON
