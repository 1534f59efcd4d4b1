"""JSON from anywhere: J01 to J14 of the corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from register.errors import ImportFileError
from register.exchange.reading import read_workbook
from register.exchange.workbook import Workbook


def read(tmp_path: Path, data: str | bytes, name: str = "a.json") -> Workbook:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return read_workbook(path)


def rows(tmp_path: Path, data: Any) -> list[tuple[Any, ...]]:
    return [row.cells for row in read(tmp_path, json.dumps(data)).sheets[0].rows]


BAD = {
    "J01 depth": ("[" * 100_000, "nested too deeply"),
    "J01 closed": ("[" * 60 + "]" * 60, "nested too deeply"),
    "J02 NaN": ('[{"title": NaN}]', "“NaN” is not a number"),
    "J02 Infinity": ('[{"title": -Infinity}]', "“-Infinity” is not a number"),
    "J02 1e999": ('[{"title": 1e999}]', "“1e999” is not a number"),
    "J03 doubled key": ('[{"title": "a", "title": "b"}]', "“title” twice"),
    "J04 long number": (f'[{{"title": {"9" * 10_000}}}]', "more than 15 digits"),
    "J05 2^70": (f'[{{"title": {2**70}}}]', "more than 15 digits"),
    "J12 two documents": ('[{"title": "a"}]\n[{"title": "b"}]', "more than one document"),
    "cut": ('[{"title": "a"}, {"ti', "wrong at line 1"),
    "no records": ("[1, 2, 3]", "no list of records"),
    "empty list": ("[]", "no list of records"),
    "an object": ('{"title": "a"}', "no list of records"),
}


@pytest.mark.parametrize(("text", "sentence"), BAD.values(), ids=BAD.keys())
def test_bad_documents_end_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ImportFileError) as caught:
        read(tmp_path, text)
    assert sentence in str(caught.value)
    assert "a.json" in str(caught.value)


def test_brackets_inside_strings_do_not_count_as_depth(tmp_path: Path) -> None:
    text = '"' + "[" * 1_000 + '\\"' + "{" * 1_000
    assert rows(tmp_path, [{"title": text}])[1] == (text,)


def test_j06_j07_strange_characters_are_left_to_the_cleaning(tmp_path: Path) -> None:
    book = read(tmp_path, '[{"title": "a\\ud800b\\u0000c"}]')
    assert book.sheets[0].rows[1].cells == ("a\ud800b\0c",)


def test_j08_values_of_any_type_become_cells(tmp_path: Path) -> None:
    found = rows(tmp_path, [{"a": 1, "b": True, "c": None, "d": ["x", 2], "e": {"f": [1]}}])
    assert found == [("a", "b", "c", "d", "e"), (1, True, None, "x\n2", '{"f": [1]}')]


def test_j09_j13_unknown_keys_are_columns_like_any_other(tmp_path: Path) -> None:
    found = rows(tmp_path, [{"title": "a", "__proto__": "b"}, {"__class__": "c", "title": "d"}])
    assert found == [("title", "__proto__", "__class__"), ("a", "b", None), ("d", None, "c")]


def test_j11_a_mark_at_the_start_is_no_text(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        book = read(tmp_path, '[{"title": "风险"}]'.encode(encoding))
        assert book.sheets[0].rows[1].cells == ("风险",)


def test_lists_inside_an_object_are_sheets(tmp_path: Path) -> None:
    book = read(tmp_path, '{"owners": [{"name": "a"}], "risks": [{"title": "b"}], "count": 2}')
    assert [sheet.name for sheet in book.sheets] == ["owners", "risks"]


def test_custom_columns_stand_beside_the_others(tmp_path: Path) -> None:
    found = rows(tmp_path, [{"title": "a", "custom": {"Asset": "b", "title": "c"}}])
    assert found == [("title", "Asset", "[title]"), ("a", "b", "c")]
