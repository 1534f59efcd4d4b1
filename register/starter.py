"""The starter library: risks and indicators to pick from, under resources/library.

Its texts speak both languages; words_in of register.scoring gives the one that is wanted.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import resources
from register.entities.indicator import Direction, Frequency, IndicatorKind, Nature
from register.entities.treatment import ControlKind
from register.scoring import Words
from register.seeds import CATEGORIES

Source = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryControl:
    """A control that is usual against a risk."""

    kind: ControlKind
    title: Words = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryRisk:
    """A risk to pick; ``indicators`` holds keys of indicators that watch it.

    ``group`` and ``category`` are names of register.seeds.CATEGORIES, of the first level and of
    the nearest one; a register need not have them any more. In English cause, event and
    consequence are whole sentences; in Chinese the event is the name of an event.
    """

    key: str
    group: str
    category: str
    title: Words = field(hash=False)
    cause: Words = field(hash=False)
    event: Words = field(hash=False)
    consequence: Words = field(hash=False)
    controls: tuple[LibraryControl, ...]
    indicators: tuple[str, ...] = ()
    opportunity: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryIndicator:
    """An indicator to pick; its fields mean what those of entities.indicator.Indicator mean."""

    key: str
    name: Words = field(hash=False)
    warns_of: Words = field(hash=False)
    kind: IndicatorKind
    nature: Nature
    measure: Words = field(hash=False)
    formula: Words = field(hash=False)
    source: Words = field(hash=False)
    frequency: Frequency
    direction: Direction
    target: float
    blue: float
    yellow: float
    orange: float
    red: float
    raise_after: int
    margin: float


@cache
def risks() -> tuple[LibraryRisk, ...]:
    """Return the risks, category by category in the order of the seeds."""
    return tuple(
        _risk(group, source)
        for group, *_rest in CATEGORIES
        for source in _read("risks", f"{group}.toml")["risks"]
    )


@cache
def indicators() -> tuple[LibraryIndicator, ...]:
    """Return the indicators in the order of their file."""
    return tuple(_indicator(source) for source in _read("indicators.toml")["indicators"])


def _read(*parts: str) -> dict[str, Any]:
    return tomllib.loads(resources.path("library", *parts).read_text(encoding="utf-8"))


def _risk(group: str, source: Source) -> LibraryRisk:
    made = {
        "category": group,
        **source,
        "controls": tuple(_control(control) for control in source["controls"]),
        "indicators": tuple(source.get("indicators", ())),
    }
    return LibraryRisk(group=group, **made)


def _control(source: Source) -> LibraryControl:
    return LibraryControl(kind=ControlKind(source["kind"]), title=source["title"])


def _indicator(source: Source) -> LibraryIndicator:
    made = {
        **source,
        "kind": IndicatorKind(source["kind"]),
        "nature": Nature(source["nature"]),
        "frequency": Frequency(source["frequency"]),
        "direction": Direction(source["direction"]),
    }
    return LibraryIndicator(**made)
