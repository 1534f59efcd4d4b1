"""What the window remembers between runs: written once, when it closes or a choice is made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from register import settings
from register.settings import Settings

MOST_RECENT = 10
SEEN = "seen."
NORMAL_ZOOM = 100
ZOOMS = (90, 100, 110, 125, 150, 175, 200)  # sizes of texts in per cent
_ZOOMS = {str(size) for size in ZOOMS}


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

    def values(self, key: str) -> dict[str, Any]:
        """Return remembered values by name; none where they are missing or cannot be read."""
        try:
            found = json.loads(self.state(key) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def theme(self) -> str:
        """The theme chosen: system, light, dark or contrast."""
        return self.state("theme", "system")

    @property
    def compact(self) -> bool:
        """Whether rows and controls are to be low."""
        return self.state("density") == "compact"

    @property
    def zoom(self) -> int:
        """The size of texts in per cent."""
        text = self.state("zoom")
        return int(text) if text in _ZOOMS else NORMAL_ZOOM

    @property
    def still(self) -> bool:
        """Whether nothing is to move by itself."""
        return self.state("motion") == "none"

    def remember(self, key: str, value: str) -> None:
        """Keep a piece of the window's state until flush()."""
        self._window[key] = value

    def remember_values(self, key: str, values: Mapping[str, Any]) -> None:
        """Keep values by name, which JSON can hold, until flush()."""
        self.remember(key, json.dumps(values))

    def flush(self) -> None:
        """Write what is remembered."""
        known = {f"{SEEN}{path}" for path in self.settings.recent}
        kept = {k: v for k, v in self._window.items() if k in known or not k.startswith(SEEN)}
        self.settings = replace(self.settings, window=kept)
        settings.save(self.settings)

    def add_recent(self, path: Path) -> None:
        """Put a register at the head of the recent ones."""
        known = [str(path.resolve()), *self.settings.recent]
        self.choose(recent=tuple(dict.fromkeys(known))[:MOST_RECENT])

    def drop_recent(self, path: str) -> None:
        """Forget one recent register."""
        self.choose(recent=tuple(item for item in self.settings.recent if item != path))

    def clear_recent(self) -> None:
        """Forget every recent register."""
        self.choose(recent=())

    def note_seen(self, path: Path) -> None:
        """Keep when a register was last written, as it is closed."""
        with suppress(OSError):
            self.remember(f"{SEEN}{path}", str(path.stat().st_mtime_ns))

    def changed_since_seen(self, path: Path) -> bool:
        """Tell whether somebody wrote to a register after it was closed here."""
        seen = self.state(f"{SEEN}{path}")
        try:
            return bool(seen) and seen != str(path.stat().st_mtime_ns)
        except OSError:
            return False
