"""Charts of the window, painted from the figures of register.charts."""
