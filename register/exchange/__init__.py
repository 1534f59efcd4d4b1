"""Bringing registers in from spreadsheets, CSV and JSON, and sending them out again.

Nothing is imported here, so that starting the program costs nothing.
"""
