"""The matrix of a method: how large it is, what level each cell has, or which formula says so."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from gui import theme
from gui.methods.draft import MethodDraft
from gui.methods.fields import ChoiceField, NumberField
from gui.methods.grid_editor import GridEditor
from gui.methods.part import Part, grid
from gui.tables.wrapping import WrappingLayout
from gui.widgets import button, column, label, row, short_label
from register.i18n import _
from register.scoring import FORMULAS, FormulaName, Method, words_in
from register.scoring.editing import by_formula, by_hand, resized, with_cell, with_cut

SIZES = range(3, 8)
HAND = "hand"
ASIDE, WORDS = 300, 16


class MatrixPart(Part):
    """The grid beside what it is made of."""

    def __init__(self, draft: MethodDraft) -> None:
        self.grid = GridEditor(draft.method)
        self.grid.wanted.connect(self._paint)
        super().__init__(draft)

    def focus_start(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def shape(self) -> object:
        method = self.draft.method
        return method.formula.name if method.formula else "", len(method.levels)

    def build(self, inside: QWidget) -> None:
        across = row(inside, spacing=24)
        left = column(spacing=8)
        left.addWidget(self.grid)
        left.addWidget(label(_words_on_keys(), "caption"))
        left.addStretch(1)
        across.addLayout(left, 1)
        aside = QWidget()
        aside.setMinimumWidth(theme.scaled(ASIDE))
        lines = column(aside, spacing=10)
        self._add_choices(lines)
        if self.draft.method.formula is None:
            self._add_brushes(lines)
        else:
            self._add_cuts(lines)
        lines.addStretch(1)
        across.addWidget(aside)

    def show_draft(self) -> None:
        self.grid.show_method(self.draft.method, self.draft.falling())

    # inside ------------------------------------------------------------------------------

    def _add_choices(self, lines: QVBoxLayout) -> None:
        made = grid()
        made.setColumnStretch(1, 1)
        sizes = {str(n): str(n) for n in SIZES}
        sources = {HAND: _("Each cell by hand")} | {str(k): t for k, t in FORMULAS.items()}
        for place, (text, read, write, options) in enumerate(
            (
                (_("Steps of likelihood"), _rows, _with_rows, sizes),
                (_("Steps of impact"), _columns, _with_columns, sizes),
                (_("Level from"), _source, _with_source, sources),
            )
        ):
            field = self.keep(ChoiceField(self.draft, text, read, write))
            field.offer(options)
            field.setMinimumContentsLength(WORDS)
            words = short_label(text)
            words.setBuddy(field)
            made.addWidget(words, place, 0)
            made.addWidget(field, place, 1)
        lines.addLayout(made)

    def _add_brushes(self, lines: QVBoxLayout) -> None:
        lines.addWidget(label(_("A click sets")))
        bar = QWidget()
        across = WrappingLayout(bar, 6)
        group = QButtonGroup(bar)
        choices = {"": _("the next level")}
        choices |= {level.key: words_in(level.words) for level in self.draft.method.levels}
        for key, text in choices.items():
            made = button(text, partial(self._take_brush, key), "segment")
            made.setCheckable(True)
            made.setChecked(key == self.grid.brush)
            group.addButton(made)
            across.addWidget(made)
        lines.addWidget(bar)

    def _add_cuts(self, lines: QVBoxLayout) -> None:
        lines.addWidget(label(_("Lowest score of each level")))
        made = grid()
        made.setColumnStretch(1, 1)
        for place, level in enumerate(self.draft.method.levels[1:], 1):
            name = words_in(level.words)
            field = self.keep(
                NumberField(
                    self.draft,
                    _("Cut point of “{level}”").format(level=name),
                    partial(_cut, place),
                    partial(_with_cut, place),
                    whole=True,
                )
            )
            words = label(name)
            words.setBuddy(field)
            made.addWidget(field, place, 0)
            made.addWidget(words, place, 1)
        lines.addLayout(made)
        lines.addWidget(
            label(_("L is the step of likelihood, I that of impact, each from 1."), "caption")
        )
        lines.addWidget(
            label(
                _("A cell that you change by hand leaves the formula; its levels stay."), "caption"
            )
        )

    def _take_brush(self, key: str) -> None:
        self.grid.brush = key

    def _paint(self, likelihood: int, impact: int, key: str, stroke: int) -> None:
        made = with_cell(self.draft.method, likelihood, impact, key)
        self.draft.edit(made, f"stroke {stroke}")
        self.grid.go((likelihood, impact))


def _words_on_keys() -> str:
    return _("Arrows go from cell to cell, 1 to 4 set a level, the space bar sets the next one.")


def _rows(method: Method) -> str:
    return str(len(method.likelihood))


def _columns(method: Method) -> str:
    return str(len(method.impact))


def _with_rows(method: Method, text: str) -> Method:
    return resized(method, int(text), len(method.impact))


def _with_columns(method: Method, text: str) -> Method:
    return resized(method, len(method.likelihood), int(text))


def _source(method: Method) -> str:
    return str(method.formula.name) if method.formula else HAND


def _with_source(method: Method, key: str) -> Method:
    return by_hand(method) if key == HAND else by_formula(method, FormulaName(key))


def _cut(place: int, method: Method) -> float:
    assert method.formula is not None
    return method.formula.cuts[place - 1]


def _with_cut(place: int, method: Method, value: float) -> Method:
    return with_cut(method, place, int(value))
