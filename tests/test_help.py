"""The manual: whole in both languages, and true to the words of the screen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.pofile import read_po

import resources
from register.i18n import LANGUAGES

PAGES = tomllib.loads(resources.path("help", "pages.toml").read_text(encoding="utf-8"))["pages"]
NAMES = [page["name"] for page in PAGES]
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]*)\)")
_PICTURE = re.compile(r"!\[[^\]]+\]\(pictures/([^)]*)\)")
WITHOUT_PICTURE = {"register", "assessments", "attachments", "commands"}
MOST_BYTES = 150_000  # of a picture
_HEADING = re.compile(r"^(#+) (.*)$", re.MULTILINE)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ACCESS_KEY = re.compile(r"[(（]&\w[)）]|&")
_PLACEHOLDER = re.compile(r"\{\w+\}")

in_each_language = pytest.mark.parametrize("language", LANGUAGES)
on_each_page = pytest.mark.parametrize("name", NAMES)


def _text(language: str, name: str) -> str:
    return resources.path("help", language, f"{name}.md").read_text(encoding="utf-8")


@cache
def _screen_words() -> dict[str, set[str]]:
    """Return by language every text of the program, as a reader sees it."""
    path = resources.path("locale", "zh_CN", "LC_MESSAGES", "muster.po")
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale="zh_CN") if message.id]
    return {
        "en": {_seen(text) for message in messages for text in _forms(message.id)},
        "zh_CN": {_seen(text) for message in messages for text in _forms(message.string)},
    }


def _forms(texts: object) -> Iterator[str]:
    yield from texts if isinstance(texts, list | tuple) else (str(texts),)


def _seen(text: str) -> str:
    return _PLACEHOLDER.sub("…", _ACCESS_KEY.sub("", text))


@in_each_language
def test_every_page_file_is_listed_once(language: str) -> None:
    files = sorted(path.stem for path in resources.path("help", language).glob("*.md"))
    assert files == sorted(NAMES)


@on_each_page
def test_title_is_given_in_every_language_and_stands_first(name: str) -> None:
    title = PAGES[NAMES.index(name)]["title"]
    assert set(title) == set(LANGUAGES)
    for language, words in title.items():
        assert _text(language, name).startswith(f"# {words}\n\n")


@on_each_page
def test_both_languages_have_the_same_headings_and_lines(name: str) -> None:
    shapes = {
        (tuple(mark for mark, _words in _HEADING.findall(text)), len(text.splitlines()))
        for text in (_text(language, name) for language in LANGUAGES)
    }
    assert len(shapes) == 1


@in_each_language
@on_each_page
def test_links_lead_to_other_pages(name: str, language: str) -> None:
    targets = {link.removesuffix(".md") for link in _LINK.findall(_text(language, name))}
    assert targets <= set(NAMES) - {name}


@in_each_language
@on_each_page
def test_bold_words_stand_on_the_screen_exactly_so(name: str, language: str) -> None:
    bold = {word for path in _BOLD.findall(_text(language, name)) for word in path.split(" > ")}
    assert bold - _screen_words()[language] == set()


@in_each_language
def test_every_picture_is_there_and_shown_once(language: str) -> None:
    shown = {name: _PICTURE.findall(_text(language, name)) for name in NAMES}
    assert {name for name, found in shown.items() if not found} == WITHOUT_PICTURE
    files = sorted(path.name for path in resources.path("help", language, "pictures").iterdir())
    assert sorted(file for found in shown.values() for file in found) == files


@in_each_language
def test_pictures_are_light_enough_to_ship(language: str) -> None:
    for path in resources.path("help", language, "pictures").iterdir():
        assert path.stat().st_size < MOST_BYTES, path.name
