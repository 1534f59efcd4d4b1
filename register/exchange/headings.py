"""Guesses what each column of a sheet holds from its heading.

A guess is never silent: the result says for every column what it was taken for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from register.entities import RISK
from register.exchange.heading_words import HEADINGS, TIERS, UNKNOWN
from register.i18n import LANGUAGES, language, translated

RATING_FIELDS = frozenset({"likelihood", "impact", "score", "level", "assessed_on", "rationale"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SCALE_HINT = re.compile(r"\b[1-9] ?(?:to|a|至|到)? ?(?:[3-9]|10)\b")
_REPEAT = re.compile(r" (?:[1-9])$")
_PUNCTUATION = re.compile(r"(?:[^\w#]|_)+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORDY = re.compile(r"[^\W\d_]|#")
_LONGEST = 80
_RISK_ITSELF = {"risk", "风险", "風險", "risque"}
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
def _words() -> dict[str, tuple[str, str, int]]:
    """Return by plain heading the field it names, its tier, and how sure that is.

    Our own labels, in every language, come first: what we export we read back.
    """
    found = {plain(text): (*_parts(key), 0) for key, text in _labels()}
    for field in RISK.fields:
        found.setdefault(plain(field.key), (*_parts(field.key), 0))
    for name, headings in HEADINGS.items():
        for rank, heading in enumerate(headings):
            found.setdefault(heading, (name, "", rank))
    return found


def _labels() -> Iterator[tuple[str, str]]:
    for tongue in LANGUAGES:
        with language(tongue):
            for field in RISK.fields:
                yield field.key, translated(field.label)


def _parts(key: str) -> tuple[str, str]:
    """Split the key of a rating column: “current_impact” is impact, current."""
    tier, _mark, part = key.partition("_")
    return (part, tier) if part in RATING_FIELDS else (key, "")


@cache
def _tiers() -> dict[str, str]:
    return {word: tier for tier, words in TIERS.items() for word in words}


def guess(index: int, heading: str) -> Column:
    """Return what the column under ``heading`` holds; an unknown one has no field."""
    if len(heading) > _LONGEST or not _WORDY.search(heading):
        return Column(index, heading)
    return Column(index, heading, *_meaning(heading))


@lru_cache(maxsize=20_000)
def _meaning(heading: str) -> tuple[str, str, int]:
    """Return field, tier and rank of a heading; nothing for one that is not known."""
    for candidate in _readings(plain(heading)):
        if candidate in UNKNOWN:
            break
        if found := _lookup(candidate):
            return found
    return "", "", 0


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
        return found
    for rest, tier in _without_tier(text):
        found = _words().get(rest) or _words().get(rest.removeprefix("risk "))
        if found and found[0] in RATING_FIELDS:
            return found[0], tier, found[2]
        if rest in _RISK_ITSELF:
            return "level", tier, 99
    return None


def _without_tier(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is left of a heading without the tier at its start or end, and the tier."""
    words = text.split()
    for length in (2, 1):
        for part, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            if tier := _tiers().get(" ".join(part)):
                yield " ".join(rest), tier
    for word, tier in _tiers().items():
        if _HAN.match(word) and word in text:
            yield text.replace(word, "", 1).strip(), tier


def tier_of(group: str) -> str:
    """Return the tier that a group of columns is about, or ""."""
    text = plain(group)
    for word, tier in _tiers().items():
        if (word in text) if _HAN.match(word) else (f" {word} " in f" {text} "):
            return tier
    return ""


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
