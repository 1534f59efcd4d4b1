"""Reads the highest live threats from a register; the database picks and sorts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from register import storage
from register.book import Book
from register.charts.top_data import Rated, TopData, TopRisk, trend_of
from register.entities import METHOD, PERSON
from register.entities.risk import Proximity, RiskKind, RiskStatus, Tier, Velocity
from register.i18n import today
from register.methods import method_of, oldest_method
from register.scoring import LEVEL_KEYS
from register.scoring.extent import highest_score, share_of

QUARTER = timedelta(days=91)
THREATS = (
    f"ifnull(kind, '{RiskKind.THREAT}') = '{RiskKind.THREAT}' and "
    f"ifnull(status, '') not in ('{RiskStatus.CLOSED}', '{RiskStatus.REJECTED}')"
)
"""SQL of ours for “a threat that is neither closed nor rejected”."""


def top_risks(book: Book, most: int, day: date | None = None) -> TopData:
    """Return the ``most`` highest threats, with their trend since a quarter before ``day``."""
    since = (day or today()) - QUARTER
    methods = {key: method_of(book, key) for key in book.table(METHOD).ids()}
    oldest = oldest_method(book)
    highest = {key: top for key, method in methods.items() if (top := highest_score(method))}
    args = [oldest, *(value for pair in highest.items() for value in pair)] if highest else []
    rows = storage.fetch(book.reader(), _sql(highest), [*args, most])
    risks = []
    for key, number, title, owner, level, score, named in rows:
        now = Rated(level, score, named or oldest)
        method = methods[now.method]
        risk = TopRisk(
            id=key,
            number=number,
            title=title,
            owner=_name(book, owner),
            level=method.level(level),
            score=score,
            share=share_of(method, level, score),
            trend=trend_of(_rated(book, key, since, oldest), now),
        )
        risks.append(risk)
    counted = f"select count(current_level), count(*) from risks where {THREATS}"
    rated, every = storage.fetch(book.reader(), counted)[0]
    return TopData(tuple(risks), since, not_rated=every - rated, rated=rated)


def _sql(highest: dict[str, float]) -> str:
    """Return the query; a level without a score comes after those of its level that have one."""
    shares = " ".join(["when ? then current_score / ?"] * len(highest))
    share = f"case ifnull(current_method, ?) {shares} end" if highest else "0"
    return (
        "select id, number, title, owner, current_level, current_score, current_method "
        f"from risks where {THREATS} and current_level is not null order by "
        f"{_rank('current_level', LEVEL_KEYS)} desc, ifnull({share}, 0) desc, "
        f"{_rank('velocity', Velocity)}, {_rank('proximity', Proximity)}, "
        "length(number), number limit ?"
    )


def _rank(column: str, keys: Any) -> str:
    """Return SQL for the place of a key, counted upwards; what is not given comes after all."""
    places = " ".join(f"when '{key}' then {n}" for n, key in enumerate(keys))
    return f"case {column} {places} else 99 end"


def _name(book: Book, person: str | None) -> str:
    record = book.table(PERSON).get(person) if person else None
    return PERSON.title(record) if record else ""


def _rated(book: Book, risk: str, day: date, oldest: str) -> Rated | None:
    sql = (
        "select level, score, method from assessments where risk = ? and tier = ? "
        "and assessed_on <= ? order by assessed_on desc, rowid desc limit 1"
    )
    found = storage.fetch(book.reader(), sql, [risk, str(Tier.CURRENT), day.isoformat()])
    if not found or found[0][0] is None:
        return None
    level, score, method = found[0]
    return Rated(level, score, method or oldest)
