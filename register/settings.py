"""What the program remembers of its user, outside any register: name, language, folders.

A damaged or missing settings file means defaults, never a refusal to start.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from register.files import write_whole
from register.i18n import LANGUAGES, system_language
from register.lock import login_name

APPLICATION = "Muster"
DATA_VARIABLE = "MUSTER_DATA"


@dataclass(frozen=True, slots=True)
class Settings:
    """``name``: who signs changes; ``language``: a key of LANGUAGES or "" for the system's;
    ``snapshots``: folder, or "" for the data folder; ``recent``: paths, newest first."""

    name: str = ""
    language: str = ""
    snapshots: str = ""
    recent: tuple[str, ...] = ()
    window: dict[str, str] = field(default_factory=dict)

    def signature(self) -> str:
        """Return who signs changes: the name given, else the login name."""
        return self.name or login_name()

    def tongue(self) -> str:
        """Return the language to speak: the one chosen, else the system's."""
        return self.language if self.language in LANGUAGES else system_language()


def data_folder() -> Path:
    """Return the folder for snapshots and memories; it is made when something is written."""
    given = os.environ.get(DATA_VARIABLE)
    return Path(given) if given else Path(platformdirs.user_data_dir(APPLICATION, False))


def settings_path() -> Path:
    """Return the settings file."""
    return data_folder() / "settings.json"


def load() -> Settings:
    """Return the settings; whatever cannot be read has its default."""
    try:
        data = json.loads(settings_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _checked(data) if isinstance(data, dict) else Settings()


def _checked(data: dict[str, Any]) -> Settings:
    found = Settings()
    for item in fields(Settings):
        value = data.get(item.name)
        if item.name == "recent" and isinstance(value, list):
            value = tuple(text for text in value if isinstance(text, str))
        if isinstance(value, type(getattr(found, item.name))):
            found = replace(found, **{item.name: value})
    return found


def save(settings: Settings) -> None:
    """Write the settings; where that is impossible the program goes on without."""
    with suppress(OSError):
        write_whole(settings_path(), json.dumps(asdict(settings), ensure_ascii=False, indent=1))
