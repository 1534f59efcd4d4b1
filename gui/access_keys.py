"""Access keys for the entries of menus whose texts are not fixed: columns, pages, views."""

from __future__ import annotations

import re
from string import ascii_uppercase

from PySide6.QtWidgets import QMenu

_KEY = re.compile(r"&([^&\s])")
_LATIN = re.compile(r"[A-Za-z0-9]")


def give_keys(menu: QMenu) -> None:
    """Give a key of its own to every entry that has none yet."""
    actions = [action for action in menu.actions() if action.text()]
    texts = [action.text().replace("&&", "") for action in actions]
    taken = {found.group(1).upper() for text in texts if (found := _KEY.search(text))}
    for action, text in zip(actions, texts, strict=True):
        if not _KEY.search(text):
            made, key = with_key(action.text(), taken)
            taken.add(key)
            action.setText(made)


def with_key(text: str, taken: set[str]) -> tuple[str, str]:
    """Return a text with a key that is not taken, and the key; unchanged when all are."""
    words, tab, keys = text.partition("\t")
    for place, letter in enumerate(words):
        if _LATIN.match(letter) and letter.upper() not in taken and words.isascii():
            return f"{words[:place]}&{words[place:]}{tab}{keys}", letter.upper()
    key = next((c for c in ascii_uppercase if c not in taken), "")
    return (f"{words}（&{key}）{tab}{keys}" if key else text), key
