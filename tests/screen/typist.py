"""Somebody with a keyboard, eyes and nothing else, before a real window."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WAIT_S = 30.0
SETTLE_S = 0.25  # a key is seen before the next one is pressed


class Typist:
    """Presses keys, takes pictures, and reads the register from outside."""

    def __init__(self, out: Path, register: Path, environment: dict[str, str]) -> None:
        self.register = register
        self._out, self._environment = out, environment
        self._pictures = 0

    # keys --------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, in xdotool's names."""
        for key in keys:
            self._do("key", key)
            time.sleep(SETTLE_S)

    def type(self, text: str) -> None:
        """Type a text; what xdotool has no keys for goes through the clipboard."""
        if text.isascii():
            self._do("type", "--delay", "20", text)
            time.sleep(SETTLE_S)
        else:
            self._paste(text)

    def fill(self, *texts: str) -> None:
        """Type into fields that follow each other; an empty text leaves one as it is."""
        for n, text in enumerate(texts):
            if n:
                self.press("Tab")
            if text:
                self.type(text)
        self.press("Tab")

    def pick(self, text: str) -> None:
        """Choose a record whose name holds a text, in a field that offers names."""
        self.type(text)
        time.sleep(SETTLE_S)
        self.press("Down", "Return")

    # eyes --------------------------------------------------------------------------------

    def look(self, name: str) -> None:
        """Take a picture."""
        self._pictures += 1
        target = self._out / f"{self._pictures:02}-{name}.png"
        time.sleep(SETTLE_S)
        subprocess.run(["scrot", "-o", str(target)], env=self._environment, check=True)

    def title(self) -> str:
        """Read the title of the window in front."""
        command = ["xdotool", "getactivewindow", "getwindowname"]
        done = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def records(self, kind: str) -> list[dict[str, Any]]:
        """Return what the register holds."""
        done = self.command("list", str(self.register), kind, "--json")
        found: list[dict[str, Any]] = json.loads(done.stdout) if done.returncode == 0 else []
        return found

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Ask the command line, beside the open window."""
        command = [sys.executable, "main.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self._environment, capture_output=True, text=True, check=False
        )

    def wait(self, what: str, is_so: Callable[[], bool]) -> None:
        """Wait until something is so, or say what is not."""
        end = time.monotonic() + WAIT_S
        while not is_so():
            if time.monotonic() > end:
                self.look("failed")
                raise SystemExit(f"in vain: {what} (the window in front: “{self.title()}”)")
            time.sleep(0.2)
        print(f"ok: {what}", flush=True)

    def wait_front(self, *words: str) -> None:
        """Wait until the window in front has one of these words in its title."""
        self.wait(f"“{words[0]}” is in front", lambda: any(word in self.title() for word in words))

    def wait_for(self, kind: str, count: int, **values: object) -> None:
        """Wait until the register holds so many records that have these values."""

        def fits(record: dict[str, Any]) -> bool:
            return all(record[key] == value for key, value in values.items())

        words = ", ".join(f"{key} {value}" for key, value in values.items())
        self.wait(
            f"{kind}: {count} {words}".strip(),
            lambda: sum(map(fits, self.records(kind))) == count,
        )

    # inside ------------------------------------------------------------------------------

    def _paste(self, text: str) -> None:
        command = [sys.executable, "-m", "tests.screen.clipboard", text]
        holder = subprocess.Popen(
            command, cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, text=True
        )
        try:
            assert holder.stdout is not None
            holder.stdout.readline()
            self.press("ctrl+v")
            time.sleep(SETTLE_S)
        finally:
            holder.terminate()
            holder.wait()
            if holder.stdout is not None:
                holder.stdout.close()

    def _do(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True)
