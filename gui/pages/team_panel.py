"""A team at a glance: who leads, who stands in, who serves, and what is empty, with numbers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import LineList
from gui.pages.readiness import TABLES, plan_line
from gui.pages.tile import Tile
from gui.session import Session
from gui.widgets import clear, column, label
from register.entities import (
    MEMBERSHIP,
    PERSON,
    PHONE,
    PLAN,
    PLAN_TEAM,
    TEAM,
    Membership,
    PhoneNumber,
)
from register.entities.team import Role
from register.i18n import N_, _, translated

ACROSS = 2
GROUPS = (
    (Role.LEAD, N_("Leads"), N_("Nobody leads this team.")),
    (Role.ALTERNATE, N_("Stands in"), N_("Nobody stands in.")),
    (Role.MEMBER, N_("Serves"), ""),
)


class TeamPanel(GlancePanel):
    """The first tab of a team."""

    tab_wanted = Signal(str, str)  # key of a tab, and the id of what to choose there

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        tables = (TEAM.table, PERSON.table, PHONE.table, *TABLES)
        super().__init__(session, *tables, parent=parent)
        self._groups = column(spacing=6)
        self._lines.addLayout(self._groups)
        self.plans = LineList(session, _("Called by these plans"), _("No plan calls this team."))
        self._stack(self.plans)

    # inside ------------------------------------------------------------------------------

    def _show(self) -> None:
        book = self.session.open_book
        clear(self._groups)
        if self.owner is None:
            return
        posts = book.table(MEMBERSHIP).find(team=self.owner)
        for role, title, nobody in GROUPS:
            held = [post for post in posts if (post.role or Role.MEMBER) is role]
            if held or nobody:
                self._add_group(translated(title), held, translated(nobody))
        links = book.table(PLAN_TEAM).find(team=self.owner)
        plans = book.table(PLAN).page([link.plan for link in links if link.plan])
        self.plans.show_lines(map(plan_line, plans))

    def _add_group(self, title: str, posts: list[Membership], nobody: str) -> None:
        heading = label(title, "caption", bold=True)
        heading.setContentsMargins(2, 6, 0, 0)
        self._groups.addWidget(heading)
        grid = QGridLayout()
        grid.setSpacing(8)
        tiles = [self._tile(post) for post in posts]
        if not tiles:
            tiles = [Tile(nobody, "", (), partial(self._fill, ""), alarm=_("Name somebody"))]
        for n, tile in enumerate(tiles):
            grid.addWidget(tile, n // ACROSS, n % ACROSS)
        for n in range(ACROSS):
            grid.setColumnStretch(n, 1)
        self._groups.addLayout(grid)

    def _tile(self, post: Membership) -> Tile:
        person = self.session.open_book.table(PERSON).get(post.person)
        if person is None:
            act = partial(self._fill, post.id)
            return Tile(post.post, "", (), act, alarm=_("Empty: name somebody"))
        numbers = self.session.open_book.table(PHONE).find(person=person.id)
        notes = [number_text(number) for number in numbers]
        alarm = "" if person.active else _("No longer active")
        if not numbers and not alarm:
            alarm = _("No telephone number")
        act = partial(self.session.show_record, PERSON.table, person.id)
        return Tile(post.post, person.name, notes, act, alarm=alarm)

    def _fill(self, post: str) -> None:
        self.tab_wanted.emit(MEMBERSHIP.table, post)


def number_text(number: PhoneNumber) -> str:
    """Return a number after the kind of line it is."""
    kind = PHONE.by_key["kind"].text(number)
    return f"{kind} {number.number}".strip()
