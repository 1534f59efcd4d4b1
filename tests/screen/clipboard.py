"""Holds a text in the clipboard until it is ended, for keys that xdotool cannot type.

python -m tests.screen.clipboard TEXT
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication


def main(text: str) -> int:
    """Put the text there, say so, and stay."""
    app = QGuiApplication([])
    QGuiApplication.clipboard().setText(text)
    print("ready", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
