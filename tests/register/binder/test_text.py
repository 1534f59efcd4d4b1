"""Lines break where Chinese and English readers expect it, and lose nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from register.binder.text import NO_END, NO_START, break_lines, clean


class Widths(dict[str, float]):
    """Half-width for Latin, full width for everything else."""

    def __missing__(self, character: str) -> float:
        return 500.0 if character < "\u2e80" else 1000.0


WIDTHS = Widths()
MIXED = st.text(alphabet="洪水应急预案的，。；：！？）（《》“”…—、 ab12-/.,()%$", max_size=120)


def measure(line: str) -> float:
    return sum(map(WIDTHS.__getitem__, line))


def squeezed(text: str) -> str:
    return text.replace(" ", "").replace("\n", "")


@given(st.text(max_size=200).map(clean) | MIXED, st.integers(1, 30))
def test_no_text_is_lost_but_spaces_at_line_ends(text: str, ems: int) -> None:
    lines = break_lines(text, ems * 1000, WIDTHS)
    assert squeezed("".join(lines)) == squeezed(text)
    assert len(lines) >= 1 + text.count("\n")


@given(MIXED, st.integers(1, 30))
def test_no_line_is_wider_than_its_room(text: str, ems: int) -> None:
    assert all(measure(line) <= ems * 1000 for line in break_lines(text, ems * 1000, WIDTHS))


@given(st.text(alphabet="洪水应急预案，。；：！？）“（《ab ", max_size=120), st.integers(4, 30))
@example("预案（一）。“好”", 4)
@example(" 《急。，预洪案", 4)
@example("a。。。应。“ 《", 7)
def test_lines_neither_begin_nor_end_with_the_wrong_mark(text: str, ems: int) -> None:
    lines = break_lines(text, ems * 1000, WIDTHS)
    for before, after in pairwise(lines):
        # Only a run of marks as long as a line leaves no better place.
        if after[0] in NO_START or before[-1] in NO_END:
            assert _run_of_marks(before + after[0]) >= ems - 2


def _run_of_marks(line: str) -> float:
    marks = NO_START | NO_END | {" "}
    longest = run = 0.0
    for character in line:
        glued = character in marks or character < "\u2e80"
        run = run + WIDTHS[character] / 1000 if glued else 0.0
        longest = max(longest, run)
    return longest + 1


def test_english_words_stay_whole_where_they_fit() -> None:
    lines = break_lines("The spare generator starts within ten seconds", 8000, WIDTHS)
    assert lines == ["The spare", "generator starts", "within ten", "seconds"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert break_lines("abcdefghij", 2000, WIDTHS) == ["abcd", "efgh", "ij"]


def test_hyphen_and_slash_let_a_word_go_on_the_next_line() -> None:
    assert break_lines("work-around", 3500, WIDTHS) == ["work-", "around"]
    assert break_lines("https://example.com/plans", 10000, WIDTHS)[0] == "https://example.com/"


def test_phone_numbers_are_not_broken_at_their_hyphens() -> None:
    assert break_lines("电话 010-8888-1234", 8000, WIDTHS) == ["电话", "010-8888-1234"]


def test_chinese_punctuation_takes_a_character_with_it() -> None:
    assert break_lines("启动应急预案，通知", 6000, WIDTHS) == ["启动应急预", "案，通知"]
    assert break_lines("见附件（一）", 4000, WIDTHS) == ["见附件", "（一）"]


def test_marks_and_joiners_stay_with_their_letter() -> None:
    assert break_lines("ไฟไหม้" * 3, 1500, WIDTHS)[0][-1] not in NO_END
    family = "👨\u200d👩\u200d👧"
    assert "\u200d" not in {line[0] for line in break_lines(family * 4, 5000, WIDTHS)}


@pytest.mark.parametrize("text", ["", " ", "\n", "    ", " \n "])
def test_blank_text_gives_blank_lines(text: str) -> None:
    assert [line.strip() for line in break_lines(text, 1500, WIDTHS)] == [""] * (
        1 + text.count("\n")
    )


def test_a_very_long_word_is_broken_at_once() -> None:
    lines = break_lines("x" * 1_000_000, 50_000, WIDTHS)
    assert len(lines) == 10_000


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\x00b\x07c\x0bd\ufffee", "abcde"),
        ("a\ud800b", "ab"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb", "a b"),
        ("a\x08b", "ab"),
        ("<b>x & 1 < 2 </para> %s {0}", "<b>x & 1 < 2 </para> %s {0}"),
        ("龘 👨\u200d👩\u200d👧 \u202e", "龘 👨\u200d👩\u200d👧 \u202e"),
    ],
)
def test_only_what_cannot_be_printed_is_removed(typed: str, printed: str) -> None:
    assert clean(typed) == printed
