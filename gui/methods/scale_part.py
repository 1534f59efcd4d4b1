"""The steps of a scale: their names, and how each is recognised; of impact, its dimensions too."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gui import theme
from gui.methods.draft import MethodDraft
from gui.methods.fields import word_fields
from gui.methods.part import Part, grid, head
from gui.widgets import Combo, button, column, label, row, short_label
from register.entities.assessment import DIMENSIONS, Dimension
from register.i18n import _, pgettext, translated
from register.scoring import Method, Words, words_in
from register.scoring.editing import (
    aspects_of,
    criterion_at,
    scale_of,
    with_aspect,
    with_criterion,
    with_dimension,
    with_dimension_words,
    with_step,
    without_aspect,
)

IMPACT = "impact"
WIDE = 130
MOST_ASPECTS = 6


class ScalePart(Part):
    """One line for each step; of what it is recognised by, one aspect is shown at a time."""

    def __init__(self, draft: MethodDraft, scale: str) -> None:
        """``scale``: likelihood or impact."""
        self.scale, self.aspect = scale, 0
        super().__init__(draft)

    def shape(self) -> object:
        method = self.draft.method
        keys = tuple(item.key for item in method.dimensions)
        count = len(aspects_of(method, self.scale))
        return len(scale_of(method, self.scale)), count, keys, self.aspect

    def build(self, inside: QWidget) -> None:
        lines = column(inside, spacing=12)
        self.aspect = min(self.aspect, max(len(aspects_of(self.draft.method, self.scale)) - 1, 0))
        if self.scale == IMPACT:
            self._add_dimensions(lines)
        self._add_aspects(lines)
        self._add_steps(lines)
        lines.addStretch(1)

    # inside ------------------------------------------------------------------------------

    def _add_dimensions(self, lines: QVBoxLayout) -> None:
        words = _("Impact is judged on these dimensions; the worst of them counts.")
        lines.addWidget(label(words))
        made = grid()
        on = {item.key for item in self.draft.method.dimensions}
        for place, dimension in enumerate(Dimension):
            name = translated(DIMENSIONS[dimension])
            box = QCheckBox(name)
            box.setChecked(dimension in on)
            box.toggled.connect(partial(self._switch, str(dimension)))
            made.addWidget(box, place, 0)
            if dimension not in on:
                continue
            read = partial(_dimension_words, str(dimension))
            write = partial(_with_dimension_words, str(dimension))
            title = _("Name of the dimension “{dimension}”").format(dimension=name)
            for n, field in enumerate(word_fields(self.draft, title, read, write), 1):
                made.addWidget(self.keep(field), place, n)
        made.setColumnStretch(3, 1)
        lines.addLayout(made)

    def _add_aspects(self, lines: QVBoxLayout) -> None:
        method = self.draft.method
        names = aspects_of(method, self.scale)
        across = row(spacing=8)
        chooser = Combo()
        chooser.setMinimumWidth(theme.scaled(190))
        for n, name in enumerate(names, 1):
            chooser.addItem(words_in(name) or _("Description {number}").format(number=n))
        chooser.setCurrentIndex(self.aspect if names else -1)
        chooser.setEnabled(bool(names))
        chooser.activated.connect(self._show_aspect)
        words = short_label(_("Recognised by"))
        words.setBuddy(chooser)
        chooser.setAccessibleName(words.text())
        across.addWidget(words)
        across.addWidget(chooser)
        if names:
            title = _("Heading of the description")
            read = partial(_aspect_words, self.scale, self.aspect)
            write = partial(_with_aspect_words, self.scale, self.aspect)
            for field in word_fields(self.draft, title, read, write):
                across.addWidget(self.keep(field), 1)
        if not (self.scale == IMPACT and method.dimensions):
            more = button(_("Add a description"), self._add_aspect, "", "add")
            more.setEnabled(len(names) < MOST_ASPECTS)
            across.addWidget(more)
            if names:
                across.addWidget(button(_("Remove it"), self._remove_aspect, "", "remove"))
        lines.addLayout(across)

    def _add_steps(self, lines: QVBoxLayout) -> None:
        made = grid()
        has_aspect = bool(aspects_of(self.draft.method, self.scale))
        chinese = _("in Chinese")
        titles = [pgettext("scale", "Step"), _("Name"), chinese]
        head(made, *titles, *([_("How it is recognised"), chinese] if has_aspect else []))
        scale = self.scale_name()
        for n in range(1, len(scale_of(self.draft.method, self.scale)) + 1):
            number = short_label(str(n), "second")
            made.addWidget(number, n, 0, Qt.AlignmentFlag.AlignHCenter)
            name = _("{scale}, name of step {step}").format(scale=scale, step=n)
            read, write = partial(_step_words, self.scale, n), partial(_with_name, self.scale, n)
            fields = word_fields(self.draft, name, read, write)
            if has_aspect:
                text = _("{scale}, how step {step} is recognised").format(scale=scale, step=n)
                shown = partial(_criterion, self.scale, n, self.aspect)
                store = partial(_with_criterion, self.scale, n, self.aspect)
                fields += word_fields(self.draft, text, shown, store)
            for place, field in enumerate(fields, 1):
                field.setMinimumWidth(theme.scaled(WIDE))
                made.addWidget(self.keep(field), n, place)
        for place, share in enumerate((0, 2, 2, 3, 3)):
            made.setColumnStretch(place, share)
        lines.addLayout(made)

    def scale_name(self) -> str:
        """Return the scale’s name for the reader."""
        return _("Impact") if self.scale == IMPACT else _("Likelihood")

    def _switch(self, key: str, on: bool) -> None:
        self.draft.edit(with_dimension(self.draft.method, key, on=on))

    def _show_aspect(self, place: int) -> None:
        self.aspect = place
        self._heard()

    def _add_aspect(self) -> None:
        count = len(aspects_of(self.draft.method, self.scale))
        self.aspect = count
        self.draft.edit(with_aspect(self.draft.method, self.scale, count, {}))

    def _remove_aspect(self) -> None:
        self.draft.edit(without_aspect(self.draft.method, self.scale, self.aspect))


def _step_words(scale: str, place: int, method: Method) -> Words:
    return scale_of(method, scale)[place - 1].words


def _with_name(scale: str, place: int, method: Method, words: Words) -> Method:
    step = scale_of(method, scale)[place - 1]
    return with_step(method, scale, place, replace(step, words=words))


def _criterion(scale: str, place: int, aspect: int, method: Method) -> Words:
    return criterion_at(scale_of(method, scale)[place - 1], aspect)


def _with_criterion(scale: str, place: int, aspect: int, method: Method, text: Words) -> Method:
    return with_criterion(method, scale, place, aspect, text)


def _aspect_words(scale: str, aspect: int, method: Method) -> Words:
    return aspects_of(method, scale)[aspect]


def _with_aspect_words(scale: str, aspect: int, method: Method, name: Words) -> Method:
    return with_aspect(method, scale, aspect, name)


def _dimension_words(key: str, method: Method) -> Words:
    found = method.dimension(key)
    return found.words if found is not None else {}


def _with_dimension_words(key: str, method: Method, words: Words) -> Method:
    return with_dimension_words(method, key, words)
