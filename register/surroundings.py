"""Where a register lies: folders and drives that endanger it, and copies that a sync left behind."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from register.i18n import _

SYNC_MARKS = (
    "dropbox",
    "onedrive",
    "nutstore",
    "坚果云",
    "syncthing",
    "icloud",
    "google drive",
    "nextcloud",
)
SYNC_FILES = (".stfolder", ".dropbox", ".dropbox.cache", ".nextcloudsync.log")
NETWORK_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "davfs", "fuse.sshfs", "ncpfs"}
MOUNTS = Path("/proc/mounts")
REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW
_CONFLICT = re.compile(r"conflicted copy|conflict|\.sync-conflict-|冲突", re.IGNORECASE)


def warnings(path: Path) -> list[str]:
    """Return what endangers a register where it lies, a sentence each."""
    found = []
    if _is_synchronised(path):
        found.append(
            _(
                "This register lies in a folder that another program synchronises; "
                "edit it on one computer at a time."
            )
        )
    if _is_on_network(path):
        found.append(
            _(
                "This register lies on a network drive, where a lost connection can damage it; "
                "keep it on a local disk and copy it over when it is closed."
            )
        )
    return found


def conflicted_copies(path: Path) -> list[Path]:
    """Return the copies beside a register that a sync made of two changed states, sorted."""
    with suppress(OSError):
        return sorted(
            item
            for item in path.parent.glob(f"*{path.suffix}")
            if item != path
            and item.name.startswith(path.stem)
            and _CONFLICT.search(item.name.removeprefix(path.stem))
            and item.is_file()
        )
    return []


def _is_synchronised(path: Path) -> bool:
    folders = str(path.parent).casefold()
    return any(mark in folders for mark in SYNC_MARKS) or any(
        (folder / name).exists() for folder in path.parents for name in SYNC_FILES
    )


def _is_on_network(path: Path) -> bool:
    if str(path).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        drive = ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\")
        return int(drive) == REMOTE_DRIVE
    return _system_of(path) in NETWORK_SYSTEMS


def _system_of(path: Path) -> str:
    """Return the kind of file system that holds a path, "" where that is not told."""
    holders = [(where, kind) for where, kind in _mounts() if path.is_relative_to(where)]
    return max(holders, key=lambda item: len(item[0]), default=("", ""))[1]


def _mounts() -> Iterator[tuple[str, str]]:
    with suppress(OSError):
        for line in MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
            parts = line.split()
            if len(parts) > 2:
                yield parts[1].replace("\\040", " "), parts[2]
