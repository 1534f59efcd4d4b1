"""Charts from plain numbers, as matplotlib figures.

Importing this package loads nothing; ``register.charts.heatmap`` loads matplotlib.
"""
