"""Starting: from the process's start to a painted window, beside a bare Qt window.

Needs a display (a real one, or Xvfb); without one it runs offscreen and says so.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.big import big_register, own_folder
from tests.benchmarks.measure import line

ROOT = Path(__file__).parents[2]
ROUNDS = 7
BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QLabel
from PySide6.QtCore import QTimer
class Bare(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        if not hasattr(self, "told"):
            self.told = True
            print(time.monotonic(), flush=True)
            QTimer.singleShot(0, app.quit)
app = QApplication([])
label = Bare("Muster"); label.resize(1100, 700); label.show()
app.exec()
"""
OURS = """
import sys, time
import main
from gui.app import start
program = start(main.catalog, [sys.argv[1]])
program.shell.painted.connect(lambda: print(time.monotonic(), flush=True))
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
def shown():
    QApplication.processEvents()
    print(time.monotonic(), flush=True)
    QTimer.singleShot(0, program.close)
def filled():
    print(time.monotonic(), flush=True)
    program.window.session.opened.connect(lambda: QTimer.singleShot(0, shown))
program.filled.connect(filled)
QApplication.instance().exec()
"""


def _times(code: str, *arguments: str) -> list[float]:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=_as_on_the_second_start(),
    )
    return [float(text) - began for text in done.stdout.split()]


def _as_on_the_second_start() -> dict[str, str]:
    """Return the environment of a user's machine: Python keeps the code it compiled."""
    kept = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(Path(os.environ["MUSTER_DATA"]).parent / "code")}


def _calc(folder: Path) -> str:
    return "not here" if shutil.which("soffice") is None else "installed, not timed"


def main() -> None:
    """Print the ratios; the targets are 1.6 times the bare window, 1.75 at 100,000 risks."""
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        print("start: no display, measured offscreen")
    with own_folder() as folder:
        for count in (10_000, 100_000):
            path = folder / f"{count}.muster"
            big_register(path, count, rate=count <= 10_000).close()
            _times(OURS, str(path))
            bare: list[float] = []
            ours: list[list[float]] = []
            for _round in range(ROUNDS):
                bare.append(_times(BARE)[0])
                ours.append(_times(OURS, str(path)))
            limit = statistics.median(bare)
            for n, what in enumerate(("window painted", "window filled", "register shown")):
                time_taken = statistics.median(times[n] for times in ours)
                line(f"start, {what}, {count} risks", time_taken, bare_window=limit)
        print(f"start: LibreOffice Calc {_calc(folder)}")


if __name__ == "__main__":
    main()
