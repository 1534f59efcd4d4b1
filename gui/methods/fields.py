"""Fields of a method: each reads its value from the draft and puts what is typed back into it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit

from gui import theme
from gui.methods.draft import MethodDraft
from gui.widgets import Combo, restyle
from register.fields import clean
from register.i18n import _
from register.scoring import Method, Words
from register.scoring.editing import said

MOST, NARROW = 200, 76
_NUMBER = re.compile(r"\d{1,7}([.,]\d{1,4})?\Z")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


class ParsedField(QLineEdit):
    """A value of the method as text; a text that is none is said below and cannot be saved."""

    longest = 12

    def __init__(
        self,
        draft: MethodDraft,
        name: str,
        read: Callable[[Method], Any],
        write: Callable[[Method, Any], Method],
    ) -> None:
        """``name``: what is read out, and what the edit is known by."""
        super().__init__()
        self._draft, self._name, self._read, self._write = draft, name, read, write
        self.setMaxLength(self.longest)
        self.setAccessibleName(name)
        self.textEdited.connect(self._typed)
        self.refresh()

    def parse(self, text: str) -> Any:
        """Return the value that a text is, None if it is none."""
        raise NotImplementedError

    def shown(self, value: Any) -> str:
        """Return a value as text."""
        raise NotImplementedError

    def complaint(self) -> str:
        """Return the sentence for a text that is no value, with its placeholders; "" if any is."""
        return ""

    def put(self, text: str) -> None:
        """Show a text."""
        self.setText(text)

    def refresh(self) -> None:
        """Show what the draft holds, unless that is what stands here or it is no value yet."""
        broken = self._draft.is_broken(self._name)
        value = self._read(self._draft.method)
        if not broken and self.parse(self.text().strip()) != value:
            self.put(self.shown(value))
        if bool(self.property("wrong")) != broken:
            self.setProperty("wrong", broken)
            restyle(self)

    def forget(self) -> None:
        """Take back what it said about its text."""
        self._draft.forget(self._name)

    def _typed(self, text: str) -> None:
        text = clean(text)[0].strip()
        value = self.parse(text)
        if value is None:
            words = self.complaint().format(field=self._name, text=text)
            self._draft.refuse(self._name, words)
            return
        self._draft.refuse(self._name, "")
        self._draft.edit(self._write(self._draft.method, value), self._name)


class TextField(ParsedField):
    """One line of text of the method."""

    longest = MOST

    def parse(self, text: str) -> str:
        return text

    def shown(self, value: str) -> str:
        return value

    def put(self, text: str) -> None:
        super().put(text)
        self.setCursorPosition(0)  # a long one is read from its beginning


class NumberField(ParsedField):
    """One number of the method."""

    def __init__(
        self,
        draft: MethodDraft,
        name: str,
        read: Callable[[Method], float],
        write: Callable[[Method, float], Method],
        *,
        whole: bool = False,
    ) -> None:
        self._whole = whole
        super().__init__(draft, name, read, write)
        self.setFixedWidth(theme.scaled(NARROW))

    def parse(self, text: str) -> float | None:
        if not _NUMBER.match(text):
            return None
        value = float(text.replace(",", "."))
        if self._whole and value != int(value):
            return None
        return int(value) if value == int(value) else value

    def shown(self, value: float) -> str:
        return f"{value:g}" if value < 100_000 else f"{value}"

    def complaint(self) -> str:
        if self._whole:
            return _("{field}: “{text}” is no whole number.")
        return _("{field}: “{text}” is no number.")


class ColourField(ParsedField):
    """One colour, as #RRGGBB."""

    def parse(self, text: str) -> str | None:
        return text.upper() if _COLOUR.match(text) else None

    def shown(self, value: str) -> str:
        return value

    def complaint(self) -> str:
        return _("{field}: “{text}” is no colour; write it as #RRGGBB.")


class ChoiceField(Combo):
    """One of a few values of the method."""

    def __init__(
        self,
        draft: MethodDraft,
        name: str,
        read: Callable[[Method], str],
        write: Callable[[Method, str], Method],
    ) -> None:
        super().__init__()
        self._draft, self._read, self._write = draft, read, write
        self.setAccessibleName(name)
        self.activated.connect(self._chosen)

    def offer(self, options: dict[str, str]) -> None:
        """Offer these values with their words, and show the present one."""
        self.clear()
        for key, text in options.items():
            self.addItem(text, key)
        self.refresh()

    def refresh(self) -> None:
        """Show what the draft holds."""
        place = self.findData(str(self._read(self._draft.method)))
        if place >= 0 and place != self.currentIndex():
            self.setCurrentIndex(place)

    def forget(self) -> None:
        """Nothing is kept of it when it goes."""

    def _chosen(self, place: int) -> None:
        self._draft.edit(self._write(self._draft.method, str(self.itemData(place))))


Field = ParsedField | ChoiceField


def language_words() -> dict[str, str]:
    """Return the languages of a method's texts."""
    return {"en": _("English"), "zh_CN": _("Chinese")}


def word_fields(
    draft: MethodDraft,
    name: str,
    read: Callable[[Method], Words],
    write: Callable[[Method, Words], Method],
) -> list[TextField]:
    """Return a field for a text in each language; ``name``: what the text is."""
    made = []
    for language, shown in language_words().items():
        field = TextField(
            draft,
            _("{field}, in {language}").format(field=name, language=shown),
            lambda method, key=language: read(method).get(key, ""),  # type: ignore[misc]
            lambda method, text, key=language: write(  # type: ignore[misc]
                method, said(read(method), key, text)
            ),
        )
        field.setPlaceholderText(shown)
        made.append(field)
    return made
