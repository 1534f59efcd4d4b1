"""How a level stands in a table: a small picture of its colour and pattern, its name, its score."""

from __future__ import annotations

from register.binder.canvas import BinderCanvas
from register.binder.pen import rgb, rounded
from register.binder.styles import EDGE
from register.binder.table import SWATCH, Swatch
from register.entities.risk import LEVELS, LevelKey
from register.i18n import _, translated
from register.scoring import Level, Method, Pattern

_STEP = 4.0  # between the lines or dots of a pattern
_DOT = 0.55


def level_cell(level: LevelKey | None, score: float | None) -> Swatch:
    """Return the cell of a rating, or of none; a level that was said directly has no score."""
    if level is None:
        return Swatch(_("Not rated"), "level-none")
    words = translated(LEVELS[level])
    return Swatch(words if score is None else f"{words} {score:g}", f"level-{level}")


def define_levels(canvas: BinderCanvas, method: Method) -> None:
    """Draw the pictures that ``level_cell`` names, once for the document."""
    width, height = SWATCH
    shape = rounded(0.4, 0.4, width - 0.8, height - 0.8, 2.5)
    for level in method.levels:
        code = f"q {shape} W n {rgb(level.colour)} rg 0 0 {width} {height} re f "
        canvas.form(f"level-{level.key}", f"{code}{_pattern(level)} Q", SWATCH)
    outline = f"q {rgb(EDGE)} RG 0.7 w [2 1.5] 0 d {shape} S Q"
    canvas.form("level-none", outline, SWATCH)


def _pattern(level: Level) -> str:
    colour = rgb(level.hatch_colour)
    if level.pattern is Pattern.NONE:
        return ""
    if level.pattern is Pattern.DOTS:
        return f"{colour} RG {2 * _DOT} w 1 J {' '.join(_dots())} S"
    lines = _lines(1) + (_lines(-1) if level.pattern is Pattern.CROSSES else [])
    return f"{colour} RG 0.6 w {' '.join(lines)} S"


def _dots() -> list[str]:
    across, up = (int(side / _STEP) + 1 for side in SWATCH)
    places = [
        (x * _STEP + (y % 2) * _STEP / 2, y * _STEP / 2)
        for x in range(across)
        for y in range(2 * up)
    ]
    return [f"{x:.2f} {y:.2f} m {x:.2f} {y:.2f} l" for x, y in places]


def _lines(slope: int) -> list[str]:
    width, height = SWATCH
    starts = [place * _STEP for place in range(-int(height / _STEP) - 1, int(width / _STEP) + 2)]
    foot, head = (0.0, height) if slope > 0 else (height, 0.0)
    return [f"{x:.2f} {foot:.2f} m {x + height:.2f} {head:.2f} l" for x in starts]
