"""Guesses what each column of a sheet holds from its heading.

A guess is never silent: the result says for every column what it was taken for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from register.exchange.heading_words import HEADINGS, TIERS, UNKNOWN

RATING_FIELDS = frozenset({"likelihood", "impact", "score", "level", "assessed_on", "rationale"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SCALE_HINT = re.compile(r"\b[1-9] ?(?:to|a|至|到)? ?(?:[3-9]|10)\b")
_REPEAT = re.compile(r" (?:[1-9])$")
_PUNCTUATION = re.compile(r"[^\w#]+|_+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 0, its heading as typed, and what it holds.

    ``field``: a key of HEADINGS, or "" for a column that is not known; ``tier``: "" unless the
    field is part of a rating; ``rank``: how sure the guess is, 0 for the surest.
    """

    index: int
    heading: str
    field: str = ""
    tier: str = ""
    rank: int = 0

    @property
    def known(self) -> bool:
        return bool(self.field)


def plain(text: str) -> str:
    """Return a heading without case, accents, punctuation and width, its words parted by blanks."""
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", spaced.casefold()) if not unicodedata.combining(c)
    )
    return _HAN_GAP.sub("", _PUNCTUATION.sub(" ", bare).strip())


@cache
def _words() -> dict[str, tuple[str, int]]:
    """Return by plain heading the field it names and how sure that is."""
    found: dict[str, tuple[str, int]] = {}
    for field, headings in HEADINGS.items():
        for rank, heading in enumerate(headings):
            found.setdefault(heading, (field, rank))
    return found


@cache
def _tiers() -> tuple[tuple[str, str], ...]:
    pairs = [(word, tier) for tier, words in TIERS.items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def guess(index: int, heading: str) -> Column:
    """Return what the column under ``heading`` holds; an unknown one has no field."""
    text = plain(heading)
    for candidate in _readings(text):
        if candidate in UNKNOWN:
            break
        if found := _lookup(candidate):
            field, tier, rank = found
            return Column(index, heading, field, tier, rank)
    return Column(index, heading)


def _readings(text: str) -> Iterable[str]:
    """Yield ways to read a heading: whole, without a scale such as 1to5, each language alone."""
    yield text
    bare = _REPEAT.sub("", " ".join(_SCALE_HINT.sub(" ", text).split()))
    yield bare
    han = "".join(_HAN.findall(bare))
    latin = " ".join(_HAN.sub(" ", bare).split())
    if han:
        yield han
        if latin:
            yield latin


def _lookup(text: str) -> tuple[str, str, int] | None:
    if found := _words().get(text):
        return found[0], "", found[1]
    for word, tier in _tiers():
        rest = _without(text, word)
        if rest is None:
            continue
        found = _words().get(rest) or _words().get(rest.removeprefix("risk "))
        if found and found[0] in RATING_FIELDS:
            return found[0], tier, found[1]
        if rest in {"risk", "风险", "風險", "risque"}:
            return "level", tier, 99
    return None


def tier_of(group: str) -> str:
    """Return the tier that a group of columns is about, or ""."""
    text = plain(group)
    found = (tier for word, tier in _tiers() if _contains(text, word))
    return next(found, "")


def _contains(text: str, word: str) -> bool:
    return word in text if _HAN.match(word) else f" {word} " in f" {text} "


def _without(text: str, word: str) -> str | None:
    """Return the text without a tier's word at its start or end; None when it has no such word."""
    if _HAN.match(word):
        return text.replace(word, "", 1).strip() if word in text else None
    words, part = text.split(), word.split()
    for start in (0, len(words) - len(part)):
        if start >= 0 and words[start : start + len(part)] == part:
            return " ".join(words[:start] + words[start + len(part) :])
    return None


def assign(columns: Sequence[Column], tier: str = "current") -> tuple[Column, ...]:
    """Return the columns with every field held by one column only.

    Ratings without a tier are of ``tier``, a repeated pair of them is residual. Likelihoods
    that stand in two columns both stay: their values decide. Of other doubles the surest stays.
    """
    placed = _place_tiers(columns, tier)
    best: dict[tuple[str, str], Column] = {}
    for column in placed:
        key = column.field, column.tier
        if column.known and (key not in best or column.rank < best[key].rank):
            best[key] = column
    kept = {id(column) for column in best.values()}
    return tuple(
        column if id(column) in kept or _may_double(column) else replace(column, field="", tier="")
        for column in placed
    )


def _may_double(column: Column) -> bool:
    return column.field in {"likelihood", "impact", "score", "level"}


def _place_tiers(columns: Sequence[Column], tier: str) -> list[Column]:
    """Give every rating column a tier; a second pair under the same headings is residual."""
    repeated = _repeats_pair(columns)
    seen: set[str] = set()
    placed = []
    for column in columns:
        if column.field not in RATING_FIELDS or column.tier:
            placed.append(column)
            continue
        second = repeated and column.field in seen
        placed.append(replace(column, tier="residual" if second else tier))
        seen.add(column.field)
    return placed


def _repeats_pair(columns: Sequence[Column]) -> bool:
    bare = [c for c in columns if not c.tier and c.field in {"likelihood", "impact"}]
    headings = [next(iter(_REPEAT.split(plain(c.heading)))) for c in bare]
    doubled = {c.field for c, text in zip(bare, headings, strict=True) if headings.count(text) > 1}
    return len(doubled) == 2
