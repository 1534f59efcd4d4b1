"""Start the program, or do one task from the command line. Only dispatches."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import drills
import register

if TYPE_CHECKING:
    from register.catalog import Catalog

NAMES = {*register.COMMANDS, *drills.COMMANDS, "-h", "--help", "--version"}


def main(arguments: list[str]) -> int:
    """Return the exit code of a command, or of the window when none is named."""
    if arguments and arguments[0] in NAMES:
        from register.commands import run

        return run(catalog(), arguments)
    from gui.app import show

    return show(catalog, arguments)


def catalog() -> Catalog:
    """Return what all packages bring; the window is painted before they are imported."""
    from drills.contents import CATALOG as OF_DRILLS
    from register.contents import CATALOG as OF_REGISTER

    return OF_REGISTER + OF_DRILLS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
