"""The command line: one file a verb, each given the catalogue.

A failure is one sentence on stderr and exit code 2, never a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from register import i18n, settings
from register.catalog import Catalog
from register.commands.speak import complain
from register.errors import Cancelled, RegisterError
from register.i18n import LANGUAGES, _
from register.version import VERSION

FAILED = 2


def run(catalog: Catalog, arguments: list[str]) -> int:
    """Do what the arguments say; returns the exit code."""
    _write_utf8()
    remembered = settings.load()
    i18n.set_language(_asked_language(arguments) or remembered.tongue())
    args = _parser(catalog, remembered).parse_args(arguments)
    try:
        code = int(args.run(args, catalog))
        sys.stdout.flush()
        return code
    except RegisterError as error:
        complain(str(error))
    except Cancelled:
        complain(_("Stopped."))
    except KeyboardInterrupt:
        complain(_("Stopped."))
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(_("The system refused: {reason}.").format(reason=error.strerror or "?"))
    return FAILED


def _asked_language(arguments: list[str]) -> str | None:
    for n, text in enumerate(arguments):
        value = text.partition("=")[2] if text.startswith("--lang=") else ""
        if text == "--lang" and n + 1 < len(arguments):
            value = arguments[n + 1]
        if value in LANGUAGES:
            return value
    return None


def _parser(catalog: Catalog, remembered: settings.Settings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py", description=_("Muster: risks, and what is ready for the day they happen.")
    )
    parser.add_argument("--version", action="version", version=f"Muster {VERSION}")
    verbs = parser.add_subparsers(dest="command", required=True, metavar=_("COMMAND"))
    for command in catalog.commands:
        module = import_module(command.module)
        verb = verbs.add_parser(command.name, help=i18n.translated(module.HELP))
        module.add(verb)
        verb.add_argument(
            "--lang", choices=sorted(LANGUAGES), default=None, help=_("language of the output")
        )
        verb.add_argument(
            "--by",
            default=remembered.signature(),
            metavar=_("NAME"),
            help=_("who signs the changes"),
        )
        verb.set_defaults(run=module.run)
    return parser


def _write_utf8() -> None:
    """Speak UTF-8 whatever the terminal's code page is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
