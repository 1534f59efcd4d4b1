"""The levels of a method: their words, colour and pattern, and whether they can be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QGridLayout, QLabel, QWidget

from gui import theme
from gui.levels import Chip
from gui.methods.draft import MethodDraft
from gui.methods.fields import ChoiceField, ColourField, word_fields
from gui.methods.part import Part, grid, head
from gui.widgets import button, column, label, restyle
from register.i18n import NC_, _, translated
from register.scoring import Level, Method, Pattern, Words, contrast, level_words
from register.scoring.editing import with_level

PATTERNS = {
    Pattern.NONE: NC_("pattern", "None"),
    Pattern.DOTS: NC_("pattern", "Dots"),
    Pattern.STRIPES: NC_("pattern", "Stripes"),
    Pattern.CROSSES: NC_("pattern", "Crosses"),
}
READABLE = 4.5
HEX = 104


class LevelPart(Part):
    """One line for each level, from the lowest."""

    def __init__(self, draft: MethodDraft) -> None:
        self._chips: dict[str, Chip] = {}
        self._contrasts: dict[str, QLabel] = {}
        super().__init__(draft)

    def shape(self) -> object:
        return tuple(level.key for level in self.draft.method.levels)

    def build(self, inside: QWidget) -> None:
        lines = column(inside, spacing=12)
        made = grid()
        chinese = _("in Chinese")
        head(made, _("Level"), _("Name"), chinese, _("Colour"), "", _("Pattern"), _("Contrast"))
        for place, level in enumerate(self.draft.method.levels, 1):
            self._add_level(made, place, level)
        made.setColumnStretch(1, 1)
        made.setColumnStretch(2, 1)
        lines.addLayout(made)
        words = _(
            "Text on a level is dark or light, whichever reads better; "
            "a contrast of 4.5 or more can be read well."
        )
        lines.addWidget(label(words, "caption"))
        lines.addStretch(1)

    def show_draft(self) -> None:
        for level in self.draft.method.levels:
            self._chips[level.key].show_level(self.draft.method, level.key)
            self._show_contrast(level)

    def pick(self, key: str) -> QColorDialog:
        """Let a colour be chosen for a level."""
        level = self.draft.method.level(key)
        dialog = QColorDialog(QColor(level.colour), self)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = level_words(self.draft.method, key)
        dialog.setWindowTitle(_("Colour of “{level}”").format(level=name))
        dialog.colorSelected.connect(partial(self._picked, key))
        dialog.open()
        return dialog

    # inside ------------------------------------------------------------------------------

    def _add_level(self, made: QGridLayout, place: int, level: Level) -> None:
        method, key = self.draft.method, level.key
        name = level_words(method, key)
        chip = self._chips[key] = Chip(method, key)
        title = _("Name of level {level}").format(level=place)
        words = word_fields(self.draft, title, _reader(key), partial(_with_words, key))
        colour = ColourField(
            self.draft,
            _("Colour of “{level}”").format(level=name),
            partial(_colour, key),
            partial(_with_colour, key),
        )
        colour.setPlaceholderText("#RRGGBB")
        colour.setFixedWidth(theme.scaled(HEX))
        chooser = button(_("Choose…"), partial(self.pick, key))
        chooser.setAccessibleName(_("Choose the colour of “{level}”").format(level=name))
        pattern = ChoiceField(
            self.draft,
            _("Pattern of “{level}”").format(level=name),
            partial(_pattern, key),
            partial(_with_pattern, key),
        )
        pattern.offer({str(item): translated(text) for item, text in PATTERNS.items()})
        told = self._contrasts[key] = label("", "caption")
        told.setBuddy(pattern)
        fields = [*(self.keep(field) for field in words), self.keep(colour)]
        for n, item in enumerate((chip, *fields, chooser, self.keep(pattern), told)):
            made.addWidget(item, place, n)

    def _show_contrast(self, level: Level) -> None:
        told = self._contrasts[level.key]
        ratio = contrast(level.colour, level.text_colour)
        is_poor = ratio < READABLE
        text = f"{ratio:.1f}"
        if is_poor:
            text = _("{ratio}: hard to read").format(ratio=text)
        told.setText(text)
        role = "warning" if is_poor else "caption"
        if told.property("role") != role:
            told.setProperty("role", role)
            restyle(told)

    def _picked(self, key: str, colour: QColor) -> None:
        self.draft.edit(_with_colour(key, self.draft.method, colour.name().upper()))


def _reader(key: str) -> Callable[[Method], Words]:
    return lambda method: method.level(key).words


def _with_words(key: str, method: Method, words: Words) -> Method:
    return with_level(method, replace(method.level(key), words=words))


def _colour(key: str, method: Method) -> str:
    return method.level(key).colour


def _with_colour(key: str, method: Method, colour: str) -> Method:
    return with_level(method, replace(method.level(key), colour=colour))


def _pattern(key: str, method: Method) -> str:
    return str(method.level(key).pattern)


def _with_pattern(key: str, method: Method, pattern: str) -> Method:
    return with_level(method, replace(method.level(key), pattern=Pattern(pattern)))
