"""Plain text made ready for print: cleaned, and broken into lines by Chinese and English rules.

Nothing of the text is lost in breaking, except spaces where a line ends.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate

from register import fields

NO_START = frozenset(
    "，。、；：？！）】》」』〕〗〙〛〉｝］”’…‥—～·・々ー％‰℃°．"
    ",.;:!?)]}%›»\u200d\ufe0f"  # a joiner or selector belongs to the character before it
)
"""Characters that may not begin a line."""
NO_END = frozenset("（【《「『〔〖〘〚〈｛［“‘￥＃([{¥£$«‹\u200d")
"""Characters that may not end a line."""

_JOINTS = frozenset("@._/-&=?+,;:")
_FIRST_CJK = "\u2e80"
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return the text without control characters, surrogates and non-characters.

    Every kind of line end becomes a newline, a tabulator becomes a space.
    """
    if not text.isprintable():
        text = fields.clean(_LINE_ENDS.sub("\n", text))[0].replace("\t", " ")
    return text


def break_lines(text: str, width: float, widths: Mapping[str, float]) -> list[str]:
    """Break cleaned text into lines.

    width: room of a line, in the unit of ``widths``: the width of every character, which answers
    for any character it is asked for. Returns at least one line, possibly an empty one.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        _break_paragraph(paragraph, width, widths, lines)
    return lines


def _break_paragraph(
    text: str, width: float, widths: Mapping[str, float], lines: list[str]
) -> None:
    reach = list(accumulate(map(widths.__getitem__, text), initial=0.0))
    if reach[-1] <= width:
        lines.append(text)
        return
    start, end = 0, len(text)
    while start < end:
        fits = max(bisect_right(reach, reach[start] + width, start) - 1, start + 1)
        cut = end if fits >= end else _cut(text, start, fits)
        lines.append(text[start:cut].rstrip(" "))
        start = cut


def _cut(text: str, start: int, fits: int) -> int:
    """Return where the next line begins; ``text[start:fits]`` is what has room."""
    beyond = fits
    while beyond < len(text) and text[beyond] == " ":  # spaces may hang over the edge
        beyond += 1
    hangs = beyond > fits and text[beyond : beyond + 1] not in NO_START
    if beyond == len(text) or (hangs and not _ends_open(text, fits)):
        return beyond
    for place in range(fits, start, -1):
        if _may_begin(text, place) and not text[start:place].isspace():
            return place
    return _cut_word(text, start, fits)


def _cut_word(text: str, start: int, fits: int) -> int:
    """Return where a word that is longer than the line goes on, such as a web address."""
    for place in range(fits, start + 1, -1):
        if text[place - 1] in _JOINTS and text[place] not in NO_START:
            return place
    for place in range(fits, start, -1):
        if text[place] not in NO_START and text[place - 1] not in NO_END | {" "}:
            return place
    return fits


def _may_begin(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after == " " or after in NO_START or before in NO_END or _is_mark(after):
        return False
    if before == " ":
        return not _ends_open(text, place)
    if before < _FIRST_CJK and after < _FIRST_CJK:
        return before in "-/–" and after.isalpha() and text[place - 2 : place - 1].isalnum()
    return True


def _ends_open(text: str, place: int) -> bool:
    """Tell whether the text before ``place``, spaces aside, ends with what may not end a line."""
    while place > 0 and text[place - 1] == " ":
        place -= 1
    return place > 0 and text[place - 1] in NO_END


def _is_mark(character: str) -> bool:
    return character >= "\u0300" and unicodedata.category(character)[0] == "M"
