"""What becomes of each old step: one choice for each, with a proposal to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.methods.part import grid
from gui.widgets import Combo, column, label, put_in_place
from register.i18n import _
from register.scoring import (
    Entry,
    Method,
    MethodKind,
    Step,
    StepMap,
    proposed_map,
    step_words,
    words_in,
)

Options = list[tuple[str, Any]]
WIDE = 170


class StepMapping(QWidget):
    """A list of choices for two methods."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.combos: dict[tuple[str, int], Combo] = {}
        self._levels: tuple[str, ...] = ()
        self._outer = column(self)
        self._inside: QWidget | None = None

    def show_methods(self, old: Method, new: Method) -> None:
        """Show the steps of ``old``, each with what is proposed under ``new``."""
        self.combos = {}
        self._levels = tuple(level.key for level in old.levels)
        made = QWidget()
        lines = column(made, spacing=10)
        for scale, title, steps, options, proposed in _scales(old, new):
            lines.addWidget(label(title, bold=True))
            rows = grid()
            rows.setColumnStretch(0, 1)
            for place, text in enumerate(steps):
                combo = self._combo(title, text, options, proposed[place])
                self.combos[scale, place] = combo
                words = label(text)
                words.setBuddy(combo)
                rows.addWidget(words, place, 0)
                rows.addWidget(combo, place, 1)
            lines.addLayout(rows)
        lines.addStretch(1)
        put_in_place(self._outer, self._inside, made)
        self._inside = made

    def mapping(self) -> StepMap:
        """Return what is chosen."""
        levels = self._of("levels")
        return StepMap(
            likelihood=self._of("likelihood"),
            impact=self._of("impact"),
            exposure=self._of("exposure"),
            levels=dict(zip(self._levels, levels, strict=True)) if levels else {},
        )

    def falls(self) -> bool:
        """Tell whether a higher step becomes a lower one than a step below it."""
        scales = (self._of(scale) for scale in ("likelihood", "exposure", "impact"))
        return any(list(values) != sorted(values) for values in scales)

    # inside ------------------------------------------------------------------------------

    def _of(self, wanted: str) -> tuple[Any, ...]:
        found = [c.currentData() for (scale, _place), c in self.combos.items() if scale == wanted]
        return tuple(found)

    def _combo(self, title: str, text: str, options: Options, proposed: Any) -> Combo:
        made = Combo()
        made.setMinimumWidth(theme.scaled(WIDE))
        for shown, value in options:
            made.addItem(shown, value)
        made.setCurrentIndex(next(n for n, (_t, value) in enumerate(options) if value == proposed))
        name = _("{scale}: “{step}” becomes").format(scale=title, step=text)
        made.setAccessibleName(name)
        made.activated.connect(lambda _place: self.changed.emit())
        return made


def _scales(
    old: Method, new: Method
) -> Iterator[tuple[str, str, list[str], Options, tuple[Any, ...]]]:
    """Yield each scale: key, title, old steps in words, new steps, what is proposed."""
    proposed = proposed_map(old, new)
    if old.lec is not None and new.lec is not None:
        keys = ("likelihood", "exposure", "impact")
        values = (proposed.likelihood, proposed.exposure, proposed.impact)
        tables = zip(keys, old.lec.tables(), new.lec.tables(), values, strict=True)
        for key, (title, before), (_same, after), given in tables:
            lines = [_entry_text(entry) for entry in before]
            yield key, title, lines, [(_entry_text(e), e.value) for e in after], given
    elif old.kind is MethodKind.DIRECT:
        options: Options = [(words_in(level.words), level.key) for level in new.levels]
        steps = [words_in(level.words) for level in old.levels]
        yield "levels", _("Levels"), steps, options, tuple(proposed.levels.values())
    else:
        scales = (
            ("likelihood", _("Likelihood"), old.likelihood, new.likelihood, proposed.likelihood),
            ("impact", _("Impact"), old.impact, new.impact, proposed.impact),
        )
        for key, title, steps_before, steps_after, given in scales:
            shown = [(text, n) for n, text in enumerate(_step_texts(steps_after), 1)]
            yield key, title, _step_texts(steps_before), shown, given


def _step_texts(steps: tuple[Step, ...]) -> list[str]:
    return [f"{n} {step_words(steps, n)}" for n in range(1, len(steps) + 1)]


def _entry_text(entry: Entry) -> str:
    return f"{entry.value:g} {words_in(entry.words)}"
