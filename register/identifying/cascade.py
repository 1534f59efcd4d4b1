"""What falls if a risk happens: links from a risk to those that it leads to, never in a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from register.book import Book
from register.entities import RISK, RISK_LINK, Risk, RiskLink
from register.entity import new_id
from register.errors import RegisterError
from register.i18n import _

Steps = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Reached:
    """A risk at the end of a chain; ``distance``: how many links lead there at least."""

    risk: Risk
    distance: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Risks around one: ``places`` tells by id how many links after it (before: negative) each
    stands; ``links``: pairs of ids, cause first; ``left_out``: how many more there are."""

    risks: tuple[Risk, ...]
    places: Mapping[str, int]
    links: tuple[tuple[str, str], ...]
    left_out: int = 0


def chain(book: Book, risk_id: str, most: int) -> Chain:
    """Return what leads to a risk and what it leads to, the nearest ``most`` risks of it."""
    forward, back = _links(book)
    before, after = _distances(back, risk_id), _distances(forward, risk_id)
    places = {key: -distance for key, distance in before.items()} | after
    nearest = sorted(places, key=lambda key: abs(places[key]))
    risks = tuple(book.table(RISK).page(nearest[:most]))
    shown = {risk.id for risk in risks}
    links = tuple((a, b) for a in shown for b in forward.get(a, ()) if b in shown)
    return Chain(risks, places, links, len(nearest) - len(risks))


def falls(book: Book, risk_id: str) -> list[Reached]:
    """Return what falls if a risk happens, the nearest first."""
    forward, _back = _links(book)
    return _reached(book, forward, risk_id)


def causes(book: Book, risk_id: str) -> list[Reached]:
    """Return what may make a risk happen, the nearest first."""
    _forward, back = _links(book)
    return _reached(book, back, risk_id)


def lead(book: Book, risk_id: str, effect_id: str, note: str = "") -> RiskLink:
    """Say that a risk leads to another one, inside a change; returns the link as stored.

    A pair that is linked already takes the note. Raises RegisterError when a risk is gone or the
    link would close a circle.
    """
    risk, effect = book.table(RISK).get(risk_id), book.table(RISK).get(effect_id)
    if risk is None or effect is None:
        raise RegisterError(_("Choose a risk that is in the register."))
    if problem := circle(book, risk_id, effect_id):
        raise RegisterError(problem)
    known = book.table(RISK_LINK).find(risk=risk_id, effect=effect_id)
    made = known[0] if known else RiskLink(id=new_id(), risk=risk_id, effect=effect_id)
    made = replace(made, note=note)
    book.table(RISK_LINK).save(made)
    return made


def circle(book: Book, risk_id: str, effect_id: str) -> str:
    """Return the sentence that names the circle which a link would close, or ""."""
    if risk_id == effect_id:
        return _("A risk does not lead to itself.")
    forward, _back = _links(book)
    path = _path(forward, effect_id, risk_id)
    if not path:
        return ""
    risks = {risk.id: risk for risk in book.table(RISK).page(path)}
    names = " → ".join(risks[key].number or risks[key].title for key in path if key in risks)
    text = _("This would close a circle: {path} leads back here already.")
    return text.format(path=names)


def circles(book: Book) -> list[list[str]]:
    """Return the ids of risks that lead to themselves, each circle once; an import may bring them."""
    forward, _back = _links(book)
    found: dict[frozenset[str], list[str]] = {}
    for start in forward:
        for following in forward[start]:
            path = _path(forward, following, start)
            if path:
                found.setdefault(frozenset(path), path)
    return list(found.values())


# inside ----------------------------------------------------------------------------------


def _links(book: Book) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    forward: dict[str, list[str]] = defaultdict(list)
    back: dict[str, list[str]] = defaultdict(list)
    for risk, effect in book.table(RISK_LINK).values("risk", "effect"):
        forward[risk].append(effect)
        back[effect].append(risk)
    return dict(forward), dict(back)


def _distances(steps: Steps, start: str) -> dict[str, int]:
    found, edge = {start: 0}, [start]
    while edge:
        following = [other for key in edge for other in steps.get(key, ())]
        distance = found[edge[0]] + 1
        edge = [key for key in dict.fromkeys(following) if key not in found]
        found.update(dict.fromkeys(edge, distance))
    return found


def _reached(book: Book, steps: Steps, start: str) -> list[Reached]:
    found = _distances(steps, start)
    del found[start]
    risks = book.table(RISK).page(list(found))
    return [Reached(risk, found[risk.id]) for risk in risks]


def _path(steps: Steps, start: str, goal: str) -> list[str]:
    """Return the shortest way from start to goal, both included; [] when there is none."""
    before: dict[str, str] = {}
    edge = [start]
    while edge and goal not in before and start != goal:
        ahead = []
        for key in edge:
            for other in steps.get(key, ()):
                if other not in before and other != start:
                    before[other] = key
                    ahead.append(other)
        edge = ahead
    path = [goal]
    while path[-1] in before:
        path.append(before[path[-1]])
    return path[::-1] if path[-1] == start else []
