"""The source of the sample register is whole: links, choices, both languages, plausible days."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest

import resources
from register.catalog import Catalog
from register.entity import AnyEntity
from register.fields import Choice, Day, Link, Moment
from register.samples import FOLDER, METHODS, TABLES
from register.seeds import CATEGORIES

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
LATIN_SENTENCE = re.compile(r"[A-Za-z]{2,} +[A-Za-z]{2,}")
HALF_WIDTH_STOP = re.compile(r"[\u4e00-\u9fff][,;:?!.]")
TIERS = ("inherent", "current", "residual", "target")
HELD = {"done", "evaluated", "closed"}
COMING = {"planned", "designing", "approved"}


def load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path(*FOLDER, f"{name}.toml").read_text(encoding="utf-8"))


SOURCE: dict[str, list[dict[str, Any]]] = {table: load(table)[table] for table, _label in TABLES}
ALL = [load("register"), *SOURCE.values()]


def texts(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if {"en", "zh_CN"} & value.keys():
            yield value
        else:
            for inner in value.values():
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def plain_strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from plain_strings(inner)
    elif isinstance(value, dict) and "en" not in value:
        for inner in value.values():
            yield from plain_strings(inner)


def refs() -> dict[str, set[str]]:
    found = {table: {row["ref"] for row in rows if "ref" in row} for table, rows in SOURCE.items()}
    for row in (row for rows in SOURCE.values() for row in rows):
        for table, inner in row.items():
            if isinstance(inner, list):
                named = {item["ref"] for item in inner if isinstance(item, dict) and "ref" in item}
                found[table] = found.get(table, set()) | named
    found["categories"] = {name for name, _en, _zh, _below in CATEGORIES}
    found["categories"] |= {key for *_names, below in CATEGORIES for key, _t, _z in below}
    found["methods"] = set(METHODS)
    return found


def faults(catalog: Catalog, entity: AnyEntity, row: dict[str, Any]) -> Iterator[str]:
    children = {child.table: child for child in catalog.children[entity.table]}
    for key, value in row.items():
        if key in children:
            for item in value:
                yield from child_faults(catalog, children[key], item)
        elif key in entity.by_key:
            if not good(entity.by_key[key].kind, value):
                yield f"{entity.table}.{key}: {value}"
        elif key != "ref":
            yield f"{entity.table}: unknown key {key}"


def child_faults(catalog: Catalog, child: AnyEntity, item: Any) -> Iterator[str]:
    if isinstance(item, dict):
        yield from faults(catalog, child, item)
    elif not any(item in refs()[kind.target] for _field, kind in child.links):
        yield f"{child.table}: {item}"


def good(kind: Any, value: Any) -> bool:
    if isinstance(kind, Link):
        return value in refs()[kind.target]
    if isinstance(kind, Choice):
        return value in [option.value for option in kind.options]
    if isinstance(kind, Day):
        return isinstance(value, int)
    if isinstance(kind, Moment):
        return isinstance(value["day"], int) and time.fromisoformat(value["time"]) is not None
    return isinstance(value, dict | str | int | float)


def minute(moment: dict[str, Any]) -> int:
    clock = time.fromisoformat(moment["time"])
    return int(moment["day"]) * 1440 + clock.hour * 60 + clock.minute


@pytest.mark.parametrize("table", SOURCE)
def test_every_key_link_and_choice_is_known(catalog: Catalog, table: str) -> None:
    found = [f for row in SOURCE[table] for f in faults(catalog, catalog.by_table[table], row)]
    assert found == []


@pytest.mark.parametrize("table", SOURCE)
def test_a_ref_names_one_record(table: str) -> None:
    counts = Counter(row["ref"] for row in SOURCE[table] if "ref" in row)
    assert [ref for ref, count in counts.items() if count > 1] == []


def test_every_text_stands_in_both_languages() -> None:
    found = list(texts(ALL))
    assert len(found) > 1000
    assert [t for t in found if set(t) != {"en", "zh_CN"} or not all(t.values())] == []
    assert [text for text in plain_strings(ALL) if not text.isascii()] == []


def test_each_language_is_pure() -> None:
    assert [t["en"] for t in texts(ALL) if CHINESE.search(t["en"])] == []
    assert [t["zh_CN"] for t in texts(ALL) if not CHINESE.search(t["zh_CN"])] == []
    assert [t["zh_CN"] for t in texts(ALL) if LATIN_SENTENCE.search(t["zh_CN"])] == []
    assert [t["zh_CN"] for t in texts(ALL) if HALF_WIDTH_STOP.search(t["zh_CN"])] == []


def test_the_sample_is_as_large_as_promised() -> None:
    counts = {table: len(rows) for table, rows in SOURCE.items()}
    assert counts["people"] >= 40
    assert counts["risks"] >= 44
    assert (counts["plans"], counts["teams"], counts["drills"]) == (8, 6, 12)
    assert all(8 <= len(plan["steps"]) <= 14 for plan in SOURCE["plans"])


def test_telephone_numbers_and_addresses_are_distinct() -> None:
    numbers = [phone["number"] for row in SOURCE["people"] for phone in row["phones"]]
    mails = [row["email"] for row in SOURCE["people"] if "email" in row]
    assert len(set(numbers)) == len(numbers)
    assert len(set(mails)) == len(mails)
    assert all(mail.endswith(".example") for mail in mails)


def test_numbers_were_tried_before_today() -> None:
    days = [phone["verified_on"] for row in SOURCE["people"] for phone in row["phones"]]
    assert max(days) < 0


def is_multiplied(risk: dict[str, Any]) -> bool:
    """Tell whether a risk is a threat whose score is likelihood times impact."""
    rated = risk.get("assessments", [])
    return "kind" not in risk and all(
        "method" not in item and {"likelihood", "impact"} <= item.keys() for item in rated
    )


@pytest.mark.parametrize(
    "risk", [*filter(is_multiplied, SOURCE["risks"])], ids=lambda risk: risk["ref"]
)
def test_ratings_fall_from_tier_to_tier(risk: dict[str, Any]) -> None:
    rated = risk.get("assessments", [])
    assert bool(rated) == (risk["status"] != "candidate")
    scores: dict[str, list[int]] = {}
    for item in rated:
        scores.setdefault(item["tier"], []).append(item["likelihood"] * item["impact"])
    latest = [scores[tier][-1] for tier in TIERS if tier in scores]
    assert latest == sorted(latest, reverse=True)
    assert all(scores["inherent"][0] >= score for score in scores.get("current", []))
    currents = [item["assessed_on"] for item in rated if item["tier"] == "current"]
    assert currents == sorted(set(currents))
    assert all(risk["raised_on"] <= item["assessed_on"] <= 0 for item in rated)


def test_some_reviews_are_overdue_and_some_trends_show() -> None:
    risks = SOURCE["risks"]
    assert 3 <= sum(risk.get("next_review", 0) < 0 for risk in risks) <= 8
    currents = [[a for a in r.get("assessments", []) if a["tier"] == "current"] for r in risks]
    assert sum(len(items) >= 2 for items in currents) >= 10
    tiers = [{a["tier"] for a in risk.get("assessments", [])} for risk in risks]
    assert any(found and "target" not in found for found in tiers)


@pytest.mark.parametrize("plan", SOURCE["plans"], ids=lambda plan: plan["ref"])
def test_steps_are_numbered_in_order(plan: dict[str, Any]) -> None:
    assert [step["position"] for step in plan["steps"]] == [*range(1, len(plan["steps"]) + 1)]
    assert all(step["minutes"] > 0 for step in plan["steps"])
    assert ("approved_on" in plan) == (plan["status"] == "approved")


@pytest.mark.parametrize("team", SOURCE["teams"], ids=lambda team: team["ref"])
def test_a_team_has_a_lead_and_an_alternate(team: dict[str, Any]) -> None:
    held = [row["role"] for row in team["memberships"] if "person" in row]
    assert "lead" in held
    assert "alternate" in held


def test_some_posts_are_empty() -> None:
    posts = [row for team in SOURCE["teams"] for row in team["memberships"]]
    assert sum("person" not in row for row in posts) >= 2


@pytest.mark.parametrize("drill", SOURCE["drills"], ids=lambda drill: drill["ref"])
def test_a_log_lies_within_its_drill(drill: dict[str, Any]) -> None:
    start, end = minute(drill["starts_at"]), minute(drill["ends_at"])
    held = drill["status"] in HELD
    times = [minute(entry["at"]) for entry in drill.get("log", [])]
    assert ("rating" in drill) == held
    assert (6 <= len(times) <= 20) if held else not times
    assert [start, *times, end] == sorted([start, *times, end])
    assert (drill["starts_at"]["day"] > 0) == (drill["status"] in COMING)


def test_drills_stand_in_order_and_show_every_kind_and_rating() -> None:
    drills = SOURCE["drills"]
    starts = [minute(drill["starts_at"]) for drill in drills]
    assert starts == sorted(starts)
    assert len({drill["kind"] for drill in drills}) == 7
    assert {drill["rating"] for drill in drills if "rating" in drill} == set("PSMU")
