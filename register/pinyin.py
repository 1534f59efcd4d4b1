"""Finding Chinese text by the first letters of its pinyin, as people type it.

A character answers to the first letter of each of its readings.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache

LAST = 0xFFFF


def patterns(query: str) -> list[re.Pattern[str]]:
    """Return what must all be found in a case-folded text: one pattern for each word.

    A letter stands for itself and for every character that it is the initial of.
    """
    return [re.compile("".join(map(_one, word))) for word in query.casefold().split()]


def _one(character: str) -> str:
    if "a" <= character <= "z":
        return f"[{character}{_by_initial().get(character, '')}]"
    return re.escape(character)


@cache
def _by_initial() -> dict[str, str]:
    """Return the characters for each letter, from pypinyin's table of single characters.

    Those beyond U+FFFF are left out: with them Python's sets of characters are 100 times slower.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # phrases cost 20 MB and are not asked
    from pypinyin.constants import PINYIN_DICT

    found: dict[str, list[str]] = {}
    for code, readings in PINYIN_DICT.items():
        if code > LAST:
            continue
        initials = {unicodedata.normalize("NFD", text)[0] for text in readings.split(",") if text}
        for initial in initials:
            found.setdefault(initial, []).append(chr(code))
    return {initial: "".join(characters) for initial, characters in found.items()}
