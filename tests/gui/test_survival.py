"""The process outlives a day of work: a faulty binding would end it (reliability, survival)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CALLS = 100_000
TICKS = 8 * 60 * 60 * 4  # eight hours of a clock that ticks four times a second
A_DAY = """
import sys
import matplotlib.figure, reportlab.platypus  # they hold many references to None
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from gui import theme
from gui.widgets import label

class Clock(QObject):
    ticked = Signal(bool)

calls, ticks = int(sys.argv[1]), int(sys.argv[2])
app = QApplication([])
theme.load_fonts()
theme.apply(app, "light")
shown, clock = label("00:00"), Clock()
clock.ticked.connect(shown.setEnabled)
for n in range(calls):
    shown.setText(str(n))
    clock.ticked.emit(True)

done = 0
def tick():
    global done
    done += 1
    shown.setText(f"{done // 240:02}:{done // 4 % 60:02}")
    shown.setToolTip("")
    shown.update()
    if done == ticks:
        app.quit()

timer = QTimer(interval=0)
timer.timeout.connect(tick)
timer.start()
app.exec()
print(done, shown.text())
"""


def test_process_outlives_a_hundred_thousand_calls_and_a_clock_of_eight_hours() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", A_DAY, str(CALLS), str(TICKS)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(TICKS), "480:00"]
