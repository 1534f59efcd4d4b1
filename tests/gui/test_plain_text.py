"""Text of others is plain text everywhere: no markup is read out of it (contracts C2)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

GUI = Path(__file__).parents[2] / "gui"
SHOWING = {"setToolTip", "setWhatsThis"}
RISKY = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "QMessageBox", "QErrorMessage"}
OURS = {"manual.py", "dialogs/shortcuts_dialog.py", "lists/deeds.py"}
"""Show texts of our own, or put escaped text on the clipboard."""


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            yield name, node


def _is_ours(text: ast.expr) -> bool:
    """Tell whether a text is a translated one of ours, or went through tip()."""
    if isinstance(text, ast.Constant):
        return True
    if not isinstance(text, ast.Call):
        return False
    return getattr(text.func, "id", "") in {"tip", "_", "translated"}


@pytest.mark.parametrize(
    "path", sorted(GUI.rglob("*.py")), ids=lambda path: path.relative_to(GUI).as_posix()
)
def test_tooltips_and_rich_text_never_read_markup_from_data(path: Path) -> None:
    for name, call in _calls(path):
        if name in SHOWING:
            assert _is_ours(call.args[-1]), f"line {call.lineno}: wrap it in tip()"
        assert name not in RISKY or path.relative_to(GUI).as_posix() in OURS, f"line {call.lineno}"
