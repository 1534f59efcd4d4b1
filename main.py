"""Start the program, or do one task from the command line. Only dispatches."""

from __future__ import annotations

import sys

import drills
import register
from register.commands import run

CATALOG = register.CATALOG + drills.CATALOG


def main(arguments: list[str]) -> int:
    """Return the exit code of a command, or of the window when none is named."""
    names = {command.name for command in CATALOG.commands}
    if arguments and (arguments[0] in names or arguments[0] in {"-h", "--help", "--version"}):
        return run(CATALOG, arguments)
    from gui.app import show

    return show(CATALOG, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
