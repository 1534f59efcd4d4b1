"""The catalogues: complete, compiled, and with the placeholders of the source."""

from __future__ import annotations

import importlib.util
import string
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / ".ci" / "translations.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
by_language = pytest.mark.parametrize("language", TOOL.LANGUAGES)


def _key(message: object) -> tuple[object, object]:
    return getattr(message, "context"), getattr(message, "id")  # noqa: B009


@by_language
def test_catalogue_holds_exactly_the_strings_of_the_program(language: str) -> None:
    wanted = {_key(message) for message in TOOL.template() if message.id}
    found = {_key(message) for message in TOOL.load(language) if message.id}
    assert found == wanted


@by_language
def test_every_string_is_translated(language: str) -> None:
    missing = [m.id for m in TOOL.load(language) if m.id and not TOOL.translated(m)]
    assert missing == []


@by_language
def test_compiled_catalogue_is_fresh(language: str) -> None:
    stored = (TOOL.folder(language) / "muster.mo").read_bytes()
    assert stored == TOOL.compiled(TOOL.load(language))


def _places(text: str) -> set[str]:
    return {
        name for _text, name, _spec, _conv in string.Formatter().parse(text) if name is not None
    }


@by_language
def test_placeholders_are_those_of_the_source(language: str) -> None:
    for message in TOOL.load(language):
        if not message.id:
            continue
        forms = message.id if message.pluralizable else (message.id,)
        texts = message.string if message.pluralizable else (message.string,)
        for text in texts:
            assert _places(text) <= _places(forms[-1]), message.id
            if not message.pluralizable:
                assert _places(text) == _places(forms[0]), message.id


@by_language
def test_no_string_is_marked_fuzzy(language: str) -> None:
    assert [m.id for m in TOOL.load(language) if m.fuzzy and m.id] == []
