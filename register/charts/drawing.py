"""How every chart looks, and how it is written to a file.

Fonts and settings are given to matplotlib once; text is only ever shown, never read as formula.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure

import resources
from register.errors import RegisterError
from register.fields import clean
from register.files import whole_file
from register.i18n import _

FAMILY = "Noto Sans SC"
SUFFIXES = (".png", ".svg", ".pdf")
_PNG_DPI = 200
_BOX = "\u25a1"


@dataclass(frozen=True, slots=True)
class Look:
    """The colours around the levels, "#RRGGBB"."""

    page: str
    text: str
    second: str
    line: str
    edge: str


LIGHT = Look("#FFFFFF", "#1E2428", "#5B646B", "#E2DFD8", "#7F878B")
DARK = Look("#1D2327", "#E9ECEE", "#AEB7BD", "#323A40", "#7C878E")


@cache
def prepare() -> None:
    """Give matplotlib the shipped fonts and our settings, once."""
    for name in ("NotoSansSC-Regular", "NotoSansSC-Bold"):
        font_manager.fontManager.addfont(str(resources.path("fonts", f"{name}.ttf")))
    mpl.rcParams.update(
        {
            "font.family": FAMILY,
            "axes.unicode_minus": False,
            "text.parse_math": False,
            "svg.fonttype": "none",
            "svg.hashsalt": "muster",
            "pdf.fonttype": 42,
            "hatch.linewidth": 0.7,
        }
    )


@cache
def _drawable() -> frozenset[int]:
    path = resources.path("fonts", "NotoSansSC-Regular.ttf")
    return frozenset(font_manager.get_font(str(path)).get_charmap())


def shown(text: str, most: int) -> str:
    """Return one line of text that the font can draw, at most so many characters long.

    A character the font does not have becomes a box.
    """
    line = " ".join(clean(text)[0].split())
    line = line if len(line) <= most else f"{line[: most - 1]}…"
    return "".join(c if ord(c) in _drawable() else _BOX for c in line)


def save_figure(figure: Figure, path: Path) -> None:
    """Write the figure as PNG, SVG or PDF, by the file's suffix, whole or not at all.

    Raises RegisterError for another suffix and StorageError when the disk refuses.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        text = _("A chart can be saved as .png, .svg or .pdf, not as “{suffix}”.")
        raise RegisterError(text.format(suffix=path.suffix))
    metadata = {".png": {}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}[suffix]
    with whole_file(path) as temporary:
        figure.savefig(temporary, format=suffix[1:], dpi=_PNG_DPI, metadata=metadata)
