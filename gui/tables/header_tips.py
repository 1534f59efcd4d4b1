"""What the heading of a column says when one stays on it: the field, and the steps of a rating."""

from __future__ import annotations

from register.fields import Field
from register.i18n import _, translated
from register.scoring import Method, Step, words_in


def header_tip(method: Method, field: Field) -> str:
    """Return the field's name, what its steps mean where it is rated, and how to sort."""
    lines = [translated(field.label), *_steps(method, field.key)]
    lines.append(_("Click to sort, Shift+click to sort by this too, right click for columns."))
    return "\n".join(lines)


def _steps(method: Method, key: str) -> list[str]:
    part = key.rpartition("_")[2]
    if part == "likelihood":
        return _scale(method.likelihood)
    if part == "impact":
        return _scale(method.impact)
    if part == "level" or key == "level":
        levels = ", ".join(words_in(level.words) for level in method.levels)
        rated = _("From the rating method: likelihood and impact give one of {levels}.")
        return [rated.format(levels=levels), *_both(method)]
    return []


def _both(method: Method) -> list[str]:
    return [
        _("Likelihood"),
        *_scale(method.likelihood),
        _("Impact"),
        *_scale(method.impact),
    ]


def _scale(steps: tuple[Step, ...]) -> list[str]:
    """Return a line for each step: its value, its word, and how it is recognised."""
    return [f"{n}  {_step(step)}" for n, step in enumerate(steps, 1)]


def _step(step: Step) -> str:
    signs = "; ".join(words_in(criterion.text) for criterion in step.criteria)
    return f"{words_in(step.words)}: {signs}" if signs else words_in(step.words)
