"""Walkers: they visit every page, tab, menu and dialog, and say what is wrong with what is seen."""
