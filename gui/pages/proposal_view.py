"""The sum behind a proposed rating, line by line, beside what was assessed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.levels import Chip
from gui.session import Session
from gui.widgets import button, card, clear, column, label, row, short_label
from register.entities import Risk
from register.entities.risk import Tier
from register.entities.treatment import STRENGTHS
from register.errors import RegisterError
from register.i18n import N_, _, ngettext, translated
from register.proposing import MOST_LOWERED, Line, Proposal, SideSum, steps_text
from register.treating import propose, rank

TITLES = {
    Tier.CURRENT: N_("Current rating: inherent less the controls in operation"),
    Tier.RESIDUAL: N_("Residual rating: current less measures and planned controls"),
}
STARTS = {Tier.CURRENT: N_("Inherent"), Tier.RESIDUAL: N_("Current")}
NO_LINES = {
    Tier.CURRENT: N_("No control is in operation."),
    Tier.RESIDUAL: N_("No measure is agreed and no control is planned."),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rating to begin with: its tier, steps, and where they come from."""

    tier: Tier
    likelihood: int
    impact: int
    why: str
    method: str = ""  # its id


class ProposalView(QWidget):
    """Shows what one tier of a risk is proposed to be."""

    wanted = Signal(object)  # Suggestion

    def __init__(self, session: Session, tier: Tier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.tier = session, tier
        self.proposal: Proposal | None = None
        self.assess = button(_("Assess with this"), self._suggest, sign="assessment")
        self.verdict = label("", "second")
        frame, lines = card(spacing=8, margin=12)
        column(self).addWidget(frame)
        lines.addWidget(label(translated(TITLES[tier]), "caption", bold=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        lines.addLayout(self._grid)
        foot = row()
        self._chip = Chip(session.method(), None)
        foot.addWidget(self._chip)
        foot.addWidget(self.verdict, 1)
        foot.addWidget(self.assess)
        lines.addLayout(foot)

    def show_risk(self, risk: Risk) -> None:
        """Work out the proposal for a risk."""
        clear(self._grid)
        try:
            self.proposal = propose(self.session.open_book, risk, self.tier)
        except RegisterError as error:
            self.proposal = None
            self.verdict.setText(str(error))
        else:
            self._show_sum(self.proposal)
            self.verdict.setText(self._verdict(risk, self.proposal))
        self._chip.setVisible(self.proposal is not None)
        self.assess.setVisible(self._may_assess)

    # inside ------------------------------------------------------------------------------

    @property
    def _may_assess(self) -> bool:
        made = self.proposal
        fits = made is not None and made.method.size == self.session.method().size
        return fits and not self.session.read_only

    def _show_sum(self, made: Proposal) -> None:
        self._add("", _("Likelihood"), _("Impact"), "caption")
        start = translated(STARTS[self.tier])
        self._add(start, str(made.likelihood.start), str(made.impact.start))
        for line in made.lines:
            self._add(_name(line), _less(line.likelihood), _less(line.impact), "second")
        if not made.lines:
            self._add(translated(NO_LINES[self.tier]), "", "", "second")
        if made.likelihood.is_capped or made.impact.is_capped:
            text = _("No side is lowered by more than {steps} steps.").format(steps=MOST_LOWERED)
            self._add(text, "", "", "second")
        result = _("Proposed, a half rounded up")
        self._add(result, _result(made.likelihood), _result(made.impact), bold=True)
        self._chip.show_level(made.method, made.rating.level)

    def _add(
        self, name: str, likelihood: str, impact: str, role: str = "", *, bold: bool = False
    ) -> None:
        place = self._grid.rowCount()
        self._grid.addWidget(label(name, role, bold=bold), place, 0)
        for n, text in enumerate((likelihood, impact), 1):
            cell = short_label(text, role)
            font = cell.font()
            font.setBold(bold)
            cell.setFont(font)
            self._grid.addWidget(cell, place, n, Qt.AlignmentFlag.AlignRight)

    def _verdict(self, risk: Risk, made: Proposal) -> str:
        rated = getattr(risk, f"{self.tier}_level")
        if not rated:
            return _("proposed; not assessed yet")
        gap = rank(rated) - rank(made.rating.level)
        if not gap:
            return _("proposed; assessed at the same level")
        if gap < 0:
            text = ngettext(
                "proposed; assessed {count} level lower",
                "proposed; assessed {count} levels lower",
                -gap,
            )
            return text.format(count=-gap)
        text = ngettext(
            "proposed; assessed {count} level higher",
            "proposed; assessed {count} levels higher",
            gap,
        )
        return text.format(count=gap)

    def _suggest(self) -> None:
        made = self.proposal
        if made is not None:
            names = ", ".join(line.title for line in made.lines)
            why = _("As proposed, with: {names}").format(names=names) if names else ""
            steps = made.likelihood.step, made.impact.step
            self.wanted.emit(Suggestion(self.tier, *steps, why, made.method.id))


def _name(line: Line) -> str:
    if line.strength is None:
        return line.title
    strength = translated(STRENGTHS[line.strength])
    return _("{control} ({strength})").format(control=line.title, strength=strength.lower())


def _less(steps: Fraction) -> str:
    return f"− {steps_text(steps)}" if steps else "–"


def _result(side: SideSum) -> str:
    exact = side.exact
    return str(side.step) if exact == side.step else f"{_signed(exact)} → {side.step}"


def _signed(steps: Fraction) -> str:
    return f"−{steps_text(-steps)}" if steps < 0 else steps_text(steps)
