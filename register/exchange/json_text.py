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
_STRINGS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_NO_BRACKETS = re.compile(r"[^\[\]{}]+")


class _Refused(Exception):  # noqa: N818 - carries the reason out of the parser's hooks
    """The document is well-formed, but not acceptable."""


def load(name: str, text: str) -> Any:
    """Return the document in ``text``; raises ImportFileError."""
    if _depth(text) > _DEEPEST:
        raise limits.refuse(name, _("its parts are nested too deeply."))
    try:
        return json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_int=_whole,
            parse_float=_number,
            object_pairs_hook=_object,
        )
    except _Refused as refused:
        raise limits.refuse(name, str(refused)) from None
    except json.JSONDecodeError as error:
        raise limits.refuse(name, _syntax(error)) from None


def _depth(text: str) -> int:
    """Return how deeply brackets nest, strings left out; never recurses."""
    deepest = depth = 0
    for bracket in _NO_BRACKETS.sub("", _STRINGS.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _refuse_constant(word: str) -> NoReturn:
    raise _Refused(_("“{word}” is not a number.").format(word=word))


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS + 1:
        raise _Refused(_("a number in it has more than {count} digits.").format(count=_DIGITS))
    return int(digits)


def _number(digits: str) -> float:
    value = float(digits)
    if value in {float("inf"), float("-inf")}:
        raise _Refused(_("“{word}” is not a number.").format(word=digits[:40]))
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
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
