"""Benchmarks: every job beside its limit and its peers, measured in one run, as ratios."""
