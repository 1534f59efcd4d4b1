"""JSON read so that no document can hurt: depth, size of numbers and doubled keys are checked.

Every fault is one sentence; json.loads is called only after the depth is known.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from register.exchange import limits
from register.i18n import _

_DEEPEST = 50
_DIGITS = 15  # more would not survive a spreadsheet
_RECORDS = 1_000_000
_STRINGS = re.compile(r'"[^"]*"')
_NO_BRACKETS = re.compile(r"[^\[\]{}]+")
_LONG_NUMBER = re.compile(r"(?<![\d.eE+])\d{16,}(?![\d.eE])")
_BIG_POWER = re.compile(r"[\d.]{1,20}[eE]\+?0*(?:[3-9]\d\d|\d{4,})")


class _Refused(Exception):  # noqa: N818 - carries the reason out of the parser's hooks
    """The document is well-formed, but not acceptable."""


def load(name: str, text: str) -> Any:
    """Return the document in ``text``; raises ImportFileError."""
    bare = _STRINGS.sub('""', text.replace("\\\\", "").replace('\\"', ""))
    try:
        _check_shape(bare)
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_Objects().take)
    except _Refused as refused:
        raise limits.refuse(name, str(refused)) from None
    except json.JSONDecodeError as error:
        raise limits.refuse(name, _syntax(error)) from None


def _check_shape(bare: str) -> None:
    """Refuse what the parser could not take, by the text without its strings."""
    if _is_deep(bare):
        raise _Refused(_("its parts are nested too deeply."))
    if _LONG_NUMBER.search(bare):
        raise _Refused(_("a number in it has more than {count} digits.").format(count=_DIGITS))
    if power := _BIG_POWER.search(bare):
        _refuse_constant(power[0])


def _is_deep(bare: str) -> bool:
    """Tell whether brackets nest too deeply.

    Each pass takes the innermost pairs away, so no text makes it recurse or take long.
    """
    brackets = _NO_BRACKETS.sub("", bare)
    for _level in range(_DEEPEST):
        outer = brackets.replace("[]", "").replace("{}", "")
        if len(outer) == len(brackets):
            return len(brackets) > _DEEPEST
        brackets = outer
    return bool(brackets)


def _refuse_constant(word: str) -> NoReturn:
    raise _Refused(_("“{word}” is not a number.").format(word=word))


class _Objects:
    """Takes the objects of a document as they are read, and counts them."""

    def __init__(self) -> None:
        self._count = 0

    def take(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return an object; refuses doubled keys, and objects without end."""
        self._count += 1
        if self._count > _RECORDS:
            raise _Refused(_("it has more than {count} records.").format(count=_RECORDS))
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _value in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise _Refused(_("one record holds “{key}” twice.").format(key=twice[:40]))
        return found


def _syntax(error: json.JSONDecodeError) -> str:
    if error.msg == "Extra data":
        return _("it holds more than one document.")
    return _("its JSON breaks off or is wrong at line {line}.").format(line=error.lineno)
