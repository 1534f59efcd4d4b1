"""Translation and reader's formats for every layer: gettext, so that the core needs no Qt.

The language is one setting of the process; reports that print in another one use ``language``.
"""

from __future__ import annotations

import contextvars
import gettext as _gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache

import resources

DOMAIN = "muster"
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}

_process_language = "en"
_block_language: contextvars.ContextVar[str | None] = contextvars.ContextVar(
    "language", default=None
)


@cache
def _catalog(language: str) -> _gettext.NullTranslations:
    return _gettext.translation(
        DOMAIN, resources.path("locale"), languages=[language], fallback=language == "en"
    )


def set_language(language: str) -> None:
    """Choose the language of the whole process: a key of LANGUAGES."""
    global _process_language  # noqa: PLW0603 - one setting, read by every thread
    _catalog(language)
    _process_language = language


def current_language() -> str:
    """Return the language in force here: a key of LANGUAGES."""
    return _block_language.get() or _process_language


@contextmanager
def language(name: str) -> Iterator[None]:
    """Speak another language inside the block, in this thread only."""
    token = _block_language.set(name)
    try:
        yield
    finally:
        _block_language.reset(token)


def system_language() -> str:
    """Return the shipped language nearest to the system's."""
    names = [os.environ.get(key, "") for key in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next((text for text in names if text), "") or (locale.getlocale()[0] or "")
    return "zh_CN" if name.lower().startswith(("zh", "chinese")) else "en"


def N_(text: str) -> str:
    """Mark a module-level string for extraction; translate it when shown."""
    return text


def NC_(context: str, text: str) -> str:
    """Mark a module-level string that needs a context; show it through ``translated``."""
    return f"{context}\x04{text}"


def _(text: str) -> str:
    return _catalog(current_language()).gettext(text).rpartition("\x04")[2]


def pgettext(context: str, text: str) -> str:
    """Translate a word whose meaning depends on where it stands."""
    return _catalog(current_language()).pgettext(context, text)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a sentence that counts ``n`` things."""
    return _catalog(current_language()).ngettext(singular, plural, n)


def translated(marked: str) -> str:
    """Translate what N_ or NC_ marked."""
    if not marked:
        return ""
    context, mark, text = marked.partition("\x04")
    return pgettext(context, text) if mark else _(marked)


def english(marked: str) -> str:
    """Return the English text of what N_ or NC_ marked."""
    return marked.rpartition("\x04")[2]


def date_text(day: date | None) -> str:
    """Return a day as both languages read it without doubt: 2026-03-31."""
    return day.isoformat() if day else ""


def moment_text(moment: datetime | None) -> str:
    """Return a UTC moment in local time, to the minute."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M") if moment else ""


def now() -> datetime:
    """Return the present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """Return the local calendar day."""
    return datetime.now().astimezone().date()
