"""The starter library: complete, in two languages, and usable as it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest

import resources
from register import starter
from register.entities import INDICATOR
from register.entities.indicator import Direction
from register.entities.treatment import ControlKind
from register.fields import TITLE_LENGTH
from register.scoring import Words, words_in
from register.seeds import CATEGORIES
from register.starter import LibraryIndicator, LibraryRisk

LANGUAGES = ("en", "zh_CN")
GROUPS = {group: {key for key, *_words in below} for group, _en, _zh, below in CATEGORIES}
CJK = re.compile("[\u4e00-\u9fff]")
PARTS = ("cause", "event", "consequence")


def sentences(risk: LibraryRisk) -> Iterator[Words]:
    yield risk.title
    yield from (getattr(risk, part) for part in PARTS)
    yield from (control.title for control in risk.controls)


def explained(indicator: LibraryIndicator) -> tuple[Words, ...]:
    return (indicator.name, indicator.warns_of, indicator.formula, indicator.source)


def every_text() -> list[Words]:
    return [words for risk in starter.risks() for words in sentences(risk)] + [
        words for indicator in starter.indicators() for words in explained(indicator)
    ]


def test_library_holds_at_least_eighty_risks_and_eight_of_each_category() -> None:
    counts = Counter(risk.group for risk in starter.risks())
    assert counts.total() >= 80
    assert set(counts) == set(GROUPS)
    assert min(counts.values()) >= 8


def test_every_file_of_risks_is_read() -> None:
    files = resources.path("library", "risks").glob("*")
    assert {file.name for file in files} == {f"{group}.toml" for group in GROUPS}


def test_every_risk_stands_in_a_category_of_its_file() -> None:
    for risk in starter.risks():
        assert risk.category in {risk.group, *GROUPS[risk.group]}, risk.key


def test_every_second_level_of_the_seeds_has_a_risk() -> None:
    used = {risk.category for risk in starter.risks()}
    assert {key for keys in GROUPS.values() for key in keys} <= used


def test_keys_are_slugs_and_stand_once() -> None:
    for entries in (starter.risks(), starter.indicators()):
        keys = [entry.key for entry in entries]
        assert len(set(keys)) == len(keys)
        assert all(re.fullmatch("[a-z][a-z0-9_]*", key) for key in keys)


def test_every_text_speaks_both_languages() -> None:
    for words in every_text():
        assert set(words) == set(LANGUAGES), words
        assert CJK.search(words["zh_CN"]), words
        assert re.search("[A-Za-z]{2}", words["en"]), words
        assert not CJK.search(words["en"]), words
    for indicator in starter.indicators():
        assert set(indicator.measure) == set(LANGUAGES)
        assert all(indicator.measure.values())


def test_texts_are_typeset() -> None:
    for words in every_text():
        for text in words.values():
            assert text == " ".join(text.split())
            assert not re.search("[\"'`]|\\.\\.\\.| - |--", text), text
        assert not re.search("[,;:!?()]", words["zh_CN"]), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_a_risk_stands_twice(language: str) -> None:
    texts = Counter(words_in(words, language) for words in every_text())
    assert {text for text, count in texts.items() if count > 1} <= repeated_sources(language)


def repeated_sources(language: str) -> set[str]:
    """Where data come from may be the same for several indicators."""
    return {words_in(indicator.source, language) for indicator in starter.indicators()}


def test_titles_and_names_fit_their_fields() -> None:
    for risk in starter.risks():
        for words in (risk.title, *(control.title for control in risk.controls)):
            assert all(len(text) <= TITLE_LENGTH for text in words.values())
            assert not words["en"].endswith(".")
            assert not words["zh_CN"].endswith("。")
    for indicator in starter.indicators():
        for language in LANGUAGES:
            INDICATOR.by_key["name"].kind.check(indicator.name[language])
            INDICATOR.by_key["measure"].kind.check(indicator.measure[language])


def test_every_risk_has_two_to_four_controls_of_more_than_one_kind_in_all() -> None:
    assert all(2 <= len(risk.controls) <= 4 for risk in starter.risks())
    kinds = {control.kind for risk in starter.risks() for control in risk.controls}
    assert kinds == set(ControlKind)


def test_indicators_of_risks_exist_and_every_indicator_watches_a_risk() -> None:
    known = {indicator.key for indicator in starter.indicators()}
    used = Counter(key for risk in starter.risks() for key in risk.indicators)
    assert set(used) == known
    for risk in starter.risks():
        assert len(risk.indicators) <= 3
        assert len(set(risk.indicators)) == len(risk.indicators)


def test_a_few_risks_are_opportunities() -> None:
    assert 4 <= sum(risk.opportunity for risk in starter.risks()) <= 6


@pytest.mark.parametrize("indicator", starter.indicators(), ids=lambda one: one.key)
def test_thresholds_stand_in_order(indicator: LibraryIndicator) -> None:
    colours = [indicator.blue, indicator.yellow, indicator.orange, indicator.red]
    best = 0.0 if indicator.direction is Direction.OUTSIDE else indicator.target
    steps = [worse - better for better, worse in pairwise([best, *colours])]
    if indicator.direction is Direction.LOWER:
        steps = [-step for step in steps]
    assert min(steps) > 0
    assert 0 <= indicator.margin < min(steps)
    assert indicator.raise_after in (1, 2)


@pytest.mark.parametrize("indicator", starter.indicators(), ids=lambda one: one.key)
def test_percentages_stay_within_a_hundred(indicator: LibraryIndicator) -> None:
    figures = (indicator.target, indicator.blue, indicator.yellow, indicator.orange, indicator.red)
    if indicator.measure["en"] == "%":
        assert all(0 <= figure <= 100 for figure in figures)
    assert all(figure >= 0 for figure in figures)
