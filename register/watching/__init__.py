"""Watching indicators: the colour of readings, when they are due, and what a colour sets going."""
