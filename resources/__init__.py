"""Files shipped with the program, found by name. Holds no logic."""

from pathlib import Path

_ROOT = Path(__file__).parent


def path(*parts: str) -> Path:
    """Return the path of a shipped file; it need not exist."""
    return _ROOT.joinpath(*parts)
