"""Every risk of the library reads well as the sentence that the risk page makes of it."""

from __future__ import annotations

import re

import pytest

from gui.pages.sentence import risk_sentence
from register import starter
from register.entities import Risk
from register.i18n import language
from register.starter import LibraryRisk


def read_back(risk: LibraryRisk, tongue: str) -> str:
    with language(tongue):
        return risk_sentence(
            Risk(
                id=risk.key,
                cause=risk.cause[tongue],
                event=risk.event[tongue],
                consequence=risk.consequence[tongue],
            )
        )


@pytest.mark.parametrize("risk", starter.risks(), ids=lambda one: one.key)
def test_library_risk_reads_as_one_sentence(risk: LibraryRisk) -> None:
    english = read_back(risk, "en")
    assert re.fullmatch(
        r"Because [a-z][^.]+, it may happen that [a-z][^.]+, so that [a-z][^.]+\.", english
    )
    assert english.count("so that") == 1
    chinese = read_back(risk, "zh_CN")
    assert re.fullmatch("由于[^。]+，可能发生[^。]+，从而[^。]+。", chinese)
    assert max(chinese.count(word) for word in ("由于", "可能", "发生", "从而")) == 1
