"""Ratings in words: what was judged, by which method, and everything else that was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gui.forms.step_combo import step_text
from gui.session import Session
from register.entities import ASSESSMENT, Assessment
from register.entities.assessment import CONFIDENCES
from register.entities.risk import RiskKind
from register.errors import RegisterError
from register.fields import Number
from register.i18n import _, translated
from register.methods import active_method
from register.scoring import Method, MethodKind, words_in

NUMBER = Number()


def judged_words(method: Method, likelihood: Any, impact: Any, score: Any) -> str:
    """Return what a rating stands on in short: “3 × 4”, “D 270”, a dash where only a level."""
    if method.kind is MethodKind.LEC and score is not None:
        return f"D {NUMBER.format(score)}"
    if likelihood is None or impact is None:
        return "—"
    return f"{NUMBER.format(likelihood)} × {NUMBER.format(impact)}"


def said_words(method: Method, given: Assessment) -> str:
    """Return what was judged, as one reads it in a table: “3 × 4”, “6 × 3 × 15 = 270”."""
    if method.kind is MethodKind.LEC:
        parts = (given.likelihood, given.exposure, given.impact)
        factors = " × ".join(NUMBER.format(part) for part in parts)
        return f"{factors} = {NUMBER.format(given.score)}"
    return judged_words(method, given.likelihood, given.impact, given.score)


def method_name(method: Method) -> str:
    """Return the name of a method, with its version where there were others before."""
    name = words_in(method.name)
    if method.version < 2:
        return name
    return _("{method}, version {version}").format(method=name, version=method.version)


def full_words(method: Method, given: Assessment) -> str:
    """Return, line by line, all that an assessment says."""
    return "\n".join(line for line in _lines(method, given) if line)


def governing_words(session: Session, kind: RiskKind) -> str:
    """Return which method governs a kind of risk, and why; or that there is none."""
    try:
        method = active_method(session.open_book, kind)
    except RegisterError as error:
        return str(error)
    why = (
        _("the first method in use with a matrix")
        if method.has_grid
        else _("the first method in use")
    )
    pattern = (
        _("“{method}” governs opportunities: {why}.")
        if kind is RiskKind.OPPORTUNITY
        else _("“{method}” governs threats: {why}.")
    )
    return pattern.format(method=words_in(method.name), why=why)


# inside ----------------------------------------------------------------------------------


def _lines(method: Method, given: Assessment) -> Iterator[str]:
    version = _("{method}, version {version}")
    yield version.format(method=words_in(method.name), version=method.version)
    yield _dimension_words(method, given)
    dimension = method.dimension(str(given.driver)) if given.driver else None
    if dimension is not None:
        yield _("The impact comes from: {dimension}").format(dimension=words_in(dimension.words))
    if given.confidence:
        name = translated(ASSESSMENT.by_key["confidence"].label)
        yield _pair(name, translated(CONFIDENCES[given.confidence]))
    if given.evidence.strip():
        yield _pair(translated(ASSESSMENT.by_key["evidence"].label), given.evidence)
    if given.rationale.strip():
        yield _pair(translated(ASSESSMENT.by_key["rationale"].label), given.rationale)


def _dimension_words(method: Method, given: Assessment) -> str:
    steps = ((item, getattr(given, f"impact_{item.key}")) for item in method.dimensions)
    return " · ".join(
        f"{words_in(item.words)} {step_text(method.impact, int(step))}"
        for item, step in steps
        if step
    )


def _pair(name: str, text: str) -> str:
    return _("{name}: {text}").format(name=name, text=" ".join(text.split()))
