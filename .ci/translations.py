"""Extract every string, bring the catalogues up to date, and compile them.

Run ``uv run python .ci/translations.py``; with ``--merge FILE`` it takes translations from a JSON
object of message to text (a context stands before the message and a \\u0004).
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("register", "drills", "gui")
KEYWORDS = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "NC_": ((1, "c"), 2),
}
LANGUAGES = ("zh_CN",)


def folder(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return ROOT / "resources" / "locale" / language / "LC_MESSAGES"


def template() -> Catalog:
    """Return every message of the program, without places, so that moving code changes nothing."""
    found = Catalog(project="Muster", charset="utf-8")
    for package in PACKAGES:
        for _file, _line, message, _comments, context in extract_from_dir(
            ROOT / package, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            found.add(message, context=context)
    return found


def load(language: str) -> Catalog:
    """Return a language's catalogue as it stands, empty when there is none."""
    path = folder(language) / "muster.po"
    if not path.exists():
        return Catalog(locale=language, project="Muster", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalog: Catalog) -> bytes:
    """Return the .mo file of a catalogue."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def translated(message: Message) -> bool:
    """Tell whether every form of a message has its text."""
    forms = message.string if message.pluralizable else (message.string,)
    return bool(forms) and all(forms)


def merge(catalog: Catalog, file: Path) -> None:
    """Fill in translations from a JSON object where the catalogue has none."""
    for key, text in json.loads(file.read_text(encoding="utf-8")).items():
        context, mark, plain = key.partition("\x04")
        message = catalog.get(plain if mark else key, context if mark else None)
        if message is not None and not translated(message):
            message.string = (text,) if message.pluralizable else text


def main(arguments: list[str]) -> int:
    """Update and compile; returns how many messages have no translation."""
    missing = 0
    for language in LANGUAGES:
        catalog = load(language)
        catalog.update(template(), no_fuzzy_matching=True)
        catalog.obsolete.clear()
        for name in arguments[1:] if arguments[:1] == ["--merge"] else []:
            merge(catalog, Path(name))
        lacking = [item for item in catalog if item.id and not translated(item)]
        missing += len(lacking)
        for message in lacking:
            print(f"{language}: {message.context or ''} {message.id!r}")
        folder(language).mkdir(parents=True, exist_ok=True)
        with (folder(language) / "muster.po").open("wb") as file:
            write_po(file, catalog, sort_output=True, omit_header=False, width=100)
        (folder(language) / "muster.mo").write_bytes(compiled(catalog))
    return min(missing, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
