"""Methods in words, for pages and lists of choices."""

from __future__ import annotations

from dataclasses import replace

from register.i18n import _, ngettext
from register.scoring import Method, Words, words_in


def with_name(method: Method, name: Words) -> Method:
    """Return a method under another name."""
    return replace(method, name=name)


def version_text(method: Method) -> str:
    """Return a method's name and version."""
    name = words_in(method.name)
    return _("{method}, version {version}").format(method=name, version=method.version)


def risks_text(count: int) -> str:
    """Return how many risks are rated under something."""
    return ngettext("{count} risk rated", "{count} risks rated", count).format(count=count)
