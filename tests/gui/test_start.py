"""Starting the program for real, each time in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = (
    "register.catalog",
    "gui.main_window",
    "sqlite_utils",
    "matplotlib",
    "reportlab",
    "python_calamine",
    "xlsxwriter",
    "pypdfium2",
)
DRIVER = """
import json, sys
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
import main
from gui import app
program = app.start(main.catalog, sys.argv[1:])
seen = {}
def painted():
    seen["heavy"] = [name for name in %r if name in sys.modules]
    seen["filled"] = program.window is not None
program.shell.painted.connect(painted)
def filled():
    seen["open"] = program.window.session.book is not None
    program.window.session.opened.connect(opened)
program.filled.connect(filled)
def opened():
    seen["title"] = program.shell.windowTitle()
    data = QMimeData()
    data.setHtml("copied")
    QGuiApplication.clipboard().setMimeData(data)
    seen["risks"] = program.window.session.open_book.table_named("risks").count()
    QTimer.singleShot(0, program.close)
QTimer.singleShot(60000, program.close)
code = app.run(program)
print(json.dumps(seen))
sys.exit(code)
"""


def _environment(tmp_path: Path) -> dict[str, str]:
    values = dict(os.environ)
    values.update(QT_QPA_PLATFORM="offscreen", MUSTER_DATA=str(tmp_path / "data"))
    return values


def test_nothing_heavy_is_imported_before_the_window_is_painted(
    sample_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "start.muster"
    path.write_bytes(sample_file.read_bytes())
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", DRIVER % (HEAVY,), str(path)],
        cwd=ROOT,
        env=_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["heavy"] == []
    assert (seen["filled"], seen["open"]) == (False, False)
    assert seen["risks"] > 40
    assert "Muster" in seen["title"]


def test_program_closes_cleanly_when_it_is_asked_to_end(sample_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "end.muster"
    path.write_bytes(sample_file.read_bytes())
    process = subprocess.Popen(
        [sys.executable, "main.py", str(path)],
        cwd=ROOT,
        env=_environment(tmp_path),
        stderr=subprocess.PIPE,
    )
    lock = path.with_name("end.muster.lock")
    limit = time.monotonic() + 60
    while not lock.exists() and time.monotonic() < limit:
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert not lock.exists()
    assert b"Traceback" not in errors
    assert b"override" not in errors  # nothing of Python is asked when it is gone


def test_no_display_is_said_in_one_line(tmp_path: Path) -> None:
    values = _environment(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        values.pop(name, None)
    done = subprocess.run(
        [sys.executable, "main.py"],
        cwd=ROOT,
        env=values,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "no display" in done.stderr
