"""A method as JSON text, as its record stores it.

Reading gives back an equal method or says in one sentence why it cannot.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from register.errors import FieldError
from register.i18n import _
from register.scoring.method import Criterion, Level, Method, Pattern, Step, Words
from register.scoring.rules import check_method


def to_json(method: Method) -> str:
    """Return the method as JSON text; equal methods give equal text."""
    return json.dumps(asdict(method), ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Method:
    """Return the method that the text describes.

    Raises FieldError when the text is no method, or an unsound one.
    """
    try:
        method = _method(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise FieldError(_("The rating method’s definition cannot be read.")) from None
    check_method(method)
    return method


def _method(data: dict[str, Any]) -> Method:
    return Method(
        id=str(data["id"]),
        name=_words(data["name"]),
        version=int(data["version"]),
        likelihood=tuple(_step(item) for item in data["likelihood"]),
        impact=tuple(_step(item) for item in data["impact"]),
        grid=tuple(tuple(str(key) for key in row) for row in data["grid"]),
        levels=tuple(_level(item) for item in data["levels"]),
    )


def _step(data: dict[str, Any]) -> Step:
    criteria = (Criterion(_words(c["aspect"]), _words(c["text"])) for c in data["criteria"])
    return Step(_words(data["words"]), tuple(criteria))


def _level(data: dict[str, Any]) -> Level:
    return Level(
        str(data["key"]), _words(data["words"]), str(data["colour"]), Pattern(data["pattern"])
    )


def _words(data: dict[str, Any]) -> Words:
    return {str(language): str(text) for language, text in data.items()}
