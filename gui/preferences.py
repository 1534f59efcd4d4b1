"""What the window remembers between runs: written once, when it closes or a choice is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from register import settings
from register.settings import Settings

MOST_RECENT = 10


class Preferences:
    """The user's settings, with the state of the window among them."""

    def __init__(self) -> None:
        self.settings: Settings = settings.load()
        self._window = dict(self.settings.window)

    def choose(self, **values: Any) -> None:
        """Change settings and write them at once."""
        self.settings = replace(self.settings, **values)
        self.flush()

    def state(self, key: str, default: str = "") -> str:
        """Return a remembered piece of the window's state."""
        return self._window.get(key, default)

    def remember(self, key: str, value: str) -> None:
        """Keep a piece of the window's state until flush()."""
        self._window[key] = value

    def flush(self) -> None:
        """Write what is remembered."""
        self.settings = replace(self.settings, window=dict(self._window))
        settings.save(self.settings)

    def add_recent(self, path: Path) -> None:
        """Put a register at the head of the recent ones."""
        known = [str(path.resolve()), *self.settings.recent]
        self.choose(recent=tuple(dict.fromkeys(known))[:MOST_RECENT])

    def drop_recent(self, path: str) -> None:
        """Forget one recent register."""
        self.choose(recent=tuple(item for item in self.settings.recent if item != path))
