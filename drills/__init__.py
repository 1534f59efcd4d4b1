"""Drills: rehearsals of the register's plans. Builds on register.

Here stand only the names of its commands; drills.contents holds what it brings.
"""

COMMANDS: dict[str, str] = {}
"""Name and module of each command."""
