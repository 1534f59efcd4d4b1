"""Texts that a method carries as data, in each language.

The reader's language comes first, then English, then whatever there is.
"""

from __future__ import annotations

from collections.abc import Mapping

from register.i18n import current_language

Words = Mapping[str, str]
"""One text in each language: {"en": …, "zh_CN": …}."""


def both(en: str, zh: str) -> Words:
    """Return one text in both languages."""
    return {"en": en, "zh_CN": zh}


def words_in(words: Words, language: str | None = None) -> str:
    """Return the text in that language (default: the one in force), else in English, else any."""
    for name in (language or current_language(), "en", *words):
        if words.get(name):
            return words[name]
    return ""
