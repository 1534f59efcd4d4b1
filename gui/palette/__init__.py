"""Find anything: records and commands by a few letters."""
