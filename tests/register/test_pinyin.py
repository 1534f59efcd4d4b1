from __future__ import annotations

import pytest

from register.pinyin import patterns


def _finds(query: str, text: str) -> bool:
    return all(pattern.search(text.casefold()) for pattern in patterns(query))


@pytest.mark.parametrize("query", ["cqyh", "zqyh", "重qyh", "YH", "重庆", "行", "q y"])
def test_characters_answer_to_the_initial_of_any_reading(query: str) -> None:
    assert _finds(query, "重庆银行")


@pytest.mark.parametrize("query", ["xq", "yq", "r.1", "[", "重银"])
def test_other_letters_and_marks_are_not_found(query: str) -> None:
    assert not _finds(query, "重庆银行 R-001")


def test_letters_find_themselves_and_words_stand_in_any_order() -> None:
    assert _finds("hall power", "Power fails in HALL B")
    assert _finds("r-00", "R-001 停电")
    assert not _finds("hall water", "Power fails in HALL B")
