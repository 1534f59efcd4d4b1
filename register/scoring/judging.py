"""How a method rates: from a judgement to score, level, impact, driver and band.

A rating has a level or is none: "not rated" is never a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from register.errors import FieldError
from register.i18n import _
from register.scoring.lec import Band
from register.scoring.method import Method, MethodKind
from register.scoring.numbers import plain


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an assessor says; what the method does not ask for stays empty.

    likelihood, impact: steps counted from 1, for LEC the values of L and C. impacts: the step of
    each dimension that was judged, by its key. exposure: LEC's E. level: a key, for direct level.
    """

    likelihood: float | None = None
    impact: float | None = None
    impacts: Mapping[str, float] = field(default_factory=dict)
    exposure: float | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """What a judgement comes to; score and level are both None when not rated.

    score: None also for direct level. impact: the one that counts. driver: the key of the
    dimension that it comes from. band: LEC's.
    """

    score: float | None
    level: str | None
    impact: float | None = None
    driver: str | None = None
    band: Band | None = None

    @property
    def rated(self) -> bool:
        """Tell whether there is a rating at all."""
        return self.level is not None


NOT_RATED = Rating(None, None)


def rate(method: Method, likelihood: float | None, impact: float | None) -> Rating:
    """Rate by steps counted from 1; a missing step means not rated.

    Raises FieldError for what is no step of the scale.
    """
    return judge(method, Judgement(likelihood, impact))


def judge(method: Method, judgement: Judgement) -> Rating:
    """Rate a whole judgement; NOT_RATED where something that the method needs is missing.

    Matrix: the score is likelihood times impact, the level what the grid says. Formula: the score
    is the formula's, the level that of its cut points. LEC: the score is D = L × E × C, the level
    that of its band. Direct level: no score.
    With dimensions the impact is the highest of those judged; the driver is the dimension that has
    it, of several the first in the method's order. Where none was judged, ``impact`` counts.
    Raises FieldError for a value off its scale, or one that the method does not ask for.
    """
    _refuse_unasked(method, judgement)
    if method.kind is MethodKind.DIRECT:
        return _direct(method, judgement)
    if method.kind is MethodKind.LEC:
        return _lec(method, judgement)
    return _on_grid(method, judgement)


def _on_grid(method: Method, judgement: Judgement) -> Rating:
    impact, driver = _highest(method, judgement)
    if judgement.likelihood is None or impact is None:
        return NOT_RATED
    row = _step_of(_("Likelihood"), judgement.likelihood, len(method.likelihood))
    column = _step_of(_("Impact"), impact, len(method.impact))
    score = method.formula.score(row, column) if method.formula else row * column
    return Rating(score, method.grid[row - 1][column - 1], column, driver)


def _highest(method: Method, judgement: Judgement) -> tuple[float | None, str | None]:
    """Return the impact that counts and the dimension it comes from."""
    impact, driver = judgement.impact if not judgement.impacts else None, None
    for dimension in method.dimensions:
        value = judgement.impacts.get(dimension.key)
        if value is not None:
            step = _step_of(_("Impact"), value, len(method.impact))
            if impact is None or step > impact:
                impact, driver = step, dimension.key
    return impact, driver


def _lec(method: Method, judgement: Judgement) -> Rating:
    likelihood, exposure, impact = judgement.likelihood, judgement.exposure, judgement.impact
    if method.lec is None or likelihood is None or exposure is None or impact is None:
        return NOT_RATED
    score = method.lec.score(likelihood, exposure, impact)
    band = method.lec.band(score)
    return Rating(plain(score), band.level, impact, band=band)


def _direct(method: Method, judgement: Judgement) -> Rating:
    if judgement.level is None:
        return NOT_RATED
    if all(level.key != judgement.level for level in method.levels):
        text = _("This method has no level “{level}”.")
        raise FieldError(text.format(level=judgement.level))
    return Rating(None, judgement.level)


def _refuse_unasked(method: Method, judgement: Judgement) -> None:
    unknown = set(judgement.impacts) - {item.key for item in method.dimensions}
    if unknown:
        text = _("This method does not rate the impact “{dimension}”.")
        raise FieldError(text.format(dimension=min(unknown)))
    is_direct = method.kind is MethodKind.DIRECT
    if judgement.level is not None and not is_direct:
        raise FieldError(_("This method finds the level itself."))
    if judgement.exposure is not None and method.kind is not MethodKind.LEC:
        raise FieldError(_("This method does not ask for exposure."))
    if is_direct and (judgement.likelihood, judgement.impact) != (None, None):
        raise FieldError(_("This method asks for the level, not for likelihood and impact."))


def _step_of(scale: str, value: float, steps: int) -> int:
    if value not in range(1, steps + 1):
        text = _("{scale} {step} is not on the scale; choose 1 to {steps}.")
        raise FieldError(text.format(scale=scale, step=f"{value:g}", steps=steps))
    return int(value)
