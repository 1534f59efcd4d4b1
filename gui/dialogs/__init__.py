"""Dialogs, each opened without blocking the program."""
