"""A rating that is being made: what its method asks for, its day, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.forms.day_editor import DayEditor
from gui.forms.inputs import Lines
from gui.forms.rating_direct import DirectForm
from gui.forms.rating_grid import GridForm, sum_text
from gui.forms.rating_lec import LecForm
from gui.forms.rating_more import RatingMore
from gui.forms.step_combo import StepCombo
from gui.levels import Chip
from gui.matrix import Place
from gui.session import Session
from gui.widgets import button, column, label, row, short_label
from register.entities import ASSESSMENT, Assessment
from register.entities.assessment import Dimension
from register.entities.risk import TIERS, LevelKey, Tier
from register.entity import new_id
from register.errors import FieldError
from register.fields import clean
from register.i18n import N_, _, today, translated
from register.scoring import NOT_RATED, Judgement, Method, MethodKind, Rating, judge

WHY, DAY = "rationale", "assessed_on"
ON_GRID = N_("Choose a likelihood and an impact, or drop this rating.")
MISSING = {
    MethodKind.MATRIX: ON_GRID,
    MethodKind.FORMULA: ON_GRID,
    MethodKind.LEC: N_("Give likelihood, exposure and consequence, or drop this rating."),
    MethodKind.DIRECT: N_("Pick a level, or drop this rating."),
}


class RatingDraft(QWidget):
    """Asks for what a rating needs; the panel around it stores it."""

    changed = Signal()  # what is judged
    wanted = Signal()  # save it
    dropped = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.method = session.method()
        self.grid, self.lec, self.direct = GridForm(self), LecForm(self), DirectForm(self)
        self.rationale = Lines(self)
        self.more = RatingMore(self)
        self.day = DayEditor(session, ASSESSMENT.by_key["assessed_on"], self)
        self.day.committed.connect(self.day.show_value)
        self._chip = Chip(self.method, None)
        self._lay_out()
        for form in (self.grid, self.lec, self.direct):
            form.changed.connect(self._tell)
        self.rationale.textChanged.connect(lambda: self.complain(""))
        self.clear()

    @property
    def form(self) -> GridForm | LecForm | DirectForm:
        """What the method in force asks for."""
        if self.method.kind is MethodKind.LEC:
            return self.lec
        return self.direct if self.method.kind is MethodKind.DIRECT else self.grid

    @property
    def likelihood(self) -> StepCombo:
        """The step of likelihood, of a method with a matrix."""
        return self.grid.likelihood

    @property
    def impact(self) -> StepCombo:
        """The step of impact, of a method with a matrix."""
        return self.grid.impact

    @property
    def place(self) -> Place | None:
        """The cell that is judged, None while a scale is empty or where there is no matrix."""
        return self.grid.place if self.method.has_grid else None

    @property
    def rating(self) -> Rating:
        """What is judged so far comes to."""
        try:
            return judge(self.method, self.form.judgement())
        except FieldError:
            return NOT_RATED

    def start(self, tier: Tier) -> None:
        """Ask for a rating of a tier; what was typed stays."""
        self._title.setText(_("Rate: {tier}").format(tier=translated(TIERS[tier])))
        self._show()

    def show_method(self, method: Method) -> None:
        """Ask for what another method needs; the reasons that were typed stay."""
        self.method = method
        for form in (self.grid, self.lec, self.direct):
            form.setVisible(form is self.form)
        self.form.show_method(method)
        is_direct = method.kind is MethodKind.DIRECT
        self.rationale.setPlaceholderText(
            _("Why this level? A reason is needed.") if is_direct else _("Why this rating?")
        )
        self._show()

    def clear(self) -> None:
        """Forget what was judged and typed."""
        self.rationale.clear()
        self.more.clear()
        self.day.show_value(today())
        self.show_method(self.method)

    def texts(self) -> dict[str, str]:
        """Return what stands here, by input."""
        own = {WHY: self.rationale.toPlainText(), DAY: self.day.text()}
        return {
            key: text for key, text in (own | self.more.texts() | self.form.texts()).items() if text
        }

    def put(self, texts: Mapping[str, str]) -> None:
        """Put texts() back."""
        self.rationale.setPlainText(texts.get(WHY, ""))
        self.day.put(texts.get(DAY, ""))
        self.more.put(texts)
        self.form.put_texts(texts)

    def focus_first(self) -> None:
        """Put the focus where one begins, or mends what does not fit."""
        (self.form.focus() or self.rationale).setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, text: str) -> None:
        """Say why the rating cannot be stored."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def assessment(self, risk: str, tier: Tier) -> Assessment:
        """Return the rating as it stands here; raises FieldError for what does not fit."""
        said = self.form.judgement()
        if not judge(self.method, said).rated:
            raise FieldError(translated(MISSING[self.method.kind]))
        made = Assessment(
            id=new_id(),
            risk=risk,
            tier=tier,
            assessed_on=self.day.parse(self.day.text()) or today(),
            assessed_by=self.session.open_book.by,
            method=self.method.id,
            likelihood=said.likelihood,
            impact=said.impact,
            exposure=said.exposure,
            level=LevelKey(said.level) if said.level else None,
            rationale=clean(self.rationale.toPlainText())[0],
            confidence=self.more.confidence,
            evidence=self.more.evidence,
        )
        return with_impacts(made, said)

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=8)
        head = row()
        self._title = label("", bold=True)
        self._sum = short_label("", "second")
        head.addWidget(self._title, 1)
        head.addWidget(self._sum)
        head.addWidget(self._chip)
        lines.addLayout(head)
        for form in (self.grid, self.lec, self.direct):
            lines.addWidget(form)
        self._problem = label("", "problem")
        lines.addWidget(self._problem)
        self.rationale.setAccessibleName(_("Rationale"))
        lines.addWidget(self.rationale)
        lines.addWidget(self.more)
        foot = row()
        foot.addWidget(self.day, 1)
        self._drop = button(_("Drop"), self.dropped.emit, "quiet")
        self.save = button(_("Save rating"), self.wanted.emit, "primary")
        for widget in (self._drop, self.save):
            foot.addWidget(widget)
        foot.setStretchFactor(self.day, 1)
        lines.addLayout(foot)

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        rating, problem = self.rating, ""
        try:
            judge(self.method, self.form.judgement())
        except FieldError as error:
            problem = str(error)
        self.form.show_rating(rating)
        self._chip.show_level(self.method, rating.level)
        self._sum.setText(sum_text(self.method, rating) if self.method.has_grid else "")
        self.save.setEnabled(rating.rated)
        self.complain(problem)


def with_impacts(given: Assessment, said: Judgement) -> Assessment:
    """Return an assessment with the steps of the dimensions that were judged."""
    values: dict[str, Any] = {
        f"impact_{Dimension(key)}": step for key, step in said.impacts.items()
    }
    return replace(given, **values)
