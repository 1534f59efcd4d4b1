"""Carries a judgement from one version of a method to another, step by step.

Step k of n becomes step 1 + round-half-up((k − 1)(m − 1) ÷ (n − 1)) of m, unless somebody says
otherwise; the same rule holds for imported scales.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from register.errors import FieldError
from register.i18n import _
from register.scoring.judging import Judgement
from register.scoring.lec import Entry
from register.scoring.method import Method, MethodKind
from register.scoring.numbers import half_up


@dataclass(frozen=True, slots=True)
class StepMap:
    """What becomes of each step: ``likelihood[k - 1]`` is the new step of the old step k.

    For LEC: the new value for each line of the old table, from the lowest. levels: for direct
    level, by the old key the new one.
    """

    likelihood: tuple[float, ...] = ()
    impact: tuple[float, ...] = ()
    exposure: tuple[float, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)


def new_place(place: int, before: int, after: int) -> int:
    """Return the step of a scale of ``after`` steps that a step of one of ``before`` becomes."""
    return 1 + int(half_up(Fraction((place - 1) * (after - 1), max(before - 1, 1))))


def can_map(old: Method, new: Method) -> bool:
    """Tell whether ratings can be carried over: from matrix to matrix, or within a kind."""
    alike = old.kind is new.kind or (old.has_grid and new.has_grid)
    return alike and old.subject is new.subject


def proposed_map(old: Method, new: Method) -> StepMap:
    """Return the mapping that is proposed; raises FieldError between kinds that share no steps."""
    if not can_map(old, new):
        raise FieldError(_("Ratings cannot be carried from one of these methods to the other."))
    if old.lec is not None and new.lec is not None:
        return StepMap(
            likelihood=_values(old.lec.likelihood, new.lec.likelihood),
            impact=_values(old.lec.consequence, new.lec.consequence),
            exposure=_values(old.lec.exposure, new.lec.exposure),
        )
    if old.kind is MethodKind.DIRECT:
        return StepMap(levels={level.key: _level(new, level.key, old) for level in old.levels})
    return StepMap(
        likelihood=_places(len(old.likelihood), len(new.likelihood)),
        impact=_places(len(old.impact), len(new.impact)),
    )


def _places(before: int, after: int) -> tuple[float, ...]:
    return tuple(new_place(place, before, after) for place in range(1, before + 1))


def _values(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[float, ...]:
    """A value that the new table lists stays; another becomes the nearest, of two the higher."""
    return tuple(
        min((entry.value for entry in after), key=lambda new: (abs(new - old.value), -new))
        for old in before
    )


def _level(new: Method, key: str, old: Method) -> str:
    """A level that is there stays; another becomes that of its place."""
    if any(level.key == key for level in new.levels):
        return key
    return new.levels[new_place(old.rank(key) + 1, len(old.levels), len(new.levels)) - 1].key


def check_map(old: Method, new: Method, mapping: StepMap) -> None:
    """Raise FieldError when a mapping lacks a step, or leads to one that the new method lacks."""
    for count, values, (low, high) in _tables(old, new, mapping):
        whole = new.lec is not None or all(value == int(value) for value in values)
        if len(values) != count or not whole or not all(low <= value <= high for value in values):
            raise FieldError(_("Each step needs one of the new steps to become."))
    keys = {level.key for level in new.levels}
    missing = {level.key for level in old.levels} - set(mapping.levels)
    if old.kind is MethodKind.DIRECT and (missing or not set(mapping.levels.values()) <= keys):
        raise FieldError(_("Each level needs one of the new levels to become."))


def _tables(
    old: Method, new: Method, mapping: StepMap
) -> Iterator[tuple[int, tuple[float, ...], tuple[float, float]]]:
    """Yield for each scale how many steps are mapped, to what, and the range it must be in."""
    if old.lec is not None and new.lec is not None:
        values = (mapping.likelihood, mapping.exposure, mapping.impact)
        tables = zip(old.lec.tables(), new.lec.tables(), values, strict=True)
        for (_name, before), (_same, after), given in tables:
            yield len(before), given, (after[0].value, after[-1].value)
    else:
        for before_steps, steps, given in zip(
            old.size, new.size, (mapping.likelihood, mapping.impact), strict=True
        ):
            yield before_steps, given, (1, steps)


def mapped(old: Method, new: Method, mapping: StepMap, judgement: Judgement) -> Judgement:
    """Return what a judgement under the old method says under the new one.

    A dimension that the new method lacks falls away; where none is left, the impact as a whole
    counts. A free value of LEC stays, or becomes the nearest end of its new table.
    Raises FieldError for a judgement that is off the old scales.
    """
    if old.kind is MethodKind.DIRECT:
        return Judgement(level=mapping.levels.get(judgement.level or "", judgement.level))
    if old.lec is not None and new.lec is not None:
        return _mapped_lec(old, new, mapping, judgement)
    known = {item.key for item in new.dimensions}
    has_whole = judgement.impact is not None or not known.intersection(judgement.impacts)
    return Judgement(
        likelihood=_new_step(mapping.likelihood, judgement.likelihood),
        impact=_new_step(mapping.impact, judgement.impact) if has_whole else None,
        impacts={
            key: _new_step(mapping.impact, step)
            for key, step in judgement.impacts.items()
            if key in known
        },
    )


def _new_step(steps: tuple[float, ...], step: float | None) -> float:
    if step is None or step not in range(1, len(steps) + 1):
        raise FieldError(_("A rating is off the scales of its method."))
    return steps[int(step) - 1]


def _mapped_lec(old: Method, new: Method, mapping: StepMap, judgement: Judgement) -> Judgement:
    assert old.lec is not None
    assert new.lec is not None
    given = (judgement.likelihood, judgement.exposure, judgement.impact)
    steps = (mapping.likelihood, mapping.exposure, mapping.impact)
    tables = zip(given, old.lec.tables(), new.lec.tables(), steps, strict=True)
    likelihood, exposure, impact = (
        _new_value(value, before, after, values)
        for value, (_name, before), (_same, after), values in tables
    )
    return replace(judgement, likelihood=likelihood, impact=impact, exposure=exposure)


def _new_value(
    value: float | None,
    before: tuple[Entry, ...],
    after: tuple[Entry, ...],
    values: tuple[float, ...],
) -> float:
    if value is None:
        raise FieldError(_("A rating is off the scales of its method."))
    for place, entry in enumerate(before):
        if entry.value == value:
            return values[place]
    return min(max(value, after[0].value), after[-1].value)
