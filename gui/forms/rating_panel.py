"""How a risk is rated: its four tiers, the matrix, a new assessment, and the earlier ones."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHeaderView, QTableView, QWidget

from gui.forms.child_model import ChildModel
from gui.forms.inputs import Lines
from gui.levels import Chip
from gui.matrix import MatrixView, place_text
from gui.session import Session, concerns
from gui.widgets import Combo, button, column, label, line, row, short_label
from register.assess import assess
from register.book import Book
from register.changes import ChangeSet
from register.entities import ASSESSMENT, METHOD, RISK, Assessment, Risk
from register.entities.risk import TIERS, Tier
from register.entity import new_id
from register.errors import RegisterError
from register.fields import clean
from register.i18n import N_, _, today, translated
from register.scoring import Step, words_in

MOST_ROWS, ROW = 6, 32


class RatingPanel(QWidget):
    """Shows and assesses one risk."""

    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._risk: Risk | None = None
        self._chips: dict[Tier, tuple[Chip, Any]] = {}
        self.matrix = MatrixView(session.method())
        self.matrix.picked.connect(self._pick)
        self.model = ChildModel(session, ASSESSMENT, "risk", self)
        self._lay_out()
        session.changed.connect(self._heard)

    def show_owner(self, risk_id: str | None) -> None:
        """Show another risk, or none."""
        self._risk = self.session.open_book.table(RISK).get(risk_id)
        self._clear_form()
        self._show()

    def unsettled(self) -> str:
        """Nothing waits here: a rating is stored by its button."""
        return ""

    def revert(self) -> None:
        """Forget what was picked."""
        self._clear_form()

    def save(self) -> None:
        """Store the rating that is picked."""
        risk = self._risk
        if risk is None:
            return
        rating = Assessment(
            id=new_id(),
            risk=risk.id,
            tier=list(Tier)[self.tier.currentIndex()],
            assessed_on=today(),
            assessed_by=self.session.open_book.by,
            likelihood=self.likelihood.currentIndex() or None,
            impact=self.impact.currentIndex() or None,
            rationale=clean(self.rationale.toPlainText())[0],
        )

        def work(book: Book) -> None:
            assess(book, rating)

        try:
            self.session.write(N_("Rate {title}"), work, title=RISK.title(risk))
        except RegisterError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self._clear_form()

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=12)
        top = row(spacing=16)
        top.addWidget(self.matrix)
        top.addLayout(self._make_tiers(), 1)
        lines.addLayout(top)
        lines.addWidget(line())
        lines.addWidget(self._make_form())
        lines.addWidget(line())
        self._past = label(_("Earlier assessments"), size=14, bold=True)
        lines.addWidget(self._past)
        lines.addWidget(self._make_table())
        lines.addStretch(1)

    def _make_tiers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(10)
        for n, tier in enumerate(Tier):
            chip = Chip(self.session.method(), None)
            steps = short_label("", "second")
            grid.addWidget(short_label(translated(TIERS[tier]), "second"), n, 0)
            grid.addWidget(chip, n, 1)
            grid.addWidget(steps, n, 2)
            self._chips[tier] = (chip, steps)
        grid.setColumnStretch(3, 1)
        grid.setRowStretch(len(Tier), 1)
        return grid

    def _make_form(self) -> QWidget:
        self._form = QWidget()
        grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        self.tier, self.likelihood, self.impact = Combo(), Combo(), Combo()
        self.tier.addItems([translated(TIERS[tier]) for tier in Tier])
        names = (_("Tier"), _("Likelihood"), _("Impact"))
        for n, (name, box) in enumerate(zip(names, self._boxes, strict=True)):
            title = label(name, "caption")
            title.setBuddy(box)
            box.setAccessibleName(name)
            grid.addWidget(title, 0, n)
            grid.addWidget(box, 1, n)
            grid.setColumnStretch(n, 1)
            box.activated.connect(lambda _index: self._preview())
        self.rationale = Lines()
        self.rationale.setAccessibleName(_("Rationale"))
        self.rationale.setPlaceholderText(_("Why this rating?"))
        grid.addWidget(self.rationale, 2, 0, 1, 3)
        foot = row()
        self._preview_chip = Chip(self.session.method(), None)
        self._words = label("", "second")
        self._save = button(_("Save rating"), self.save)
        self._problem = label("", "problem")
        foot.addWidget(self._preview_chip)
        foot.addWidget(self._words, 1)
        foot.addWidget(self._save)
        grid.addLayout(foot, 3, 0, 1, 3)
        grid.addWidget(self._problem, 4, 0, 1, 3)
        return self._form

    def _make_table(self) -> QTableView:
        view = self._table = QTableView()
        view.setModel(self.model)
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setAccessibleName(_("Earlier assessments"))
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW)
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for n, field in enumerate(self.model.fields):
            view.setColumnHidden(n, field.key == "method")
        return view

    @property
    def _boxes(self) -> tuple[Combo, Combo, Combo]:
        return self.tier, self.likelihood, self.impact

    def _show(self) -> None:
        risk, method = self._risk, self.session.method()
        self.matrix.show_method(method)
        for tier, (chip, steps) in self._chips.items():
            chip.show_level(method, getattr(risk, f"{tier}_level", None))
            pair = _pair(risk, tier)
            steps.setText(f"{pair[0]} × {pair[1]}" if pair else "")
        self.matrix.show_movement(_pair(risk, Tier.CURRENT), _pair(risk, Tier.RESIDUAL))
        self.model.show_owner(risk.id if risk else None)
        count = len(self.model.records)
        for widget in (self._table, self._past):
            widget.setVisible(count > 0)
        header = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(header + min(count, MOST_ROWS) * ROW + 4)
        self._form.setEnabled(risk is not None and not self.session.read_only)
        self.counted.emit(count)

    def _clear_form(self) -> None:
        method = self.session.method()
        for box, steps in ((self.likelihood, method.likelihood), (self.impact, method.impact)):
            box.clear()
            box.addItems(["", *_step_texts(steps)])
        self.tier.setCurrentIndex(list(Tier).index(Tier.CURRENT))
        self.rationale.clear()
        self._preview()

    def _pick(self, likelihood: int, impact: int) -> None:
        if self._form.isEnabled():
            self.likelihood.setCurrentIndex(likelihood)
            self.impact.setCurrentIndex(impact)
            self._preview()

    def _preview(self) -> None:
        method = self.session.method()
        likelihood, impact = self.likelihood.currentIndex(), self.impact.currentIndex()
        whole = likelihood > 0 and impact > 0
        key = method.grid[likelihood - 1][impact - 1] if whole else None
        self._preview_chip.show_level(method, key)
        self._words.setText(place_text(method, likelihood, impact) if whole else "")
        self._save.setEnabled(whole)
        self._problem.hide()
        self.matrix.choose((likelihood, impact) if whole else None)

    def _heard(self, done: ChangeSet) -> None:
        if self._risk and concerns(done, RISK.table, ASSESSMENT.table, METHOD.table):
            self._risk = self.session.open_book.table(RISK).get(self._risk.id)
            self._show()


def _pair(risk: Risk | None, tier: Tier) -> tuple[int, int] | None:
    likelihood = getattr(risk, f"{tier}_likelihood", None)
    impact = getattr(risk, f"{tier}_impact", None)
    return (int(likelihood), int(impact)) if likelihood and impact else None


def _step_texts(steps: tuple[Step, ...]) -> list[str]:
    return [f"{n}  {words_in(step.words)}" for n, step in enumerate(steps, 1)]
