"""A method as JSON text, as its record stores it.

Reading gives back an equal method or says in one sentence why it cannot. What a method does not
use is left out, so that a matrix without dimensions reads as it always did.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, asdict, fields
from typing import Any

from register.errors import FieldError
from register.i18n import _
from register.scoring.formula import Formula, FormulaName
from register.scoring.lec import Band, Boundary, Entry, Lec
from register.scoring.method import (
    Criterion,
    ImpactDimension,
    Level,
    Method,
    MethodKind,
    Pattern,
    Step,
    Subject,
)
from register.scoring.numbers import plain
from register.scoring.rules import check_method
from register.scoring.words import Words


def to_json(method: Method) -> str:
    """Return the method as JSON text; equal methods give equal text."""
    data = asdict(method)
    for item in fields(method):
        if item.default is not MISSING and data[item.name] == item.default:
            del data[item.name]
    if method.formula is not None:
        del data["grid"]  # it follows from the formula
    return json.dumps(_plain(data), ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Method:
    """Return the method that the text describes.

    Raises FieldError when the text is no method, or an unsound one.
    """
    try:
        method = _method(json.loads(text))
    except (ValueError, OverflowError, TypeError, KeyError, AttributeError, RecursionError):
        raise FieldError(_("The rating method’s definition cannot be read.")) from None
    check_method(method)
    return method


def _plain(data: Any) -> Any:
    """Return the data with 10.0 as 10, for both are the same value of a table."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, tuple | list):
        return [_plain(item) for item in data]
    return plain(data) if isinstance(data, float) else data


def _method(data: dict[str, Any]) -> Method:
    return Method(
        id=str(data["id"]),
        name=_words(data["name"]),
        version=int(data["version"]),
        likelihood=tuple(_step(item) for item in data["likelihood"]),
        impact=tuple(_step(item) for item in data["impact"]),
        grid=tuple(tuple(str(key) for key in row) for row in data.get("grid", ())),
        levels=tuple(_level(item) for item in data["levels"]),
        kind=MethodKind(data.get("kind", MethodKind.MATRIX)),
        subject=Subject(data.get("subject", Subject.THREAT)),
        dimensions=tuple(
            ImpactDimension(str(item["key"]), _words(item["words"]))
            for item in data.get("dimensions", ())
        ),
        formula=_formula(data["formula"]) if "formula" in data else None,
        lec=_lec(data["lec"]) if "lec" in data else None,
    )


def _step(data: dict[str, Any]) -> Step:
    criteria = (Criterion(_words(c["aspect"]), _words(c["text"])) for c in data["criteria"])
    return Step(_words(data["words"]), tuple(criteria))


def _level(data: dict[str, Any]) -> Level:
    return Level(
        str(data["key"]), _words(data["words"]), str(data["colour"]), Pattern(data["pattern"])
    )


def _formula(data: dict[str, Any]) -> Formula:
    return Formula(FormulaName(data["name"]), tuple(int(cut) for cut in data["cuts"]))


def _lec(data: dict[str, Any]) -> Lec:
    return Lec(
        likelihood=_table(data["likelihood"]),
        exposure=_table(data["exposure"]),
        consequence=_table(data["consequence"]),
        bands=tuple(_band(item) for item in data["bands"]),
        boundary=Boundary(data["boundary"]),
    )


def _table(data: list[dict[str, Any]]) -> tuple[Entry, ...]:
    return tuple(Entry(plain(float(item["value"])), _words(item["words"])) for item in data)


def _band(data: dict[str, Any]) -> Band:
    start = plain(float(data["start"]))
    return Band(start, _words(data["words"]), _words(data["advice"]), str(data["level"]))


def _words(data: dict[str, Any]) -> Words:
    return {str(language): str(text) for language, text in data.items()}
