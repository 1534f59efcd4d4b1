"""The lock file that keeps two writers off one register. Needs no Qt.

``<real path>.lock`` holds who has the register open; whoever made it may write.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
import time
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from register.errors import LockedError
from register.i18n import _, moment_text, now

DRAFT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock; ``at`` is UTC in ISO form, ``start`` marks the process's start."""

    host: str
    pid: int
    start: str
    user: str
    at: str


class HeldError(LockedError):
    """The lock is held; ``holder`` is None when the lock file cannot be read."""

    def __init__(self, message: str, holder: Holder | None) -> None:
        super().__init__(message)
        self.holder = holder


def login_name() -> str:
    """Return the login name, or "?" where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def lock_path(path: Path) -> Path:
    """Return the lock file of a register, whatever name it was reached by."""
    real = path.resolve()
    return real.with_name(real.name + ".lock")


class Lock:
    """A lock that this process holds until release()."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text

    @classmethod
    def acquire(cls, register: Path, *, take_over: bool = False) -> Lock:
        """Take the register's lock.

        A lock whose process on this computer is gone is taken over silently; any other
        needs ``take_over``. Raises HeldError, or OSError where the folder cannot be written.
        """
        path = lock_path(register)
        text = json.dumps(asdict(_myself()), ensure_ascii=False)
        for _attempt in range(3):
            try:
                _create(path, text)
            except FileExistsError:
                holder = read(path)
                if not take_over and not (holder and _is_gone(holder)):
                    raise _held(register, holder) from None
                path.unlink(missing_ok=True)
            else:
                _sweep(path)
                return cls(path, text)
        raise _held(register, read(path))

    def release(self) -> None:
        """Give the lock back, if it is still ours."""
        with suppress(OSError):
            if self._path.read_text(encoding="utf-8") == self._text:
                self._path.unlink()


def read(path: Path) -> Holder | None:
    """Return what a lock file says, or None when it says nothing that can be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Holder(
            str(data["host"]),
            int(data["pid"]),
            str(data["start"]),
            str(data["user"]),
            str(data["at"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _create(path: Path, text: str) -> None:
    """Make the lock file with its text in one step, so that a kill never leaves an empty one."""
    draft = path.with_name(f"{path.name}.{os.getpid()}-{uuid.uuid4().hex[:8]}")
    _write_new(draft, text)
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a stick with FAT knows no second names
        _write_new(path, text)
    finally:
        draft.unlink()


def _sweep(path: Path) -> None:
    """Remove the drafts that a kill left; a living process keeps its own for moments only."""
    for draft in path.parent.glob(f"{path.name}.*"):
        with suppress(OSError):
            if time.time() - draft.stat().st_mtime > DRAFT_SECONDS:
                draft.unlink()


def _write_new(path: Path, text: str) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def _held(register: Path, holder: Holder | None) -> HeldError:
    if holder is None:
        return HeldError(
            _("“{name}” has a lock file that cannot be read; it may be open elsewhere.").format(
                name=register.name
            ),
            None,
        )
    return HeldError(
        _("“{name}” is open on {host} by {user} since {at}.").format(
            name=register.name, host=holder.host, user=holder.user, at=_local(holder.at)
        ),
        holder,
    )


def _local(at: str) -> str:
    try:
        return moment_text(datetime.fromisoformat(at))
    except (ValueError, OverflowError):
        return at


def _myself() -> Holder:
    return Holder(
        socket.gethostname(),
        os.getpid(),
        _process_start(os.getpid()),
        login_name(),
        now().strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _is_gone(holder: Holder) -> bool:
    if holder.host != socket.gethostname():
        return False
    if not _alive(holder.pid):
        return True
    start = _process_start(holder.pid)
    return bool(start and holder.start and start != holder.start)


def _alive(pid: int) -> bool:
    if sys.platform == "win32":
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _alive_on_windows(pid: int) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if handle:
        kernel.CloseHandle(handle)
    return bool(handle)


def _process_start(pid: int) -> str:
    """Return what tells this process from a later one of the same number, where the system says."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]  # field 22 of proc(5), counted from the name's end
