"""A big register to measure on: risks with 20 filled fields, mixed Chinese and English."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from main import catalog
from register import shelf
from register.assess import active_method, rated, with_latest
from register.book import Book
from register.entities import (
    ASSESSMENT,
    CATEGORY,
    PERSON,
    RISK,
    UNIT,
    Assessment,
    Person,
    Risk,
    Unit,
)
from register.entities.risk import RiskStatus, Source, Strategy, Tier
from register.entity import new_id
from register.scoring import Method

CATALOG = catalog()
ASSETS = (
    "数据中心",
    "呼叫中心",
    "payroll bureau",
    "warehouse 3",
    "备用机房",
    "client portal",
    "车队",
    "VPN",
)
EVENTS = (
    "中断超过一天",
    "is hit by ransomware",
    "关键人员离职",
    "misses the 12-hour limit",
    "遭遇洪水",
)


@contextmanager
def own_folder() -> Iterator[Path]:
    """Yield a temporary folder that also holds the program's data."""
    with tempfile.TemporaryDirectory(prefix="muster-bench-") as folder:
        os.environ["MUSTER_DATA"] = str(Path(folder) / "data")
        yield Path(folder)


def big_register(path: Path, count: int, *, rate: bool = True) -> Book:
    """Make and return an open register with ``count`` risks."""
    book = shelf.create(path, CATALOG, by="Bench")
    chance = random.Random(7)
    with book.change("Fill"):
        units = [Unit(id=new_id(), name=f"部门 {n}") for n in range(30)]
        people = [Person(id=new_id(), name=f"员工 {n}", unit=units[n % 30].id) for n in range(300)]
        book.table(UNIT).save_all(units)
        book.table(PERSON).save_all(people)
        categories = book.table(CATEGORY).ids()
        risks, assessments = [], []
        method = active_method(book)
        for n in range(count):
            risk = _risk(n, chance, units, people, categories)
            rows = [_rated(method, risk, tier, chance) for tier in (Tier.CURRENT, Tier.RESIDUAL)]
            rows = rows if rate and n % 50 else []
            risks.append(with_latest(risk, rows))
            assessments += rows
        book.table(RISK).save_all(risks)
        book.table(ASSESSMENT).save_all(assessments)
    return book


def _rated(method: Method, risk: Risk, tier: Tier, chance: random.Random) -> Assessment:
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(300))
    return rated(
        method,
        Assessment(
            id=new_id(),
            risk=risk.id,
            tier=tier,
            assessed_on=day,
            likelihood=chance.randint(1, 5),
            impact=chance.randint(1, 5),
        ),
    )


def _risk(
    n: int, chance: random.Random, units: list[Unit], people: list[Person], categories: list[str]
) -> Risk:
    text = f"{chance.choice(ASSETS)} {chance.choice(EVENTS)}"
    risk = Risk(id=new_id(), number=f"R-{n + 1:06}", title=f"{text} 编号{n}")
    return replace(
        risk,
        status=chance.choice(list(RiskStatus)[1:5]),
        source=chance.choice(list(Source)),
        strategy=chance.choice(list(Strategy)),
        cause=f"Because {text}, 原因 {n % 97}",
        event=f"{text} in the night, 事件 {n % 89}",
        consequence=f"Clients wait {n % 48} hours, 后果严重 {n % 83}",
        category=chance.choice(categories),
        unit=chance.choice(units).id,
        owner=chance.choice(people).id,
        controls=f"Backup, 双路供电 {n % 71}",
        measures=f"Second contract, 应急演练 {n % 67}",
        raised_on=date(2025, 1, 1) + timedelta(days=chance.randrange(600)),
        next_review=date(2026, 6, 1) + timedelta(days=chance.randrange(400)),
        notes=f"note {n} 备注",
    )
